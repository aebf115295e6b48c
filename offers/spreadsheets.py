"""Tables that are exported: what somebody typed must not be a formula where an editor opens them."""

from typing import Any, Final

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text of a CSV cell; an apostrophe in front keeps it text, as OWASP advises."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def guard_exports() -> None:
    """Every list and report of the admin, Wagtail's too. Its XLSX files mark texts as such by themselves."""
    original = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(view: Any, field: str, value: Any, export_format: str) -> Any:
        written = original(view, field, value, export_format)
        is_text = isinstance(written, str) and export_format == view.FORMAT_CSV
        return harmless(written) if is_text else written

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
