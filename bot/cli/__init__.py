"""The `attache` command: one file a subcommand, listed here.

A subcommand's module has NAME, HELP, configure(parser) and run(args) -> exit code. Modules load on demand, so that
`attache summarize` never imports Telegram and `attache feed` never imports a model.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

COMMANDS: tuple[tuple[str, str], ...] = (
    ("run", "run the bot: schedule, delivery, commands"),
    ("pull", "fetch the sources now"),
    ("summarize", "title, summary and key quotes of an article"),
    ("check", "what is right and what is not: configuration, database, model, token, sources"),
    ("demo", "a whole day in your terminal: no token, no server, no internet"),
    ("extract", "the clean article of a page"),
    ("feed", "the entries of a feed"),
    ("opml", "import or export sources as OPML"),
    ("gate", "check a summary against its article"),
    ("same", "do two articles tell the same story?"),
    ("cluster", "group articles into stories, in order of arrival"),
    ("db", "migrate, back up, restore, export or move the database"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; return its exit code (2 for a usage error, 130 when interrupted)."""
    # Before numpy is imported: the products of parser and rankers are small, and OpenBLAS's second thread mostly waits. With one,
    # quotes take half the processor time and less of the clock. torch has threads of its own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(_chosen(arguments))
    args = parser.parse_args(arguments)
    if args.command is None:
        parser.print_help()
        return 2
    try:
        code: int = _module(args.command).run(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone: that is its right, not an error.
        sys.stderr.close()
        return 0
    return code


def _chosen(arguments: list[str]) -> str | None:
    """The subcommand, before argparse has run: only its module is imported."""
    names = {name for name, _ in COMMANDS}
    before = ["", *arguments]
    return next(
        (word for last, word in zip(before, arguments, strict=False) if word in names and last != "--config"),
        None,
    )


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="attache", description="A press attaché in Telegram.")
    parser.add_argument(
        "--config", default=None, metavar="FILE", help="configuration file (default: config.toml)"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, text in COMMANDS:
        sub = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        if name == chosen:
            _module(name).configure(sub)
    return parser


def _module(name: str) -> "_Command":
    return cast("_Command", importlib.import_module(f"bot.cli.{name}"))


class _Command(Protocol):
    """What every module of this package offers."""

    NAME: str
    HELP: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit code."""
        ...
