"""Tags for the small pieces every page is made of: icons from the sprite and notices."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "check", "warning": "warning", "danger": "warning"}
# Icons that point along the line of reading and therefore turn round in right-to-left pages.
DIRECTIONAL_ICONS = frozenset({"arrow", "chevron", "path", "link"})


@register.simple_tag
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
