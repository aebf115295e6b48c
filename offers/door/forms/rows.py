"""Rows of a step that may be one or several: places, times."""

from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict


class RowForm(forms.Form):
    """A row that may be left empty, or emptied: then it says nothing, and `cleaned_data` is empty."""

    chosen_beforehand: ClassVar[frozenset[str]] = frozenset()

    def full_clean(self) -> None:
        if self.is_bound and not self._says_something():
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def _says_something(self) -> bool:
        return any(self[name].data for name in self.fields if name not in self.chosen_beforehand)


class Rows(forms.BaseFormSet):
    """Rows as they are typed; empty ones do not count, and one empty row more can be asked for.

    Without JavaScript the button `more` (its name) sends the form: everything typed is kept and one more
    row is there to fill in.
    """

    def __init__(self, *args: Any, initial: list[dict[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, initial=initial, **kwargs)
        self.extra = 0 if initial else 1

    def total_form_count(self) -> int:
        wanted = super().total_form_count()
        return min(wanted + 1, self.max_num) if "more" in self.data else wanted

    @property
    def filled(self) -> list[dict[str, Any]]:
        """What was said in the rows that say something."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]

    @property
    def may_grow(self) -> bool:
        return len(self.forms) < self.max_num
