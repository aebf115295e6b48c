"""Tags for the small pieces every page is made of: icons from the sprite and notices."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.form_choices import choice_groups
from search.skeletons import joined, skeletons_of

register = template.Library()
register.simple_tag(choice_groups)

NOTICE_ICONS = {"info": "info", "success": "check", "warning": "warning", "danger": "warning"}
# Icons that point along the line of reading and therefore turn round in right-to-left pages.
DIRECTIONAL_ICONS = frozenset({"arrow", "chevron", "path", "link"})


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, label: str = "") -> SafeString | str:
    """An icon of the sprite; decoration unless a `label` is given. No name, no icon.

    Its size stands in the markup too: on a weak line the style sheet may never arrive.
    """
    if not name:
        return ""
    css_class = "icon icon--directional" if name in DIRECTIONAL_ICONS else "icon"
    href = f"{static('portal/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" width="24" height="24" role="img" aria-label="{}"><use href="{}"></use></svg>',
            css_class,
            label,
            href,
        )
    return format_html(
        '<svg class="{}" width="24" height="24" aria-hidden="true"><use href="{}"></use></svg>',
        css_class,
        href,
    )


@register.simple_tag
def drawn_once(template_name: str, **values: object) -> SafeString:
    """A component that follows from these values and the language alone: drawn when first asked for.

    For what is the same on many pages. The values must be hashable, as tuples and frozen dataclasses are.
    """
    draw = _draw if settings.DEBUG else _drawn  # templates change while somebody writes them
    return draw(template_name, get_language(), tuple(values.items()))


def _draw(template_name: str, language: str | None, values: tuple[tuple[str, object], ...]) -> SafeString:
    return render_to_string(template_name, dict(values))


_drawn = lru_cache(maxsize=512)(_draw)


@register.simple_tag
def drawn_each(template_name: str, items: Iterable[tuple[Any, ...]]) -> SafeString:
    """A component for each of these named tuples, given to it as `item` (see `search.skeletons`)."""
    skeletons = skeletons_of(template_name)
    return joined([skeletons.draw({"item": item}) for item in items])


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A box that says something about the page: `kind` is info, success, warning or danger."""
    heading = format_html('<p class="notice__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice notice--{}">{}<div class="notice__body">{}{}</div></div>',
        kind,
        icon(NOTICE_ICONS.get(kind, "info")),
        heading,
        content,
    )
