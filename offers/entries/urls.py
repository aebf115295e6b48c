"""Addresses of an organisation's entries, below the language and `mitmachen/eintraege/`."""

from django.urls import path

from offers.entries import (
    access_views,
    account_views,
    change_views,
    claim_views,
    colleague_views,
    data_views,
    quick_views,
    views,
)

app_name = "entries"

urlpatterns = [
    path("", access_views.start, name="start"),
    path("link-kommt/", access_views.asked, name="asked"),
    path("oeffnen/<str:token>/", access_views.enter, name="enter"),
    path("auswahl/", account_views.choose, name="choose"),
    path("konto/", account_views.account, name="account"),
    path("abmelden/", access_views.leave, name="leave"),
    path("liste/", views.entries, name="list"),
    path("rueckgaengig/", quick_views.undo, name="undo"),
    path("eintraege.json", data_views.export_json, name="export_json"),
    path("eintraege.xlsx", data_views.export_table, name="export_table"),
    path("loeschen/", data_views.erase, name="erase"),
    path("geloescht/", data_views.erased, name="erased"),
    path("kollegen/", colleague_views.colleagues, name="colleagues"),
    path("kollegen/<int:pk>/entfernen/", colleague_views.remove, name="remove"),
    path("mitmachen/<str:token>/", colleague_views.join, name="join"),
    path("uebernehmen/gesendet/", claim_views.claimed, name="claimed"),
    path("uebernehmen/<int:pk>/", claim_views.claim, name="claim"),
    path("neu/", change_views.new, name="new"),
    path("<int:pk>/aendern/", change_views.change, name="change"),
    path("<int:pk>/kopieren/", change_views.copy, name="copy"),
    path("<int:pk>/zurueckziehen/", change_views.withdraw, name="withdraw"),
    path("<int:pk>/plaetze/", quick_views.state_places, name="places"),
    path("<int:pk>/pause/", quick_views.pause, name="pause"),
    path("<int:pk>/weiter/", quick_views.resume, name="resume"),
    path("<int:pk>/wieder-zeigen/", quick_views.show_again, name="show_again"),
    path("<int:pk>/beenden/", quick_views.end, name="end"),
]
