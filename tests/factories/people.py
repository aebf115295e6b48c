"""People who sign in."""

import factory
from django.contrib.auth import get_user_model


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
