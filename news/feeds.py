"""Bytes of a feed → its entries: RSS, Atom, RDF (feedparser) and JSON Feed. Pure and synchronous; fetches nothing.

Untrusted throughout: titles come out as plain text, links only as http(s), characters only as XML allows them, and at
most `ITEM_CAP` items. Call it in `news.sandbox`: feedparser needs seconds for megabytes.
"""

import hashlib
import io
import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from news.decoding import DecodingError, decoder_for
from news.encodings import decode
from news.errors import FeedError
from news.jsonfeed import parse_json_feed
from news.plaintext import legal_text, to_line, to_plain
from news.types import Entry
from news.urls import web_url

ITEM_CAP: Final = 1_000
"""The largest real feed among 1,222 public ones has 300 items; 100,000 take feedparser 24 s."""
CONTENT_CAP: Final = 1_000_000
GZIP_MAGIC: Final = b"\x1f\x8b"
UNPACKED_CAP: Final = 15 * 1024 * 1024

END_OF_ITEM: Final = re.compile(rb"</(?:[a-z0-9]+:)?(?:item|entry)\s*>", re.IGNORECASE)
# An entity whose value names another entity can only serve to multiply (billion laughs) or to include a file.
NESTED_ENTITY: Final = re.compile(
    rb"""<!ENTITY\s+(?:%|\S+\s+(?:SYSTEM|PUBLIC|["'][^"']*[&%](?!#)\w+;))""", re.IGNORECASE
)
# RSS 2.0's way to write an author. feedparser's own pattern breaks at top-level domains of more than four letters.
MAIL_AND_NAME: Final = re.compile(r"\S+@\S+\s+\(([^)]+)\)$")
UTF8_XML: Final = "application/xml; charset=utf-8"
DECLARATION: Final = re.compile(rb"""(?<=<\?xml)[^>]*?\bencoding\s*=\s*["'][^"']*["'][^>]*(?=\?>)""")
HTML_ROOT: Final = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
FEED_ROOT: Final = re.compile(rb"<(?:[a-z0-9]+:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
JSON_FEED: Final = re.compile(rb"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version", re.IGNORECASE)
PERIOD_S: Final = {
    "hourly": 3600,
    "daily": 86_400,
    "weekly": 604_800,
    "monthly": 2_592_000,
    "yearly": 31_536_000,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed or a list page holds."""

    title: str = ""
    entries: tuple[Entry, ...] = ()
    """In the order of the document."""
    ttl_s: float | None = None
    """How long the publisher asks readers to wait between checks, in seconds."""
    language: str | None = None
    """As declared, such as "en-GB"."""
    home: str | None = None
    """The page that the feed belongs to."""
    version: str = ""
    """Such as "rss20", "atom10", "rss10", "json11", "page"."""
    warnings: tuple[str, ...] = ()


def is_feed(body: bytes) -> bool:
    """Whether bytes begin as a feed does; cheap, so that a page that was asked for can be told from one."""
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if start.startswith(b"{"):
        return JSON_FEED.search(start) is not None
    return HTML_ROOT.search(start) is None and FEED_ROOT.search(start) is not None


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """Read a feed. `content_type` is the header whole, with its charset if it has one.

    Raises FeedError, naming `url`, for bytes that are no feed.
    """
    if body.startswith(GZIP_MAGIC):  # a file kept compressed and served without saying so
        body = _gunzip(body, url)
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not start:
        raise FeedError(url, "the feed is empty; it is tried again later")
    if start[:1] in {b"{", b"["}:
        return _identified(parse_json_feed(body, url))
    if NESTED_ENTITY.search(body[:100_000]):
        raise FeedError(url, "declares entities that expand into others, as attacks do; it is not read")
    if HTML_ROOT.search(start) and not FEED_ROOT.search(body[:20_000]):
        raise FeedError(
            url, "is a web page, not a feed; declare it as a page or give the address of its feed"
        )
    capped, total = _cap_items(body)
    feed = _read_xml(capped, url, content_type)
    if total > ITEM_CAP:
        feed = replace(
            feed, warnings=(*feed.warnings, f"{total} items; the first and last {ITEM_CAP // 2} were read")
        )
    return _identified(feed)


def _read_xml(body: bytes, url: str, content_type: str | None) -> Feed:
    guessed = _says_nothing(body, content_type)
    parsed = _parsed(_as_utf8(body), url, UTF8_XML) if guessed else _parsed(body, url, content_type)
    if not guessed and not parsed.entries and not parsed.get("version"):
        # A declared encoding that is a lie leaves feedparser with nothing; our own decoding gets a second chance.
        parsed = _parsed(_as_utf8(body), url, UTF8_XML)
    if not parsed.entries and not parsed.get("version"):
        raise FeedError(url, "is not a feed that can be read; open it to see what the address gives")
    head = parsed.feed
    return Feed(
        title=to_line(str(head.get("title", ""))),
        entries=tuple(_entry(item, url) for item in parsed.entries[:ITEM_CAP]),
        ttl_s=_ttl(head),
        language=str(head.get("language", "")) or None,
        home=web_url(str(head.get("link", "")), url),
        version=str(parsed.get("version", "")),
    )


def _parsed(body: bytes, url: str, content_type: str | None) -> Any:
    import feedparser

    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    return feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _says_nothing(body: bytes, content_type: str | None) -> bool:
    """Neither header nor declaration names the encoding, and it is not UTF-8: feedparser would take it for Latin."""
    if "charset" in (content_type or "").lower() or b"\0" in body[:200] or DECLARATION.search(body[:200]):
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _as_utf8(body: bytes) -> bytes:
    return DECLARATION.sub(b"", legal_text(decode(body)).encode("utf-8", "replace"), count=1)


def _cap_items(body: bytes) -> tuple[bytes, int]:
    """Cut the middle out of a feed that is too long; some list their newest items first, some last."""
    ends = [match.end() for match in END_OF_ITEM.finditer(body)]
    if len(ends) <= ITEM_CAP:
        return body, len(ends)
    half = ITEM_CAP // 2
    return body[: ends[half - 1]] + body[ends[-half - 1] :], len(ends)


def _gunzip(body: bytes, url: str) -> bytes:
    plain = bytearray()
    try:
        for piece in decoder_for("gzip").feed(body):
            plain += piece
            if len(plain) > UNPACKED_CAP:
                raise FeedError(
                    url, f"more than {UNPACKED_CAP // 1024 // 1024} MiB once unpacked; it is not read"
                )
    except DecodingError as error:
        raise FeedError(url, f"cannot be unpacked ({error})") from error
    return bytes(plain)


def _ttl(head: Mapping[str, Any]) -> float | None:
    ttl = str(head.get("ttl", "")).strip()
    if ttl.isdecimal():
        return float(ttl[:6]) * 60
    period = PERIOD_S.get(str(head.get("sy_updateperiod", "")).strip().lower())
    frequency = str(head.get("sy_updatefrequency", "1")).strip()
    if period is None:
        return None
    return period / max(1, int(frequency[:4])) if frequency.isdecimal() else float(period)


def _entry(item: dict[str, Any], base: str) -> Entry:
    content = _content(item)
    publisher = to_line(str((item.get("source") or {}).get("title", ""))) or None
    return Entry(
        id=legal_text(str(item.get("id", ""))).strip(),
        url=_link(item, base) or "",
        # Google News appends the outlet, which it also names in <source>.
        title=to_line(str(item.get("title", ""))).removesuffix(f" - {publisher}"),
        summary=to_plain(str(item.get("summary", ""))),
        content=content,
        published=_moment(item.get("published_parsed")) or _moment(item.get("created_parsed")),
        # feedparser's own `get` maps a missing "updated" to "published" and warns that it will stop doing so.
        updated=_moment(dict.get(item, "updated_parsed")),
        authors=tuple(_authors(item)),
        publisher=publisher,
    )


def _link(item: Mapping[str, Any], base: str) -> str | None:
    """Return the page of an item: its link, else an alternate, else an id that is an address."""
    candidates = [str(item.get("link", ""))]
    candidates += [
        str(link.get("href", "")) for link in item.get("links", ()) if link.get("rel") == "alternate"
    ]
    candidates += [str(item.get("feedburner_origlink", ""))]
    for candidate in candidates:
        if candidate.strip() and (found := web_url(legal_text(candidate), base)):
            return found
    identity = str(item.get("id", ""))
    return web_url(legal_text(identity)) if identity.startswith(("http://", "https://")) else None


def _content(item: Mapping[str, Any]) -> str:
    values = [
        str(part.get("value", ""))
        for part in item.get("content", ())
        if "text" in str(part.get("type", "text"))
    ]
    return legal_text(max(values, key=len, default=""))[:CONTENT_CAP]


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    seen = set()
    named = MAIL_AND_NAME.match(str(item.get("author", "")).strip())
    authors = [{"name": named[1]}] if named else item.get("authors", ()) or ()
    for author in authors:
        name = to_line(str(author.get("name", "")), 200)
        if name and name not in seen:
            seen.add(name)
            yield name


def _moment(parsed: Any) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _identified(feed: Feed) -> Feed:
    """Give every entry an id that is its own: guid; a guid used twice, with the URL; URL; hash of title and text."""
    repeated = {
        guid for guid, count in Counter(entry.id for entry in feed.entries).items() if guid and count > 1
    }
    return replace(
        feed, entries=tuple(replace(entry, id=_identity(entry, repeated)) for entry in feed.entries)
    )


def _identity(entry: Entry, repeated: set[str]) -> str:
    if entry.id and entry.id not in repeated:
        return entry.id
    if entry.id:
        return f"{entry.id} {entry.url or _digest(entry.title, entry.summary)}"
    return entry.url or _digest(entry.title, entry.summary, entry.content)


def _digest(*parts: str) -> str:
    return "sha256:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def newest_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Sort by time; entries without one keep their place beside their neighbours (feeds list newest first)."""
    keyed: list[tuple[datetime, int, Entry]] = []
    last = datetime.max.replace(tzinfo=UTC)
    for index, entry in enumerate(entries):
        last = entry.published or entry.updated or last
        keyed.append((last, -index, entry))
    return tuple(entry for _, _, entry in sorted(keyed, key=lambda item: item[:2], reverse=True))
