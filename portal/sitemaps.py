"""What search engines may know: pages, offers and providers, each in every language it has words in."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Prefetch, QuerySet
from wagtail.models import Page, PageQuerySet

from offers.models import Offer, OfferTranslation, Provider
from offers.page_addresses import languages_with_words


class PageSitemap(Sitemap):
    """The pages of every language.

    Wagtail's own sitemap knows the tree of the first language only, and the host from the admin's settings;
    this one takes the host that was asked for.
    """

    limit = 5000

    def items(self) -> PageQuerySet:
        return Page.objects.live().public().filter(depth__gt=1).order_by("path")

    def lastmod(self, page: Page):
        return page.last_published_at

    def location(self, page: Page) -> str:
        return page.get_url()


class OfferSitemap(Sitemap):
    """Current offers, in each language of the interface that they have words in."""

    i18n = True
    alternates = True
    limit = 5000

    def items(self) -> QuerySet[Offer]:
        languages = Prefetch("translations", OfferTranslation.objects.only("offer_id", "language"))
        offers = Offer.objects.current().only("pk", "title", "updated_at").order_by("pk")
        return offers.prefetch_related(languages)

    def get_languages_for_item(self, offer: Offer) -> list[str]:
        return languages_with_words(offer)

    def lastmod(self, offer: Offer):
        return offer.updated_at


class ProviderSitemap(Sitemap):
    i18n = True
    languages = [code for code, _name in settings.LANGUAGES]
    alternates = True
    limit = 5000

    def items(self) -> QuerySet[Provider]:
        return Provider.objects.live().only("pk", "name", "updated_at").order_by("pk")

    def lastmod(self, provider: Provider):
        return provider.updated_at


SITEMAPS = {"seiten": PageSitemap, "angebote": OfferSitemap, "anbieter": ProviderSitemap}
