"""Pages below the home page that every test database holds, and the settings of the site."""

import datetime
from typing import Any

from wagtail.models import Locale, Page, Site

from home.models import (
    AccessibilityPage,
    CentreSettings,
    EventIndexPage,
    EventPage,
    HomePage,
    ImprintPage,
    MunicipalityPage,
    NewsPage,
    PrivacyPage,
)
from tests.factories.reference import municipality

# What a page of this type cannot do without.
NEEDED: dict[type[Page], dict[str, Any]] = {
    EventPage: {"starts_at": datetime.datetime(2027, 3, 1, 17, 0, tzinfo=datetime.UTC)},
    ImprintPage: {
        "provider_name": "Rhein-Sieg-Kreis",
        "represented_by": "die Landrätin",
        "street": "Kaiser-Wilhelm-Platz 1",
        "city": "53721 Siegburg",
        "email": "kreis@example.org",
        "editor_name": "Amt für Integration",
    },
    PrivacyPage: {
        "controller": "Rhein-Sieg-Kreis\n53721 Siegburg",
        "controller_email": "kreis@example.org",
        "officer": "Datenschutz im Kreishaus",
        "officer_email": "datenschutz@example.org",
        "authority": "Landesbeauftragte für Datenschutz",
    },
    AccessibilityPage: {
        "applies_to": "kiz.example.org",
        "prepared_on": datetime.date(2026, 11, 1),
        "contact_name": "Redaktion",
        "contact_email": "redaktion@example.org",
        "enforcement_name": "Ombudsstelle",
    },
}


def home_page(language: str = "de") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def add_page(model: type[Page], parent: Page | None = None, **fields: Any) -> Any:
    """A published page; below the German home page unless a parent is given."""
    parent = parent or home_page()
    if model is MunicipalityPage:
        fields.setdefault("municipality", municipality())
    values = {"title": model._meta.verbose_name, **NEEDED.get(model, {}), **fields}
    page = model(locale=parent.locale, **values)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def add_event(**fields: Any) -> EventPage:
    index = EventIndexPage.objects.first() or add_page(EventIndexPage, title="Termine")
    return add_page(EventPage, index, **fields)


def add_news(index: Page, number: int, **fields: Any) -> list[NewsPage]:
    """News of as many days, the first of them the newest."""
    newest = datetime.date(2026, 11, 20)
    return [
        add_page(
            NewsPage,
            index,
            title=f"Meldung {position}",
            published_on=newest - datetime.timedelta(days=position),
            **fields,
        )
        for position in range(number)
    ]


def translate(page: Page, language: str = "en", **fields: Any) -> Any:
    """The published translation of a page whose parent is translated already."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def centre(**fields: Any) -> CentreSettings:
    """The saved settings of the site."""
    settings, _is_new = CentreSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults=fields
    )
    return settings
