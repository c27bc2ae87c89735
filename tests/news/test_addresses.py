"""Which addresses may be dialled."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.addresses import AddressGuard, unwrap


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_may_be_dialled(host: str) -> None:
    assert AddressGuard().permits(host, 443)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:7f00:1::", "::127.0.0.1", "192.0.2.1", "198.18.0.1",
    ],
)  # fmt: skip
def test_every_other_address_is_refused(host: str) -> None:
    assert not AddressGuard().permits(host, 80)


@pytest.mark.parametrize(
    ("item", "host", "port"),
    [
        ("127.0.0.1:8080", "127.0.0.1", 8080),
        ("10.0.0.0/8", "10.9.9.9", 81),
        ("[::1]:80", "::1", 80),
        ("fd00::/8", "fd12::1", 5),
    ],
)
def test_ones_own_network_may_be_allowed(item: str, host: str, port: int) -> None:
    assert AddressGuard([item]).permits(host, port)


def test_an_allowed_port_allows_no_other() -> None:
    assert not AddressGuard(["127.0.0.1:8080"]).permits("127.0.0.1", 8081)
    assert not AddressGuard(["127.0.0.1:8080"]).permits("127.0.0.2", 8080)


@pytest.mark.parametrize("item", ["", "home", "10.0.0.0/99", "127.0.0.1:http"])
def test_an_item_that_is_no_network_is_named(item: str) -> None:
    with pytest.raises(ValueError, match="is not an address"):
        AddressGuard([item])


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_however_ipv6_wraps_it(address: ipaddress.IPv4Address) -> None:
    guard = AddressGuard()
    mapped = ipaddress.IPv6Address(b"\0" * 10 + b"\xff\xff" + address.packed)
    assert unwrap(mapped) == address
    assert guard.permits(str(mapped), 80) == guard.permits(str(address), 80)
