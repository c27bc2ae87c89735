"""What two processes, or two requests of one person, write for the first time at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from news.types import Article, Entry, FetchState, Pull, Relevance, Source
from store.articles import Articles
from store.briefings import Briefings, BriefingTime
from store.chats import Chat, Chats
from store.database import Database
from store.follows import Follow, Follows
from store.invites import Invites
from store.schema import articles, briefings, chats, entries, follows, invites, subscriptions
from store.sources import Sources, StoredSource
from store.subscriptions import Subscriptions
from store.weekdays import EVERY_DAY
from tests.clock import START, FakeClock

ROUNDS, WRITERS = 20, 4
NEXT = BriefingTime(local_time="07:30", next_at=START + timedelta(days=1), next_date=START.date())
KESTRIA = Source(name="Kestria Today", url="https://kestria.example/feed")
Write = Callable[[Database, int], Any]


def meet(db: Database, number: int) -> None:
    Chats(db, FakeClock()).meet(Chat(chat_id=number, type="private", invited_by=7))


def ensure(db: Database, number: int) -> int:
    return Subscriptions(db, FakeClock()).ensure(number).id


def follow(db: Database, number: int) -> None:
    wanted = Follow(kind="country", value="KZ", label="Kazakhstan")
    assert Follows(db, FakeClock()).add(number, wanted) in {"new", "already"}


def brief(db: Database, number: int) -> None:
    Briefings(db, FakeClock()).set(number, [NEXT], weekdays=EVERY_DAY)


def invite(db: Database, number: int) -> None:
    Invites(db, FakeClock()).add(number, 7)


def read(db: Database, number: int) -> tuple[int, bool]:
    article = Article(url=f"https://kestria.example/{number}", title="Talks", text="Envoys met.")
    return Articles(db).add(
        article, now=START, source_id=None, source_name="K", region="World", relevance=Relevance(score=1)
    )


def declare(db: Database, _: int) -> None:
    Sources(db).sync([KESTRIA], START)


def pull(db: Database, number: int) -> None:
    """As two do where a slow fetch outlived its lease."""
    entry = Entry(id=str(number), url=f"https://kestria.example/{number}", title="Talks")
    brought = Pull(source=KESTRIA, state=FetchState(), status="new", entries=(entry,))
    stored = StoredSource(id=1, source=KESTRIA, state=FetchState(), seen_once=True)
    Sources(db).record(stored, brought, START, first_read=5, max_age=timedelta(days=3))


@pytest.mark.parametrize(
    ("write", "table", "before"),
    [
        (meet, chats, ()),
        (ensure, subscriptions, (meet,)),
        (follow, follows, (meet, ensure)),
        (brief, briefings, (meet, ensure)),
        (invite, invites, ()),
        (read, articles, ()),
        (pull, entries, (declare,)),
    ],
)
def test_what_is_written_first_by_several_at_once_is_written_once(
    db: Database, write: Write, table: Any, before: tuple[Write, ...]
) -> None:
    for number in range(1, ROUNDS + 1):
        for earlier in before:
            earlier(db, number)
    together = Barrier(WRITERS)

    def at_once(number: int) -> Any:
        together.wait(30)
        return write(db, number)

    with ThreadPoolExecutor(WRITERS) as pool:
        for number in range(1, ROUNDS + 1):
            results = list(pool.map(at_once, [number] * WRITERS))
            if write is read:
                assert sorted(new for _, new in results) == [False] * (WRITERS - 1) + [True]
                assert len({article_id for article_id, _ in results}) == 1
    with db.read() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == ROUNDS


def test_who_first_invited_us_stays(db: Database) -> None:
    known = Chats(db, FakeClock())
    for invited_by in (None, 7, 8, None):
        known.meet(Chat(chat_id=1, type="group", title=f"Desk {invited_by}", invited_by=invited_by))
    found = known.get(1)
    assert found is not None
    assert (found.invited_by, found.title) == (7, "Desk None")
