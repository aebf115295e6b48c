"""Blocks that only one focus area needs: its subject in the shape it has."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    EmailBlock,
    IntegerBlock,
    MultipleChoiceBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.offers import topic_choices
from home.blocks.words import SHORT_FEATURES, ContactValue
from home.enums import Stage
from offers.enums import GermanLevel
from search.query import SearchQuery


class PresetValue(StructValue):
    """A block that leads to the directory with a filter set."""

    @property
    def query_string(self) -> str:
        """The filter as the directory's address spells it; empty when the block sets none."""
        levels = (self["level"],) if self.get("level") else ()
        return SearchQuery(topics=tuple(self.get("topics") or ()), levels=levels).to_querystring()


class StageValue(PresetValue):
    @property
    def stage_label(self) -> str:
        return str(Stage(self["stage"]).label)


class LevelValue(PresetValue):
    @property
    def level_label(self) -> str:
        return str(GermanLevel(self["level"]).label)


class StageBlock(StructBlock):
    """Learning the language at one stage of life."""

    stage = ChoiceBlock(label=_("Lebensabschnitt"), choices=Stage.choices)
    ages = CharBlock(
        label=_("Alter"), max_length=60, required=False, help_text=_("Zum Beispiel „3 bis 6 Jahre“.")
    )
    text = RichTextBlock(label=_("Text"), features=SHORT_FEATURES)
    topics = MultipleChoiceBlock(label=_("Themen der Angebote dazu"), choices=topic_choices, required=False)

    class Meta:
        icon = "group"
        label = _("Lebensabschnitt")
        label_format = "{stage}"
        value_class = StageValue


class LevelBlock(StructBlock):
    """One level of German: what one can do with it and what it opens."""

    level = ChoiceBlock(label=_("Niveau"), choices=GermanLevel.choices)
    can_do = TextBlock(label=_("Das können Sie dann"), max_length=300)
    leads_to = TextBlock(label=_("Dafür brauchen Sie es"), max_length=300, required=False)

    class Meta:
        icon = "order-up"
        label = _("Sprachniveau")
        label_format = "{level}"
        value_class = LevelValue


class AgeStepBlock(StructBlock):
    """One step from school to work, by age (years, both included)."""

    age_from = IntegerBlock(label=_("Alter ab"), min_value=0, max_value=99)
    age_to = IntegerBlock(label=_("Alter bis"), min_value=0, max_value=99, required=False)
    title = CharBlock(label=_("Schritt"), max_length=120)
    text = RichTextBlock(label=_("Text"), features=SHORT_FEATURES)
    helpers = CharBlock(label=_("Wer hilft"), max_length=250, required=False)
    topics = MultipleChoiceBlock(label=_("Themen der Angebote dazu"), choices=topic_choices, required=False)

    class Meta:
        icon = "order-up"
        label = _("Schritt nach Alter")
        label_format = "{age_from} – {age_to}: {title}"
        value_class = PresetValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["age_to"] is not None and cleaned["age_to"] < cleaned["age_from"]:
            raise StructBlockValidationError(
                {"age_to": ValidationError(_("„Alter bis“ ist kleiner als „Alter ab“."))}
            )
        return cleaned


class UrgentHelpBlock(StructBlock):
    """Help that does not wait for opening hours."""

    name = CharBlock(label=_("Stelle"), max_length=120)
    phone = CharBlock(label=_("Telefon"), max_length=40)
    note = CharBlock(label=_("Wofür und wann"), max_length=250, required=False)

    class Meta:
        icon = "warning"
        label = _("Schnelle Hilfe")
        label_format = "{name}"
        value_class = ContactValue


class FundingCallValue(StructValue):
    @property
    def is_past(self) -> bool:
        """Whether the deadline has gone by; the day itself still counts. Without one, never."""
        return bool(self.get("deadline_on")) and self["deadline_on"] < timezone.localdate()


class FundingCallBlock(StructBlock):
    """Money that associations can apply for, with its deadline."""

    title = CharBlock(label=_("Förderung"), max_length=160)
    funder = CharBlock(label=_("Wer fördert"), max_length=160)
    amount = CharBlock(label=_("Wie viel"), max_length=120, required=False)
    deadline_on = DateBlock(
        label=_("Frist"),
        required=False,
        help_text=_("Leer: laufend. Eine abgelaufene Frist wird so gezeigt."),
    )
    eligible = CharBlock(label=_("Wer kann sich bewerben"), max_length=250, required=False)
    text = RichTextBlock(label=_("Text"), features=SHORT_FEATURES, required=False)
    url = URLBlock(label=_("Adresse der Ausschreibung"), required=False)

    class Meta:
        icon = "pick"
        label = _("Förderung")
        label_format = "{title}"
        value_class = FundingCallValue


class PartnerBlock(StructBlock):
    """An organisation that works in the network."""

    name = CharBlock(label=_("Name"), max_length=160)
    task = CharBlock(label=_("Aufgabe im Netzwerk"), max_length=250, required=False)
    url = URLBlock(label=_("Internetseite"), required=False)

    class Meta:
        icon = "group"
        label = _("Partner")
        label_format = "{name}"


class WorkingGroupValue(StructValue):
    @property
    def is_next_to_come(self) -> bool:
        """Whether the next meeting is still to come: nobody is sent to one that was."""
        return bool(self.get("next_on")) and self["next_on"] >= timezone.localdate()


class WorkingGroupBlock(StructBlock):
    """A group that meets, with whom to ask about it."""

    title = CharBlock(label=_("Arbeitsgruppe"), max_length=160)
    text = RichTextBlock(label=_("Worum es geht"), features=SHORT_FEATURES)
    rhythm = CharBlock(
        label=_("Wann sie sich trifft"),
        max_length=160,
        required=False,
        help_text=_("Zum Beispiel „alle drei Monate“."),
    )
    next_on = DateBlock(label=_("nächstes Treffen"), required=False)
    contact = CharBlock(label=_("Ansprechperson"), max_length=160, required=False)
    email = EmailBlock(label=_("E-Mail"), required=False)

    class Meta:
        icon = "group"
        label = _("Arbeitsgruppe")
        label_format = "{title}"
        value_class = WorkingGroupValue
