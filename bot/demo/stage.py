"""Starts what the demo plays on: the site, the Bot API server of the tests, and the real bot as a process of its own.

Knows processes, the configuration file and the environment. Knows nothing of chats.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.site import Site

if TYPE_CHECKING:
    from tests.botapi.client import BotApi

START_S = 60.0
"""A cold start on a slow machine; a usual one takes a few seconds."""
STOP_S = 20.0

# Sources are asked every three seconds here, so that a person sees a story arrive; real ones are asked politely.
CONFIG = """\
[telegram]
api_url = "{api_url}"

[news]
contact = "the demo of Attaché, on this machine only"
allow_networks = ["{address}"]
interval_minutes = 0.05
min_interval_minutes = 0.05
max_interval_minutes = 0.05

[store]
url = "sqlite:///{folder}/attache.db"

[log]
format = "text"

[[sources]]
name = "The Meridian Courier"
url = "{home}/meridian/rss.xml"
region = "Lirien"

[[sources]]
name = "Harbour Wire"
url = "{home}/harbour/rss.xml"
region = "World"

[[sources]]
name = "Foreign Ministry of Kestria"
url = "{home}/ministry/releases"
kind = "page"
link_selector = "ul.releases a"
all_diplomacy = true
region = "Kestria"
"""


SOURCES = 3
"""In CONFIG."""


class StartError(Exception):
    """The bot did not come up; says why and where its log is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A running `attache run`."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def output(self) -> str:
        """Everything it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def write_config(folder: Path, *, api_url: str, site: Site) -> Path:
    """The demo's configuration file."""
    file = folder / "config.toml"
    text = CONFIG.format(api_url=api_url, address=site.address, home=site.home, folder=folder.as_posix())
    file.write_text(text, encoding="utf-8")
    return file


@contextmanager
def running_bot(
    config: Path, *, token: str, log: Path, environ: Mapping[str, str] | None = None, role: str = "all"
) -> Iterator[Bot]:
    """`attache run` until the block ends; then SIGTERM, as an operator would."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("TELEGRAM_", "ATTACHE_"))}
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "bot", "--config", str(config), "run", "--role", role],
            cwd=Path(__file__).resolve().parents[2],
            env={**own, "TELEGRAM_BOT_TOKEN": token, "PYTHONUNBUFFERED": "1", **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Bot(process=process, log=log)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_up(bot: Bot, api: "BotApi", *, timeout: float = START_S) -> None:
    """Return when the bot listens for updates; raise StartError when it ends or takes too long."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if api.calls("getUpdates") or api.calls("setWebhook"):
            return
        if bot.process.poll() is not None:
            raise StartError(f"The bot stopped while starting:\n{_tail(bot)}")
        time.sleep(0.05)
    raise StartError(f"The bot did not start within {timeout:.0f} s:\n{_tail(bot)}")


def wait_until_settled(bot: Bot, *, timeout: float = START_S) -> None:
    """Return when every source has been read once and the first article summarised.

    Only what appears after the first reading is news to anybody, and the first summary has to wait for the model.
    """
    deadline = time.monotonic() + timeout
    while bot.output.count("source read") < SOURCES or "article filed" not in bot.output:
        if time.monotonic() > deadline or bot.process.poll() is not None:
            raise StartError(f"The bot did not read its sources within {timeout:.0f} s:\n{_tail(bot)}")
        time.sleep(0.1)


def _tail(bot: Bot) -> str:
    return "\n".join(bot.output.splitlines()[-15:])
