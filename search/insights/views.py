"""What people search for, as a report in Wagtail's admin."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from offers.vocabulary import vocabulary
from search.insights import report
from search.insights.filters import TABLES, SearchReportFilterSet
from search.insights.folding import SMALL
from search.insights.recording import flush
from search.models import SearchCount

GROUPINGS: Final = {
    "searched": report.most_searched,
    "empty": report.without_results,
    "missing": report.wished_for,
}


class WordsColumn(Column):
    def get_value(self, row: dict[str, Any]) -> str:
        if words := row["words"]:
            return words
        return _("nur Filter oder seltene Worte") if row["filters"] else _("seltene Worte")


class FiltersColumn(Column):
    def get_value(self, row: dict[str, Any]) -> str:
        return report.filters_label(row.get("filters", ""), vocabulary())


class NumberColumn(Column):
    def get_value(self, row: dict[str, Any]) -> str:
        return report.shown_number(row[self.name])


class SearchReportView(ReportView):
    page_title = gettext_lazy("Was gesucht wird")
    header_icon = "search"
    results_template_name = "admin/search/report_results.html"
    index_url_name = "search_report:index"
    index_results_url_name = "search_report:results"
    filterset_class = SearchReportFilterSet
    permission_policy = ModelPermissionPolicy(SearchCount)
    any_permission_required = ["view"]
    no_results_message = gettext_lazy("Für diese Auswahl gibt es noch nichts zu zeigen.")
    all_columns = (
        WordsColumn("words", label=gettext_lazy("Worte")),
        FiltersColumn("filters", label=gettext_lazy("Filter")),
        NumberColumn("number", label=pgettext_lazy("Mehrzahl", "Suchen")),
        NumberColumn("number_empty", label=gettext_lazy("davon ohne Treffer")),
        NumberColumn("number_wishes", label=gettext_lazy("„Das fehlt hier“")),
    )
    list_export = tuple(column.name for column in all_columns)
    export_headings = {column.name: column.label for column in all_columns}

    def get_filtered_queryset(self) -> QuerySet[Any, dict[str, Any]]:
        flush()  # what this process has counted meanwhile
        counts = self.filter_queryset(SearchCount.objects.all())
        self.counts = counts.filter(counted_on__range=self.filters.span)
        return GROUPINGS[self.filters.chosen_table](self.counts)

    @property
    def columns(self) -> list[Column]:
        """Where words are counted whatever the filters beside them, there are none to show."""
        has_filters = self.filters.chosen_table != "searched"
        return [column for column in self.all_columns if has_filters or column.name != "filters"]

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return {column.name: column.get_value(item) for column in self.all_columns}

    def get_filename(self) -> str:
        return f"suchen-{localdate():%Y-%m-%d}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "span": self.filters.span,
            "totals": report.totals_of(self.counts),
            "languages": report.by_language(self.counts),
            "towns": report.by_municipality(self.counts, vocabulary()),
            "table_title": TABLES[self.filters.chosen_table],
            "tables": self._links(),
            "small": SMALL,
        }

    def _links(self) -> list[dict[str, Any]]:
        """The same selection in each of the tables."""
        parameters = self.request.GET.copy()
        for name in (self.page_kwarg, "table", "_w_filter_fragment", "export"):
            parameters.pop(name, None)
        links = []
        for code, label in TABLES.items():
            chosen = parameters.copy()
            if code != "searched":
                chosen["table"] = code
            is_current = code == self.filters.chosen_table
            links.append({"label": label, "url": f"?{chosen.urlencode()}", "is_current": is_current})
        return links
