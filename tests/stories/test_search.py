import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database import Database
from store.search import Filters, Search, filters_of, snippet, unread, words_of
from tests.stories.newsroom import Newsroom
from tests.stories.test_desk import QUAKE, SUMMIT, SUMMIT_TOO


@pytest.fixture
def archive(db: Database) -> Database:
    room = Newsroom(db)
    room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(hours=1)
    room.file("Courier", "Valdoria and Kestria to reopen Orlu border crossing", SUMMIT_TOO)
    room.pass_time(hours=1)
    room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    return db


@pytest.mark.parametrize(
    "query", ["earthquake", "Earthquakes", "TAMARO earthquake", "quake tamaro", "harbour market"]
)
def test_words_find_their_article_in_any_form(archive: Database, query: str) -> None:
    assert Search(archive).find(query)[0].title == "Earthquake strikes Tamaro"


def test_every_word_must_match_while_some_article_has_them_all(archive: Database) -> None:
    assert {hit.outlet for hit in Search(archive).find("Orlu floods")} == {"Herald", "Courier"}
    assert [hit.title for hit in Search(archive).find("Orlu Harvest Tamaro")] != []


def test_words_in_the_title_come_before_words_in_the_text(archive: Database) -> None:
    assert Search(archive).find("Valdoria")[0].outlet == "Courier"


def test_the_index_follows_revisions_and_deletions(db: Database) -> None:
    room = Newsroom(db)
    article_id = room.read("Herald", "Earthquake strikes Tamaro", QUAKE)
    room.revise(article_id, QUAKE.replace("harbour market", "lighthouse"))
    search = Search(db)
    assert [hit.article_id for hit in search.find("lighthouse")] == [article_id]
    assert search.find("harbour market") == []
    room.pass_time(days=400)
    room.articles.prune(room.now)
    assert search.find("lighthouse") == []


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "a OR b) NEAR(", "title:x*", "'; DROP TABLE articles; --", "%_\\", "🙂", "\0x"]
)
def test_what_readers_type_is_never_syntax(archive: Database, query: str) -> None:
    assert isinstance(Search(archive).find(query), list)


@given(st.text(max_size=60))
def test_words_of_any_text_are_plain_words(text: str) -> None:
    assert all(word.strip() and "'" not in word and '"' not in word for word in words_of(text))


def test_a_snippet_of_the_first_sentence_begins_with_its_first_letter() -> None:
    assert snippet("ORLU — The border reopens.", ["border"]).startswith("ORLU")


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_a_snippet_is_words_of_the_text_in_order(body: str, words: list[str]) -> None:
    found = snippet(body, words).removesuffix("…")
    assert " ".join(found.split()) in " ".join(body.split())


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Müller besucht Tamaro", "muller"),
        ("Ёлка в Тамаро", "елка"),
        ("Сергей в Тамаро", "сергей"),
        ("Україна і Тамаро", "україна"),
        ("Київ і Тамаро", "Київ"),
    ],
)
def test_accents_are_no_hurdle_and_a_letter_is_one(db: Database, title: str, query: str) -> None:
    room = Newsroom(db)
    room.read("Herald", title, QUAKE)
    assert [hit.title for hit in Search(db).find(query)] == [title]


def test_a_withdrawn_article_is_not_found(archive: Database) -> None:
    room = Newsroom(archive)
    hit = Search(archive).find("Tamaro")[0]
    room.articles.checked(hit.article_id, room.now, withdrawn=True)
    assert Search(archive).find("Tamaro") == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("Orlu source:herald", {"Ministers agree to reopen Orlu crossing"}),
        ('Orlu source:"courier"', {"Valdoria and Kestria to reopen Orlu border crossing"}),
        ("Orlu lang:fr", set()),
        ("Orlu country:FR source:Courier", {"Valdoria and Kestria to reopen Orlu border crossing"}),
        ("Orlu country:de", set()),
        ("Orlu since:2031-05-12 until:2031-05-12 source:herald", {"Ministers agree to reopen Orlu crossing"}),
        ("Orlu until:2031-05-11", set()),
        ("Orlu since:2031-05-13", set()),
        ("Orlu -counterpart", {"Valdoria and Kestria to reopen Orlu border crossing"}),
        ("Orlu -counterpart -valdoria", set()),
    ],
)
def test_filters_narrow_what_is_found(archive: Database, query: str, titles: set[str]) -> None:
    assert {hit.title for hit in Search(archive).find(query)} == titles


@pytest.mark.parametrize(
    "query", ["title:x", "since:yesterday", "lang:french", "country:Iceland", "see:source:x"]
)
def test_what_only_looks_like_a_filter_is_words(query: str) -> None:
    assert filters_of(query) == (query, Filters())


@pytest.mark.parametrize(
    ("query", "odd"),
    [
        ("Orlu since:yesterday", "since:yesterday"),
        ("Orlu country:Nowhere lang:fr", "country:Nowhere"),
        ("Orlu since:2031-05-01 lang:fr -fish", None),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(query: str, odd: str | None) -> None:
    assert unread(query) == odd


@given(st.text(max_size=80))
def test_filters_of_any_text_leave_words_of_it(query: str) -> None:
    words, _ = filters_of(query)
    assert set(words.split()) <= set(query.split())
