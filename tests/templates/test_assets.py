"""Fonts, icons and the style sheet: complete, and light enough for an old phone on a small data plan."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from offers.enums import OfferLanguage
from tests.harness.tree import APPS, ROOT, files, templates

FOLDER = ROOT / "portal" / "static" / "portal"
STYLESHEET = FOLDER / "portal.css"
FONT_FACE = re.compile(r"@font-face \{(.*?)\n\}", re.DOTALL)
# What a German page loads besides its HTML. The first view may weigh 120 kB with everything.
FROM_DJANGO = {"errorlist", "helptext"}
LIMITS = {
    "portal.css": 14_000,
    "icons.svg": 6_000,
    "fonts/noto-sans-latin.woff2": 25_000,
    "suggestions.js": 2_500,
    "suggestions.css": 1_500,
}


def declared_ranges() -> dict[str, set[int]]:
    """The characters that each font file is declared for."""
    found = {}
    for face in FONT_FACE.findall(STYLESHEET.read_text(encoding="utf-8")):
        name = re.search(r'url\("([^"]+)"\)', face)[1]
        bounds = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
        found[name] = {
            code for first, last in bounds for code in range(int(first, 16), int(last or first, 16) + 1)
        }
    return found


def transferred(path: Path) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content))


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_what_every_page_loads_is_light(name: str, limit: int):
    assert transferred(FOLDER / name) <= limit


def test_every_character_belongs_to_one_font_file_at_most():
    seen: dict[int, str] = {}
    for name, codes in declared_ranges().items():
        assert not [hex(code) for code in codes if code in seen], f"{name} repeats characters"
        seen |= dict.fromkeys(codes, name)


@pytest.mark.parametrize("language", OfferLanguage)
def test_every_language_of_offers_has_its_letters(language: OfferLanguage):
    covered = set().union(*declared_ranges().values())
    assert not set(map(ord, str(language.label))) - covered


def test_german_needs_one_font_file():
    letters = "Größe, Übung, Äpfel, Straße – „Zitat“ … 12 €"
    latin = declared_ranges()["fonts/noto-sans-latin.woff2"]
    assert not set(map(ord, letters)) - latin


def test_icons_are_drawn_on_one_grid_without_colours_of_their_own():
    root = ElementTree.parse(FOLDER / "icons.svg").getroot()  # noqa: S314 - a file of ours
    symbols = {symbol.get("id"): symbol for symbol in root}
    assert len(symbols) == len(root)
    logo = symbols.pop("logo")
    assert logo.get("viewBox") == "0 0 48 48"
    assert {symbol.get("viewBox") for symbol in symbols.values()} == {"0 0 24 24"}
    coloured = [
        name for name, symbol in symbols.items() for part in symbol if part.get("fill") or part.get("stroke")
    ]
    assert not coloured


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def test_every_token_is_used_and_every_token_used_is_there():
    css = without_comments(STYLESHEET.read_text(encoding="utf-8"))
    declared = set(re.findall(r"(--k(?:ern|iz)-[\w-]+):", css))
    used = set(
        re.findall(r"var\((--k(?:ern|iz)-[\w-]+)", css + (FOLDER / "icons.svg").read_text(encoding="utf-8"))
    )
    assert declared - used == set()
    assert used - declared == set()


def test_every_class_of_the_style_sheet_stands_in_a_template():
    css = without_comments(STYLESHEET.read_text(encoding="utf-8"))
    classes = set(re.findall(r"(?<=\.)[a-z][\w-]*(?=[^{}]*\{)", re.sub(r"url\([^)]*\)", "", css)))
    written = [*templates(), *files(*APPS, pattern="*.py"), *files(*APPS, pattern="*.js")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    # "notice--{{ kind }}" stands for every kind; form widgets bring their own classes from Django.
    made = tuple(re.findall(r"[a-z][\w-]*-(?=\{)", text))
    unused = {name for name in classes - FROM_DJANGO if name not in text and not name.startswith(made)}
    assert not unused
