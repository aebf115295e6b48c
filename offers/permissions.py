"""Who may do what with which records: Django's permissions, each as far as the group reaches that gives it.

A group that is tied to a municipality (`MunicipalityGroup`) gives its permissions for the records of that
municipality only; any other group, and a permission given to a user directly, for the whole county. A record
without a municipality is the county's. What a group may do with the offers of its municipality it may do with
those of a municipality that has named it as its deputy.
"""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser, Group, Permission
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

READ = "offers.view_offer"
DECIDE = "offers.publish_offer"
IMPORT = ("offers.add_importrun", "offers.add_offer", "offers.change_offer")
# What a deputy may do; pictures, pages and providers stay with the municipality itself.
DEPUTIZED = frozenset({READ, DECIDE, "offers.change_offer", "offers.lock_offer", "offers.unlock_offer"})
# Who may do any of this with a record may see it.
READING = ("view", "change", "delete", "publish")

User = AbstractUser | AnonymousUser


class _All:
    """Every municipality, and the records that have none."""

    def __contains__(self, pk: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "ALL"


ALL = _All()
Reach = _All | frozenset[int]


def municipalities_of(user: User, permission: str = READ) -> Reach:
    """Primary keys of the municipalities for which `user` has `permission` ("app.action_model"), or `ALL`."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return ALL
    return _reaches(user).get(permission, frozenset())


def can_decide(user: User, municipality_pk: int | None) -> bool:
    """Whether `user` may publish and refuse what that municipality is responsible for; None: the county."""
    return municipality_pk in municipalities_of(user, DECIDE)


def may_import(user: User) -> bool:
    """An import reaches every municipality, so all it takes must reach as far."""
    return all(municipalities_of(user, permission) is ALL for permission in IMPORT)


def may_decide(user: User) -> bool:
    """Whether `user` decides for anybody at all."""
    return municipalities_of(user, DECIDE) != frozenset()


def of_user(queryset: QuerySet, user: User, field: str, permission: str = READ) -> QuerySet:
    """Those of `queryset` whose `field` (a path to a municipality) lies where `user` has `permission`."""
    reach = municipalities_of(user, permission)
    return queryset if reach is ALL else queryset.filter(**{f"{field}__in": reach})


def users_who_may(permission: str, municipality_pk: int | None) -> QuerySet:
    """The active users who have `permission` for that municipality; None: for the county's records."""
    app, codename = permission.split(".")
    given = Permission.objects.filter(content_type__app_label=app, codename=codename)
    there = Q(municipality_group=None)
    if municipality_pk is not None:
        there |= Q(municipality_group__municipality=municipality_pk)
        if permission in DEPUTIZED:
            there |= Q(municipality_group__deputy_for__municipality=municipality_pk)
    groups = Group.objects.filter(there, permissions__in=given)
    users = get_user_model()
    return users.objects.filter(
        Q(is_superuser=True)
        | Exists(users.groups.through.objects.filter(user=OuterRef("pk"), group__in=groups))
        | Exists(users.user_permissions.through.objects.filter(user=OuterRef("pk"), permission__in=given)),
        is_active=True,
    )


def _reaches(user) -> dict[str, Reach]:
    """All permissions of a user with their reach; asked once for each request, like Django's own."""
    if not hasattr(user, "_reaches"):
        place, deputized = "municipality_group__municipality", "municipality_group__deputy_for__municipality"
        name = ("permissions__content_type__app_label", "permissions__codename")
        own = user.user_permissions.values_list("content_type__app_label", "codename")
        reaches: dict[str, Reach] = {}
        for app, codename in own:
            reaches[f"{app}.{codename}"] = ALL
        for app, codename, here, there in user.groups.values_list(*name, place, deputized):
            permission = f"{app}.{codename}"
            _extend(reaches, permission, here)
            if there is not None and permission in DEPUTIZED:
                _extend(reaches, permission, there)
        user._reaches = reaches
    return user._reaches


def _extend(reaches: dict[str, Reach], permission: str, municipality: int | None) -> None:
    before = reaches.get(permission, frozenset())
    if municipality is None or isinstance(before, _All):
        reaches[permission] = ALL
    else:
        reaches[permission] = before | {municipality}


class RefusingPolicy(ModelPermissionPolicy):
    """Django's permissions, save that nobody at all may do what is `refused`."""

    def __init__(self, model: type[Model], *, refused: Iterable[str]):
        super().__init__(model)
        self.refused = frozenset(refused)

    def user_has_permission(self, user, action) -> bool:
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class MunicipalityPolicy(ModelPermissionPolicy):
    """Permissions row by row. `field` leads from a record to its municipality."""

    def __init__(self, model: type[Model], field: str):
        super().__init__(model)
        self.field = field

    def reach(self, user, action) -> Reach:
        return municipalities_of(user, self._get_permission_name(action))

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action) and self._municipality(instance) in self.reach(
            user, action
        )

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        everything = self.model._default_manager.received()
        places: set[int] = set()
        for action in actions:
            reach = self.reach(user, action)
            if isinstance(reach, _All):
                return everything
            places |= reach
        return everything.filter(**{f"{self.field}__in": places})

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        municipality = self._municipality(instance)
        found = get_user_model().objects.none()
        for action in actions:
            found |= users_who_may(self._get_permission_name(action), municipality)
        return found

    def _municipality(self, instance) -> int | None:
        *path, last = self.field.split("__")
        for name in path:
            instance = getattr(instance, name)
        return getattr(instance, f"{last}_id")


class RowPolicy(ModelPermissionPolicy):
    """What another policy says of one row, for views that ask about the model only."""

    def __init__(self, policy: ModelPermissionPolicy, row: Model):
        super().__init__(policy.model)
        self.policy = policy
        self.row = row

    def user_has_permission(self, user, action) -> bool:
        return self.policy.user_has_permission_for_instance(user, action, self.row)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def choosable(user: User, policy: ModelPermissionPolicy) -> QuerySet:
    """What others may refer to: the records `user` may read, and all that are public."""
    everything = policy.model._default_manager
    return policy.instances_user_has_any_permission_for(user, READING) | everything.filter(live=True)
