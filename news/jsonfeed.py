"""JSON Feed 1.0 and 1.1 → entries. Pure; see https://www.jsonfeed.org/version/1.1/."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from news.encodings import decode
from news.errors import FeedError
from news.plaintext import legal_text, to_line, to_plain
from news.types import Entry
from news.urls import web_url

if TYPE_CHECKING:
    from news.feeds import Feed

ITEM_CAP: Final = 1_000
CONTENT_CAP: Final = 1_000_000


def parse_json_feed(body: bytes, url: str) -> "Feed":
    """Read a JSON Feed. Ids are as given, empty where there is none. Raises FeedError."""
    from news.feeds import Feed

    try:
        data = json.loads(decode(body))
    except (ValueError, RecursionError) as error:
        raise FeedError(url, "is JSON that cannot be read; open it to see what the address gives") from error
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise FeedError(url, "is JSON, but no JSON Feed (it has no list of items)")
    items = [item for item in data["items"] if isinstance(item, dict)][:ITEM_CAP]
    return Feed(
        title=to_line(_text(data, "title")),
        entries=tuple(_entry(item, data, url) for item in items),
        language=_text(data, "language") or None,
        home=web_url(_text(data, "home_page_url"), url),
        version="json11" if _text(data, "version").rstrip("/").endswith("1.1") else "json1",
    )


def _entry(item: dict[str, Any], feed: dict[str, Any], base: str) -> Entry:
    content = _text(item, "content_html") or _text(item, "content_text")
    identity = item.get("id", "")
    return Entry(
        id=legal_text(str(identity)) if isinstance(identity, str | int | float) else "",
        url=web_url(_text(item, "url") or _text(item, "external_url") or _id_url(identity), base) or "",
        title=to_line(_text(item, "title")),
        summary=to_plain(_text(item, "summary") or _text(item, "content_text")),
        content=legal_text(content)[:CONTENT_CAP],
        published=_moment(_text(item, "date_published")),
        updated=_moment(_text(item, "date_modified")),
        authors=tuple(_authors(item)) or tuple(_authors(feed)),
    )


def _id_url(identity: object) -> str:
    return identity if isinstance(identity, str) and identity.startswith(("http://", "https://")) else ""


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _authors(data: dict[str, Any]) -> Iterator[str]:
    authors = data.get("authors") if isinstance(data.get("authors"), list) else [data.get("author")]
    for author in authors or ():
        if isinstance(author, dict) and (name := to_line(_text(author, "name"), 200)):
            yield name


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
