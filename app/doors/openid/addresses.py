"""Which addresses this server may ask something of: an administrator's form must not open its own network."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from app.doors.openid.faults import Fault, ProviderError
from config import LOOPBACK, Settings

UNICAST = ip_network("2000::/3")
"""All of IPv6 that is on the internet."""
TUNNELS = (ip_network("2001::/32"), ip_network("2002::/16"))
"""Teredo and 6to4: an IPv4 address, of any network, in an IPv6 one."""
TRANSLATED = ip_network("64:ff9b::/96")
"""How a network without IPv4 writes IPv4 addresses."""


def may_be_private(settings: Settings) -> bool:
    """Whether providers may be in our own network: in an example, or on somebody's own machine."""
    return settings.example or urlsplit(settings.base_url).hostname in LOOPBACK


def is_public(address: str) -> bool:
    """Whether a machine with this IP address is on the internet, and not in a network of ours."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip not in TRANSLATED:
            return ip in UNICAST and ip.is_global and not any(ip in tunnel for tunnel in TUNNELS)
        ip = IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast


def is_proper(url: str, *, private: bool) -> bool:
    """Whether an address is complete, https and without a password; with `private` also http on this machine."""
    parts = _parts(url)
    if parts is None or not parts.hostname or "@" in parts.netloc or "#" in url:
        return False
    if not url.isascii() or not url.isprintable() or set(url) & set(' "<>\\^`{|}'):
        return False
    return parts.scheme == "https" or (private and parts.scheme == "http" and parts.hostname in LOOPBACK)


def check_address(url: str, *, private: bool) -> None:
    """Refuse to ask this address: ProviderError. `private` lets in our own network, for examples and development."""
    parts = _parts(url)
    if parts is None or not is_proper(url, private=private):
        raise ProviderError(Fault.ADDRESS)
    if not private and not all(map(is_public, _found(parts.hostname or "", parts.port or 443))):
        raise ProviderError(Fault.ADDRESS)


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        # Only asking for the port tells whether it is one.
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def _found(host: str, port: int) -> Iterator[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise ProviderError(Fault.ADDRESS) from None
    except OSError:
        raise ProviderError(Fault.UNREACHABLE) from None
    return (str(address[0]) for *_, address in found)
