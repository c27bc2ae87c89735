"""What commands for one article or feed share: inputs that are files or addresses, read with the limits of the bot.

Takes the configuration where there is one; the commands also work in a folder without.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.cli.failing import failed
from bot.cli.files import InputError
from bot.config import Config, ConfigError, News, load_config
from news.errors import NewsError
from news.fetch import Fetcher, Limits
from news.sandbox import Sandbox

PRODUCT = "Attache/0.1"
Found = TypeVar("Found")


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


def config_of(args: argparse.Namespace) -> Config:
    """Return the configuration; the defaults where no file was named and none lies here.

    Raises:
        ConfigError: the file that was named, or that lies here, cannot be used.

    """
    path = Path(args.config) if args.config else Path("config.toml")
    if args.config is None and not path.exists():
        return Config()
    return load_config(path)


def is_address(name: str) -> bool:
    """Is this input to be fetched?"""
    return name.lower().startswith(("http://", "https://"))


def read_each(
    args: argparse.Namespace,
    read: Callable[[Tools, str], Awaitable[Found]],
    show: Callable[[str, Found], None],
    *,
    command: str,
    key: str,
) -> int:
    """Read and show every input in order; 1 if any could not be read, 2 if the configuration could not, 0 otherwise.

    A failure is one sentence on standard error, or with `--json` an object that names the input under `key`.
    """
    try:
        return asyncio.run(_read_each(args, read, show, command=command, key=key))
    except ConfigError as error:
        return failed(command, error)


async def _read_each(
    args: argparse.Namespace,
    read: Callable[[Tools, str], Awaitable[Found]],
    show: Callable[[str, Found], None],
    *,
    command: str,
    key: str,
) -> int:
    failed = 0
    async with open_tools(config_of(args).news) as tools:
        for name in progress(args.inputs, len(args.inputs)):
            try:
                found = await read(tools, name)
            except (NewsError, InputError) as error:
                failed += 1
                problem = sentence(name, error)
                if args.json:
                    print(json.dumps({key: name, "error": problem}, ensure_ascii=False), flush=True)
                else:
                    print(f"attache {command}: {problem}", file=sys.stderr)
            else:
                show(name, found)
    return 1 if failed else 0


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
