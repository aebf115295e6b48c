"""Where the pages are that tests look at, found by following links of the demo content."""

import re
import urllib.request
from functools import cache

# Page -> where a link to it stands, and what the link looks like. The first such link is taken.
LINKED = {
    "offer": ("/de/angebote/", r"/de/angebote/\d+/[\w-]+/"),
    "provider": ("offer", r"/de/anbieter/\d+/[\w-]+/"),
}
FIXED = {
    "home": "/de/",
    "home in English": "/en/",
    "directory": "/de/angebote/",
    "directory in English": "/en/angebote/?q=german",
    "directory, filtered": "/de/angebote/?q=deutsch&thema=language-education&kosten=free",
    "directory, filters named": "/de/angebote/?q=deutsch+hennef+samstags+b1",
    "directory, Arabic words": "/de/angebote/?q=دورة+في+ترويسدورف",
    "directory, near a place": "/en/angebote/?von=53721&umkreis=20",
    "directory, near nowhere": "/de/angebote/?von=Bonn",
    "directory, nothing found": "/de/angebote/?q=qqqqqqxyz&merkmal=online",
    "directory, nothing in a town": "/de/angebote/?q=kinder&ort=05382004&sprache=tr&art=event&kosten=free",
    "thanks for a wish": "/de/angebote/fehlt/?q=qqqqqqxyz",
    "missing": "/de/gibt-es-nicht/",
}


@cache
def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as response:
        return response.read().decode()


def path_of(server_url: str, name: str) -> str:
    """The path of a page by its name in `FIXED` or `LINKED`."""
    if name in FIXED:
        return FIXED[name]
    source, pattern = LINKED[name]
    start = source if source.startswith("/") else path_of(server_url, source)
    found = re.search(rf'href="({pattern})"', read(server_url + start))
    assert found, f"no link to {name} on {start}"
    return found[1]


def linked_pages(server_url: str, language: str) -> list[str]:
    """Every page that the home page leads to by its menus and cards: focus areas, news, legal pages."""
    paths = re.findall(rf'href="(/{language}/[\w/-]*)"', read(f"{server_url}/{language}/"))
    return sorted({path for path in paths if "/angebote/" not in path and "/anbieter/" not in path})


def offer_with_words(server_url: str, language: str) -> str:
    """An offer shown in its words of this language, among the first at which it is spoken."""
    listed = read(f"{server_url}/de/angebote/?sprache={language}")
    for path in dict.fromkeys(re.findall(LINKED["offer"][1], listed)):
        if f"{path}?worte={language}" in read(server_url + path):
            return f"{path}?worte={language}"
    raise AssertionError(f"the demo content has no offer with words in {language}")
