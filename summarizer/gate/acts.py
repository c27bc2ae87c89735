"""Who does what in a parsed sentence: acts with their party, what they are done to, and whether they are denied; and who says what.

Reads dependencies of spaCy's English models (ClearNLP's labels). Knows grammar and a few closed classes of verbs; does not know
whether two parties are the same one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.gate.facts import is_title
from summarizer.gate.ground import carries
from summarizer.gate.words import fold, stem
from summarizer.text.cues import STRONG, WEAK

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEECH: Final = (STRONG | (WEAK - frozenset("put go like feel see call describe dub label brand thank beg order read".split()))) | {
    "confirm", "repeat",
}  # fmt: skip
"""Verbs whose clause is what somebody says or thinks."""
DENYING: Final = frozenset("deny refuse reject decline fail dispute dismiss refute avoid forget cease stop".split())  # fmt: skip
"""Verbs that turn what depends on them around."""
_ENDING: Final = frozenset("cease stop avoid".split())
"""With "to" they say why, not what ended: "she stopped to pose"."""
UNREAL: Final = frozenset(
    """ask urge want wish propose threaten consider hope plan intend seek offer promise vow pledge demand order call try
    attempt prepare recommend request advise encourage beg invite allow permit enable let help force tell aim need fear doubt expect
    warn mean like suggest""".split()
)
"""Verbs whose infinitive need not have come about: neither it nor its opposite is said."""
MUTUAL: Final = frozenset(
    "meet talk agree negotiate fight marry border discuss exchange trade clash split share join play tie speak".split()
)
"""Verbs whose parties may change places."""
EXIST: Final = "exist"
"""The verb of "there is"."""
_OPEN: Final = frozenset("if whether unless until till lest though although".split())
_NEVER: Final = frozenset("never hardly barely scarcely".split())
_NOBODY: Final = frozenset("nobody none neither nothing".split())
_BOUNDING: Final = frozenset("more less fewer later sooner longer doubt matter".split())
_ONLY: Final = frozenset("only just merely simply necessarily".split())
_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass"])
_INSIDE: Final = frozenset("ccomp xcomp pcomp parataxis".split())
_NO_NAMES: Final = frozenset("DET PRON ADP CCONJ SCONJ VERB AUX ADV NUM".split())
_SAME: Final = {
    "levy": "impose", "slap": "impose", "launch": "begin", "start": "begin", "commence": "begin", "slay": "kill",
    "praise": "praise", "hail": "praise", "condemn": "condemn", "denounce": "condemn", "purchase": "buy", "free": "release",
    "reiterate": "repeat", "decline": "refuse",
}  # fmt: skip
"""Verbs that name one act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who: a name with what it belongs to, or a noun."""

    own: frozenset[str]
    """Folded words of its own name: "dahl"; empty for "the ministry"."""
    of: frozenset[str]
    """Folded names it belongs to: "ostland" for "Ostland's president"."""
    nouns: frozenset[str]
    """Stems of its common nouns."""
    office: bool
    """Whether it is named by an office alone: "the Russian leader"."""
    pronoun: bool

    @property
    def names(self) -> frozenset[str]:
        """All of its names."""
        return self.own | self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One verb with those who do it."""

    verb: str
    """Lemma with its particle, one for verbs that name one act."""
    parties: tuple[Party, ...]
    """Who does it; empty where the sentence does not say."""
    content: frozenset[str]
    """Stems of what it is done to and how, the parties left out."""
    names: frozenset[str]
    """Folded names among the content."""
    holds: int
    """1 affirmed, -1 denied, 0 neither."""
    speakers: tuple[Party, ...] = ()
    """Whose words it is part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that are ascribed to somebody."""

    speakers: tuple[Party, ...]
    verb: str
    """What their clause says is done or is."""
    content: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence says."""

    acts: tuple[Act, ...]
    sayings: tuple[Saying, ...]
    kinds: tuple[tuple[str, str], ...]
    """Folded names with the label that the parser gives them: PERSON, GPE …"""


_KNOWN: Final = "attache_names"


def read(doc: "Doc", known: frozenset[str] = frozenset()) -> Reading:
    """The acts and sayings of one parsed sentence; `known` holds folded words that are names whatever their tag."""
    doc.user_data[_KNOWN] = known
    verbs = [t for t in doc if _is_verb(t)]
    kinds = [(fold(t.text), entity.label_) for entity in doc.ents for t in entity if _named(t)]
    return Reading(
        acts=tuple(_act(t) for t in verbs),
        sayings=tuple(s for t in doc for s in _sayings(t)),
        kinds=tuple(kinds),
    )


def _is_verb(token: "Token") -> bool:
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def _verb(token: "Token") -> str:
    lemma = token.lemma_.casefold()
    if lemma == "be" and any(c.dep_ == "expl" for c in token.children):
        return EXIST
    lemma = _SAME.get(lemma, lemma)
    particle = next((c.text.casefold() for c in token.children if c.dep_ == "prt"), "")
    return f"{lemma} {particle}".strip()


def _act(token: "Token") -> Act:
    subjects = _subjects(token)
    doers = (
        [t for t in subjects if t.dep_ != "nsubjpass"] if token not in _passives(token) else _agents(token)
    )
    done_to = [t for t in subjects if t not in doers]
    left_out = {t.i for doer in doers for t in doer.subtree}
    words = [*_rest(token, left_out), *(t for noun in done_to for t in noun.subtree)]
    return Act(
        verb=_verb(token),
        parties=tuple(party(t) for t in doers),
        content=_stems(words),
        names=frozenset(fold(t.text) for t in words if _named(t) and t.ent_type_ not in {"DATE", "TIME"}),
        holds=_holds(token),
        speakers=_speakers(token),
    )


def _passives(token: "Token") -> Sequence["Token"]:
    """The token itself if it is passive, else nothing."""
    passive = any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in token.children)
    return [token] if passive or (token.dep_ == "acl" and token.tag_ == "VBN") else []


def _agents(token: "Token") -> list["Token"]:
    return [
        t
        for c in token.children
        if c.dep_ == "agent"
        for p in c.children
        if p.dep_ == "pobj"
        for t in _joined(p)
    ]


def _subjects(token: "Token") -> list["Token"]:
    """Heads of the subjects, those that a verb shares with the one above it included."""
    seen = token
    for _ in range(len(token.doc)):
        own = [c for c in seen.children if c.dep_ in _SUBJECTS]
        if own:
            return [t for c in own for t in _joined(_antecedent(c, seen))]
        if seen.dep_ in {"acl", "relcl"}:
            return _joined(seen.head)
        if seen.dep_ == "xcomp" and any(c.dep_ in {"dobj", "dative"} for c in seen.head.children):
            return [t for c in seen.head.children if c.dep_ in {"dobj", "dative"} for t in _joined(c)]
        shares = seen.dep_ in {"conj", "xcomp"} or (seen.dep_ == "advcl" and seen.tag_ in {"VBG", "VBN"})
        if not shares or not _is_verb(seen.head):
            return []
        seen = seen.head
    return []


def _antecedent(subject: "Token", verb: "Token") -> "Token":
    """The noun that "which" or "who" stands for."""
    return verb.head if verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"} else subject


def _joined(token: "Token") -> list["Token"]:
    return [token, *token.conjuncts] if token.pos_ != "VERB" else [token]


def _rest(token: "Token", left_out: set[int]) -> Iterator["Token"]:
    """What belongs to the act besides its parties; clauses that stand beside it do not."""
    for child in token.children:
        beside = child.dep_ in {
            "conj",
            "advcl",
            "parataxis",
            "aux",
            "auxpass",
            "neg",
            "mark",
            "cc",
            "punct",
            "prt",
        } or (
            child.dep_ == "ccomp"
            and child.i < token.i
            and child.right_edge.i < token.i
            and token.lemma_ not in SPEECH
        )
        source = child.dep_ == "prep" and fold(child.text) == "according"
        if not beside and not source:
            yield from (t for t in child.subtree if t.i not in left_out)


def _stems(words: Sequence["Token"]) -> frozenset[str]:
    folded = (fold(t.text) for t in words if t.is_alpha or t.like_num)
    return frozenset(stem(w) for w in folded if carries(w))


def _named(token: "Token") -> bool:
    """Whether the word is a name; at a sentence's start a capital is none ("Opposition parties", "Envoys")."""
    if not token.text[:1].isupper() or token.pos_ in _NO_NAMES or is_title(fold(token.text)):
        return False
    opens = token.i == 0 and token.tag_ not in {"NNP", "NNPS"}
    return (
        not opens
        or fold(token.text) in token.doc.user_data[_KNOWN]
        or token.ent_type_ in {"NORP", "GPE"}
        or (token.tag_ == "NN" and token.dep_ in _SUBJECTS)
    )


def party(head: "Token") -> Party:
    """The party that a noun and what hangs on it name."""
    run = [t for t in (*head.lefts, head) if t is head or t.dep_ in {"compound", "amod", "nmod", "poss"}]
    run = sorted((w for t in run for w in ((t,) if t is head else t.subtree)), key=lambda t: t.i)
    office = [t.i for t in run if is_title(fold(t.text))]
    named = _named(head)
    own = {
        fold(t.text)
        for t in run
        if named and _named(t) and t.dep_ != "poss" and t.i > max(office, default=-1)
    }
    of = {fold(t.text) for t in run if _named(t)}
    for child in head.rights:
        if child.dep_ == "appos":
            own |= {fold(t.text) for t in (child, *child.lefts) if _named(t)} if _named(child) else set()
            of |= {fold(t.text) for t in child.subtree if _named(t)}
        elif child.dep_ == "prep":
            of |= {fold(t.text) for t in child.subtree if _named(t)}
    nouns = {stem(fold(t.text)) for t in (head, *head.lefts) if t.pos_ == "NOUN"}
    return Party(
        own=frozenset(own),
        of=frozenset(of - own),
        nouns=frozenset(nouns),
        office=not own and is_title(fold(head.text)),
        pronoun=head.pos_ in {"PRON", "DET"} or head.tag_ in {"PRP", "WP", "WDT", "DT"},
    )


def _holds(token: "Token") -> int:
    """Whether the sentence affirms the act (1), denies it (-1), or leaves it open (0)."""
    sign = -1 if _negations(token) % 2 else 1
    before = any(c.dep_ == "aux" and c.text.casefold() == "had" for c in token.children)
    if sign < 0 and before and not _speakers(token):
        return 0  # "had not scored before" says nothing of what came after
    seen = token
    for _ in range(len(token.doc)):
        if any(c.dep_ == "mark" and c.text.casefold() in _OPEN for c in seen.children):
            return 0
        head = seen.head
        if head is seen:
            break
        if seen.dep_ in _INSIDE or (seen.dep_ == "acl" and head.pos_ == "NOUN"):
            lemma = head.lemma_.casefold()
            verb = _verb(head)
            negated = _is_verb(head) and bool(_negations(head) % 2)
            if lemma in DENYING or verb == "rule out":
                if negated or (lemma in _ENDING and seen.tag_ == "VB"):
                    return 0
                sign = -sign
            elif negated or (seen.dep_ == "xcomp" and lemma in UNREAL) or seen.dep_ == "acl":
                return 0
        elif seen.dep_ in {"advcl", "relcl"} or not _is_verb(head):
            break
        seen = head
    return sign


def _negations(token: "Token") -> int:
    found = 0
    for child in token.children:
        low = child.text.casefold()
        if child.dep_ == "neg" or low in _NEVER:
            after = child.nbor() if child.i + 1 < len(child.doc) else None
            found += after is None or after.text.casefold() not in _ONLY
        elif child.dep_ in {*_SUBJECTS, "dobj", "attr", "pobj"}:
            found += low in _NOBODY or any(_is_no(c) for c in child.lefts)
    return found


def _is_no(token: "Token") -> bool:
    """The "no" of "no agreement"; not that of "no 1" nor of "no more than 44 per cent"."""
    after = token.nbor()
    return token.text.casefold() in {"no", "neither"} and not after.like_num and after.lower_ not in _BOUNDING


def _speakers(token: "Token") -> tuple[Party, ...]:
    """Whose words a verb is part of; the nearest."""
    seen = token
    for _ in range(len(token.doc)):
        source = _according(seen)
        if source:
            return source
        head = seen.head
        if head is seen:
            return ()
        if seen.dep_ in {"ccomp", "parataxis"} and head.lemma_.casefold() in SPEECH | DENYING:
            return tuple(party(t) for t in _subjects(head))
        seen = head
    return ()


def _according(verb: "Token") -> tuple[Party, ...]:
    to = [c for p in verb.children if p.dep_ == "prep" and fold(p.text) == "according" for c in p.children]
    return tuple(party(t) for c in to for p in c.children if p.dep_ == "pobj" for t in _joined(p))


def _sayings(token: "Token") -> Iterator[Saying]:
    lemma = token.lemma_.casefold()
    if token.pos_ == "VERB" and lemma in SPEECH | DENYING:
        subjects = _subjects(token)
        for child in token.children:
            if child.dep_ in {"ccomp", "parataxis"} and subjects:
                yield Saying(
                    speakers=tuple(party(t) for t in subjects),
                    verb=_verb(child),
                    content=_stems(list(child.subtree)),
                )
    source = _according(token)
    if source:
        yield Saying(speakers=source, verb=_verb(token), content=_clause(token))


def _clause(verb: "Token") -> frozenset[str]:
    outside = {
        t.i for c in verb.children if c.dep_ == "prep" and fold(c.text) == "according" for t in c.subtree
    }
    return _stems([t for t in verb.subtree if t.i not in outside])
