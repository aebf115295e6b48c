"""`prepare_portal` makes an empty database ready, and changes nothing the second time."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from offers.models import Offer, Term
from portal.management.commands import prepare_portal
from tests.factories import EditorFactory, OfferFactory


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were called, in order; those that take long do nothing."""
    called: list[str] = []

    def record(name: str, **options: object) -> None:
        called.append(name)

    monkeypatch.setattr(prepare_portal, "call_command", record)
    return called


def prepare(**options: bool) -> str:
    out = io.StringIO()
    call_command("prepare_portal", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
class TestPreparePortal:
    def test_an_empty_portal_is_filled_on_request(self, steps: list[str]):
        prepare(demo=True)
        assert steps == [
            "migrate",
            "createcachetable",
            "load_vocabulary",
            "create_demo",
            "create_roles",
            "seal_second_factors",
            "update_search_index",
        ]

    def test_without_demo_it_stays_empty(self, steps: list[str]):
        prepare()
        assert steps == [
            "migrate",
            "createcachetable",
            "load_vocabulary",
            "create_roles",
            "seal_second_factors",
            "update_search_index",
        ]

    def test_a_portal_with_offers_keeps_them(self, steps: list[str]):
        OfferFactory()
        prepare(demo=True)
        assert "create_demo" not in steps

    def test_steps_work_and_change_nothing_the_second_time(self):
        before = Term.objects.count()
        assert "0 terms created" in prepare()
        assert Term.objects.count() == before
        assert not Offer.objects.exists()

    def test_a_developer_gets_an_account(self, steps: list[str], settings):
        settings.DEBUG = True
        assert "redaktion" in prepare(demo=True)
        assert get_user_model().objects.get(is_superuser=True).check_password("nur-zum-ausprobieren")

    def test_and_one_of_each_role(self, steps: list[str], settings):
        settings.DEBUG = True
        prepare(demo=True)
        prepare(demo=True)
        editor = get_user_model().objects.get(username="siegburg")
        assert [group.name for group in editor.groups.all()] == ["Redaktion Siegburg"]
        assert "Beispiel" in editor.get_full_name()
        assert not editor.is_superuser

    def test_a_public_server_gets_none(self, steps: list[str]):
        assert "redaktion" not in prepare(demo=True)
        assert not get_user_model().objects.exists()

    def test_who_has_an_account_gets_no_second(self, steps: list[str], settings):
        settings.DEBUG = True
        EditorFactory(username="anna")
        assert "Sign in" not in prepare(demo=True)
        assert get_user_model().objects.get(is_superuser=True).username == "anna"
