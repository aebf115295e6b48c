"""Who is told that something waits for a decision."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from offers.enums import CountyRole
from offers.models import Municipality


def deciders_of(place: Municipality) -> QuerySet:
    """Those of the municipality and its deputies; where it has nobody, and for the county, the county's."""
    theirs = Q(municipality_group__municipality=place)
    if not _in(Group.objects.filter(theirs)).exists():
        return deciders_of_county()
    return _in(Group.objects.filter(theirs | Q(municipality_group__deputy_for__municipality=place)))


def deciders_of_county() -> QuerySet:
    return _in(Group.objects.filter(name=CountyRole.MODERATOR.value))


def _in(groups: QuerySet) -> QuerySet:
    users = get_user_model().objects.filter(is_active=True, groups__in=groups)
    return users.exclude(email="").distinct()
