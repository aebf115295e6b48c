"""The harness itself: what must fail does fail."""

import socket
import warnings
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import Context, Engine, Origin, Template
from django.utils import timezone, translation
from pytest_socket import SocketConnectBlockedError

from tests.harness.clock import NOW
from tests.harness.skips import refuse_skip
from tests.harness.template_variables import UndefinedVariableError
from tests.harness.tree import ROOT


def render(source: str, path: str, **names: object) -> str:
    origin = Origin(name=str(ROOT / path), template_name=path)
    return Template(source, origin=origin, engine=Engine.get_default()).render(Context(names))


class TestTemplateVariables:
    OURS = "templates/offers/x.html"

    @pytest.mark.parametrize(
        "source", ["{{ offre }}", "{{ offer.titel }}", "{% for x in offers %}{% endfor %}"]
    )
    def test_an_undefined_name_fails(self, source: str, undefined_variables: list[str]):
        with pytest.raises(UndefinedVariableError, match=r"templates/offers/x\.html"):
            render(source, self.OURS, offer={"title": "T"})
        undefined_variables.clear()

    def test_a_condition_that_swallows_it_is_remembered(self, undefined_variables: list[str]):
        assert render("{% if offre and 1 %}ja{% endif %}", self.OURS, offer=1) == ""
        assert undefined_variables == ["templates/offers/x.html: offre"]
        undefined_variables.clear()

    def test_what_is_there_is_shown(self):
        assert (
            render("{{ offer.title|lower }}{% if offer %}!{% endif %}", self.OURS, offer={"title": "T"})
            == "t!"
        )

    def test_a_default_says_that_a_name_may_be_absent(self):
        assert render("{{ label|default:'ohne' }}", self.OURS) == "ohne"

    def test_templates_of_others_are_not_ours(self):
        assert render("{{ offre }}", ".venv/lib/wagtail/x.html") == ""


class TestNetwork:
    @pytest.mark.filterwarnings("ignore:A test tried to use socket")
    def test_other_hosts_cannot_be_reached(self):
        with pytest.raises(SocketConnectBlockedError):
            socket.create_connection(("192.0.2.1", 80), timeout=1)

    def test_this_machine_can(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname(), timeout=1).close()


class TestWarnings:
    def test_are_errors(self):
        with pytest.raises(UserWarning):
            warnings.warn("something", stacklevel=1)

    @pytest.mark.django_db
    def test_a_list_without_order_fails(self):
        from offers.models import Offer

        with pytest.raises(UnorderedObjectListWarning):
            Paginator(Offer.objects.order_by(), 10).page(1)


class TestSkips:
    def test_are_failures_where_everything_is_required(self):
        report = SimpleNamespace(skipped=True, outcome="skipped", longrepr=("x.py", 1, "no browser"))
        refuse_skip(report, is_required=True)
        assert report.outcome == "failed"
        assert "no browser" in report.longrepr

    def test_are_skips_elsewhere(self):
        report = SimpleNamespace(skipped=True, outcome="skipped", longrepr=("x.py", 1, "no browser"))
        refuse_skip(report, is_required=False)
        assert report.outcome == "skipped"


@pytest.mark.parametrize("run", [1, 2])
class TestIsolation:
    def test_the_cache_is_empty(self, run: int):
        assert cache.get("left-behind") is None
        cache.set("left-behind", run)

    def test_the_language_is_german(self, run: int):
        assert translation.get_language() == "de"
        translation.activate("en")

    def test_the_clock_stands_still(self, run: int, clock):
        assert timezone.localtime() == NOW
        clock.shift(3600)

    def test_the_search_index_is_its_own(self, run: int, settings):
        """Every process writes to a folder of its own, which goes with it."""
        assert settings.SEARCH_INDEX_DIR.is_relative_to(settings.PORTAL_DATA_DIR)
        assert "portal-tests-" in settings.PORTAL_DATA_DIR.name
        assert not settings.SEARCH_INDEX_DIR.exists()
        settings.SEARCH_INDEX_DIR.mkdir(parents=True)


class TestQueries:
    @pytest.mark.django_db
    def test_a_number_that_grows_is_refused(self, assert_constant_queries):
        from offers.models import Taxonomy
        from tests.factories import OfferFactory

        offers = [OfferFactory()]

        def act() -> None:
            for _offer in offers:
                Taxonomy.objects.count()

        assert_constant_queries(act, lambda: None, 1)
        with pytest.raises(AssertionError, match="It grew with the data"):
            assert_constant_queries(act, lambda: offers.append(offers[0]), 5)
        with pytest.raises(AssertionError, match="More than 1 queries"):
            assert_constant_queries(act, lambda: None, 1)


@pytest.mark.xdist_group("together")
def test_what_shares_a_worker_is_known_to_the_one_who_gives_tests_out(request: pytest.FixtureRequest) -> None:
    """Without its group every worker would prepare a portal of its own to show in a browser."""
    has_workers = hasattr(request.config, "workerinput")

    assert request.node.nodeid.endswith("@together") is has_workers
