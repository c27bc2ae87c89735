"""`attache pull`: fetch the sources now, and everything that follows from it; or only look what would be sent."""

import argparse
import asyncio
import math
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from bot.cli.failing import failed
from bot.cli.working import working
from bot.config import Config, ConfigError, load_config
from news.types import Pull
from store.errors import StoreError
from store.sources import StoredSource

NAME = "pull"
HELP = "fetch the sources now"

LEAST_MINUTES = 1.0
"""Between two rounds of `--every`. The bot itself asks a source at most every five minutes, unless it is configured otherwise."""

Report = Callable[[StoredSource, Pull, int], None]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--once", action="store_true", help="one round, then stop (default: one round)")
    parser.add_argument(
        "--every",
        type=_minutes,
        metavar="MINUTES",
        help="repeat until interrupted; a source that fails is asked less often",
    )
    parser.add_argument("--dry-run", action="store_true", help="print the messages; store and send nothing")


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if not (math.isfinite(minutes) and minutes >= LEAST_MINUTES):
        raise argparse.ArgumentTypeError(
            f"{text} is not a number of minutes from {LEAST_MINUTES:g} up; sources are not asked more often"
        )
    return minutes


def run(args: argparse.Namespace) -> int:
    """Return 0; 1 when nothing could be read at all or the database is at fault, 2 when the configuration is."""
    from bot.logs import configure_logging

    try:
        config = load_config(Path(args.config) if args.config else None)
        configure_logging(
            format_=config.log.format, level="warning" if sys.stderr.isatty() else config.log.level
        )
        if args.dry_run:
            with TemporaryDirectory() as folder:
                elsewhere = config.store.model_copy(update={"url": f"sqlite:///{folder}/dry-run.db"})
                return asyncio.run(_round(config.model_copy(update={"store": elsewhere}), dry_run=True))
        return asyncio.run(_rounds(config, None if args.once else args.every))
    except (ConfigError, StoreError) as error:
        return failed(NAME, error)


async def _rounds(config: Config, every_minutes: float | None) -> int:
    code = await _round(config)
    while every_minutes is not None:
        await asyncio.sleep(every_minutes * 60)
        code = await _round(config, again=True)
    return code


async def _round(config: Config, *, dry_run: bool = False, again: bool = False) -> int:
    """Ask every source, `again` only those that answered last time: the others are due when their backoff is over."""
    from bot.app import open_newsroom

    async with open_newsroom(config, lambda: config) as newsroom:
        await newsroom.threads.store(newsroom.sources.make_due, newsroom.now(), failing=not again)
        total = len(await newsroom.threads.store(newsroom.sources.all, enabled_only=True))
        failed = await _pull_all(newsroom.ingest.pull, total)
        with working("reading and summarising"):
            while await newsroom.ingest.read():
                pass
            await newsroom.analyst.drain()
            await newsroom.pipeline.drain()
        if dry_run:
            _print(await newsroom.threads.store(newsroom.preview))
    return 1 if total and failed == total else 0


async def _pull_all(pull: Callable[[Report], Awaitable[int]], total: int) -> int:
    """Pull until nothing is due; show a bar on a terminal (log lines tell the rest). Returns how many sources failed."""
    failed: list[str] = []
    seen: set[int] = set()
    with _progress() as progress:
        task = progress.add_task("sources", total=total)

        def report(stored: StoredSource, result: Pull, new: int) -> None:
            seen.add(stored.id)
            outcome = f"{new} new" if result.status == "new" else result.status
            if result.status == "failed":
                failed.append(stored.source.name)
                outcome = f"[red]{result.error}"
            if not progress.disable:
                progress.console.print(f"{stored.source.name:32.32}  {outcome}", highlight=False)
            progress.advance(task)

        while True:
            before = len(seen)
            await pull(report)
            if len(seen) == before:
                return len(failed)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


def _print(messages: list[str]) -> None:
    for message in messages:
        print(message, end="\n\n" + "─" * 40 + "\n\n")
    if not messages:
        print("Nothing to send: no source had a diplomatic article.", file=sys.stderr)
