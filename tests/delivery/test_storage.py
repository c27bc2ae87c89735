"""The database locked, full, read-only; the system clock set: nothing lost, nothing doubled, and it goes on by itself."""

import asyncio
import gc
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot.messages import Outgoing
from bot.threads import Threads
from bot.wire.delivery import Delivery
from bot.wire.limiter import Limiter
from store.database import Database
from store.errors import DatabaseBusyError, DatabaseRefusedError
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.schema import outbox as outbox_table
from tests.clock import FakeClock
from tests.delivery.waiting import within


class Telegram:
    """Takes every message, calls `during` while it does, and remembers."""

    def __init__(self, during: Callable[[], None] = lambda: None) -> None:
        self.got: list[str] = []
        self._during = during

    async def send(self, outgoing: Outgoing, chat_id: int, thread_id: int, *, plain: bool = False) -> int:  # noqa: ARG002 - as Sends
        self.got.append(outgoing.html)
        await asyncio.to_thread(self._during)
        return len(self.got)


async def nobody(_: str) -> None:
    """No owners."""


def delivery(telegram: Telegram, db: Database, clock: Callable[[], datetime], threads: Threads) -> Delivery:
    return Delivery(
        sender=telegram,
        outbox=Outbox(db, clock),
        limiter=Limiter(time.monotonic, per_second=1000, chat_per_second=1000),
        threads=threads,
        owner="test",
        clock=clock,
        alert=nobody,
        observe=lambda kind, outcome, seconds: None,  # noqa: ARG005 - nothing to count
        housekeeping_s=0.2,
        lease_s=60,
    )


async def sending(
    telegram: Telegram, db: Database, until: Callable[[], bool], clock: Callable[[], datetime]
) -> None:
    """Send until something is true."""
    threads, stop = Threads(store_threads=4), asyncio.Event()
    running = asyncio.create_task(delivery(telegram, db, clock, threads).run(stop))
    await within(20, until)
    stop.set()
    await running
    threads.close()


def rows(count: int) -> list[OutboxRow]:
    return [
        OutboxRow(kind="push", key=str(n), chat_id=n, payload=Outgoing(html=f"row {n}").to_json())
        for n in range(1, count + 1)
    ]


# SQLAlchemy lets go of a connection that the server ended; psycopg complains that nobody closed it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_drops_connections_again_and_again_loses_and_doubles_nothing(
    postgres_url: str, clock: FakeClock
) -> None:
    db, admin = Database(f"{postgres_url}&application_name=victim"), Database(postgres_url)
    outbox = Outbox(admin, clock)
    outbox.put(rows(60))
    drops = 0

    def drop() -> None:
        # All of the sender's connections, in the middle of every tenth call.
        nonlocal drops
        drops += 1
        if drops % 10 == 0:
            with admin.write() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE application_name = 'victim'"
                    )
                )

    telegram = Telegram(drop)
    asyncio.run(sending(telegram, db, lambda: states_of(admin) == {"sent": 60}, clock))
    assert sorted(telegram.got) == sorted(f"row {n}" for n in range(1, 61))
    assert drops >= 60
    db.close()
    admin.close()
    gc.collect()


def states_of(db: Database) -> dict[str, int]:
    with db.read() as connection:
        return dict(Counter(connection.scalars(select(outbox_table.c.state))))


def states(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT state, count(*) FROM outbox GROUP BY state"))


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def impatient(sqlite_url: str) -> Iterator[Database]:
    """A database that waits for locks a tenth of a second, so that a lock of a second is a long one."""
    db = Database(sqlite_url, busy_timeout_s=0.1)
    yield db
    db.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_a_database_locked_while_messages_are_under_way_delays_and_doubles_nothing(
    impatient: Database, path: Path, clock: FakeClock
) -> None:
    Outbox(impatient, clock).put(rows(20))
    locked = threading.Event()

    def lock() -> None:
        # From another process' point of view: the write lock is held for a second, in the middle of the first call.
        if locked.is_set():
            return
        locked.set()
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN IMMEDIATE")

        def release() -> None:
            connection.execute("ROLLBACK")
            connection.close()

        threading.Timer(1.5, release).start()

    telegram = Telegram(lock)
    with capture_logs() as said:
        asyncio.run(sending(telegram, impatient, lambda: states(path) == {"sent": 20}, clock))
    assert sorted(telegram.got) == sorted(f"row {n}" for n in range(1, 21))
    # On a busy machine one call may slip through while others still wait; then it is said again, never once a call.
    events = [line["event"] for line in said if line["event"].startswith("the store is")]
    assert events[:2] == ["the store is away; sending waits for it", "the store is back"]
    assert len(events) <= 4


def test_a_full_disk_stops_sending_with_a_clear_error_and_goes_on_when_there_is_room(
    sqlite: Database, path: Path, clock: FakeClock
) -> None:
    Outbox(sqlite, clock).put(rows(20))
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    full = Full(sqlite, pages)
    full.set(True)
    with pytest.raises(DatabaseRefusedError, match="database or disk is full; nothing was written"):
        Outbox(sqlite, clock).put(rows(3000))
    telegram = Telegram()
    room = threading.Timer(1.0, full.set, args=(False,))
    room.start()
    asyncio.run(sending(telegram, sqlite, lambda: states(path).get("sent", 0) >= 20, clock))
    room.join()
    assert len(telegram.got) == len(set(telegram.got))
    assert Outbox(sqlite, clock).put(rows(3000)) >= 2980 - len(telegram.got)


class Full:
    """A disk without room: SQLite may not grow the file, on any connection of the pool."""

    def __init__(self, db: Database, pages: int) -> None:
        from sqlalchemy import event

        self._db, self._limit = db, pages
        event.listen(db.engine, "checkout", self._limits)
        self.full = False

    def set(self, full: bool) -> None:
        self.full = full

    def _limits(self, connection: sqlite3.Connection, *_: object) -> None:
        limit = self._limit if self.full else 1_000_000_000
        connection.execute(f"PRAGMA max_page_count={limit}").close()


def test_a_read_only_file_is_named_in_the_error_and_reading_still_works(
    sqlite: Database, sqlite_url: str, path: Path, clock: FakeClock
) -> None:
    Outbox(sqlite, clock).put(rows(2))
    sqlite.close()
    readonly = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    outbox = Outbox(readonly, clock)
    with pytest.raises(DatabaseRefusedError, match=r"readonly database; nothing was written"):
        outbox.put(rows(5))
    assert outbox.depth().states == {"pending": 2}
    readonly.close()
    again = Database(sqlite_url)
    assert Outbox(again, clock).put(rows(5)) == 3
    again.close()


def test_a_lock_held_for_longer_than_we_wait_is_an_error_of_its_own(
    impatient: Database, path: Path, clock: FakeClock
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusyError, match="another process holds the lock; nothing was written"):
            Outbox(impatient, clock).put(rows(1))
        assert Outbox(impatient, clock).depth().states == {}, "readers don't wait for writers"
        other.execute("ROLLBACK")
    assert Outbox(impatient, clock).put(rows(1)) == 1


def test_a_damaged_file_is_named_in_the_error(tmp_path: Path, clock: FakeClock) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database " * 1000)
    db = Database(f"sqlite:///{damaged}")
    with pytest.raises(DatabaseRefusedError, match=r"damaged\.db.*not a database"):
        Outbox(db, clock).depth()
    db.close()


@pytest.mark.parametrize("jump_s", [3600, -3600])
def test_a_system_clock_that_jumps_an_hour_under_way_loses_and_doubles_nothing(
    sqlite: Database, path: Path, clock: FakeClock, jump_s: int
) -> None:
    Outbox(sqlite, clock).put(rows(30))
    jumped = threading.Event()

    def jump() -> None:
        if not jumped.is_set():
            jumped.set()
            clock.pass_s(jump_s)
            time.sleep(0.5)  # long enough for the housekeeping to look at leases with the new time

    telegram = Telegram(jump)
    asyncio.run(sending(telegram, sqlite, lambda: states(path) == {"sent": 30}, clock))
    assert sorted(telegram.got) == sorted(f"row {n}" for n in range(1, 31))


def test_leases_of_two_workers_survive_a_jump(sqlite: Database, clock: FakeClock) -> None:
    outbox = Outbox(sqlite, clock)
    outbox.put(rows(2))
    (one,) = outbox.claim("a", 1, 60)
    assert outbox.sending(one)
    clock.now += timedelta(hours=1)
    assert outbox.recover().unknown == 1
    assert outbox.sent(one, 5), "it was alive all the time, and says what happened"
    (two,) = outbox.claim("a", 1, 60)
    clock.now -= timedelta(hours=1)
    assert outbox.sending(two)
    assert outbox.sent(two, 6)
    assert states_of(sqlite) == {"sent": 2}
