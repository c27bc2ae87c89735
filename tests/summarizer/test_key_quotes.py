"""Which quotations are shown, and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotes.key_quotes import (
    CUT,
    LONGEST,
    attribution,
    choose,
    display,
    is_exact,
    is_showable,
    reported,
    worth_reading,
)
from summarizer.types import Document, Line, Quote, Summary


def quote(
    text: str, *, start: int = 0, speaker: str | None = "Lind", full: str | None = "Ana Lind", **more: object
) -> Quote:
    values = {"kind": "direct", "confidence": 0.95, "role": "Valdorian foreign minister", **more}
    return Quote(text=text, start=start, end=start + len(text), speaker=speaker, speaker_full=full, **values)  # type: ignore[arg-type] # free keywords of the tests


LONG = "We will sign the river treaty in May, and nobody will stop us."


def test_name_and_role_are_shown_as_the_article_words_them() -> None:
    assert attribution(quote(LONG)) == "Ana Lind, Valdorian foreign minister"


def test_an_outlet_that_carried_the_words_is_named() -> None:
    assert attribution(quote(LONG, via="NNC")) == "Ana Lind, Valdorian foreign minister · via NNC"


def test_a_speaker_without_full_name_is_shown_as_the_mention_but_a_pronoun_is_not() -> None:
    assert attribution(quote(LONG, speaker="the spokesman", full=None)) == "The spokesman"
    assert attribution(quote(LONG, speaker="he", full=None)) == ""


def test_the_comma_before_he_said_is_not_shown() -> None:
    assert display(quote("We will sign,"))[0] == "We will sign"


def test_a_long_quotation_loses_whole_sentences_and_says_so() -> None:
    words, _ = display(quote(" ".join(f"This is sentence number {n} of a long speech." for n in range(40))))
    assert words.endswith(f"speech. {CUT}")
    assert len(words) <= LONGEST + len(CUT) + 1


@pytest.mark.parametrize(
    "bad",
    [
        quote(LONG, confidence=0.5),
        quote(LONG, kind="indirect"),
        quote("boundless", kind="partial"),
        quote("We agree."),
        quote(LONG, speaker="he", full=None),
        quote(LONG, speaker=None, full=None),
    ],
)
def test_what_is_uncertain_partial_or_nobodys_is_no_key_quote(bad: Quote) -> None:
    assert not is_showable(bad)
    assert choose(Document(text=bad.text), [bad], None, None) == ()


def test_one_who_speaks_most_does_not_take_every_place() -> None:
    lines = [
        ("We will sign the river treaty in May of next year.", "Lind", "Ana Lind"),
        ("Our farmers have waited for this water for ten years.", "Lind", "Ana Lind"),
        ("The next step belongs to the parliament of Valdoria alone.", "Lind", "Ana Lind"),
        ("This treaty takes the bread from our own villages.", "Brandt", "Oskar Brandt"),
    ]
    text, quotes, at = "", [], 0
    for words, speaker, full in lines:
        quotes.append(quote(words, start=at, speaker=speaker, full=full))
        text += words + "\n"
        at = len(text)
    chosen = choose(Document(text=text, title="The river treaty"), quotes, None, None)
    assert [q.start for q in chosen] == sorted(q.start for q in chosen)
    assert {q.speaker_full for q in chosen} == {"Ana Lind", "Oskar Brandt"}


def test_words_that_the_summary_already_quotes_come_last() -> None:
    others = [
        "Our farmers have waited ten years for this water.",
        "The bread of our villages comes from that river.",
        "Nobody in Morva wants another dry winter.",
    ]
    text = "\n".join([LONG, *others])
    quotes = [
        quote(words, start=text.index(words), full=f"Speaker {n}") for n, words in enumerate([LONG, *others])
    ]
    line = Line(text=f"“{LONG}”, Lind said.", how="copied", evidence=((0, len(LONG)),))
    summary = Summary(language="en", headline=None, push=(line,), bullets=())
    assert LONG not in [q.text for q in choose(Document(text=text), quotes, summary, None)]


@given(
    st.text(alphabet="ab. ,!?\n\u00a0“”cd", min_size=1, max_size=900).filter(lambda s: s.strip(" ,.\n\u00a0"))
)
def test_what_is_shown_is_always_the_articles(text: str) -> None:
    words, _ = display(quote(text))
    assert is_exact(words, text)


def test_changed_words_are_not_exact() -> None:
    assert not is_exact("We will not sign.", "We will sign.")
    assert not is_exact("Second. […] First.", "First. Second.")
    assert is_exact("First. […] Third.", "First. Second.\n Third.")


def test_a_list_of_all_quotes_leaves_out_paraphrases_of_nobody() -> None:
    said = Quote(text="it would end", start=0, end=12, kind="indirect", speaker="Lind")
    nobody = Quote(text="the river", start=20, end=29, kind="indirect")
    words = Quote(text="It will end.", start=40, end=52, kind="direct")
    assert worth_reading((said, nobody, words)) == (said, words)


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue", "shown"),
    [
        ("It rained. Army spokesman Brandt denied that any prisoner had been killed.", "that any prisoner had been killed", "Brandt", "denied",
         "Brandt denied that any prisoner had been killed"),
        ("She did not, however, rule out that talks could begin.", "that talks could begin", "She", "rule",
         "She did not, however, rule out that talks could begin"),
        ("It is not true that Lind said the war was over, by the way.", "the war was over", "Lind", "said",
         "It is not true that Lind said the war was over"),
        ("It rained.\nThe clinic was bombed on purpose, Lind also claimed, without offering evidence. It rained.", "The clinic was bombed on purpose", "Lind", "claimed",
         "The clinic was bombed on purpose, Lind also claimed, without offering evidence."),
        ("According to Lind, Kestria also expressed interest in trade.", "interest in trade", "Kestria", "expressed",
         "According to Lind, Kestria also expressed interest in trade"),
        ("MORVA (VNA) - Lind said the war was over.", "the war was over", "Lind", "said", "Lind said the war was over"),
        ("Lind left. The war was over.", "The war was over", "Lind", None, "The war was over"),
    ],
)  # fmt: skip
def test_a_report_is_told_with_what_may_turn_its_sense(
    text: str, words: str, speaker: str, cue: str | None, shown: str
) -> None:
    at, who = text.index(words), text.index(speaker)
    report = Quote(
        text=words, start=at, end=at + len(words), kind="indirect", speaker=speaker, speaker_start=who,
        speaker_end=who + len(speaker), cue=cue,
    )  # fmt: skip
    assert reported(report, text) == shown


@given(
    text=st.text(alphabet="ab. not\nsaid", min_size=1, max_size=80),
    bounds=st.tuples(st.integers(0, 79), st.integers(0, 79)),
)
def test_a_report_is_always_the_articles_and_holds_its_words(text: str, bounds: tuple[int, int]) -> None:
    start, end = sorted(min(b, len(text)) for b in bounds)
    shown = reported(Quote(text=text[start:end], start=start, end=end, kind="indirect", cue="said"), text)
    assert shown in " ".join(text.split())
    assert " ".join(text[start:end].split()) in shown
