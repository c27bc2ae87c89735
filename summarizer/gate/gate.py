"""The gate: does the article say what this sentence says?

Hard facts raise alarms (`alarms`), a fitted scorer weighs the rest (`scorer`), and where an inference model
is configured it has a veto. Fails closed: what cannot be judged is not faithful. Knows nothing of who wrote the sentence.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from summarizer.gate.alarms import Alarm, alarms
from summarizer.gate.features import NAMES, row
from summarizer.gate.ground import Ground, Sentence, align, read_sentences
from summarizer.gate.scorer import Scorer, load_scorer
from summarizer.types import Span

log = logging.getLogger(__name__)

THRESHOLD = 0.5
"""The scorer puts its own there."""
LONGEST = 4_000
"""Characters of a summary; a longer one is no summary and costs quadratic time."""


class Inference(Protocol):
    """A model of natural-language inference."""

    def entailed(self, premise: str, hypothesis: str, /) -> float:
        """Probability, 0 … 1, that the premise entails the hypothesis. May raise anything: the gate then refuses."""
        ...


class Comparing(Protocol):
    """Compares who did what, as `summarizer.gate.roles.Roles` does."""

    def alarms(self, sentence: Sentence, ground: Ground, /) -> Sequence[Alarm]:
        """What the article says of others or denies. May raise anything: the gate then refuses."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate found."""

    faithful: bool
    score: float
    """0 … 1, the fitted probability of support; 0 when the gate itself failed."""
    reasons: tuple[str, ...] = ()
    """Why not, for an operator; empty when faithful."""
    evidence: tuple[Span, ...] = ()
    """Source sentences that carry it, in order of the article."""


class Gate:
    """Judges sentences and summaries against their article.

    `strict` trusts nothing that is not literally in the article, and is what engines use; without it a summary may write
    "British" for "UK". `roles` compares who did what; without it words that changed hands pass. `inference` may veto with
    `entailment` as its least probability.
    """

    def __init__(
        self,
        *,
        strict: bool = True,
        scorer: Scorer | None = None,
        roles: Comparing | None = None,
        inference: Inference | None = None,
        entailment: float = 0.5,
    ) -> None:
        self._strict = strict
        self._scorer = load_scorer(NAMES) if scorer is None else scorer
        self._roles = roles
        self._inference = inference
        self._entailment = entailment

    def judge(self, sentence: str, document: str | Ground) -> Verdict:
        """One sentence (or several in a row) against the article; index an article once with `Ground` to judge many."""
        return self.judge_summary(sentence, document)

    def judge_summary(self, summary: str, document: str | Ground) -> Verdict:
        """A whole summary: faithful only when every sentence is."""
        try:
            return self._judge(summary, document if isinstance(document, Ground) else Ground(document))
        except Exception as error:  # fails closed: an error of any kind must not open the gate
            log.warning("gate failed", exc_info=True)
            return Verdict(faithful=False, score=0.0, reasons=(f"the gate failed: {type(error).__name__}",))

    def _judge(self, summary: str, ground: Ground) -> Verdict:
        if len(summary) > LONGEST:
            return Verdict(faithful=False, score=0.0, reasons=(f"longer than {LONGEST} characters",))
        sentences = read_sentences(summary)
        if not any(s.content for s in sentences):
            return Verdict(faithful=False, score=0.0, reasons=("no words",))
        if not ground.words:
            return Verdict(faithful=False, score=0.0, reasons=("the article has no words",))
        found = [alarms(s, ground, strict=self._strict) for s in sentences]
        score = self._scorer.score(len(sentences), NAMES, row(sentences, ground, found))
        # A dropped hedge is found too often in faithful summaries to refuse what others wrote (docs/models-gate.md).
        refused = [a for each in found for a in each if self._strict or a.kind != "hedge"]
        reasons = [str(alarm) for alarm in refused]
        if score < THRESHOLD and not _verbatim(sentences, ground):
            reasons.append(f"too little support: {score:.2f}")
        if not reasons:
            # Parsing takes longer than all the rest: only for what would pass. Not among the features, which were fitted without.
            refused = [a for s in sentences for a in self._compared(s, ground)]
            reasons = [str(alarm) for alarm in refused]
        if not reasons and self._inference is not None:
            reasons += self._vetoes(sentences, ground)
        if not reasons:
            score = max(score, THRESHOLD)
        else:
            # A refusal stays below the threshold, and the better supported of two refusals above the other.
            score = score * 0.9 * THRESHOLD if refused else min(score, 0.99 * THRESHOLD)
        return Verdict(
            faithful=not reasons,
            score=round(score, 4),
            reasons=tuple(dict.fromkeys(reasons)),
            evidence=_evidence(sentences, ground),
        )

    def _compared(self, sentence: Sentence, ground: Ground) -> Sequence[Alarm]:
        return () if self._roles is None else self._roles.alarms(sentence, ground)

    def _vetoes(self, sentences: Sequence[Sentence], ground: Ground) -> list[str]:
        assert self._inference is not None
        vetoes = []
        for sentence in sentences:
            premise = " ".join(ground.sentences[i].text for i in sorted(align(sentence, ground)))
            probability = self._inference.entailed(premise, sentence.text)
            if not probability >= self._entailment:  # a NaN is no consent
                vetoes.append(f"not entailed: {probability:.2f}")
        return vetoes


def _verbatim(sentences: Sequence[Sentence], ground: Ground) -> bool:
    """Whether every sentence stands in the article as it is, white space aside."""
    article = " ".join(ground.text.split())
    return all(" ".join(s.text.split()) in article for s in sentences)


def _evidence(sentences: Sequence[Sentence], ground: Ground) -> tuple[Span, ...]:
    wanted = sorted({i for s in sentences for i in align(s, ground)})
    return tuple(ground.sentences[i].span for i in wanted)
