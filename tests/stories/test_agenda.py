from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database import Database
from summarizer.stories.agenda import announcements, resolve
from tests.stories.newsroom import Newsroom

MONDAY = datetime(2031, 5, 12, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("The two ministers will meet in Port Lanza on 21 May.", "en", date(2031, 5, 21)),
        ("Parliament is due to vote on the treaty on Thursday.", "en", date(2031, 5, 15)),
        ("The summit will be held on June 3, 2031, in Belgora.", "en", date(2031, 6, 3)),
        ("On Wednesday envoys will discuss the draft.", "en", date(2031, 5, 14)),
        ("Talks are set to resume tomorrow.", "en", date(2031, 5, 13)),
        ("The conference is scheduled for 4 January.", "en", date(2032, 1, 4)),
        ("Переговоры состоятся 20 мая в столице Остландии.", "ru", date(2031, 5, 20)),
        ("Le sommet se tiendra le 2 juin à Belgora.", "fr", date(2031, 6, 2)),
        ("La reunión se celebrará el 30 de mayo.", "es", date(2031, 5, 30)),
        ("Das Treffen findet am 5. Juni statt.", "de", date(2031, 6, 5)),
    ],
)
def test_an_announced_day_is_resolved_against_the_articles_own(text: str, language: str, day: date) -> None:
    assert [one.on for one in announcements(text, MONDAY, language)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Port Lanza on Monday.",
        "Solberg said on Tuesday that she will not resign.",
        "The talks, held on 3 May, will be remembered.",
        "The two sides will meet in the coming weeks.",
        "Emissions will fall by half by 2045.",
        "Ardel tweeted Tuesday that it may never happen.",
    ],
)
def test_what_has_no_day_to_come_is_no_appointment(text: str) -> None:
    assert announcements(text, MONDAY, "en") == ()


@given(st.text(max_size=300))
def test_an_announcement_is_a_slice_of_its_article(text: str) -> None:
    for one in announcements(text + " Ministers will meet on 21 May.", MONDAY, "en"):
        body = text + " Ministers will meet on 21 May."
        assert body[one.span[0] : one.span[1]] == one.text


def test_a_past_date_is_not_moved_into_the_future() -> None:
    assert resolve("3 May 2029", MONDAY, "en") is None


def test_the_agenda_lists_an_event_once_with_its_newest_words(db: Database) -> None:
    room = Newsroom(db)
    text = "Irena Solberg and Tomas Ardel will meet in Port Lanza on 21 May. The Orlu border crossing is on the agenda."
    first = room.file("Herald", "Solberg and Ardel to meet", text)
    room.pass_time(hours=1)
    second = room.file(
        "Courier", "Solberg and Ardel to meet in Port Lanza", text.replace("will meet", "are to meet")
    )
    assert second.story_id == first.story_id
    (item,) = room.agenda.between(date(2031, 5, 12), date(2031, 5, 31))
    assert (item.on, item.outlet, item.story_id) == (date(2031, 5, 21), "Courier", first.story_id)
    assert room.agenda.between(date(2031, 5, 12), date(2031, 5, 31), country="DE") == []
    assert room.agenda.between(date(2031, 5, 22), date(2031, 5, 31)) == []
