"""A made-up press on loopback: as many newspapers and articles as an evaluation wants, well or badly behaved.

Every outlet has an address of its own (127.0.0.2 and up: Linux answers to all of them), because the reader is polite to each
host. Articles are made from a number, so the same number is the same article; states, people and places are invented.
"""

import asyncio
import random
import socket
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Literal, Self

from aiohttp import web

Fault = Literal["error", "hang", "garbage", "drop"]
"""What an outlet does instead of answering: 500, nothing for a minute, bytes that are no feed, a closed connection."""

HANG_S = 60.0

_SYLLABLES = "ba be bo bra da dri el fa fen ga gor ha hel is ka kor la len lo ma mer na nor o pa per ra ro sa sel ta tor u va vel wi zan".split()
_DEEDS = (
    "{a} and {b} signed a treaty on {matter} in {town} on {day}, ending {n} months of talks.",
    "{a} recalled its ambassador from {b} on {day} in a dispute over {matter}.",
    "The foreign ministers of {a} and {b} met in {town} on {day} to negotiate about {matter}.",
    "{a} imposed sanctions on {n} officials of {b} on {day}, accusing them of undermining talks on {matter}.",
    "{a} expelled {n} diplomats of {b} on {day} after a quarrel about {matter} in {town}.",
    "A ceasefire between {a} and {b} took effect in {town} on {day} after {n} days of mediation over {matter}.",
)
_TITLES = (
    "{a} and {b} sign treaty on {matter}",
    "{a} recalls ambassador from {b} over {matter}",
    "Ministers of {a} and {b} meet over {matter}",
    "{a} imposes sanctions on {b} in row about {matter}",
    "{a} expels {n} diplomats of {b}",
    "Ceasefire between {a} and {b} takes effect",
)
_MATTERS = (
    "fishing rights, transit of grain, border crossings, water of the upper river, prisoner exchanges, overflight rights, "
    "customs duties, the harbour tunnel, visa rules, gas deliveries, radar stations, railway gauges, undersea cables, "
    "refugee returns, mine clearance, timber exports, satellite orbits, seed patents"
).split(", ")
_SENTENCES = (
    "“We have waited {n} weeks for this answer, and {b} has now heard ours,” Foreign Minister {person} told reporters in {town}.",
    "President {other} of {b} said that the government would study the text before {day}.",
    "“Nobody at this table wants to lose {matter} over a matter of {m} kilometres,” said {person}, who led the delegation.",
    "About {n}00 people live in the district around {town}, according to the ministry of {a}.",
    "The embassy of {b} in {town} rejected the account and asked for a meeting with {person}.",
    "{other}, the president of {b}, thanked the mediators and announced a visit for the {m}th of the month.",
    "The opposition in {a} called the step hasty; its leader, {third}, demanded a debate in parliament.",
    "Talks on {matter} had been suspended {m} times since the {n}-day standoff at the {town} crossing.",
    "A spokeswoman for {a} said that {n} inspectors would travel to {town} within {m} days.",
    "“The paper is signed, the pens are dry, and {matter} remain where they were,” {third} told the radio.",
    "Exports between the two countries were worth {n} million crowns last year, the customs office of {b} said.",
    "{person} and {other} had last spoken in {town}, where they agreed on a commission of {m} experts.",
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article of one outlet."""

    number: int
    outlet: int
    title: str
    paragraphs: tuple[str, ...]
    at: datetime

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"/article/{self.number}"


@dataclass
class Press:
    """The outlets. A context manager: serves from a thread of its own between enter and exit."""

    outlets: int
    sentences: int = 12
    """In an article, at most 13; 12 are about 220 words."""
    in_feed: int = 60
    """Newest articles that a feed lists."""
    latency_s: float = 0.0
    """Before every answer, as over a long line."""
    pieces: list[Piece] = field(default_factory=list)
    faults: dict[int, Fault] = field(default_factory=dict)
    """Outlet → what is wrong with it now."""
    asked: int = 0

    def __enter__(self) -> Self:
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self.port = _free_port()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def home(self, outlet: int) -> str:
        """Address of an outlet without a final slash."""
        return f"http://{_host(outlet)}:{self.port}"

    def config(self, *, api_url: str, url: str, minutes: float, more: str = "") -> str:
        """A configuration that reads every outlet every so many minutes; `more` goes before the sources."""
        sources = "".join(
            f'\n[[sources]]\nname = "Outlet {outlet}"\nurl = "{self.home(outlet)}/feed"\nall_diplomacy = true\n'
            for outlet in range(self.outlets)
        )
        return (
            f'[telegram]\napi_url = "{api_url}"\n\n[news]\ncontact = "an evaluation on this machine only"\n'
            f'allow_networks = ["127.0.0.0/8"]\ninterval_minutes = {minutes}\nmin_interval_minutes = {minutes}\n'
            f'max_interval_minutes = {minutes}\n\n[store]\nurl = "{url}"\n\n[log]\nformat = "text"\n{more}{sources}'
        )

    def publish(self, count: int = 1) -> None:
        """Let so many further articles appear, each in the next outlet. Every third tells what the one before it told."""
        for number in range(len(self.pieces), len(self.pieces) + count):
            self.pieces.append(piece(number, number % self.outlets, self.sentences))

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        app = web.Application()
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get("/feed", self._feed)
        app.router.add_get("/article/{number}", self._article)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        for outlet in range(self.outlets):
            await web.TCPSite(runner, _host(outlet), self.port).start()
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow:\n")

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        outlet = _outlet(request)
        if trouble := await self._trouble(request, outlet):
            return trouble
        newest = self.pieces[outlet :: self.outlets][-self.in_feed :]
        items = "".join(
            f"<item><title>{one.title}</title><link>{self.home(outlet)}{one.path}</link>"
            f"<guid>{one.path}</guid><pubDate>{format_datetime(one.at)}</pubDate></item>"
            for one in reversed(newest)
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet {outlet}</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    async def _article(self, request: web.Request) -> web.StreamResponse:
        if trouble := await self._trouble(request, _outlet(request)):
            return trouble
        number = int(request.match_info["number"])
        if number >= len(self.pieces):
            raise web.HTTPNotFound
        return web.Response(text=page(self.pieces[number]), content_type="text/html")

    async def _trouble(self, request: web.Request, outlet: int) -> web.StreamResponse | None:
        """What comes instead of the answer, if something is wrong; else None, after the latency."""
        self.asked += 1
        if self.latency_s:
            await asyncio.sleep(self.latency_s)
        fault = self.faults.get(outlet)
        if fault == "error":
            return web.Response(status=500, text="Internal Server Error")
        if fault == "garbage":
            return web.Response(body=bytes(range(256)) * 64, content_type="application/rss+xml")
        if fault == "hang":
            await asyncio.sleep(HANG_S)
        if fault in {"drop", "hang"}:
            if request.transport is not None:  # None: the reader left first
                request.transport.close()
            return web.Response()
        return None


def piece(number: int, outlet: int, sentences: int) -> Piece:
    """The article of a number. Of three, the second and third are about the same event, told in other sentences."""
    event = number - (number % 3 == 2)
    facts, dice = _facts(event), random.Random(number)
    deed = event % len(_DEEDS)
    told = [_DEEDS[deed], *dice.sample(_SENTENCES, k=sentences - 1)]
    words = [
        # The event's own names stay; numbers and incidental people differ from sentence to sentence.
        sentence.format(**(facts if at == 0 else facts | _numbers(dice)))
        for at, sentence in enumerate(told)
    ]
    paragraphs = tuple(" ".join(words[at : at + 2]) for at in range(0, len(words), 2))
    return Piece(
        number=number,
        outlet=outlet,
        title=_TITLES[deed].format(**facts),
        paragraphs=paragraphs,
        at=datetime.now(UTC),
    )


def page(one: Piece) -> str:
    """The article as HTML."""
    paragraphs = "".join(f"<p>{words}</p>" for words in one.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{one.title}</title><meta property="article:published_time" '
        f'content="{one.at.isoformat()}"></head><body><nav><a href="/">Home</a></nav><article><h1>{one.title}</h1>'
        f"{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def _facts(event: int) -> dict[str, object]:
    dice = random.Random(f"event {event}")
    return {
        "a": _name(dice, 3),
        "b": _name(dice, 3),
        "town": f"{_name(dice, 2)} {dice.choice(('Bay', 'Hill', 'Harbour', 'Cross'))}",
        "person": f"{_name(dice, 2)} {_name(dice, 3)}",
        "other": f"{_name(dice, 2)} {_name(dice, 3)}",
        "third": f"{_name(dice, 2)} {_name(dice, 3)}",
        "matter": dice.choice(_MATTERS),
        "day": dice.choice(_DAYS),
    } | _numbers(dice)


def _numbers(dice: random.Random) -> dict[str, object]:
    return {"n": dice.randint(3, 97), "m": dice.randint(4, 19)}


def _name(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choices(_SYLLABLES, k=syllables)).capitalize()


def _host(outlet: int) -> str:
    return f"127.0.{1 + outlet // 250}.{1 + outlet % 250}"


def _outlet(request: web.Request) -> int:
    _, _, third, fourth = (request.host.partition(":")[0]).split(".")
    return (int(third) - 1) * 250 + int(fourth) - 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
