"""Copies, revisions, subscription lists, robots."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.duplicates import BYTES, PLACES, SAME_TEXT, SignatureWindow, signature
from news.errors import FetchError, OpmlError
from news.fetch import Fetched
from news.opml import parse_opml, write_opml
from news.revisions import compare
from news.robots import Robots
from news.types import Article, Source

WIRE = (
    "PORT LUMEN — The foreign ministers of Valdoria and Kestria agreed on Monday to reopen the Amber Strait to ferries. "
    "The agreement, signed after nine hours of talks, takes effect on May 1. A joint commission of twelve members will inspect ships. "
    "Neither side would say who will chair it. Morvania's president welcomed the news and offered to host the commission's first session. "
    "The strait has been closed since the summer of 2029, when a patrol boat sank with four people on board."
)
OTHER = (
    "Ferries between Valdoria and Kestria are to sail again from the first of May under a deal reached in the port city of Lumen. "
    "Islanders cheered when the news came; fishermen were more careful. “We shall believe it when we see the boats,” one of them said. "
    "Details of how ships will be searched remain to be worked out, diplomats close to the negotiations conceded late in the evening."
)


def article(text: str, title: str = "Strait to reopen") -> Article:
    return Article(url="https://v.example/1", title=title, text=text)


def similarity(one: bytes, other: bytes) -> float:
    """The definition: the share of equal places."""
    if not one or not other:
        return 0.0
    return sum(one[at : at + 4] == other[at : at + 4] for at in range(0, BYTES, 4)) / PLACES


def test_a_wire_copy_is_told_from_another_report_of_the_same_event() -> None:
    copy = WIRE.replace("PORT LUMEN — ", "").replace("Neither side would say who will chair it. ", "")
    assert (
        similarity(signature(WIRE), signature(copy))
        >= SAME_TEXT
        > similarity(signature(WIRE), signature(OTHER))
    )
    assert similarity(signature(WIRE), signature(WIRE.upper().replace(",", ""))) > 0.95


@given(st.text(max_size=200))
def test_a_text_is_a_copy_of_itself(text: str) -> None:
    made = signature(text)
    assert len(made) in {0, BYTES}
    assert similarity(made, made) == (1.0 if made else 0.0)


NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 3), max_size=8), st.integers(0, 3), st.integers(0, 9))
def test_the_window_finds_what_one_by_one_finds(kinds: list[int], asked: int, forgotten: int) -> None:
    texts = ("", WIRE, OTHER, WIRE.replace("Monday", "Tuesday"))
    window = SignatureWindow()
    for key, kind in enumerate(kinds):
        for _ in range(2):  # what is known already is not added again
            window.add(key, NOON + timedelta(hours=key), signature(texts[kind]))
    window.forget(NOON + timedelta(hours=forgotten))
    expected = [
        key
        for key, kind in enumerate(kinds)
        if key >= forgotten and similarity(signature(texts[asked]), signature(texts[kind])) >= SAME_TEXT
    ]
    assert window.copies_of(signature(texts[asked])) == expected
    assert len(window) == sum(bool(kind) for kind in kinds[forgotten:])


def test_a_revision_tells_what_was_added_and_what_was_removed() -> None:
    before = "Twelve people were on board. The cause is not known. Talks go on."
    after = "Fourteen people were on board. Talks go on. A commission of inquiry will report to both parliaments in May."
    revision = compare(article(before), article(after))
    assert revision.added == (
        "Fourteen people were on board.",
        "A commission of inquiry will report to both parliaments in May.",
    )
    assert revision.removed == ("Twelve people were on board.", "The cause is not known.")
    assert revision.substantial


@pytest.mark.parametrize(
    ("after", "substantial"),
    [
        ("The ministers met on Monday , and left.", False),
        ("The ministers met on Monday and left in silence.", False),
        ("The 3 ministers met on Monday and left.", True),
    ],
)
def test_a_touch_is_not_substantial_but_a_number_is(after: str, substantial: bool) -> None:
    assert (
        compare(article("The ministers met on Monday and left."), article(after)).substantial == substantial
    )


def test_white_space_and_typography_are_no_change() -> None:
    one, other = article("“It holds,” she said.\nNo more."), article('"It holds," she said. No more.')
    assert not compare(one, other).changed


@given(st.text(max_size=120))
def test_a_text_is_no_revision_of_itself(text: str) -> None:
    assert not compare(article(text), article(text)).changed


SOURCES = (
    Source(name="Gazette & Sons", url="https://v.example/feed?a=1&b=2", region="Valdoria", language="en"),
    Source(name="Кестрия сегодня", url="https://k.example/rss", region="Kestria"),
)


def test_what_is_exported_can_be_imported() -> None:
    found = parse_opml(write_opml(SOURCES).encode(), "subs.opml")
    assert [(source.name, source.url, source.region) for source in found.sources] == [
        (s.name, s.url, s.region) for s in SOURCES
    ]
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"hello", "not an OPML"),
        (b"<opml><body></body></opml>", "holds no feeds"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml></opml>', "entities"),
        (b'<opml><body><outline xmlUrl="file:///etc/passwd"/></body></opml>', "holds no feeds"),
    ],
)
def test_a_file_that_is_no_list_is_named(body: bytes, words: str) -> None:
    with pytest.raises(OpmlError, match=words) as caught:
        parse_opml(body, "subs.opml")
    assert str(caught.value).startswith("subs.opml: ")


class Site:
    """Answers for robots.txt, and remembers how often it was asked."""

    def __init__(self, answer: bytes | FetchError) -> None:
        self.answer = answer
        self.asked: list[str] = []

    async def get(self, url: str, *, accept: str = "") -> Fetched:  # noqa: ARG002 - the Protocol's
        self.asked.append(url)
        if isinstance(self.answer, FetchError):
            raise self.answer
        return Fetched(url=url, final_url=url, body=self.answer)


RULES = b"User-agent: Attache\nDisallow: /closed\nAllow: /closed/but-this\n\nUser-agent: *\nDisallow: /"


@pytest.mark.anyio
async def test_the_rules_for_our_name_are_followed_and_asked_for_once_a_day() -> None:
    now = [0.0]
    site = Site(RULES)
    robots = Robots(site, clock=lambda: now[0])
    assert await robots.allows("https://v.example/news/1")
    assert not await robots.allows("https://v.example/closed/1")
    assert await robots.allows("https://v.example/closed/but-this")
    assert site.asked == ["https://v.example/robots.txt"]
    now[0] = 24 * 3600 + 1
    await robots.allows("https://v.example/news/1")
    assert len(site.asked) == 2


@pytest.mark.anyio
@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (None, True), (503, False)])
async def test_no_rules_allow_all_and_a_broken_server_refuses(status: int | None, allowed: bool) -> None:
    robots = Robots(Site(FetchError("https://v.example/robots.txt", "no", status=status)))
    assert await robots.allows("https://v.example/news/1") == allowed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Both sides will sign on Friday.", "Both sides will not sign on Friday."),
        ("The shelling lasted eleven days.", "The shelling lasted twelve days."),
    ],
)
def test_one_word_that_turns_a_fact_is_substantial(before: str, after: str) -> None:
    old = Article(url="https://kestria.example/1", title="Talks", text=before)
    assert compare(old, replace(old, text=after)).substantial
