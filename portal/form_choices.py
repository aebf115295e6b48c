"""The ticks of a form's field in groups, for the template that draws them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.forms import BoundField
from django.forms.boundfield import BoundWidget

FEW: Final = 8  # so many are shown at once; more are folded away


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Options under one heading ("" for none)."""

    label: str
    options: tuple[BoundWidget, ...]
    is_folded: bool

    @property
    def is_open(self) -> bool:
        """Whether one of them is ticked: what was said must be seen."""
        return any(option.data["selected"] for option in self.options)


def choice_groups(field: BoundField) -> list[ChoiceGroup]:
    """The options of `field`, a field of ticks; groups as its choices have them."""
    # Those of a queryset are read whenever somebody looks at them.
    choices = field.field.widget.choices = list(field.field.widget.choices)
    options = list(field.subwidgets)
    headings = [
        str(label) if isinstance(inner, list | tuple) else ""
        for label, inner in choices
        for _option in (inner if isinstance(inner, list | tuple) else (None,))
    ]
    pairs = groupby(zip(headings, options, strict=True), key=lambda pair: pair[0])
    is_folded = len(options) > FEW
    return [
        ChoiceGroup(heading, tuple(option for _heading, option in group), is_folded)
        for heading, group in pairs
    ]
