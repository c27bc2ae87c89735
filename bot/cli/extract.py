"""`attache extract`: the clean article of a page, fetched or saved."""

import argparse
import gzip
import json
import re
import sys
from functools import partial
from typing import Any

from bot.cli.files import InputError, read_bytes
from bot.cli.reading import Tools, is_address, read_each
from news.encodings import decode
from news.errors import NewsError
from news.extract import extract, extract_fast, plain_article
from news.reader import Reader
from news.types import Article

NAME = "extract"
HELP = "the clean article of a page"
MARKUP = re.compile(r"<(?:html|head|body|div|p|article|meta|!doctype)\b", re.IGNORECASE)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="FILE|URL",
        help="saved pages (also .gz), texts or addresses; - is standard input",
    )
    parser.add_argument("--url", default="", help="the address that a saved page came from")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each input")


def run(args: argparse.Namespace) -> int:
    """Print an article for each input, in order; 1 if any could not be read."""
    read = partial(article_of, url=args.url)
    return read_each(args, read, partial(_show, as_json=args.json), command=NAME, key="url")


async def article_of(tools: Tools, name: str, url: str = "") -> Article:
    """Return the article at an address, or of a saved page or text; `url` is where that came from.

    Raises:
        InputError: the file cannot be read.
        NewsError: there is no article to be had.

    """
    if is_address(name):
        return await Reader(tools.fetcher, tools.sandbox, parse_s=tools.parse_s).read_article(name)
    return await _file(tools, name, url)


async def _file(tools: Tools, name: str, url: str) -> Article:
    body = read_bytes(name)
    if body.startswith(b"\x1f\x8b"):
        try:
            body = gzip.decompress(body)
        except (OSError, EOFError) as error:
            raise InputError(f"{name}: is not a whole gzip file ({error})") from error
    if not MARKUP.search(decode(body[:20_000])):
        if not is_text(decode(body[:20_000])):
            raise InputError(f"{name}: holds neither markup nor text; give a saved page or a text")
        return await tools.sandbox.run(plain_article, decode(body), url, timeout_s=tools.parse_s)
    try:
        return await tools.sandbox.run(extract, body, url, timeout_s=tools.parse_s)
    except NewsError as error:
        if "could not be read within" not in error.reason:
            raise
        return await tools.sandbox.run(extract_fast, body, url, timeout_s=tools.parse_s)


def is_text(sample: str) -> bool:
    """Are these characters that somebody wrote? Bytes of a picture or an archive give one control character in ten."""
    controls = sum(char < " " and char not in "\t\n\v\f\r" for char in sample)
    return controls * 100 <= len(sample)


def _show(name: str, article: Article, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_row(article, name), ensure_ascii=False), flush=True)
        return
    facts = [
        article.site,
        ", ".join(article.authors),
        article.published and f"{article.published:%Y-%m-%d %H:%M} UTC",
        article.language,
    ]
    print(article.title)
    print(" · ".join(str(fact) for fact in facts if fact))
    print()
    print(article.text.replace("\n", "\n\n"))
    for warning in article.warnings:
        print(f"attache extract: {name}: {warning}", file=sys.stderr)
    print()


def as_row(article: Article, name: str) -> dict[str, Any]:
    """Return the article as programs read it; docs/cli.md explains the keys."""
    return {
        "url": article.url or name,
        "title": article.title,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "authors": list(article.authors),
        "site": article.site,
        "text": article.text,
        "warnings": list(article.warnings),
    }
