"""The records in Wagtail's admin: lists, filters, forms, choosers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import BooleanFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup, UnpublishView

from offers import panels
from offers.choosers import PlaceChooserViewSet, ProviderChooserViewSet
from offers.enums import TaxonomyCode
from offers.models import Location, Municipality, Offer, Provider, Taxonomy, Term
from offers.offer_editing import OfferEditView
from offers.permissions import MunicipalityPolicy, RefusingPolicy
from offers.record_views import RecordViewSet


class OfferFilterSet(WagtailFilterSet):
    responsible_municipality = ModelChoiceFilter(
        queryset=Municipality.objects.order_by("name"), label=_("Zuständig")
    )
    kind = ModelChoiceFilter(
        queryset=Term.objects.filter(taxonomy__code=TaxonomyCode.KIND).prefetch_related("labels"),
        label=_("Art des Angebots"),
    )
    live = BooleanFilter(label=_("Veröffentlicht"))
    is_temporarily_closed = BooleanFilter(label=_("Vorübergehend geschlossen"))

    class Meta:
        model = Offer
        fields = ["responsible_municipality", "kind", "live", "is_temporarily_closed"]


class TermFilterSet(WagtailFilterSet):
    taxonomy = ModelChoiceFilter(queryset=Taxonomy.objects.order_by("name"), label=_("Vokabular"))

    class Meta:
        model = Term
        fields = ["taxonomy"]


class PublicationColumn(Column):
    """What the public sees of a record, from its own fields: Wagtail's column asks twice for each row."""

    def __init__(self):
        super().__init__("live", label=_("Stand"), sort_key="live")

    def get_value(self, instance):
        if not instance.live:
            return _("Entwurf")
        return _("öffentlich, Änderung wartet") if instance.has_unpublished_changes else _("öffentlich")


class OfferViewSet(RecordViewSet):
    model = Offer
    permission_policy = MunicipalityPolicy(Offer, "responsible_municipality")
    icon = "list-ul"
    menu_label = _("Angebote")
    list_display = [
        "__str__",
        Column("provider", label=_("Anbieter"), sort_key="provider__name"),
        Column("responsible_municipality", label=_("Zuständig"), sort_key="responsible_municipality__name"),
        DateColumn("verified_on", label=_("Geprüft am"), sort_key="verified_on"),
        PublicationColumn(),
        UpdatedAtColumn(label=_("Aktualisiert")),
    ]
    search_fields = ["title", "provider__name"]
    ordering = ["title", "pk"]
    filterset_class = OfferFilterSet
    export_filename = "angebote"
    list_export = [
        "title",
        "provider.name",
        "responsible_municipality.name",
        "live",
        "verified_on",
        "verified_by",
        "valid_from",
        "valid_to",
    ]
    edit_handler = panels.offer_edit_handler
    edit_view_class = OfferEditView

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("provider", "responsible_municipality", "latest_revision")


class ProviderViewSet(RecordViewSet):
    model = Provider
    permission_policy = MunicipalityPolicy(Provider, "municipality")
    icon = "group"
    menu_label = pgettext_lazy("Mehrzahl", "Anbieter")
    list_display = [
        "__str__",
        Column("get_kind_display", label=_("Art"), sort_key="kind"),
        Column("municipality", label=_("Sitz"), sort_key="municipality__name"),
        PublicationColumn(),
        UpdatedAtColumn(label=_("Aktualisiert")),
    ]
    list_filter = ["kind", "municipality", "live"]
    search_fields = ["name", "city"]
    ordering = ["name", "pk"]
    chooser_viewset_class = ProviderChooserViewSet
    edit_handler = panels.provider_edit_handler

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("municipality", "latest_revision")


class LocationViewSet(RecordViewSet):
    model = Location
    permission_policy = MunicipalityPolicy(Location, "municipality")
    icon = "site"
    menu_label = _("Orte")
    list_display = ["name", "street", Column("municipality", label=_("Stadt oder Gemeinde"))]
    list_filter = ["municipality", "is_address_hidden"]
    search_fields = ["name", "street", "city"]
    ordering = ["name", "pk"]
    chooser_viewset_class = PlaceChooserViewSet
    edit_handler = panels.location_edit_handler

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("municipality", "latest_revision")


class MunicipalityViewSet(RecordViewSet):
    model = Municipality
    icon = "home"
    menu_label = _("Städte und Gemeinden")
    list_display = [
        "name",
        Column("get_kind_display", label=_("Art"), sort_key="kind"),
        "ags",
        Column("population", label=_("Einwohner"), sort_key="population"),
    ]
    search_fields = ["name", "ags", "postcodes__code"]
    ordering = ["name"]
    edit_handler = panels.municipality_edit_handler


class TermViewSet(RecordViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Begriffe")
    list_display = [
        "__str__",
        "code",
        Column("taxonomy", label=_("Vokabular"), sort_key="taxonomy__name"),
        Column("parent", label=_("Gehört zu")),
    ]
    filterset_class = TermFilterSet
    search_fields = ["code", "labels__label", "labels__synonyms"]
    ordering = ["taxonomy", "parent", "sort_order", "code"]
    edit_handler = panels.term_edit_handler

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("taxonomy", "parent", "latest_revision")
            .prefetch_related("labels", "parent__labels")
            .distinct()
        )


class NeverUnpublishedView(UnpublishView):
    """For records that the portal relies on: the policy of their view set refuses this permission."""

    permission_required = "unpublish"


class TaxonomyViewSet(RecordViewSet):
    """The vocabularies there are: worded by editors, neither added nor taken away."""

    model = Taxonomy
    icon = "folder-open-1"
    menu_label = _("Vokabulare")
    list_display = ["name", "code", "description", PublicationColumn()]
    search_fields = ["name", "code", "description"]
    ordering = ["name"]
    copy_view_enabled = False
    permission_policy = RefusingPolicy(Taxonomy, refused={"add", "delete", "unpublish"})
    unpublish_view_class = NeverUnpublishedView
    edit_handler = panels.taxonomy_edit_handler


class OffersViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Verzeichnis")
    menu_icon = "list-ul"
    menu_order = 150
    items = (
        OfferViewSet,
        ProviderViewSet,
        LocationViewSet,
        MunicipalityViewSet,
        TermViewSet,
        TaxonomyViewSet,
    )
