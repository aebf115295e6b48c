"""What belongs to no app: the bare address, and the pages that say that something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request
from django.utils.translation import override as language_override
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from wagtail.documents.views.serve import serve


@require_safe
@vary_on_headers("Accept-Language")
def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in the language the browser asks for."""
    return redirect(f"/{get_language_from_request(request)}/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome on the pages, not in the admin nor in every combination of filters."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/angebote/?*",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Wagtail's answer, and a browser that opens the file all the same gives it no rights of the portal."""
    response = serve(request, document_id, document_filename)
    if "Content-Security-Policy" in response:
        response["Content-Security-Policy"] += "; sandbox"
    return response


def _error_page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    # The path says the language even where no view was found to activate it.
    with language_override(get_language_from_request(request, check_path=True)):
        return render(request, template or f"{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Somebody tries to sign in again and again."""
    return _error_page(request, 429, "429.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return _error_page(request, 403, "403_form.html")
