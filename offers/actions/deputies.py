"""Who decides for a municipality while its own people are away."""

from collections.abc import Collection
from typing import Final

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.log_actions import log

from offers.models import MunicipalityGroup

NAMED_ACTION: Final = "offers.name_deputies"


@transaction.atomic
def name_deputies(
    *, team: MunicipalityGroup, deputies: Collection[MunicipalityGroup], by: AbstractUser
) -> None:
    """These, and no others."""
    team.deputies.set(deputies)
    named = sorted(str(deputy.municipality) for deputy in deputies)
    log(instance=team.municipality, action=NAMED_ACTION, user=by, data={"deputies": named})
