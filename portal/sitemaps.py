"""What search engines may know: pages, offers and providers, each in every language it has words in."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from offers.models import Offer, Provider


class OfferSitemap(Sitemap):
    """Current offers. The interface languages are alternates of one address."""

    i18n = True
    languages = [code for code, _name in settings.LANGUAGES]
    alternates = True
    limit = 5000

    def items(self) -> QuerySet[Offer]:
        return Offer.objects.current().only("pk", "title", "updated_at").order_by("pk")

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
