"""`attache summarize`: what one article says, or what many say, line by line, for programs."""

import argparse
import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli import extract, reading
from bot.cli.failing import failed
from bot.cli.files import STANDARD_INPUT, InputError, read_text
from bot.cli.inputs import Given, from_row, from_text, given, is_prose
from bot.cli.jsonl import Row, read_rows, refusal, show
from bot.cli.summary_json import as_json
from bot.cli.summary_text import as_text
from bot.cli.working import working
from bot.config import Config, ConfigError, News
from bot.engines import open_summarizer
from news.errors import NewsError

if TYPE_CHECKING:
    from summarizer.analysis import Summarizer
    from summarizer.types import Analysis, Document

NAME = "summarize"
HELP = "title, summary and key quotes of an article"
BATCH = 16
"""Articles of a JSONL stream read ahead, so that the model works on full batches."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "input",
        nargs="?",
        default=STANDARD_INPUT,
        metavar="URL|FILE|-",
        help="an article: its address, a saved page or a text; - is standard input",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--jsonl", action="store_true", help='lines {"id","text","title"?,"lang"?} in, a line each out'
    )
    parser.add_argument("--evidence", action="store_true", help="each line beside its source")
    parser.add_argument("--quotes", action="store_true", help="every quote, not only the key quotes")
    parser.add_argument("--html", metavar="OUT", help="write a page with the quotes marked by speaker")


def run(args: argparse.Namespace) -> int:
    """Print; 1 if the input or a line of it could not be read, 2 if it can't run as configured, 0 otherwise."""
    from summarizer.models.encoder import WeightsError

    try:
        config = reading.config_of(args)
        if args.jsonl:
            return _stream(args.input, open_summarizer(config))
        return _single(args, config)
    except (InputError, ConfigError, WeightsError) as error:
        return failed(NAME, error)


def _single(args: argparse.Namespace, config: Config) -> int:
    with working("reading the article"):
        article = _read(args, config.news)
    with working("loading the model and summarising"):
        analysis = open_summarizer(config).analyse([article.document])[0]
    if args.html:
        _write_page(Path(args.html), article.document, analysis)
    if args.json:
        print(json.dumps(as_json(article, analysis), ensure_ascii=False, indent=1))
    else:
        print(as_text(article, analysis, evidence=args.evidence, every_quote=args.quotes))
    return 0


def _write_page(path: Path, document: "Document", analysis: "Analysis") -> None:
    from summarizer.quotes.key_quotes import worth_reading
    from summarizer.quotes.page import render_page

    try:
        path.write_text(
            render_page(
                replace(document, language=analysis.summary.language), worth_reading(analysis.quotes)
            ),
            encoding="utf-8",
        )
    except OSError as error:
        raise InputError(
            f"{path} could not be written ({error.strerror}); give --html a path in a folder you own"
        ) from error


def _read(args: argparse.Namespace, settings: News) -> Given:
    name: str = args.input
    if reading.is_address(name):
        return asyncio.run(_page(name, settings))
    text = read_text(name)
    if name != STANDARD_INPUT and extract.MARKUP.search(text[:20_000]):
        return asyncio.run(_page(name, settings))
    if not is_prose(text):
        raise InputError(f"{name}: this is code or data and no article; give a page or a text in sentences")
    return from_text(text, id="standard input" if name == STANDARD_INPUT else Path(name).name)


async def _page(name: str, settings: News) -> Given:
    """Take the article out of a page; offsets are into its clean text."""
    async with reading.open_tools(settings) as tools:
        try:
            article = await extract.article_of(tools, name)
        except NewsError as error:
            raise InputError(reading.sentence(name, error)) from error
    return given(article.text, id=name, title=article.title or None, language=article.language)


def _stream(name: str, summarizer: "Summarizer") -> int:
    rows = read_rows(name)
    bad = 0
    while batch := list(islice(rows, BATCH)):
        for answer in _answers(summarizer, batch):
            bad += "error" in answer
            show(answer)
    return 1 if bad else 0


def _answers(summarizer: "Summarizer", batch: list[Row]) -> Iterator[dict[str, Any]]:
    """One answer a row, in order."""
    read = [_read_row(row) for row in batch]
    good = [item for item in read if isinstance(item, Given)]
    try:
        analyses = iter(summarizer.analyse([item.document for item in good]))
    except Exception:  # a bad article must not stop the stream: find it by taking them one by one
        analyses = None
    for row, item in zip(batch, read, strict=True):
        if isinstance(item, str):
            yield refusal(row, item)
        elif analyses is None:
            yield _alone(summarizer, row, item)
        else:
            yield as_json(item, next(analyses))


def _read_row(row: Row) -> Given | str:
    try:
        return from_row(row)
    except InputError as error:
        return str(error)


def _alone(summarizer: "Summarizer", row: Row, item: Given) -> dict[str, Any]:
    try:
        return as_json(item, summarizer.analyse([item.document])[0])
    except Exception as error:  # as above: this article gets its own error
        return refusal(row, f"cannot be summarised: {type(error).__name__}: {error}")
