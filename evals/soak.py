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
import random
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

from sqlalchemy import text

from bot.demo import stage
from evals.accounts import Follower, Question, settle
from evals.press import Fault, Press
from evals.soak_report import report
from evals.vitals import Vitals, look
from store.articles import Articles
from store.database import Database
from store.errors import StoreError
from store.outbox import Outbox
from tests.botapi.client import BotApi, User
from tests.databases import running_postgres

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


if __name__ == "__main__":
    sys.exit(main())
