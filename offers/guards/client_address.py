"""From where a request comes, as far as that can be believed."""

import ipaddress
from typing import Final

from django.conf import settings
from django.http import HttpRequest

_IPV6_SITE: Final = 64  # bits that one household or one server has to itself
UNKNOWN: Final = "unknown"


def client_network(request: HttpRequest) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address; "unknown" where there is none.

    `X-Forwarded-For` is believed only as far as proxies of ours (setting TRUSTED_PROXIES) wrote it: a client
    can send any such header itself.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [*forwarded, request.META.get("REMOTE_ADDR", "")]
    for hop in reversed([hop.strip() for hop in hops]):
        if not _is_trusted(hop):
            return _network(hop)
    return UNKNOWN


def _is_trusted(hop: str) -> bool:
    if not hop:  # a proxy at a socket of this machine has no address
        return "unix" in settings.TRUSTED_PROXIES
    address = _parsed(hop)
    networks = [ipaddress.ip_network(name) for name in settings.TRUSTED_PROXIES if name != "unix"]
    return address is not None and any(address in network for network in networks)


def _parsed(hop: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(hop.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _network(hop: str) -> str:
    address = _parsed(hop)
    if address is None:
        return UNKNOWN
    bits = 32 if address.version == 4 else _IPV6_SITE
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
