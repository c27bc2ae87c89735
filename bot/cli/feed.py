"""`attache feed`: the entries of a feed or list page, fetched or saved."""

import argparse
import json
import sys
from functools import partial
from typing import Any

from bot.cli.files import read_bytes
from bot.cli.reading import Tools, is_address, read_each
from news.feeds import Feed, parse_feed
from news.listpages import parse_list_page
from news.types import Entry

NAME = "feed"
HELP = "the entries of a feed"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "inputs", nargs="+", metavar="FILE|URL", help="saved feeds or addresses; - is standard input"
    )
    parser.add_argument(
        "--url", default="", help="the address that a saved feed came from, for its relative links"
    )
    parser.add_argument("--page", action="store_true", help="read an HTML page that lists articles")
    parser.add_argument(
        "--selector", metavar="CSS", help="the article links of that page (found by itself if not given)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each entry")


def run(args: argparse.Namespace) -> int:
    """Print the entries of each input, in order; 1 if any could not be read."""
    read = partial(_read, args=args)
    return read_each(args, read, partial(_show, as_json=args.json), command=NAME, key="source")


async def _read(tools: Tools, name: str, *, args: argparse.Namespace) -> Feed:
    if is_address(name):
        answer = await tools.fetcher.get(name)
        body, url, charset = answer.body, answer.final_url, answer.charset
        typed = (
            f"{answer.content_type}; charset={charset}"
            if answer.content_type and charset
            else answer.content_type
        )
    else:
        body, url, charset, typed = read_bytes(name), args.url, None, None
    if args.page or args.selector:
        return await tools.sandbox.run(
            parse_list_page, body, url, args.selector, charset=charset, timeout_s=tools.parse_s
        )
    return await tools.sandbox.run(parse_feed, body, url, typed, timeout_s=tools.parse_s)


def _show(name: str, feed: Feed, *, as_json: bool) -> None:
    if as_json:
        for entry in feed.entries:
            print(json.dumps(as_row(entry, name), ensure_ascii=False))
        sys.stdout.flush()
    else:
        count = len(feed.entries)
        print(f"{feed.title or name} ({count} {'entry' if count == 1 else 'entries'}, {feed.version})")
        for entry in feed.entries:
            when = f"{entry.published:%Y-%m-%d %H:%M}" if entry.published else "no date"
            print(f"  {when:16}  {entry.title or entry.summary[:80]}\n  {'':16}  {entry.url}")
    for warning in feed.warnings:
        print(f"attache feed: {name}: {warning}", file=sys.stderr)


def as_row(entry: Entry, name: str) -> dict[str, Any]:
    """Return the entry as programs read it; docs/cli.md explains the keys."""
    return {
        "source": name,
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "published": entry.published.isoformat() if entry.published else None,
        "updated": entry.updated.isoformat() if entry.updated else None,
        "authors": list(entry.authors),
        "publisher": entry.publisher,
        "summary": entry.summary,
        "content": entry.content,
    }
