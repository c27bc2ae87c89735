"""Old stories go with their articles; what still stands, and the newest, stay as they are."""

from datetime import timedelta

from store.chats import Chat, Chats
from store.database import Database
from store.follows import Follow, Follows
from store.schema import follows
from store.stories import Stories
from store.subscriptions import Subscriptions
from tests.stories.newsroom import MORNING, Newsroom
from tests.stories.test_desk import QUAKE, SUMMIT, SUMMIT_NEWS


def test_a_story_whose_articles_are_deleted_goes_too_and_no_other(db: Database) -> None:
    room = Newsroom(db)
    old = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(days=200)
    new = room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    before = room.now - timedelta(days=180)
    assert Stories(db).prune(before) == 0, "its article still stands"
    assert room.articles.prune(before) == 1
    assert Stories(db).prune(before) == 1
    assert Stories(db).current(old.story_id) is None
    assert room.library.story(new.story_id) is not None
    assert Stories(db).prune(before) == 0


def test_the_newest_story_keeps_its_number_to_itself(db: Database) -> None:
    room = Newsroom(db)
    only = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(days=200)
    room.articles.prune(room.now)
    Stories(db).prune(room.now)
    room.desk = room.new_desk()
    later = room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    assert later.story_id > only.story_id


def test_follows_of_a_deleted_story_go(db: Database) -> None:
    room = Newsroom(db)
    old = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    Chats(db, lambda: MORNING).meet(Chat(chat_id=1, type="private"))
    Subscriptions(db, lambda: MORNING).start(1, 0, language="en", timezone="UTC")
    subscription = Subscriptions(db, lambda: MORNING).find(1)
    assert subscription is not None
    Follows(db, lambda: MORNING).add(
        subscription.id, Follow(kind="story", value=str(old.story_id), label="Talks")
    )
    room.pass_time(days=200)
    room.file("Courier", "Earthquake strikes Tamaro", QUAKE)
    room.articles.prune(room.now - timedelta(days=180))
    Stories(db).prune(room.now - timedelta(days=180))
    with db.read() as connection:
        assert connection.execute(follows.select()).first() is None


def test_a_merged_story_leads_on_for_as_long_as_its_like(db: Database) -> None:
    room = Newsroom(db)
    first = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    other = room.file("Gazette", "Earthquake strikes Tamaro", QUAKE)
    stories = Stories(db)
    stories.file([room.read("Courier", "Kestrian parliament rejects it", SUMMIT_NEWS)], first.story_id)
    moved = [one.article_id for one in stories.accounts(other.story_id)]
    stories.file(moved, first.story_id)
    assert stories.close_empty([other.story_id], first.story_id) == [other.story_id]
    stories.prune(room.now)
    assert stories.current(other.story_id) == first.story_id
