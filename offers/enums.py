"""The fixed choices of the domain. What editors may extend is a `Term`, not an enum."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TaxonomyCode(TextChoices):
    """The vocabularies the portal itself relies on."""

    TOPIC = "topic", _("Thema")
    TARGET_GROUP = "target_group", _("Zielgruppe")
    KIND = "kind", _("Art des Angebots")
    LANGUAGE = "language", _("Sprache")
    COURSE_TYPE = "course_type", _("Kursart")
    DOCUMENT = "document", _("Unterlage")
    NETWORK = "network", _("Netzwerk")


class OfferLanguage(TextChoices):
    """Languages that words of an offer may be written in (BCP 47), each by its own name."""

    GERMAN = "de", "Deutsch"
    EASY_GERMAN = "de-ls", "Leichte Sprache"
    ENGLISH = "en", "English"
    TURKISH = "tr", "Türkçe"
    ARABIC = "ar", "العربية"
    UKRAINIAN = "uk", "Українська"
    RUSSIAN = "ru", "Русский"
    PERSIAN = "fa", "فارسی"
    FRENCH = "fr", "Français"
    POLISH = "pl", "Polski"

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, the value of HTML's `dir`."""
        return "rtl" if self.value in {"ar", "fa"} else "ltr"

    @property
    def html_code(self) -> str:
        """The value of HTML's `lang`: easy German is German with its own variant subtag."""
        return "de-simple" if self.value == "de-ls" else self.value


class GermanLevel(TextChoices):
    """Knowledge of German by the Common European Framework of Reference (CEFR)."""

    NONE = "none", _("ohne Deutschkenntnisse")
    ALPHA = "alpha", _("Alphabetisierung")
    A1 = "a1", "A1"
    A2 = "a2", "A2"
    B1 = "b1", "B1"
    B2 = "b2", "B2"
    C1 = "c1", "C1"
    C2 = "c2", "C2"

    @classmethod
    def between(cls, lowest: str, highest: str) -> list[str]:
        """The levels from `lowest` to `highest`, both included; an empty bound is open."""
        values = list(cls.values)
        if not lowest and not highest:
            return []
        start = values.index(lowest) if lowest else 0
        end = values.index(highest) if highest else len(values) - 1
        return values[start : end + 1]


class MunicipalityKind(TextChoices):
    CITY = "city", _("Stadt")
    MUNICIPALITY = "municipality", _("Gemeinde")
    COUNTY = "county", _("Kreis")


class ProviderKind(TextChoices):
    ASSOCIATION = "association", _("Verein")
    WELFARE = "welfare", _("Wohlfahrtsverband")
    MIGRATION_SERVICE = "migration_service", _("Migrationsberatung")
    EDUCATION = "education", _("Bildungsträger")
    ADULT_EDUCATION = "adult_education", _("Volkshochschule")
    SCHOOL = "school", _("Schule")
    KITA = "kita", _("Kita oder Familienzentrum")
    LIBRARY = "library", _("Bücherei")
    MUNICIPALITY = "municipality", _("Stadt- oder Gemeindeverwaltung")
    AUTHORITY = "authority", _("Behörde")
    RELIGIOUS = "religious", _("Kirche oder Religionsgemeinde")
    INITIATIVE = "initiative", _("Initiative")
    COMPANY = "company", _("Unternehmen oder Kammer")
    OTHER = "other", _("Andere Einrichtung")


class CostKind(TextChoices):
    FREE = "free", _("kostenlos")
    AMOUNT = "amount", _("kostet etwas")
    REDUCED = "reduced", _("ermäßigt")


class Places(TextChoices):
    UNKNOWN = "", _("keine Angabe")
    YES = "yes", _("Plätze frei")
    FEW = "few", _("wenige Plätze frei")
    WAITING_LIST = "waiting_list", _("Warteliste")
    FULL = "full", _("ausgebucht")


class Registration(TextChoices):
    NONE = "none", _("ohne Anmeldung – einfach kommen")
    PHONE = "phone", _("telefonisch anmelden")
    EMAIL = "email", _("per E-Mail anmelden")
    ONLINE = "online", _("online anmelden")
    IN_PERSON = "in_person", _("persönlich anmelden")
    REFERRAL = "referral", _("mit Berechtigung oder Zuweisung")


class StepFree(TextChoices):
    UNKNOWN = "unknown", _("keine Angabe")
    FULL = "full", _("ganz ohne Stufen")
    PARTLY = "partly", _("teilweise ohne Stufen")
    NONE = "none", _("nur über Stufen")


class ScheduleKind(TextChoices):
    SESSION = "session", pgettext_lazy("Art der Zeit", "Termin")
    OPENING_HOURS = "opening_hours", _("Öffnungszeit")
    BREAK = "break", _("Pause (findet nicht statt)")


class Frequency(TextChoices):
    ONCE = "once", _("einmal")
    WEEKLY = "weekly", _("wöchentlich")
    MONTHLY = "monthly", _("monatlich")


class Weekday(TextChoices):
    """Days of the week as RFC 5545 writes them."""

    MONDAY = "MO", _("Montag")
    TUESDAY = "TU", _("Dienstag")
    WEDNESDAY = "WE", _("Mittwoch")
    THURSDAY = "TH", _("Donnerstag")
    FRIDAY = "FR", _("Freitag")
    SATURDAY = "SA", _("Samstag")
    SUNDAY = "SU", _("Sonntag")


class TranslationOrigin(TextChoices):
    HUMAN = "human", _("von Menschen übersetzt")
    MACHINE = "machine", _("maschinell übersetzt")
    SENDER = "sender", _("vom Anbieter geschrieben")


class SubmissionKind(TextChoices):
    """What a submission asks for."""

    NEW = "new", _("neues Angebot")
    CHANGE = "change", _("Änderung")
    CLAIM = "claim", _("Übernahme eines Eintrags")


class SubmissionState(TextChoices):
    """Where a submission stands, as its sender reads it."""

    DRAFT = "draft", _("angefangen")
    UNCONFIRMED = "unconfirmed", _("wartet auf Ihre Bestätigung")
    WAITING = "waiting", _("wird geprüft")
    QUESTION = "question", _("Wir haben eine Frage")
    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("nicht angenommen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class LinkPurpose(TextChoices):
    """What a mailed link may be used for, and for nothing else."""

    CONFIRM = "confirm", _("Angebot bestätigen")
    WATCH = "watch", _("Stand ansehen")
    ENTRIES = "entries", _("Eigene Einträge")
    REVIEW = "review", _("Einträge prüfen")
    JOIN = "join", _("Für einen Anbieter mitsprechen")


class MailState(TextChoices):
    """Where a mail is."""

    WAITING = "waiting", _("wartet")
    SENT = "sent", _("gesendet")
    BOUNCED = "bounced", _("unzustellbar")
    GIVEN_UP = "given_up", _("aufgegeben")


class CountyRole(TextChoices):
    """The groups that work for the whole county, by the names they have among Wagtail's groups."""

    EDITOR = "Redaktion Kreis"
    MODERATOR = "Moderation Kreis"
    TRANSLATOR = "Übersetzung"
    VIEWER = "Lesen"


class DeclineReason(TextChoices):
    """Why a submission is not accepted, as its sender reads it."""

    INCOMPLETE = "incomplete", _("Es fehlen wichtige Angaben.")
    DUPLICATE = "duplicate", _("Das Angebot steht schon im Verzeichnis.")
    NOT_FITTING = "not_fitting", _("Es richtet sich nicht an neu Zugewanderte oder ihre Familien.")
    COMMERCIAL = "commercial", _("Es ist Werbung oder ein Verkauf.")
    ELSEWHERE = "elsewhere", _("Es ist nicht für Menschen im Rhein-Sieg-Kreis.")
    UNVERIFIABLE = "unverifiable", _("Wir konnten die Angaben nicht nachprüfen.")
    OTHER = "other", _("Ein anderer Grund.")


class ReviewAnswer(TextChoices):
    """What a provider says when it is asked whether an entry is still right."""

    RIGHT = "right", _("Stimmt noch")
    CHANGED = "changed", _("Stimmt nicht mehr")
    ENDED = "ended", _("Findet nicht mehr statt")


class DeskReason(TextChoices):
    """Why a desk has to look at an entry again."""

    NOTE = "note", _("Der Anbieter sagt: Es stimmt nicht mehr")
    UNCONFIRMED = "unconfirmed", _("Nicht bestätigt")
    UNREACHABLE = "unreachable", _("Anbieter nicht erreichbar")
    HIDDEN = "hidden", _("Verborgen, weil niemand bestätigt hat")


class WebsiteProblem(TextChoices):
    """What keeps people from a website."""

    NO_ANSWER = "no_answer", _("Die Seite antwortet nicht")
    NO_SUCH_PAGE = "no_page", _("Diese Seite gibt es dort nicht")
    NO_SUCH_NAME = "no_name", _("Diese Internetadresse gibt es nicht")
    NOT_PUBLIC = "not_public", _("Diese Adresse führt nicht ins Internet")
