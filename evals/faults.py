"""Does the event loop stay awake while the web misbehaves?

    python -m evals.faults

A server on loopback does what servers should not; the real reader reads from it, one fault after the other, while a
heartbeat on the same loop measures how late it is. The bot answers commands on that loop: its answer is late by as much.
"""

import asyncio
import gzip
import time
from dataclasses import dataclass

import brotli

from news.errors import NewsError
from news.fetch import Fetcher, Limits
from news.reader import Reader
from news.sandbox import Sandbox
from news.types import FetchState, Source
from tests.news.loopback import Behaviour, Loopback, answer, redirect, slow_loris

BEAT_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One misbehaviour and how it is asked for."""

    name: str
    behaviour: Behaviour
    article: bool = False


def faults() -> list[Fault]:
    """Return every fault we know."""
    items = b"".join(
        b"<item><title>Item %d</title><link>https://v.example/%d</link></item>" % (n, n)
        for n in range(100_000)
    )
    huge_feed = b'<rss version="2.0"><channel><title>Huge</title>' + items + b"</channel></rss>"
    huge_page = (
        b"<html><body><article>"
        + b"<p>The envoys of Valdoria met again in Port Lumen on Monday evening.</p>\n" * 85_000
    )
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    deep = b"<html><body>" + b"<div>" * 200_000 + b"text"
    zeros = bytes(200_000_000)
    return [
        Fault(name="slow loris", behaviour=slow_loris()),
        Fault(name="drop in the middle", behaviour=answer(b"<rss>", length=100_000)),
        Fault(
            name="gzip bomb, 200 MB",
            behaviour=answer(gzip.compress(zeros), headers={"Content-Encoding": "gzip"}),
        ),
        Fault(
            name="brotli bomb, 200 MB",
            behaviour=answer(brotli.compress(zeros, quality=5), headers={"Content-Encoding": "br"}),
        ),
        Fault(name="billion laughs", behaviour=answer(laughs)),
        Fault(name="100,000 items", behaviour=answer(huge_feed)),
        Fault(name="page of 6 MB", behaviour=answer(huge_page), article=True),
        Fault(name="200,000 nested elements", behaviour=answer(deep), article=True),
        Fault(
            name="redirect to 169.254.169.254", behaviour=redirect("http://169.254.169.254/latest/meta-data/")
        ),
        Fault(name="redirect to loopback", behaviour=redirect("http://127.0.0.1:1/")),
        Fault(
            name="429, Retry-After",
            behaviour=answer(status="429 Too Many Requests", headers={"Retry-After": "60"}),
        ),
        Fault(name="HTML instead of a feed", behaviour=answer(b"<!DOCTYPE html><html><body>Hello")),
    ]


class Heartbeat:
    """Measures how late the loop is."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def beat(self) -> None:
        """Beat until cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT_S)
            self.worst = max(self.worst, time.perf_counter() - began - BEAT_S)


async def read(reader: Reader, url: str, fault: Fault) -> str:
    """Read once and return what came of it, in words."""
    if not fault.article:
        pull = await reader.read_source(Source(name="source", url=url), FetchState())
        return pull.error or f"{len(pull.entries)} entries; {'; '.join(pull.warnings)}"
    try:
        article = await reader.read_article(url)
    except NewsError as error:
        return error.reason
    return f"an article of {len(article.text)} characters; {'; '.join(article.warnings)}"


async def run() -> None:
    """Print the table."""
    print(f"{'':30}{'seconds':>8}{'loop late by':>14}   outcome")
    async with Loopback() as server, Sandbox(workers=1) as sandbox:
        limits = Limits(total_s=5)
        async with Fetcher(allow_networks=[f"127.0.0.1:{server.port}"], limits=limits) as fetcher:
            reader = Reader(fetcher, sandbox, parse_s=10)
            await read(
                reader,
                server.url("/warm", answer(b"<rss><channel><title>x</title></channel></rss>")),
                faults()[0],
            )
            for number, fault in enumerate(faults()):
                url = server.url(f"/{number}", fault.behaviour)
                heart = Heartbeat()
                beating = asyncio.create_task(heart.beat())
                began = time.perf_counter()
                outcome = await read(reader, url, fault)
                seconds = time.perf_counter() - began
                beating.cancel()
                print(f"{fault.name:30}{seconds:8.2f}{heart.worst * 1000:11.0f} ms   {outcome[:90]}")


if __name__ == "__main__":
    asyncio.run(run())
