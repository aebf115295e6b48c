"""Where she is signed in: one device or all others are signed out, and only her own."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from portal.signin.views import device_of
from tests.factories import member_of
from tests.portal.signin.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ADDRESS = "/de/zugang/geraete/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def devices(sign_in, person) -> list[Client]:
    """Two more on which she is signed in."""
    others = [Client(headers={"user-agent": FIREFOX}) for _number in range(2)]
    for other in others:
        other.post("/de/anmelden/", {"login": person.username, "password": PASSWORD})
    sign_in()
    return others


def is_inside(client: Client) -> bool:
    return client.get(ADDRESS).status_code == 200


def key_of(client: Client) -> int:
    return UserSession.objects.get(session_key=client.session.session_key).pk


def test_shows_every_device_and_says_which_is_this(client, devices):
    text = client.get(ADDRESS).content.decode()
    assert text.count("Firefox, Windows") == 2
    assert text.count("dieses Gerät") == 1


def test_one_is_signed_out(client, devices):
    response = client.post(ADDRESS, {"session": key_of(devices[0])}, follow=True)
    assert "Das Gerät ist abgemeldet." in response.content.decode()
    assert [is_inside(device) for device in [client, *devices]] == [True, False, True]


def test_all_others_are_signed_out(client, devices):
    client.post(ADDRESS, {"others": "1"})
    assert [is_inside(device) for device in [client, *devices]] == [True, False, False]


def test_nobody_ends_the_session_of_another(client, devices):
    stranger = Client()
    stranger.force_login(member_of("Redaktion Troisdorf"))
    assert stranger.post(ADDRESS, {"session": key_of(client)}).status_code == 404
    stranger.post(ADDRESS, {"others": "1"})
    assert is_inside(client)


@pytest.mark.parametrize("key", ["0", "x", "-1", "9" * 30])
def test_a_made_up_one_is_not_found(client, devices, key: str):
    assert client.post(ADDRESS, {"session": key}).status_code == 404


def test_the_admin_leads_to_it(client, sign_in):
    sign_in()
    text = client.get("/admin/account/").content.decode()
    assert 'href="/de/zugang/"' in text
    assert "/de/zugang/geraete/" in client.get("/de/zugang/").content.decode()


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (FIREFOX, "Firefox, Windows"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        (ANDROID, "Chrome, Android"),
        ("curl/8", ""),
    ],
)
def test_devices_are_called_as_people_call_them(user_agent: str, device: str):
    assert device_of(user_agent) == device


def test_what_is_over_leaves_no_row(client, devices, person):
    Session.objects.filter(session_key=devices[0].session.session_key).delete()
    Session.objects.filter(session_key=devices[1].session.session_key).update(expire_date="2020-01-01T00:00Z")
    call_command("forget_ended_sessions")
    (left,) = UserSession.objects.filter(user=person)
    assert left.session_key == client.session.session_key
