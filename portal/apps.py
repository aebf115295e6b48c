from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth import get_user_model
        from django.db.models.signals import post_save

        from portal import checks  # noqa: F401
        from portal.signin.accounts import drop_other_addresses
        from portal.signin.second_factor import note_added

        authenticator_added.connect(note_added)
        post_save.connect(drop_other_addresses, sender=get_user_model())
