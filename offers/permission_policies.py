"""Who may do what with records in the admin."""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy


class RefusingPolicy(ModelPermissionPolicy):
    """Django's permissions, save that nobody at all may do what is `refused`."""

    def __init__(self, model: type[Model], *, refused: Iterable[str]):
        super().__init__(model)
        self.refused = frozenset(refused)

    def user_has_permission(self, user, action) -> bool:
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
