from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, update

from bot.corrections import StoryCorrections, vanished
from bot.pushes import Pushes, Readers
from store.chats import Chat, Chats
from store.corrections import Corrections
from store.database import Database
from store.follows import Follows
from store.holds import Holds
from store.outbox import Outbox
from store.outbox_rows import Leased
from store.schema import articles, sources
from store.subscriptions import Subscriptions
from tests.stories.newsroom import Newsroom

TEXT = (
    "Morvania's finance minister Pavel Ostrin told parliament that 40 million crowns had been set aside for the harbour of Lunde. "
    "“We will rebuild the harbour before the winter storms come,” Ostrin said. The opposition asked for a longer debate."
)
CORRECTED = (
    "Morvania's finance minister Pavel Ostrin told parliament that 14 million crowns had been set aside for the harbour of Lunde. "
    "The opposition asked for a longer debate on the future of the harbour."
)
TITLE = "Morvania sets money aside for Lunde harbour"
CHAT = 7


class Reader:
    """One chat and everything that is sent to it."""

    def __init__(self, db: Database) -> None:
        self.room = Newsroom(db)
        self.room.speaker = "Pavel Ostrin"
        self.outbox = Outbox(db, self.now)
        subscriptions = Subscriptions(db, self.now)
        Chats(db, self.now).meet(Chat(chat_id=CHAT, type="private"))
        subscriptions.start(CHAT)
        readers = Readers(bot_name="attache_bot", now=self.now)
        self.pushes = Pushes(
            library=self.room.library, follows=Follows(db, self.now), subscriptions=subscriptions, outbox=self.outbox,
            holds=Holds(db), readers=readers, now=self.now, threshold=0.0, max_age=timedelta(hours=12),
        )  # fmt: skip
        self.corrections = StoryCorrections(
            corrections=Corrections(db), desk=self.room.desk, library=self.room.library, outbox=self.outbox,
            subscriptions=subscriptions, readers=readers, now=self.now,
        )  # fmt: skip

    def now(self) -> datetime:
        return self.room.now

    def was_pushed(self) -> int:
        """File, tell and send the article; its id."""
        article_id = self.room.read("Herald", TITLE, TEXT)
        filed = self.room.desk.file(article_id)
        assert filed is not None
        assert self.pushes.tell(filed.story_id) == 1
        self.send(message_id=101)
        return article_id

    def send(self, *, message_id: int) -> Leased:
        """What delivery does with the next row."""
        (row,) = self.outbox.claim("test", limit=5, lease_s=60)
        assert self.outbox.sending(row)
        assert self.outbox.sent(row, message_id)
        return row


def test_a_changed_article_edits_the_message_and_says_that_a_quote_is_gone(db: Database) -> None:
    reader = Reader(db)
    article_id = reader.was_pushed()
    reader.room.pass_time(hours=2)
    reader.room.revise(article_id, CORRECTED)
    reader.room.desk.file(article_id)
    assert reader.corrections.correct(article_id) == 1
    row = reader.send(message_id=101)
    assert row.kind == "correction"
    assert row.edits == 101
    assert "14 million" in row.payload["html"]
    assert "40 million" not in row.payload["html"]
    assert "winter storms" not in row.payload["html"]


def test_correcting_twice_edits_once(db: Database) -> None:
    reader = Reader(db)
    article_id = reader.was_pushed()
    reader.room.revise(article_id, CORRECTED)
    reader.room.desk.file(article_id)
    assert reader.corrections.correct(article_id) == 1
    assert reader.corrections.correct(article_id) == 0


def test_an_article_that_nobody_was_told_of_corrects_nothing(db: Database) -> None:
    reader = Reader(db)
    article_id = reader.room.read("Herald", TITLE, TEXT, push=False)
    reader.room.desk.file(article_id)
    reader.room.revise(article_id, CORRECTED)
    reader.room.desk.file(article_id)
    assert reader.corrections.correct(article_id) == 0


def test_a_withdrawn_article_strikes_the_message(db: Database) -> None:
    reader = Reader(db)
    article_id = reader.was_pushed()
    reader.room.pass_time(hours=1)
    reader.room.articles.checked(article_id, reader.room.now, withdrawn=True)
    assert reader.corrections.sweep() == 1
    assert reader.corrections.sweep() == 0
    row = reader.send(message_id=101)
    assert row.edits == 101
    assert "<s>" in row.payload["html"]


def test_a_withdrawal_is_told_once_and_again_after_a_return(db: Database) -> None:
    reader = Reader(db)
    article_id = reader.was_pushed()
    long_ago = reader.room.now - timedelta(days=1)
    known = Corrections(db)
    assert known.untold(long_ago) == []
    reader.room.articles.checked(article_id, reader.room.now, withdrawn=True)
    assert known.untold(long_ago) == [article_id]
    reader.corrections.sweep()
    assert known.untold(long_ago) == [], "nothing is left to do"
    stored = reader.room.articles.get(article_id)
    assert stored is not None
    with db.write() as connection:
        named = insert(sources).values(
            name="Herald", url="https://herald.example/feed", created_at=long_ago, next_check_at=long_ago
        )
        source_id = connection.execute(named.returning(sources.c.id)).scalar_one()
        connection.execute(update(articles).values(source_id=source_id))
    moved = replace(stored.article, url="https://herald.example/moved")
    assert reader.room.articles.move(article_id, moved, source_id=source_id)
    reader.room.articles.checked(article_id, reader.room.now, withdrawn=True)
    assert known.untold(long_ago) == [article_id]


def test_what_was_held_when_its_article_was_withdrawn_is_corrected_once_it_was_sent(db: Database) -> None:
    reader = Reader(db)
    subscriptions = Subscriptions(db, reader.now)
    mine = subscriptions.find(CHAT)
    assert mine is not None
    night = reader.room.now + timedelta(hours=8)
    subscriptions.change(mine.id, muted_until=night)
    article_id = reader.room.read("Herald", TITLE, TEXT)
    filed = reader.room.desk.file(article_id)
    assert filed is not None
    reader.pushes.tell(filed.story_id)
    reader.room.articles.checked(article_id, reader.room.now, withdrawn=True)
    assert reader.corrections.sweep() == 0
    reader.room.pass_time(hours=9)
    (held,) = Holds(db).due(reader.now())
    Holds(db).let_go(held.ids)
    reader.send(message_id=101)
    assert reader.corrections.sweep() == 1
    assert Corrections(db).untold(reader.room.now - timedelta(days=1)) == []


def revised_before_it_was_sent(reader: Reader) -> int:
    article_id = reader.room.read("Herald", TITLE, TEXT)
    filed = reader.room.desk.file(article_id)
    assert filed is not None
    assert reader.pushes.tell(filed.story_id) == 1
    reader.room.pass_time(hours=1)
    reader.room.revise(article_id, CORRECTED)
    reader.room.desk.file(article_id)
    assert reader.corrections.correct(article_id) == 0, "nothing was sent yet"
    reader.room.articles.set_state(article_id, "told")
    return article_id


def test_what_waited_when_its_article_changed_is_corrected_once_it_was_sent(db: Database) -> None:
    reader = Reader(db)
    revised_before_it_was_sent(reader)
    assert reader.corrections.sweep() == 0, "it still waits"
    reader.room.pass_time(hours=1)
    assert "40 million" in reader.send(message_id=101).payload["html"]
    assert reader.corrections.sweep() == 1
    assert "14 million" in reader.send(message_id=101).payload["html"]
    assert Corrections(db).untold(reader.room.now - timedelta(days=1)) == []


def test_what_was_sent_with_the_new_words_is_not_called_corrected(db: Database) -> None:
    reader = Reader(db)
    subscriptions = Subscriptions(db, reader.now)
    mine = subscriptions.find(CHAT)
    assert mine is not None
    subscriptions.change(mine.id, muted_until=reader.room.now + timedelta(hours=8))
    revised_before_it_was_sent(reader)
    reader.room.pass_time(hours=9)
    assert reader.pushes.release() == 1
    assert "14 million" in reader.send(message_id=101).payload["html"]
    assert reader.corrections.sweep() == 0
    assert reader.outbox.claim("test", limit=5, lease_s=60) == []


def test_of_two_corrections_that_wait_the_newer_words_stay(db: Database) -> None:
    reader = Reader(db)
    article_id = reader.was_pushed()
    for number in (14, 15):
        reader.room.pass_time(hours=1)
        reader.room.revise(article_id, CORRECTED.replace("14", str(number)))
        reader.room.desk.file(article_id)
        assert reader.corrections.correct(article_id) == 1
    row = reader.send(message_id=101)
    assert "15 million" in row.payload["html"]
    assert reader.outbox.claim("test", limit=5, lease_s=60) == []


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("<blockquote>“We will <b>rebuild</b> the harbour”\n— Pavel Ostrin</blockquote>", ()),
        (
            "<blockquote>“We shall never rebuild &amp; never pay”</blockquote>",
            ("We shall never rebuild & never pay",),
        ),
        ("no quotes at all", ()),
    ],
)
def test_a_quote_vanished_when_no_standing_article_has_its_words(message: str, gone: tuple[str, ...]) -> None:
    assert vanished(message, [TEXT]) == gone
