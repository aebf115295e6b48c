"""Facts of an offer in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format

from offers.enums import CostKind
from offers.labels import cost_label, level_label
from tests.harness.blanks import tied


@pytest.mark.parametrize(
    ("level_from", "level_to", "words"),
    [
        ("", "", ""),
        ("a1", "b1", "A1 – B1"),
        ("b1", "b1", "B1"),
        ("b1", "", "ab B1"),
        ("", "a2", "bis A2"),
        ("none", "a2", "bis A2"),
        ("none", "", "ohne Deutschkenntnisse"),
        ("", "none", "ohne Deutschkenntnisse"),
        ("alpha", "a1", "Alphabetisierung – A1"),
    ],
)
def test_level_label(level_from: str, level_to: str, words: str):
    assert level_label(level_from, level_to) == words


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        (CostKind.AMOUNT, "25", "25~€"),
        (CostKind.AMOUNT, "12.50", "12,50~€"),
        (CostKind.REDUCED, "10", "ermäßigt 10~€"),
    ],
)
def test_an_amount_does_not_part_from_its_currency(kind: CostKind, amount: str, words: str):
    with translation.override("de"):
        assert cost_label(kind, Decimal(amount)) == tied(words)


@pytest.mark.parametrize(
    ("language", "format_name", "words"),
    [
        ("de", "DATE_FORMAT", "3.~März~2027"),
        ("en", "DATE_FORMAT", "3~March~2027"),
        ("en", "SHORT_DATE_FORMAT", "3~Mar~2027"),
    ],
)
def test_a_date_does_not_break(language: str, format_name: str, words: str):
    with translation.override(language):
        assert date_format(date(2027, 3, 3), format_name) == tied(words)
