"""Titles in addresses."""

import pytest

from offers.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Fußball für alle", "fussball-fuer-alle"),
        ("Übungsräume & Öffnungszeiten: Ähnliches", "uebungsraeume-oeffnungszeiten-aehnliches"),
        ("GROẞE STRAẞE", "grosse-strasse"),
        ("Ko\u0308nigswinter", "koenigswinter"),
        ("Café Ayşe", "cafe-ayse"),
        ("دورة ألمانية", "angebot"),
        ("!?", "angebot"),
        ("", "angebot"),
    ],
)
def test_slug(title: str, slug: str):
    assert slug_of(title, otherwise="angebot") == slug
