"""The schedule: a handful of fixed jobs that wake the steps. All state is in the database.

APScheduler's AsyncIOScheduler with a memory store, in UTC. Jobs coalesce, never overlap with themselves and have no
misfire limit: with the default of one second, a loop blocked for three seconds lost a job (measured).
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from store.errors import StoreError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to wake regularly."""

    name: str
    every_s: float
    wake: Callable[[], Awaitable[object]]
    """Does what is due and returns; raising is logged and the next tick tries again."""


class Schedule:
    """Wakes jobs until it is stopped."""

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for job in jobs:
            self._scheduler.add_job(
                _guarded(job),
                IntervalTrigger(seconds=job.every_s),
                id=job.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Wake nothing any more; jobs that run are cancelled: what they had claimed is given back."""
        self._scheduler.shutdown(wait=False)


def _guarded(job: Job) -> Callable[[], Awaitable[None]]:
    """One failure policy for all jobs: an expected failure is a line, a bug is a traceback; neither stops the rest."""

    async def run() -> None:
        try:
            await job.wake()
        except asyncio.CancelledError:
            # Only our own stop cancels jobs, and the scheduler would log it as a bug.
            log.debug("job stopped", job=job.name)
        except StoreError as error:
            log.error("job postponed", job=job.name, error=str(error))
        except Exception:
            log.exception("job failed", job=job.name)

    return run
