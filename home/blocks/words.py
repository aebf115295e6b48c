"""Blocks that any page may hold: words, pictures, steps, questions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    EmailBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from home.enums import NoticeKind
from offers.labels import phone_href

TEXT_FEATURES = ["h3", "bold", "italic", "ul", "ol", "link", "document-link", "hr"]
SHORT_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class HeadingBlock(StructBlock):
    """A heading within the page; the page's title is the only one above it."""

    text = CharBlock(label=_("Überschrift"), max_length=160)
    level = ChoiceBlock(
        label=_("Ebene"), choices=[("h2", _("Abschnitt")), ("h3", _("Unterabschnitt"))], default="h2"
    )

    class Meta:
        icon = "title"
        label = _("Überschrift")
        label_format = "{text}"
        template = "home/blocks/heading.html"


class ProseBlock(RichTextBlock):
    """Running text with lists and links. What else is pasted in is taken out when it is saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, "label": _("Text"), **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "home/blocks/text.html"


class PictureBlock(StructBlock):
    """A picture. Whoever cannot see it reads `alt_text`; none is needed where it only decorates."""

    image = ImageChooserBlock(label=_("Bild"))
    alt_text = CharBlock(
        label=_("Beschreibung für Menschen, die das Bild nicht sehen"),
        max_length=250,
        required=False,
        help_text=_("Leer lassen, wenn das Bild nur schmückt."),
    )
    caption = CharBlock(label=_("Bildunterschrift"), max_length=250, required=False)
    credit = CharBlock(
        label=_("Bildnachweis"), max_length=120, help_text=_("Zum Beispiel „Foto: Rhein-Sieg-Kreis“.")
    )

    class Meta:
        icon = "image"
        label = _("Bild")
        template = "home/blocks/picture.html"


class NoticeBlock(StructBlock):
    kind = ChoiceBlock(label=_("Art"), choices=NoticeKind.choices, default=NoticeKind.INFO)
    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    text = RichTextBlock(label=_("Text"), features=SHORT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Hinweis")
        template = "home/blocks/notice.html"


class StepBlock(StructBlock):
    title = CharBlock(label=_("Schritt"), max_length=120)
    text = RichTextBlock(label=_("Text"), features=SHORT_FEATURES, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Schritt")
        label_format = "{title}"


class StepsBlock(StructBlock):
    """What to do, one thing after the other."""

    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    steps = ListBlock(StepBlock(), label=_("Schritte"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Schritt für Schritt")
        label_format = "{title}"
        template = "home/blocks/steps.html"


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Frage"), max_length=200)
    answer = RichTextBlock(label=_("Antwort"), features=SHORT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Frage")
        label_format = "{question}"


class QuestionsBlock(StructBlock):
    """Questions that unfold their answers."""

    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    questions = ListBlock(QuestionBlock(), label=_("Fragen"))

    class Meta:
        icon = "help"
        label = _("Fragen und Antworten")
        template = "home/blocks/questions.html"


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Zitat"), max_length=500)
    person = CharBlock(label=_("Wer sagt das"), max_length=120)
    role = CharBlock(label=_("Aufgabe oder Ort"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        label = _("Zitat")
        template = "home/blocks/quote.html"


class ContactValue(StructValue):
    @property
    def phone_href(self) -> str:
        return phone_href(self["phone"] or "")


class ContactBlock(StructBlock):
    """A person or desk to turn to."""

    name = CharBlock(label=_("Name"), max_length=120)
    role = CharBlock(label=_("Aufgabe"), max_length=160, required=False)
    phone = CharBlock(label=_("Telefon"), max_length=40, required=False)
    email = EmailBlock(label=_("E-Mail"), required=False)
    hours = CharBlock(label=_("erreichbar"), max_length=160, required=False)
    place = CharBlock(label=_("Ort"), max_length=200, required=False)

    class Meta:
        icon = "user"
        label = _("Kontakt")
        label_format = "{name}"
        template = "home/blocks/contact.html"
        value_class = ContactValue
