"""Words of the article that changed hands, with the real parser."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.builtin import BuiltInEngine
from summarizer.gate.alarms import Alarm
from summarizer.gate.gate import Gate
from summarizer.gate.ground import Ground, Sentence, read_sentences
from summarizer.gate.roles import MOST_SOURCES, MOST_WORDS, Roles
from summarizer.models.syntax import Syntax
from summarizer.types import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

ARTICLES = Path(__file__).parents[2] / "bot" / "demo" / "articles"
PRESIDENTS = (Path(__file__).parent / "data" / "two_presidents.txt").read_text(encoding="utf-8")
TALKS = "Orlan said talks would start on Monday. Dastan denied it."
TROOPS = "France will send 200 troops to Chad, President Marion said on Monday. German Chancellor Merten refused to join."


@cache
def article(slug: str) -> str:
    return "\n\n".join(tomllib.loads((ARTICLES / f"{slug}.toml").read_text(encoding="utf-8"))["paragraphs"])


@pytest.fixture(scope="module")
def gate(syntax: Syntax) -> Gate:
    return Gate(strict=False, roles=Roles(syntax))


@pytest.fixture(scope="module")
def strict(syntax: Syntax) -> Gate:
    return Gate(strict=True, roles=Roles(syntax))


AGENT = "the article says it of others"
SPEAKER = "the article ascribes it to others"
OPPOSITE = "the article says the opposite"
EXCHANGED = "the article has them the other way round"


@pytest.mark.parametrize(
    ("slug", "sentence", "reason"),
    [
        ("shipping-sanctions", "Ostland imposed sanctions on eleven shipping companies.", AGENT),
        ("ambassador-summoned", "Morvania summoned the Ambassador of Kestria.", AGENT),
        ("ambassador-summoned", "The Ambassador of Kestria was summoned by Morvania.", AGENT),
        ("border-talks", "Marchetti called the meeting “frank”.", AGENT),
        ("border-talks", "Opposition parties in Valdoria criticised the deal.", AGENT),
        ("state-visit", "Ferrante will visit the shipyards of Arenza on Sunday.", AGENT),
        ("state-visit", "Dahl described relations as “excellent” and the treaty as “historic”.", AGENT),
        ("border-talks", "Brandl said that compensation was not ruled out.", SPEAKER),
        ("energy-summit", "Wolff said that his country would begin work on the landing station in Dravik in autumn.", SPEAKER),
        ("shipping-sanctions", "Dahl said her government would retaliate.", OPPOSITE),
        ("prisoner-exchange", "Oleg Brant confirmed that there was a blockade.", OPPOSITE),
        ("energy-summit", "Kestria signed the agreement to build the cable.", OPPOSITE),
        ("energy-summit", "The leaders of Lirien, Ostland, Morvania, Valdoria, Sarovia and Kestria signed an agreement.", OPPOSITE),
        ("prisoner-exchange", "The government handed over 92 people and the rebels 126.", EXCHANGED),
        ("grain-transit", "Ostland will let grain from Morvania cross its territory for another two years.", EXCHANGED),
    ],
)  # fmt: skip
def test_what_has_changed_hands_or_been_turned_around_is_refused(
    gate: Gate, strict: Gate, slug: str, sentence: str, reason: str
) -> None:
    assert any(r.startswith(reason) for r in gate.judge(sentence, article(slug)).reasons)
    assert not strict.judge(sentence, article(slug)).faithful


@pytest.mark.parametrize(
    ("text", "sentence", "reason"),
    [
        (TALKS, "Dastan said talks would start on Monday.", SPEAKER),
        (TROOPS, "Germany will send 200 troops to Chad.", AGENT),
        (TROOPS, "Merten said France will send 200 troops to Chad.", SPEAKER),
        (TROOPS, "Marion refused to join.", AGENT),
        (TROOPS, "Merten joined.", OPPOSITE),
        ("Aid groups blamed Kestria for the sinking.", "Kestria blamed aid groups for the sinking.", AGENT),
    ],
)
def test_a_denial_or_a_refusal_is_nobodys_consent(gate: Gate, text: str, sentence: str, reason: str) -> None:
    assert any(r.startswith(reason) for r in gate.judge(sentence, text).reasons)


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("shipping-sanctions", "Lirien closed its ports to 34 ships."),
        ("shipping-sanctions", "Eleven shipping companies were hit by sanctions that Lirien imposed."),
        ("shipping-sanctions", "Dahl said Ostland would not retaliate before it had seen the evidence."),
        ("shipping-sanctions", "Ostland's president said her government would not retaliate."),
        ("state-visit", "Sigrun Dahl was received with military honours by Lucia Ferrante."),
        ("prisoner-exchange", "Oleg Brant, Sarovia's defence minister, denied a blockade."),
        ("ambassador-summoned", "The Ambassador of Morvania was summoned by Kestria."),
        (
            "grain-transit",
            "Morvania will let grain from Ostland cross its territory for two years, Kessel said.",
        ),
        (
            "border-talks",
            "Marchetti said both governments would withdraw patrols to two kilometres from the line.",
        ),
        ("border-talks", "Kestria and Valdoria agreed on Thursday to resume talks."),
        ("energy-summit", "Wolff said Kestria would decide on joining after the border talks with Valdoria."),
    ],
)
def test_what_is_true_in_other_words_passes(gate: Gate, slug: str, sentence: str) -> None:
    assert gate.judge(sentence, article(slug)).reasons == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Moscow imposed a ban on grain on Monday. Russian President Petar Orlan signed it.", "Russia imposed a ban on grain on Monday."),
        ("Kestrian President Mirela Dastan signed the treaty on Monday.", "Kestria signed the treaty on Monday."),
        ("The ministry said that the border was closed. She told reporters that it would stay so.", "Dastan said the border was closed."),
        ("A spokesman for Dastan said that the border was closed.", "Dastan said the border was closed."),
        ("Orlan met Dastan in Zarev on Monday.", "Dastan met Orlan in Zarev on Monday."),
        ("The European Union will lift tariffs on Monday. Kestria and Valdoria criticised it.", "Brussels will lift tariffs on Monday."),
        ("The European Union will lift tariffs on Monday. Kestrian President Mirela Dastan criticised it.", "The EU will lift tariffs on Monday."),
        ("No more than 40 ships left Port Selm on Monday.", "Ships left Port Selm on Monday."),
    ],
)  # fmt: skip
def test_parties_that_may_be_one_raise_nothing(syntax: Syntax, text: str, sentence: str) -> None:
    (read,) = read_sentences(sentence)
    assert Roles(syntax).alarms(read, Ground(text)) == ()


def lines(engine: BuiltInEngine) -> Iterator[tuple[str, str]]:
    """Every line of the built-in engine for the demo's articles, beside its article."""
    texts = [*(article(p.stem) for p in sorted(ARTICLES.glob("*.toml"))), PRESIDENTS]
    for text, summary in zip(
        texts, engine.summarize([Document(title="", text=t) for t in texts]), strict=True
    ):
        yield from ((line.text, text) for line in (*summary.push, *summary.bullets))


def test_the_built_in_engines_lines_pass_the_strict_gate(engine: BuiltInEngine, strict: Gate) -> None:
    judged = {line: strict.judge(line, text).reasons for line, text in lines(engine)}
    assert len(judged) > 20
    assert {line: reasons for line, reasons in judged.items() if reasons} == {}


def test_a_gate_without_a_parser_judges_words_alone() -> None:
    sentence = "Ostland imposed sanctions on eleven shipping companies."
    assert Gate(strict=False).judge(sentence, article("shipping-sanctions")).faithful


class Broken:
    def alarms(self, _sentence: Sentence, _ground: Ground) -> Sequence[Alarm]:
        raise RuntimeError("out of memory")


def test_an_error_of_the_parser_closes_the_gate() -> None:
    verdict = Gate(roles=Broken()).judge("Orlan said talks would start on Monday.", TALKS)
    assert not verdict.faithful
    assert verdict.reasons == ("the gate failed: RuntimeError",)


class Counting:
    """A parser that remembers what it was asked."""

    def __init__(self, syntax: Syntax) -> None:
        self.texts: list[str] = []
        self._syntax = syntax

    def parse(self, texts: Sequence[str]) -> "list[Doc]":
        self.texts += texts
        return self._syntax.parse(texts)


def test_a_hostile_article_costs_no_more_than_a_few_short_parses(syntax: Syntax) -> None:
    counting = Counting(syntax)
    text = " ".join(["Orlan signed " + "the treaty with Kestria and " * 500 + "left."] * 40)
    (sentence,) = read_sentences("Dastan signed the treaty with Kestria.")
    Roles(counting).alarms(sentence, Ground(text))
    assert len(counting.texts) <= MOST_SOURCES + 1
    assert all(len(t.split()) <= MOST_WORDS for t in counting.texts)


def test_the_articles_own_sentence_is_not_parsed(syntax: Syntax) -> None:
    counting = Counting(syntax)
    assert Gate(roles=Roles(counting)).judge("Orlan said talks would start on Monday.", TALKS).faithful
    assert counting.texts == []


@settings(max_examples=25)
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_two_texts_can_be_compared(syntax: Syntax, summary: str, text: str) -> None:
    for sentence in read_sentences(summary):
        assert isinstance(Roles(syntax).alarms(sentence, Ground(text)), tuple)
