"""Bytes from the network: safely, politely, within limits. Knows HTTP; knows nothing of feeds or articles.

Every hop of a redirect is a request of its own whose socket passes the address guard. The whole chain shares one clock.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Final, NoReturn, Self
from urllib.parse import urldefrag, urljoin, urlsplit

import aiohttp

from news.addresses import REFUSED, AddressGuard
from news.decoding import ACCEPT_ENCODING, DecodingError, decoder_for
from news.errors import ChallengeError, FetchError, RefusedAddressError

MEBIBYTE: Final = 1024 * 1024
PERMANENT_REDIRECTS: Final = frozenset({301, 308})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
DAY_S: Final = 86_400.0
# Some portals send content-security policies of 20 kB; aiohttp's default of 8,190 bytes refuses the whole answer.
HEADER_BYTES: Final = 64 * 1024

FEED_TYPES: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)
PAGE_TYPES: Final = "text/html, application/xhtml+xml, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer: 200 with a body, or 304 with none."""

    url: str
    """What was asked for."""
    final_url: str
    """Where the bytes came from, after redirects."""
    moved_to: str | None = None
    """The new address, when every redirect that led there was permanent (301, 308)."""
    status: int = 200
    body: bytes = b""
    content_type: str | None = None
    """The media type alone, in lower case."""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    max_age: float | None = None
    """Seconds that the answer stays fresh, by Cache-Control or Expires."""
    retry_after: float | None = None
    """Seconds."""
    not_modified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost. Defaults follow miniflux (20 s, 15 MB)."""

    total_s: float = 20.0
    connect_s: float = 10.0
    body_bytes: int = 15 * MEBIBYTE
    redirects: int = 5
    per_host: int = 2


class Fetcher:
    """Fetches URLs. Use as an async context manager, or call `close`.

    `contact` is a URL or address at which the owner of a site can reach the operator. `allow_networks` lists addresses
    off the public internet that may be read all the same ("127.0.0.1:8080", "10.0.0.0/8").
    """

    def __init__(
        self,
        *,
        product: str = "Attache/0.1",
        contact: str = "",
        allow_networks: Sequence[str] = (),
        limits: Limits | None = None,
    ) -> None:
        self.user_agent = f"{product} (+{contact})" if contact else product
        self._guard = AddressGuard(allow_networks)
        self._limits = limits or Limits()
        self._hosts: dict[str, tuple[asyncio.Semaphore, int]] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = FEED_TYPES,
    ) -> Fetched:
        """Fetch one URL, following redirects.

        `etag` and `last_modified` are sent back as they came. Raises FetchError and its kinds for anything but 200
        and 304.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        try:
            return await self._follow(url, headers)
        except TimeoutError as error:
            reason = f"no complete answer within {self._limits.total_s:g} s; it is tried again later"
            raise FetchError(url, reason) from error
        except aiohttp.ClientError as error:
            raise _network_error(url, error) from error
        except (ValueError, UnicodeError) as error:  # yarl and idna on URLs that cannot be
            raise FetchError(url, f"not a usable address ({error}); check it", permanent=True) from error

    async def _follow(self, url: str, headers: Mapping[str, str]) -> Fetched:
        here, moved_to, all_permanent = url, None, True
        deadline: float | None = None
        for _ in range(self._limits.redirects + 1):
            host = _host_of(here)
            async with self._slot(host):
                # The clock starts when the host's queue has been passed: waiting for our own turn is not their fault.
                deadline = deadline or time.monotonic() + self._limits.total_s
                async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                    answer = await self._one(url, here, headers)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved_to)
            status, here = answer
            all_permanent = all_permanent and status in PERMANENT_REDIRECTS
            moved_to = here if all_permanent else moved_to
        raise FetchError(
            url, f"more than {self._limits.redirects} redirects; open it in a browser to see where it leads"
        )

    async def _one(self, url: str, here: str, headers: Mapping[str, str]) -> Fetched | tuple[int, str]:
        """Make one request: the answer, or (status, target) of a redirect."""
        async with self._open().get(here, headers=headers, allow_redirects=False) as response:
            if response.status in REDIRECTS and "Location" in response.headers:
                target = urldefrag(urljoin(here, response.headers["Location"].strip())).url
                return response.status, target
            if response.status == 304:  # noqa: PLR2004 - not modified
                return _fetched(url, here, response, b"")
            if response.status != 200:  # noqa: PLR2004 - success
                _refuse(url, response)
            body = await self._read(url, response)
            if not body.strip():
                raise FetchError(url, "the answer is empty; it is tried again later", status=response.status)
            return _fetched(url, here, response, body)

    async def _read(self, url: str, response: aiohttp.ClientResponse) -> bytes:
        try:
            decoder = decoder_for(response.headers.get("Content-Encoding"))
            body = bytearray()
            async for chunk in response.content.iter_chunked(64 * 1024):
                for piece in decoder.feed(chunk):
                    body += piece
                    if len(body) > self._limits.body_bytes:
                        size = f"{self._limits.body_bytes / MEBIBYTE:g} MiB"
                        raise FetchError(
                            url, f"more than {size} once unpacked; it is not read", status=response.status
                        )
        except DecodingError as error:
            raise FetchError(url, f"cannot be unpacked ({error})", status=response.status) from error
        return bytes(body)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                socket_factory=self._guard.make_socket, limit=64, ttl_dns_cache=60, keepalive_timeout=15
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_s),
                headers={"User-Agent": self.user_agent, "Accept-Encoding": ACCEPT_ENCODING},
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES,
            )
        return self._session

    def _slot(self, host: str) -> "_HostSlot":
        return _HostSlot(self._hosts, host, self._limits.per_host)


class _HostSlot:
    """A turn at one host; the entry goes when nobody waits, so that the table does not grow with the web."""

    def __init__(self, hosts: dict[str, tuple[asyncio.Semaphore, int]], host: str, limit: int) -> None:
        self._hosts, self._host, self._limit = hosts, host, limit

    async def __aenter__(self) -> None:
        semaphore, users = self._hosts.get(self._host, (asyncio.Semaphore(self._limit), 0))
        self._hosts[self._host] = (semaphore, users + 1)
        try:
            await semaphore.acquire()
        except BaseException:
            self._forget()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._hosts[self._host][0].release()
        self._forget()

    def _forget(self) -> None:
        semaphore, users = self._hosts[self._host]
        if users == 1:
            del self._hosts[self._host]
        else:
            self._hosts[self._host] = (semaphore, users - 1)


def seconds_of(value: str | None, now: float | None = None) -> float | None:
    """Read Retry-After or Expires: seconds, or an HTTP date, as seconds from now; None if it says nothing."""
    text = (value or "").strip()
    if not text:
        return None
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))


def max_age_of(cache_control: str | None, expires: str | None) -> float | None:
    """Return the seconds of freshness that the headers grant; None if they say nothing (RFC 9111, 5.2 and 5.3)."""
    directives = [part.strip().lower() for part in (cache_control or "").split(",")]
    if "no-store" in directives or "no-cache" in directives:
        return None
    for directive in directives:
        name, _, value = directive.partition("=")
        if name == "max-age" and value.strip('"').isdecimal():
            return float(value.strip('"')[:9])
    return seconds_of(expires)


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"}:
        raise RefusedAddressError(
            url, f"{parts.scheme or 'no scheme'}: is not read; use http or https", permanent=True
        )
    if not parts.hostname:
        raise RefusedAddressError(url, "names no host; check the address", permanent=True)
    return parts.hostname.lower()


def _fetched(url: str, final_url: str, response: aiohttp.ClientResponse, body: bytes) -> Fetched:
    headers = response.headers
    typed = "Content-Type" in headers
    return Fetched(
        url=url,
        final_url=final_url,
        status=response.status,
        body=body,
        content_type=response.content_type.lower() if typed else None,
        charset=response.charset if typed else None,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        max_age=max_age_of(headers.get("Cache-Control"), headers.get("Expires")),
        retry_after=seconds_of(headers.get("Retry-After")),
        not_modified=response.status == 304,  # noqa: PLR2004 - not modified
    )


STATUS_WORDS: Final = {
    401: "asks for a password (401); it cannot be read",
    403: "refuses us (403); it is asked less often from now on",
    404: "is not there (404); check the address",
    410: "is gone for good (410); it is not asked again",
    429: "says we ask too often (429); we wait as long as it wants",
    451: "is withheld for legal reasons (451)",
    503: "is busy (503); it is tried again later",
}


def _refuse(url: str, response: aiohttp.ClientResponse) -> NoReturn:
    status, headers = response.status, response.headers
    retry_after = seconds_of(headers.get("Retry-After"))
    if headers.get("cf-mitigated", "").lower() == "challenge":
        reason = f"answers with a browser challenge ({status}); it is asked once a day"
        raise ChallengeError(url, reason, status=status, retry_after=retry_after or DAY_S)
    reason = STATUS_WORDS.get(status, f"answered with status {status}; it is tried again later")
    raise FetchError(url, reason, status=status, retry_after=retry_after, permanent=status == 410)  # noqa: PLR2004


def _network_error(url: str, error: aiohttp.ClientError) -> FetchError:
    if isinstance(error, aiohttp.InvalidURL):
        return FetchError(url, "is not a usable address; check it", permanent=True)
    if isinstance(error, aiohttp.ClientConnectorError) and REFUSED in str(error.os_error):
        reason = (
            "leads to an address off the public internet; allow it in [news] allow_networks if it is yours"
        )
        return RefusedAddressError(url, reason, permanent=True)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(url, "its name is not found; check the address or the network")
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchError(url, f"its certificate is not accepted ({error})")
    if isinstance(error, aiohttp.ClientPayloadError):
        return FetchError(url, "the connection broke in the middle of the answer; it is tried again later")
    detail = str(error) or type(error).__name__
    return FetchError(url, f"cannot be reached ({detail}); it is tried again later")
