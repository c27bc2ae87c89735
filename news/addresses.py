"""Which network addresses may be dialled: the public internet, and what the operator allows by name.

Knows nothing of HTTP. The check runs on the resolved address of the very socket about to be connected, so that a name
that resolves differently a second time (DNS rebinding), an odd spelling (`0x7f000001`), or a redirect gains nothing.
"""

import errno
import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]

# RFC 6052: the well-known NAT64 prefix carries an IPv4 address in its last 32 bits.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPV4_COMPATIBLE = ipaddress.ip_network("::/96")

REFUSED = "not a public address"
"""The words by which a refusal is recognised after aiohttp has wrapped it."""


@dataclass(frozen=True, slots=True)
class AllowedNetwork:
    """A network of one's own that may be read: `127.0.0.1:8080`, `10.0.0.0/8`, `[fd00::1]:80`, `fd00::/8`."""

    network: IPNetwork
    port: int | None

    @classmethod
    def parse(cls, text: str) -> "AllowedNetwork":
        """Read one item of the allow-list. Raises ValueError naming the item."""
        rest, port = text.strip(), None
        try:
            if rest.startswith("["):
                rest, _, tail = rest[1:].partition("]")
                port = int(tail.removeprefix(":")) if tail else None
            elif rest.count(":") == 1:
                rest, _, tail = rest.partition(":")
                port = int(tail)
            return cls(ipaddress.ip_network(rest, strict=False), port)
        except ValueError as error:
            message = (
                f"{text!r} is not an address, a network or address:port, such as 127.0.0.1:8080 or 10.0.0.0/8"
            )
            raise ValueError(message) from error

    def covers(self, address: IPAddress, port: int) -> bool:
        """Is this address and port allowed by this item?"""
        return (
            address.version == self.network.version and address in self.network and self.port in (None, port)
        )


def unwrap(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 one carries, if it does (mapped, 6to4, Teredo, NAT64, compatible)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64 or (address in IPV4_COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return address


class AddressGuard:
    """Makes sockets, or refuses to. Given to aiohttp as `socket_factory`."""

    def __init__(self, allow_networks: Sequence[str] = ()) -> None:
        spelled = (form for item in allow_networks for form in _spelled(item))
        self._allowed = tuple(AllowedNetwork.parse(item) for item in spelled)

    def permits(self, host: str, port: int) -> bool:
        """May this numeric address be dialled?"""
        address = ipaddress.ip_address(host.partition("%")[0])
        plain = unwrap(address)
        if any(item.covers(candidate, port) for item in self._allowed for candidate in (address, plain)):
            return True
        return plain.is_global and not plain.is_multicast and not plain.is_reserved

    def make_socket(self, info: AddrInfo) -> socket.socket:
        """Create the socket for one resolved address. Raises OSError(EACCES) for an address that is refused."""
        family, kind, protocol, _, sockaddr = info
        host, port = str(sockaddr[0]), int(str(sockaddr[1]))
        if not self.permits(host, port):
            raise OSError(errno.EACCES, f"{host} is {REFUSED}")
        return socket.socket(family=family, type=kind, proto=protocol)


def _spelled(item: str) -> tuple[str, ...]:
    """Spell out `localhost`, the one name that has fixed addresses (RFC 6761, 6.3)."""
    name, colon, port = item.strip().partition(":")
    if name.lower() != "localhost":
        return (item,)
    return (f"127.0.0.1{colon}{port}", f"[::1]{colon}{port}" if port else "::1")
