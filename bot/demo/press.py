"""The articles of the demo as values, and as a site shows them: pages, feeds, a list of releases.

Knows HTML and RSS, nothing of HTTP or of Attaché. All text comes from the files beside this module.
"""

import html
import json
import string
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from importlib.resources import files

FEEDS = {"meridian": "The Meridian Courier", "harbour": "Harbour Wire"}
"""Outlets with an RSS feed at /OUTLET/rss.xml."""
MINISTRY = "ministry"
"""The outlet with a list page instead, at /ministry/releases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One article, without the page around it."""

    slug: str
    outlet: str
    title: str
    section: str
    author: str
    caption: str
    minutes_old: int
    """Its age when the demo starts, if it is there from the start."""
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return f"/{self.outlet}/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An article and when it appeared."""

    article: DemoArticle
    at: datetime


@cache
def load_articles() -> dict[str, DemoArticle]:
    """All articles by slug (the file's name)."""
    folder = files("bot.demo").joinpath("articles")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            slug = file.name.removesuffix(".toml")
            facts = tomllib.loads(file.read_text(encoding="utf-8"))
            facts["paragraphs"] = tuple(facts["paragraphs"])
            found[slug] = DemoArticle(slug=slug, **facts)
    return found


def article_page(one: Published, home: str) -> str:
    """The page as its outlet's site shows it; `home` is the site's address without a final slash."""
    article = one.article
    marked = [f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs]
    third = max(1, len(marked) // 3)
    values = {
        "title": html.escape(article.title),
        "title_json": json.dumps(article.title).replace("<", "\\u003c"),
        "section": html.escape(article.section),
        "author": html.escape(article.author),
        "caption": html.escape(article.caption),
        "lead": html.escape(article.paragraphs[0][:140]),
        "published": one.at.isoformat(timespec="seconds"),
        "published_words": one.at.strftime("%d %B %Y, %H:%M UTC"),
        "url": home + article.path,
        "home": home,
        "first": "\n".join(marked[:third]),
        "middle": "\n".join(marked[third : 2 * third]),
        "last": "\n".join(marked[2 * third :]),
    }
    return _template(article.outlet).substitute(values)


def feed(outlet: str, published: Sequence[Published], home: str) -> str:
    """RSS 2.0, newest first."""
    items = "".join(
        "<item>"
        f"<title>{html.escape(one.article.title)}</title>"
        f"<link>{home}{one.article.path}</link>"
        f'<guid isPermaLink="false">{outlet}-{one.article.slug}</guid>'
        f"<pubDate>{format_datetime(one.at)}</pubDate>"
        f"<category>{html.escape(one.article.section)}</category>"
        f"<description>{html.escape(one.article.paragraphs[0][:160])}…</description>"
        "</item>"
        for one in _newest_first(outlet, published)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{FEEDS[outlet]}</title><link>{home}/</link><description>News</description><language>en</language>"
        f"{items}</channel></rss>"
    )


def release_list(published: Sequence[Published]) -> str:
    """The ministry's page of press releases, newest first."""
    items = "\n".join(
        f'<li><span class="date">{one.at:%d %B %Y}</span> '
        f'<a href="{one.article.path}">{html.escape(one.article.title)}</a></li>'
        for one in _newest_first(MINISTRY, published)
    )
    return _template("ministry-list").substitute(items=items)


def _newest_first(outlet: str, published: Sequence[Published]) -> list[Published]:
    ours = [one for one in published if one.article.outlet == outlet]
    return sorted(ours, key=lambda one: one.at, reverse=True)


@cache
def _template(name: str) -> string.Template:
    return string.Template(files("bot.demo").joinpath("pages", f"{name}.html").read_text(encoding="utf-8"))
