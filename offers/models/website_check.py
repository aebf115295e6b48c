"""What became of asking a website."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.enums import WebsiteProblem


class WebsiteCheck(models.Model):
    """The last answer of one website; `problem` is empty where there was one."""

    url = models.URLField(_("Internetseite"), max_length=500, unique=True)
    problem = models.CharField(_("Befund"), max_length=12, choices=WebsiteProblem.choices, blank=True)
    checked_at = models.DateTimeField(_("geprüft am"))

    class Meta:
        verbose_name = _("Prüfung einer Internetseite")
        verbose_name_plural = _("Prüfungen von Internetseiten")
        ordering = ["-checked_at", "-id"]

    def __str__(self) -> str:
        return self.url
