from datetime import timedelta

import pytest

from store.database import Database
from store.ledger import person_key
from summarizer.stories.wording import Words, changes
from tests.stories.newsroom import MORNING, Newsroom

TALK = "Talks on the canal went on in Belgora. “{}” {} said. The canal has been shut since March."


def say(room: Newsroom, speaker: str, words: str, *, role: str | None = None, outlet: str = "Herald") -> None:
    room.speaker, room.role = speaker, role
    office = f" {speaker} is the {role}." if role else ""
    room.file(outlet, f"Canal talks {words[:20]}", TALK.format(words, speaker) + office)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavronov", "Sergey Lavronov"),
        ("President Olaf Brekke", "Olaf Brekke"),
        ("Olaf J. Brekke", "OLAF BREKKE"),
        ("Aleksandr Petrovsky", "Alexander Petrovskiy"),
        ("José Almeda", "Jose Almeda"),
    ],
)
def test_spellings_and_titles_of_one_full_name_are_one_person(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Irena Solberg", "Ivana Solberg"),
        ("Olaf Brekke", "Olga Brekke"),
        ("Jan Moen", "Jon Moen"),
        ("Tomas Ardel", "Tomas Arden"),
    ],
)
def test_different_names_are_never_one_person(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


@pytest.mark.parametrize("name", ["Solberg", "the minister", "President", "", "J. B."])
def test_less_than_a_full_name_is_nobody(name: str) -> None:
    assert person_key(name) is None


def test_a_person_is_found_by_any_spelling_by_surname_and_by_office(db: Database) -> None:
    room = Newsroom(db)
    say(
        room, "Sergei Lavronov", "We shall reopen the canal before winter", role="Ostlandish foreign minister"
    )
    room.pass_time(days=1)
    say(room, "Sergey Lavronov", "Nobody asked us about the tolls at all", outlet="Courier")
    for words in ("Sergey Lavronov", "lavronov", "Minister Lavronov", "the Ostlandish foreign minister"):
        (person,) = room.ledger.find(words)
        assert person.name == "Sergei Lavronov"
        assert [quote.outlet for quote in room.ledger.said([person.id])] == ["Courier", "Herald"]


def test_a_shared_surname_is_asked_about_not_guessed(db: Database) -> None:
    room = Newsroom(db)
    say(room, "Irena Solberg", "The canal will be dredged this summer")
    say(room, "Marta Solberg", "I know nothing about any canal dredging")
    assert [person.name for person in room.ledger.find("Solberg")] == ["Irena Solberg", "Marta Solberg"]


def test_quotes_are_kept_once_and_since_a_day(db: Database) -> None:
    room = Newsroom(db)
    say(room, "Irena Solberg", "The canal will be dredged this summer")
    say(room, "Irena Solberg", "canal will be dredged this summer", outlet="Courier")
    room.pass_time(days=2)
    say(room, "Irena Solberg", "The dredging must wait for autumn", outlet="Gazette")
    (person,) = room.ledger.find("Irena Solberg")
    assert len(room.ledger.said([person.id])) == 2
    assert [quote.outlet for quote in room.ledger.said([person.id], since=MORNING + timedelta(days=1))] == [
        "Gazette"
    ]


def test_keeping_an_article_twice_changes_nothing(db: Database) -> None:
    room = Newsroom(db)
    say(room, "Irena Solberg", "The canal will be dredged this summer")
    room.ledger.keep(1)
    (person,) = room.ledger.find("Irena Solberg")
    assert len(room.ledger.said([person.id])) == 1


def test_a_changed_wording_on_one_subject_is_put_side_by_side() -> None:
    quotes = [
        Words(id=1, text="We will reopen the Orlu crossing within ten days", at=MORNING),
        Words(id=2, text="The Orlu crossing stays shut until Kestria pays", at=MORNING + timedelta(days=3)),
        Words(id=3, text="Our herring quota is sacred", at=MORNING + timedelta(days=3)),
    ]
    (change,) = changes(quotes)
    assert (change.earlier, change.later) == (1, 2)
    assert "Orlu" in change.subject


def test_repeated_words_and_words_of_one_occasion_are_no_change() -> None:
    words = "We will reopen the Orlu crossing within ten days"
    assert (
        changes(
            [Words(id=1, text=words, at=MORNING), Words(id=2, text=words, at=MORNING + timedelta(days=1))]
        )
        == ()
    )
    other = "The Orlu crossing stays shut until Kestria pays"
    assert (
        changes(
            [Words(id=1, text=words, at=MORNING), Words(id=2, text=other, at=MORNING + timedelta(hours=1))]
        )
        == ()
    )
