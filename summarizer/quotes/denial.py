"""Words that the article says somebody did not say: denied, forged, refused, or put into a mouth falsely.

Knows the parse around a quotation and what turns "she said" into its opposite. Does not know who spoke; a quotation of this kind
has no speaker that may be shown.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from summarizer.quotes.reading import Reading, Token
from summarizer.text.cues import SAY
from summarizer.text.marks import Run

_UTTER: Final = frozenset(
    """say tell write state declare claim announce utter quote cite call describe express tweet post use attribute make
    publish add reply promise pledge threaten suggest""".split()
)
"""Verbs whose negation says that the words were not said; "did not mince words" and "did not answer" say nothing of the kind."""
_VAGUE: Final = frozenset(
    "see know like put go mean feel issue deliver publish refer read test object plead beg sum sink".split()
)
_SAYING: Final = (SAY | {"quote", "cite", "utter", "misquote", "misattribute", "misreport"}) - _VAGUE
_DENY: Final = frozenset(
    "deny refuse reject disavow dispute refute decline avoid refrain fail forget dismiss debunk disprove retract".split()
)
"""Verbs that turn the clause below them into its opposite."""
_GO_ON: Final = frozenset("stop cease hesitate help resist tire shy shrink".split())
"""Whose negation is a yes: "did not hesitate to say"."""
_DOUBT: Final = frozenset("supposedly allegedly purportedly reportedly".split())
_WRONGLY: Final = frozenset("falsely wrongly wrongfully erroneously mistakenly incorrectly".split())
_ASCRIBE: Final = frozenset(
    "quote cite attribute ascribe credit report depict portray show claim allege".split()
)
"""Verbs that put words into a mouth: who is "falsely quoted" did not say them, who "falsely said" did."""
_FORGED: Final = frozenset(
    """fake fabricated forged falsified doctored bogus phony phoney fictitious deepfake invented manipulated spoof parody satirical
    hoax forgery ai-generated""".split()
)
_UNTRUE: Final = frozenset(
    "false untrue fake lie myth invention fabrication forgery hoax nonsense fiction".split()
)
_NOBODY: Final = frozenset("no nobody none neither".split())
_ACCUSE: Final = frozenset("accuse suspect".split())
_REPORTED: Final = frozenset("misquote misattribute misreport".split())
_CLAUSES: Final = frozenset("ccomp xcomp pcomp csubj csubjpass".split())
_OBJECTS: Final = frozenset("nsubj nsubjpass dobj attr pobj prep".split())
_IF: Final = frozenset("if unless whether".split())
_WHY: Final = frozenset("why when how where".split())
_CARRIERS: Final = frozenset("in on from via through according".split())
"""Prepositions between words and what they stood in: "in a forged letter", not "about" or "after" it."""
_GOVERNED: Final = frozenset("of from without to as".split())
"""Prepositions that a verb asks for: "refrained from saying", "accused of saying"; not "with many saying". With "quoted as saying"."""
_STEPS: Final = 12
_NONE: Final = -1
_BESIDE: Final = -2


def disowned(reading: Reading, run: Run, verb: int) -> bool:
    """Does the article say that these words were not said by the subject of `verb` (-1: none is known)?"""
    return any(_Path(reading, start, run).ends_in_no() for start in _starts(reading, run, verb))


def _starts(reading: Reading, run: Run, verb: int) -> Iterator[int]:
    """The verbs that report the run: the first above its words, the candidate's own, and a verb of saying that hangs on that."""
    above = {_first_saying(reading, head, verb) for head in _heads(reading, run)}
    yield from sorted(k for k in above if k >= 0)
    if verb >= 0 and above <= {_NONE, verb} and not reading.tokens[verb].quoted:
        yield verb
        below = [k for k in _embedded(reading, verb) if reading.tokens[k].start < run.start]
        if below:
            yield below[-1]


def _heads(reading: Reading, run: Run) -> set[int]:
    """Tokens outside the run on which its words hang."""
    tokens = reading.tokens
    found: set[int] = set()
    k = bisect_left(reading.token_starts, run.start)  # a stand-in's tokens share their start
    while k < len(tokens) and tokens[k].start < run.end:
        head = tokens[tokens[k].head]
        if tokens[k].dep != "punct" and not head.quoted:
            found.add(tokens[k].head)
        k += 1
    return found


def _first_saying(reading: Reading, token: int, verb: int) -> int:
    """The token, or the nearest above it, that reports speech; `_NONE` if none does, `_BESIDE` if the words only stand beside it."""
    tokens, at, beside = reading.tokens, token, False
    for _ in range(_STEPS):
        if (at == verb or tokens[at].lemma in _SAYING) and not _is_aside(reading, at):
            return _BESIDE if beside else at
        if tokens[at].head == at:
            return _NONE
        # "would announce nothing, since there was an “opening”": the word is no part of what is announced.
        beside = beside or (tokens[at].dep in {"advcl", "relcl", "conj"} and not _is_aside(reading, at))
        at = tokens[at].head
    return _NONE


def _is_aside(reading: Reading, verb: int) -> bool:
    """As in "did not say, as the paper claimed, …": the words hang on the other verb, whatever the parse makes of it."""
    tokens = reading.tokens
    return tokens[verb].dep == "advcl" and any(
        tokens[c].dep == "mark" and tokens[c].text.lower() == "as" for c in reading.children[verb]
    )


def _embedded(reading: Reading, verb: int) -> list[int]:
    """Verbs of saying in the complements of a verb, in order: "told" of "accused him of having told her"."""
    tokens = reading.tokens
    found, stack = [], [verb]
    while stack:
        for child in reading.children[stack.pop()]:
            token = tokens[child]
            if token.quoted or token.dep not in _CLAUSES | {"prep"}:
                continue
            stack.append(child)
            if token.dep in _CLAUSES and token.lemma in SAY:
                found.append(child)
    return sorted(found)


class _Path:
    """From a verb of saying up through the clauses that depend on whether it is true."""

    def __init__(self, reading: Reading, start: int, run: Run) -> None:
        self._r, self._start, self._run = reading, start, run

    def ends_in_no(self) -> bool:
        """Whether something on the way denies the verb at its start."""
        at, below = self._start, -1
        for _ in range(_STEPS):
            if self._denies(at, below) or self._is_forged(at):
                return True
            above = self._above(at)
            if above < 0:
                return False
            at, below = above, at
        return False

    def _above(self, at: int) -> int:
        """The next token that the truth of this one depends on; -1 where the way ends."""
        token = self._r.tokens[at]
        if token.head == at:
            return -1
        if token.dep in _CLAUSES:
            return -1 if self._asks_why(at) or self._stands_apart(at) else token.head
        if token.dep in {"acl", "relcl"}:
            told = any(
                self._r.tokens[c].text.lower() == "that" and self._r.tokens[c].dep == "mark"
                for c in self._r.children[at]
            )
            return token.head if told or self._is_forged(token.head) else -1
        if token.dep == "prep" and token.text.lower() not in _GOVERNED:
            return -1
        noun = token.pos in {"NOUN", "PROPN", "ADP", "SCONJ"} or token.lemma in _UNTRUE
        return token.head if noun and token.dep in _OBJECTS and at != self._start else -1

    def _asks_why(self, at: int) -> bool:
        """In "did not explain why she said" she did say it."""
        return any(self._r.tokens[c].text.lower() in _WHY for c in self._r.children[at])

    def _stands_apart(self, at: int) -> bool:
        """In "denied the report, saying" she did say it, whatever the parse calls the clause."""
        token = self._r.tokens[at]
        between = self._r.text[self._r.tokens[token.head].end : token.start]
        return token.tag == "VBG" and re.search(r"[,;–—]|\s--?\s", between) is not None

    def _denies(self, at: int, below: int) -> bool:
        tokens = self._r.tokens
        token = tokens[at]
        children = [tokens[c] for c in self._r.children[at] if not tokens[c].quoted]
        if self._is_open(at, token, children):
            return True
        negated = any(c.dep == "neg" and not self._only(c.end) for c in children)
        if below < 0:
            return negated and token.lemma in _UTTER
        if token.lemma in _ACCUSE:
            return True
        untrue = (
            any(c.dep in {"acomp", "attr"} and c.lemma in _UNTRUE for c in children) or token.lemma in _UNTRUE
        )
        short = token.lemma == "stop" and any(c.text.lower() == "short" for c in children)
        denies = token.lemma in _DENY or untrue or short
        return denies != negated and (short or token.lemma not in _GO_ON)

    def _is_open(self, at: int, token: Token, children: Sequence[Token]) -> bool:
        """Hearsay, a condition, nobody, or words put into a mouth wrongly."""
        manner = {c.text.lower() for c in children if c.dep == "advmod"}
        return (
            bool(manner & _DOUBT)
            or (bool(manner & _WRONGLY) and self._ascribes(token, children))
            or (
                at == self._start
                and token.lemma in _UTTER
                and any(c.dep == "mark" and c.text.lower() in _IF for c in children)
            )
            or token.lemma in _REPORTED | {"without"}
            or any(self._is_nobody(c) for c in self._r.children[at])
        )

    @staticmethod
    def _ascribes(token: Token, children: Sequence[Token]) -> bool:
        return token.lemma in {"quote", "cite"} or (token.lemma in _ASCRIBE and _is_passive(children))

    def _only(self, at: int) -> bool:
        return self._r.text[at : at + 9].lstrip().lower().startswith(("only", "just", "merely", "simply"))

    def _is_nobody(self, child: int) -> bool:
        """A subject or a determiner that says none: "nobody heard her say", "no evidence that she said"."""
        tokens = self._r.tokens
        token = tokens[child]
        if token.quoted:
            return False
        if token.dep == "det":
            return token.text.lower() == "no"
        if token.dep not in {"nsubj", "nsubjpass"}:
            return False
        return token.text.lower() in _NOBODY or any(
            tokens[c].text.lower() in _NOBODY and tokens[c].dep in {"det", "preconj"}
            for c in self._r.children[child]
        )

    def _is_forged(self, at: int) -> bool:
        """A forged noun, a verb with one for its subject, or words that stood in one."""
        return self._names_forgery(at) or any(self._carries(c) for c in self._r.children[at])

    def _names_forgery(self, at: int) -> bool:
        tokens = self._r.tokens
        token = tokens[at]
        if token.pos not in {"NOUN", "PROPN"} or token.quoted:
            return False
        words = [
            token,
            *(tokens[c] for c in self._r.children[at] if tokens[c].dep in {"amod", "compound", "nmod"}),
        ]
        words += [
            tokens[k]
            for c in self._r.children[at]
            if tokens[c].dep in {"relcl", "appos"}
            for k in self._clause(c)
        ]
        return any(w.text.lower().removesuffix("s") in _FORGED for w in words if not w.quoted)

    def _clause(self, root: int) -> list[int]:
        """The tokens of a clause beside the way: "which turned out to be a forgery"; none of one that holds the words."""
        found = [root]
        for k in found:
            found += self._r.children[k]
        return [] if self._start in found else found

    def _carries(self, child: int) -> bool:
        tokens = self._r.tokens
        token = tokens[child]
        if token.quoted:
            return False
        if token.dep in {"nsubj", "nsubjpass"}:
            return self._names_forgery(child)
        if token.dep != "prep" or token.text.lower() not in _CARRIERS:
            return False
        return any(
            self._names_forgery(c) or any(self._carries(d) for d in self._r.children[c])
            for c in self._governed(child)
        )

    def _governed(self, preposition: int) -> Iterator[int]:
        for child in self._r.children[preposition]:
            if self._r.tokens[child].dep == "pobj":
                yield child
            elif self._r.tokens[child].text.lower() == "to":  # "according to"
                yield from self._governed(child)


def _is_passive(children: Sequence[Token]) -> bool:
    return any(c.dep in {"nsubjpass", "auxpass"} for c in children)
