"""Parsing in processes that can be killed."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from news.errors import FeedError, NoArticleError, ParseLimitError
from news.extract import extract
from news.feeds import parse_feed
from news.sandbox import Sandbox
from tests.news import jobs

pytestmark = pytest.mark.anyio


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(workers=1, memory_mb=1024, timeout_s=10, preload=["tests.news.jobs"]) as running:
        yield running


async def test_a_job_is_done_in_a_warm_worker_that_is_used_again(sandbox: Sandbox) -> None:
    assert await sandbox.run(jobs.double, 21) == 42
    assert await sandbox.run(jobs.process_id) == await sandbox.run(jobs.process_id)


async def test_a_job_that_hangs_is_killed_and_the_next_one_runs(sandbox: Sandbox) -> None:
    with pytest.raises(ParseLimitError, match=r"http://slow\.example/: could not be read within 0\.1 s"):
        await sandbox.run(jobs.sleep, "http://slow.example/", 60.0, timeout_s=0.1)
    assert await sandbox.run(jobs.double, 4) == 8


async def test_a_job_that_takes_too_much_memory_is_stopped(sandbox: Sandbox) -> None:
    with pytest.raises(ParseLimitError, match="needs more than 1024 MB"):
        await sandbox.run(jobs.hoard, "http://huge.example/")
    assert await sandbox.run(jobs.double, 1) == 2


async def test_a_worker_that_crashes_takes_only_its_job_along(sandbox: Sandbox) -> None:
    with pytest.raises(ParseLimitError, match="broke the reader"):
        await sandbox.run(jobs.die, "http://crash.example/")
    assert await sandbox.run(jobs.double, 1) == 2


async def test_our_errors_travel_back_with_their_subject(sandbox: Sandbox) -> None:
    with pytest.raises(FeedError) as caught:
        await sandbox.run(jobs.refuse, "http://x.example/")
    assert (caught.value.subject, caught.value.reason) == ("http://x.example/", "is no feed")


async def test_what_a_library_prints_does_not_disturb_the_answer(sandbox: Sandbox) -> None:
    assert await sandbox.run(jobs.chatter, 5) == 5


async def test_a_worker_cannot_make_us_run_code(sandbox: Sandbox) -> None:
    with pytest.raises((ParseLimitError, RuntimeError, AttributeError)):
        await sandbox.run(jobs.smuggle)
    assert await sandbox.run(jobs.double, 1) == 2


async def test_a_worker_knows_no_secret_of_ours(sandbox: Sandbox) -> None:
    names = await sandbox.run(jobs.environment)
    assert "PATH" in names
    assert not any("TOKEN" in name or "ATTACHE" in name or name == "HOME" for name in names)


async def test_the_loop_goes_on_while_a_job_runs(sandbox: Sandbox) -> None:
    await sandbox.run(jobs.double, 1)
    job = asyncio.ensure_future(sandbox.run(jobs.sleep, "http://slow.example/", 0.3))
    beats = 0
    while not job.done():
        await asyncio.sleep(0.01)
        beats += 1
    assert beats > 5
    assert await job == "http://slow.example/"


async def test_a_cancelled_job_frees_its_worker(sandbox: Sandbox) -> None:
    job = asyncio.ensure_future(sandbox.run(jobs.sleep, "http://slow.example/", 60.0))
    await asyncio.sleep(0.1)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert await sandbox.run(jobs.double, 3) == 6


async def test_real_parsers_run_there_and_a_page_without_end_is_stopped() -> None:
    async with Sandbox(workers=1, timeout_s=20) as sandbox:
        body = b'<rss version="2.0"><channel><title>T</title><item><title>One</title></item></channel></rss>'
        assert (await sandbox.run(parse_feed, body, "http://v.example/")).entries[0].title == "One"
        with pytest.raises(NoArticleError):
            await sandbox.run(extract, b"<html></html>", "http://v.example/1")
        endless = (
            b"<html><body>"
            + b"<p>The envoys of Valdoria met again in Port Lumen on Monday evening. " * 20_000
        )
        with pytest.raises(ParseLimitError):
            await sandbox.run(extract, endless, "http://v.example/2", timeout_s=0.2)
