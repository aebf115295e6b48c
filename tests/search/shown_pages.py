"""What a page of the directory was made of, told apart from how it is drawn."""

from unittest import mock

from django.test import Client

from search import views
from search.drawing import DirectoryPage
from search.page_cache import kept_pages


def shown(client: Client, querystring: str = "", address: str = "/de/angebote/") -> DirectoryPage:
    """Drawn anew, whatever was shown before."""
    kept_pages.clear()
    with mock.patch.object(views, "draw_page", wraps=views.draw_page) as draw:
        assert client.get(f"{address}?{querystring}").status_code == 200
    page, _request = draw.call_args.args
    return page
