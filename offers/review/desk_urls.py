"""Addresses of the list of entries to look at, below Wagtail's admin."""

from django.urls import path, re_path

from offers.review.desk_views import ReviewActionView, ReviewDeskView

app_name = "offers_review"

urlpatterns = [
    path("", ReviewDeskView.as_view(), name="list"),
    # A longer number fits no key and would be an error of the database.
    re_path(r"^(?P<pk>\d{1,18})/(?P<action>[a-z]+)/$", ReviewActionView.as_view(), name="act"),
]
