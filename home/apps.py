from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Seiten")

    def ready(self) -> None:
        from home import menus, previews, signal_handlers  # noqa: F401
        from home.models.base import BasePage
        from home.page_form import PageForm
        from search.framing import framed_by

        framed_by(menus.frame)
        BasePage.base_form_class = PageForm  # models know no forms
