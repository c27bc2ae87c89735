"""What a page says about itself: title, authors, site, times, canonical address, section, whether it is free to read.

Reads JSON-LD first, then meta elements, then the date finder of htmldate (day only). Pure; believes nothing blindly: a
canonical address on another site, or a date in the year 1, is ignored.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from news.plaintext import to_line, to_plain
from news.urls import site_of, web_url

ARTICLE_TYPES: Final = frozenset(
    {
        "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
        "backgroundnewsarticle", "liveblogposting", "report", "webpage", "socialmediaposting", "reviewnewsarticle",
    }
)  # fmt: skip
PUBLISHED_METAS: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "dc.date.issued",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "publication_date",
    "article.published", "dcterms.created", "dcterms.date", "dc.date", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
TITLE_METAS: Final = ("og:title", "twitter:title", "title", "dc.title", "parsely-title")
SITE_METAS: Final = ("og:site_name", "application-name", "twitter:site")
AUTHOR_METAS: Final = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
)
SECTION_METAS: Final = ("article:section", "parsely-section", "section", "cxenseparse:section")
LEAST_TITLE: Final = 15
"""Characters; shorter headings are rubrics."""
EARLIEST: Final = datetime(1995, 1, 1, tzinfo=UTC)
# "Title | Outlet", "Title - Outlet": the outlet's name is no part of the headline.
TITLE_TAIL: Final = re.compile(r"\s+[|–—\-·»:•]\s+[^|–—·»•]{2,50}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the page declares; None or empty where it is silent."""

    title: str = ""
    titles: tuple[str, ...] = ()
    """Every way in which the page words its headline."""
    url: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    section: str | None = None
    free: bool | None = None
    """`isAccessibleForFree`; None if not declared."""
    body: str = ""
    """`articleBody` of JSON-LD as plain text: a last resort."""


def page_facts(tree: Any, url: str) -> PageFacts:
    """Collect the facts of a parsed page."""
    metas = _metas(tree)
    data = max(_articles(tree), key=_richness, default={})
    site = _name(data.get("publisher")) or _first(metas, SITE_METAS).lstrip("@") or None
    title = _title(tree, metas, data, site)
    return PageFacts(
        title=title,
        titles=tuple(_titles(tree, metas, data, site, title)),
        url=_canonical(tree, metas, url),
        site=site,
        authors=tuple(_authors(data, metas))[:8],
        published=_published(tree, metas, data, url),
        section=_section(data, metas),
        free=_free(data),
        body=to_plain(_text(data.get("articleBody")), 200_000),
    )


def moment_of(text: str) -> datetime | None:
    """Read an ISO or RFC date with a time, as UTC; a date without a zone is taken as UTC. None if it is neither."""
    from dateutil import parser

    if not re.search(r"\d", text):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            moment = parser.parse(text.strip()[:60], ignoretz=False)
        except (ValueError, OverflowError, TypeError):
            return None
    try:
        aware = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return aware if aware >= EARLIEST else None


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((to_line(metas[name]) for name in names if metas.get(name)), "")


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for node in tree.xpath("//script[@type]"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        try:
            data = json.loads((node.text_content() or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data, 0)


def _walk(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:  # noqa: PLR2004 - @graph and mainEntity nest this deep; more is hostile
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _walk(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
        if names & ARTICLE_TYPES:
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(data.get(key), depth + 1)


def _richness(data: dict[str, Any]) -> tuple[bool, int]:
    kinds = data.get("@type")
    return "webpage" not in str(kinds).lower(), sum(1 for value in data.values() if value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return next((name for item in value if (name := _name(item))), "")
    if isinstance(value, dict):
        return _name(value.get("name"))
    return to_line(_text(value), 200)


def _title(tree: Any, metas: dict[str, str], data: dict[str, Any], site: str | None) -> str:
    headline = to_line(_text(data.get("headline")) or _text(data.get("name")), 400)
    if "webpage" in str(data.get("@type", "")).lower():
        headline = ""
    declared = _first(metas, TITLE_METAS) or to_line(tree.findtext(".//title") or "")
    headings = [text for node in tree.iter("h1") if (text := to_line(node.text_content(), 400))]
    for candidate in (headline, *headings, declared):
        # A heading is the article's if the page's declared title begins with it.
        if candidate and (not declared or candidate.lower()[:30] in declared.lower()):
            return _without_site(candidate, site)
    return _without_site(headline or declared or (headings[0] if headings else ""), site)


def _titles(
    tree: Any, metas: dict[str, str], data: dict[str, Any], site: str | None, title: str
) -> Iterator[str]:
    declared = (
        title,
        to_line(_text(data.get("headline")), 400),
        *(to_line(metas.get(name, "")) for name in TITLE_METAS),
    )
    yield from {
        _without_site(text, site)
        for text in (*declared, to_line(tree.findtext(".//title") or ""))
        if len(text) >= LEAST_TITLE
    }
    for node in tree.iter("h1"):
        if len(text := to_line(node.text_content(), 400)) >= LEAST_TITLE:
            yield text


def _without_site(title: str, site: str | None) -> str:
    if site and title.lower().endswith(site.lower()) and len(title) > len(site) + 10:
        return title[: -len(site)].rstrip(" |–—-·»:•")
    shorter = TITLE_TAIL.sub("", title)
    return shorter if len(shorter) >= 25 and shorter != title and "|" in title[len(shorter) :] else title  # noqa: PLR2004 - a headline's length


def _canonical(tree: Any, metas: dict[str, str], url: str) -> str | None:
    hrefs = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    for href in (*hrefs, metas.get("og:url")):
        found = web_url(href, url)
        if found and (not url or _same_site(found, url)) and len(found.split("/", 3)[-1]) > 1:
            return found
    return None


def _same_site(one: str, other: str) -> bool:
    first, second = site_of(one), site_of(other)
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def _authors(data: dict[str, Any], metas: dict[str, str]) -> Iterator[str]:
    value = data.get("author") or data.get("creator")
    items = value if isinstance(value, list) else [value]
    names = [name for item in items if (name := _name(item))] or [_first(metas, AUTHOR_METAS)]
    seen: set[str] = set()
    for name in names:
        plain = re.sub(r"^(?:by|von|par|por)\s+", "", name, flags=re.IGNORECASE).strip()
        if plain and not plain.startswith("http") and "@" not in plain and plain.lower() not in seen:
            seen.add(plain.lower())
            yield plain


def _published(tree: Any, metas: dict[str, str], data: dict[str, Any], url: str) -> datetime | None:
    for text in (_text(data.get("datePublished")), *(metas.get(name, "") for name in PUBLISHED_METAS)):
        if text and (moment := moment_of(text)):
            return moment
    for node in tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']"):
        if moment := moment_of(node.get("datetime")):
            return moment
    from htmldate import find_date

    try:
        day = find_date(tree, url=url or None, original_date=True, extensive_search=False)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None
    return moment_of(day) if day else None


def _section(data: dict[str, Any], metas: dict[str, str]) -> str | None:
    value = data.get("articleSection")
    first = value[0] if isinstance(value, list) and value else value
    return to_line(_text(first), 100) or _first(metas, SECTION_METAS)[:100] or None


def _free(data: dict[str, Any]) -> bool | None:
    value = data.get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    return {"true": True, "false": False}.get(text)
