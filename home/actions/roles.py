"""Create the groups people work in, say which pages each of them edits, and how offers are moderated."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page

from home.models import MunicipalityPage
from offers.actions.roles import create_groups
from offers.actions.workflows import create_workflow
from offers.enums import CountyRole
from offers.models import MunicipalityGroup

MORE_RIGHTS = {
    CountyRole.EDITOR: (
        *(f"search.{action}_synonymset" for action in ("view", "add", "change", "delete")),
        "search.view_searchcount",
        "home.view_accessibilityfeedback",
        "home.delete_accessibilityfeedback",
        # Not for translators: whoever has it may also publish what is translated.
        "wagtail_localize.submit_translation",
    ),
    CountyRole.VIEWER: ("search.view_synonymset", "search.view_searchcount"),
}
ALL_PAGES = {
    CountyRole.EDITOR: ("add", "change", "publish", "lock", "unlock"),
    CountyRole.TRANSLATOR: ("change",),
}
OWN_PAGE = ("change", "publish", "lock", "unlock")
GROUPS_OF_WAGTAIL = ("Editors", "Moderators")


@transaction.atomic
def create_roles() -> int:
    """Create the groups that are missing and give all their rights; return how many were created."""
    created = create_groups(MORE_RIGHTS)
    create_workflow()
    root = Page.get_first_root_node()
    for role, actions in ALL_PAGES.items():
        _allow(Group.objects.get(name=role.value), actions, [root])
    for team in MunicipalityGroup.objects.select_related("group"):
        pages = MunicipalityPage.objects.filter(municipality=team.municipality_id)
        _allow(team.group, OWN_PAGE, pages)
    _drop_groups_of_wagtail()
    return created


def _drop_groups_of_wagtail() -> None:
    """Rights that no role of ours has go, unless somebody uses them; the county's editors approve instead."""
    unused = Group.objects.filter(name__in=GROUPS_OF_WAGTAIL, user__isnull=True)
    for task in GroupApprovalTask.objects.filter(groups__in=unused).distinct():
        task.groups.add(Group.objects.get(name=CountyRole.EDITOR.value))
    unused.delete()


def entrust(page: MunicipalityPage) -> None:
    """Give a page of a municipality to its group, and take it from any other."""
    team = MunicipalityGroup.objects.filter(municipality=page.municipality_id).select_related("group").first()
    others = GroupPagePermission.objects.filter(page=page.pk, group__municipality_group__isnull=False)
    others.exclude(group__municipality_group=team).delete()
    if team is not None:
        _give(team.group, OWN_PAGE, [page])


def _allow(group: Group, actions: tuple[str, ...], pages) -> None:
    """Exactly these actions on exactly these pages and those below them."""
    kept = GroupPagePermission.objects.filter(
        page__in=[page.pk for page in pages], permission__in=_permissions(actions)
    )
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=kept).delete()
    _give(group, actions, pages)


def _give(group: Group, actions: tuple[str, ...], pages) -> None:
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page.pk, permission=permission)
            for page in pages
            for permission in _permissions(actions)
        ],
        ignore_conflicts=True,
    )


def _permissions(actions: tuple[str, ...]):
    codenames = [f"{action}_page" for action in actions]
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
