"""What a worker holds: kept while it works, taken over when it is gone, given back when it stops."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.analyst import Analyst
from bot.holding import holding
from bot.metrics import Metrics
from bot.threads import HaltedError, Threads
from news.types import Relevance
from store.articles import Articles
from store.claims import Claims
from store.database import Database
from store.errors import StoreError
from summarizer.types import Analysis, Document
from tests.pipeline.conftest import Clock
from tests.pipeline.fakes import FakeModel, analysis, article

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)


def _add(db: Database, clock: Clock, number: int = 1) -> int:
    found = article(f"https://kestria.example/{number}")
    kept, _ = Articles(db).add(
        found, now=clock(), source_id=None, source_name="K", region="World", relevance=Relevance(score=1.0)
    )
    return kept


def test_a_renewed_lease_stays_and_one_that_was_taken_over_is_not_taken_back(
    db: Database, clock: Clock
) -> None:
    number, articles = _add(db, clock), Articles(db)
    articles.claim("read", clock(), owner="a", limit=1, lease=MINUTE)
    assert Claims(db, "a").renew("articles", [number], clock() + 2 * MINUTE) == 1
    clock.forward(seconds=90)
    assert articles.claim("read", clock(), owner="b", limit=1, lease=MINUTE) == []
    clock.forward(seconds=60)
    assert [one.id for one in articles.claim("read", clock(), owner="b", limit=1, lease=MINUTE)] == [number]
    assert Claims(db, "a").renew("articles", [number], clock() + MINUTE) == 0


def test_what_is_given_back_is_free_at_once_and_only_what_is_ours(db: Database, clock: Clock) -> None:
    first, second, articles = _add(db, clock, 1), _add(db, clock, 2), Articles(db)
    articles.claim("read", clock(), owner="a", limit=1, lease=MINUTE)
    articles.claim("read", clock(), owner="b", limit=1, lease=MINUTE)
    assert Claims(db, "a").release() == 1
    free = articles.claim("read", clock(), owner="c", limit=9, lease=MINUTE)
    assert [one.id for one in free] == [first]
    assert second != first


def test_an_analysis_by_a_worker_that_lost_its_lease_is_not_stored(db: Database, clock: Clock) -> None:
    number, articles = _add(db, clock), Articles(db)
    (taken,) = articles.claim("read", clock(), owner="slow", limit=1, lease=MINUTE)
    clock.forward(seconds=61)
    articles.claim("read", clock(), owner="quick", limit=1, lease=MINUTE)
    found = analysis(taken.document)
    assert articles.save_analysis(number, found, clock(), owner="quick")
    articles.set_state(number, "told")
    assert not articles.save_analysis(number, found, clock(), owner="slow")
    assert articles.count("told") == 1


async def test_a_worker_that_stops_in_the_middle_leaves_the_batch_to_the_next(
    db: Database, clock: Clock, threads: Threads
) -> None:
    _add(db, clock)
    reading, go_on = threading.Event(), threading.Event()

    class Slow(FakeModel):
        def analyse(self, documents: Sequence[Document]) -> list[Analysis]:
            reading.set()
            go_on.wait(10)
            return super().analyse(documents)

    def analyst(owner: str, model: FakeModel) -> Analyst:
        return Analyst(
            model=model,
            articles=Articles(db),
            claims=Claims(db, owner),
            threads=threads,
            owner=owner,
            batch=4,
            metrics=Metrics(),
            now=clock,
        )

    working = asyncio.create_task(analyst("a", Slow()).drain())
    await asyncio.to_thread(reading.wait, 10)
    working.cancel()  # as the schedule does when it stops
    await asyncio.wait((working,))
    Claims(db, "a").release()
    go_on.set()
    await analyst("b", FakeModel()).drain()
    assert Articles(db).count("analysed") == 1


async def test_holding_renews_until_the_block_ends_and_survives_a_database_that_is_away() -> None:
    renewed = asyncio.Event()
    times = 0

    async def renew() -> None:
        nonlocal times
        times += 1
        if times == 1:
            raise StoreError("db", "is away")
        renewed.set()

    async with holding(renew, every_s=0.001):
        await asyncio.wait_for(renewed.wait(), 10)
    after = times
    await asyncio.sleep(0.01)
    assert times == after


async def test_a_halted_model_lets_go_of_who_waits_and_takes_no_more() -> None:
    threads, go_on, reading = Threads(store_threads=1), threading.Event(), threading.Event()

    def load() -> None:
        reading.set()
        go_on.wait(10)

    waiting = asyncio.create_task(threads.model(load))
    await asyncio.to_thread(reading.wait, 10)
    await threads.halt(grace_s=0.01)
    with pytest.raises(HaltedError):
        await waiting
    with pytest.raises(HaltedError):
        await threads.model(load)
    go_on.set()
    threads.close()


async def test_a_model_call_that_is_nearly_done_is_waited_for() -> None:
    threads, reading = Threads(store_threads=1), threading.Event()

    def read() -> int:
        reading.set()
        return 7

    asked = asyncio.create_task(threads.model(read))
    await asyncio.to_thread(reading.wait, 10)
    await threads.halt(grace_s=10)
    assert await asked == 7
    threads.close()
