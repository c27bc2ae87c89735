"""`attache run`: the bot."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Config, ConfigError, load_config, read_token, read_webhook_secret
from store.errors import StoreError

if TYPE_CHECKING:
    from pydantic import SecretStr

NAME = "run"
HELP = "run the bot: schedule, delivery, commands"
ROLES = ("all", "bot", "ingest", "summarize", "send")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--role", choices=ROLES, default="all", help="which part of the work this process does"
    )


def run(args: argparse.Namespace) -> int:
    """Run until SIGTERM or Ctrl-C: 0; 2 when it can't run as configured, 1 when the database is at fault."""
    from bot.arenas import share_arenas
    from bot.logs import configure_logging

    share_arenas()
    try:
        path = Path(args.config) if args.config else None
        config = load_config(path)
        token = read_token()
        # Before anything is opened, though only the part that receives needs it.
        webhook = read_webhook_secret(config) if args.role in {"all", "bot"} else None
        secrets = tuple(secret.get_secret_value() for secret in (token, webhook) if secret)
        configure_logging(format_=config.log.format, level=config.log.level, secrets=secrets)
        return _end(asyncio.run(_run(config, token, args.role, path)))
    except ConfigError as error:
        return _fail(str(error), 2)
    except StoreError as error:
        return _fail(str(error), 1)


async def _run(config: Config, token: "SecretStr | None", role: str, path: Path | None) -> int:
    from bot.attache import WITHOUT_IDENTITY, StartError, run, stop_on_signals

    if token is None and role in {"all", "bot", "send"}:
        return _fail(WITHOUT_IDENTITY, 2)
    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        await run(config, token, role, stop, lambda: load_config(path))  # type: ignore[arg-type]  # argparse has checked the role
    except StartError as error:
        return _fail(str(error), 2)
    return 0


def _end(code: int) -> int:
    """End the process here after a run that was stopped; give back the code of one that never began.

    Everything is closed and what was claimed is given back. Python's own way out would wait for a model call that is
    still under way, such as loading weights, and then spend two seconds of processor time taking the model apart.
    """
    if code == 0:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _fail(sentence: str, code: int) -> int:
    print(f"attache run: {sentence}", file=sys.stderr)
    return code
