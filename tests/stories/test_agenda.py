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
        ("The envoy's name will be announced on Thursday.", "en", date(2031, 5, 15)),
        ("The conference is scheduled for 4 January.", "en", date(2032, 1, 4)),
        ("Переговоры состоятся 20 мая в столице Остландии.", "ru", date(2031, 5, 20)),
        ("Le sommet se tiendra le 2 juin à Belgora.", "fr", date(2031, 6, 2)),
        ("La reunión se celebrará el 30 de mayo.", "es", date(2031, 5, 30)),
        ("Das Treffen findet am 5. Juni statt.", "de", date(2031, 6, 5)),
        ("Стороны договорились провести новый раунд переговоров 10 декабря.", "ru", date(2031, 12, 10)),
        ("Сторони домовилися відновити переговори 10 грудня.", "uk", date(2031, 12, 10)),
        (
            "Los dos países acordaron reabrir la frontera a partir del 15 de diciembre.",
            "es",
            date(2031, 12, 15),
        ),
        ("Les ministres sont convenus de rouvrir le pont le 3 juillet.", "fr", date(2031, 7, 3)),
        ("وستعقد الجولة المقبلة من المحادثات في مسقط يوم 10 ديسمبر.", "ar", date(2031, 12, 10)),
        ("وستعقد الجولة المقبلة من المحادثات في مسقط يوم 10 كانون الأول.", "ar", date(2031, 12, 10)),
        ("وستعقد الجولة المقبلة من المحادثات في مسقط يوم 10 كانون الثاني/يناير.", "ar", date(2032, 1, 10)),
        ("وستعقد الجولة المقبلة من المحادثات في مسقط يوم 3 يونيو / حزيران.", "ar", date(2031, 6, 3)),
        ("وستعقد القمة في الجزائر يوم 5 جويلية.", "ar", date(2031, 7, 5)),
        ("وستعقد القمة في الرباط يوم 5 شتنبر 2031.", "ar", date(2031, 9, 5)),
        ("ومن المقرر أن يصل الوفد إلى عمان الخميس.", "ar", date(2031, 5, 15)),
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
        "Grain will pass for two more years, the governments of both countries announced on Wednesday.",
    ],
)
def test_what_has_no_day_to_come_is_no_appointment(text: str) -> None:
    assert announcements(text, MONDAY, "en") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Acordaron reabrir el puente cerrado desde el 3 de marzo.", "es"),
        ("Стороны договорились продолжить консультации, сообщил министр 3 марта.", "ru"),
        ("وستعقد الجولة المقبلة في العاصمة التي زارها الوزير منذ 3 مارس.", "ar"),
    ],
)
def test_the_day_of_what_has_happened_is_no_appointment_in_any_language(text: str, language: str) -> None:
    assert announcements(text, MONDAY, language) == ()


@pytest.mark.parametrize(
    ("text", "language", "begin"),
    [
        ("NAIROBI — Talks will resume in Port Lanza on 21 May.", "en", "Talks will"),
        ("BELGORA.- La reunión de ministros se celebrará el 30 de mayo.", "es", "La reunión"),
    ],
)
def test_an_announcement_begins_behind_the_dateline(text: str, language: str, begin: str) -> None:
    (one,) = announcements(text, MONDAY, language)
    assert one.text.startswith(begin)
    assert text[one.span[0] : one.span[1]] == one.text


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
