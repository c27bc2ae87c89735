"""What is right and what is not: the checks behind `attache check`, each a function that gives one row.

A check never raises for what an operator can cause; it says what is wrong and what to do about it.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import declared_sources, missing_database_folder, open_database, open_reader
from bot.config import (
    Config,
    ConfigError,
    load_config,
    read_token,
    read_webhook_secret,
    unknown_variables,
)
from news.types import FetchState, Pull, Source
from store.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    what: str
    ok: bool
    said: str
    warning: bool = False
    """Not right, but nothing is broken: the bot runs without it."""


AskMe = Callable[[SecretStr, str], Awaitable[str]]
"""Asks Telegram who we are: token and API address in, user name out; raises ConfigError with what it said."""


def check_configuration(path: Path | None) -> tuple[Row, Config | None]:
    """Is the file valid?"""
    try:
        config = load_config(path)
    except ConfigError as error:
        return Row(what="configuration", ok=False, said=str(error)), None
    enabled = sum(source.enabled for source in config.sources)
    said = f"{path or 'config.toml'}: {enabled} sources"
    return Row(
        what="configuration", ok=enabled > 0, said=said if enabled else f"{said}; add a [[sources]] block"
    ), config


def check_environment(environ: Mapping[str, str] = os.environ) -> Row | None:
    """Is there a variable that looks like ours and that nothing reads? None when there is not."""
    unknown = unknown_variables(environ)
    if not unknown:
        return None
    said = f"nothing reads {', '.join(unknown)}; ATTACHE_SECTION_KEY is [section] key"
    return Row(what="environment", ok=False, said=said, warning=True)


def check_webhook(config: Config, environ: Mapping[str, str] = os.environ) -> Row | None:
    """Has the webhook a secret that Telegram takes? None when the bot polls."""
    try:
        secret = read_webhook_secret(config, environ)
    except ConfigError as error:
        return Row(what="webhook", ok=False, said=str(error))
    if secret is None:
        return None
    telegram = config.telegram
    return Row(what="webhook", ok=True, said=f"{telegram.webhook_url} at {telegram.webhook_listen}")


def check_database(config: Config) -> Row:
    """Does it open, migrate and take a write? One that is not there yet is not made: is there room for it?"""
    try:
        if (folder := missing_database_folder(config)) is not None:
            return _room_for(folder, config)
        database = open_database(config)
        with database.write():
            pass
        subject = database.subject
        database.close()
    except StoreError as error:
        return Row(what="database", ok=False, said=str(error))
    return Row(what="database", ok=True, said=f"{subject}, schema current")


def _room_for(folder: Path, config: Config) -> Row:
    """Whether the first start can make the file: its folder, or the nearest one above that is there, takes files."""
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Row(
            what="database", ok=True, said=f"{config.store.url}: not there yet; the first start makes it"
        )
    why = "takes no files" if nearest == folder else f"can't be made in {nearest}"
    said = f"{config.store.url}: the folder {folder} {why}; choose another [store] url"
    return Row(what="database", ok=False, said=said)


def check_model(config: Config) -> Row:
    """Are the weights there, and do they read?"""
    from bot.engines import open_summarizer
    from summarizer.types import Document

    text = "The foreign ministers of Valdoria and Kestria met in Port Selm on Monday. They signed a fishing treaty."
    began = time.perf_counter()
    try:
        summarizer = open_summarizer(config)
        analysis = summarizer.analyse([Document(text=text, language="en")])[0]
    except Exception as error:  # whatever a model's library raises is what the operator has to hear
        return Row(what="model", ok=False, said=f"{config.summarizer.engine}: {error}")
    trouble = next((reason for reason in analysis.summary.rejected if reason.startswith("the model")), None)
    if trouble is not None:
        # The built-in engine wrote instead, so the bot would work; but not as the operator asked.
        return Row(
            what="model", ok=False, said=f"{summarizer.engine}: {trouble}; the built-in engine wrote instead"
        )
    ok = bool(analysis.summary.push)
    seconds = time.perf_counter() - began
    said = f"{summarizer.engine}, first summary in {seconds:.1f} s" if ok else "loads, but wrote nothing"
    return Row(what="model", ok=ok, said=said)


async def check_token(config: Config, ask: AskMe) -> Row:
    """Is there a token, and does Telegram know it?"""
    try:
        token = read_token()
        if token is None:
            said = "TELEGRAM_BOT_TOKEN is not set; @BotFather gives one (/newbot); `make demo` needs none"
            return Row(what="token", ok=False, said=said)
        name = await ask(token, config.telegram.api_url)
    except ConfigError as error:
        return Row(what="token", ok=False, said=str(error))
    return Row(what="token", ok=True, said=f"@{name} at {config.telegram.api_url}")


async def check_sources(config: Config, report: Callable[[Row], None]) -> list[Row]:
    """Does every source answer with entries? `report` hears each as it comes."""
    async with open_reader(config) as reader:

        async def one(source: Source) -> Row:
            row = await _check_source(reader.read_source, source)
            report(row)
            return row

        chosen = [source for source in declared_sources(config.sources) if source.enabled]
        return list(await asyncio.gather(*(one(source) for source in chosen)))


async def _check_source(read: Callable[[Source, FetchState], Awaitable[Pull]], source: Source) -> Row:
    what = f"source {source.name}"
    pull = await read(source, FetchState())
    if pull.error:
        return Row(what=what, ok=False, said=pull.error.removeprefix(f"{source.name}: "), warning=True)
    if not pull.entries:
        return Row(what=what, ok=False, said="answers, but has no entries", warning=True)
    return Row(what=what, ok=True, said=f"{len(pull.entries)} entries")
