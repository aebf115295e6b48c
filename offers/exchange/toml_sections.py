"""Typed reading of a TOML document that gathers every problem instead of stopping at the first."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from offers.exchange.tables import Cell


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the document; all sections of a document share one list of problems."""

    where: str
    values: Mapping[str, object]
    problems: list[str] = field(default_factory=list)

    def problem(self, key: str, message: str) -> None:
        """Remember what is wrong, and where."""
        self.problems.append(f"{self.name_of(key)}: {message}")

    def name_of(self, key: str) -> str:
        """The full name of a key."""
        return ".".join(filter(None, (self.where, key)))

    def only(self, known: Collection[str]) -> None:
        """A key that is not known is most likely a slip of the pen."""
        for key in self.values:
            if key not in known:
                self.problem(key, _("Diesen Schlüssel gibt es nicht."))

    def section(self, key: str) -> "Section":
        """The table below a key; empty when there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, _("Dieser Abschnitt wird als [%(key)s] geschrieben.") % {"key": key})
            value = {}
        return self.below(key, value)

    def below(self, key: str, values: Mapping[str, object]) -> "Section":
        """A table that was found below this one."""
        return Section(self.name_of(key), values, self.problems)

    def sections(self, key: str) -> Iterator["Section"]:
        """The tables of a list that is written as [[key]]."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.problem(key, _("Dieser Abschnitt wird als [[%(key)s]] geschrieben.") % {"key": key})
            return
        for one in value:
            yield self.below(key, one)

    def text(self, key: str, *, default: str = "", needed: bool = False) -> str:
        """A text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            self.problem(key, _("Hier wird ein Text in Anführungszeichen erwartet."))
            return default
        if needed and not value.strip():
            self.problem(key, _("Diese Angabe fehlt."))
        return value

    def choice(self, key: str, known: Collection[str], *, default: str) -> str:
        """One of some texts."""
        value = self.text(key, default=default)
        if value in known:
            return value
        self.problem(key, _("Möglich sind: %(known)s.") % {"known": ", ".join(filter(None, known))})
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single one may stand alone."""
        value = self.values.get(key, [])
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.problem(key, _("Hier wird eine Liste von Texten erwartet."))
        return ()

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, _("Hier wird true oder false erwartet."))
        return value is True

    def cell(self, key: str, *, is_list: bool) -> Cell:
        """What might as well have stood in a file."""
        value = self.values.get(key, "")
        if is_list and value != "":
            return tuple(_as_text(part) for part in (value if isinstance(value, list) else [value]))
        if isinstance(value, list | dict):
            self.problem(key, _("Hier wird ein einzelner Wert erwartet."))
            return ""
        return _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
