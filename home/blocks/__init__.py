"""The building blocks of pages. Small on purpose: an editor should know every one of them."""

from home.blocks.hours import DatesBlock
from home.blocks.links import DocumentsBlock, LinkCardsBlock
from home.blocks.offers import OffersBlock
from home.blocks.words import (
    ContactBlock,
    HeadingBlock,
    NoticeBlock,
    PictureBlock,
    ProseBlock,
    QuestionsBlock,
    QuoteBlock,
    StepsBlock,
)

BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", ProseBlock()),
    ("picture", PictureBlock()),
    ("notice", NoticeBlock()),
    ("steps", StepsBlock()),
    ("questions", QuestionsBlock()),
    ("quote", QuoteBlock()),
    ("contact", ContactBlock()),
    ("documents", DocumentsBlock()),
    ("links", LinkCardsBlock()),
    ("dates", DatesBlock()),
    ("offers", OffersBlock()),
]
