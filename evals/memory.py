"""Does memory stay flat? `python -m evals.memory [--articles 10000] [--sentences 6]`

The real `attache run --role all` on SQLite reads a made-up press on loopback: every article is fetched, parsed, judged, read by
the built-in model, filed into a story and pushed to one chat. Resident memory is looked at after 1,000, 2,000, 5,000 and 10,000
articles. Articles are short, so that the run ends; what is kept of an article in memory does not depend on its length.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.demo import stage
from evals.press import Press
from evals.vitals import Vitals, look
from store.articles import Articles
from store.database import Database
from tests.botapi.client import BotApi

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["memory"]
STOPS = (100, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
OUTLETS = 40
BEHIND = 400
"""Articles published and not yet filed: enough that nobody waits for the press, few enough that queues are as in life."""


def main() -> int:
    """Run, print the table; 1 when memory grew by more than the floor allows."""
    parser = argparse.ArgumentParser(prog="python -m evals.memory", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=120, help="give up after")
    args = parser.parse_args()
    stops = [stop for stop in STOPS if stop <= args.articles]
    console, table = (
        Console(width=100),
        Table("articles", "bot MB", "parsers MB", "files", "threads", "CPU ms an article"),
    )
    found: dict[int, Vitals] = {}
    with (
        tempfile.TemporaryDirectory() as name,
        Press(outlets=OUTLETS, sentences=args.sentences) as press,
        BotApi.start() as api,
    ):
        folder = Path(name)
        url = f"sqlite:///{folder / 'attache.db'}"
        press.publish(OUTLETS)
        (folder / "config.toml").write_text(
            press.config(api_url=api.url, url=url, minutes=0.05, more='level = "warning"\n'), encoding="utf-8"
        )
        with stage.running_bot(folder / "config.toml", token=api.token, log=folder / "log") as bot:
            stage.wait_until_up(bot, api)
            reader = api.user("Reader")
            api.say(reader, "/start")
            articles, deadline = Articles(Database(url)), time.monotonic() + args.minutes * 60
            while stops and time.monotonic() < deadline and bot.process.poll() is None:
                told = articles.count("told")
                press.publish(max(0, min(told + BEHIND, args.articles + BEHIND) - len(press.pieces)))
                if told >= stops[0]:
                    found[stops.pop(0)] = look(bot.process.pid)
                    print(told, found, flush=True, file=sys.stderr)
                time.sleep(0.5)
            if stops and bot.process.poll() is None:
                found[articles.count("told")] = look(bot.process.pid)
        failures = bot.output.count("Traceback")
    last: tuple[int, float] = (0, 0.0)
    for stop, vitals in found.items():
        each = 1000 * (vitals.cpu_s - last[1]) / (stop - last[0])
        last = stop, vitals.cpu_s
        table.add_row(
            f"{stop:,}",
            f"{vitals.rss:.0f}",
            f"{vitals.children:.0f}",
            str(vitals.files),
            str(vitals.threads),
            f"{each:.0f}",
        )
    console.print(table)
    console.print(f"{failures} tracebacks in the log")
    if stops:
        console.print(f"not reached: {stops}")
        return 1
    return int(failures > 0 or _grown(found) > FLOORS["grown_mb"])


def _grown(found: dict[int, Vitals]) -> float:
    """MB from 1,000 articles, when everything is warm, to the last."""
    stops = [stop for stop in found if stop >= 1_000]
    return found[stops[-1]].rss - found[stops[0]].rss if len(stops) > 1 else 0.0


if __name__ == "__main__":
    sys.exit(main())
