"""From analysed articles to told stories: a failure is one article's, tried again, and said when it is given up."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from bot.pipeline import Pipeline
from bot.pushes import UndrawableError
from bot.stories import Filed
from bot.threads import Threads
from news.types import Relevance
from store.articles import MAX_ATTEMPTS, Articles
from store.database import Database
from store.schema import articles
from summarizer.types import Analysis, Summary
from tests.pipeline.conftest import Clock
from tests.pipeline.fakes import article

pytestmark = pytest.mark.anyio

ANALYSIS = Analysis(
    summary=Summary(language="en", headline=None, push=(), bullets=()), key_quotes=(), quotes=(), vector=()
)


class OneEach:
    """Files every article into a story of its own."""

    def file(self, article_id: int) -> Filed:
        return Filed(story_id=article_id, is_new=True, number=1)


@dataclass
class FakePushes:
    """Remembers what was told; some stories can't be drawn, each for so many more times."""

    undrawable: dict[int, int] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)

    def tell(self, story_id: int) -> int:
        if self.undrawable.get(story_id, 0):
            self.undrawable[story_id] -= 1
            raise UndrawableError("it could not be drawn for anybody (chats: 3)")
        self.told.append(story_id)
        return 3

    def update(self, story_id: int, number: int) -> int:
        raise AssertionError((story_id, number))


class Room:
    """Real articles, a clock, and what the owners were told."""

    def __init__(self, db: Database, clock: Clock, threads: Threads) -> None:
        self.database, self.clock = db, clock
        self.articles = Articles(db)
        self.pushes = FakePushes()
        self.alerts: list[str] = []
        self.pipeline = Pipeline(
            articles=self.articles,
            desk=OneEach(),
            pushes=self.pushes,
            threads=threads,
            owner="me",
            updates=True,
            alert=self.alert,
            now=clock,
        )

    async def alert(self, sentence: str) -> None:
        self.alerts.append(sentence)

    def analysed(self, number: int) -> int:
        found, _ = self.articles.add(
            article(f"https://kestria.example/{number}"),
            now=self.clock(),
            source_id=None,
            source_name="Kestria Today",
            region="World",
            relevance=Relevance(score=1),
        )
        self.articles.save_analysis(found, ANALYSIS, self.clock())
        return found

    def states(self) -> list[str]:
        with self.database.read() as connection:
            return list(connection.scalars(select(articles.c.state).order_by(articles.c.id)))

    async def drains(self, times: int) -> None:
        for _ in range(times):
            await self.pipeline.drain()
            self.clock.forward(minutes=MAX_ATTEMPTS)


async def test_a_story_that_cannot_be_drawn_stops_no_other(
    db: Database, clock: Clock, threads: Threads
) -> None:
    room = Room(db, clock, threads)
    first, second = room.analysed(1), room.analysed(2)
    room.pushes.undrawable[first] = 99
    await room.pipeline.drain()
    assert room.pushes.told == [second]
    assert room.states() == ["analysed", "told"]


async def test_a_story_that_could_not_be_drawn_is_told_when_it_can_be(
    db: Database, clock: Clock, threads: Threads
) -> None:
    room = Room(db, clock, threads)
    room.pushes.undrawable[room.analysed(1)] = MAX_ATTEMPTS - 1
    await room.drains(MAX_ATTEMPTS)
    assert room.pushes.told == [1]
    assert room.states() == ["told"]
    assert room.alerts == []


async def test_a_story_is_given_up_after_a_few_attempts_and_the_owners_hear_of_it_once(
    db: Database, clock: Clock, threads: Threads
) -> None:
    room = Room(db, clock, threads)
    room.pushes.undrawable[room.analysed(1)] = 99
    await room.drains(MAX_ATTEMPTS + 3)
    assert room.pushes.undrawable[1] == 99 - MAX_ATTEMPTS
    assert room.states() == ["failed"]
    (said,) = room.alerts
    assert said == (
        "“Treaty signed” (Kestria Today) could not be told and was given up: "
        "it could not be drawn for anybody (chats: 3). The log says more."
    )


async def test_attempts_at_the_analysis_are_not_counted_against_the_telling(
    db: Database, clock: Clock, threads: Threads
) -> None:
    room = Room(db, clock, threads)
    found = room.analysed(1)
    for _ in range(MAX_ATTEMPTS - 1):
        stored = room.articles.get(found)
        assert stored is not None
        assert room.articles.retry(stored, "the model is away", clock())
    room.articles.save_analysis(found, ANALYSIS, clock())
    room.pushes.undrawable[found] = 1
    await room.drains(2)
    assert room.pushes.told == [found]
