import asyncio
import time
from datetime import UTC, datetime

from bot.leading import lead
from bot.threads import Threads
from store.database import Database
from store.leases import Leases
from tests.clock import FakeClock
from tests.delivery.waiting import within


def utc_now() -> datetime:
    return datetime.now(UTC)


class Worker:
    """Works until told to stop, and remembers when it did."""

    def __init__(self) -> None:
        self.working = False
        self.times = 0

    async def work(self, stop: asyncio.Event) -> None:
        self.working, self.times = True, self.times + 1
        await stop.wait()
        self.working = False


def test_a_lease_has_one_holder_and_changes_hands_when_it_ends(db: Database) -> None:
    clock = FakeClock()
    leases = Leases(db, clock)
    assert leases.take("sender:1", "a", 30) is not None
    assert leases.take("sender:1", "b", 30) is None
    assert leases.take("sender:2", "b", 30) is not None
    clock.pass_s(20)
    first = leases.take("sender:1", "a", 30)
    clock.pass_s(31)
    assert leases.holder("sender:1") is None
    second = leases.take("sender:1", "b", 30)
    assert first is not None
    assert second is not None
    assert second > first
    assert leases.take("sender:1", "a", 30) is None


def test_a_released_lease_is_free_at_once(db: Database) -> None:
    leases = Leases(db, FakeClock())
    leases.take("x", "a", 30)
    leases.release("x", "b")
    assert leases.take("x", "b", 30) is None
    leases.release("x", "a")
    assert leases.take("x", "b", 30) is not None


def test_a_clock_set_back_does_not_leave_the_lease_to_a_dead_process(db: Database) -> None:
    clock = FakeClock()
    leases = Leases(db, clock)
    leases.take("x", "dead", 30)
    clock.pass_s(-3600)
    assert leases.take("x", "alive", 30) is not None


def test_of_two_processes_one_works_and_the_other_follows_when_it_goes(db: Database) -> None:
    async def main() -> None:
        threads = Threads(store_threads=4)
        leases = Leases(db, utc_now)
        workers, stops = [Worker(), Worker()], [asyncio.Event(), asyncio.Event()]
        leading = [
            asyncio.create_task(
                lead(
                    "sender",
                    worker.work,
                    stop,
                    leases=leases,
                    threads=threads,
                    owner=f"process {number}",
                    lease_s=0.9,
                )
            )
            for number, (worker, stop) in enumerate(zip(workers, stops, strict=True))
        ]
        await within(10, lambda: any(worker.working for worker in workers))
        await asyncio.sleep(1.5)
        assert [worker.working for worker in workers].count(True) == 1
        first = 0 if workers[0].working else 1
        stops[first].set()
        began = time.monotonic()
        await within(10, lambda: workers[1 - first].working)
        assert not workers[first].working
        assert time.monotonic() - began < 5
        stops[1 - first].set()
        await asyncio.gather(*leading)
        threads.close()

    asyncio.run(main())


def test_a_process_whose_lease_was_taken_stops_working(db: Database) -> None:
    async def main() -> None:
        threads = Threads(store_threads=4)
        leases = Leases(db, utc_now)
        worker, stop = Worker(), asyncio.Event()
        leading = asyncio.create_task(
            lead("sender", worker.work, stop, leases=leases, threads=threads, owner="slow", lease_s=0.6)
        )
        await within(10, lambda: worker.working)
        leases.release("sender", "slow")  # as if its lease had ended
        assert leases.take("sender", "quick", 60) is not None
        await within(10, lambda: not worker.working)
        stop.set()
        await leading
        threads.close()

    asyncio.run(main())
