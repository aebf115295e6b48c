"""Facts in words, in the language that is active: the same for a card, a page and an export."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.enums import CostKind, GermanLevel
from offers.typography import unbroken


def level_label(level_from: str, level_to: str) -> str:
    """ "A1 – B1", "ab B1", "bis A2", or "" where German does not matter."""
    labels = {value: str(label) for value, label in GermanLevel.choices}
    if not level_from and not level_to:
        return ""
    if level_from == level_to or (level_to or level_from) == GermanLevel.NONE:
        return labels[level_to or level_from]
    if not level_to:
        return _("ab %(level)s") % {"level": labels[level_from]}
    # "Without German" is no level to begin at: "bis A2" says that beginners are welcome.
    if level_from in {"", GermanLevel.NONE}:
        return _("bis %(level)s") % {"level": labels[level_to]}
    return f"{labels[level_from]} – {labels[level_to]}"


def age_label(minimum: int | None, maximum: int | None) -> str:
    """The ages an offer is for, in years, or ""."""
    if minimum is None and maximum is None:
        return ""
    if maximum is None:
        return ngettext("ab %(age)d Jahr", "ab %(age)d Jahren", minimum) % {"age": minimum}
    if minimum is None or minimum == 0:
        return ngettext("bis %(age)d Jahr", "bis %(age)d Jahre", maximum) % {"age": maximum}
    if minimum == maximum:
        return ngettext("%(age)d Jahr", "%(age)d Jahre", maximum) % {"age": maximum}
    return _("%(minimum)d bis %(maximum)d Jahre") % {"minimum": minimum, "maximum": maximum}


def euro_label(amount: Decimal) -> str:
    """An amount in euros; cents only where there are some."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return unbroken(_("%(amount)s €") % {"amount": number_format(amount, decimals)})


def cost_label(kind: str, amount: Decimal | None) -> str:
    """One way to pay: "kostenlos", "25 €", "ermäßigt 10 €"."""
    if kind == CostKind.FREE:
        return _("kostenlos")
    if kind == CostKind.REDUCED:
        if amount is None:
            return _("Ermäßigung möglich")
        return _("ermäßigt %(amount)s") % {"amount": euro_label(amount)}
    return euro_label(amount) if amount else ""


def listed(labels: Iterable[str]) -> str:
    """Labels in one line, apart by commas of the language."""
    return _(", ").join(str(label) for label in labels)


def phone_href(phone: str) -> str:
    """`phone` as the target of a `tel:` link (RFC 3966): digits, with a leading plus where there is one."""
    digits = "".join(char for char in phone.replace("(0)", "") if char.isdigit())
    return f"tel:{'+' if phone.strip().startswith('+') else ''}{digits}" if digits else ""
