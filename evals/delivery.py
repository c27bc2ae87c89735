"""Delivery under stress: `python -m evals.delivery [crash flood scale clock] [--quick]` prints a table each.

Crash: senders killed with SIGKILL. Flood: a server that answers 429 as the documents say, python-telegram-bot's own limiter
beside ours in the same run (needs `pip install aiolimiter`). Scale: 100,000 chats. Clock: every zone, two years.
Everything runs on this machine: the Bot API server of tests/, SQLite in a temporary folder, PostgreSQL from a wheel.
"""

import argparse
import asyncio
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import insert
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.clock import next_due
from bot.messages import Outgoing
from bot.threads import Threads
from bot.wire.delivery import Delivery
from bot.wire.limiter import Limiter
from bot.wire.sending import TelegramSender
from store.briefings import Briefings
from store.database import Database
from store.migrate import migrate
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.schema import briefings, chats, subscriptions
from tests.botapi.client import BotApi, Sent
from tests.databases import running_postgres
from tests.delivery.killing import crash

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["delivery"]
PARTS = ("crash", "flood", "scale", "clock")


def main() -> int:
    """Run the chosen parts; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m evals.delivery", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=(*PARTS, []), default=list(PARTS))
    parser.add_argument("--quick", action="store_true", help="about a tenth of the size")
    args = parser.parse_args()
    parts: dict[str, Callable[[bool], bool]] = {
        "crash": crashes,
        "flood": floods,
        "scale": scale,
        "clock": clocks,
    }
    kept = [parts[part](args.quick) for part in args.parts]
    return 0 if all(kept) else 1


def now() -> datetime:
    """UTC."""
    return datetime.now(UTC)


@contextmanager
def sqlite() -> Iterator[str]:
    """A migrated SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'attache.db'}"
        database = Database(url)
        migrate(database)
        database.close()
        yield url


# ── crash ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def crashes(quick: bool) -> bool:
    """Kill senders; count what is lost, doubled and unknown."""
    size = {"rows": 600, "chats": 60, "kills": 6} if quick else {"rows": 5000, "chats": 500, "kills": 50}
    print(f"\ncrash: {size['rows']} rows to {size['chats']} chats, {size['kills']} SIGKILLs (seeded)\n")
    print(
        f"{'engine':12}{'processes':>10}{'in flight':>10}{'lost':>6}{'doubled':>9}{'unknown':>9}{'(arrived)':>10}{'worst kill':>11}{'s':>7}"
    )
    good = True
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres())
        for engine, processes, in_flight in (
            ("SQLite", 1, 1),
            ("SQLite", 1, 5),
            ("PostgreSQL", 3, 1),
        ):
            with ExitStack() as one:
                url = one.enter_context(sqlite()) if engine == "SQLite" else server.migrated()
                api = one.enter_context(BotApi.start())
                found = crash(api, url, processes=processes, in_flight=in_flight, **size)
            unknown = found.states.get("unknown", 0)
            print(
                f"{engine:12}{processes:>10}{in_flight:>10}{found.lost:>6}{found.duplicates:>9}{unknown:>9}"
                f"{found.unknown_arrived:>10}{found.most_unknown:>11}{found.seconds:>7.0f}"
            )
            good &= found.lost <= FLOORS["lost"] and found.duplicates <= FLOORS["doubled"]
            good &= found.most_unknown <= in_flight
            good &= set(found.states) <= {"sent", "unknown"}
    return good


# ── flood ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def floods(quick: bool) -> bool:
    """Send as fast as is allowed to a server that enforces it."""
    private, groups = (250, 6) if quick else (1200, 30)
    print(
        f"\nflood: {private} private chats × 1–2 messages, {groups} groups × 6; server: 30/s, 3 in 3 s a chat, 20/min a group\n"
    )
    print(
        f"{'sender':34}{'messages':>9}{'arrived':>9}{'429':>6}{'msg/s':>8}{'of its rate':>12}{'starved':>9}"
    )
    good = True
    for name, rate in (
        ("Attaché, 25/s (default)", 25.0),
        ("Attaché, 28/s", 28.0),
        ("AIORateLimiter, 30/s (default)", 30.0),
    ):
        with BotApi.start() as api:
            plan = _plan(api, private, groups)
            api.strict_rates()
            if name.startswith("Attaché"):
                with sqlite() as url:
                    asyncio.run(_ours(api, url, plan, rate))
            elif not asyncio.run(_theirs(api, plan)):
                print("AIORateLimiter: not compared, aiolimiter is not installed")
                continue
            arrived = [sent for sent in api.sent() if sent.method == "sendMessage"]
            refused = len(api.refused(about="rate"))
        per_second = _steady(arrived)
        starved = len(set(plan) - {sent.chat_id for sent in arrived})
        print(
            f"{name:34}{len(plan):>9}{len(arrived):>9}{refused:>6}{per_second:>8.1f}{per_second / rate:>12.0%}{starved:>9}"
        )
        if name.startswith("Attaché, 25"):
            good &= refused <= FLOORS["refused"] and per_second >= FLOORS["of_rate"] * rate
            good &= starved == 0 and len(arrived) == len(plan)
    return good


def _plan(api: BotApi, private: int, groups: int) -> list[int]:
    chance = random.Random(5)
    plan: list[int] = []
    for number in range(private):
        plan += [api.user(f"Reader {number}").id] * chance.randint(1, 2)
    for number in range(groups):
        plan += [api.group(f"Desk {number}").id] * 6
    chance.shuffle(plan)
    return plan


def _steady(arrived: list[Sent]) -> float:
    """Messages a second between the first tenth and the last tenth, where nothing starts or runs dry."""
    times = sorted(sent.at for sent in arrived)
    tenth = len(times) // 10
    middle = times[tenth : len(times) - tenth]
    return (len(middle) - 1) / (middle[-1] - middle[0])


async def _ours(api: BotApi, url: str, plan: list[int], rate: float) -> None:
    database = Database(url)
    outbox = Outbox(database, now)
    outbox.put(
        OutboxRow(
            kind="push", key=str(number), chat_id=chat, payload=Outgoing(html=f"story {number}").to_json()
        )
        for number, chat in enumerate(plan)
    )
    threads = Threads()
    async with Bot(
        api.token, base_url=f"{api.url}/bot", request=HTTPXRequest(connection_pool_size=32)
    ) as bot:
        sender = TelegramSender(bot)
        delivery = _delivery(sender, outbox, threads, rate)
        stop = asyncio.Event()
        running = asyncio.create_task(delivery.run(stop))
        await _drained(outbox, threads)
        stop.set()
        await running
    threads.close()
    database.close()


async def _drained(outbox: Outbox, threads: Threads) -> None:
    while True:
        depth = await threads.store(outbox.depth)
        if not {"pending", "leased", "sending"} & set(depth.states):
            return
        await asyncio.sleep(0.5)


def _delivery(sender: "TelegramSender | _Instant", outbox: Outbox, threads: Threads, rate: float) -> Delivery:
    async def alert(sentence: str) -> None:
        print(sentence, file=sys.stderr)

    return Delivery(
        sender=sender,
        outbox=outbox,
        limiter=Limiter(time.monotonic, per_second=rate),
        threads=threads,
        owner="eval",
        clock=now,
        alert=alert,
        observe=lambda kind, outcome, seconds: None,  # noqa: ARG005 - nothing to count
        per_second=rate,
    )


async def _theirs(api: BotApi, plan: list[int]) -> bool:
    try:
        limiter = AIORateLimiter(max_retries=5)
    except RuntimeError:
        return False
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=600)
    async with ExtBot(api.token, base_url=f"{api.url}/bot", request=request, rate_limiter=limiter) as bot:

        async def one(number: int, chat: int) -> None:
            try:
                await bot.send_message(chat, f"story {number}")
            except TelegramError as error:
                failures[type(error).__name__] += 1

        failures: Counter[str] = Counter()
        await asyncio.gather(*(one(number, chat) for number, chat in enumerate(plan)))
    return True


# ── scale ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Instant:
    """A Telegram that takes everything at once."""

    def __init__(self) -> None:
        self.times: list[float] = []

    async def send(self, outgoing: Outgoing, chat_id: int, thread_id: int, *, plain: bool = False) -> int:  # noqa: ARG002
        self.times.append(time.monotonic())
        return len(self.times)


def scale(quick: bool) -> bool:
    """One story to very many chats."""
    count = 10_000 if quick else 100_000
    print(f"\nscale: {count} chats, one story in 6 texts\n")
    print(
        f"{'engine':12}{'fan-out s':>10}{'memory MB':>10}{'claim ms':>9}{'p95':>6}{'held: claim ms':>15}{'due ms':>8}{'drain/s':>9}{'memory MB':>10}"
    )
    good = True
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres())
        for engine in ("SQLite", "PostgreSQL"):
            with ExitStack() as one:
                url = one.enter_context(sqlite()) if engine == "SQLite" else server.migrated()
                good &= _scale(engine, url, count, seconds=6.0 if quick else 20.0)
    return good


def _scale(engine: str, url: str, count: int, seconds: float) -> bool:
    database = Database(url)
    outbox = Outbox(database, now)
    texts = [Outgoing(html=f"<b>{number}</b> " + "words " * 200).to_json() for number in range(6)]
    _subscribe(database, count)
    before, began = _memory(), time.monotonic()
    new = outbox.put(
        OutboxRow(kind="push", key="1", chat_id=chat, payload=texts[chat % 6]) for chat in range(1, count + 1)
    )
    fan_out, grown = time.monotonic() - began, _memory() - before
    assert new == count
    claims = _claims(outbox)
    tomorrow = now() + timedelta(hours=8)
    outbox.put(
        OutboxRow(kind="push", key="2", chat_id=chat, payload=texts[0], not_before=tomorrow)
        for chat in range(1, count + 1)
    )
    behind_held = _claims(outbox)
    due = Briefings(database, now)
    ticks = [_timed(due.due) for _ in range(20)]
    before = _memory()
    rate = asyncio.run(_drain(outbox, seconds))
    print(
        f"{engine:12}{fan_out:>10.1f}{grown:>10.0f}{median(claims):>9.1f}{sorted(claims)[int(len(claims) * 0.95)]:>6.1f}"
        f"{median(behind_held):>15.1f}{median(ticks):>8.2f}{rate:>9.1f}{_memory() - before:>10.0f}"
    )
    database.close()
    in_time = fan_out < FLOORS["fan_out_s"] and median(ticks) < FLOORS["tick_ms"]
    return in_time and rate > FLOORS["of_rate"] * 25


def _subscribe(database: Database, count: int) -> None:
    moment, tomorrow = now(), now() + timedelta(hours=12)
    with database.write() as connection:
        connection.execute(
            insert(chats),
            [
                {"chat_id": chat, "type": "private", "created_at": moment, "changed_at": moment}
                for chat in range(1, count + 1)
            ],
        )
        connection.execute(
            insert(subscriptions),
            [{"id": chat, "chat_id": chat, "created_at": moment} for chat in range(1, count + 1)],
        )
        connection.execute(
            insert(briefings),
            [
                {
                    "subscription_id": chat,
                    "local_time": "07:30",
                    "next_at": tomorrow,
                    "next_date": "2026-11-23",
                }
                for chat in range(1, count + 1)
            ],
        )


def _claims(outbox: Outbox) -> list[float]:
    return [_timed(lambda: outbox.claim("eval", 25, 600)) for _ in range(40)]


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


async def _drain(outbox: Outbox, seconds: float) -> float:
    threads, sender, stop = Threads(), _Instant(), asyncio.Event()
    running = asyncio.create_task(_delivery(sender, outbox, threads, 25.0).run(stop))
    await asyncio.sleep(seconds)
    stop.set()
    await running
    threads.close()
    return (len(sender.times) - 1) / (sender.times[-1] - sender.times[0])


def _memory() -> float:
    """Most memory ever used, in MB: it only grows, so a difference is what a step needed on top."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ── clock ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def clocks(quick: bool) -> bool:
    """Briefings of two years in every zone."""
    zones = sorted(available_timezones() - {"localtime"})[:: 10 if quick else 1]
    times = ("00:00", "00:30", "02:30", "07:30", "23:30")
    start, end = datetime(2026, 11, 1, tzinfo=UTC), datetime(2028, 11, 1, tzinfo=UTC)
    briefed, wrong, began = 0, [], time.monotonic()
    for name in zones:
        zone = ZoneInfo(name)
        for clock in times:
            days, moment = [], start
            while (due := next_due(moment, zone, clock)).at < end:
                moment = due.at
                days.append(due.day)
            briefed += len(days)
            if days != [days[0] + timedelta(days=day) for day in range(len(days))] or len(days) < 730:
                wrong.append(f"{name} {clock}")
    print(f"\nclock: {len(zones)} zones × {len(times)} times, two years\n")
    print(f"{'briefings':>10}{'days skipped or doubled':>25}{'s':>6}")
    print(f"{briefed:>10}{len(wrong):>25}{time.monotonic() - began:>6.1f}")
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
