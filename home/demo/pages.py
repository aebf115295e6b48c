"""Loads the pages, each below its parent in German and in English."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import DateField, DateTimeField, Field, ForeignKey
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Locale, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.demo.dates import read_date
from home.demo.errors import DemoContentError
from home.demo.lookups import Lookups
from home.demo.page_rows import LANGUAGES, PageRow, page_rows
from home.demo.prose import as_html
from home.demo.streams import Surroundings, as_stream
from home.models import BasePage, HomePage
from offers.enums import TaxonomyCode
from offers.richtext import CleanRichTextField

HOME = "home"


def load_pages(lookups: Lookups, today: date) -> int:
    """Create the pages that are missing and fill an empty home page; return how many were written."""
    rows = list(page_rows())
    return sum(_PageLoader(rows, language, lookups, today).load() for language in LANGUAGES)


class _PageLoader:
    """Loads one language's tree: first every page bare, so that all may link to all, then its words."""

    def __init__(
        self,
        rows: Iterable[PageRow],
        language: str,
        lookups: Lookups,
        today: date,
    ) -> None:
        self.rows = [row for row in rows if row.words(language)]
        self.language = language
        self.lookups = lookups
        self.locale = Locale.objects.get(language_code=language)
        self.pages: dict[str, BasePage] = {}
        self.surroundings = Surroundings(page_ids={}, today=today)

    def load(self) -> int:
        # A bare page refers to nothing yet; publishing it notes what it refers to.
        with disable_reference_index_auto_update():
            new = [row for row in self.rows if self._is_to_be_written(row)]
        ids = {key: page.pk for key, page in self.pages.items()}
        self.surroundings = Surroundings(ids, self.surroundings.today)
        for row in new:
            self._publish(row)
        return len(new)

    def _is_to_be_written(self, row: PageRow) -> bool:
        """Whether the page waits for its words; one that is missing is created."""
        if row.type == "HomePage":
            self.pages[row.key] = self._home_page()
            return not self.pages[row.key].body
        if row.parent not in self.pages:
            raise DemoContentError(f"{row.key}: no page “{row.parent}” above it")
        parent = self.pages[row.parent]
        found = row.model.objects.child_of(parent).filter(slug=self._slug(row)).first()
        self.pages[row.key] = found or self._create(row, parent)
        return found is None

    def _home_page(self) -> HomePage:
        home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
        return home if home.locale_id == self.locale.pk else home.get_translation(self.locale)

    def _create(self, row: PageRow, parent: BasePage) -> BasePage:
        page = row.model(
            title=row.words(self.language)["title"],
            slug=self._slug(row),
            locale=self.locale,
            live=False,
            show_in_menus=row.in_menu,
            is_in_footer=row.in_footer,
        )
        german = self._german(row, parent)
        if german:
            page.translation_key = german.translation_key
        self._set_facts(page, row)
        return parent.add_child(instance=page)

    def _german(self, row: PageRow, parent: BasePage) -> BasePage | None:
        if self.language == "de":
            return None
        german_parent = parent.get_translation(Locale.objects.get(language_code="de")).specific
        return row.model.objects.child_of(german_parent).filter(slug=_slug_in(row, "de")).first()

    def _slug(self, row: PageRow) -> str:
        return _slug_in(row, self.language)

    def _set_facts(self, page: BasePage, row: PageRow) -> None:
        for name, told in row.facts.items():
            setattr(page, name, self._fact(page._meta.get_field(name), told, row.key))

    def _fact(self, field: Field, told: Any, key: str) -> Any:
        if isinstance(field, ForeignKey) and field.name == "term":
            return self.lookups.term(TaxonomyCode.TOPIC, told, key)
        if isinstance(field, ForeignKey) and field.name == "municipality":
            return self.lookups.municipality(told, key)
        return self._field_value(field, told)

    def _publish(self, row: PageRow) -> None:
        page = self.pages[row.key]
        fields = {name: told for name, told in row.words(self.language).items() if name != "slug"}
        try:
            for name, told in fields.items():
                setattr(page, name, self._field_value(page._meta.get_field(name), told))
        except DemoContentError as error:
            raise DemoContentError(f"{row.key}, {self.language}: {error}") from error
        page.save_revision(clean=False).publish()

    def _field_value(self, field: Field, told: Any) -> Any:
        today = self.surroundings.today
        if isinstance(field, StreamField):
            return json.dumps(as_stream(field.stream_block, told, self.surroundings))
        if isinstance(field, CleanRichTextField):
            return as_html(told, self.surroundings.page_ids)
        if isinstance(field, DateTimeField):
            clock = time.fromisoformat(told["time"])
            day = read_date({name: part for name, part in told.items() if name != "time"}, today)
            return timezone.make_aware(datetime.combine(day, clock))
        if isinstance(field, DateField):
            return read_date(told, today)
        return told


def _slug_in(row: PageRow, language: str) -> str:
    return row.words(language).get("slug") or row.key
