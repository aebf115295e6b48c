"""What templates and style sheets may not do: third parties, inline code, unescaped text, one direction."""

import re
from pathlib import Path

import pytest

from tests.harness.tree import APPS, ROOT, files, modules, shown, templates

# Mail programs know no style sheets, and no policy of ours reaches them.
NOT_PUBLIC = [ROOT / "templates" / "admin", ROOT / "templates" / "emails"]
PUBLIC = [path for path in templates() if not any(path.is_relative_to(folder) for folder in NOT_PUBLIC)]
STYLESHEETS = files("portal/static", pattern="*.css")
ADDRESS = re.compile(r"https?://[\w.-]+|[\"'(=]\s*//[\w-]+\.[\w.-]+")
# Names of vocabularies, not addresses that a browser would ask.
NAMES_NOT_ADDRESSES = {"http://www.w3.org", "https://schema.org", "http://schema.org"}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
UNESCAPED = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off|\|\s*safeseq\b")
# `mark_safe` stands only where the text was built from parts that are safe.
MAY_MARK_SAFE = {"search.skeletons": "pieces of our templates, around values that it has escaped"}
# Margins, paddings and positions follow the direction of reading, so one style sheet serves both.
ONE_DIRECTION = re.compile(
    r"(?<![\w-])((margin|padding|border|inset|scroll-margin)-(left|right)|left|right)\s*:"
    r"|(?<![\w-])(text-align|float|clear)\s*:\s*(left|right)\b"
)


@pytest.mark.parametrize("path", templates(), ids=shown)
class TestTemplate:
    def test_has_no_third_party_address(self, path: Path):
        found = set(ADDRESS.findall(path.read_text(encoding="utf-8")))
        assert not found - NAMES_NOT_ADDRESSES

    def test_escapes_everything(self, path: Path):
        assert not UNESCAPED.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PUBLIC, ids=shown)
def test_public_template_has_no_inline_code_or_style(path: Path):
    assert not INLINE.findall(path.read_text(encoding="utf-8")), "the Content-Security-Policy would block it"


@pytest.mark.parametrize("path", STYLESHEETS, ids=shown)
class TestStylesheet:
    def test_has_no_third_party_address(self, path: Path):
        assert not set(ADDRESS.findall(rules(path))) - NAMES_NOT_ADDRESSES

    def test_reads_in_both_directions(self, path: Path):
        assert not [match[0] for match in ONE_DIRECTION.finditer(rules(path))]


def rules(path: Path) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_python_marks_nothing_safe():
    marking = {
        module.name for module in modules(*APPS) if "mark_safe" in module.text or "SafeText(" in module.text
    }
    assert not marking - set(MAY_MARK_SAFE)
