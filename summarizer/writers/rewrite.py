"""How a model that writes freely is kept honest: it proposes, the gate disposes, the article's own words are the default.

Knows the policy only. Does not know what writes (a local model, a server) nor how the article's lines were extracted.
"""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, Protocol

from summarizer.engine import Engine
from summarizer.gate.gate import Gate
from summarizer.gate.ground import Ground, Sentence, align, read_sentences
from summarizer.gate.words import HEDGES, NEGATORS, SENTENCE_OPENERS
from summarizer.types import Document, Line, Summary
from summarizer.writers.prompt import Prompt, clean, fill

log = logging.getLogger(__name__)

PUSH_LINES, PUSH_WORDS = 2, 55
BULLET_LINES, BULLET_WORDS = 3, 80
"""The lengths promised by `summarizer.types.Summary`."""
CONTEXT = 600
"""Characters of the article before a line that the model sees, to know who "he" is. More tempts it to add them."""
ENOUGH = 2
"""Sentences that a free summary must keep; with fewer the built-in summary goes out."""
ATTRIBUTION = 10
"""Words of the longest "…, the foreign minister of Valdoria, Ada Brankov, said" that still counts as one."""
FAMILIAR = 0.4
"""Share of a line's pairs of neighbouring words that the article has. Shuffled sentences have a tenth of theirs, shortened
ones nine tenths."""
SAME = 0.6
"""Share of content words at which two free sentences say the same."""

_REPORTING = frozenset(
    "said say says saying told tell tells according announced announces stated states reported reports claimed claims "
    "added adds insisted warned warns argued denied called argues explained wrote writes asked accused quoted vowed "
    "confirmed demanded urged believes suggested".split()
)
"""Without one of these a claim that somebody made becomes a fact."""

_STOP_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?]\s+[a-z]")
_HANGING = frozenset(
    "the a an of by to in at on and or but with for from between was is are were be been that which who whose than near as into "
    "has have had will would could may its his her their".split()
)
"""Words no sentence ends with."""

Mode = Literal["rewrite", "free"]


class WriterError(Exception):
    """The model or its server gave nothing; the message says why, without secrets or article text."""


class Writer(Protocol):
    """Something that answers prompts."""

    @property
    def name(self) -> str:
        """The model, for readers and logs."""

    @property
    def most_characters(self) -> int:
        """Characters of data one prompt may carry."""

    def write(self, prompts: Sequence[Prompt]) -> list[str]:
        """One answer a prompt, in order; an empty one is a refusal.

        Raises:
            WriterError: nothing can be had now; the caller goes on with what the article says.

        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of one answer."""

    text: str
    reasons: tuple[str, ...]
    """Empty: it may be shown."""


Rejected = Callable[[str], None]
"""Told the reason of every rejection, for metrics."""


class GenerativeEngine:
    """A model over the built-in engine. Every sentence passes the gate or is not shown.

    `mode` "rewrite" asks for another wording of each extracted line; "free" for a summary of the article. Whatever the
    writer returns or raises, each line is the article's own or one that the gate let pass.
    """

    def __init__(
        self,
        *,
        builtin: Engine,
        writer: Writer,
        gate: Gate,
        mode: Mode = "rewrite",
        rejected: Rejected | None = None,
    ) -> None:
        self._builtin = builtin
        self._writer = writer
        self._gate = gate
        self._mode = mode
        self._rejected = rejected

    @property
    def name(self) -> str:
        """The model that writes."""
        return self._writer.name

    def summarize(self, documents: Sequence[Document]) -> list[Summary]:
        """One summary per document, in order."""
        extracted = self._builtin.summarize(documents)
        jobs = [self._job(document, summary) for document, summary in zip(documents, extracted, strict=True)]
        prompts = [prompt for job in jobs for prompt in job.prompts]
        answers, failure = self._answers(prompts)
        if failure is not None:
            self._tell([failure])
            return [
                replace(job.summary, rejected=(*job.summary.rejected, failure))
                if job.prompts
                else job.summary
                for job in jobs
            ]
        out: list[Summary] = []
        for job in jobs:
            own, answers = answers[: len(job.prompts)], answers[len(job.prompts) :]
            out.append(self._summary(job, own))
        return out

    def _job(self, document: Document, summary: Summary) -> "_Job":
        # The gate reads English; a lead in another language stays the article's own.
        if summary.lead_only or summary.language != "en" or not summary.bullets:
            return _Job(document=document, summary=summary)
        if self._mode == "free":
            prompts = tuple(_free_prompts(document, self._writer.most_characters))
            return _Job(document=document, summary=summary, prompts=prompts)
        lines = tuple(dict.fromkeys([*summary.push, *summary.bullets]))
        contexts = tuple(_context(document, line) for line in lines)
        prompts = tuple(
            fill("line", source=line.text, most_words=len(line.text.split()), line=line.text, context=context)
            for line, context in zip(lines, contexts, strict=True)
        )
        return _Job(document=document, summary=summary, lines=lines, contexts=contexts, prompts=prompts)

    def _answers(self, prompts: Sequence[Prompt]) -> tuple[list[str], str | None]:
        if not prompts:
            return [], None
        try:
            answers = self._writer.write(prompts)
        except WriterError as error:
            return [], f"the model did not answer: {error}"
        except Exception as error:  # a foreign model may raise anything; the article's words still go out
            log.exception("writer failed", extra={"writer": self._writer.name})
            return [], f"the model failed: {type(error).__name__}"
        if len(answers) != len(prompts):
            return [], f"the wrong number of answers: {len(answers)} to {len(prompts)} prompts"
        return list(answers), None

    def _summary(self, job: "_Job", answers: Sequence[str]) -> Summary:
        if not job.prompts:
            return job.summary
        ground = Ground(job.document.text)
        made = (
            self._free(job, answers, ground)
            if self._mode == "free"
            else self._rewritten(job, answers, ground)
        )
        self._tell(made.rejected)
        return made

    def _rewritten(self, job: "_Job", answers: Sequence[str], ground: Ground) -> Summary:
        shown: dict[Line, Line] = {}
        rejected: list[str] = []
        for line, context, answer in zip(job.lines, job.contexts, answers, strict=True):
            attempt = self._try_line(line, answer, context, ground)
            rejected.extend(attempt.reasons)
            fresh = not attempt.reasons and attempt.text != line.text
            shown[line] = Line(text=attempt.text, how="rewritten", evidence=line.evidence) if fresh else line
        summary = job.summary
        anything = any(new.how == "rewritten" for new in shown.values())
        return replace(
            summary,
            push=tuple(shown[line] for line in summary.push),
            bullets=tuple(shown[line] for line in summary.bullets),
            engine=self.name if anything else summary.engine,
            rejected=(*summary.rejected, *rejected),
        )

    def _try_line(self, line: Line, answer: str, context: str, ground: Ground) -> Attempt:
        text = clean(answer)
        if not text:
            return Attempt(text="", reasons=("empty answer",))
        if len(text.split()) > len(line.text.split()):
            return Attempt(text=text, reasons=("longer than the article's own words",))
        reasons = [*_shape(text), *_changed(text, line.text)]
        if reasons:
            return Attempt(text=text, reasons=tuple(reasons))
        # A name from elsewhere in the article is as wrong here as one from nowhere: the model saw only line and context.
        local = self._gate.judge(text, f"{line.text}\n{context}")
        whole = self._gate.judge(text, ground)
        return Attempt(
            text=text,
            reasons=tuple(dict.fromkeys([*local.reasons, *whole.reasons, *_salad(text, ground)])),
        )

    def _free(self, job: "_Job", answers: Sequence[str], ground: Ground) -> Summary:
        lines: list[Line] = []
        rejected: list[str] = []
        for sentence in _distinct(s for answer in answers for s in read_sentences(clean(answer))):
            verdict = self._gate.judge(sentence.text, ground)
            nearest = [ground.sentences[i].text for i in align(sentence, ground, most=1)]
            turned = [reason for source in nearest for reason in _turned_around(sentence.text, source)]
            reasons = [*_shape(sentence.text), *turned, *verdict.reasons, *_salad(sentence.text, ground)]
            rejected.extend(reasons)
            if not reasons and verdict.evidence:
                lines.append(Line(text=sentence.text, how="rewritten", evidence=verdict.evidence))
        bullets = _fit(lines, BULLET_LINES, BULLET_WORDS)
        push = _fit(lines, PUSH_LINES, PUSH_WORDS)
        if len(bullets) < min(ENOUGH, len(job.summary.bullets)) or not push:
            return replace(
                job.summary, rejected=(*job.summary.rejected, *rejected, "too little passed the gate")
            )
        return replace(
            job.summary,
            push=push,
            bullets=bullets,
            engine=self.name,
            rejected=(*job.summary.rejected, *rejected),
        )

    def _tell(self, reasons: Sequence[str]) -> None:
        if self._rejected is not None:
            for reason in reasons:
                self._rejected(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One document on its way through the model."""

    document: Document
    summary: Summary
    lines: tuple[Line, ...] = ()
    contexts: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()


def _context(document: Document, line: Line) -> str:
    """The title and what stands before the line, cut at a word."""
    start = min((a for a, _ in line.evidence), default=0)
    before = document.text[max(0, start - CONTEXT) : start]
    if start > CONTEXT:
        before = before.partition(" ")[2]
    # The line's own sentences too: a shortened line may have lost the name that the model puts back.
    own = " ".join(document.text[a:b] for a, b in line.evidence)
    return "\n".join(part for part in (document.title or "", before.strip(), own) if part)


def _shape(text: str) -> Iterator[str]:
    """Why an answer cannot be a line of a summary, whatever it says."""
    sentences = read_sentences(text)
    if len(sentences) > 1 or _STOP_INSIDE.search(text):
        yield "more than one sentence"
    words = [w.folded for s in sentences for w in s.words]
    if text[-1:] not in ".!?\"”’'" or not words or words[-1] in _HANGING:
        yield "unfinished sentence"
    if not (text[:1].isupper() or text[:1].isdigit() or text[:1] in "\"“‘'"):
        yield "no sentence's beginning"
    if "[" in text or "{" in text:
        yield "brackets of its own"


def _salad(text: str, ground: Ground) -> Iterator[str]:
    """The article's words in turns of phrase that it does not have."""
    pairs = [pair for s in read_sentences(text) for pair in pairwise(s.stems)]
    if sum(pair in ground.pairs for pair in pairs) < FAMILIAR * len(pairs):
        yield "words the article has, but not in these turns"


def _changed(text: str, line: str) -> Iterator[str]:
    """Negation, hedge or attribution that a rewrite lost or brought in."""
    ours, theirs = _lower(text), _lower(line)
    if negated(ours) != negated(theirs):
        yield "negation lost or brought in"
    if theirs & HEDGES and not ours & HEDGES:
        yield "hedge lost"
    if theirs & _REPORTING and not ours & _REPORTING:
        yield "who said it is lost"
    yield from _turned_around(text, line)


def _turned_around(text: str, line: str) -> Iterator[str]:
    """Names and numbers in another order than in the line: "A struck B" is not "B struck A".

    A passive turns them around in truth; it is refused all the same, since nothing here can tell the two apart.
    """
    theirs = _marked(line)
    known = set(theirs)
    rest = iter(theirs)
    if not all(mark in rest for mark in _marked(text) if mark in known):
        yield "names or numbers in another order"


def _marked(text: str) -> list[str]:
    """Names and numbers in order, an attribution at the end moved to the front, where as many lines have it."""
    head, _, tail = text.rpartition(",")
    if head and _lower(tail) & _REPORTING and len(tail.split()) <= ATTRIBUTION:
        text = f"{tail} {head}"
    words = [w for s in read_sentences(text) for w in s.words]
    return [
        w.folded for w in words if (w.capitalised and w.folded not in SENTENCE_OPENERS) or w.text[0].isdigit()
    ]


def _lower(text: str) -> set[str]:
    """Words in small letters and a sentence's first: "May" is a month and "Joran Tell" a man."""
    return {
        w.folded for s in read_sentences(text) for i, w in enumerate(s.words) if i == 0 or not w.capitalised
    }


def negated(words: set[str]) -> bool:
    """Whether a negator is among the words, contractions included."""
    return bool(words & NEGATORS) or any(w.endswith("n't") for w in words)


def _free_prompts(document: Document, most_characters: int) -> Iterator[Prompt]:
    for chunk in chunks(document.text, most_characters):
        yield fill("article", source=chunk, most_words=BULLET_WORDS, lines=BULLET_LINES, article=chunk)


def chunks(text: str, most: int) -> list[str]:
    """The text in pieces of at most `most` characters that end where sentences end; a longer sentence is cut."""
    out: list[str] = []
    start = 0
    end = 0
    for sentence in read_sentences(text):
        if sentence.span[1] - start > most and end > start:
            out.append(text[start:end])
            start = sentence.span[0]
        end = sentence.span[1]
        while end - start > most:
            out.append(text[start : start + most])
            start += most
    if end > start:
        out.append(text[start:end])
    return out


def _distinct(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
    """Sentences that say something the earlier ones did not."""
    said: list[set[str]] = []
    for sentence in sentences:
        content = set(sentence.content)
        if content and all(len(content & old) < SAME * min(len(content), len(old)) for old in said):
            said.append(content)
            yield sentence


def _fit(lines: Sequence[Line], most: int, words: int) -> tuple[Line, ...]:
    out: list[Line] = []
    for line in lines:
        size = len(line.text.split())
        if len(out) < most and size <= words:
            out.append(line)
            words -= size
    return tuple(out)
