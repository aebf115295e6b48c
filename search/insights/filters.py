"""What the report of searches can be narrowed down to."""

from django.conf import settings
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from offers.vocabulary import vocabulary
from search.insights.periods import DEFAULT, Span, periods
from search.insights.report import language_label
from search.models import SearchCount
from search.query import FACET_PARAMETERS
from search.text.language import LANGUAGES_IN_SCRIPT

Counts = QuerySet[SearchCount]

TABLES = {
    "searched": _("Häufig gesucht"),
    "empty": _("Ohne Treffer"),
    "missing": _("„Das fehlt hier“"),
}


def _period_choices() -> list[tuple[str, str]]:
    return [(code, label) for code, (label, _span) in periods(localdate()).items() if code != DEFAULT]


def _words_languages() -> list[tuple[str, str]]:
    codes = [code for codes in LANGUAGES_IN_SCRIPT.values() for code in codes]
    return [(code, language_label(code)) for code in codes]


def _towns() -> list[tuple[str, str]]:
    return list(vocabulary().municipalities.items())


class SearchReportFilterSet(WagtailFilterSet):
    """`table` and `period` choose what is shown of it; the view reads them once the form was checked."""

    table = ChoiceFilter(
        label=_("Tabelle"),
        choices=[(code, label) for code, label in TABLES.items() if code != "searched"],
        empty_label=TABLES["searched"],
        method="keep_all",
        widget=RadioSelect,
    )
    period = ChoiceFilter(
        label=_("Zeitraum"),
        choices=_period_choices,
        empty_label=_("letzte 12 Monate"),
        method="keep_all",
        widget=RadioSelect,
    )
    words_language = ChoiceFilter(
        label=_("Sprache der Worte"),
        choices=_words_languages,
        empty_label=_("alle Sprachen"),
        widget=RadioSelect,
    )
    language = ChoiceFilter(
        label=_("Sprache der Seite"),
        choices=settings.LANGUAGES,
        empty_label=_("alle Sprachen"),
        widget=RadioSelect,
    )
    town = ChoiceFilter(
        label=_("Stadt oder Gemeinde"),
        choices=_towns,
        empty_label=_("der ganze Kreis"),
        method="of_town",
    )

    class Meta:
        model = SearchCount
        fields: tuple[str, ...] = ()

    def keep_all(self, counts: Counts, name: str, value: str) -> Counts:
        return counts

    def of_town(self, counts: Counts, name: str, value: str) -> Counts:
        return counts.filter(filters__contains=f"{FACET_PARAMETERS['municipalities']}={value}")

    @property
    def span(self) -> Span:
        """The first and the last day, also where nothing or nonsense was chosen."""
        chosen: str = self.form.cleaned_data.get("period") or DEFAULT
        return periods(localdate())[chosen][1]

    @property
    def chosen_table(self) -> str:
        return self.form.cleaned_data.get("table") or "searched"
