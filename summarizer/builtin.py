"""The built-in engine: the article's own sentences, chosen, shortened and made to stand alone.

Orders the steps over a batch of documents, so that one is encoded while another is parsed; every decision lies in the module
of its name.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from summarizer.headlines.from_sentence import Headliner, load_headliner
from summarizer.headlines.from_title import title_headline
from summarizer.lines.candidates import candidates
from summarizer.lines.central import central_summary
from summarizer.lines.diplomacy import is_decision
from summarizer.lines.lead import lead_summary
from summarizer.lines.lengths import (
    BULLET_LINES,
    BULLET_WORDS,
    LEAST_BULLETS,
    PUSH_LINES,
    PUSH_WORDS,
    Chooser,
    Option,
    Vector,
    joined,
)
from summarizer.lines.naming import introduced
from summarizer.lines.options import Parsed, context, is_usable, options_of
from summarizer.lines.presumed import presumed
from summarizer.lines.ranker import Ranker, Weights, blend, load_ranker, terms_of
from summarizer.lines.references import Names
from summarizer.lines.salience import stems
from summarizer.models.ahead import Ahead
from summarizer.models.encoder import Encoder, Vectors
from summarizer.models.syntax import Syntax
from summarizer.text.structure import Sentence, Structure, read, words
from summarizer.types import Document, Line, Summary

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARSED = 8
"""Best sentences that are parsed: parsing is half of the time. With 7, 9 and 16 the bullets were within .25 ROUGE-1."""
LATE = 2
TOGETHER = 4
"""Documents whose sentences are parsed in one call: one alone costs a tenth more, more keep the encoder's thread waiting."""
PUSH_BLEND = 0.5
"""Share of the bullets' weights in the push message's. The other style was fitted on articles whose first sentence was taken
away as their summary; alone it shuns leads."""
PUSH_EXPECTED = 35.0
"""Words that a reader wants of a push message, between the two styles'."""


_BRACKETED = re.compile(
    r" \((?![^()]*\b(?:according|said|says|alleged\w*|claim\w*|may|might|could|likely|reportedly|suspected|not|no|never|if|unless|only|except)\b)[^()]{1,120}\)"
)
"""An aside in brackets, "(UN)" or "(pictured)", that limits nothing: no headline has room for it, and the parser takes "UN" for a noun of its own."""


@dataclass
class _Work:
    """One document on its way."""

    structure: Structure
    candidates: list[Sentence] = field(default_factory=list)
    texts: tuple[str, ...] = ()
    """To be encoded: the candidates, and where English parses are no help the title."""
    central: Summary | None = None
    """Of an article in another language that the encoder reads."""
    nearness: dict[int, Vector] = field(default_factory=dict)
    bullets: Weights | None = None
    sentence: Weights | None = None
    shortlist: list[Sentence] = field(default_factory=list)
    docs: "dict[str, Doc]" = field(default_factory=dict)
    headlined: Sequence[Option] = ()
    """What the headline may be made from when the title does not serve, the best first."""


class BuiltInEngine:
    """Extracts; never writes a word the article does not have.

    Reads English; other languages get their most central sentences if the encoder is multilingual, else their lead.

    `bullets` and `sentence`: rankers fitted on summaries of those styles; None takes the shipped ones.
    """

    name = "built-in"

    def __init__(
        self,
        *,
        encoder: Encoder,
        syntax: Syntax,
        bullets: Ranker | None = None,
        sentence: Ranker | None = None,
        headliner: Headliner | None = None,
    ) -> None:
        self._encoder = encoder
        self._syntax = syntax
        self._given = bullets, sentence, headliner

    def summarize(self, documents: Sequence[Document]) -> list[Summary]:
        """One summary per document, in order."""
        if len(documents) == 1:
            # Nothing to share the machine with: the encoder may use all of it.
            work = self._begun(documents[0])
            return self._finished([work], lambda: self._encoder.encode(work.texts))
        with Ahead(self._encoder.encode) as ahead:
            every = []
            for document in documents:
                every.append(self._begun(document))
                if every[-1].texts:
                    ahead.add(every[-1].texts)
            return self._finished(every, ahead.take)

    def _finished(self, every: Sequence[_Work], vectors: Callable[[], Vectors]) -> list[Summary]:
        found: list[Summary] = []
        for start in range(0, len(every), TOGETHER):
            some = every[start : start + TOGETHER]
            for work in some:
                if work.candidates:
                    # One call a document: the last bits of a vector depend on its batch, and near a tie so would the summary
                    # on its neighbours.
                    self._read(work, vectors())
            self._parse(some)
            summaries = [self._summary(work) for work in some]
            found += [
                replace(summary, headline=line) if line else summary
                for summary, line in zip(summaries, self._headlines(some), strict=True)
            ]
        return found

    def _begun(self, document: Document) -> _Work:
        structure = read(document)
        english = structure.language == "en"
        found = candidates(structure) if english or self._encoder.multilingual else []
        titles = [document.title] if document.title and found and not english else []
        return _Work(structure, found, (*(sentence.text for sentence in found), *titles))

    def _read(self, work: _Work, vectors: Vectors) -> None:
        if work.structure.language == "en":
            self._rank(work, vectors)
        else:
            work.central = central_summary(work.structure, work.candidates, vectors)

    def _rank(self, work: _Work, vectors: Vectors) -> None:
        rankers = self._rankers
        terms = terms_of(work.candidates, vectors, work.structure.sentences)
        weights = [ranker.weigh(terms, work.structure.document.title) for ranker in rankers]
        work.bullets, work.sentence = weights
        work.nearness = {s.index: row for s, row in zip(work.candidates, vectors @ vectors.T, strict=True)}
        usable = [sentence for sentence in work.candidates if is_usable(sentence)]
        worth = {
            sentence.index: sum(
                each.alone(sentence, expected_words=ranker.expected_words)
                for each, ranker in zip(weights, rankers, strict=True)
            )
            for sentence in usable
        }
        ranked = sorted(usable, key=lambda sentence: -worth[sentence.index])
        # A decision late in the article may complete the picture: two places are kept for those.
        late = [sentence for sentence in ranked[PARSED - LATE :] if is_decision(stems(sentence.words))][:LATE]
        work.shortlist = (ranked[: PARSED - len(late)] + late)[:PARSED]

    def _parse(self, every: Sequence[_Work]) -> None:
        wanted = [[s.text for s in work.shortlist] for work in every]
        for own, work in zip(wanted, every, strict=True):
            own += [text for s in work.shortlist for text in context(work.structure, s)]
        flat = list(dict.fromkeys(text for own in wanted for text in own))
        docs = dict(zip(flat, self._syntax.parse(flat), strict=True))
        for own, work in zip(wanted, every, strict=True):
            work.docs = {text: docs[text] for text in own}

    def _summary(self, work: _Work) -> Summary:
        """All but the headline, whose sentence may have to be parsed again."""
        structure = work.structure
        if work.central:
            return work.central
        names = Names(list(work.docs.values()), structure.document.text)
        options = _options(work, names)
        if not options or work.bullets is None or work.sentence is None:
            return lead_summary(structure)
        text = structure.document.text
        known = frozenset(stems(words(structure.document.title or "")))
        several = Chooser(
            options, work.bullets, self._rankers[0].expected_words, text, work.nearness, known=known
        )
        blended = blend(work.bullets, work.sentence, PUSH_BLEND)
        short = Chooser(options, blended, PUSH_EXPECTED, text, favoured=work.candidates[0].index, known=known)
        push = short.best(least=1, most=PUSH_LINES, most_words=PUSH_WORDS)
        best = several.best(least=LEAST_BULLETS, most=BULLET_LINES, most_words=BULLET_WORDS)
        named = partial(introduced, names=names, structure=structure)
        lines = joined(named(several.completed(best, BULLET_WORDS), most_words=BULLET_WORDS), BULLET_LINES)
        title = title_headline(structure.document.title or "", text)
        work.headlined = () if title else short.singles(PUSH_WORDS)
        return Summary(
            language=structure.language,
            headline=Line(text=title, how="copied", evidence=()) if title else None,
            push=tuple(map(_line, named(push, most_words=PUSH_WORDS))),
            bullets=tuple(map(_line, lines)),
            kind=structure.kind,
        )

    def _headlines(self, every: Sequence[_Work]) -> list[Line | None]:
        """The first that can be made; None where the title serves or none can.

        A line that was shortened is parsed again if it is a document's best; the others serve as they were parsed.
        """
        known = {text: doc for work in every for text, doc in work.docs.items()}
        best = dict.fromkeys(_plain(work.headlined[0]) for work in every if work.headlined)
        new = [text for text in best if text not in known]
        known |= dict(zip(new, self._syntax.parse(new), strict=True))
        return [self._headline(work.headlined, known) for work in every]

    def _headline(self, options: Sequence[Option], known: "Mapping[str, Doc]") -> Line | None:
        for option in options:
            doc = known.get(_plain(option))
            text = self._headliner.headline(doc) if doc is not None else None
            if text:
                return Line(text=text, how="shortened", evidence=option.evidence)
        return None

    @property
    def _rankers(self) -> tuple[Ranker, Ranker]:
        bullets, sentence, _ = self._given
        return bullets or load_ranker("bullets"), sentence or load_ranker("sentence")

    @property
    def _headliner(self) -> Headliner:
        return self._given[2] or load_headliner()


def _options(work: _Work, names: Names) -> list[list[Option]]:
    found = []
    taken_as_known = presumed(work.structure.sentences)
    for sentence in work.shortlist:
        before = tuple(work.docs[text] for text in context(work.structure, sentence))
        parsed = Parsed(
            sentence=sentence,
            doc=work.docs[sentence.text],
            before=before,
            presumes=taken_as_known.get(sentence.index, frozenset()),
        )
        if own := options_of(work.structure, parsed, names):
            found.append(own)
    return found


def _plain(option: Option) -> str:
    """The text without brackets around names, and without asides in round ones."""
    return _BRACKETED.sub("", option.text.replace("[", "").replace("]", ""))


def _line(chosen: Option) -> Line:
    return Line(text=chosen.text, how=chosen.how, evidence=chosen.evidence)
