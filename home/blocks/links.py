"""Ways on: link cards, documents and the links of the footer."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructValue,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from home.addresses import address_of


class LinkValue(StructValue):
    @property
    def href(self) -> str:
        """Where the link leads: the page in the reader's language, else the address; "" if gone."""
        page = self.get("page")
        return address_of(page) if page else self.get("url") or ""


class LinkCardBlock(StructBlock):
    """A way on, to a page of the portal or elsewhere."""

    title = CharBlock(label=_("Titel"), max_length=100)
    text = CharBlock(label=_("Text"), max_length=250, required=False)
    page = PageChooserBlock(label=_("Seite"), required=False)
    url = URLBlock(label=_("oder Adresse im Internet"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{title}"
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise StructBlockValidationError(
                {"url": ValidationError(_("Bitte entweder eine Seite oder eine Adresse angeben."))}
            )
        return cleaned


class LinkCardsBlock(StructBlock):
    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    cards = ListBlock(LinkCardBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "home/blocks/link_cards.html"


class DocumentRowBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Dokument"))
    label = CharBlock(
        label=_("Name"), max_length=160, required=False, help_text=_("Leer: der Titel des Dokuments.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Dokument")


class DocumentsBlock(StructBlock):
    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    documents = ListBlock(DocumentRowBlock(), label=_("Dokumente"))

    class Meta:
        icon = "doc-full"
        label = _("Dokumente zum Herunterladen")
        template = "home/blocks/documents.html"


class FooterLinkBlock(StructBlock):
    """A link in the footer of every page, in all languages or in one."""

    label = CharBlock(label=_("Text"), max_length=80)
    url = URLBlock(label=_("Adresse"))
    language = ChoiceBlock(
        label=_("nur in dieser Sprache"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Leer: in allen Sprachen."),
    )

    class Meta:
        icon = "link"
        label = _("Link im Fuß der Seite")
        label_format = "{label}"
