"""Asking over https: the certificate is checked, and so is whom the connection reached."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from werkzeug.serving import make_server

from app.doors import fetching
from app.doors.fetching import Fault, ProviderError, fetch_json, forget_silence, guard_session, turn_at
from tests.identity_provider import Provider, QuietHandler, provider_app

HOST = "inloggen.example"
RESOLVE = socket.getaddrinfo


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for HOST that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    began = datetime.now(UTC) - timedelta(days=1)
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, began, began + timedelta(days=2))
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    signed = built.sign(key, hashes.SHA256())
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "certificate").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain, pkcs8 = serialization.NoEncryption(), serialization.PrivateFormat.PKCS8
    (folder / "key").write_bytes(key.private_bytes(serialization.Encoding.PEM, pkcs8, plain))
    return folder / "certificate", folder / "key"


@pytest.fixture
def port(certificate: tuple[Path, Path]) -> Iterator[int]:
    """Where a provider listens over https."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    app = provider_app(Provider(issuer=f"https://{HOST}"))
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context=context, request_handler=QuietHandler)
    # It looks this often whether it must stop.
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What HOST stands for, time after time; the last address stays."""
    addresses: list[str] = []

    def resolved(host: str, port: int, *rest: object, **options: object) -> object:
        if host != HOST:
            return RESOLVE(host, port, *rest, **options)  # type: ignore[arg-type]  # what was given is given on
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return addresses


def asked(port: int, certificate: Path, *, private: bool) -> requests.Response:
    """The answer to a question, by somebody who trusts this certificate."""
    with requests.Session() as session:
        guard_session(session, private=private)
        return session.get(f"https://{HOST}:{port}/keys", verify=str(certificate))


def test_a_name_that_changes_after_the_check_reaches_nobody(port, certificate, names) -> None:
    names.extend(["8.8.8.8", "127.0.0.1"])
    with pytest.raises(ProviderError) as caught:
        asked(port, certificate[0], private=False)
    assert caught.value.fault is Fault.ADDRESS


def test_where_our_own_network_may_be_asked_the_same_is_answered(port, certificate, names) -> None:
    names.append("127.0.0.1")
    assert "keys" in asked(port, certificate[0], private=True).json()


def test_a_certificate_that_nobody_vouches_for_is_not_taken(port, names) -> None:
    names.append("127.0.0.1")
    with pytest.raises(ProviderError) as caught:
        fetch_json(f"https://{HOST}:{port}/keys", private=True)
    assert caught.value.fault is Fault.UNREACHABLE


def test_nothing_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with requests.Session() as session:
        guard_session(session, private=False)
        assert session.trust_env is False
        assert set(session.adapters) == {"https://", "http://"}


@pytest.mark.parametrize(
    "under_way", [["127.0.0.1:1"] * fetching.OF_ONE, [f"127.0.0.1:{port}" for port in range(2, 2 + fetching.AT_ONCE)]]
)
def test_nobody_waits_for_a_turn(under_way: list[str]) -> None:
    with ExitStack() as asked, pytest.raises(ProviderError) as caught:
        for provider in under_way:
            asked.enter_context(turn_at(provider))
        fetch_json("http://127.0.0.1:1", private=True)
    assert caught.value.fault is Fault.BUSY
    with turn_at("127.0.0.1:1"):
        """There is room again."""


def test_a_name_that_is_not_found_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def unknown(host: str, *_: object, **__: object) -> None:
        looked_up.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    try:
        for _ in range(2):
            with pytest.raises(ProviderError) as caught:
                fetch_json(f"https://{HOST}/keys", private=False)
            assert caught.value.fault is Fault.UNREACHABLE
        assert looked_up == [HOST]
    finally:
        forget_silence()
