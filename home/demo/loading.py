"""Loads all example content."""

from datetime import date

from django.db import transaction

from home.demo.lookups import Lookups
from home.demo.offers import load_offers
from home.demo.providers import load_providers
from offers.reference import load_reference_data


@transaction.atomic
def load_demo(today: date) -> dict[str, int]:
    """Create what is missing; return how many records were created, by what they are."""
    load_reference_data()
    lookups = Lookups()
    return {"providers": load_providers(lookups), "offers": load_offers(lookups, today)}
