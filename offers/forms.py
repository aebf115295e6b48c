"""The forms editors fill in."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from offers.enums import TaxonomyCode
from offers.forms_for_user import ReachForm
from offers.models import Location, Provider, Term
from offers.publishing import Facts, lacks


class TermChoiceIterator(ModelChoiceIterator):
    """Terms in the order of their vocabulary; topics below the name of their focus area."""

    def __iter__(self):
        terms = list(self.queryset.all())
        if not any(term.parent_id for term in terms):
            yield from (self.choice(term) for term in terms)
            return
        for root in (term for term in terms if not term.parent_id):
            below = [term for term in terms if term.parent_id == root.pk]
            yield str(root), [self.choice(term) for term in (root, *below)]


class TermChoiceField(forms.ModelMultipleChoiceField):
    """Ticks for the terms of one vocabulary."""

    iterator = TermChoiceIterator

    def __init__(self, taxonomy: str, **kwargs):
        self.taxonomy = taxonomy
        terms = Term.objects.filter(taxonomy__code=taxonomy, live=True).order_by("sort_order", "code")
        widget = forms.CheckboxSelectMultiple(attrs={"class": "term-choice"})
        super().__init__(terms.prefetch_related("labels"), widget=widget, required=False, **kwargs)

    def label_from_instance(self, term: Term) -> str:
        return str(term)


class TermForm(WagtailAdminModelForm):
    """A form in which single terms are chosen: it brings their labels along in one query."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Term:
                field.queryset = field.queryset.prefetch_related("labels")


class TermsForm(TermForm):
    """A form whose record keeps the terms of several vocabularies in one child table, `terms`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self._term_fields():
            of_taxonomy = {term.pk for term in field.queryset}
            chosen = [row.term_id for row in self.instance.terms.all() if row.term_id in of_taxonomy]
            self.initial.setdefault(name, chosen)

    def _term_fields(self) -> list[tuple[str, TermChoiceField]]:
        return [(name, field) for name, field in self.fields.items() if isinstance(field, TermChoiceField)]

    def save(self, commit=True):
        for name, field in self._term_fields():
            self.instance.set_terms(field.taxonomy, self.cleaned_data[name])
        return super().save(commit)


class ProviderForm(ReachForm, TermsForm):
    languages = TermChoiceField(TaxonomyCode.LANGUAGE, label=_("Sprachen"))
    networks = TermChoiceField(TaxonomyCode.NETWORK, label=_("Mitglied in Netzwerken"))

    def _limit_references(self) -> None:
        self.limit_to_pictures("logo")


class LocationForm(ReachForm):
    pass


class OfferForm(ReachForm, TermsForm):
    municipality_field = "responsible_municipality"

    topics = TermChoiceField(TaxonomyCode.TOPIC, label=_("Themen"))
    target_groups = TermChoiceField(TaxonomyCode.TARGET_GROUP, label=_("Zielgruppen"))
    languages = TermChoiceField(TaxonomyCode.LANGUAGE, label=_("Sprachen, die dort gesprochen werden"))
    documents = TermChoiceField(TaxonomyCode.DOCUMENT, label=_("Was Sie mitbringen müssen"))

    def _limit_references(self) -> None:
        self.limit_to_pictures("picture")
        self.limit_to_documents("flyer")
        self.limit_to_choosable(self, "provider", Provider.snippet_viewset.permission_policy)
        for row in self.formsets["locations"].forms:
            self.limit_to_choosable(row, "location", Location.snippet_viewset.permission_policy)

    def is_valid(self) -> bool:
        """Also look at the child rows together; a draft may still lack what a published offer needs."""
        if not super().is_valid() or self.is_deferred_validation:
            return super().is_valid()
        for lack in lacks(self._facts()):
            self.add_error(None, ValidationError(lack.message))
        return not self.errors

    def _facts(self) -> Facts:
        return Facts(
            languages={row["language"] for row in self._rows("translations")},
            has_topic=bool(self.cleaned_data["topics"]),
            serves_somebody=self.cleaned_data["serves_whole_county"] or bool(self._rows("service_areas")),
            takes_place_somewhere=self.cleaned_data["is_online"] or bool(self._rows("locations")),
        )

    def _rows(self, name: str) -> list[dict[str, object]]:
        forms_of_rows = self.formsets[name].forms
        return [
            form.cleaned_data
            for form in forms_of_rows
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
