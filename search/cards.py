"""The card of an offer in the language of the reader, made of the facts an index keeps."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from offers.enums import OfferLanguage, Places, TaxonomyCode
from offers.freshness import stale_on
from offers.geo import Circle
from offers.labels import cost_label, euro_label, level_label, listed
from offers.schedules import Rule, describe
from offers.typography import unbroken
from offers.vocabulary import Vocabulary
from offers.words_links import WordsLink, words_links
from search.card_facts import CardFacts, Cost, Moment
from search.facets import ATTRIBUTES
from search.near import distance_label
from search.results import Badge, Card

RULES_SHOWN = 2
WORDS_SHOWN = 6
TOWNS_SHOWN = 2


def build_card(
    pk: int, facts: CardFacts, vocabulary: Vocabulary, now: datetime, near: Circle | None = None
) -> Card:
    """The card in the active language; its words in German, or any language, where they are missing."""
    reader = get_language() or OfferLanguage.GERMAN
    language = language_shown(facts, reader)
    title, summary = facts.words[language] if language else ("", "")
    moment = next((moment for moment in facts.moments if moment.is_over_at > now.timestamp()), None)
    kind = vocabulary.terms.get(TaxonomyCode.KIND, {}).get(facts.kind)
    address = _address("offers:detail", reader, pk, facts.slug)
    others = _other_words(facts, language, address)
    return Card(
        pk=pk,
        url=address,
        title=title,
        summary=summary,
        language=OfferLanguage(language or reader).html_code,
        direction=OfferLanguage(language or reader).direction,
        is_fallback=language != reader,
        provider_name=facts.provider_name,
        kind_label=kind.label(reader) if kind else "",
        kind_icon=kind.icon if kind else "",
        place=_place(facts),
        topic_labels=vocabulary.labels(TaxonomyCode.TOPIC, facts.topics, reader),
        level_label=_level(facts.level_from, facts.level_to, reader),
        cost_label=_cost(facts.costs, reader),
        cost_is_free=_is_free(facts),
        languages_label=listed(vocabulary.labels(TaxonomyCode.LANGUAGE, facts.languages, reader)),
        next_on=_local(moment) if moment else None,
        next_label=_next_label(moment, now) if moment else "",
        schedule_label=_schedule(
            facts, reader, timezone.localdate(now), _local(moment).date() if moment else None
        ),
        badges=tuple(_badges(facts, timezone.localdate(now))),
        verified_label=_date(facts.verified_on, reader) if facts.verified_on else "",
        stale_label=_stale(facts, timezone.localdate(now), reader),
        is_example=facts.is_example,
        focus_area=_focus_area(facts.topics, vocabulary),
        other_words=others[:WORDS_SHOWN],
        more_words=len(others[WORDS_SHOWN:]),
        distance_label=distance_label(facts.points, near, vocabulary) if facts.towns else "",
    )


def language_shown(facts: CardFacts, reader: str) -> str:
    """The one in which a reader is shown the words of an offer by itself; "" where it has none."""
    wanted = (reader, str(OfferLanguage.GERMAN), *facts.words)
    return next((language for language in wanted if language in facts.words), "")


def _other_words(facts: CardFacts, shown: str, address: str) -> tuple[WordsLink, ...]:
    if len(facts.words) < 2:
        return ()
    return words_links(facts.words.keys() - {shown}, address=address, shown=shown)


# What is remembered below is in the active language, which is told to it to be remembered by.
@lru_cache(maxsize=50_000)
def _address(name: str, language: str, pk: int, slug: str) -> str:
    """Reversing takes longer than all else on a card."""
    return reverse(name, args=[pk, slug])


def _focus_area(topics: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """The root of the first topic that is still known."""
    known = vocabulary.terms.get(TaxonomyCode.TOPIC, {})
    entry = next((known[code] for code in topics if code in known), None)
    return (entry.parent or entry.code) if entry else ""


def _place(facts: CardFacts) -> str:
    if not facts.towns:
        return _("Online") if facts.is_online else _("Ganzer Kreis") if facts.serves_whole_county else ""
    if len(facts.towns) <= TOWNS_SHOWN:
        return listed([*facts.towns, _("online")] if facts.is_online else facts.towns)
    more = len(facts.towns) - 1
    return ngettext("%(town)s und %(more)d weiterer Ort", "%(town)s und %(more)d weitere Orte", more) % {
        "town": facts.towns[0],
        "more": more,
    }


def _is_free(facts: CardFacts) -> bool:
    return bool(facts.costs) and all(kind == "free" for kind, _amount in facts.costs)


@lru_cache(maxsize=256)
def _level(level_from: str, level_to: str, language: str) -> str:
    return level_label(level_from, level_to)


@lru_cache(maxsize=1024)
def _cost(costs: tuple[Cost, ...], language: str) -> str:
    """The one price there is, or the lowest of several."""
    amounts = [Decimal(amount) for kind, amount in costs if kind == "amount"]
    if len(amounts) > 1:
        return _("ab %(amount)s") % {"amount": euro_label(min(amounts))}
    if amounts:
        return euro_label(amounts[0])
    return cost_label(costs[0][0], None) if costs else ""


def _local(moment: Moment) -> datetime:
    return datetime.fromtimestamp(moment.starts_at, tz=timezone.get_current_timezone())


def _next_label(moment: Moment, now: datetime) -> str:
    if moment.starts_at <= now.timestamp():
        return _("jetzt geöffnet") if moment.is_opening_hours else _("läuft gerade")
    starts_at = _local(moment)
    day = _day(starts_at.date(), timezone.localdate(now))
    if moment.is_all_day:
        return day
    clock = date_format(starts_at, pgettext("Zeitformat von Django: Stunde und Minuten", "G:i"))
    return _("%(days)s, %(times)s") % {"days": day, "times": unbroken(_("%(start)s Uhr") % {"start": clock})}


def _day(day: date, today: date) -> str:
    if (day - today).days <= 1:
        return _("heute") if day == today else _("morgen")
    return unbroken(date_format(day, pgettext("Zeitformat von Django: Wochentag und Tag", "D, j. F")))


@lru_cache(maxsize=1024)
def _date(day: date, language: str) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _stale(facts: CardFacts, today: date, reader: str) -> str:
    """What one should know where nobody has confirmed it for long."""
    if facts.review_on is None or today < stale_on(facts.review_on):
        return ""
    if facts.verified_on is None:
        return _("Noch nicht bestätigt. Bitte fragen Sie vorher nach.")
    said = _("Seit %(date)s nicht bestätigt. Bitte fragen Sie vorher nach.")
    return said % {"date": _date(facts.verified_on, reader)}


def _schedule(facts: CardFacts, reader: str, today: date, next_day: date | None) -> str:
    rules = [rule for rule in facts.rules if _is_worth_saying(rule, today, next_day)]
    said = [_rule_in_words(rule, reader, today) for rule in rules[:RULES_SHOWN]]
    return "; ".join(filter(None, said))


def _is_worth_saying(rule: Rule, today: date, next_day: date | None) -> bool:
    """A single day that is over is not, nor one that the card names as the next time anyway."""
    if rule.freq != "once" or rule.starts_on is None:
        return True
    last_day = rule.until or rule.starts_on
    return last_day >= today and not (rule.starts_on == last_day == next_day)


@lru_cache(maxsize=4096)
def _rule_in_words(rule: Rule, language: str, today: date) -> str:
    """The same timetables come again and again."""
    return describe(rule, today=today)


def _badges(facts: CardFacts, today: date) -> Iterator[Badge]:
    if facts.is_temporarily_closed and (facts.closed_until is None or facts.closed_until >= today):
        yield Badge("closed", _("zurzeit geschlossen"), "warning")
    if facts.places in {Places.FEW, Places.WAITING_LIST, Places.FULL}:
        yield Badge(facts.places, str(Places(facts.places).label), "people")
    has = {
        "childcare": facts.has_childcare,
        "women_only": facts.is_women_only,
        "barrier_free": facts.is_barrier_free,
        "online": facts.is_online,
    }
    for code, (label, icon) in ATTRIBUTES.items():
        if has[code]:
            yield Badge(code, str(label), icon)
