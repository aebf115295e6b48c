"""Blocks of pages that state something: milestones, barriers, processing of personal data."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.words import SHORT_FEATURES
from home.enums import BarrierReason, MilestoneState


class MilestoneValue(StructValue):
    @property
    def is_done(self) -> bool:
        return self["state"] == MilestoneState.DONE

    @property
    def is_current(self) -> bool:
        return self["state"] == MilestoneState.CURRENT

    @property
    def state_label(self) -> str:
        return str(MilestoneState(self["state"]).label)


class MilestoneBlock(StructBlock):
    """One step on the way to the centre. `on` is the day if it is known, else `period` says about when."""

    title = CharBlock(label=_("Meilenstein"), max_length=160)
    state = ChoiceBlock(label=_("Stand"), choices=MilestoneState.choices, default=MilestoneState.OPEN)
    on = DateBlock(label=_("Datum"), required=False)
    period = CharBlock(
        label=_("oder Zeitraum"), max_length=80, required=False, help_text=_("Zum Beispiel „Herbst 2026“.")
    )
    text = RichTextBlock(label=_("Text"), features=SHORT_FEATURES, required=False)
    source_title = CharBlock(label=_("Quelle"), max_length=160, required=False)
    source_url = URLBlock(label=_("Adresse der Quelle"), required=False)

    class Meta:
        icon = "tick"
        label = _("Meilenstein")
        label_format = "{title}"
        value_class = MilestoneValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if cleaned["on"] and cleaned["period"]:
            errors["period"] = ValidationError(_("Bitte nur eines angeben: Datum oder Zeitraum."))
        if cleaned["source_url"] and not cleaned["source_title"]:
            errors["source_title"] = ValidationError(_("Bitte sagen, was die Adresse zeigt."))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned


class BarrierBlock(StructBlock):
    """Something on the portal that not everybody can use, and why."""

    reason = ChoiceBlock(label=_("Grund"), choices=BarrierReason.choices)
    title = CharBlock(label=_("Was ist nicht barrierefrei"), max_length=160)
    text = TextBlock(label=_("Was das bedeutet"), max_length=800)
    alternative = TextBlock(label=_("Was stattdessen geht"), max_length=500, required=False)
    planned = CharBlock(label=_("Wann es behoben wird"), max_length=120, required=False)

    class Meta:
        icon = "warning"
        label = _("Nicht barrierefreier Inhalt")
        label_format = "{title}"


class ProcessingBlock(StructBlock):
    """One use of personal data, with what the GDPR (Article 13) asks to be told about it."""

    title = CharBlock(label=_("Wobei"), max_length=160)
    purpose = TextBlock(label=_("Wozu"), max_length=600)
    data = TextBlock(label=_("Welche Daten"), max_length=600)
    legal_basis = TextBlock(label=_("Rechtsgrundlage"), max_length=400)
    storage = TextBlock(label=_("Wie lange"), max_length=400)
    recipients = TextBlock(label=_("Wer sie erhält"), max_length=400, required=False)

    class Meta:
        icon = "lock"
        label = _("Verarbeitung von Daten")
        label_format = "{title}"
