"""What `attache extract` and `attache feed` share: inputs that are files or addresses, read with the limits of the bot.

Takes the configuration's `[news]` section where there is one; both commands also work in a folder without.
"""

import argparse
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.config import ConfigError, News, load_config
from news.errors import NewsError
from news.fetch import Fetcher, Limits
from news.sandbox import Sandbox

PRODUCT = "Attache/0.1"
MOST_BYTES = 64 * 1024 * 1024


class InputError(Exception):
    """A file that cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What reads addresses and parses bytes."""

    fetcher: Fetcher
    sandbox: Sandbox
    parse_s: float


@asynccontextmanager
async def open_tools(settings: News) -> AsyncIterator[Tools]:
    """Open the fetcher and the parsing processes; close them at the end."""
    fetcher = Fetcher(
        product=PRODUCT,
        contact=settings.contact,
        allow_networks=settings.allow_networks,
        limits=Limits(total_s=settings.timeout_s, body_bytes=settings.max_bytes),
    )
    async with fetcher, Sandbox(workers=settings.parse_workers) as sandbox:
        yield Tools(fetcher=fetcher, sandbox=sandbox, parse_s=settings.parse_timeout_s)


def settings_of(args: argparse.Namespace) -> News:
    """Return `[news]` of the configuration; the defaults where no file was named and none lies here.

    Raises:
        ConfigError: the file that was named, or that lies here, cannot be used.

    """
    path = Path(args.config) if args.config else Path("config.toml")
    if args.config is None and not path.exists():
        return News()
    return load_config(path).news


def is_address(name: str) -> bool:
    """Is this input to be fetched?"""
    return name.lower().startswith(("http://", "https://"))


def read_file(name: str) -> bytes:
    """Return a file's bytes, or standard input's for `-`; a `.gz` as it is stored.

    Raises:
        InputError: no such file, or too large.

    """
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the path") from error
    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: more than {MOST_BYTES // 1024 // 1024} MiB; it is not read")
    return data


def sentence(name: str, error: Exception) -> str:
    """Say what went wrong with one input, naming it as it was given."""
    if isinstance(error, NewsError):
        return f"{name}: {error.reason}"
    return str(error)


def progress(names: Iterable[str], total: int) -> Iterable[str]:
    """Go through the inputs, with a bar on standard error if that is a terminal."""
    if total < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - one input needs no bar
        return names
    from rich.console import Console
    from rich.progress import track

    return track(names, description="Reading", total=total, console=Console(stderr=True), transient=True)


__all__ = [
    "ConfigError", "InputError", "Tools", "is_address", "open_tools", "progress", "read_file", "sentence", "settings_of",
]  # fmt: skip
