"""Nothing that a stranger types runs anywhere, in a real browser: pages, mails, desk, administration."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from home.models import AccessibilityFeedback
from offers.mail.sending import send_due
from offers.models import ImportRun, Offer, OutgoingMail
from search.models import SearchCount
from tests.browser.hostile_words import bundles, payloads
from tests.browser.stage import Sight, Stage
from tests.browser.stranger import Stranger
from tests.factories import EditorFactory, OfferFactory

pytestmark = pytest.mark.django_db
TRACES = ("ran(", "x.test", "1337", "7*191", "1330")
# Pages that need not repeat what was typed.
SAY_NOTHING = {
    *("/admin/", "/de/mitmachen/gesendet/", "/answer/missing/", "/answer/404/", "/answer/suggestions/"),
    "/de/mitmachen/eintraege/konto/",  # an address only
}


@pytest.fixture
def stage(chromium: Browser) -> Iterator[Stage]:
    opened = Stage(chromium, TRACES)
    yield opened
    opened.close()


def test_what_strangers_type_runs_nowhere(stage: Stage, settings):
    settings.SHOWS_MAILS = True
    desk = EditorFactory()
    office = Client()
    office.force_login(desk)
    catalogue = reverse("wagtailadmin_javascript_catalog")
    stage.scripts[catalogue] = office.get(catalogue).content.decode()
    for number, words in enumerate(bundles()):
        stranger = Stranger(number, words)
        stranger.go_through_the_door()
        stranger.answer_the_desk(desk)
        stranger.go_to_the_entries()
        other = OfferFactory(provider__name=stranger.words).provider
        stranger.claim(other)
        stranger.sign_in_with_an_account(other)
        stranger.ask_for_things(stranger.words)
        pages = [*public_pages(stranger), *pages_of_the_desk(stranger)]
        stage.show([*stranger.sights, *(Sight.at(office, path) for path in pages)])
        for file in files(stranger):
            stage.open_file(file)
    keep_the_rest()
    stage.show(Sight.at(office, path) for path in lists())
    stage.show(Sight(f"/mail/{row.key}/", row.html) for row in OutgoingMail.objects.all())

    assert not stage.seen.ran
    assert set(stage.seen.silent) <= SAY_NOTHING
    send_due()
    assert len(mail.outbox) == OutgoingMail.objects.count()
    assert all(len(one.recipients()) == 1 for one in mail.outbox)
    assert not [one for one in mail.outbox if one.message()["Bcc"] or "\n" in one.subject]


def public_pages(stranger: Stranger) -> Iterator[str]:
    yield stranger.offer.get_absolute_url()
    yield stranger.provider.get_absolute_url()


def files(stranger: Stranger) -> Iterator[Sight]:
    """As they are sent, and as somebody gets them for whom a program on the way has lost some headers."""
    paths = [reverse("offers:calendar", args=[stranger.offer.pk]), reverse("entries:export_json")]
    for path in paths:
        response = stranger.client.get(path)
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
        said = response.content.decode()
        yield Sight(path, said, response.headers)
        yield Sight(f"{path}?bare", said, {"Content-Type": response.headers["Content-Type"]})


def pages_of_the_desk(stranger: Stranger) -> Iterator[str]:
    for submission in (stranger.submission, stranger.change, stranger.claimed):
        yield reverse("offers_desk:decision", args=[submission.pk])
    offer, provider = stranger.offer, stranger.provider
    place = offer.locations.get().location
    for record in (offer, provider, place):
        name = f"wagtailsnippets_offers_{record._meta.model_name}"
        yield reverse(f"{name}:edit", args=[record.pk])
    for view in ("history", "delete"):
        yield reverse(f"wagtailsnippets_offers_offer:{view}", args=[offer.pk])
    compare = "wagtailsnippets_offers_offer:revisions_compare"
    yield reverse(compare, args=[offer.pk, "earliest", "latest"])
    yield reverse("inbox_mail", args=[OutgoingMail.objects.latest("pk").pk])


def keep_the_rest() -> None:
    """What strangers leave beside entries: searches, messages, the names of files."""
    for words in bundles():
        message = dict.fromkeys(("message", "page_address", "name"), words)
        AccessibilityFeedback.objects.create(language="de", email="a@example.org", **message)
        SearchCount.objects.create(
            counted_on="2026-01-01", language="de", words=words[:60], results="none", searches=90, wishes=90
        )
        ImportRun.objects.create(file_name=f"{words}.csv", mapping_name="muster.toml")
    Offer.objects.update(
        verified_on="2020-01-01", verified_by="x"
    )  # long ago: on the list of what is to be looked at


def lists() -> Iterator[str]:
    yield "/admin/"
    yield f"{reverse('offers_desk:list')}?alle"
    yield reverse("offers_review:list")
    yield reverse("offers_imports:list")
    yield reverse("wagtailadmin_reports:site_history")
    yield reverse("search_report:index") + "?period=all"
    yield "/postfach/"
    yield reverse("outgoing_mails:index")
    mails = OutgoingMail.objects.filter(subject__contains="ran(")
    yield from (reverse("outgoing_mails:inspect", args=[row.pk]) for row in mails[:3])
    yield reverse("accessibility_feedback:index")
    yield reverse("accessibility_feedback:inspect", args=[AccessibilityFeedback.objects.latest("pk").pk])
    for model in ("offer", "provider", "location"):
        yield reverse(f"wagtailsnippets_offers_{model}:list")
        yield reverse(f"wagtailsnippetchoosers_offers_{model}:choose_results")
    yield "/de/angebote/"


# Where a page might put words that nobody escaped, and one that escapes quotes but no backslash.
PLACES = (
    "<p>{}</p>",
    '<input value="{}">',
    "<input value='{}'>",
    "<input value={}>",
    '<a href="{}">x</a>',
    '<img src="{}">',
    "<title>{}</title>",
    "<textarea>{}</textarea>",
    '<script type="application/json">{{"x": "{}"}}</script>',
    "<script>x = '{}'</script>",
    "<script>x = `{}`</script>",
    '<script>x = "\\{}"</script>',
    "<script>\n{}\n</script>",
    '<p>x</p><style>p {{ background: "{}" }}</style>',
    "<noscript>{}</noscript>",
    "<div id=a>{}</div><script>a.innerHTML = a.innerHTML</script>",
)
# For mails and templates, or harmless as long as nobody takes something away from them.
NOT_FOR_BROWSERS = (*("{{", "ssti", "[x]", "<base", "&lt;", "%3C", "\uff1c", "<scr\u200b"),)


def test_whoever_watches_would_notice(stage: Stage):
    """Else the test above would prove nothing: each of them is caught where a page does not escape it."""
    waiting = {
        number: words for number, words in enumerate(payloads()) if not words.startswith(NOT_FOR_BROWSERS)
    }
    for place, html in enumerate(PLACES):
        pages = {f"/{number}/{place}/": html.format(words) for number, words in waiting.items()}
        stage.show(Sight(path, f"<!doctype html><body>{page}") for path, page in pages.items())
        caught = {
            number for number in waiting if any(f"/{number}/{place}/" in said for said in stage.seen.ran)
        }
        waiting = {number: words for number, words in waiting.items() if number not in caught}
    assert not waiting


def test_whoever_watches_would_notice_a_file_that_is_a_page(stage: Stage):
    stage.open_file(Sight("/x.ics", "<script>ran(1)</script>", {"Content-Type": "text/html"}))
    assert stage.seen.ran


def test_whoever_watches_would_notice_a_template(stage: Stage):
    stage.show([Sight("/", "<!doctype html><body>1337ssti")])
    assert stage.seen.ran
