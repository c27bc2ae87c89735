"""`attache check`: a table of what is right and what is not."""

import argparse
import asyncio
import logging
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape

from bot import checks
from bot.checks import Row
from bot.config import Config, ConfigError

NAME = "check"
HELP = "what is right and what is not: configuration, database, model, token, sources"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--offline", action="store_true", help="leave out the token and the sources")


def run(args: argparse.Namespace) -> int:
    """Print the table; return 1 if something is broken (a source that fails is a warning unless all do)."""
    logging.disable(logging.WARNING)
    console = Console(soft_wrap=True, highlight=False)
    row, config = checks.check_configuration(Path(args.config) if args.config else None)
    rows = [row]
    _show(console, row)
    if (strange := checks.check_environment()) is not None:
        rows.append(strange)
        _show(console, strange)
    if config is not None:
        if (webhook := checks.check_webhook(config)) is not None:
            rows.append(webhook)
            _show(console, webhook)
        for check in (checks.check_database, checks.check_model):
            rows.append(check(config))
            _show(console, rows[-1])
        if not args.offline:
            rows += asyncio.run(_network(config, console))
    broken = any(not row.ok and not row.warning for row in rows)
    sources = [row for row in rows if row.what.startswith("source ")]
    return int(broken or (bool(sources) and not any(row.ok for row in sources)))


async def _network(config: Config, console: Console) -> list[Row]:
    token = await checks.check_token(config, ask_telegram)
    _show(console, token)
    return [token, *await checks.check_sources(config, lambda row: _show(console, row))]


async def ask_telegram(token: SecretStr, api_url: str) -> str:
    """Who we are, by Telegram. Raises ConfigError with what to do."""
    from telegram import Bot
    from telegram.error import InvalidToken, NetworkError, TelegramError

    try:
        async with Bot(token.get_secret_value(), base_url=f"{api_url}/bot") as bot:
            return bot.username
    except InvalidToken:
        raise ConfigError("Telegram does not know this token; copy it again from @BotFather") from None
    except NetworkError as error:
        raise ConfigError(
            f"{api_url}: can't be reached ({type(error).__name__}); check [telegram] api_url"
        ) from None
    except TelegramError as error:
        raise ConfigError(f"Telegram refuses: {error.message}") from None


def _show(console: Console, row: Row) -> None:
    mark = "[green]ok  [/]" if row.ok else "[yellow]warn[/]" if row.warning else "[red]FAIL[/]"
    console.print(f"{mark}  {escape(row.what):28}  {escape(row.said)}")
