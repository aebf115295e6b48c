"""Reads a mapping from TOML and says all that is wrong about it, not only the first thing."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from offers.enums import OfferLanguage
from offers.exchange.catalogue import LISTS, REQUIRED, Target, target_of
from offers.exchange.mapping import Condition, ImportMapping, Source
from offers.exchange.tables import TableFormat
from offers.exchange.tables.csv_file import ENCODINGS
from offers.exchange.toml_sections import Section
from offers.exchange.transforms import Step, step_of

MOST_CHARACTERS: Final = 200_000
MOST_PROBLEMS: Final = 20
MAPPING_KEYS: Final = ("name", "source", "publish", "language", "file", "constants", "fields", "skip")
FILE_KEYS: Final = ("kind", "delimiter", "encoding", "sheet")
FIELD_KEYS: Final = ("column", "columns", "join", "transforms", "split", "values", "unknown", "default")
CONDITION_KEYS: Final = ("column", "equals", "contains", "is_empty", "reason")


class MappingError(ValueError):
    """A mapping cannot be used; `problems` are for the person who wrote it."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)[:MOST_PROBLEMS]
        super().__init__("\n".join(self.problems))


def read_mapping(text: str) -> ImportMapping:
    """Read a mapping; raises MappingError with all that is wrong about it."""
    if len(text) > MOST_CHARACTERS:
        raise MappingError([_("Die Zuordnung ist zu lang.")])
    try:
        document = Section("", tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingError(
            [_("Die Zuordnung ist kein gültiges TOML: %(error)s") % {"error": error}]
        ) from None
    mapping = _mapping(document)
    if document.problems:
        raise MappingError(document.problems)
    return mapping


def _mapping(document: Section) -> ImportMapping:
    document.only(MAPPING_KEYS)
    language = document.choice("language", OfferLanguage.values, default=OfferLanguage.GERMAN)
    sources = (
        *_constants(document.section("constants"), language),
        *_fields(document.section("fields"), language),
    )
    _check_names(document, [source.name for source in sources])
    source = document.text("source", needed=True)
    if len(source) > 60:
        document.problem("source", _("Höchstens 60 Zeichen."))
    skip = tuple(_condition(section) for section in document.sections("skip"))
    return ImportMapping(
        name=document.text("name", needed=True),
        source=source,
        publish=document.flag("publish"),
        table=_table(document.section("file"), _columns(sources, skip)),
        sources=sources,
        skip=skip,
    )


def _columns(sources: Iterable[Source], skip: Iterable[Condition]) -> tuple[str, ...]:
    named = [column for source in sources for column in source.columns]
    return tuple(dict.fromkeys((*named, *(condition.column for condition in skip))))


def _table(section: Section, columns: tuple[str, ...]) -> TableFormat:
    section.only(FILE_KEYS)
    delimiter = section.text("delimiter", default=";")
    if len(delimiter) != 1 or delimiter in '"\r\n':
        section.problem("delimiter", _("Das Trennzeichen ist ein einzelnes Zeichen."))
    return TableFormat(
        kind=section.choice("kind", ("", "csv", "xlsx", "ndjson"), default=""),
        delimiter=delimiter,
        encoding=section.choice("encoding", ENCODINGS, default="utf-8"),
        sheet=section.text("sheet"),
        columns=columns,
    )


def _constants(section: Section, language: str) -> Iterator[Source]:
    named = dict(_dotted(section.values))
    constants = Section(section.where, named, section.problems)
    for name in named:
        target = _target(constants, name, language)
        cell = constants.cell(name, is_list=name in LISTS)
        if target:
            yield Source(target, name, default=cell)


def _fields(section: Section, language: str) -> Iterator[Source]:
    for name, given in _dotted(section.values):
        target = _target(section, name, language)
        # The short form: title = "Name of the column".
        written = {"column": given} if isinstance(given, str) else given
        if not isinstance(written, dict):
            section.problem(name, _("Hier wird der Name einer Spalte erwartet."))
        elif target:
            yield _source(section.below(name, written), name, target)


def _source(section: Section, name: str, target: Target) -> Source:
    section.only(FIELD_KEYS)
    return Source(
        target=target,
        name=name,
        columns=section.texts("columns") or (section.text("column", needed=True),),
        join=section.text("join", default=" "),
        steps=tuple(_steps(section)),
        split=section.text("split"),
        values=_values(section) if "values" in section.values else None,
        unknown=section.choice("unknown", ("keep", "drop", "refuse"), default="keep"),
        default=section.cell("default", is_list=name in LISTS),
    )


def _steps(section: Section) -> Iterator[Step]:
    written = section.values.get("transforms", [])
    for one in written if isinstance(written, list) else [written]:
        try:
            yield step_of(one)
        except ValueError as error:
            section.problem("transforms", str(error))


def _values(section: Section) -> Mapping[str, tuple[str, ...]]:
    table = section.section("values")
    return {old.casefold(): table.texts(old) for old in table.values}


def _condition(section: Section) -> Condition:
    section.only(CONDITION_KEYS)
    return Condition(
        column=section.text("column", needed=True),
        equals=section.texts("equals"),
        contains=section.text("contains"),
        is_empty=section.flag("is_empty"),
        reason=section.text("reason"),
    )


def _target(section: Section, name: str, language: str) -> Target | None:
    target = target_of(name, language)
    if target is None:
        section.problem(name, _("Dieses Feld gibt es nicht."))
    return target


def _check_names(document: Section, names: list[str]) -> None:
    for name in REQUIRED:
        if name not in names:
            document.problem(name, _("Dieses Feld braucht eine Spalte oder einen festen Wert."))
    for name in sorted({name for name in names if names.count(name) > 1}):
        document.problem(name, _("Dieses Feld steht zweimal in der Zuordnung."))


def _dotted(values: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Give "provider.name" as one name, whether it is written with a dot or as a table in a table."""
    for key, value in values.items():
        if not isinstance(value, dict):
            yield f"{prefix}{key}", value
        elif "column" in value or "columns" in value:
            # [fields.title] and [fields.title.en] are both fields, although TOML puts one into the other.
            inner = {name: one for name, one in value.items() if name in OfferLanguage.values}
            yield f"{prefix}{key}", {name: one for name, one in value.items() if name not in inner}
            yield from _dotted(inner, f"{prefix}{key}.")
        else:
            yield from _dotted(value, f"{prefix}{key}.")
