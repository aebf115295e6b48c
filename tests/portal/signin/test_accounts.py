"""Accounts are the superusers' business: no role manages people, and nobody raises herself."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from offers.models import MunicipalityGroup
from tests.factories import EditorFactory, member_of

pytestmark = pytest.mark.django_db
COUNTY = ["Redaktion Kreis", "Moderation Kreis", "Übersetzung", "Lesen"]
REFUSED = {302, 403, 404, 405}  # Wagtail leads back to its first page where it refuses


def all_roles() -> list[str]:
    return [*COUNTY, *(team.group.name for team in MunicipalityGroup.objects.select_related("group"))]


def one_of_each(roles: list[str]) -> list[str]:
    """Of roles with the same rights the first: those of the nineteen towns differ in where, not in what."""
    by_rights = {
        frozenset(Group.objects.get(name=role).permissions.values_list("pk", flat=True)): role
        for role in reversed(roles)
    }
    return list(by_rights.values())


def addresses(person) -> list[str]:
    """Everything of the admin that has to do with accounts."""
    group = Group.objects.first()
    found = [
        reverse(f"wagtailusers_{kind}:{view}", args=args)
        for kind, key in (("users", person.pk), ("groups", group.pk))
        for view, args in (
            *((view, []) for view in ("index", "index_results", "add")),
            *((view, [key]) for view in ("edit", "delete", "history", "history_results", "usage")),
        )
    ]
    found.append(reverse("wagtailusers_users:copy", args=[person.pk]))
    for action in ("assign_role", "delete", "set_active_state"):
        found.append(reverse("wagtail_bulk_action", args=["auth", "user", action]) + f"?id={person.pk}")
    return found


def state() -> list:
    """All there is to accounts and groups."""
    users = get_user_model().objects.order_by("pk")
    return [
        list(users.values_list("pk", "username", "password", "email", "is_superuser", "is_active", "groups")),
        list(Group.objects.order_by("pk").values_list("pk", "name", "permissions")),
    ]


RAISED = {
    "username": "neu",
    "email": "neu@example.org",
    "first_name": "N",
    "last_name": "N",
    "password1": "ein-langes-wort-fuer-alle",
    "password2": "ein-langes-wort-fuer-alle",
    "is_superuser": "on",
    "is_active": "on",
    "name": "Neue Gruppe",
    "confirm": "1",
}


def test_the_roles_of_all_towns_may_do_the_same():
    assert len(all_roles()) == 23
    assert set(one_of_each(all_roles())) == {*COUNTY, all_roles()[len(COUNTY)]}


@pytest.mark.slow
@pytest.mark.same_everywhere
def test_no_role_sees_or_changes_accounts(client):
    victim = EditorFactory()
    for role in one_of_each(all_roles()):
        client.force_login(member_of(role))
        before = state()
        for address in addresses(victim):
            for response in (client.get(address), client.post(address, RAISED)):
                assert response.status_code in REFUSED, f"{role}: {address}"
                assert response.headers.get("Location", "/admin/") == "/admin/", f"{role}: {address}"
        assert state() == before, role


def test_a_superuser_does(client):
    """Else the test above would prove nothing."""
    client.force_login(EditorFactory())
    assert client.get(reverse("wagtailusers_users:index")).status_code == 200
    client.post(reverse("wagtailusers_users:add"), RAISED)
    assert get_user_model().objects.filter(username="neu").exists()


def test_nobody_has_the_permission_by_her_role():
    rights = Permission.objects.filter(content_type__app_label="auth")
    assert not Group.objects.filter(permissions__in=rights).exists()


@pytest.mark.parametrize("prefix", ["", "name_email-", "password-", "locale-"])
def test_nobody_raises_herself_on_the_account_page(client, prefix: str):
    person = member_of("Redaktion Siegburg")
    client.force_login(person)
    everything = Group.objects.values_list("pk", flat=True)
    sent = {
        "name_email-first_name": "Ada",
        "name_email-last_name": "L",
        "locale-preferred_language": "de",
        "locale-current_time_zone": "Europe/Berlin",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
        f"{prefix}is_superuser": "on",
        f"{prefix}is_staff": "on",
        f"{prefix}groups": list(everything),
        f"{prefix}user_permissions": list(Permission.objects.values_list("pk", flat=True)),
        f"{prefix}username": "chefin",
        f"{prefix}email": "anderswo@example.org",
        f"{prefix}new_password1": "ein-langes-wort",
        f"{prefix}new_password2": "ein-langes-wort",
    }
    before = state()
    assert client.post("/admin/account/", sent).status_code == 302
    person.refresh_from_db()
    assert person.first_name == "Ada"
    assert state() == before
    assert not person.user_permissions.exists()
    assert not person.is_staff


@pytest.mark.parametrize("name", ["signup", "registrieren", "email", "2fa", "accounts/signup", "3rdparty"])
def test_nobody_signs_up(client, name: str):
    for address in (f"/de/anmelden/{name}/", f"/de/zugang/{name}/", f"/accounts/{name}/", f"/de/{name}/"):
        assert client.get(address, follow=True).status_code == 404
        assert client.post(address, follow=True).status_code == 404
