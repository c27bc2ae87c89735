"""Many processes on one PostgreSQL: what they gain, and whether anything is lost when one is killed.

    python -m evals.scale [ingest model endpoint kills]

ingest: two `ingest` processes against one, on a made-up press, once answering at once and once after half a second as real
servers do. model: three `summarize` processes with the built-in engine against one. endpoint: the same with an OpenAI-compatible
server that takes a second for an answer. kills: a whole fleet at work, one process of each role killed with SIGKILL in turn and
started again.

One against many is measured in the same run, one after the other. The built-in engine computes: more processes than processors
gain nothing, so on a machine with two the most to expect of three is twice one, less what one already uses of the second. Waiting
for others' servers is what scales with processes anywhere.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from evals.accounts import Account, Follower, Question, settle
from evals.press import Press
from evals.vitals import cores
from store.articles import Articles
from store.database import Database
from store.migrate import migrate
from store.outbox import Outbox
from store.schema import articles as article_rows
from tests.botapi.client import BotApi, User
from tests.databases import Postgres, running_postgres
from tests.e2e.fleet import Fleet
from tests.summarizer.chat_server import ChatServer, Reply

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["scale"]
PARTS = ("ingest", "model", "endpoint", "kills")
OUTLETS = 24
PAGE_S = 0.5
ANSWER_S = 1.0
"""A page over a long line; an answer of a server with a model."""
CHATS = 10
PATIENCE_S = 600.0
STAMP = re.compile(r"^(\S+Z) \[info +\] article analysed +article=(\d+)", re.MULTILINE)


@dataclass
class Hall:
    """A press, a Telegram and a fleet on an empty PostgreSQL database."""

    press: Press
    api: BotApi
    fleet: Fleet

    @property
    def articles(self) -> Articles:
        """The work queue."""
        return Articles(self.fleet.database)

    def wait(self, reached: Callable[[], bool], what: str) -> None:
        """Until something is so. Raises TimeoutError with what the processes said last."""
        deadline = time.monotonic() + PATIENCE_S
        while not reached():
            if time.monotonic() > deadline:
                said = "\n".join(bot.output[-600:] for bot in self.fleet.processes.values())
                raise TimeoutError(f"{what}: not within {PATIENCE_S:.0f} s\n{said}")
            time.sleep(0.1)


@contextmanager
def hall(
    server: Postgres, *, sentences: int = 12, environ: Mapping[str, str] | None = None
) -> Iterator[Hall]:
    """Everything but the processes; those that were started are stopped at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        press = stack.enter_context(Press(outlets=OUTLETS, sentences=sentences, in_feed=500))
        api = stack.enter_context(BotApi.start())
        url = server.create()
        database = Database(url)
        stack.callback(database.close)
        migrate(database)
        config = folder / "config.toml"
        config.write_text(press.config(api_url=api.url, url=url, minutes=0.05), encoding="utf-8")
        fleet = Fleet(
            api=api, folder=folder, config=config, database=database, stack=stack, environ=dict(environ or {})
        )
        yield Hall(press=press, api=api, fleet=fleet)


# ── throughput ──────────────────────────────────────────────────────────────────────────────────────────────────────


def ingest(server: Postgres, console: Console) -> bool:
    """Two against one, reading pages."""
    table = Table("ingest: a page takes", "one process, articles/s", "two", "ratio", "read twice")
    good = True
    for latency, count in ((0.0, 600), (PAGE_S, 600)):
        with hall(server) as room:
            room.press.latency_s = latency
            rates = [_read(room, processes, count) for processes in (1, 2)]
            twice = room.articles.count() - len(room.press.pieces)
        ratio = rates[1] / rates[0]
        table.add_row(
            f"{latency:.1f} s", f"{rates[0]:.1f}", f"{rates[1]:.1f}", f"{ratio:.2f}", str(max(0, twice))
        )
        good &= twice <= 0 and (latency == 0 or ratio >= FLOORS["ingest_ratio"])
    console.print(table)
    return good


def _read(room: Hall, processes: int, count: int) -> float:
    """Articles read a second by so many processes, between the first tenth and the last."""
    for _ in range(processes):
        room.fleet.start("ingest")
    room.press.publish(OUTLETS)
    room.wait(lambda: room.articles.count() >= len(room.press.pieces), "the first articles read")
    before = room.articles.count()
    room.press.publish(count)
    room.wait(lambda: room.articles.count() >= before + count, "all articles read")
    room.fleet.stop("ingest")
    with room.fleet.database.read() as connection:
        query = select(article_rows.c.first_seen_at).order_by(article_rows.c.first_seen_at).offset(before)
        return _middle([at.timestamp() for at in connection.scalars(query)])


def model(server: Postgres, console: Console) -> bool:
    """Three against one with the built-in engine."""
    environ = {"ATTACHE_SUMMARIZER_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with hall(server, environ=environ) as room:
        return _analysing(room, console, "built-in, one thread a process", 160, floor=0.0)


def endpoint(server: Postgres, console: Console) -> bool:
    """Three against one with a server that takes its time."""
    slow = ChatServer(lambda _body, _number: Reply(text="", hang_s=ANSWER_S))
    environ = {
        "ATTACHE_SUMMARIZER_ENGINE": "endpoint",
        "ATTACHE_SUMMARIZER_MODEL": "press-1",
        "ATTACHE_SUMMARIZER_ENDPOINT_URL": slow.url,
        "ATTACHE_SUMMARIZER_ENDPOINT_CONCURRENCY": "2",
        "ATTACHE_SUMMARIZER_BATCH": "2",
        "ATTACHE_SUMMARIZER_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    with slow.running(), hall(server, sentences=8, environ=environ) as room:
        return _analysing(
            room, console, f"endpoint, {ANSWER_S:.0f} s an answer", 60, floor=FLOORS["endpoint_ratio"]
        )


def _analysing(room: Hall, console: Console, name: str, count: int, *, floor: float) -> bool:
    rates = []
    for processes in (1, 3):
        _preload(room, count)
        rates.append(_analyse(room, processes))
    ids = [number for bot in room.fleet.processes.values() for _, number in STAMP.findall(bot.output)]
    table = Table("summarize", "one process, articles/s", "three", "ratio", "analysed twice", "processors")
    ratio = rates[1] / rates[0]
    twice = len(ids) - len(set(ids))
    table.add_row(name, f"{rates[0]:.2f}", f"{rates[1]:.2f}", f"{ratio:.2f}", str(twice), str(cores()))
    console.print(table)
    return ratio >= floor and twice == 0


def _preload(room: Hall, count: int) -> None:
    """So many articles read and waiting, with nobody to analyse them."""
    room.fleet.start("ingest")
    for more in (OUTLETS, count - OUTLETS):
        room.press.publish(more)
        room.wait(lambda: room.articles.count() >= len(room.press.pieces), "the articles read")
    room.fleet.stop("ingest")


def _analyse(room: Hall, processes: int) -> float:
    """Articles a second while every process is at work: after the last has begun, before the first has run out."""
    bots = [room.fleet.start("summarize") for _ in range(processes)]
    room.wait(lambda: room.articles.count("told") == len(room.press.pieces), "every article told")
    room.fleet.stop("summarize")
    times = [[datetime.fromisoformat(at).timestamp() for at, _ in STAMP.findall(bot.output)] for bot in bots]
    since, until = max(own[0] for own in times), min(own[-1] for own in times)
    return sum(since < at <= until for own in times for at in own) / (until - since)


def _middle(times: list[float]) -> float:
    """Events a second between the first tenth and the last, where nothing starts or runs dry."""
    ordered = sorted(times)
    tenth = len(ordered) // 10
    inside = ordered[tenth : len(ordered) - tenth]
    return (len(inside) - 1) / (inside[-1] - inside[0])


# ── kills ───────────────────────────────────────────────────────────────────────────────────────────────────────────

FLEET = {"bot": 2, "ingest": 2, "summarize": 3, "send": 2}
ROUND = 20
"""Articles published before each kill; so many that every role is at work."""


def kills(server: Postgres, console: Console) -> bool:
    """Kill one of each role while it works; count from both ends."""
    environ = {"ATTACHE_SUMMARIZER_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with hall(server, sentences=6, environ=environ) as room, Follower(room.api) as follower:
        chats = _begin(room, follower)
        seconds = {role: _kill(room, follower, role) for role in FLEET}
        _run_dry(room)
        account = settle(room.fleet.database, room.press, follower, chats)
        redone = _redone(room.fleet)
        commands = list(follower.questions.values())
        tracebacks = sum(bot.output.count("Traceback") for bot in room.fleet.processes.values())
    table = Table("killed", "everything published meanwhile told after")
    for role, took in seconds.items():
        table.add_row(role, f"{took:.0f} s")
    console.print(table)
    return _report_kills(console, account, redone, commands, tracebacks)


def _begin(room: Hall, follower: Follower) -> list[User]:
    for role, count in FLEET.items():
        for _ in range(count):
            room.fleet.start(role)
    chats = [room.api.user(f"Subscriber {number}") for number in range(CHATS)]
    for chat in chats:
        room.api.say(chat, "/start")
    room.press.publish(OUTLETS)
    room.wait(lambda: len(follower.sent) >= CHATS, "the answers to /start")
    room.wait(lambda: room.articles.count("told") >= OUTLETS, "the first articles told")
    return chats


def _kill(room: Hall, follower: Follower, role: str) -> float:
    """Publish, kill in the middle of it, start another, ask something; seconds until all is told and answered."""
    room.press.publish(ROUND)
    room.wait(lambda: room.articles.count() > len(room.press.pieces) - ROUND, "reading has begun")
    began = time.monotonic()
    room.fleet.kill_leader(role)
    person = room.api.user("Reader")
    follower.questions[person.id] = question = Question(command="/latest", asked_at=time.time())
    room.api.say(person, "/latest")
    room.fleet.start(role)
    room.wait(
        lambda: room.articles.count("told") >= len(room.press.pieces) and question.answered_at is not None,
        f"all told after a {role} was killed",
    )
    room.wait(lambda: not _unsent(room), "all sent")
    return time.monotonic() - began


def _run_dry(room: Hall) -> None:
    room.wait(lambda: not _unsent(room), "all sent")
    time.sleep(2)  # what arrived last is read along


def _unsent(room: Hall) -> int:
    return sum(Outbox(room.fleet.database, lambda: datetime.now(UTC)).depth().states.values())


def _redone(fleet: Fleet) -> int:
    """Articles that more than one process analysed: what a killed one had done and not yet written."""
    counts = Counter(number for bot in fleet.processes.values() for _, number in STAMP.findall(bot.output))
    return sum(count > 1 for count in counts.values())


def _report_kills(
    console: Console, account: Account, redone: int, commands: list[Question], tracebacks: int
) -> bool:
    table = Table("after four kills", "")
    table.add_row("articles published / told", f"{account.published} / {account.told}")
    table.add_row("articles whose analysis was stored twice", str(redone))
    table.add_row(
        "messages by state", ", ".join(f"{count} {state}" for state, count in account.pushes.items())
    )
    table.add_row("messages lost / doubled", f"{account.lost} / {account.doubled}")
    table.add_row("messages unknown that had arrived", str(account.unknown_arrived))
    answered = sum(one.answered_at is not None for one in commands)
    table.add_row("commands given at the kills / answered", f"{len(commands)} / {answered}")
    table.add_row("tracebacks", str(tracebacks))
    console.print(table)
    kept = account.lost <= FLOORS["lost"] and account.doubled <= FLOORS["doubled"] and redone == 0
    return kept and account.told == account.published and tracebacks == 0


def main() -> int:
    """Run the chosen parts; 1 when a promise or a floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m evals.scale", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=(*PARTS, []), default=list(PARTS))
    args = parser.parse_args()
    console = Console(width=110)
    known: dict[str, Callable[[Postgres, Console], bool]] = {
        "ingest": ingest,
        "model": model,
        "endpoint": endpoint,
        "kills": kills,
    }
    with running_postgres() as server:
        kept = [known[part](server, console) for part in args.parts]
    console.print("every floor holds" if all(kept) else "below a floor")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
