"""Which addresses may be asked: complete, https, and not in our own network."""

import socket

import pytest

from app.doors.fetching import Fault, ProviderError, check_address, is_proper, is_public, may_be_private
from config import Settings

PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808")
INSIDE = (
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),  # noqa: S104 - refused
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "2002:7f00:1::", "2001:0:7f00:1::", "64:ff9b::7f00:1"),
    *("", "x", "127.1", "0x7f.1", "2130706433"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_on_the_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", INSIDE)
def test_not_on_the_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("", "inloggen.example", "https://", "https:///x", "http://inloggen.example", "ftp://inloggen.example"),
        *("https://naam@inloggen.example", "https://inloggen.example#x", "https://in loggen.example", "https://[::1"),
        *("https://inloggen.example:0", "https://inloggen.example:x", "https://inloggen.example:99999"),
        *("https://inloggen.example/\\x", "https://\u2139.example", "https://inloggen.example\n", "//inloggen.example"),
    ],
)
def test_an_address_that_is_not_proper(url: str) -> None:
    assert not is_proper(url, private=True)
    with pytest.raises(ProviderError) as caught:
        check_address(url, private=True)
    assert caught.value.fault is Fault.ADDRESS


def test_plain_http_is_for_this_machine_only_and_only_where_that_may_be() -> None:
    assert is_proper("https://inloggen.example:8443/realms/stad", private=False)
    assert is_proper("http://127.0.0.1:5001", private=True)
    assert not is_proper("http://127.0.0.1:5001", private=False)
    assert not is_proper("http://10.0.0.1", private=True)


def test_a_name_is_as_good_as_every_address_it_stands_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"goed.example": ["8.8.8.8"], "half.example": ["8.8.8.8", "10.0.0.1"], "slecht.example": ["::1"]}

    def resolved(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        if host not in found:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found[host]]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    check_address("https://goed.example", private=False)
    faults = {"half.example": Fault.ADDRESS, "slecht.example": Fault.ADDRESS, "weg.example": Fault.UNREACHABLE}
    for host, fault in faults.items():
        with pytest.raises(ProviderError) as caught:
            check_address(f"https://{host}", private=False)
        assert caught.value.fault is fault
    check_address("https://slecht.example", private=True)


def test_a_name_that_no_resolver_takes_is_no_address() -> None:
    with pytest.raises(ProviderError) as caught:
        check_address(f"https://{'x' * 64}.example", private=False)
    assert caught.value.fault is Fault.ADDRESS


@pytest.mark.parametrize(
    ("base_url", "example", "private"),
    [
        ("https://samenhang.example", False, False),
        ("https://samenhang.example", True, True),
        ("http://localhost:5000", False, True),
        ("http://127.0.0.1:5000", False, True),
    ],
)
def test_our_own_network_is_for_examples_and_development(base_url: str, example: bool, private: bool) -> None:
    assert may_be_private(Settings(base_url=base_url, example=example)) is private
