"""Reads the pages of the demo files: what they are, and their words in German and English."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from home import models
from home.demo.errors import DemoContentError
from home.demo.files import as_row, names_in, read_toml
from home.models import BasePage

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One page: `facts` hold in every language, `de` and `en` are its fields in each.

    `parent` is the key of the page above it; a page without one stands below the home page.
    """

    key: str
    type: str
    parent: str = "home"
    in_menu: bool = False
    in_footer: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    de: dict[str, Any]
    en: dict[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> type[BasePage]:
        model = getattr(models, self.type, None)
        if not (isinstance(model, type) and issubclass(model, BasePage)):
            raise DemoContentError(f"{self.key}: no page type “{self.type}”")
        return model

    def words(self, language: str) -> dict[str, Any]:
        return self.de if language == "de" else self.en


def page_rows() -> Iterator[PageRow]:
    """All pages, in the order of the files: those above come before those below."""
    for name in names_in("pages"):
        for data in read_toml(name)["page"]:
            yield as_row(PageRow, data, f"{name}: {data.get('key')}")
