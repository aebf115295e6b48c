from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.action_menu import ActionMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet

from offers.actions import accounts, entries, erasure, members
from offers.actions.decisions import ACCEPTED_ACTION, ASKED_ACTION, DECLINED_ACTION
from offers.actions.deputies import NAMED_ACTION
from offers.actions.escalation import ESCALATED_ACTION
from offers.actions.reviews import (
    CONFIRMED_ACTION,
    ENDED_ACTION,
    HIDDEN_ACTION,
    LEFT_ACTION,
    SHOWN_ACTION,
)
from offers.desk.panel import DeskPanel
from offers.enums import Places
from offers.mail_viewset import OutgoingMailViewSet
from offers.models import Taxonomy
from offers.models.history import KEPT_ACTION
from offers.permissions import may_decide, may_import
from offers.record_views import DeleteRecords
from offers.review.panel import ReviewPanel
from offers.viewsets import OffersViewSetGroup

register_snippet(OffersViewSetGroup)


@hooks.register("insert_global_admin_css")
def link_admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("construct_snippet_action_menu")
def offer_no_unpublishing_of_vocabularies(
    items: list[ActionMenuItem], request: HttpRequest, context: dict
) -> None:
    """Wagtail asks the user's permissions for this entry, not the policy of the view set."""
    if context["model"] is Taxonomy:
        items[:] = [item for item in items if not isinstance(item, UnpublishMenuItem)]


# Later than Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", DeleteRecords, order=10)


@hooks.register("register_log_actions")
def name_what_was_kept(actions: LogActionRegistry) -> None:
    actions.register_action(ACCEPTED_ACTION, _("Vorschlag annehmen"), _("Den Vorschlag angenommen."))
    actions.register_action(DECLINED_ACTION, _("Vorschlag ablehnen"), _("Den Vorschlag abgelehnt."))
    actions.register_action(ASKED_ACTION, _("Absender fragen"), _("Den Absender etwas gefragt."))
    actions.register_action(
        ESCALATED_ACTION,
        _("An den Kreis geben"),
        _("Niemand hat etwas getan: Jetzt ist auch der Kreis gefragt."),
    )
    actions.register_action(NAMED_ACTION, _("Vertretung regeln"), _("Die Vertretung geregelt."))
    actions.register_action(CONFIRMED_ACTION, _("Bestätigen"), _("Geprüft: Alles stimmt noch."))
    actions.register_action(HIDDEN_ACTION, _("Verbergen"), _("Verborgen, weil niemand bestätigt hat."))
    actions.register_action(ENDED_ACTION, _("Beenden"), _("Der Anbieter sagt: Es findet nicht mehr statt."))
    actions.register_action(SHOWN_ACTION, _("Wieder zeigen"), _("Wieder gezeigt."))
    actions.register_action(LEFT_ACTION, _("Als Entwurf lassen"), _("Als Entwurf gelassen."))
    actions.register_action(
        KEPT_ACTION,
        _("Veröffentlichte Fassung aufheben"),
        _("Die Fassung aufgehoben, die vor der ersten Bearbeitung öffentlich war."),
    )


@hooks.register("register_log_actions")
def name_what_organisations_do(actions: LogActionRegistry) -> None:
    """Organisations say themselves how it stands with their offers: no user, and no name in the log."""
    said = _("Das hat die Organisation selbst getan.")
    actions.register_action(entries.PAUSE_ACTION, _("Pause beginnen"), said)
    actions.register_action(entries.RESUME_ACTION, _("Pause beenden"), said)
    actions.register_action(entries.END_ACTION, _("Angebot beenden"), said)
    actions.register_action(entries.UNDO_ACTION, _("Angabe zurücknehmen"), said)
    actions.register_action(
        members.JOINED_ACTION, _("Ansprechperson aufnehmen"), _("Eine Ansprechperson ist dazugekommen.")
    )
    actions.register_action(
        erasure.ERASED_ACTION, _("Organisation löschen"), _("Die Organisation hat alles gelöscht.")
    )
    actions.register_action(
        members.LEFT_ACTION, _("Ansprechperson entfernen"), _("Eine Ansprechperson ist gegangen.")
    )
    actions.register_action(
        accounts.OPENED_ACTION,
        _("Konto einrichten"),
        _("Eine Ansprechperson hat sich ein Konto eingerichtet."),
    )
    actions.register_action(
        accounts.CLOSED_ACTION, _("Konto löschen"), _("Eine Ansprechperson hat ihr Konto gelöscht.")
    )

    @actions.register_action(entries.PLACES_ACTION)
    class PlacesFormatter(LogFormatter):
        label = _("Plätze melden")

        def format_message(self, entry: ModelLogEntry) -> str:
            places = Places(entry.data["facts"]["places"]).label
            return _("Die Organisation meldet: %(places)s") % {"places": places}


@hooks.register("register_admin_urls")
def own_urls() -> list:
    return [
        path("importe/", include("offers.imports.urls")),
        path("vorschlaege/", include("offers.desk.urls")),
        path("zu-pruefen/", include("offers.review.desk_urls")),
    ]


@hooks.register("register_admin_viewset")
def register_outgoing_mails() -> OutgoingMailViewSet:
    return OutgoingMailViewSet("outgoing_mails", url_prefix="mails")


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        pgettext_lazy("Angebote", "Vorschläge"), reverse("offers_desk:list"), icon_name="mail", order=140
    )


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    return DeskMenuItem(_("Zu prüfen"), reverse("offers_review:list"), icon_name="history", order=142)


@hooks.register("construct_homepage_panels")
def say_what_is_to_do(request: HttpRequest, panels: list) -> None:
    panels += [DeskPanel(), ReviewPanel()]


class DeskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_decide(request.user)


@hooks.register("register_admin_menu_item")
def imports_menu_item() -> MenuItem:
    return ImportsMenuItem(_("Importe"), reverse("offers_imports:list"), icon_name="upload", order=155)


class ImportsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_import(request.user)
