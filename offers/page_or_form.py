"""Views that show a form and take what is sent with it."""

from django.views.decorators.http import require_http_methods

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
