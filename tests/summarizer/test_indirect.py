"""Speech reported without quoting."""

import pytest
from safetensors.numpy import load_file

from summarizer.key_quotes import choose
from summarizer.reading import read
from summarizer.report_input import ReportInput
from summarizer.report_net import ReportNet
from summarizer.reporter import CUE, PARAMETERS
from summarizer.syntax import Syntax
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


def test_a_text_of_one_word_and_a_text_of_none_report_nothing() -> None:
    assert quotes_of("Said.") == ()
    assert quotes_of("") == ()


def test_networks_that_agree_find_together_what_each_finds_alone() -> None:
    stored = load_file(PARAMETERS)
    own = {name: value for name, value in stored.items() if name.startswith(("words.", "0."))}
    again = {name.replace("0.", "1.", 1): value for name, value in own.items() if name.startswith("0.")}
    alone, together = ReportNet(own), ReportNet(own | again)
    text = (
        BEFORE + "Ana Lind said that her country would sign the river treaty in May, and the envoy denied it."
    )
    reading = read(text, Syntax())
    found = alone.find(ReportInput(reading, alone.rows), CUE)
    assert found
    assert together.find(ReportInput(reading, together.rows), CUE) == found
