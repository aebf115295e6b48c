"""Addresses of Wagtail's own sign-in, which lead to ours: they stand before Wagtail's."""

from django.urls import path

from portal.signin.views import HandOver

app_name = "signin"
urlpatterns = [
    path("admin/login/", HandOver.as_view(pattern_name="account_login"), name="admin_login"),
    path(
        "admin/password_reset/",
        HandOver.as_view(pattern_name="account_reset_password"),
        name="admin_password_reset",
    ),
]
