"""What a line takes as known, and that it is not shown without what told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.builtin import BuiltInEngine
from summarizer.lines.diplomacy import is_empty_act
from summarizer.lines.lengths import Chooser, is_quotation, option
from summarizer.lines.presumed import leaves_open, presumed
from summarizer.lines.ranker import Weights
from summarizer.text.structure import read
from summarizer.types import Document

SUMMONED = (
    "The ministry of Kestria summoned the ambassador of Morvania on Monday. The secretary handed the ambassador a protest note. "
    "The ambassador undertook to convey the note to his government."
)


def test_what_an_earlier_sentence_introduced_is_taken_as_known() -> None:
    found = presumed(read(Document(text=SUMMONED, language="en")).sentences)
    assert found == {2: frozenset({"note"})}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kestria asked for the release of both persons.", {0: frozenset({"person"})}),
        ("The accord has to be ratified by both parliaments.", {}),
    ],
)
def test_both_persons_were_named_before_and_both_parliaments_are_the_parties(
    text: str, expected: dict[int, frozenset[str]]
) -> None:
    assert presumed(read(Document(text=text, language="en")).sentences) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Orlan wrote a letter. The letter of Kestria's envoys to the council was longer.",
        "Orlan wrote a letter. The letter that reached the council was longer.",
        "The council met. The council adjourned.",
        'Orlan called it "a trap". The trap of the north was older.',
    ],
)
def test_what_says_which_or_was_never_introduced_is_not(text: str) -> None:
    assert not presumed(read(Document(text=text, language="en")).sentences)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kestria had refused such a step since the clashes of 2021.", True),
        ("Kestria rejects such claims.", True),
        ("Kestria is in such a hurry that it signed.", False),
        ("Kestria had refused such a step as this.", False),
        ("They met in such a way.", False),
        ('Orlan said that "such a step" was out of the question.', False),
        ("Goods such as grain may pass.", False),
        ("The senator had counted on winning all three.", True),
        ("The senator won all three states.", False),
    ],
)
def test_such_a_step_leaves_open_which(text: str, expected: bool) -> None:
    assert leaves_open(text) is expected


def test_of_two_equal_lines_the_one_that_stands_alone_is_chosen() -> None:
    weights = Weights({(stem, 1): 0.5 for stem in ("envoy", "sign", "left", "note", "treaty")}, {})
    alone = option(1, "Envoys signed the treaty", how="copied", evidence=())
    leaning = option(0, "Envoys left the note", how="copied", evidence=(), presumes=frozenset({"note"}))
    chooser = Chooser([[leaning], [alone]], weights, 5.0)
    assert chooser.best(least=1, most=1, most_words=10) == (alone,)


def test_what_the_title_told_is_known() -> None:
    weights = Weights({(stem, 1): 0.5 for stem in ("left", "note", "signed")}, {})
    leaning = option(0, "Envoys left the note", how="copied", evidence=(), presumes=frozenset({"note"}))
    other = option(1, "Envoys signed it", how="copied", evidence=())
    chooser = Chooser([[leaning], [other]], weights, 5.0, known=frozenset({"note"}))
    assert chooser.best(least=1, most=1, most_words=10) == (leaning,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We were fourth at the halfway mark and I told the crew to row,” Bianca Sorel said.", True),
        ('Brandl called the meeting "frank" and left for Vey without a word to reporters.', False),
        ("The envoys met.", False),
    ],
)
def test_a_line_of_somebodys_words_is_a_quotation(text: str, expected: bool) -> None:
    assert is_quotation(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lord Vess was speaking in the upper house as peers considered the bill.", True),
        (
            "Mr Vess made the remarks at a briefing with the press secretary of the house and the envoy of Karvia.",
            True,
        ),
        ("Speaking in the upper house, Lord Vess said the bill would fail.", False),
        ('Lord Vess was speaking of "a bill that fails".', False),
    ],
)
def test_that_somebody_was_speaking_is_no_news(text: str, expected: bool) -> None:
    assert is_empty_act(text) is expected


def test_a_note_is_not_conveyed_before_it_was_handed_over(engine: BuiltInEngine) -> None:
    summary = engine.summarize([Document(text=SUMMONED, title="Ambassador summoned", language="en")])[0]
    for lines in (summary.push, summary.bullets):
        texts = [line.text for line in lines]
        conveyed = next((k for k, text in enumerate(texts) if "convey the note" in text), None)
        assert conveyed is None or any("protest note" in text for text in texts[:conveyed])


@given(
    st.lists(
        st.sampled_from(["a note", "the note", "an aide", "the aide", "such a step", "met", "Orlan"]),
        max_size=12,
    )
)
def test_only_words_of_earlier_sentences_are_taken_as_known(words: list[str]) -> None:
    text = ". ".join(words).capitalize() + "."
    structure = read(Document(text=text, language="en"))
    for index, stems in presumed(structure.sentences).items():
        before = " ".join(s.text.lower() for s in structure.sentences if s.index < index)
        assert all(stem in before for stem in stems)  # none of these words says "both"
