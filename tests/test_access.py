"""Every address of the project and of Wagtail's admin, asked by people of every role.

What they should meet stands in `tests/access_matrix.py`; an address that does not stand there fails.
"""

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.access_matrix import (
    ALLOWED,
    BREAK_ON_AN_EMPTY_FORM,
    FORBIDDEN,
    LOGIN,
    MATRIX,
    MISSING,
    NO_SUCH_METHOD,
    ROLES,
)
from tests.access_world import CANARY, World, all_patterns, argument_names, bulk_actions

pytestmark = [
    pytest.mark.django_db,
    # A view that an empty form breaks leaves files open.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# All take minutes, so the quick suite has visitors only. On each database is asked what those see who may see
# all, for that asks it most.
QUICK = {("anonymous", "get"), ("anonymous", "post")}
ON_EACH_DATABASE = ("superuser", "get")


def _marks_of(asked: tuple[str, str]) -> list[pytest.MarkDecorator]:
    slow = [] if asked in QUICK else [pytest.mark.slow]
    return slow if asked == ON_EACH_DATABASE else [*slow, pytest.mark.same_everywhere]


ALL_OF_THEM = [pytest.param(*asked, marks=_marks_of(asked)) for asked in product(ROLES, ("get", "post"))]
AJAX = {"x-requested-with": "XMLHttpRequest"}  # then Wagtail says 403 where it leads elsewhere otherwise


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What was refused is written to the log, hundreds of times."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def addresses(world: World) -> dict[str, str]:
    found = {label(name, route): world.address_of(name, route, it) for name, route, it in all_patterns()}
    return found | {name: world.address_of_bulk(name) for name in bulk_actions()}


def label(name: str, route: str) -> str:
    """The name of an address; with its arguments where several share one."""
    return f"{name}({','.join(argument_names(route))})" if name in SHARED_NAMES else name


SHARED_NAMES = {
    "wagtailadmin_workflows:remove",
    "wagtail_localize:preview_translation",
    "wagtailsettings:edit",
}


def rules() -> Iterator[tuple[str, tuple[str, str]]]:
    """The name of an address, and what GET and POST should bring."""
    for line in MATRIX.splitlines():
        if not line.startswith(" "):
            outcomes = tuple(line.split())
        else:
            start, _colon, views = line.strip().partition(": ")
            before, *choice = re.split(r"[{}]", start)
            for part in choice[0].split(",") if choice else [""]:
                for view in views.split() or [""]:
                    yield f"{before}{part}:{view}" if view else start, outcomes


# What is refused here is what was sent, or a link that is none, not the person: nobody denied says so.
PAST_THE_DOOR = {400, 410, 422}


def outcome(response: HttpResponse) -> str:
    target = response.headers.get("Location", "")
    if response.status_code == 405:
        return NO_SUCH_METHOD
    if response.status_code == 403:
        return FORBIDDEN
    # What is not found is looked for below the language next, like any address without one.
    if response.status_code == 404 or target.startswith(("/de/admin/", "/de/postfach/")):
        return MISSING
    if "/anmelden/" in target or "/login/" in target:
        return LOGIN
    # Anything else is neither in nor out: above all 500, which an empty form must not lead to.
    is_answer = response.status_code < 400 or response.status_code in PAST_THE_DOOR
    return ALLOWED if is_answer else str(response.status_code)


def ask(client, method: str, address: str, **headers: str) -> HttpResponse:
    """Ask, and leave no trace in the database or the session."""
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    point = transaction.savepoint()
    response = getattr(client, method)(address, headers=headers)
    transaction.savepoint_rollback(point)
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    return response


def sign_in(client, world: World, role: str) -> None:
    client.raise_request_exception = False  # what breaks is 500, as a visitor would see it
    if role != "anonymous":
        client.force_login(world.people[role])


def test_every_address_stands_in_the_matrix_once():
    there = [label(name, route) for name, route, _pattern in all_patterns()] + bulk_actions()
    named = [name for name, _outcomes in rules()]
    assert not sorted(set(there) - set(named)), "not in tests/access_matrix.py"
    assert not sorted(set(named) - set(there)), "in tests/access_matrix.py, but nowhere else"
    assert not [name for name, number in Counter(named).items() if number > 1]
    assert all(len(letters) == len(ROLES) for _name, outcomes in rules() for letters in outcomes)


@pytest.mark.references  # what is in use cannot be deleted
@pytest.mark.parametrize(("role", "method"), ALL_OF_THEM)
def test_everybody_meets_what_the_matrix_says(client, world: World, role: str, method: str):
    sign_in(client, world, role)
    headers = {} if role == "anonymous" else AJAX
    expected = dict(rules())
    wrong = []
    for name, address in addresses(world).items():
        response = ask(client, method, address, **headers)
        found = outcome(response)
        close(response)
        if found == "500" and name in BREAK_ON_AN_EMPTY_FORM:
            found = ALLOWED
        should = expected[name][method == "post"][ROLES.index(role)]
        if found != should:
            wrong.append(f"{name} ({address}): {found}, not {should}")
    assert not wrong, "\n".join(wrong)


def close(response: HttpResponse) -> None:
    for resource in response._resource_closers:
        resource()


# What else may be asked of a list, a report, a chooser or a search.
VARIANTS = ("?export=csv", "?export=xlsx", f"?q={CANARY[:6]}")
LISTS = re.compile("list|results|index|report|choose|search|history|usage|workflow|explore|home")


@pytest.mark.slow
@pytest.mark.same_everywhere
@pytest.mark.references
def test_what_troisdorf_has_not_published_is_nowhere_to_be_seen(client, world: World):
    sign_in(client, world, "other")
    leaks = []
    for name, route, pattern in all_patterns():
        pages = [world.page, world.hidden_page] if "page" in route else [world.page]
        for page in pages:
            address = world.address_of(name, route, pattern, page)
            leaks += [asked for asked in variants(name, route, address, world) if is_told(client, asked)]
    leaks += [name for name in bulk_actions() if is_told(client, world.address_of_bulk(name))]
    assert not leaks, "\n".join(leaks)


@pytest.mark.references
def test_its_own_editors_see_it(client, world: World):
    """Else the test above would prove nothing."""
    sign_in(client, world, "own")
    asked = {name: world.address_of(name, route, it) for name, route, it in all_patterns() if name in TOLD}
    assert {name for name, address in asked.items() if is_told(client, address)} == TOLD


TOLD = {
    "wagtailadmin_choose_page_child",
    "wagtailadmin_explore",
    "wagtailadmin_pages:edit",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
    "wagtaildocs:index",
    "wagtailimages_chooser:choose_results",
    "wagtailsnippetchoosers_offers_provider:choose",
    "wagtailsnippets_offers_location:list",
    "wagtailsnippets_offers_offer:edit",
    "wagtailsnippets_offers_offer:list",
}


def variants(name: str, route: str, address: str, world: World) -> list[str]:
    if not route.startswith("admin"):
        return [address]
    keys = {f"?id={row.pk}" for row in (world.page, world.hidden_page, world.offer)}
    asked = [address, *(address + more for more in VARIANTS if LISTS.search(name))]
    return asked + [address + key for key in sorted(keys) if "multiple" in name or "bulk" in name]


def is_told(client, address: str) -> bool:
    response = ask(client, "get", address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    close(response)
    if content.startswith(b"PK"):  # a spreadsheet
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(book.read(name) for name in book.namelist())
    return CANARY in content.decode("utf-8", "replace")
