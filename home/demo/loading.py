"""Loads all example content."""

from datetime import date

from django.db import transaction

from home.demo.centre import describe_centre
from home.demo.lookups import Lookups
from home.demo.offers import load_offers
from home.demo.pages import load_pages
from home.demo.providers import load_providers
from home.demo.streams import Surroundings
from home.demo.synonyms import load_synonyms
from offers.reference import load_reference_data


@transaction.atomic
def load_demo(today: date) -> dict[str, int]:
    """Create what is missing; return how many records were created, by what they are."""
    load_reference_data()
    lookups = Lookups()
    describe_centre(Surroundings(page_ids={}, today=today))
    return {
        "providers": load_providers(lookups),
        "offers": load_offers(lookups, today),
        "pages": load_pages(lookups, today),
        "synonyms": load_synonyms(),
    }
