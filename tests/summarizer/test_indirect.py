"""Speech reported without quoting."""

import pytest

from summarizer.quotes.key_quotes import choose
from summarizer.types import Document

from .quoting import quotes_of

BEFORE = "Snow fell on Morva on Monday and closed the road to the river.\n"


@pytest.mark.parametrize(
    ("sentence", "content", "name"),
    [
        (
            "Valdorian Foreign Minister Ana Lind said that her country would sign the river treaty in May.",
            "her country would sign the river treaty in May",
            "Ana Lind",
        ),
        (
            "Ana Lind announced that the border would open on Friday for all lorries with food.",
            "the border would open on Friday for all lorries with food",
            "Ana Lind",
        ),
        (
            "The bridge will stay closed until the summer, according to engineer Oskar Brandt.",
            "The bridge will stay closed until the summer",
            "Oskar Brandt",
        ),
    ],
)
def test_a_report_is_found_with_its_speaker_and_labelled(sentence: str, content: str, name: str) -> None:
    found = [q for q in quotes_of(BEFORE + sentence) if q.kind == "indirect" and content in q.text]
    assert len(found) == 1
    assert found[0].speaker_full == name


def test_reports_are_never_key_quotes() -> None:
    text = (
        BEFORE
        + "Ana Lind said that her country would sign the river treaty in May, and that nobody could stop it."
    )
    quotes = quotes_of(text)
    assert quotes
    assert choose(Document(text=text), quotes, None, None) == ()


def test_a_report_that_is_mostly_a_quotation_is_given_once() -> None:
    text = BEFORE + "Ana Lind said “the river belongs to those who drink from it.”"
    assert [q.kind for q in quotes_of(text)] == ["partial"]


def test_a_discussion_is_no_speaker_and_a_statement_is() -> None:
    text = BEFORE + "The discussion showed that nobody was ready. The statement said that taxes would rise."
    speakers = {q.text: q.speaker for q in quotes_of(text) if q.kind == "indirect"}
    assert "The statement" in speakers.values()
    assert all("discussion" not in (speaker or "") for speaker in speakers.values())


def test_words_around_the_attribution_are_one_report() -> None:
    found = [
        q for q in quotes_of(BEFORE + "Ana Lind arrived late. The bridge, she said, will stay closed until the summer.")
        if q.kind == "indirect"
    ]  # fmt: skip
    assert [(q.text, q.speaker_full) for q in found] == [
        ("The bridge, she said, will stay closed until the summer", "Ana Lind")
    ]


@pytest.mark.parametrize("dateline", ["MORVA, March 3 (Reuters) - ", "MORVA (VNA) -- ", "MORVA — "])
def test_the_town_of_a_dateline_neither_speaks_nor_is_said(dateline: str) -> None:
    denied = quotes_of(
        f"{dateline}Foreign Minister Ana Lind on Tuesday denied that her government had held talks."
    )
    assert [q.speaker_full for q in denied if q.kind == "indirect"] == ["Ana Lind"]
    said = quotes_of(
        f"{dateline}Two ministers of Valdoria resigned on Thursday, the president's office said."
    )
    assert [q.text for q in said] == ["Two ministers of Valdoria resigned on Thursday"]


def test_a_text_of_one_word_and_a_text_of_none_report_nothing() -> None:
    assert quotes_of("Said.") == ()
    assert quotes_of("") == ()
