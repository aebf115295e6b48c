"""The groups: made once, with exactly their rights, for as often as it is asked."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission

from home.actions.roles import create_roles
from home.models import MunicipalityPage
from offers.models import MunicipalityGroup
from tests.factories import member_of, municipality
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db


def group(name: str) -> Group:
    return Group.objects.get(name=name)


class TestCreateRoles:
    def test_four_for_the_county_and_one_for_each_place(self):
        create_roles()
        assert {"Redaktion Kreis", "Moderation Kreis", "Übersetzung", "Lesen"} <= set(
            Group.objects.values_list("name", flat=True)
        )
        assert MunicipalityGroup.objects.count() == 19
        assert group("Redaktion Siegburg").municipality_group.municipality == municipality("Siegburg")

    def test_the_second_time_changes_nothing(self):
        create_roles()
        counted = (Group, Collection, GroupPagePermission, GroupCollectionPermission, MunicipalityGroup)
        before = [model.objects.count() for model in counted]
        assert create_roles() == 0
        assert [model.objects.count() for model in counted] == before

    def test_a_renamed_group_stays_the_municipality_s(self):
        create_roles()
        Group.objects.filter(name="Redaktion Siegburg").update(name="Rathaus Siegburg")
        assert create_roles() == 0
        assert not Group.objects.filter(name="Redaktion Siegburg").exists()

    def test_rights_given_by_hand_go_members_stay(self):
        create_roles()
        editor = member_of("Redaktion Siegburg")
        group("Redaktion Siegburg").permissions.add(Permission.objects.get(codename="add_user"))
        create_roles()
        assert not editor.has_perm("auth.add_user")
        assert editor.groups.exists()

    def test_what_was_deleted_comes_back(self):
        create_roles()
        group("Redaktion Siegburg").delete()
        Collection.objects.get(name="Troisdorf").delete()
        assert create_roles() == 1
        assert Collection.objects.filter(name="Troisdorf").count() == 1

    @pytest.mark.parametrize(
        "name", ["Redaktion Kreis", "Moderation Kreis", "Übersetzung", "Lesen", "Redaktion Siegburg"]
    )
    def test_no_group_manages_people_or_the_site(self, name: str):
        create_roles()
        assert not group(name).permissions.filter(
            content_type__app_label__in=["auth", "users", "wagtailusers", "wagtailredirects", "sites"]
        )
        assert not group(name).permissions.filter(
            content_type__model__in=["site", "locale", "collection", "workflow", "task", "centresettings"]
        )


class TestGroupsOfWagtail:
    """They come with its migrations, and give rights to pages that no role of ours has."""

    def test_are_gone_and_the_county_approves_instead(self):
        Group.objects.create(name="Editors")
        task = GroupApprovalTask.objects.create(name="Freigabe")
        task.groups.add(Group.objects.create(name="Moderators"))
        create_roles()
        assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
        assert [group.name for group in task.groups.all()] == ["Redaktion Kreis"]

    def test_stay_as_long_as_somebody_is_in_them(self):
        Group.objects.create(name="Editors")
        editor = member_of("Editors")
        create_roles()
        assert [group.name for group in editor.groups.all()] == ["Editors"]


class TestPages:
    def test_a_new_page_goes_to_the_editors_of_its_municipality(self):
        create_roles()
        page = add_page(MunicipalityPage, municipality=municipality("Siegburg"))
        assert page.permissions_for_user(member_of("Redaktion Siegburg")).can_publish()
        assert not page.permissions_for_user(member_of("Redaktion Troisdorf")).can_edit()

    def test_pages_that_are_there_already_are_given_too(self):
        page = add_page(MunicipalityPage, municipality=municipality("Siegburg"))
        create_roles()
        assert page.permissions_for_user(member_of("Redaktion Siegburg")).can_edit()

    def test_a_page_that_changes_its_municipality_changes_hands(self):
        create_roles()
        page = add_page(MunicipalityPage, municipality=municipality("Siegburg"))
        page.municipality = municipality("Troisdorf")
        page.save()
        assert not page.permissions_for_user(member_of("Redaktion Siegburg")).can_edit()
        assert page.permissions_for_user(member_of("Redaktion Troisdorf")).can_edit()
