"""People who sign in."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


class EditorFactory(factory.django.DjangoModelFactory):
    """Someone who may do everything in the admin, in German."""

    username = factory.Sequence("editor{}".format)
    email = factory.LazyAttribute(lambda editor: f"{editor.username}@example.org")
    is_staff = True
    is_superuser = True

    class Meta:
        model = get_user_model()

    @classmethod
    def _create(cls, model_class, *args, password: str = "", **fields):
        editor = model_class(*args, **fields)
        editor.set_password(password or None)
        editor.save()
        return editor


def member_of(*groups: str):
    """Someone who may do what these groups may (`home.actions.roles.create_roles` makes them)."""
    member = EditorFactory(is_superuser=False, is_staff=False)
    found = Group.objects.filter(name__in=groups)
    assert len(found) == len(groups), f"not among the groups: {groups}"
    member.groups.set(found)
    return member
