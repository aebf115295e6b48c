"""A small portal in which all belongs to Troisdorf, people of every role, and the way to every address.

What Troisdorf has not published carries the `CANARY` in its title.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry as registry
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Site,
    UploadedFile,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)
from wagtail_localize.models import Translation, TranslationSource

from home.models import AccessibilityFeedback, MunicipalityIndexPage, MunicipalityPage
from offers.enums import SubmissionState
from offers.models import ImportRun, MunicipalityTask, Offer, OutgoingMail, Provider, Submission, Taxonomy
from portal.signin.middleware import OPEN
from search.models import SynonymSet
from tests.factories import (
    EditorFactory,
    ImageFactory,
    LocationFactory,
    OfferFactory,
    ProviderFactory,
    member_of,
    municipality,
    term,
)
from tests.factories.pages import add_page, translate

CANARY = "KANARIENVOGEL"
DOOR = {"door:step": "wer", "door:words": "ar"}
PLACE = "Troisdorf"


def all_patterns() -> list[tuple[str, str, URLPattern]]:
    """Every address of the project: its name with its namespaces, its route, its pattern."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join((*names, pattern.name or route)), route, pattern
        else:
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern.url_patterns, route, inner)


def answers_below_admin(client: Client, world: "World") -> dict[str, HttpResponse]:
    """What GET and POST bring at every address of the administration that is not open to all, by both."""
    return {
        f"{method} {address}": getattr(client, method)(address)
        for name, route, pattern in all_patterns()
        if (address := world.address_of(name, route, pattern)).startswith("/admin/")
        and name not in OPEN | {"wagtailadmin_password_reset"}
        for method in ("get", "post")
    }


def argument_names(route: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", route)


def bulk_actions() -> list[str]:
    """The actions on several rows at once share one address: each of them has a name of its own here."""
    return [
        f"bulk:{app}.{model}.{action.action_type}"
        for app, model in BULK
        for action in registry.get_bulk_actions_for_model(app, model)
    ]


def people() -> dict[str, Any]:
    return {
        "anonymous": AnonymousUser(),
        "viewer": member_of("Lesen"),
        "translator": member_of("Übersetzung"),
        "own": member_of(f"Redaktion {PLACE}"),
        "other": member_of("Redaktion Siegburg"),
        "moderator": member_of("Moderation Kreis"),
        "county": member_of("Redaktion Kreis"),
        "superuser": EditorFactory(),
    }


class World:
    """Build it inside a test's transaction."""

    def __init__(self) -> None:
        self.people = people()
        self.place = municipality(PLACE)
        self.collection = self.place.municipality_group.collection
        self._add_records()
        self._add_files()
        self._add_pages()
        self._add_workflow()
        self._add_of_the_county()
        for record in (self.offer, self.provider, self.location, self.image, self.document, self.page):
            log(record, "wagtail.edit", content_changed=True)

    def _add_records(self) -> None:
        self.provider = ProviderFactory(name=f"{CANARY} Träger", municipality=self.place, live=False)
        self.location = LocationFactory(name=f"{CANARY} Ort", municipality=self.place, live=False)
        self.offer = OfferFactory(
            title=f"{CANARY} Angebot", provider=self.provider, responsible_municipality=self.place, live=False
        )
        for record in (self.provider, self.location, self.offer):
            record.save_revision()
            record.save_revision()
        now = timezone.now()
        self.submission = Submission.objects.create(
            provider=self.provider,
            offer=self.offer,
            municipality=self.place,
            state=SubmissionState.WAITING,
            name=f"{CANARY} Absender",
            sent_at=now,
            confirmed_at=now,
        )
        # Published, and changed since.
        public_offer = OfferFactory(
            title="Sprachcafé am Rhein",
            responsible_municipality=self.place,
            provider=ProviderFactory(municipality=self.place),
        )
        public_offer.title = f"{CANARY} Änderung"
        for words in public_offer.translations.all():
            words.title = public_offer.title
            public_offer.translations.add(words)
        public_offer.save_revision()
        self.public_offer = Offer.objects.get(pk=public_offer.pk)
        self.public_provider = self.public_offer.provider
        draft = Provider.objects.get(pk=self.public_provider.pk)
        draft.name = f"{CANARY} Umbenannt"
        draft.save_revision()

    def _add_files(self) -> None:
        self.image = ImageFactory(title=f"{CANARY} Bild", collection=self.collection)
        self.image.tags.add("Sommerfest")
        self.document = get_document_model().objects.create(
            title=f"{CANARY} Datei", collection=self.collection, file=ContentFile(b"x", name="datei.csv")
        )
        self.upload = UploadedFile.objects.create(
            for_content_type=None, file=ContentFile(b"x", name="x.png"), uploaded_by_user=self.people["own"]
        )

    def _add_pages(self) -> None:
        index = add_page(MunicipalityIndexPage, title="Städte und Gemeinden")
        self.index = index
        page = add_page(MunicipalityPage, index, title="Troisdorf am Rhein", municipality=self.place)
        translate(index, title="Towns")
        english = page.copy_for_translation(Locale.objects.get(language_code="en"))
        english.title = english.draft_title = f"{CANARY} English"
        english.live = False
        english.save()
        self.hidden_page = MunicipalityPage.objects.get(pk=english.pk)
        add_page(MunicipalityPage, index, title="Siegburg", municipality=municipality("Siegburg"))
        page.title = f"{CANARY} Seite"
        page.save_revision()
        page.save_revision()
        self.page = MunicipalityPage.objects.get(pk=page.pk)
        self.source, _is_new = TranslationSource.update_or_create_from_instance(self.page)
        self.translation = Translation.objects.create(
            source=self.source, target_locale=Locale.objects.get(language_code="en")
        )
        self.segment = self.source.stringsegment_set.first()

    def _add_workflow(self) -> None:
        self.task = GroupApprovalTask.objects.create(name="Prüfen")
        self.task.groups.add(Group.objects.get(name="Moderation Kreis"))
        self.workflow = Workflow.objects.create(name="Freigabe")
        WorkflowTask.objects.create(workflow=self.workflow, task=self.task)
        # Offers have the one of `create_roles`.
        WorkflowContentType.objects.create(workflow=self.workflow, content_type=_type_of(Provider))
        self.states = {}
        for record in (self.offer, self.provider):
            self.states[type(record)] = record.get_workflow().start(record, self.people["county"])
        pages = Workflow.objects.filter(workflow_pages__isnull=False).first()
        self.states[MunicipalityPage] = pages.start(self.page, self.people["county"])

    def _add_of_the_county(self) -> None:
        self.run = ImportRun.objects.create(file_name=f"{CANARY}.csv", mapping_name="muster.toml")
        self.feedback = AccessibilityFeedback.objects.create(message=f"{CANARY} Meldung", language="de")
        self.mail = OutgoingMail.objects.create(
            key="one", recipient="a@example.org", subject=f"{CANARY} Mail"
        )
        self.synonyms = SynonymSet.objects.create(words="Kita, Kindergarten")
        self.synonyms.save_revision()
        for record in (self.place, term("german-courses"), Taxonomy.objects.get(code="topic")):
            record.save_revision()

    # --- the way to an address ---------------------------------------------------------------------

    def address_of(self, name: str, route: str, pattern: URLPattern, page: Model | None = None) -> str:
        """The address with keys of what is Troisdorf's, or, where it is nobody's, of anything there is."""
        page = page or self.page
        if route in NAMELESS:
            return NAMELESS[route]
        if name in POSITIONAL:
            return reverse(name, args=POSITIONAL[name](self))
        return reverse(name, kwargs={key: self._value(key, name, page) for key in argument_names(route)})

    def address_of_bulk(self, name: str) -> str:
        app, model, action = name.removeprefix("bulk:").split(".")
        row = BULK[app, model](self)
        return reverse("wagtail_bulk_action", args=[app, model, action]) + f"?id={row.pk}"

    def _value(self, key: str, name: str, page: Model) -> Any:
        if key in {"page_id", "parent_page_id", "page_to_move_id", "page_pk"}:
            return self.index.pk if name in BELOW_THE_INDEX else page.pk
        record = self._record(name)
        values: dict[str, Any] = {
            "pk": getattr(record, "pk", None),
            "object_id": self.offer.pk,
            "destination_id": self.index.pk,
            "document_id": self.document.pk,
            "document_filename": self.document.filename,
            "doc_id": self.document.pk,
            "image_id": self.image.pk,
            "task_id": MunicipalityTask.objects.get().pk if record == self.offer else self.task.pk,
            "action_name": "accept" if record == self.offer else "approve",
            "workflow_pk": self.workflow.pk,
            "collection_id": self.collection.pk,
            "uploaded_file_id": self.upload.pk,
            "translation_source_id": self.source.pk,
            "translation_id": self.translation.pk,
            "string_segment_id": getattr(self.segment, "pk", 1),
        }
        if key in values:
            return values[key]
        if key in {"revision_id", "task_state_id", "workflow_state_id"}:
            return self._of_record(key, record)
        if key in {"app_label", "app_name", "model_name"}:
            return _model_in_address(name, key)
        if name in DOOR:
            return DOOR[name]
        if key == "action" and name == "offers_review:act":
            return "geprueft"
        if key == "action":
            return "step" if name == "offers_imports:step" else "delete"
        return CONSTANTS[key]

    def _record(self, name: str) -> Any:
        for start, attribute in RECORDS.items():
            if re.match(start, name):
                return attribute(self)
        return None

    def _of_record(self, key: str, record: Any) -> int:
        record = record if record is not None else self.page
        if key == "revision_id":
            return getattr(record, "latest_revision_id", None) or 1
        state = self.states.get(type(record))
        if state is None:
            return 1
        return state.pk if key == "workflow_state_id" else state.current_task_state_id


def _type_of(model: type[Model]):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model)


def _model_in_address(name: str, key: str) -> str:
    models = {
        "wagtailsettings": ("home", "centresettings"),
        "wagtailadmin_pages": ("home", "municipalitypage"),
        "wagtailadmin_tag": ("taggit", "tag"),
        "wagtailadmin_workflows": ("wagtailcore", "groupapprovaltask"),
    }
    app, model = next(
        (found for start, found in models.items() if name.startswith(start)), ("offers", "offer")
    )
    return model if key == "model_name" else app


BULK = {
    ("wagtailcore", "page"): lambda world: world.page,
    ("offers", "picture"): lambda world: world.image,
    ("wagtaildocs", "document"): lambda world: world.document,
    ("auth", "user"): lambda world: world.people["viewer"],
    ("offers", "offer"): lambda world: world.offer,
    ("offers", "provider"): lambda world: world.public_provider,
    ("offers", "location"): lambda world: world.location,
    ("offers", "term"): lambda world: term("german-courses"),
    ("offers", "municipality"): lambda world: world.place,
    ("search", "synonymset"): lambda world: world.synonyms,
}
NAMELESS = {
    "de/angebote/<int:pk>/": "/de/angebote/1/",
    "de/anbieter/<int:pk>/": "/de/anbieter/1/",
    "admin/test404/": "/admin/test404/",
    "admin/^.*/$": "/admin/gibt-es-nicht/",
    "sitemap.xml": "/sitemap.xml",
    "healthz": "/healthz",
    "": "/",
}
POSITIONAL = {
    "wagtailadmin_pages:revisions_compare": lambda world: [world.page.pk, "earliest", "latest"],
    "wagtaildocs_serve": lambda world: [world.document.pk, world.document.filename],
    "wagtail_serve": lambda world: [f"{world.index.slug}/"],
}
BELOW_THE_INDEX = {
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:preview_on_add",
}
RECORDS = {
    r"wagtailsnippet(s|choosers)_offers_offer:": lambda world: world.offer,
    r"wagtailsnippet(s|choosers)_offers_provider:": lambda world: world.provider,
    r"wagtailsnippet(s|choosers)_offers_location:": lambda world: world.location,
    r"wagtailsnippet(s|choosers)_offers_municipality:": lambda world: world.place,
    r"wagtailsnippet(s|choosers)_offers_term:": lambda world: term("german-courses"),
    r"wagtailsnippet(s|choosers)_offers_taxonomy:": lambda world: Taxonomy.objects.get(code="topic"),
    r"wagtailsnippet(s|choosers)_search_synonymset:": lambda world: world.synonyms,
    r"entries:claim$": lambda world: world.provider,
    r"entries:": lambda world: world.offer,
    r"offers:provider": lambda world: world.provider,
    r"offers:": lambda world: world.offer,
    r"offers_desk:deputies": lambda world: world.place.municipality_group,
    r"inbox_mail|offers_desk:": lambda world: world.submission,
    r"offers_review:": lambda world: world.offer,
    r"offers_imports:": lambda world: world.run,
    r"outgoing_mails:": lambda world: world.mail,
    r"accessibility_feedback:": lambda world: world.feedback,
    r"wagtaillocales:": lambda world: Locale.objects.get(language_code="en"),
    r"wagtailsites:": lambda world: Site.objects.get(),
    r"wagtailusers_users:": lambda world: world.people["viewer"],
    r"wagtailusers_groups:": lambda world: Group.objects.get(name=f"Redaktion {PLACE}"),
    r"wagtaildocs_chooser:|wagtailadmin_api:documents:": lambda world: world.document,
    r"wagtailimages_chooser:|wagtailadmin_api:images:": lambda world: world.image,
    r"wagtailadmin_api:pages:|wagtailadmin_pages:": lambda world: world.page,
    r"wagtailadmin_collections:": lambda world: world.collection,
    r"wagtailadmin_workflows:.*task": lambda world: world.task,
    r"wagtailadmin_workflows:": lambda world: world.workflow,
    r"wagtailsettings:": lambda world: Site.objects.get(),
    r"wagtail_localize:": lambda world: world.offer,
    r"mfa_remove_webauthn": lambda world: world.place,  # the key of a passkey that nobody has
}
CONSTANTS = {
    "content_type_app_name": "home",
    "content_type_model_name": "municipalitypage",
    "key": "x",
    "filter_spec": "max-100x100",
    "mode": "x",
    "overridable_segment_id": 1,
    "page_view_restriction_id": 1,
    "redirect_id": 1,
    "restriction_id": 1,
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "section": "pages",
    "signed": "x",
    "session_id": 1,
    "slug": "x",
    "token": "x",
    "uidb36": "x",
    "uidb64": "x",
}
