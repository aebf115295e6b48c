"""The fixed choices of the pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CentreState(TextChoices):
    """Whether the Kommunales Integrationszentrum exists yet. Every page speaks accordingly."""

    PLANNED = "planned", _("in Planung")
    OPEN = "open", _("geöffnet")


class MilestoneState(TextChoices):
    DONE = "done", _("erledigt")
    CURRENT = "current", _("läuft")
    OPEN = "open", _("steht noch aus")


class Stage(TextChoices):
    """Where in life people learn the language."""

    KITA = "kita", _("Kita")
    PRIMARY = "primary", _("Grundschule")
    SECONDARY = "secondary", _("Weiterführende Schule")
    ADULTS = "adults", _("Erwachsene")


class Conformity(TextChoices):
    """How far the portal meets EN 301 549, in the words of Implementing Decision (EU) 2018/1523."""

    FULL = "full", _("vollständig vereinbar")
    PARTIAL = "partial", _("teilweise vereinbar")
    NONE = "none", _("nicht vereinbar")


class BarrierReason(TextChoices):
    """Why content is not accessible: the three grounds of Implementing Decision (EU) 2018/1523."""

    NON_COMPLIANCE = "non_compliance", _("noch nicht mit den Vorschriften vereinbar")
    DISPROPORTIONATE = "disproportionate", _("unverhältnismäßige Belastung")
    OUT_OF_SCOPE = "out_of_scope", _("fällt nicht unter die Vorschriften")


class AssessmentMethod(TextChoices):
    SELF = "self", _("Selbstbewertung")
    EXTERNAL = "external", _("Bewertung durch Dritte")


class NoticeKind(TextChoices):
    INFO = "info", _("Hinweis")
    SUCCESS = "success", _("gute Nachricht")
    WARNING = "warning", _("Achtung")
