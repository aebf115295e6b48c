"""A search that an editor has put on a page: its offers appear wherever the block stands."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, MultipleChoiceBlock, StructBlock, StructValue

from home.directory import find_excerpt
from offers.enums import GermanLevel, TaxonomyCode
from offers.vocabulary import vocabulary
from search.query import SearchQuery

FACETS = ("topics", "municipalities", "target_groups", "languages", "levels", "kinds")


def _terms(taxonomy: str):
    def choices() -> list[tuple[str, str]]:
        return [(entry.code, entry.label()) for entry in vocabulary().entries(taxonomy)]

    return choices


def topic_choices() -> list[tuple[str, str]]:
    return _terms(TaxonomyCode.TOPIC)()


def _municipalities() -> list[tuple[str, str]]:
    return list(vocabulary().municipalities.items())


class OffersValue(StructValue):
    @property
    def query(self) -> SearchQuery:
        facets = {name: tuple(self.get(name) or ()) for name in FACETS}
        return SearchQuery(text=self.get("text") or "", **facets)


class OffersBlock(StructBlock):
    """Offers that match a search, as the directory would show them, and the way to all of them."""

    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    text = CharBlock(label=_("Suchwörter"), max_length=120, required=False)
    topics = MultipleChoiceBlock(label=_("Themen"), choices=_terms(TaxonomyCode.TOPIC), required=False)
    municipalities = MultipleChoiceBlock(
        label=_("Städte und Gemeinden"), choices=_municipalities, required=False
    )
    target_groups = MultipleChoiceBlock(
        label=_("Zielgruppen"), choices=_terms(TaxonomyCode.TARGET_GROUP), required=False
    )
    languages = MultipleChoiceBlock(
        label=_("Sprachen"), choices=_terms(TaxonomyCode.LANGUAGE), required=False
    )
    levels = MultipleChoiceBlock(label=_("Deutschniveau"), choices=GermanLevel.choices, required=False)
    kinds = MultipleChoiceBlock(
        label=_("Art des Angebots"), choices=_terms(TaxonomyCode.KIND), required=False
    )
    limit = IntegerBlock(label=_("höchstens"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "search"
        label = _("Angebote")
        label_format = "{title}"
        template = "home/blocks/offers.html"
        value_class = OffersValue

    def get_context(self, value: OffersValue, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["excerpt"] = find_excerpt(value.query, value["limit"] or 3)
        return context
