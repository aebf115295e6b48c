"""Which machines the portal may ask: none but public ones of the internet, whatever a stranger names."""

import ipaddress
import socket
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 addresses in which an IPv4 address stands, which is where a packet ends up (RFC 6052).
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
_TRANSLATED_INSIDE: Final = ipaddress.ip_network("64:ff9b:1::/48")  # RFC 8215; for Python 3.11 it is global


class NotPublicError(Exception):
    """The name leads to this machine, into a private network or nowhere on the internet."""


def public_address(host: str, port: int) -> str:
    """The IP address to connect to; who connects by name instead may be led elsewhere a moment later.

    Raises NotPublicError where any address of the name is not public, and OSError where there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not all(is_public(ipaddress.ip_address(address)) for address in addresses):
        raise NotPublicError(host)
    return addresses[0]


def is_public(address: Address) -> bool:
    """Whether anybody on the internet reaches it, also by the IPv4 address that an IPv6 one carries."""
    inner = _carried_by(address) if isinstance(address, ipaddress.IPv6Address) else None
    if inner:
        return is_public(inner)
    return address.is_global and not address.is_multicast and address not in _TRANSLATED_INSIDE


def _carried_by(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1]) or None
