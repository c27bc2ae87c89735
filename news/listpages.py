"""HTML pages that list articles, such as a ministry's press releases → entries; and the feeds that a page announces.

Pure and synchronous. Discovery looks for what such lists have in common: many links of one site in one kind of place,
each with a headline's worth of words. An operator's CSS selector always wins.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any, Final
from urllib.parse import urlsplit

from news.encodings import decode
from news.errors import FeedError
from news.feeds import ITEM_CAP, Feed
from news.plaintext import legal_text, to_line
from news.types import Entry
from news.urls import canonical_url, site_of, web_url

FEED_TYPES: Final = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/rss",
    }
)
FEED_PATH: Final = re.compile(
    r"(?:/|\b)(?:rss|feed|feeds|atom)(?:\.xml|\.rss|\.json|/|$)|\.rss$|backend", re.IGNORECASE
)
# A headline has some words or, in scripts without spaces, some characters; menu items have fewer.
HEADLINE_CHARACTERS: Final = 24
HEADLINE_DENSE: Final = 10
LEAST_LINKS: Final = 3
NOT_CONTENT: Final = frozenset({"nav", "header", "footer", "aside", "form", "noscript"})
INLINE: Final = frozenset(
    {"a", "abbr", "b", "em", "i", "mark", "q", "strong", "sub", "sup", "u", "wbr", "font"}
)
DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
DATE: Final = re.compile(
    r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b|\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b"
    r"|\b(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b|\b([^\W\d_]{3,12})\.?\s+(\d{1,2}),\s+(\d{4})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page announces."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    text: str
    where: str
    node: Any


def parse_list_page(
    body: bytes, url: str, selector: str | None = None, *, charset: str | None = None
) -> Feed:
    """Read the links of a list page, in the order of the page.

    `selector` is a CSS selector of the links, or of elements that hold one. Raises FeedError if there are none, or if
    the selector cannot be read.
    """
    tree = page_tree(body, url, charset)
    base = _base(tree, url)
    links = _selected(tree, base, selector, url) if selector else _discovered(tree, base)
    entries = tuple(_entries(links, url))
    if not entries:
        hint = (
            f"the selector {selector!r} finds no links" if selector else "no list of articles is found on it"
        )
        raise FeedError(url, f"{hint}; give a CSS selector of the article links")
    return Feed(
        title=to_line(tree.findtext(".//title") or ""),
        entries=entries[:ITEM_CAP],
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        home=url,
        version="page",
    )


def discover_feeds(body: bytes, url: str, *, charset: str | None = None) -> tuple[FeedLink, ...]:
    """Return the feeds that a page announces: `<link rel=alternate>` first, then links that look like feeds."""
    try:
        tree = page_tree(body, url, charset)
    except FeedError:
        return ()
    base = _base(tree, url)
    found: dict[str, FeedLink] = {}
    for link in tree.iter("link"):
        relation, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower().strip()
        if "alternate" in relation and kind in FEED_TYPES and (target := web_url(link.get("href"), base)):
            found.setdefault(target, FeedLink(url=target, title=to_line(link.get("title") or "")))
    # Feeds of comments are announced beside the real one by every WordPress.
    announced = [link for link in found.values() if "comment" not in f"{link.url} {link.title}".lower()]
    if announced:
        return tuple(announced)
    for anchor in tree.iter("a"):
        target = web_url(anchor.get("href"), base)
        if target and FEED_PATH.search(urlsplit(target).path) and site_of(target).endswith(_domain(url)):
            found.setdefault(target, FeedLink(url=target, title=to_line(anchor.text_content())))
    return tuple(found.values())[:20]


def headline_links(tree: Any, url: str) -> Iterator[tuple[Any, str]]:
    """Links of the site, outside its menus, that read like headlines: the element and the address."""
    base = _base(tree, url)
    here = canonical_url(url)
    for anchor in tree.iter("a"):
        target = web_url(anchor.get("href"), base)
        if target is None or _domain(target) != _domain(base) or canonical_url(target) == here:
            continue
        if not _outside_content(anchor) and _is_headline(_headline(anchor, anchor)):
            yield anchor, canonical_url(target)


def page_tree(body: bytes, url: str, charset: str | None) -> Any:
    """The page's elements. Raises FeedError for what is no page."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    text = legal_text(decode(body, charset))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        raise FeedError(url, "the page is empty; it is tried again later")
    try:
        return lxml_html.document_fromstring(
            text, parser=lxml_html.HTMLParser(huge_tree=False, no_network=True)
        )
    except (LxmlError, ValueError) as error:
        raise FeedError(url, "is not a page that can be read") from error


def _base(tree: Any, url: str) -> str:
    node = tree.find(".//base[@href]")
    return (web_url(node.get("href"), url) or url) if node is not None else url


def _domain(url: str) -> str:
    """Return the last two labels of a host: close enough to tell a site's own links from foreign ones."""
    return ".".join(site_of(url).split(".")[-2:])


def _selected(tree: Any, base: str, selector: str, url: str) -> list[_Link]:
    from cssselect import SelectorError

    try:
        nodes = tree.cssselect(selector)
    except (SelectorError, ValueError) as error:
        raise FeedError(url, f"the selector {selector!r} cannot be read ({error})") from error
    links = []
    for node in nodes:
        anchor = node if node.tag == "a" else node.find(".//a[@href]")
        if anchor is not None and (target := web_url(anchor.get("href"), base)):
            links.append(_Link(target, _headline(anchor, node), "", anchor))
    return links


def _discovered(tree: Any, base: str) -> list[_Link]:
    """Choose the group of links, by their place in the page, that looks most like a list of articles."""
    groups: dict[str, list[_Link]] = defaultdict(list)
    for anchor in tree.iter("a"):
        target = web_url(anchor.get("href"), base)
        if target is None or _domain(target) != _domain(base) or _outside_content(anchor):
            continue
        if canonical_url(target) == canonical_url(base):
            continue
        groups[_place(anchor)].append(_Link(target, _headline(anchor, anchor), _place(anchor), anchor))
    scored = [(_score(links), place) for place, links in groups.items()]
    best = max(scored, default=(0.0, ""))
    return groups[best[1]] if best[0] > 0 else []


def _score(links: list[_Link]) -> float:
    """How much like a list of articles: headlines × number of them, more for addresses of one shape with slugs or ids."""
    headlines = {link.url: link for link in links if _is_headline(link.text)}
    if len(headlines) < LEAST_LINKS:
        return 0.0
    lengths = [min(len(link.text), 120) for link in headlines.values()]
    paths = [urlsplit(link.url) for link in headlines.values()]
    detailed = sum(1 for path in paths if re.search(r"\d{3,}|[-_][^/]*[-_]", path.path + path.query)) / len(
        paths
    )
    share = len(headlines) / len(links)
    return float(min(len(headlines), 40) ** 0.5 * median(lengths) * (0.3 + 0.7 * detailed) * share)


def _is_headline(text: str) -> bool:
    return len(text) >= (HEADLINE_DENSE if DENSE.search(text) else HEADLINE_CHARACTERS)


def _outside_content(node: Any) -> bool:
    return any(parent.tag in NOT_CONTENT for parent in node.iterancestors())


def _place(node: Any) -> str:
    """Return tag and class of a link and its nearest ancestors; siblings of one list share it."""
    steps: list[str] = []
    for step in (node, *node.iterancestors()):
        if step.tag in {"body", "html"} or len(steps) >= 4:  # noqa: PLR2004 - link, heading, item, list
            break
        classes = sorted(re.sub(r"\d+", "", name) for name in (step.get("class") or "").split())
        steps.append(f"{step.tag}.{'.'.join(classes[:2])}")
    return ">".join(steps)


def _headline(anchor: Any, holder: Any) -> str:
    """Return the title: a heading within the link, else the link's text, else its title attribute, else the holder's heading."""
    for heading in anchor.iter("h1", "h2", "h3", "h4"):
        if text := to_line(_spaced(heading)):
            return text
    text = to_line(_spaced(anchor))
    if _is_headline(text):
        return text
    titled = to_line(anchor.get("title") or anchor.get("aria-label") or "")
    if _is_headline(titled):
        return titled
    for heading in holder.iter("h1", "h2", "h3", "h4"):
        if beside := to_line(_spaced(heading)):
            return beside
    return text or titled


def _spaced(node: Any) -> str:
    """Return the text with a space where one part of a card ends and the next begins ("World" + "Envoys meet")."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    for event, step in iterwalk(node, events=("start", "end", "comment")):
        if event != "comment" and step is not node and step.tag not in INLINE:
            pieces.append(" ")
        if event == "start":
            pieces.append(step.text or "")
        elif step is not node:
            pieces.append(step.tail or "")
    return "".join(pieces)


def _entries(links: list[_Link], url: str) -> Iterator[Entry]:
    """One entry an address: the longest of its texts ("Read more" links point to the same page)."""
    texts: dict[str, _Link] = {}
    for link in links:
        known = texts.get(link.url)
        if known is None or len(link.text) > len(known.text):
            texts[link.url] = link if known is None else _Link(link.url, link.text, link.where, known.node)
    here = canonical_url(url)
    for link in texts.values():
        if link.text and canonical_url(link.url) != here:
            yield Entry(id=link.url, url=link.url, title=link.text, published=_date_near(link.node))


def _date_near(node: Any) -> datetime | None:
    """Look for `<time datetime>` or a written date in the link and up to three ancestors that hold no other article."""
    for step in (node, *list(node.iterancestors())[:3]):
        if step is not node and len({link.get("href") for link in step.iter("a")}) > 3:  # noqa: PLR2004 - picture, title, more
            return None
        for stamp in step.iter("time"):
            if (moment := _moment(stamp.get("datetime") or stamp.text_content())) is not None:
                return moment
        if found := DATE.search(to_line(" ".join(step.itertext()))):
            return _moment(found[0])
    return None


def _moment(text: str) -> datetime | None:
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = _written(text.strip())
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _written(text: str) -> datetime | None:
    import dateparser

    found = DATE.search(text)
    if found is None:
        return None
    order = "YMD" if found[1] else "DMY"
    settings = {"DATE_ORDER": order, "REQUIRE_PARTS": ["day", "month", "year"], "TIMEZONE": "UTC"}
    parsed: datetime | None = dateparser.parse(found[0], settings=settings)
    return parsed
