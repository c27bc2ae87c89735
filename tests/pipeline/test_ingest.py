"""From sources to analysed articles, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.analyst import Analyst
from bot.ingest import Ingest, IngestSettings
from bot.metrics import Metrics
from bot.threads import Threads
from news.errors import FetchError, NoArticleError
from news.types import FetchState, Pull, Source
from store.articles import Articles, summary_from_json
from store.claims import Claims
from store.database import Database
from store.entries import Entries
from store.schema import articles, entries, quotes, revisions, sources
from store.sources import Sources
from tests.pipeline.conftest import Clock
from tests.pipeline.fakes import FakeJudge, FakeModel, FakeReader, article, entry

pytestmark = pytest.mark.anyio

KESTRIA = Source(name="Kestria Today", url="https://kestria.example/feed")
VALDORIA = Source(name="Valdoria Herald", url="https://valdoria.example/feed")
Build = Callable[[FakeReader], Ingest]


@pytest.fixture
def build(db: Database, clock: Clock, threads: Threads) -> Build:
    Sources(db).sync([KESTRIA, VALDORIA], clock())

    def make(reader: FakeReader) -> Ingest:
        return Ingest(
            reader=reader,
            judge=FakeJudge(),
            sources=Sources(db),
            entries=Entries(db),
            articles=Articles(db),
            claims=Claims(db, "me"),
            threads=threads,
            settings=IngestSettings(owner="me", first_read=1),
            metrics=Metrics(),
            now=clock,
        )

    return make


@pytest.fixture
def analyst(db: Database, clock: Clock, threads: Threads) -> Analyst:
    return Analyst(
        model=FakeModel(),
        articles=Articles(db),
        claims=Claims(db, "me"),
        threads=threads,
        owner="me",
        batch=4,
        metrics=Metrics(),
        now=clock,
    )


def _make_due(db: Database, clock: Clock) -> None:
    clock.forward(hours=1)
    Sources(db).make_due(clock())


async def test_of_a_first_fetch_only_the_newest_are_read_and_none_is_pushed(
    db: Database, build: Build
) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(3), entry(2), entry(1))
    await build(reader).drain()
    with db.read() as connection:
        states = {row.url: row.state for row in connection.execute(select(entries))}
        kept = connection.execute(select(articles)).all()
    assert states == {
        "https://kestria.example/3": "read",
        "https://kestria.example/2": "seen",
        "https://kestria.example/1": "seen",
    }
    assert [(row.url, row.push) for row in kept] == [("https://kestria.example/3", False)]


async def test_later_entries_are_read_and_pushed_once(db: Database, build: Build, clock: Clock) -> None:
    reader = FakeReader()
    ingest = build(reader)
    reader.brings(KESTRIA, entry(1))
    await ingest.drain()
    _make_due(db, clock)
    reader.brings(KESTRIA, entry(2), entry(1))
    await ingest.drain()
    _make_due(db, clock)
    await ingest.drain()
    with db.read() as connection:
        pushed = connection.scalars(select(articles.c.url).where(articles.c.push)).all()
    assert pushed == ["https://kestria.example/2"]
    assert reader.asked.count("https://kestria.example/2") == 1


async def test_a_source_that_fails_waits_its_time_when_the_others_are_asked_again(
    db: Database, build: Build, clock: Clock
) -> None:
    reader = FakeReader()
    waits = FetchState(failures=1, next_check_at=clock() + timedelta(hours=1))
    reader.pulls[KESTRIA.name] = Pull(source=KESTRIA, state=waits, status="failed", error="answers 500")
    reader.brings(VALDORIA, entry(1))
    ingest = build(reader)
    await ingest.drain()
    clock.forward(minutes=1)
    Sources(db).make_due(clock(), failing=False)
    await ingest.drain()
    assert [reader.asked.count(source.name) for source in (KESTRIA, VALDORIA)] == [1, 2]
    Sources(db).make_due(clock())
    await ingest.drain()
    assert reader.asked.count(KESTRIA.name) == 2


async def test_one_broken_source_never_stops_the_rest(db: Database, build: Build) -> None:
    reader = FakeReader()
    reader.fails(KESTRIA, "answers 500")
    reader.brings(VALDORIA, entry(1))
    await build(reader).drain()
    with db.read() as connection:
        errors = {row.name: row.error for row in connection.execute(select(sources))}
        count = len(connection.execute(select(articles)).all())
    assert errors == {"Kestria Today": "answers 500", "Valdoria Herald": None}
    assert count == 1


async def test_what_is_not_diplomacy_is_skipped_with_its_reason(db: Database, build: Build) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    reader.articles["https://kestria.example/1"] = article("https://kestria.example/1", "A football match.")
    await build(reader).drain()
    with db.read() as connection:
        row = connection.execute(select(entries)).one()
        assert connection.execute(select(articles)).first() is None
    assert (row.state, row.error) == ("skipped", "not diplomacy: 0.10")


async def test_an_entry_that_fails_is_tried_again_later_and_given_up_in_the_end(
    db: Database, build: Build, clock: Clock
) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    reader.articles["https://kestria.example/1"] = NoArticleError("https://kestria.example/1", "no article")
    ingest = build(reader)
    for _ in range(6):
        await ingest.drain()
        clock.forward(hours=12)
    with db.read() as connection:
        row = connection.execute(select(entries)).one()
    assert (row.state, row.attempts) == ("failed", 4)
    assert reader.asked.count("https://kestria.example/1") == 4


async def test_a_page_that_is_gone_is_not_asked_again(db: Database, build: Build) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    gone = FetchError("https://kestria.example/1", "is gone", status=410, permanent=True)
    reader.articles["https://kestria.example/1"] = gone
    await build(reader).drain()
    with db.read() as connection:
        assert connection.execute(select(entries)).one().state == "skipped"


async def test_the_same_words_elsewhere_are_a_wire_copy(db: Database, build: Build, clock: Clock) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    ingest = build(reader)
    await ingest.drain()
    _make_due(db, clock)
    reader.brings(VALDORIA, entry(2, url="https://valdoria.example/2"))
    await ingest.drain()
    with db.read() as connection:
        first, second = connection.execute(select(articles).order_by(articles.c.id)).all()
    assert first.wire_copy_of is None
    assert second.wire_copy_of == first.id


async def _read_two(db: Database, build: Build, clock: Clock, *, second: str, later: timedelta) -> None:
    """An article, and an hour on the same words and title at another address under another id."""
    reader = FakeReader()
    first = replace(article("https://kestria.example/1"), published=clock() - timedelta(hours=1))
    again = replace(first, url=second, published=clock() - timedelta(hours=1) + later)
    reader.articles = {first.url: first, again.url: again}
    reader.brings(KESTRIA, entry(1))
    ingest = build(reader)
    await ingest.drain()
    _make_due(db, clock)
    reader.brings(KESTRIA, entry(7, url=second))
    await ingest.drain()


async def test_a_source_that_changes_its_addresses_brings_no_article_twice(
    db: Database, build: Build, clock: Clock
) -> None:
    moved = "https://www.kestria.example/news/one"
    await _read_two(db, build, clock, second=moved, later=timedelta())
    with db.read() as connection:
        kept = connection.execute(select(articles)).one()
        read = connection.scalars(select(entries.c.article_id)).all()
    assert (kept.url, kept.revision, kept.wire_copy_of) == (moved, 0, None)
    assert read == [kept.id, kept.id]


async def test_a_later_article_with_the_words_of_the_first_stays_an_article(
    db: Database, build: Build, clock: Clock
) -> None:
    """A ministry's statements differ in a name and the day."""
    await _read_two(db, build, clock, second="https://kestria.example/2", later=timedelta(hours=1))
    with db.read() as connection:
        assert len(connection.execute(select(articles)).all()) == 2


async def test_a_changed_article_is_kept_as_a_revision_and_analysed_again(
    db: Database, build: Build, clock: Clock, analyst: Analyst
) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    ingest = build(reader)
    await ingest.drain()
    await analyst.drain()
    clock.forward(hours=2)
    reader.articles["https://kestria.example/1"] = article(
        "https://kestria.example/1", "They signed nothing."
    )
    assert await ingest.recheck() == 1
    await analyst.drain()
    with db.read() as connection:
        row = connection.execute(select(articles)).one()
        old = connection.execute(select(revisions)).one()
        words = connection.scalars(select(quotes.c.text)).all()
    assert row.revision == 1
    assert old.removed == [old.text]
    assert summary_from_json(row.summary).push[0].text == "They signed nothing."
    assert words == ["They si"]


async def test_a_withdrawn_page_is_marked_and_no_longer_rechecked(
    db: Database, build: Build, clock: Clock, analyst: Analyst
) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    ingest = build(reader)
    await ingest.drain()
    await analyst.drain()
    clock.forward(hours=2)
    url = "https://kestria.example/1"
    reader.articles[url] = FetchError(url, "is gone", status=410, permanent=True)
    assert await ingest.recheck() == 1
    clock.forward(hours=2)
    assert await ingest.recheck() == 0
    with db.read() as connection:
        assert connection.execute(select(articles)).one().withdrawn_at is not None


async def test_one_poisonous_article_of_a_batch_fails_alone(
    db: Database, build: Build, clock: Clock, analyst: Analyst
) -> None:
    reader = FakeReader()
    reader.brings(KESTRIA, entry(1))
    reader.brings(VALDORIA, entry(2))
    reader.articles["https://kestria.example/1"] = article("https://kestria.example/1", "poison in the text")
    await build(reader).drain()
    for _ in range(6):
        await analyst.drain()
        clock.forward(minutes=30)
    with db.read() as connection:
        states = {row.url: row.state for row in connection.execute(select(articles))}
    assert states == {"https://kestria.example/1": "failed", "https://kestria.example/2": "analysed"}


def test_a_lease_that_ran_out_is_taken_over_and_a_live_one_is_not(db: Database, clock: Clock) -> None:
    stores = Sources(db)
    stores.sync([KESTRIA], clock())
    lease = timedelta(minutes=5)
    assert len(stores.claim_due(clock(), owner="one", limit=9, lease=lease)) == 1
    assert stores.claim_due(clock(), owner="two", limit=9, lease=lease) == []
    clock.forward(minutes=6)
    assert len(stores.claim_due(clock(), owner="two", limit=9, lease=lease)) == 1


def test_a_source_that_left_the_configuration_is_off_and_keeps_its_articles(
    db: Database, clock: Clock
) -> None:
    stores = Sources(db)
    stores.sync([KESTRIA, VALDORIA], clock())
    stores.sync([VALDORIA], clock())
    assert [row.source.name for row in stores.all(enabled_only=True)] == ["Valdoria Herald"]
    assert len(stores.all()) == 2


def test_a_new_address_forgets_what_the_old_server_said(db: Database, clock: Clock) -> None:
    stores = Sources(db)
    stores.sync([KESTRIA], clock())
    with db.write() as connection:
        connection.execute(sources.update().values(etag='"x"', muted=True, failures=3))
    stores.sync([Source(name="Kestria Today", url="https://kestria.example/new")], clock())
    state = stores.all()[0].state
    assert (state.etag, state.muted, state.failures) == (None, False, 0)
