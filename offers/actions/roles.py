"""Create the groups people work in, with what each of them may do."""

from collections.abc import Collection as Names
from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission

from offers.enums import CountyRole
from offers.models import Municipality, MunicipalityGroup

ACCESS = "wagtailadmin.access_admin"
FILES = (
    *(f"wagtailimages.{action}_image" for action in ("add", "change", "choose")),
    *(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")),
)


def _rights(actions: str, *models: str) -> tuple[str, ...]:
    return tuple(f"offers.{action}_{model}" for model in models for action in actions.split())


ALL_ACTIONS = "view add change delete publish lock unlock"
OWN = ("offer", "provider", "location")
VOCABULARY = ("municipality", "term", "taxonomy")

MUNICIPALITY_RIGHTS = (ACCESS, *_rights(ALL_ACTIONS, *OWN))
COUNTY_RIGHTS: dict[CountyRole, tuple[str, ...]] = {
    CountyRole.EDITOR: (
        ACCESS,
        *_rights(ALL_ACTIONS, *OWN, *VOCABULARY),
        *_rights("view add change delete", "importrun"),
        *_rights("view", "outgoingmail"),
    ),
    CountyRole.MODERATOR: (ACCESS, *_rights("view change publish lock unlock", *OWN)),
    CountyRole.TRANSLATOR: (ACCESS, *_rights("view change", "offer", "provider")),
    CountyRole.VIEWER: (ACCESS, *_rights("view", *OWN, *VOCABULARY)),
}


@transaction.atomic
def create_groups(more: Mapping[CountyRole, Names[str]]) -> int:
    """Create what is missing, give every group exactly its rights; return how many groups were created.

    `more` are rights of the roles with models that the domain does not know, as "app.action_model".
    """
    known = {f"{app}.{codename}": pk for pk, app, codename in _permissions()}
    created = 0
    for role, rights in COUNTY_RIGHTS.items():
        group, is_new = Group.objects.get_or_create(name=role.value)
        group.permissions.set([known[name] for name in (*rights, *more.get(role, ()))])
        created += is_new
    _share_files(Group.objects.get(name=CountyRole.EDITOR.value), Collection.get_first_root_node())
    places = Municipality.objects.without_county().select_related(
        "municipality_group__group", "municipality_group__collection"
    )
    for municipality in places:
        created += not hasattr(municipality, "municipality_group")
        team = _team(municipality)
        team.group.permissions.set([known[name] for name in MUNICIPALITY_RIGHTS])
        _share_files(team.group, team.collection)
    return created


def _permissions():
    return Permission.objects.values_list("pk", "content_type__app_label", "codename")


def _team(municipality: Municipality) -> MunicipalityGroup:
    """The municipality's group and collection; what was deleted comes back."""
    team = getattr(municipality, "municipality_group", None) or MunicipalityGroup(municipality=municipality)
    if team.group_id is None:
        # Several places of one name would be several groups, so a group of that name is nobody's yet.
        team.group, _created = Group.objects.get_or_create(name=f"Redaktion {municipality.name}")
    if team.collection is None:
        team.collection = Collection.get_first_root_node().add_child(name=municipality.name)
    team.save()
    return team


def _share_files(group: Group, collection: Collection) -> None:
    """Let the group upload, change and choose pictures and documents in this collection, and nowhere else."""
    wanted = Q()
    for name in FILES:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    permissions = Permission.objects.filter(wanted)
    given = GroupCollectionPermission.objects.filter(group=group)
    given.exclude(collection=collection, permission__in=permissions).delete()
    GroupCollectionPermission.objects.bulk_create(
        [GroupCollectionPermission(group=group, collection=collection, permission=it) for it in permissions],
        ignore_conflicts=True,
    )
