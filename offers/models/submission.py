"""What somebody outside the administration proposes: the draft offer itself, and who sent it."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Revision

from offers.enums import DeclineReason, OfferLanguage, SubmissionKind, SubmissionState
from offers.models.access import phone_validator
from offers.models.municipality import Municipality
from offers.models.offer import Offer
from offers.models.provider import Provider
from offers.models.provider_member import ProviderMember
from offers.querysets import NOT_RECEIVED, UNDECIDED
from offers.waiting import ESCALATE_AFTER, days_waiting

# Without letters and digits that are taken for each other when they are read out.
REFERENCE_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
REFERENCE_LENGTH = 8


def new_reference() -> str:
    """A number to name on the telephone, such as `KIZ-7FK3-MQ2A`; it opens nothing."""
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _letter in range(REFERENCE_LENGTH))
    return f"KIZ-{letters[:4]}-{letters[4:]}"


class SubmissionQuerySet(models.QuerySet):
    def received(self) -> "SubmissionQuerySet":
        """Those whose sender has confirmed the address: what the administration knows of."""
        return self.exclude(state__in=NOT_RECEIVED)

    def known_to(self, provider: Provider) -> "SubmissionQuerySet":
        """What was proposed for a provider, save what a stranger has not confirmed; claims are no entries."""
        known = ~Q(state__in=NOT_RECEIVED) | Q(member__provider=provider)
        return self.filter(known, provider=provider, offer__isnull=False).exclude(kind=SubmissionKind.CLAIM)

    def unknown(self) -> "SubmissionQuerySet":
        """New offers that only their sender knows of; what is changed or claimed is known already."""
        return self.filter(state__in=NOT_RECEIVED, kind=SubmissionKind.NEW)

    def waiting(self) -> "SubmissionQuerySet":
        """Those that somebody has to decide."""
        return self.filter(state=SubmissionState.WAITING)

    def proposing(self, offer: Offer) -> "SubmissionQuerySet":
        """What proposes this offer as a new one and waits for a decision."""
        return self.undecided().filter(offer=offer.pk, kind=SubmissionKind.NEW)

    def undecided(self) -> "SubmissionQuerySet":
        """Those, and the ones whose sender was asked something."""
        return self.filter(state__in=UNDECIDED)


class Submission(models.Model):
    """Who proposes an offer, with which consent, and how far it has come.

    What is proposed stands in `offer` (a draft, `live=False`) from the second step on, never here a second
    time. A change of a published offer stands in `revision`, a draft of that offer; a claim asks for the
    offer as it is, `evidence` says how that can be checked. `name`, `email` and `phone` belong to the sender
    and are not published; where a `member` of the provider sends it, they are hers, and confirmed already.
    `language` is the one the form was filled in in: mails are written in it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("worum es geht"), max_length=8, choices=SubmissionKind.choices, default=SubmissionKind.NEW
    )
    reference = models.CharField(_("Vorgangsnummer"), max_length=16, unique=True, default=new_reference)
    state = models.CharField(
        _("Stand"), max_length=12, choices=SubmissionState.choices, default=SubmissionState.DRAFT
    )
    provider = models.ForeignKey(
        Provider,
        on_delete=models.PROTECT,
        related_name="submissions",
        null=True,
        verbose_name=_("Anbieter"),
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="submissions", null=True, verbose_name=_("Angebot")
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="submissions",
        null=True,
        verbose_name=_("zuständig"),
    )

    member = models.ForeignKey(
        ProviderMember,
        on_delete=models.SET_NULL,
        related_name="submissions",
        null=True,
        blank=True,
        editable=False,
    )
    evidence = models.TextField(_("Woran man es prüfen kann"), max_length=1000, blank=True)

    name = models.CharField(_("Ihr Name"), max_length=120, blank=True)
    email = models.EmailField(_("Ihre E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Ihre Telefonnummer"), max_length=40, blank=True, validators=[phone_validator])
    language = models.CharField(
        _("Sprache"), max_length=8, choices=OfferLanguage.choices, default=OfferLanguage.GERMAN
    )

    consent_version = models.CharField(_("Fassung der Einwilligung"), max_length=20, blank=True)
    consent_text = models.TextField(_("Einwilligung im Wortlaut"), blank=True)
    consented_at = models.DateTimeField(_("eingewilligt am"), null=True, blank=True)

    # By step, as it was sent: what is not right yet (`offers.door.unfinished`).
    typed = models.JSONField(default=dict, blank=True, editable=False)

    created_at = models.DateTimeField(_("begonnen am"), auto_now_add=True)
    updated_at = models.DateTimeField(_("geändert am"), auto_now=True)
    sent_at = models.DateTimeField(_("abgeschickt am"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    # Since when the county is asked too, because nobody did anything.
    escalated_at = models.DateTimeField(_("an den Kreis weitergegeben am"), null=True, blank=True)

    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("entschieden von"),
    )
    reason = models.CharField(_("Grund"), max_length=16, choices=DeclineReason.choices, blank=True)
    answer = models.TextField(_("Antwort an den Absender"), max_length=2000, blank=True)
    # Names of parts of a change (`offers.differences`).
    left_out = models.JSONField(_("nicht übernommen"), default=list, blank=True)
    go_live_at = models.DateTimeField(_("wird veröffentlicht am"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorschlag")
        verbose_name_plural = pgettext_lazy("Angebote", "Vorschläge")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "updated_at"], name="submission_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True, consent_version="")
                | (Q(consented_at__isnull=False) & ~Q(consent_version="") & ~Q(consent_text="")),
                name="consent_is_kept_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT)
                | Q(offer__isnull=False, provider__isnull=False, sent_at__isnull=False),
                name="what_is_sent_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.DECLINED) | ~Q(reason=""),
                name="declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    @property
    def title(self) -> str:
        return self.offer.title if self.offer else str(_("noch ohne Titel"))

    @property
    def proposed(self) -> Offer:
        """The offer; there is one from the second step on."""
        if self.offer is None:
            raise ValueError("Nothing is proposed yet.")
        return self.offer

    @property
    def is_change(self) -> bool:
        """Whether it changes an offer that is published."""
        return self.kind == SubmissionKind.CHANGE

    @property
    def is_claim(self) -> bool:
        return self.kind == SubmissionKind.CLAIM

    @property
    def draft(self) -> Offer:
        """The offer as it is proposed: of a change, what its revision says."""
        return self.revision.as_object() if self.is_change and self.revision else self.proposed

    def keep(self, offer: Offer) -> None:
        """Save what is proposed: a new offer in its own row, a change in its revision: the row is public."""
        self.offer = offer
        if not self.is_change:
            offer.save()
            return
        offer.title = offer.german_title() or offer.title
        if self.revision is None:
            # As old as the offer until it is sent: Wagtail takes the youngest for the latest draft.
            self.revision = Revision(
                content_object=offer,
                base_content_type=offer.get_base_content_type(),
                created_at=offer.created_at,
            )
        self.revision.content, self.revision.object_str = offer.serializable_data(), str(offer)
        self.revision.save()

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def days_waiting(self) -> int:
        """The working days since something was done about it."""
        return days_waiting(self.updated_at)

    @property
    def is_late(self) -> bool:
        """Whether its municipality lets it lie; what its sender was asked waits for the sender."""
        return self.state == SubmissionState.WAITING and self.days_waiting >= ESCALATE_AFTER

    @property
    def is_unfinished(self) -> bool:
        """Whether it is being written or waits for a decision."""
        return self.is_open or self.is_undecided

    @property
    def is_open(self) -> bool:
        """Whether its sender may still write in it."""
        return self.state in NOT_RECEIVED
