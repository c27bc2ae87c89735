"""How long until the bot answers: after a cold start, and while it summarises.

    python -m evals.startup [--commands N] [--articles N]

Starts the real `attache run` against the Bot API server of the tests and the demo's press on loopback. The load is a
flood of articles that all have to be read and summarised while people ask; the table says how many were in fact
summarised meanwhile. Times are read from one clock, on one machine.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from bot.demo import press, script, stage
from bot.demo.site import Site
from tests.botapi.client import BotApi

if TYPE_CHECKING:
    from bot.demo.press import DemoArticle

COMMANDS = ("/latest", "/help", "/summary", "/quotes", "/settings")
PAUSE_S = 0.25
"""Between two questions: four people a second."""
NAMES = (
    "Valdoria",
    "Kestria",
    "Lirien",
    "Morvania",
    "Ostland",
    "Sarovia",
    "Marchetti",
    "Brandl",
    "Dahl",
    "Kessel",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Latencies of one round, in seconds, and what was summarised meanwhile."""

    seconds: list[float]
    analysed: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.startup", description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="not needed here; taken so that `make evals` can pass it to all"
    )
    parser.add_argument("--commands", type=int, default=60)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--starts", type=int, default=3)
    args = parser.parse_args()
    starts = [cold_start() for _ in range(args.starts)]
    with running(extra="") as (api, site, bot):
        quiet = ask(api, bot, args.commands)
        flood(site, args.articles)
        wait_for_load(bot)
        loaded = ask(api, bot, args.commands)
    console = Console(width=100)
    console.print(
        f"cold start to first answered command: {_list(starts)} s (median {statistics.median(starts):.1f} s)"
    )
    table = Table("commands", "n", "p50 ms", "p95 ms", "max ms", "articles summarised meanwhile")
    for name, round_ in (("bot at rest", quiet), ("bot summarising", loaded)):
        ms = sorted(1000 * second for second in round_.seconds)
        p95 = ms[min(len(ms) - 1, int(0.95 * len(ms)))]
        table.add_row(
            name,
            str(len(ms)),
            f"{statistics.median(ms):.0f}",
            f"{p95:.0f}",
            f"{ms[-1]:.0f}",
            str(round_.analysed),
        )
    console.print(table)


def cold_start() -> float:
    """Seconds from starting the process to the answer to a command that was waiting for it."""
    with tempfile.TemporaryDirectory() as name, Site() as site, BotApi.start() as api:
        folder = Path(name)
        config = stage.write_config(folder, api_url=api.url, site=site)
        user = api.user("Ana")
        api.say(user, "/help")
        began = time.time()
        with stage.running_bot(config, token=api.token, log=folder / "log"):
            return api.wait_for(user, timeout=stage.START_S).at - began


@contextmanager
def running(*, extra: str) -> Iterator[tuple[BotApi, Site, stage.Bot]]:
    """A bot that has settled: sources read once, model loaded."""
    with tempfile.TemporaryDirectory() as name, Site() as site, BotApi.start() as api:
        folder = Path(name)
        script.open_stage(site)
        config = stage.write_config(folder, api_url=api.url, site=site)
        text = config.read_text(encoding="utf-8").replace("[news]\n", f"[news]\n{extra}")
        config.write_text(text, encoding="utf-8")
        with stage.running_bot(config, token=api.token, log=folder / "log") as bot:
            stage.wait_until_up(bot, api)
            stage.wait_until_settled(bot)
            yield api, site, bot


def ask(api: BotApi, bot: stage.Bot, count: int) -> Asked:
    """Let `count` people ask one after another; each is somebody else, so that no limit of ours interferes."""
    before = analysed(bot)
    seconds = []
    for command in itertools.islice(itertools.cycle(COMMANDS), count):
        user = api.user("Reader")
        asked = time.time()
        api.say(user, command)
        seconds.append(api.wait_for(user, timeout=60).at - asked)
        time.sleep(PAUSE_S)
    return Asked(seconds=seconds, analysed=analysed(bot) - before)


def flood(site: Site, count: int) -> None:
    """Publish articles of usual length that are copies of nothing: sentences drawn from all, names exchanged."""
    dice = random.Random(7)
    known = list(press.load_articles().values())
    sentences = [paragraph for one in known for paragraph in one.paragraphs]
    for number in range(count):
        names = dict(zip(NAMES, dice.sample(NAMES, len(NAMES)), strict=True))
        text = [_exchanged(paragraph, names) for paragraph in dice.sample(sentences, 14)]
        article: DemoArticle = replace(
            dice.choice(known),
            slug=f"flood-{number}",
            outlet=dice.choice(sorted(press.FEEDS)),
            title=_exchanged(dice.choice(known).title, names) + f" ({number})",
            paragraphs=tuple(text),
        )
        site.publish_article(article)


def wait_for_load(bot: stage.Bot) -> None:
    """Return when the first of the flood has been summarised."""
    before = analysed(bot)
    deadline = time.monotonic() + stage.START_S
    while analysed(bot) == before and time.monotonic() < deadline:
        time.sleep(0.05)


def analysed(bot: stage.Bot) -> int:
    """How many articles the bot says it has summarised."""
    return bot.output.count("article analysed")


def _exchanged(text: str, names: dict[str, str]) -> str:
    return "".join(names.get(word, word) for word in _words(text))


def _words(text: str) -> Iterator[str]:
    for letters, group in itertools.groupby(text, key=str.isalpha):
        del letters
        yield "".join(group)


def _list(values: list[float]) -> str:
    return ", ".join(f"{value:.1f}" for value in values)


if __name__ == "__main__":
    main()
