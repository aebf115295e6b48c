"""Loads the invented providers."""

from collections.abc import Iterator

from home.demo import SOURCE
from home.demo.files import as_row, read_toml
from home.demo.lookups import Lookups, town_of
from home.demo.prose import as_html
from home.demo.records import store
from home.demo.rows import ProviderRow, ProviderWordsRow
from offers.enums import TaxonomyCode
from offers.models import Provider, ProviderTerm, ProviderTranslation

FILE = "providers.toml"


def load_providers(lookups: Lookups) -> int:
    """Create the providers that are missing; return how many that were."""
    known = set(Provider.objects.filter(source=SOURCE).values_list("external_id", flat=True))
    missing = [(key, row) for key, row in provider_rows() if key not in known]
    for key, row in missing:
        store(_provider(key, row, lookups))
    return len(missing)


def provider_rows() -> Iterator[tuple[str, ProviderRow]]:
    for key, data in read_toml(FILE).items():
        words = {name: data[name] for name in data if name in ("de", "en")}
        facts = {name: value for name, value in data.items() if name not in words}
        yield key, as_row(ProviderRow, {**facts, "words": words}, f"{FILE}: {key}")


def _provider(key: str, row: ProviderRow, lookups: Lookups) -> Provider:
    where = f"{FILE}: {key}"
    municipality = lookups.municipality(row.municipality, where)
    provider = Provider(
        name=row.name,
        kind=row.kind,
        municipality=municipality,
        street=row.street,
        postcode="" if municipality.is_county else lookups.postcode(municipality, row.postcode, where).code,
        city="Siegburg" if municipality.is_county else town_of(municipality),
        email=f"{key}@example.org",
        phone=row.phone,
        website=f"https://example.org/{key}/",
        source=SOURCE,
        external_id=key,
        is_example=True,
    )
    provider.translations = [_words(language, data, where) for language, data in row.words.items()]
    codes = [(TaxonomyCode.LANGUAGE, code) for code in row.languages]
    codes += [(TaxonomyCode.NETWORK, code) for code in row.networks]
    provider.terms = [ProviderTerm(term=lookups.term(taxonomy, code, where)) for taxonomy, code in codes]
    return provider


def _words(language: str, data: dict[str, str], where: str) -> ProviderTranslation:
    row = as_row(ProviderWordsRow, data, f"{where}, {language}")
    return ProviderTranslation(language=language, summary=row.summary, description=as_html(row.text))
