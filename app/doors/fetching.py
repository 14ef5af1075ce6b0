"""Asking a provider something over https: soon answered, small, not redirected, and never inside our own network."""

import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from config import LOOPBACK, Settings


class Fault(StrEnum):
    """Each has its own sentence for an administrator, and a word in the log."""

    ADDRESS = "address"
    """It must be https, and on the internet: not a machine of our own network."""
    UNREACHABLE = "unreachable"
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    NOT_UNDERSTOOD = "not_understood"
    """No answer in the form that was asked for."""
    BUSY = "busy"
    """We ask for much at once already."""
    ISSUER = "issuer"
    """It calls itself by another name than was agreed."""
    FLOW = "flow"
    """It cannot do what we need: a code, with S256."""
    KEYS = "keys"
    """It publishes no key that we may trust."""
    CLIENT = "client"
    """It does not know us: client id or secret."""
    SECRET = "secret"  # noqa: S105 - a word for the log
    """Kept with another key than this installation has now."""
    CODE = "code"
    """It does not take the code: too old, or used."""
    TOKEN = "token"  # noqa: S105 - a word for the log
    """What it says of somebody is not signed by it, not for us, not of now, or not in answer to us."""


class ProviderError(Exception):
    """Nobody can be signed in; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


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


SECONDS = 4
"""For the connection, for each piece of an answer, and for an answer as a whole."""
LEFT_ALONE = 60
"""Seconds that a provider which did not answer is not asked again by this process."""
LARGEST = 256 * 1024
"""Bytes of an answer; real ones are a tenth of it."""
AT_ONCE, OF_ONE = 6, 3
"""How many are asked something at once, and how often one provider: the other threads go on making pages."""
_lock = Lock()
_asked: Counter[str] = Counter()
"""How many questions are under way, by provider."""
_silent: dict[str, float] = {}
"""Until when a provider is left alone."""


@contextmanager
def turn_at(provider: str) -> Iterator[None]:
    """Ask this provider (host and port) something in the block; nobody waits for a turn.

    Raises ProviderError: BUSY when there are too many already, UNREACHABLE when it did not answer lately.
    """
    with _lock:
        if _silent.get(provider, 0) > time.monotonic():
            raise ProviderError(Fault.UNREACHABLE)
        if _asked.total() >= AT_ONCE or _asked[provider] >= OF_ONE:
            raise ProviderError(Fault.BUSY)
        _asked[provider] += 1
    try:
        yield
    except ProviderError as error:
        if error.fault is Fault.UNREACHABLE:
            _silent[provider] = time.monotonic() + LEFT_ALONE
        raise
    finally:
        with _lock:
            _asked[provider] -= 1


def forget_silence() -> None:
    """Ask all of them again from now on."""
    _silent.clear()


class CheckedConnection(HTTPSConnection):
    """A connection that looks at whom it reached: a name can mean another address than when it was checked."""

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        if not is_public(connected.getpeername()[0]):
            connected.close()
            raise ProviderError(Fault.ADDRESS)
        return connected


class CheckedPool(HTTPSConnectionPool):
    """Connections of that kind."""

    ConnectionCls = CheckedConnection


class GuardedAdapter(HTTPAdapter):
    """How every request to a provider is sent. All that goes wrong is a ProviderError."""

    def __init__(self, *, private: bool) -> None:
        self.private = private
        super().__init__()
        if not private:
            self.poolmanager.pool_classes_by_scheme = {"https": CheckedPool}

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - Requests calls it so; the answer is always read here
        timeout: Any = None,  # noqa: ARG002 - likewise; nobody waits longer
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - likewise; a proxy would look names up itself
    ) -> requests.Response:
        """Send one request and read its answer."""
        url = request.url or ""
        with turn_at(urlsplit(url).netloc):
            # Here, since looking up a name can take long too.
            check_address(url, private=self.private)
            try:
                response = super().send(request, stream=True, timeout=SECONDS, verify=verify, cert=cert)
                response.raw = BytesIO(_body(response.raw))
            except (requests.RequestException, HTTPError, OSError):
                raise ProviderError(Fault.UNREACHABLE) from None
        if response.is_redirect:
            raise ProviderError(Fault.REDIRECT)
        return response


def _body(raw: BaseHTTPResponse) -> bytes:
    """What was answered, as long as it is neither too much nor too slow."""
    ends, body = time.monotonic() + SECONDS, b""
    try:
        while piece := raw.read1(16_384, decode_content=False):
            body += piece
            if len(body) > LARGEST:
                raise ProviderError(Fault.TOO_LARGE)
            if time.monotonic() > ends:
                raise ProviderError(Fault.UNREACHABLE)
    finally:
        raw.close()
    return body


def guard_session(session: requests.Session, *, private: bool) -> None:
    """Send all requests of a session that way, and take nothing from the environment: no proxy, no passwords."""
    session.trust_env = False
    # A packed answer could unpack to any size.
    session.headers["Accept-Encoding"] = "identity"
    session.adapters.clear()
    for scheme in ("https://", "http://"):
        session.mount(scheme, GuardedAdapter(private=private))


def fetch_json(url: str, *, private: bool) -> dict[str, Any]:
    """The JSON object at an address. Raises ProviderError."""
    with requests.Session() as session:
        guard_session(session, private=private)
        response = session.get(url, headers={"Accept": "application/json"})
        try:
            found = response.json() if response.status_code == 200 else None
        except (ValueError, RecursionError):
            found = None
    if not isinstance(found, dict):
        raise ProviderError(Fault.NOT_UNDERSTOOD)
    return found
