"""Who speaks for an organisation: see them, take colleagues along, let them go."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from offers.actions import links, members
from offers.entries.access_views import link_gone, too_many
from offers.entries.forms import ColleagueForm
from offers.entries.session import for_members, sign_in, sign_out
from offers.enums import LinkPurpose
from offers.guards.rate_limits import allow
from offers.models import ProviderMember
from offers.page_or_form import page_or_form
from offers.views import LARGEST_KEY

MOST_AN_HOUR = 20


@page_or_form
@for_members
def colleagues(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """Who is there, and a form to invite somebody."""
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    invited = ""
    if form.is_valid():
        said = form.cleaned_data
        if not allow(request, "invite", MOST_AN_HOUR) or not members.invite(by=member, **said):
            return too_many(request)
        invited, form = said["email"], ColleagueForm()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "member": member,
        "colleagues": member.provider.members.all(),
        "form": form,
        "invited": invited,
    }
    return render(request, "offers/entries/colleagues.html", context, status=status)


@page_or_form
@for_members
def remove(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    """Somebody no longer speaks for it, after asking once; the last one stays."""
    if pk > LARGEST_KEY:
        raise Http404
    colleague = get_object_or_404(member.provider.members.all(), pk=pk)
    if request.method != "POST":
        is_last = member.provider.members.count() == 1
        context = {"colleague": colleague, "is_last": is_last, "is_oneself": colleague == member}
        return render(request, "offers/entries/remove.html", context)
    is_removed = members.remove(member=colleague, by=member)
    if is_removed and colleague.email == member.email:
        sign_out(request)
        return redirect("entries:start")
    return redirect("entries:colleagues")


@never_cache
@page_or_form
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What the mailed link opens; only its button makes the colleague a member."""
    link = links.find(token=token, purpose=LinkPurpose.JOIN)
    carried = links.carried_by(token, LinkPurpose.JOIN)
    if link is None or not link.is_usable or not isinstance(carried, dict):
        return link_gone(request)
    if request.method != "POST":
        context = {"by": link.member, "carried": carried, "site_name": settings.WAGTAIL_SITE_NAME}
        return render(request, "offers/entries/join.html", context)
    member = members.join(link=link, carried=carried)
    if member is None:
        return link_gone(request)
    sign_out(request)
    sign_in(request, member)
    return redirect("entries:list")
