from django.core.paginator import Paginator

from home.pagination import numbered_pages


def pages_of(count: int, number: int):
    return numbered_pages(Paginator(range(count), 10).page(number))


def test_the_first_page_leads_on_only():
    pages = pages_of(25, 1)
    assert (pages.has_previous, pages.previous_url) == (False, "")
    assert (pages.has_next, pages.next_url) == (True, "?seite=2")
    assert pages.items == (("1", "?seite=1", True), ("2", "?seite=2", False), ("3", "?seite=3", False))


def test_the_last_page_leads_back_only():
    pages = pages_of(25, 3)
    assert (pages.previous_url, pages.next_url) == ("?seite=2", "")


def test_of_many_pages_some_are_left_out():
    numbers = [number for number, _url, _is_current in pages_of(500, 25).items]
    assert numbers[0] == "1"
    assert numbers[-1] == "50"
    assert numbers.count("") == 2
    assert len(numbers) < 15
