"""What of a sentence may be deleted without changing what it says.

Deletion only, guided by the parse. Never a negation, a hedge, a number, a date, quoted words, or who said or did it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from summarizer.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CutKind = Literal["dateline", "outlet", "connective", "aside", "apposition", "clause", "participle"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters that may go."""

    span: Span
    kind: CutKind


_PLACE: Final = (
    r"(?!The |An? )[A-ZÀ-Þ][\w.'’À-ÿ-]*(?:[ ,/]+[A-ZÀ-Þ][\w.'’À-ÿ-]*){0,4}(?:,? \d{1,2}(?:,? \d{4})?)?,?\s*"
)
_AGENCIES: Final = r"CNN|BBC|AP|AFP|UPI|DPA|EFE|ANSA|TASS|Reuters|Xinhua|Kyodo|Bloomberg|Interfax|Yonhap"
_OPENERS: Final = r"(?:The|An?|In|On|At|As|After|Amid|Two|Three|Four|Five|Six|At least|More than|Dozens|Hundreds|Thousands|President|Prime Minister|Foreign Minister|Police)"
DATELINE: Final = re.compile(
    # ZAREV, Valdoria (VNA) _ | (VNN) -- | Zarev (VNA) - | ZAREV, May 3 (VNA) –
    rf"(?:{_PLACE})?\((?:[A-Z][\w.&/ -]{{1,30}})\)\s*(?:--|[-–—_:])\s*"
    # (CNN) | ZAREV, Valdoria (AP): no dash, so only an agency; "The United Nations (UN)" is none.
    rf"|(?:{_PLACE})?(?:\(|-LRB-)\s?(?:{_AGENCIES})\s?(?:\)|-RRB-)\s*"
    # zarev, valdoria ( ap ): a text that lost its capitals
    rf"|(?:[a-z.-]+(?:,? [a-z.-]+)? )?\( ?(?:{_AGENCIES.lower()}) ?\)\s*(?:--|[-–—_:])?\s*"
    # ZAREV — | ZAREV ―
    r"|[A-ZÀ-Þ]{3}[A-ZÀ-Þ.'’ -]*(?:, [A-Z][\w. ]{2,24})?\s+(?:--|[–—―_]|-(?=\s))\s*"
    r"|(?:CNN|BBC|AP|AFP|Reuters) (?:--|[—–-]) "
    # Zarev - The envoys | Port Selm – In his first speech: a word that opens a sentence; no second dash, which would make it an
    # aside; and nobody's own words, whose label it would be.
    rf"|(?!The |An? )[A-ZÀ-Þ][\w.'’À-ÿ]*(?: [A-ZÀ-Þ][\w.'’À-ÿ]*){{0,2}}(?:, [A-ZÀ-Þ]\w+)? (?:--|[–—-]) (?={_OPENERS} )"
    r"(?!.* (?:--|[–—-]) )(?![^\"“]*\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me)\b)"
)
_VERDICT: Final = re.compile(
    r"(?:the facts|(?:[\w’']+ ){0,2}verdict|conclusion)\s?:\s+(?=[A-ZÀ-Þ])", re.IGNORECASE
)
"""The label of what a check of facts found."""
_HEDGES: Final = frozenset(
    (
        "may might could would should can must will shall alleged allegedly reportedly likely unlikely possible possibly "
        "perhaps probably apparent apparently purported suspected claimed claim claims accused disputed unconfirmed "
        "potential potentially if unless whether expected believed thought would-be so-called self-proclaimed"
    ).split()
)
_NEGATIONS: Final = frozenset(
    "no not never none nobody nothing neither nor without cannot n't n’t hardly barely denied denies rejected refused only except".split()
)
_OUTLET: Final = re.compile(
    r"(?:Reuters|AP|AFP|CNN|BBC(?: News)?|TASS|Interfax|Xinhua|Bloomberg|Axios|Politico|DPA|EFE|ANSA|Kyodo|Yonhap|"
    r"the Associated Press|Agence France-Presse|[A-Z]\w*\.(?:com|org|net|kz|ru|ua|uk|eu|de|fr|info|news|[a-z]{2})|"
    r"(?:the )?[A-Z]\w+ (?:Times|Post|Journal|Guardian|Tribune|Herald|News|Agency|Gazette|Telegraph))"
)
_OUTLET_TAIL: Final = re.compile(
    rf",\s+(?:(?:as )?{_OUTLET.pattern} (?:reports|reported|writes|wrote|has reported)|"
    rf"(?:reports|reported|writes|wrote) {_OUTLET.pattern}|according to {_OUTLET.pattern}|citing {_OUTLET.pattern})"
    r"(?=[.\s]*$)"
)
_CONNECTIVE: Final = re.compile(
    r"(?<=\w), (?:however|meanwhile|moreover|furthermore|nevertheless|nonetheless|by contrast|in contrast|on the other hand|"
    r"for (?:his|her|its|their) part|in turn|likewise|of course|too),(?= )"
)
"""Set off inside a sentence; those that open one are in `openings`."""
_SPEECH: Final = frozenset(
    "say tell add state warn claim argue declare announce insist note describe call write report accuse deny admit".split()
)
_ASIDE: Final = re.compile(
    r"\s\(([^()]{1,80})\)|\s[–—]\s[^–—]{3,120}?\s[–—](?=\s)|\s--\s[^-]{3,120}?\s--(?=\s)"
)
_QUOTES: Final = '"“”«»„'
LEAST_LEFT = 5
"""Words that a shortened sentence keeps at least."""


def cuts(doc: "Doc") -> list[Cut]:
    """Everything that may go from one parsed sentence; the spans do not overlap, outermost wins."""
    text = doc.text
    found: list[Cut] = []
    dateline = DATELINE.match(text)
    if dateline and len(text[dateline.end() :].split()) >= LEAST_LEFT:
        found.append(Cut(dateline.span(), "dateline"))
    verdict = _VERDICT.match(text)
    if verdict:
        found.append(Cut(verdict.span(), "dateline"))
    tail = _OUTLET_TAIL.search(text)
    if tail and _says_who(doc, tail.start()):
        found.append(Cut(tail.span(), "outlet"))
    quoted = _quoted(text)
    found += [Cut(span, "connective") for span in _connectives(doc) if not any(quoted[span[0] : span[1]])]
    for span, kind in (*_asides(text), *_phrases(doc)):
        if not _protected(doc, span) and not any(quoted[span[0] : span[1]]):
            found.append(Cut(span, kind))
    return _outermost(found)


def without(text: str, removed: Sequence[Cut]) -> str:
    """The text less the cuts, its punctuation and first capital mended."""
    pieces, last = [], 0
    for cut in sorted(removed, key=lambda cut: cut.span):
        pieces.append(text[last : cut.span[0]])
        last = cut.span[1]
    pieces.append(text[last:])
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """Mend what deletion leaves behind: double spaces and commas, a small first letter."""
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
    text = re.sub(r",(?=[,.;:!?])", "", text).lstrip(" ,;:–—-_")
    return text[:1].upper() + text[1:]


def _asides(text: str) -> Iterator[tuple[Span, CutKind]]:
    for found in _ASIDE.finditer(text):
        yield found.span(), "aside"


def _phrases(doc: "Doc") -> Iterator[tuple[Span, CutKind]]:
    for token in doc:
        if token.dep_ == "appos":
            yield from _set_off(token, "apposition")
        elif token.dep_ == "relcl" and not _reports(token):
            yield from _set_off(token, "clause")
        elif token.dep_ in {"advcl", "acl"} and token.tag_ in {"VBG", "VBN"} and not _reports(token):
            yield from _set_off(token, "participle")


def _connectives(doc: "Doc") -> Iterator[Span]:
    """The "however" and "on the other hand" that commas set off: what they answer is not on the screen.

    Both commas go, but for the one that ends what stands before the subject, or an apposition.
    """
    subject = next((t for t in doc if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT"), None)
    for found in _CONNECTIVE.finditer(doc.text):
        following = next((token for token in doc if token.idx >= found.end()), None)
        opening = subject is not None and found.end() <= doc[subject.left_edge.i].idx
        verb = following is not None and following.pos_ in {"VERB", "AUX"}
        apposed = verb and "," in doc.text[: found.start()]
        yield found.start(), found.end() - (opening or apposed)


def _says_who(doc: "Doc", end: int) -> bool:
    """Does somebody speak before this place? Then an outlet that passed it on may go; else it alone vouches for what is told."""
    return any(
        token.dep_ == "nsubj" and token.head.lemma_ in _SPEECH and token.head.idx < end for token in doc
    )


def _reports(token: "Token") -> bool:
    return any(part.lemma_ in _SPEECH for part in token.subtree if part.pos_ in {"VERB", "AUX"})


def _set_off(head: "Token", kind: CutKind) -> Iterator[tuple[Span, CutKind]]:
    """The phrase, if commas set it off on both sides; with the comma before it, and the one after where it stays whole."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    if doc[last].text in {",", ".", ";"}:
        last -= 1
    if first < 2 or doc[first - 1].text != "," or last - first < 1:  # noqa: PLR2004 - a sentence does not open with an aside
        return
    if last + 1 >= len(doc) or doc[last + 1].text not in {",", ".", ";"}:
        return
    after = doc[last + 1]
    end = after.idx + 1 if after.text == "," and not _closes_report(head, last) else after.idx
    if _is_list(doc, first, last) or doc[first - 2].pos_ == "INTJ":
        return  # "… by a man called Orlan - yes, the rower" is not "… called Orlan - yes"
    yield (doc[first - 1].idx, end), kind


def _closes_report(head: "Token", last: int) -> bool:
    """Is the comma after the phrase also the one before "the ministry said"?"""
    return any(
        above.dep_ == "ccomp" and last <= above.right_edge.i <= last + 1 < above.head.i
        for above in head.ancestors
    )


def _is_list(doc: "Doc", first: int, last: int) -> bool:
    """An apposition that the parser sees in "France, Germany, and Italy" is none."""
    following = doc[last + 2].lower_ if last + 2 < len(doc) else ""
    return following in {"and", "or"} or doc[first].lower_ in {"and", "or"}


def _protected(doc: "Doc", span: Span) -> bool:
    return is_protected([token.i for token in doc if span[0] <= token.idx < span[1]], doc)


def is_protected(tokens: Iterable[int], doc: "Doc", *, numbers: bool = True) -> bool:
    """Do these tokens hold what may not be deleted: a negation, a hedge, a number or date, somebody who speaks?

    `numbers=False` lets numbers and dates go, and speakers with them.
    """
    for token in (doc[index] for index in tokens):
        if token.lower_ in _HEDGES or token.lower_ in _NEGATIONS or token.dep_ == "neg":
            return True
        if not numbers:
            continue
        if (
            token.like_num
            or any(map(str.isdigit, token.text))
            or token.ent_type_ in {"DATE", "TIME", "MONEY", "CARDINAL"}
        ):
            return True
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in _SPEECH:
            return True
    return False


def _quoted(text: str) -> list[bool]:
    inside, marks = False, []
    for character in text:
        if character in _QUOTES:
            inside = character in "“«„" or (character == '"' and not inside)
            marks.append(True)
        else:
            marks.append(inside)
    return marks


def _outermost(found: list[Cut]) -> list[Cut]:
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda cut: (cut.span[0] - cut.span[1], cut.span)):
        if all(cut.span[1] <= other.span[0] or cut.span[0] >= other.span[1] for other in kept):
            kept.append(cut)
    return sorted(kept, key=lambda cut: cut.span)
