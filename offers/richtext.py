"""HTML that people or files bring in is cleaned when it is written, on every path.

Wagtail's `|richtext` filter does not sanitise, and a rich text field keeps whatever an ORM write or
an import puts into it. So the field cleans in `clean()` (forms, hence drafts) and again in
`get_prep_value()` (every write to the database, bulk writes and queries included).
"""

import re
from html import unescape

import nh3
from wagtail.fields import RichTextField

ALLOWED_TAGS = {"p", "br", "h2", "h3", "h4", "strong", "b", "em", "i", "ul", "ol", "li", "a", "hr", "embed"}
ALLOWED_ATTRIBUTES = {
    # Wagtail keeps links to pages and documents, and images, by id.
    "a": {"href", "linktype", "id"},
    "embed": {"embedtype", "id", "alt", "format"},
}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
_VOID = re.compile(r"<(embed|br|hr)\b([^>]*?)/?>")
_DROPPED_WITH_CONTENT = {"script", "style", "iframe", "object", "template", "noscript"}


def clean_html(text: str) -> str:
    """`text` with only the tags, attributes and link schemes that a page may show."""
    cleaned = nh3.clean(
        text.replace("\x00", ""),
        tags=ALLOWED_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
    )
    # Wagtail finds its embeds by the closing slash, which HTML does not write, and its editor breaks off at a
    # line break without one.
    return _VOID.sub(r"<\1\2/>", cleaned)


def strip_html(text: str) -> str:
    """The words of `text` without any markup, blanks folded."""
    bare = nh3.clean(
        text.replace("<", " <").replace("\x00", ""),
        tags=set(),
        clean_content_tags=_DROPPED_WITH_CONTENT,
    )
    return " ".join(unescape(bare).split())


class CleanRichTextField(RichTextField):
    """A rich text field that cannot hold HTML outside the list above."""

    def clean(self, value, model_instance):
        return clean_html(super().clean(value, model_instance) or "")

    def pre_save(self, model_instance, add):
        """Also asked for a revision, which is JSON and never meets `get_prep_value`."""
        value = clean_html(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_html(value) if value else value
