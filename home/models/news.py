"""News of the centre, the newest first."""

from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.models.base import BasePage
from home.pagination import PAGE_PARAMETER, numbered_pages

NEWS_PER_PAGE = 10


class NewsIndexPage(BasePage):
    max_count_per_parent = 1
    subpage_types = ["home.NewsPage"]
    content_panels = BasePage.content_panels

    class Meta:
        verbose_name = _("Aktuelles (Übersicht)")

    def news(self) -> models.QuerySet["NewsPage"]:
        return (
            NewsPage.objects.child_of(self).live().select_related("locale").order_by("-published_on", "-pk")
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = self.news_page(request.GET.get(PAGE_PARAMETER, "1"))
        context["news"] = news
        context["pagination"] = numbered_pages(news)
        return context

    def news_page(self, number: str) -> PaginatorPage:
        """One page of news; a number that makes no sense leads to the nearest that does."""
        return Paginator(self.news(), NEWS_PER_PAGE).get_page(number)


class NewsPage(BasePage):
    published_on = models.DateField(_("Datum"), default=timezone.localdate)

    parent_page_types = ["home.NewsIndexPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("published_on"), FieldPanel("body")]

    class Meta:
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")
        indexes = [models.Index(fields=["-published_on"], name="news_by_date")]
