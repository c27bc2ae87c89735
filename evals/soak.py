"""The whole bot for half an hour at ten times its normal load, while things go wrong.

    python -m evals.soak [--minutes 30] [--postgres] [--seed 1]

`attache run --role all` as a process on SQLite (or PostgreSQL), a made-up press, the Bot API server of the tests. Normal load
is what the shipped configuration and a desk of forty people make:

    40 sources asked every 15 minutes, 1,000 new articles a day, 40 subscribed chats, 2 commands a minute.

Ten times that is a check every 2 s, an article every 9 s, up to 4.6 messages a second and a command every 3 s. Meanwhile the Bot
API answers 429, 5xx, nothing, half an answer or closes the connection; outlets answer 500, hang, send rubbish; another program
holds the database. Then everything is mended, queues run dry, and what was lost or doubled is counted from both ends.
"""

import argparse
import itertools
import json
import random
import re
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from bot.demo import stage
from evals.accounts import Account, Follower, Question, settle
from evals.press import Fault, Press
from evals.vitals import Vitals, look, slope, thirds
from store.articles import Articles
from store.database import Database
from store.errors import StoreError
from store.outbox import Outbox
from tests.botapi.client import BotApi, User
from tests.databases import running_postgres

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["soak"]

TIMES = 10
OUTLETS, CHATS = 40, 40
CHECK_MINUTES = 15 / TIMES
PUBLISH_S = 24 * 3600 / 1_000 / TIMES
ASK_S = 30 / TIMES
LOOK_S = 5.0
DRY_S = 360.0
"""What queues get to run dry after everything was mended; an outlet that was ill for long is asked again minutes later."""

COMMANDS = (
    "/latest",
    "/help",
    "/summary",
    "/quotes",
    "/settings",
    "/briefing",
    "/search treaty",
    "/summary {url}",
)
SEND_FAULTS = (
    "flood",
    "internal",
    "drop_before",
    "bad_gateway",
    "truncated",
    "drop_after",
    "gateway_timeout",
    "hang",
)
POLL_FAULTS = ("bad_gateway", "drop_before", "truncated", "internal")
PRESS_FAULTS: tuple[Fault, ...] = ("error", "garbage", "hang", "drop")
API_FAULT_S, PRESS_FAULT_S, SICK_S = 15.0, 20.0, 60.0
HOLD_EVERY_S, HOLD_S, LONG_HOLD_S = 120.0, 5.0, 40.0


@dataclass
class Every:
    """Something that happens regularly, next `at`."""

    at: float
    seconds: float
    action: Callable[[], object]


@dataclass
class Soak:
    """One run: the parts, what is to happen regularly, and what was seen."""

    api: BotApi
    press: Press
    database: Database
    bot: stage.Bot
    follower: Follower
    dice: random.Random
    port: int
    chats: list[User] = field(default_factory=list)
    vitals: list[Vitals] = field(default_factory=list)
    queue_ages: list[float] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    ready: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def run(self, minutes: float) -> None:
        """Load and trouble for so long."""
        self._troubles = itertools.cycle(SEND_FAULTS)
        self._polls = itertools.cycle(POLL_FAULTS)
        self._sicknesses = itertools.cycle(PRESS_FAULTS)
        self._commands = itertools.cycle(COMMANDS)
        self._sick: list[tuple[float, int]] = []
        began = time.monotonic()
        long_hold_at = began + minutes * 30
        due = [
            Every(began, PUBLISH_S, self.press.publish),
            Every(began, ASK_S, self.ask),
            # Off the beat of the questions: on it, every fault met the answer to the command just given.
            Every(began + 10 + ASK_S / 2, API_FAULT_S + ASK_S * 0.37, self.trouble_the_api),
            Every(began + 10, PRESS_FAULT_S, self.trouble_the_press),
            Every(began + 30, HOLD_EVERY_S, lambda: self.hold_the_database(HOLD_S)),
            Every(long_hold_at, minutes * 60, lambda: self.hold_the_database(LONG_HOLD_S)),
            Every(began, LOOK_S, self.look),
        ]
        while time.monotonic() < began + minutes * 60 and self.bot.process.poll() is None:
            for task in due:
                if time.monotonic() >= task.at:
                    task.at += task.seconds
                    task.action()
            time.sleep(0.05)

    def ask(self) -> None:
        """Somebody new gives a command."""
        person = self.api.user("Reader")
        url = self.press.home(0) + self.dice.choice(self.press.pieces).path
        command = next(self._commands).format(url=url)
        self.follower.questions[person.id] = Question(command=command.split()[0], asked_at=time.time())
        self.api.say(person, command)

    def trouble_the_api(self) -> None:
        """The next send, and now and then the next poll, goes wrong."""
        kind = next(self._troubles)
        self.api.fault(kind, retry_after=2)
        self.faults[f"Bot API: {kind}"] += 1
        if self.dice.random() < 0.3:
            kind = next(self._polls)
            self.api.fault(kind, method="getUpdates")
            self.faults[f"polling: {kind}"] += 1

    def trouble_the_press(self) -> None:
        """One more outlet falls ill for a minute; who has been ill for one is well again."""
        now = time.monotonic()
        while self._sick and self._sick[0][0] < now:
            self.press.faults.pop(self._sick.pop(0)[1], None)
        outlet, fault = self.dice.randrange(OUTLETS), next(self._sicknesses)
        self.press.faults[outlet] = fault
        self._sick.append((now + SICK_S, outlet))
        self.faults[f"outlet: {fault}"] += 1

    def hold_the_database(self, seconds: float) -> None:
        """Another program writes for so long."""
        self.faults[f"database held {seconds:.0f} s"] += 1
        threading.Thread(target=self._hold, args=(seconds,), daemon=True).start()

    def _hold(self, seconds: float) -> None:
        database = Database(self.database.url.render_as_string(hide_password=False))
        try:
            with database.write() as connection:
                if not database.is_sqlite:
                    connection.execute(text("LOCK TABLE outbox, articles, chats IN ACCESS EXCLUSIVE MODE"))
                time.sleep(seconds)
        except StoreError as error:
            print(f"could not hold the database: {error}", file=sys.stderr)
        finally:
            database.close()

    def look(self) -> None:
        """How it is, from outside."""
        self.vitals.append(look(self.bot.process.pid))
        threading.Thread(target=self._ask_health, daemon=True).start()

    def _ask_health(self) -> None:
        try:
            self.queue_ages.append(Outbox(self.database, lambda: datetime.now(UTC)).depth().oldest_s)
            self.waiting.append(Articles(self.database).count("read"))
        except StoreError:
            self.ready["the evaluation could not read the database"] += 1
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                self.ready[f"/healthz {answer.status}"] += 1
        except (urllib.error.URLError, TimeoutError) as error:
            self.ready[f"/healthz {type(error).__name__}"] += 1

    def run_dry(self) -> float:
        """Mend everything and wait until nothing waits; seconds that took."""
        self.api.mend()
        self.press.faults.clear()
        mended = time.monotonic()
        deadline = mended + DRY_S
        while time.monotonic() < deadline and (self._unsent() or self._untold()):
            time.sleep(1)
        time.sleep(2)  # what arrived last is read along and written down
        return time.monotonic() - mended

    def _unsent(self) -> int:
        depth = Outbox(self.database, lambda: datetime.now(UTC)).depth()
        return sum(depth.states.values())

    def _untold(self) -> int:
        """Published and not told: waiting, or their outlet was ill and is asked again later."""
        return len(self.press.pieces) - Articles(self.database).count("told")


@contextmanager
def begun(*, postgres: bool, seed: int) -> Iterator[Soak]:
    """Everything started, every chat subscribed, the sources read once."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = (
            stack.enter_context(running_postgres()).create()
            if postgres
            else f"sqlite:///{folder / 'attache.db'}"
        )
        press = stack.enter_context(Press(outlets=OUTLETS))
        api = stack.enter_context(BotApi.start())
        press.publish(OUTLETS)
        port = press.port + 1
        file = folder / "config.toml"
        more = f'\n[server]\nlisten = "127.0.0.1:{port}"\n'
        file.write_text(
            press.config(api_url=api.url, url=url, minutes=CHECK_MINUTES, more=more), encoding="utf-8"
        )
        bot = stack.enter_context(stage.running_bot(file, token=api.token, log=folder / "attache.log"))
        stage.wait_until_up(bot, api)
        database = Database(url)
        stack.callback(database.close)
        follower = stack.enter_context(Follower(api))
        soak = Soak(
            api=api,
            press=press,
            database=database,
            bot=bot,
            follower=follower,
            dice=random.Random(seed),
            port=port,
        )
        _subscribe(soak)
        yield soak


def _subscribe(soak: Soak) -> None:
    for number in range(CHATS):
        soak.chats.append(soak.api.user(f"Subscriber {number}"))
        soak.api.say(soak.chats[-1], "/start")
    deadline = time.monotonic() + stage.START_S * 3
    articles = Articles(soak.database)
    while articles.count("told") < OUTLETS or len(soak.follower.sent) < CHATS:
        if time.monotonic() > deadline:
            raise RuntimeError(f"The bot did not settle:\n{soak.bot.output[-3000:]}")
        time.sleep(0.5)


def main() -> int:
    """Soak, settle, print; 1 below a floor."""
    parser = argparse.ArgumentParser(prog="python -m evals.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="keep the bot's log here")
    args = parser.parse_args()
    with begun(postgres=args.postgres, seed=args.seed) as soak:
        soak.run(args.minutes)
        died = soak.bot.process.poll()
        dry_s = soak.run_dry()
        account = settle(soak.database, soak.press, soak.follower, soak.chats)
        asked = time.monotonic()
        soak.bot.process.terminate()
        code = soak.bot.process.wait(stage.STOP_S)
        stopped_s = time.monotonic() - asked
        log = soak.bot.output
    if args.log:
        args.log.write_text(log, encoding="utf-8")
    print(
        f"all done {dry_s:.0f} s after everything was mended; exit code {code if died is None else died}, {stopped_s:.1f} s after SIGTERM"
    )
    return report(soak, account, log) | int(died is not None or code != 0)


def report(soak: Soak, account: Account, log: str) -> int:
    """Print the tables; 1 when a floor is broken."""
    console = Console(width=110)
    questions = list(soak.follower.questions.values())
    answered = sorted(one.seconds for one in questions if one.seconds is not None and not one.failed)
    failed = len(questions) - len(answered)
    excused = _broken_off(questions, soak.follower.questions, log)
    budget = Table("error budget", "", title="What was asked and what came of it")
    budget.add_row("commands", f"{len(questions)}")
    budget.add_row("… not answered in 60 s, or with an apology", f"{failed} ({failed / len(questions):.2%})")
    budget.add_row("… of these: Telegram broke off the answer itself, twice", str(excused))
    budget.add_row("… of these: “the database is busy”", str(sum(one.failed for one in questions)))
    budget.add_row("… answered twice, for the first try seemed to fail", str(soak.follower.answered_twice))
    budget.add_row("… by command", ", ".join(_failures(questions)) or "–")
    budget.add_row("… answered: p50 / p95 / max", _seconds(answered))
    budget.add_row("articles published / told", f"{account.published} / {account.told}")
    budget.add_row(
        "… page unreadable: waiting for a retry / given up", f"{account.later} / {account.given_up}"
    )
    budget.add_row(
        "messages by state", ", ".join(f"{count} {state}" for state, count in account.pushes.most_common())
    )
    budget.add_row("… lost", str(account.lost))
    budget.add_row("… doubled", str(account.doubled))
    budget.add_row("… unknown that had arrived", str(account.unknown_arrived))
    tracebacks = log.count("Traceback (most recent call last)")
    budget.add_row("tracebacks in the log", str(tracebacks))
    console.print(budget)
    faults = Table("played", "times", title="Faults")
    for name, count in sorted(soak.faults.items()):
        faults.add_row(name, str(count))
    console.print(faults)
    kept = _print_vitals(console, soak)
    console.print(", ".join(f"{name}: {count}" for name, count in soak.ready.most_common()))
    measured = {
        "failed_commands": failed / len(questions),
        "failed_unexplained": (failed - excused - sum(one.failed for one in questions)) / len(questions),
        "lost": account.lost,
        "doubled": account.doubled,
        "tracebacks": tracebacks,
        **kept,
    }
    broken = [
        f"{name} {value:.3g} > {FLOORS[name]}" for name, value in measured.items() if value > FLOORS[name]
    ]
    console.print("below the floors: " + "; ".join(broken) if broken else "every floor holds")
    return int(bool(broken))


def _print_vitals(console: Console, soak: Soak) -> dict[str, float]:
    table = Table("", "first third", "last third", "most", "an hour", title="Medians of looks every 5 s")
    began = soak.vitals[0].at
    times = [one.at - began for one in soak.vitals]
    kept: dict[str, float] = {}
    views: dict[str, Callable[[Vitals], float]] = {
        "memory of the bot, MB": lambda one: one.rss,
        "memory of its parsers, MB": lambda one: one.children,
        "file descriptors": lambda one: one.files,
        "threads": lambda one: one.threads,
    }
    for name, view in views.items():
        values = [view(one) for one in soak.vitals]
        first, last = thirds(values)
        table.add_row(
            name, f"{first:.0f}", f"{last:.0f}", f"{max(values):.0f}", f"{slope(times, values):+.0f}"
        )
        kept[name] = last - first
    ages = sorted(soak.queue_ages)
    p95 = ages[int(0.95 * (len(ages) - 1))]
    table.add_row(
        "age of the oldest waiting message, s",
        "",
        "",
        f"{ages[-1]:.0f}",
        f"p50 {median(ages):.1f}, p95 {p95:.1f}",
    )
    table.add_row(
        "articles waiting for the model", "", "", str(max(soak.waiting)), f"p50 {median(soak.waiting):.0f}"
    )
    cpu = (soak.vitals[-1].cpu_s - soak.vitals[0].cpu_s) / max(1.0, times[-1])
    table.add_row("share of one core", f"{cpu:.0%}", "", "", "")
    console.print(table)
    return {
        "grown_mb": kept["memory of the bot, MB"],
        "files": kept["file descriptors"],
        "threads": kept["threads"],
        "queue_age_p95_s": p95,
    }


def _broken_off(questions: list[Question], by_chat: dict[int, Question], log: str) -> int:
    """Unanswered questions whose answer the Bot API took and broke off, by the bot's own log."""
    chats = {int(chat) for chat in re.findall(r"not answered .*?chat=(\d+) outcome=unknown", log)}
    unanswered = {id(one) for one in questions if one.seconds is None}
    return sum(id(by_chat[chat]) in unanswered for chat in chats if chat in by_chat)


def _failures(questions: list[Question]) -> list[str]:
    counts = Counter(one.command for one in questions if one.seconds is None or one.failed)
    return [f"{command} {count}" for command, count in counts.most_common()]


def _seconds(values: list[float]) -> str:
    if not values:
        return "–"
    return f"{median(values):.2f} / {values[int(0.95 * (len(values) - 1))]:.2f} / {values[-1]:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
