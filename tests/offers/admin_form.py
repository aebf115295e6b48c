"""What a browser sends while an editor works on a record: its form, and what was typed into it."""

from bs4 import BeautifulSoup, Tag
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

FormData = dict[str, str | list[str]]


def address(model: type[Model], view: str, *args: object) -> str:
    """Of a view of the admin."""
    return reverse(f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:{view}", args=args)


def preview(editor: Client, record: Model, mode: str = "de", **typed: str) -> HttpResponse:
    """The preview of a record after this was typed into its form, and not saved."""
    model, view = type(record), address(type(record), "preview_on_edit", record.pk)
    data = fields_of(editor.get(address(model, "edit", record.pk))) | typed
    assert editor.post(view, data).json() == {"is_valid": True, "is_available": True}
    response = editor.get(view, {"mode": mode})
    assert response.status_code == 200
    return response


def text_of(response: HttpResponse) -> str:
    """What stands on a page, without its tags."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def fields_of(response: HttpResponse) -> FormData:
    """Names and values of the edit form in a page of the admin."""
    page = BeautifulSoup(response.content, "html.parser")
    form = page.select_one("form[data-edit-form]")
    data: FormData = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        # A row that is yet to be added stands in a template, with __prefix__ for its number.
        if "__prefix__" not in field["name"] and not field.find_parent("template"):
            _add(data, field)
    return data


def _add(data: FormData, field: Tag) -> None:
    name = field["name"]
    if field.name == "select":
        values = [option.get("value", "") for option in field.select("option[selected]")]
    elif field.name == "textarea":
        values = [field.text.removeprefix("\n")]
    elif field.get("type") in {"checkbox", "radio"}:
        values = [field.get("value", "on")] if field.has_attr("checked") else []
    else:
        values = [field.get("value", "")] if field.get("type") not in {"submit", "file"} else []
    if values:
        before = data.get(name)
        data[name] = values[0] if before is None and len(values) == 1 else _listed(before) + values


def _listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]
