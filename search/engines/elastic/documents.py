"""An offer as Elasticsearch keeps it: the mapping, and the document that fits it."""

from typing import Any, Final, Literal

from elasticsearch.dsl import (
    Date,
    DenseVector,
    Document,
    GeoPoint,
    Keyword,
    Long,
    Mapping,
    MetaField,
    Nested,
    Object,
    Text,
)

from offers.enums import OfferLanguage
from search.documents import OfferDocument
from search.embeddings import DIMENSIONS
from search.engines.sortable import sortable_title
from search.engines.token_fields import token_fields
from search.query import FACET_PARAMETERS
from search.text.analysis import Analyser
from search.vectors import PACKED_BYTES, unpack

FORMAT: Final = "5"  # another one makes every index there is unusable, so that it is built anew
FACETS: Final = (*FACET_PARAMETERS, "provider", "reach")
LANGUAGES: Final = tuple(OfferLanguage.values)


def _tokens(index_options: Literal["docs", "freqs"]) -> Any:
    """A field that is split at blanks; `freqs` counts how often a token is there."""
    return Text(analyzer="whitespace", index_options=index_options)


def _vector() -> Any:
    return DenseVector(dims=DIMENSIONS, similarity="cosine", index=True, index_options={"type": "int8_hnsw"})


class IndexedOffer(Document):
    """What is sent to the server for each offer; only what `source` names is kept as it was sent.

    `moments` are the next times it takes place, to sort by; `when` says the same as text, `<start> <end>`,
    to be read with a hit. `passages` holds the vectors of the pieces of its words.
    """

    pk = Long()
    digest = Keyword(index=False)
    title_words = _tokens("freqs")
    words = _tokens("freqs")
    title_grams = _tokens("docs")
    grams = _tokens("docs")
    all_grams = _tokens("docs")
    codes = _tokens("docs")
    facets = Object(properties={name: Keyword() for name in FACETS})
    titles = Object(properties={language: Keyword(index=False) for language in LANGUAGES})
    towns = Keyword(index=False)
    points = GeoPoint()
    places = Keyword(index=False)
    verified_on = Date(format="strict_date", index=False)
    review_on = Date(format="strict_date", index=False)
    ends_on = Date(format="strict_date")
    created_at = Long()
    moments = Nested(properties={"starts_at": Long(), "is_over_at": Long()})
    when = Keyword(index=False)
    title_vector = _vector()
    passages = Nested(properties={"vector": _vector()})
    card = Keyword(index=False, doc_values=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(includes=["card", "pk", "digest"])


def mapping() -> dict[str, Any]:
    """The mapping of an index, marked with its format."""
    offer: Mapping = IndexedOffer._doc_type.mapping
    return {**offer.to_dict(), "_meta": {"format": FORMAT}}


def to_source(document: OfferDocument, analyser: Analyser) -> dict[str, Any]:
    """The document of an offer as the server takes it; the analyser is that of the index it is for."""
    titles = {words.language: words.title for words in document.words}
    title_vector, pieces = _vectors(document)
    moments = [(moment.starts_at, moment.is_over_at) for moment in document.card.moments]
    source = {
        "pk": document.pk,
        "digest": document.digest,
        **token_fields(document, analyser),
        "facets": {name: list(document.facets.get(name, ())) for name in FACETS},
        "titles": {language: sortable_title(titles, language) for language in LANGUAGES},
        "towns": list(document.towns),
        "points": [{"lat": point.latitude, "lon": point.longitude} for point in document.card.points],
        "places": document.card.places or None,
        "verified_on": _day(document.card.verified_on),
        "review_on": _day(document.card.review_on),
        "ends_on": _day(document.ends_on),
        "created_at": document.created_at,
        "moments": [{"starts_at": start, "is_over_at": end} for start, end in moments],
        "when": [f"{start:011} {end:011}" for start, end in moments],
        "title_vector": title_vector,
        "passages": [{"vector": vector} for vector in pieces],
        "card": document.card.to_json(),
    }
    return {name: value for name, value in source.items() if value not in (None, [])}


def _vectors(document: OfferDocument) -> tuple[list[float], list[list[float]]]:
    """The vector of the title, and those of the pieces: that of the title again, where it has none."""
    whole = [vector for vector in document.vectors if len(vector) == PACKED_BYTES]
    if not whole:
        return [], []
    # Their numbers were rounded to one byte each: more digits would only be longer to send.
    title, *pieces = [[round(number, 5) for number in row] for row in unpack(b"".join(whole)).tolist()]
    return title, pieces or [title]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
