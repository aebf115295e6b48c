"""A header that anybody can send is believed only from proxies of ours."""

import pytest

from offers.guards.client_address import UNKNOWN, client_network


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        ([], "192.0.2.7", "", "192.0.2.7/32"),
        ([], "192.0.2.7", "198.51.100.1", "192.0.2.7/32"),
        (["10.0.0.0/8"], "10.0.0.1", "198.51.100.1", "198.51.100.1/32"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1/32"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1/32"),
        (["10.0.0.0/8"], "192.0.2.7", "198.51.100.1", "192.0.2.7/32"),
        (["unix"], "", "198.51.100.1", "198.51.100.1/32"),
        ([], "", "198.51.100.1", UNKNOWN),
        (["10.0.0.0/8"], "10.0.0.1", "", UNKNOWN),
        (["10.0.0.0/8"], "10.0.0.1", "<script>", UNKNOWN),
        ([], "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ([], "::ffff:192.0.2.7", "", "192.0.2.7/32"),
    ],
)
def test_the_last_address_that_is_not_a_proxy_of_ours(rf, settings, proxies, remote, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_network(rf.get("/", REMOTE_ADDR=remote, **headers)) == expected
