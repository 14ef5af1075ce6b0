"""Asking a provider something over https: soon answered, small, not redirected, and never inside our own network."""

import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from app.doors.openid.addresses import check_address, is_public
from app.doors.openid.faults import Fault, ProviderError

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
