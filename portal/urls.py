"""Every address of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

import offers.urls
from portal import inbox, views
from portal.health import healthz
from portal.providers import provider_page
from portal.signin.views import HandOver
from portal.sitemaps import SITEMAPS

handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler429 = "portal.views.too_many_requests"
handler404 = "portal.views.page_not_found"
# The 500 page is Django's own handler with templates/500.html: it must need nothing that may be broken.

# A provider's page lists its offers, so it needs `search`, which `offers` must not know.
offer_patterns = [
    *offers.urls.urlpatterns,
    path("anbieter/<int:pk>/", provider_page, {"slug": ""}),
    path("anbieter/<int:pk>/<slug:slug>/", provider_page, name="provider"),
]

# First, for these are what residents ask for.
urlpatterns = i18n_patterns(
    path("angebote/", include("search.urls")),
    path("mitmachen/eintraege/", include("offers.entries.urls")),
    path("mitmachen/", include("offers.door.urls")),
    path("noch-aktuell/", include("offers.review.urls")),
    path("", include("portal.signin.urls")),
    path("_util/login/", HandOver.as_view(pattern_name="account_login"), name="pages_login"),
    path("", include((offer_patterns, "offers"))),
    path("", include(wagtail_urls)),
)

urlpatterns += [
    path("healthz", healthz, name="healthz"),
    path("postfach/", inbox.inbox, name="inbox"),
    path("postfach/<int:pk>/", inbox.mail, name="inbox_mail"),
    path("postfach/<int:pk>/html/", inbox.mail_html, name="inbox_mail_html"),
    path("", include("portal.signin.old_urls")),
    path("admin/", include("home.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<str:document_filename>", views.serve_document, name="document"),
    path("documents/", include(wagtaildocs_urls)),
    path("", views.choose_language, name="choose_language"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
