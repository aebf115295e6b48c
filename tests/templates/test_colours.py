"""The colours of the style sheet can be told apart: WCAG 2.2 AA (1.4.3, 1.4.11), light and dark."""

import re

import pytest

from tests.harness.tree import ROOT

TEXT, GRAPHICS = 4.5, 3.0
AREAS = ("language-education", "school-to-work", "counselling", "association-support", "networks")
FEEDBACK = ("info", "success", "warning", "danger")
GROUNDS = (
    "--kern-color-layout-background-default",
    "--kern-color-layout-background-hued",
    *(f"--kiz-area-{area}-soft" for area in AREAS),
)

PAIRS = [
    *(
        (f"--kern-color-{name}", ground, TEXT)
        for name in ("layout-text-default", "layout-text-muted", "action-default", "action-state-hover")
        for ground in GROUNDS
    ),
    *((f"--kiz-area-{area}", f"--kiz-area-{area}-soft", TEXT) for area in AREAS),
    *((f"--kiz-area-{area}", GROUNDS[0], TEXT) for area in AREAS),
    *(
        (f"--kern-color-feedback-{kind}", f"--kern-color-feedback-{kind}-background", TEXT)
        for kind in FEEDBACK
    ),
    *(
        ("--kern-color-layout-text-default", f"--kern-color-feedback-{kind}-background", TEXT)
        for kind in FEEDBACK
    ),
    *(("--kern-color-action-default", f"--kern-color-feedback-{kind}-background", TEXT) for kind in FEEDBACK),
    ("--kern-color-feedback-danger", GROUNDS[0], TEXT),
    ("--kern-color-action-visited", GROUNDS[0], TEXT),
    ("--kern-color-action-on-default", "--kern-color-action-default", TEXT),
    ("--kern-color-action-on-default", "--kern-color-action-state-hover", TEXT),
    ("--kern-color-layout-text-inverse", "--kern-color-layout-background-inverted", TEXT),
    ("--kern-color-decorative-brand-default", "--kern-color-layout-background-inverted", TEXT),
    ("--kern-color-layout-text-default", "--kern-color-form-input-background", TEXT),
    ("--kern-color-form-input-border", GROUNDS[0], GRAPHICS),
    ("--kern-color-form-input-border", "--kern-color-form-input-background", GRAPHICS),
    ("--kern-color-action-focus-default", GROUNDS[0], GRAPHICS),
]


def tokens() -> dict[str, dict[str, str]]:
    """The colour tokens of the light theme, and of the dark one, which changes some of them."""
    text = (ROOT / "portal/static/portal/portal.css").read_text(encoding="utf-8")
    before, dark = re.split(r"@media screen and \(prefers-color-scheme: dark\)", text, maxsplit=1)
    light_tokens = declared(before)
    dark_block = dark.split("\n}\n", maxsplit=1)[0]
    return {"light": light_tokens, "dark": light_tokens | declared(dark_block)}


def declared(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*#([0-9a-f]{3,6})\b", css))


def luminance(colour: str) -> float:
    full = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    channels = [int(full[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_does():
    assert contrast("fff", "000000") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_has_enough_contrast(theme: str):
    colours = tokens()[theme]
    measured = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert not {pair: round(value, 2) for pair, value in measured.items() if value < pair[2]}


def test_the_dark_theme_has_its_own_tone_for_everything_but_the_accent():
    themes = tokens()
    same = {name for name in themes["light"] if themes["light"][name] == themes["dark"][name]}
    assert same == {"--kern-color-decorative-brand-default", "--kern-color-layout-text-inverse"}
