"""Quotations whose marks are missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotes.unmarked import unmarked


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "We are ready to talk. We have said so for years,Varga stressed.",
            "We are ready to talk. We have said so for years",
            "Varga",
        ),
        (
            "I will not sign a paper that nobody has read, she added.",
            "I will not sign a paper that nobody has read",
            "she",
        ),
        (
            "Our army needs boots and not speeches, said Marek Stroud.",
            "Our army needs boots and not speeches",
            "Marek Stroud",
        ),
        (
            "The minister arrived at noon, officials said. We will sign in May and not a day later, he noted.",
            "We will sign in May and not a day later",
            "he",
        ),
    ],
)
def test_a_first_person_paragraph_that_ends_in_an_attribution_is_a_quotation(
    text: str, words: str, speaker: str
) -> None:
    (found,) = unmarked(text, ())
    assert text[found.start : found.end] == words
    assert text[slice(*found.speaker)] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The road was closed for three days, the police said.",
        "The ministry will publish the list on Monday, Ana Lind said.",
        "We waited for hours in the rain and nobody came.",
        "Yes, he said.",
    ],
)
def test_what_reporters_tell_in_their_own_words_is_no_quotation(text: str) -> None:
    assert list(unmarked(text, ())) == []


@given(st.text(alphabet="WeI said,.!? \nVargahe", max_size=150))
def test_words_and_speaker_never_overlap_and_lie_in_one_paragraph(text: str) -> None:
    for found in unmarked(text, ()):
        assert found.start < found.end <= found.speaker[0] < found.speaker[1] <= len(text)
        assert "\n" not in text[found.start : found.speaker[1]]
