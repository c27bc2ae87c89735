import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.gate.features import NAMES
from summarizer.gate.gate import Gate
from summarizer.gate.ground import Ground
from summarizer.gate.scorer import ParametersError, dump, load_scorer

ARTICLE = """KESTRIN, Valdoria (VNA) — Foreign Minister Ada Brankov of Valdoria met her Morvanian counterpart, Joran Tell, in \
Kestrin on Monday to discuss the closure of the Ostren strait.
"We will not close the strait, and we never said that we would," Brankov told reporters after the talks.
About 1,200 soldiers were moved to the border on 3 May, according to former President Milo Dane. The move may cost \
1.2 million crowns, or 5% of the budget. Tell said that Morvania was considering sanctions against the Union of Free Ports.
The two ministers did not sign an agreement. A spokesman for Prime Minister Lena Hart declined to comment."""


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(strict=False)


@pytest.fixture(scope="module")
def strict() -> Gate:
    return Gate(strict=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreign Minister Ada Brankov of Valdoria met her Morvanian counterpart, Joran Tell, in Kestrin on Monday.",
        "The two ministers did not sign an agreement.",
        "About 1,200 soldiers were moved to the border on 3 May, according to former President Milo Dane.",
        '"We will not close the strait," Brankov told reporters after the talks.',
        "Tell said that Morvania was considering sanctions against the Union of Free Ports.",
    ],
)
def test_what_the_article_says_passes(gate: Gate, strict: Gate, sentence: str) -> None:
    assert gate.judge(sentence, ARTICLE).reasons == ()
    assert strict.judge(sentence, ARTICLE).faithful


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("About 2,100 soldiers were moved to the border on 3 May.", "number not in the article: 2,100"),
        ("About 1,200 soldiers were moved to the border on 4 May.", "date not in the article: 4 May"),
        ("Foreign Minister Ada Brankov met Joran Tell in Kestrin on Tuesday.", "date not in the article: Tuesday"),
        ("Foreign Minister Ada Brankov met Joran Tell in Tarsk on Monday.", "name not in the article: Tarsk"),
        ("Foreign Minister Ada Brankov met Milo Tell in Kestrin on Monday.", "name not in the article: Milo Tell"),
        ("Brankov met the French minister in Kestrin on Monday.", "country not in the article: French"),
        ("President Ada Brankov met Joran Tell in Kestrin.", "the article does not give that title to that name: president Brankov"),
        ("President Milo Dane said that soldiers were moved to the border.", "the article does not give that title to that name: president Dane"),
        ("Joran Tell, the prime minister, met Brankov in Kestrin.", "the article does not give that title to that name: prime minister Tell"),
        ('Brankov said "we will close the strait tomorrow" after the talks.', "quoted words not in the article: we will close the strait tomorrow"),
        ("The two ministers signed an agreement.", "the article says the opposite: sign"),
        ("The move will cost 5% of the budget, or 1.2 million dollars.", "number not in the article: 1.2 million dollars"),
    ],
)  # fmt: skip
def test_a_fact_the_article_does_not_have_is_refused_with_its_reason(
    gate: Gate, sentence: str, reason: str
) -> None:
    verdict = gate.judge(sentence, ARTICLE)
    assert not verdict.faithful
    assert reason in verdict.reasons


def test_a_dropped_hedge_is_refused_in_our_own_lines(strict: Gate) -> None:
    verdict = strict.judge("The move costs 1.2 million crowns, or 5% of the budget.", ARTICLE)
    assert "the article is less certain: cost" in verdict.reasons


@pytest.mark.parametrize("spelling", ["VALDORA", "Valdor", "Kestrian", "Brankova"])
def test_our_own_lines_spell_every_name_as_the_article_does(strict: Gate, spelling: str) -> None:
    assert (
        f"name not in the article: {spelling}"
        in strict.judge(f"The talks were held in {spelling} on Monday.", ARTICLE).reasons
    )


@pytest.mark.parametrize(
    ("word", "related"), [("Valdorian", True), ("Valdorians", True), ("Valdora", False), ("Morvania's", True)]
)
def test_an_adjective_stands_for_its_country_when_judging_others_but_a_misspelling_does_not(
    gate: Gate, word: str, *, related: bool
) -> None:
    reasons = gate.judge(f"The {word} minister met Tell in Kestrin on Monday.", ARTICLE).reasons
    assert (f"name not in the article: {word}" not in reasons) is related


def test_evidence_is_the_sentences_it_came_from(gate: Gate) -> None:
    verdict = gate.judge("The two ministers did not sign an agreement.", ARTICLE)
    assert [ARTICLE[a:b] for a, b in verdict.evidence] == ["The two ministers did not sign an agreement."]


def test_another_spelling_of_a_number_or_a_people_counts_when_judging_others_but_not_for_our_own_lines(
    gate: Gate, strict: Gate
) -> None:
    sentence = "The move may cost 1,200,000 crowns."
    assert not any("number" in r for r in gate.judge(sentence, ARTICLE).reasons)
    assert any("number" in r for r in strict.judge(sentence, ARTICLE).reasons)


def test_the_strict_gate_refuses_a_capitalised_word_the_article_does_not_have_even_at_the_start(
    strict: Gate,
) -> None:
    assert (
        "name not in the article: Envoys"
        in strict.judge("Envoys did not sign an agreement.", ARTICLE).reasons
    )


def test_a_summary_is_faithful_only_when_all_its_sentences_are(gate: Gate) -> None:
    good = "The two ministers did not sign an agreement."
    assert gate.judge_summary(f"{good} {good}", ARTICLE).faithful
    assert not gate.judge_summary(f"{good} They met in Tarsk.", ARTICLE).faithful


@pytest.mark.parametrize("summary", ["", "   \n", "…", 'S"', "It was so.", "word " * 2000])
def test_what_cannot_be_a_summary_is_not_faithful(gate: Gate, summary: str) -> None:
    verdict = gate.judge_summary(summary, ARTICLE)
    assert not verdict.faithful
    assert verdict.reasons


def test_nothing_is_supported_by_an_empty_article(gate: Gate) -> None:
    assert not gate.judge("The ministers met.", "").faithful


class Broken:
    def entailed(self, _premise: str, _hypothesis: str) -> float:
        raise RuntimeError("out of memory")


class Answering:
    def __init__(self, probability: float) -> None:
        self.probability = probability
        self.asked: list[tuple[str, str]] = []

    def entailed(self, premise: str, hypothesis: str) -> float:
        self.asked.append((premise, hypothesis))
        return self.probability


def test_an_error_closes_the_gate() -> None:
    verdict = Gate(inference=Broken()).judge("The two ministers did not sign an agreement.", ARTICLE)
    assert verdict == dataclasses.replace(
        verdict, faithful=False, score=0.0, reasons=("the gate failed: RuntimeError",)
    )


@pytest.mark.parametrize(("probability", "faithful"), [(0.9, True), (0.2, False), (float("nan"), False)])
def test_a_configured_inference_model_has_a_veto_over_the_evidence(
    probability: float, *, faithful: bool
) -> None:
    model = Answering(probability)
    sentence = "The two ministers did not sign an agreement."
    assert Gate(inference=model).judge(sentence, ARTICLE).faithful is faithful
    assert model.asked == [(sentence, sentence)]


def test_an_article_indexed_once_gives_the_same_verdicts(gate: Gate) -> None:
    ground = Ground(ARTICLE)
    for sentence in ("The two ministers did not sign an agreement.", "They met in Tarsk."):
        assert gate.judge(sentence, ground) == gate.judge(sentence, ARTICLE)


@given(st.text(max_size=300), st.text(max_size=800))
def test_any_text_gets_a_verdict_with_evidence_inside_the_article(summary: str, article: str) -> None:
    verdict = Gate().judge_summary(summary, article)
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.faithful is (not verdict.reasons) is (verdict.score >= 0.5)
    assert not any("the gate failed" in reason for reason in verdict.reasons)
    assert all(0 <= a < b <= len(article) for a, b in verdict.evidence)


@given(st.integers(min_value=0, max_value=4))
def test_every_sentence_of_an_article_passes_its_own_gate(index: int) -> None:
    a, b = Ground(ARTICLE).sentences[index].span
    assert Gate().judge(ARTICLE[a:b], ARTICLE).faithful


def test_parameters_that_do_not_fit_are_refused_in_one_sentence() -> None:
    with pytest.raises(ParametersError, match="cannot be read"):
        load_scorer(NAMES, "{}")
    head = {"weights": {"nothing": 1.0}, "mean": [0], "scale": [1], "slope": 1, "intercept": 0}
    with pytest.raises(ParametersError, match="nothing; refit"):
        load_scorer(NAMES, json.dumps({"single": head, "several": head}))


def test_the_packaged_parameters_survive_a_round_trip() -> None:
    scorer = load_scorer(NAMES)
    assert load_scorer(NAMES, dump(scorer)) == scorer


@given(st.lists(st.floats(-1e6, 1e6), min_size=len(NAMES), max_size=len(NAMES)), st.integers(1, 9))
def test_a_score_is_a_probability_whatever_the_features(row: list[float], sentences: int) -> None:
    assert 0.0 <= load_scorer(NAMES).score(sentences, NAMES, row) <= 1.0
