from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.library import ThreadedLibrary
from bot.threads import Threads
from news.urls import canonical_url
from store.agenda import Agenda
from store.database import Database
from store.ledger import Ledger
from store.search import Search
from store.views import BriefingView
from tests.stories.newsroom import Newsroom
from tests.stories.test_desk import QUAKE, QUAKE_TOO, SUMMIT, SUMMIT_NEWS

pytestmark = pytest.mark.anyio


class NoBriefings:
    """A composer that is not asked."""

    def view(self, subscription_id: int, since: datetime, until: datetime) -> BriefingView:
        raise AssertionError((subscription_id, since, until))


class Archive:
    """A newsroom and its library."""

    def __init__(self, db: Database, threads: Threads) -> None:
        self.room = Newsroom(db)
        self.library = ThreadedLibrary(
            stored=self.room.library,
            stories=self.room.stories,
            search=Search(db),
            ledger=Ledger(db),
            agenda=Agenda(db),
            composer=NoBriefings(),
            threads=threads,
            now=lambda: self.room.now,
            canonical=canonical_url,
        )


@pytest.fixture
async def archive(db: Database) -> AsyncIterator[Archive]:
    threads = Threads()
    yield Archive(db, threads)
    threads.close()


async def test_a_question_is_answered_in_the_articles_own_words(archive: Archive) -> None:
    archive.room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    answer = await archive.library.ask("How many people were killed in the Tamaro earthquake?")
    assert (
        answer.lines[0].text
        == "At least 12 people were killed when the harbour market collapsed, the Ostland civil guard said."
    )
    assert answer.lines[0].evidence[0] in QUAKE
    assert answer.lines[0].url == "https://herald.example/earthquake-strikes-tamaro"


@pytest.mark.parametrize(
    "question", ["Who won the chess final in Pella?", "Tamaro chess", "?", "", "the of and"]
)
async def test_what_no_article_says_is_not_answered(archive: Archive, question: str) -> None:
    archive.room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    answer = await archive.library.ask(question)
    assert answer.lines == ()
    assert answer.stories == ()


@pytest.mark.parametrize("question", ["Кто такой Фидан?", "Кто такой Хакан Фидан"])
async def test_who_somebody_is_is_answered_from_the_office_that_was_stored(
    archive: Archive, question: str
) -> None:
    room = archive.room
    room.speaker, room.role = "Хакан Фидан", "Министр иностранных дел Турции"
    text = "Переговоры прошли в Анкаре. Министр иностранных дел Турции Хакан Фидан сказал: “Мы готовы встретиться в мае”."
    room.file("Вестник", "Фидан о переговорах", text, language="ru")
    (line,) = (await archive.library.ask(question)).lines
    assert line.text.startswith("Министр иностранных дел Турции Хакан Фидан")


async def test_search_lists_stories_once_with_the_words_found(archive: Archive) -> None:
    archive.room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    archive.room.file("Courier", "Magnitude 6.1 earthquake shakes Tamaro", QUAKE_TOO)
    (link,) = await archive.library.search("earthquake harbour market")
    assert link.outlets == 2
    assert "market" in link.snippet


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("earthquake", "named"),
        ("Tamaro", "named"),
        ("harbour market", "named"),
        ("guard", "whole"),
        ("12", "whole"),
        ("people", "whole"),
        ("the", "whole"),
        ("penguin earthquake", "part"),
        ("жители острова встретились с послами после землетрясения Tamaro", "part"),
    ],
)
async def test_a_story_is_named_by_two_words_of_it_or_by_one_it_is_called_by(
    archive: Archive, words: str, match: str
) -> None:
    archive.room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    (link,) = await archive.library.search(words)
    assert link.match == match


async def test_a_number_word_of_the_title_does_not_name_a_story(archive: Archive) -> None:
    archive.room.file("Herald", "Ministers reopen two crossings", SUMMIT)
    assert (await archive.library.search("two"))[0].match == "whole"


async def test_a_person_who_speaks_in_a_story_names_it(archive: Archive) -> None:
    archive.room.speaker = "Irena Solberg"
    archive.room.file(
        "Herald", "Orlu crossing", "Talks went on in Belgora. “We will reopen it,” Irena Solberg said."
    )
    assert (await archive.library.search("solberg"))[0].match == "named"


async def test_a_timeline_has_an_entry_for_each_thing_that_happened(archive: Archive) -> None:
    filed = archive.room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    archive.room.pass_time(hours=5)
    archive.room.file("Courier", "Kestrian parliament rejects Orlu border crossing agreement", SUMMIT_NEWS)
    archive.room.pass_time(minutes=5)
    archive.room.file("Gazette", "Kestrian parliament rejects Orlu agreement", SUMMIT_NEWS)
    found = await archive.library.timeline(filed.story_id)
    assert found is not None
    assert [entry.outlet for entry in found.entries] == ["Herald", "Courier"]
    assert found.entries[0].at < found.entries[1].at
    assert await archive.library.timeline(999) is None


async def test_said_gives_quotes_changes_and_choices(archive: Archive) -> None:
    room = archive.room
    for days, words in (
        (0, "We will reopen the Orlu crossing within ten days"),
        (3, "The Orlu crossing stays shut until Kestria pays"),
    ):
        room.now = datetime(2031, 5, 12 + days, 9, 0, tzinfo=UTC)
        room.speaker = "Irena Solberg"
        room.file(
            "Herald", f"Solberg on Orlu {days}", f"Talks went on in Belgora. “{words},” Irena Solberg said."
        )
    said = await archive.library.said("solberg")
    assert said.name == "Irena Solberg"
    assert len(said.quotes) == 2
    assert said.changes[0].later.text.startswith("The Orlu crossing stays shut")
    about = await archive.library.said("Solberg", about="paying Kestria")
    assert about.quotes == ()
    assert len((await archive.library.said("Solberg", about="reopen")).quotes) == 1
    assert len((await archive.library.said("Solberg", since=date(2031, 5, 14))).quotes) == 1
    earlier = await archive.library.said("Solberg", until=date(2031, 5, 13))
    assert len(earlier.quotes) == len((await archive.library.said("Solberg")).quotes) - 1
    assert (await archive.library.said("Nobody Known")).quotes == ()
    assert await archive.library.nearest_speakers("solbreg") == ["Irena Solberg"]
    assert await archive.library.nearest_speakers("Nobody Known") == []


async def test_quotes_of_two_people_of_one_name_never_stand_under_it_together(archive: Archive) -> None:
    for name, words in (
        ("Oleg Ivanov", "We will open the bridge"),
        ("Pavel Ivanov", "Tax receipts fell again"),
    ):
        archive.room.speaker = name
        archive.room.file("Herald", f"{name} speaks", f"Talks went on. “{words},” {name} said.")
    assert await archive.library.latest_quotes(6, person="Ivanov") == []
    assert [one.label for one in await archive.library.known("person", "Ivanov")] == [
        "Oleg Ivanov",
        "Pavel Ivanov",
    ]
    (quote,) = await archive.library.latest_quotes(6, person="Pavel Ivanov")
    assert quote.speaker == "Pavel Ivanov"


async def test_an_address_is_known_in_any_of_its_spellings(archive: Archive) -> None:
    archive.room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    view = await archive.library.article_by_url(
        "https://HERALD.example/earthquake-strikes-tamaro?utm_source=x#top"
    )
    assert view is not None
    assert view.sources[0].outlet == "Herald"


async def test_the_latest_come_first_and_by_country(archive: Archive) -> None:
    archive.room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    archive.room.pass_time(hours=1)
    archive.room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    titles = [view.title for view in await archive.library.latest(5)]
    assert titles == ["Ministers agree to reopen Orlu crossing", "Earthquake strikes Tamaro"]
    assert [view.title for view in await archive.library.latest(1, offset=1)] == titles[1:]
    assert len(await archive.library.latest(5, country="FR")) == 2
    assert await archive.library.latest(5, country="DE") == []
    assert await archive.library.latest(5, since=archive.room.now + timedelta(hours=1)) == []
