"""Subscription lists of other readers: OPML in and out. Pure; touches no configuration.

`listparser` reads what readers write; a list page keeps its selector in attributes of ours.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from news.errors import OpmlError
from news.plaintext import legal_text, to_line
from news.types import Source
from news.urls import web_url

OUTLINE: Final = re.compile(rb"<(?:opml|outline)[\s>]", re.IGNORECASE)
ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What an OPML file holds."""

    sources: tuple[Source, ...]
    """Each address once."""
    left_out: tuple[str, ...]
    """Of the others, the name and the address as they stand there: no http(s), or beyond the most that are read."""


def parse_opml(body: bytes, subject: str) -> Subscriptions:
    """Read the sources of an OPML file. `subject` names the file in errors. Raises OpmlError."""
    import listparser

    if not OUTLINE.search(body):
        raise OpmlError(subject, "is not an OPML file; export one from your reader and try again")
    if ENTITY.search(body):
        raise OpmlError(subject, "declares XML entities; it is not read")
    parsed = listparser.parse(body)
    sources: dict[str, Source] = {}
    left_out = [_as_written(feed) for feed in parsed.feeds[MOST:]]
    for feed in parsed.feeds[:MOST]:
        url = web_url(str(feed.get("url", "")))
        if url is None:
            left_out.append(_as_written(feed))
        elif url not in sources:
            sources[url] = Source(
                name=to_line(str(feed.get("title", ""))) or url, url=url, region=_folder(feed)
            )
    if not sources:
        raise OpmlError(subject, "holds no feeds with an http(s) address")
    return Subscriptions(tuple(sources.values()), tuple(left_out))


def _as_written(feed: Any) -> str:
    return " ".join(filter(None, (to_line(str(feed.get(key, ""))) for key in ("title", "url"))))


def _folder(feed: Any) -> str:
    """Return the innermost folder that a feed is in; readers nest them, we do not."""
    names = [to_line(str(name)) for path in feed.get("categories", ()) for name in path if name]
    return names[-1] if names else "World"


def write_opml(sources: Iterable[Source]) -> str:
    """Return an OPML 2.0 document with a folder for each region. List pages are no feeds and are left out."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Attaché"
    body = ET.SubElement(root, "body")
    folders: dict[str, ET.Element] = {}
    for source in sources:
        if source.kind != "feed":
            continue
        if source.region not in folders:
            folders[source.region] = ET.SubElement(body, "outline", text=legal_text(source.region))
        name = legal_text(source.name)
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": source.url}
        ET.SubElement(
            folders[source.region],
            "outline",
            attributes | ({"language": source.language} if source.language else {}),
        )
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
