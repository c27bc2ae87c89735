"""`attache opml import FILE` and `attache opml export [FILE]`: take subscriptions along."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.failing import failed
from bot.cli.files import InputError, read_bytes
from bot.config import ConfigError, load_config
from news.errors import OpmlError
from news.opml import MOST, parse_opml, write_opml
from news.types import Source

if TYPE_CHECKING:
    from store.sources import Sources

NAME = "opml"
HELP = "import or export sources as OPML"
NAMED = 10
"""Most entries that are named when they are left out."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    # Actions with parsers of their own: a file that may be left out is only found behind an option as the one positional.
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = actions.add_parser("import", help="add the feeds of an OPML file")
    action.add_argument("file", nargs="?", default="-", metavar="FILE", help="- (default) is standard input")
    # Without a default of its own, which would undo what was said before the action.
    _dry_run(action, default=argparse.SUPPRESS)
    action = actions.add_parser("export", help="write the sources as an OPML file")
    action.add_argument("file", nargs="?", default="-", metavar="FILE", help="- (default) is standard output")
    _dry_run(parser, default=False)


def _dry_run(parser: argparse.ArgumentParser, *, default: object) -> None:
    text = "import: say what would be added and change nothing"
    parser.add_argument("--dry-run", action="store_true", default=default, help=text)


def run(args: argparse.Namespace) -> int:
    """Import or export; 1 if the file or the database cannot be used, 2 if the configuration cannot."""
    from store.errors import StoreError

    try:
        return _import(args) if args.action == "import" else _export(args)
    except (OpmlError, InputError, ConfigError, StoreError) as error:
        return failed(NAME, error)


def _import(args: argparse.Namespace) -> int:
    found = parse_opml(read_bytes(args.file), args.file)
    table = _sources(args)
    known = {row.source.url for row in table.all()}
    names = {row.source.name for row in table.all()}
    added = 0
    for source in found.sources:
        if source.url in known:
            continue
        fresh = _named_apart(source, names)
        names.add(fresh.name)
        if args.dry_run or table.add(fresh, origin="opml", added_by=None, now=datetime.now(UTC)):
            added += 1
            print(f"{fresh.region}: {fresh.name}  {fresh.url}")
    verb = "would be added" if args.dry_run else "added"
    given, there = len(found.sources) + len(found.left_out), len(found.sources) - added
    print(f"{added} of {given} sources {verb}; {there} were there already.", file=sys.stderr)
    if found.left_out:
        named = "; ".join(found.left_out[:NAMED] + ("…",) * (len(found.left_out) > NAMED))
        print(
            f"{len(found.left_out)} left out (no http or https address, or past the first {MOST}): {named}",
            file=sys.stderr,
        )
    return 0


def _export(args: argparse.Namespace) -> int:
    sources = [row.source for row in _sources(args).all(enabled_only=True)]
    _write(args.file, write_opml(sources))
    pages = [source.name for source in sources if source.kind == "page"]
    if pages:
        left_out = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
        print(f"{left_out} left out, since OPML lists feeds only: {', '.join(pages)}", file=sys.stderr)
    return 0


def _write(file: str, text: str) -> None:
    if file == "-":
        print(text, end="")
        return
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror}); check the path") from error


def _sources(args: argparse.Namespace) -> "Sources":
    from bot.app import declared_sources, open_database
    from store.sources import Sources

    config = load_config(Path(args.config) if args.config else None)
    table = Sources(open_database(config))
    table.sync(declared_sources(config.sources), datetime.now(UTC))
    return table


def _named_apart(source: Source, names: set[str]) -> Source:
    """Names are unique in the table; two feeds of one outlet often share theirs."""
    from dataclasses import replace

    name, number = source.name, 2
    while name in names:
        name, number = f"{source.name} ({number})", number + 1
    return replace(source, name=name)
