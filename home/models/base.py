"""What every page of the portal has in common."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.addresses import SECONDS, key
from home.blocks import BODY_BLOCKS
from home.fields import StreamField

HOME_DEPTH = 2  # the home pages of all languages stand right below the root of the tree


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    url: str


class BasePage(Page):
    """A page with an introduction, a body of blocks and a place in the menus.

    The introduction is also what search engines show, unless an editor writes something of its own.
    """

    introduction = models.TextField(
        _("Einleitung"),
        max_length=400,
        blank=True,
        help_text=_("Ein bis drei Sätze. Stehen unter dem Titel und in Übersichten."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("Inhalt"))
    menu_title = models.CharField(
        _("Kurzer Name im Menü"), max_length=40, blank=True, help_text=_("Leer: der Titel der Seite.")
    )
    is_in_footer = models.BooleanField(_("im Fuß jeder Seite zeigen"), default=False)

    # Pages of the portal stand below the home page unless they say otherwise.
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("menu_title"), FieldPanel("is_in_footer")], heading=_("Menüs")),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # The language links of the frame look for the page that is being shown, in previews too.
        request.current_page = self
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs()
        return context

    def breadcrumbs(self) -> tuple[Crumb, ...]:
        """The way from the home page down to the page above this one."""
        if self.depth is None or self.depth <= HOME_DEPTH:
            return ()
        name = key("crumbs", self.path)
        crumbs = cache.get(name)
        if crumbs is None:
            above = self.get_ancestors().filter(depth__gte=HOME_DEPTH).select_related("locale")
            crumbs = tuple(Crumb(_crumb_title(page), page.url or "") for page in above)
            cache.set(name, crumbs, SECONDS)
        return crumbs

    @property
    def description(self) -> str:
        return self.search_description or self.introduction


def _crumb_title(page: Page) -> str:
    return gettext("Startseite") if page.depth == HOME_DEPTH else page.title
