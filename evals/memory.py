"""Does memory stay flat? `python -m evals.memory [--articles 10000] [--sentences 6] [--window-minutes 8]`

The real `attache run --role all` on SQLite reads a made-up press on loopback: every article is fetched, parsed, judged, read by
the built-in model, filed into a story and pushed to one chat. Resident memory is looked at every thousand articles.

Ten days of a thousand articles a day pass in half an hour, so the window in which stories take articles, three days, passes as
fast: it holds about 3,000 articles in either case. While it fills, memory grows by what it keeps of each (`--window-minutes 4320`
shows nothing but that); once it is full, memory must be flat. Articles are short, so that the run ends.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping
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
STOPS = (100, 500, *range(1_000, 50_001, 1_000))
OUTLETS = 40
FILLED = 1.2
"""Windows after which it is full, what the first look missed included."""
LOOKS = 3
"""At least so many at a full window."""
BEHIND = 400
"""Articles published and not yet filed: enough that nobody waits for the press, few enough that queues are as in life."""


def main() -> int:
    """Run, print the table; 1 when memory grew by more than the floor allows."""
    parser = argparse.ArgumentParser(prog="python -m evals.memory", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=6)
    parser.add_argument("--window-minutes", type=float, default=8, help="of stories")
    parser.add_argument("--minutes", type=float, default=120, help="give up after")
    args = parser.parse_args()
    found, missed, failures = _looks(args)
    window_s = args.window_minutes * 60
    full_at = min(one.at for one in found.values()) + FILLED * window_s
    console = Console(width=100)
    console.print(_table(found, full_at))
    console.print(f"{failures} tracebacks in the log")
    if missed:
        console.print(f"not reached: {missed}")
        return 1
    level = [vitals.rss for vitals in found.values() if vitals.at >= full_at]
    if len(level) < LOOKS:
        console.print("the window did not fill: more articles, or a shorter window")
        return 1
    grown = level[-1] - level[0]
    console.print(f"since the window is full: {grown:+.0f} MB")
    return int(failures > 0 or grown > FLOORS["grown_mb"])


def _looks(args: argparse.Namespace) -> tuple[dict[int, Vitals], list[int], int]:
    """The bot at each number of articles told, the numbers it did not come to, and tracebacks in its log."""
    stops = [stop for stop in STOPS if stop <= args.articles]
    found: dict[int, Vitals] = {}
    with (
        tempfile.TemporaryDirectory() as name,
        Press(outlets=OUTLETS, sentences=args.sentences) as press,
        BotApi.start() as api,
    ):
        folder = Path(name)
        url = f"sqlite:///{folder / 'attache.db'}"
        press.publish(OUTLETS)
        more = f'level = "warning"\n\n[stories]\nwindow_hours = {args.window_minutes / 60}\n'
        (folder / "config.toml").write_text(
            press.config(api_url=api.url, url=url, minutes=0.05, more=more), encoding="utf-8"
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
                    told_at = stops.pop(0)
                    found[told_at] = look(bot.process.pid)
                    print(f"{told} articles, {found[told_at].rss:.0f} MB", flush=True, file=sys.stderr)
                time.sleep(0.5)
            if stops and bot.process.poll() is None:
                found[articles.count("told")] = look(bot.process.pid)
        failures = bot.output.count("Traceback")
    return found, stops, failures


def _table(found: Mapping[int, Vitals], full_at: float) -> Table:
    table = Table("articles", "window", "bot MB", "parsers MB", "files", "threads", "CPU ms an article")
    last: tuple[int, float] = (0, 0.0)
    for stop, vitals in found.items():
        each = 1000 * (vitals.cpu_s - last[1]) / (stop - last[0])
        last = stop, vitals.cpu_s
        table.add_row(
            f"{stop:,}",
            "full" if vitals.at >= full_at else "fills",
            f"{vitals.rss:.0f}",
            f"{vitals.children:.0f}",
            str(vitals.files),
            str(vitals.threads),
            f"{each:.0f}",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
