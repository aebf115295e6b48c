"""Links to the other pages of a list, as the pagination component shows them."""

from django.core.paginator import Page

from search.pages import PageLink, Pagination

PAGE_PARAMETER = "seite"


def numbered_pages(page: Page) -> Pagination:
    """The first and last page and those around this one, with gaps between them."""
    paginator = page.paginator
    return Pagination(
        has_previous=page.has_previous(),
        has_next=page.has_next(),
        previous_url=_url(page.previous_page_number()) if page.has_previous() else "",
        next_url=_url(page.next_page_number()) if page.has_next() else "",
        items=tuple(_item(number, page.number) for number in paginator.get_elided_page_range(page.number)),
    )


def _item(number: int | str, current: int) -> PageLink:
    if not isinstance(number, int):
        return PageLink()
    return PageLink(str(number), _url(number), number == current)


def _url(number: int) -> str:
    return f"?{PAGE_PARAMETER}={number}"
