"""Tags for lists of offers and for filters, on whatever page they stand."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from search import markup
from search.results import Facet, Hit

register = template.Library()


@register.simple_tag
def offer_cards(hits: Iterable[Hit], heading: str) -> SafeString:
    """The list items of these offers; `heading` is "h2" or "h3"."""
    return markup.draw_cards(hits, heading)


@register.simple_tag
def facet(facet: Facet, is_open: bool = False) -> SafeString:
    """A filter with its checkboxes, folded unless it `is_open` or in use."""
    return markup.draw_facet(facet, is_open=is_open)
