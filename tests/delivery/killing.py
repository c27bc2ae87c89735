"""The crash test: senders killed with SIGKILL at random moments, and what became of every row."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from bot.messages import Outgoing
from store.database import Database
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.schema import outbox
from tests.botapi.client import BotApi


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the rows, as the store tells it and as Telegram does."""

    rows: int
    kills: int
    states: dict[str, int]
    received: int
    duplicates: int
    """Messages that arrived more than once."""
    lost: int
    """Rows that never arrived although nothing says so: neither waiting, nor unknown."""
    unknown_arrived: int
    """Of the unknown rows, those that did arrive."""
    most_unknown: int
    """Rows that the unluckiest kill left unknown."""
    seconds: float


@contextmanager
def sender(api: BotApi, url: str, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """A sender process that has begun to send; killed at the end if it still runs."""
    command = [
        sys.executable,
        "-m",
        "tests.delivery.sender",
        "--db",
        url,
        "--api",
        api.url,
        "--token",
        api.token,
    ]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def crash(
    api: BotApi,
    url: str,
    *,
    rows: int,
    chats: int,
    kills: int,
    processes: int = 1,
    in_flight: int = 1,
    seed: int = 7,
    within_s: float = 600.0,
) -> Outcome:
    """Send all rows while senders are killed `kills` times at moments chosen by `seed`."""
    began = time.monotonic()
    db = Database(url)
    people = [api.user(f"Reader {number}").id for number in range(chats)]
    Outbox(db, lambda: datetime.now(UTC)).put(row(number, people[number % chats]) for number in range(rows))
    chance = random.Random(seed)
    options = ("--in-flight", str(in_flight))
    running = [_enter(api, url, options) for _ in range(processes)]
    for _ in range(kills):
        time.sleep(chance.uniform(0.05, 0.6))
        victim = chance.randrange(processes)
        running[victim].process.send_signal(signal.SIGKILL)
        running[victim].close()
        running[victim] = _enter(api, url, options)
    deadline = time.monotonic() + within_s
    while _waiting(db):
        assert time.monotonic() < deadline, f"rows still wait: {states(db)}"
        time.sleep(0.3)
    for each in running:
        each.close()
    # A killed sender's row turns unknown when its lease ends, so the kill is told by the lease's owner.
    with db.read() as connection:
        owners = connection.scalars(select(outbox.c.leased_by).where(outbox.c.state == "unknown")).all()
    most = max(Counter(owners).values(), default=0)
    outcome = _count(api, db, people, rows=rows, kills=kills, most=most, seconds=time.monotonic() - began)
    db.close()
    return outcome


class _Running:
    """A sender process, to close in any order."""

    def __init__(self, api: BotApi, url: str, options: tuple[str, ...]) -> None:
        self._context = sender(api, url, *options)
        self.process = self._context.__enter__()

    def close(self) -> None:
        self._context.__exit__(None, None, None)


def _enter(api: BotApi, url: str, options: tuple[str, ...]) -> _Running:
    return _Running(api, url, options)


def row(number: int, chat_id: int) -> OutboxRow:
    payload = Outgoing(html=f"row {number}").to_json()
    return OutboxRow(kind="push", key=str(number), chat_id=chat_id, payload=payload)


def states(db: Database) -> dict[str, int]:
    with db.read() as connection:
        return dict(Counter(connection.scalars(select(outbox.c.state))))


def _waiting(db: Database) -> bool:
    return bool({"pending", "leased", "sending"} & set(states(db)))


def _count(
    api: BotApi, db: Database, people: list[int], *, rows: int, kills: int, most: int, seconds: float
) -> Outcome:
    ours = set(people)
    arrived = Counter(sent.text for sent in api.sent() if sent.chat_id in ours)
    with db.read() as connection:
        found = {
            f"row {key}": state for key, state in connection.execute(select(outbox.c.key, outbox.c.state))
        }
    return Outcome(
        rows=rows,
        kills=kills,
        states=states(db),
        received=sum(arrived.values()),
        duplicates=sum(count - 1 for count in arrived.values()),
        lost=rows
        - len(found)
        + sum(1 for row, state in found.items() if state == "sent" and not arrived[row]),
        unknown_arrived=sum(1 for row, state in found.items() if state == "unknown" and arrived[row]),
        most_unknown=most,
        seconds=seconds,
    )
