"""Example facts about the centre itself, for the settings of the site."""

import json

from wagtail.models import Site

from home.demo.files import read_toml
from home.demo.streams import Surroundings, as_stream
from home.models import CentreSettings


def describe_centre(around: Surroundings) -> None:
    """Fill in the settings unless somebody has saved any."""
    site = Site.objects.get(is_default_site=True)
    if CentreSettings.objects.filter(site=site).exists():
        return
    facts = read_toml("centre.toml")
    block = CentreSettings._meta.get_field("opening_hours").stream_block
    facts["opening_hours"] = json.dumps(as_stream(block, facts["opening_hours"], around))
    CentreSettings.objects.create(site=site, **facts)
