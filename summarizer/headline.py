"""A headline of at most twelve words: the article's own title if it serves, or a sentence stripped to its bones.

Deletion only, by whole phrases of the parse; which words a headline keeps is fitted (`evals/fit_headline.py`).
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from summarizer.compress import is_protected, tidy
from summarizer.headline_checks import OPEN_MARKS, indivisible, is_unsound
from summarizer.openings import stands_alone
from summarizer.structure import is_balanced

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HEADLINE_WORDS = 12
LEAST_WORDS = 4
_SITE: Final = re.compile(r"\s+(?P<mark>[|–—-])\s+(?P<name>[^|–—]{2,40})$")
_DASH: Final = re.compile(r"\s[–—-]\s")
_RUBRIC: Final = re.compile(
    r"^(?:(?:live|watch|video|exclusive|breaking|opinion|analysis|explainer|update \d*|updated|factbox|photos?|interview)\s*[:|–—-]+\s*)+",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:In|On|At|After|Amid|With|During|Following|Before|Despite) [^,:]{3,40}, (?=[A-ZÀ-Þ])"
)
_CIRCUMSTANCE: Final = re.compile(
    r"(?i:(?<! only)(?<! just)(?<! even)(?<! not)(?:,? (?:after|amid|while|following|despite|ahead of|days before|hours before)|"
    r"(?<!ed)(?<! in)(?<! such)(?<! well)(?<! far)(?<! long)(?<! soon)(?<! same)(?<! known)(?<! seen)"
    r" as(?! (?:well|much|many|soon|far|long|if|part|a|an)\b))) "
)
"""Where a title goes on to when, against what or beside what it happened. "Sworn in as", "only after" are no such places."""
_PLANNED: Final = re.compile(
    r"\b(?:will|would|may|might|could|can|shall|should|must|wird|würde|sera|será)\b", re.IGNORECASE
)
"""What is still to come may hang on what a title goes on to: "will reopen the border after both sides sign"."""
_ASKING: Final = frozenset(("WRB", "WP", "WP$", "WDT"))
"""Tags of "how", "who", "whose", "which": "wondered how it would end" is no "wondered it would end"."""
_PRONOUN: Final = re.compile(r"\b(?:he|his|him|she|her|hers)\b")
_SINGULAR: Final = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*[^\Ws]\b")
"""A name that "he" or "she" may stand for; "Valdorians say his visit …" has none."""
_SAY: Final = frozenset("say announce report tell add state note".split())
"""Verbs of plain report. What somebody claimed, denied or warned of keeps its speaker."""
_OUTLETS_SAY: Final = frozenset(("report", "tell"))
"""What newspapers do, and people to newspapers."""
COSTS: Final = {
    "appos": 0.0, "relcl": 0.0, "parataxis": 0.0, "advcl": 0.0, "npadvmod": 0.0, "advmod": 0.1, "acl": 0.3,
    "nmod": 0.3, "poss": 2.5, "dative": 0.8, "agent": 0.6, "predet": 0.0, "intj": 0.0,
    "dep": 0.3, "meta": 0.0, "preconj": 0.0,
}  # fmt: skip
"""Of dropping a phrase, by its relation to its head, in kept words; set by hand, by reading what came out."""
_SINGLE: Final = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]|[\"“]\s*[\"”]")
"""Marks whose words all went."""
_HYPHENS: Final = frozenset("-–/")
NEVER: Final = 1e6
REPORT_COST: Final = -1.0
MOST_TOKENS: Final = 120
_WITNESSES: Final = frozenset(
    "police official authority court hospital doctor medic firefighter rescuer".split()
)
_SHARES: Final = frozenset(
    "% percent half third quarter fifth majority most many some share part none all each any".split()
)
_OFFICES: Final = frozenset(
    "minister ministry office secretary affairs council nations general court bank party state".split()
)


def title_headline(title: str, text: str) -> str | None:
    """The title without site and rubric, if it is a statement of a headline's length. `text`: the article's."""
    return _headline_of(_without_site(_RUBRIC.sub("", " ".join(title.split())), text))


def _without_site(title: str, text: str) -> str:
    """Less the site's name. Who speaks ("– Kremlin", "– rebels") and what limits ("– but not the bases") is in the text or small."""
    site = _SITE.search(title)
    shorter = title[: site.start()] if site else title
    if site is None or len(shorter.split()) < LEAST_WORDS:
        return title
    name = site["name"]
    speaks = site["mark"] != "|" and name.rstrip(".") in text
    return title if name[:1].islower() or speaks else shorter


def _headline_of(text: str) -> str | None:
    if text.endswith("?") or len(text.split()) < LEAST_WORDS:
        return None
    return next((found for found in (text, *_shorter(text)) if _is_headline(found)), None)


def _is_headline(text: str) -> bool:
    if not LEAST_WORDS <= len(text.split()) <= HEADLINE_WORDS or text.endswith("?") or not is_balanced(text):
        return False
    pronoun = _PRONOUN.search(text)
    return pronoun is None or bool(_SINGULAR.search(text[: pronoun.start()]))


def _shorter(title: str) -> Iterator[str]:
    """A long title without its second statement, its circumstances, or what follows its colon.

    What is left is an editor's statement whole; conditions ("if", "unless", "until") are never what goes, nor what stands behind a
    dash, which may say who says so or what not, nor who may be speaking before a colon.
    """
    yield re.split(r"[;]\s|\s[|]\s", title)[0].rstrip(" ,:")
    opening = _OPENING.match(title)
    rest = title[opening.end() :] if opening else title
    for text in dict.fromkeys((rest, title)):
        if text != title:
            yield text
        for cut in reversed(list(_CIRCUMSTANCE.finditer(text))):
            if not _DASH.search(text, cut.start()) and not _PLANNED.search(text[: cut.start()]):
                yield text[: cut.start()].rstrip(" ,:")
    label, _, statement = title.partition(": ")
    if statement[:1] in OPEN_MARKS:
        yield label
    elif not _may_speak(label):
        yield statement


def _may_speak(label: str) -> bool:
    """Could what stands before a colon be who says what follows: "Karvia:", "UN chief:", "Foreign Minister Ana Lind:"?"""
    words = label.split()
    return len(words) < LEAST_WORDS or all(word[:1].isupper() for word in words)


class Headliner:
    """Strips a parsed sentence down to a headline."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def headline(self, doc: "Doc", most_words: int = HEADLINE_WORDS) -> str | None:
        """The best text of at most `most_words` words that deletion reaches; None if it reaches none.

        Exact: a knapsack over the tree of dependencies, in which a phrase goes whole or keeps its head.
        """
        root = next((token for token in doc if token.dep_ == "ROOT"), None)
        if root is None or not _is_statement(root) or len(doc) > MOST_TOKENS:
            return None  # the parse went wrong
        starts = [(root, 0.0), *((token, REPORT_COST) for token in reported(root))]
        starts = [(start, cost) for start, cost in starts if _has_subject(start)]
        whole = indivisible(doc)
        tables = [(self._table(start, most_words, whole), cost) for start, cost in starts]
        reached = [(value - cost, kept) for table, cost in tables for value, kept in table if kept]
        for value, kept in sorted(reached, key=lambda found: -found[0]):
            if value < -NEVER / 2:
                break  # something that the sentence cannot do without is gone: "The crew believed"
            if is_unsound(doc, kept):
                continue
            text = render(doc, kept)
            if len(text.split()) <= most_words and _is_headline(text) and stands_alone(text):
                return text
        return None

    def _table(
        self, token: "Token", most: int, whole: Mapping[int, int]
    ) -> list[tuple[float, frozenset[int]]]:
        """For each number of words up to `most`, the best way to keep this token and of its phrases what fits.

        `whole`: the group of each token that stays or goes with others.
        """
        own = _words(token)
        table = [(-math.inf, frozenset[int]())] * (most + 1)
        if own > most:
            return table
        worth = self.keep(token) - self._weights.get("threshold", 0.0) * own
        table[own] = (worth, frozenset((token.i,)))
        for child in token.children:
            if child.dep_ in {"cc", "punct"}:
                continue
            below = self._table(child, most, whole)
            for link in _links(child):
                below = _join(below, self._table(link, most, whole), NEVER, most)
            together = child.i in whole and whole[child.i] == whole.get(token.i)
            table = _join(table, below, NEVER if together else _cost(child), most)
        for child in token.children:
            if child.dep_ == "punct":
                table = _join(table, self._table(child, most, whole), 0.0, most)
        return table

    def keep(self, token: "Token") -> float:
        """Probability that a person's headline keeps this word."""
        score = sum(self._weights.get(name, 0.0) * amount for name, amount in token_features(token))
        return 1.0 / (1.0 + math.exp(-score))


def token_features(token: "Token") -> Iterator[tuple[str, float]]:
    """Named features of one word of a lead sentence."""
    doc = token.doc
    depth, head, report = 0, token, 0.0
    while head.head is not head and depth < 15:  # noqa: PLR2004 - deeper is as deep
        if head.dep_ in {"relcl", "acl", "advcl", "appos", "parataxis"}:
            yield f"under:{head.dep_}", 1.0
        head = head.head
        depth += 1
    if head.lemma_ in _SAY:
        inside = any(a.dep_ == "ccomp" for a in (token, *token.ancestors))
        report = 0.0 if inside else 1.0
    yield "bias", 1.0
    yield f"pos:{token.pos_}", 1.0
    yield f"dep:{token.dep_}", 1.0
    yield f"entity:{token.ent_type_ or 'none'}", 1.0
    yield "depth", depth / 5.0
    yield "place", token.i / max(1, len(doc))
    yield "early", float(token.i < HEADLINE_WORDS)
    yield "report", report
    yield "length", len(token.text) / 8.0


def _is_statement(root: "Token") -> bool:
    """A verb that says when ("met", "has met"; not the "calling" of a caption), without a "before" of its own."""
    helped = any(child.dep_ in {"aux", "auxpass"} for child in root.children)
    finite = root.pos_ in {"VERB", "AUX"} and (root.tag_ != "VBG" or helped)
    return finite and not any(child.dep_ == "mark" for child in root.children)


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for child in verb.children)


def _is_witness(token: "Token") -> bool:
    """Somebody whose report of a fact is nobody's side of it: the police, a court, officials whose country is not named."""
    named = any(part.ent_type_ in {"NORP", "GPE"} for part in token.subtree)
    return token.lemma_.lower() in _WITNESSES and not named


def reported(root: "Token") -> Iterator["Token"]:
    """What a witness reports plainly: the headline may state it. Whoever has a side in it, or an outlet, keeps what it says."""
    if root.lemma_ not in _SAY - _OUTLETS_SAY or any(child.dep_ in {"neg", "aux"} for child in root.children):
        return
    if not any(child.dep_ == "nsubj" and _is_witness(child) for child in root.children):
        return
    for child in root.children:
        subject = any(part.dep_ in {"nsubj", "nsubjpass", "expl"} for part in child.children)
        if child.dep_ == "ccomp" and subject:
            rest = {token.i for token in root.doc} - {token.i for token in child.subtree} - {root.i}
            if not is_protected(rest, root.doc, numbers=False):
                yield child


def _join(
    table: "list[tuple[float, frozenset[int]]]",
    child: "list[tuple[float, frozenset[int]]]",
    cost: float,
    most: int,
) -> "list[tuple[float, frozenset[int]]]":
    """Dropping the child costs `cost`; keeping it takes words."""
    joined = [(value - cost, kept) for value, kept in table]
    for size, (value, kept) in enumerate(table):
        if not kept:
            continue
        for more in range(most - size + 1):
            worth, phrase = child[more]
            if phrase and value + worth > joined[size + more][0]:
                joined[size + more] = (value + worth, kept | phrase)
    return joined


def _links(token: "Token") -> list["Token"]:
    """The "and" that comes with the second of two."""
    if token.dep_ != "conj":
        return []
    links = [part for part in token.head.children if part.dep_ == "cc" and part.i < token.i]
    return links[-1:]


def _words(token: "Token") -> int:
    """1 for a token that begins a word, 0 for the rest of one and for punctuation."""
    begins = token.i == 0 or bool(token.doc[token.i - 1].whitespace_)
    return int(begins and not token.is_punct)


def _cost(token: "Token") -> float:
    """What dropping this phrase does to the sentence, in kept words."""
    if token.is_punct:
        return 0.0
    if token.dep_ == "mark" and token.lower_ == "that" and token.head.dep_ == "ccomp":
        return 0.0
    if token.tag_ in _ASKING or _limits(token) or _divides(token) or _ascribes(token) or _is_joined(token):
        return NEVER
    return _phrase_cost(token)


def _limits(token: "Token") -> bool:
    """Would what stays claim more without this? A negation, a hedge, a condition does; a whole aside with its own does not."""
    conditions = {"if", "unless", "whether"}
    marked = any(child.dep_ == "mark" and child.lower_ in conditions for child in token.children)
    # "Only after both sides sign"; "two of its drones" is not "two of drones".
    marked = marked or any(child.lower_ == "only" and child.dep_ == "advmod" for child in token.children)
    marked = marked or (token.tag_ == "PRP$" and token.head.dep_ == "pobj" and token.head.head.head.like_num)
    if token.dep_ in {"conj", "relcl"} and token.pos_ == "VERB":
        return marked  # "and claimed that …" is a statement of its own, not a limit to the one before
    if token.head.tag_ in {"JJR", "RBR"}:
        return True  # "a fifth more than before" is not "more"
    if (
        token.lower_ in {"more", "less", "fewer"}
        and token.i + 1 < len(token.doc)
        and token.nbor().lower_ == "than"
    ):
        return True  # "more than a quarter" is not "than a quarter"
    # "At least 72", "about a mile", "groups such as": a number or an example without its bounds is another one.
    above = (token.head, token.head.head)
    bounds = any(each.like_num or each.dep_ == "nummod" for each in above) or token.lower_ == "such"
    return marked or bounds or is_protected([token.i], token.doc, numbers=False)


def _ascribes(token: "Token") -> bool:
    """Is this "according to the ministry"? Without it the headline would vouch for what the ministry says."""
    if token.head.lower_ == "according":
        return True
    return token.lower_ == "according" and not any(
        _is_witness(part) for part in token.subtree if part.dep_ == "pobj"
    )


def _divides(token: "Token") -> bool:
    """Does this say of what a share or a measure is: "four in ten of the people *under siege*", "*a mile* long", "tonnes *a year*"?"""
    if token.dep_ == "npadvmod":
        each = any(child.lower_ in {"a", "an", "each", "every"} for child in token.children)
        return token.head.pos_ in {"ADJ", "ADV"} or (each and token.head.pos_ == "NOUN")
    of = token.head.head
    shared = token.head.dep_ == "pobj" and of.lower_ in {"of", "in"}
    share = of.head.like_num or of.head.lower_ in _SHARES or of.head.dep_ == "nummod"
    return shared and share and token.dep_ in {"prep", "acl", "relcl", "amod", "compound"}


def _is_joined(token: "Token") -> bool:
    """Part of a word with a hyphen."""
    doc = token.doc
    before = token.i > 0 and doc[token.i - 1].text in _HYPHENS and not doc[token.i - 1].whitespace_
    after = token.i + 1 < len(doc) and doc[token.i + 1].text in _HYPHENS and not token.whitespace_
    return before or after


def _phrase_cost(token: "Token") -> float:  # noqa: PLR0911 - a return a relation
    if token.dep_ == "det":
        if token.ent_iob_ == "I" or _is_in_name(token) or token.head.dep_ == "npadvmod":
            return NEVER  # Doctors of the World, Save the Children; 3 tonnes a year
        return 0.0 if token.lower_ in {"a", "an", "the"} else NEVER
    if token.dep_ == "aux":
        others = sum(child.dep_ in {"aux", "auxpass"} for child in token.head.children)
        # "has agreed" may be "agreed"; "has been" may not be "been".
        regular = token.head.tag_ == "VBN" and token.head.lower_.endswith("ed")
        denied = any(child.dep_ == "neg" for child in token.head.children)
        return 0.0 if token.lemma_ == "have" and regular and others == 1 and not denied else NEVER
    if token.dep_ == "conj":
        return 0.2 if token.pos_ in {"VERB", "AUX"} else 1.5
    if token.dep_ == "compound":
        return 0.1 if token.head.ent_type_ == "PERSON" and token.ent_type_ != "PERSON" else 2.5
    if token.dep_ == "prep":
        return _completion_cost(token)
    if token.dep_ == "advmod" and any(child.dep_ == "prep" for child in token.children):
        return 1.5  # "ordered his army back to the barracks"
    if token.dep_ == "amod":
        # "foreign minister" and "prime minister" are one office.
        return 2.5 if token.head.lower_ in _OFFICES else 0.15
    return COSTS.get(token.dep_, NEVER)


def _is_in_name(article: "Token") -> bool:
    """An article between two capitals, where the parser saw no name: "Save the Children estimates"."""
    at, doc = article.i, article.doc
    inside = 1 < at < len(doc) - 1 or (at == 1 and doc[0].pos_ != "ADP")
    return bool(inside and article.is_lower and doc[at - 1].is_title and doc[at + 1].is_title)


def _completion_cost(token: "Token") -> float:
    """The more a head needs its phrase ("head of", "met with", "serves as"), the dearer."""
    objects = [child for child in token.children if child.dep_ == "pobj"]
    if any(child.ent_type_ in {"DATE", "TIME"} for child in objects):
        return 0.0
    if token.lower_ in {"of", "between"}:
        return 1.0
    direct = token.head.pos_ in {"VERB", "AUX"} and token.i == token.head.i + 1
    if direct and token.lower_ == "as":
        return NEVER  # "serves as a bridge"
    if direct and token.lower_ in {"at", "of", "to"} and token.head.tag_ == "VBN":
        return 3.0  # "is aimed at the rebels"
    return 1.5 if direct else 0.2


def _ends_opening(token: "Token") -> bool:
    """The comma between what stands before the subject and the subject: "Speaking in Zarev, Orlan warned", "…, Orlan said"."""
    root = next((each for each in token.doc if each.dep_ == "ROOT"), None)
    if token.text != "," or root is None:
        return False
    subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None or token.i >= subject.left_edge.i:
        return False
    reported = any(child.dep_ == "ccomp" and child.i < token.i for child in root.children)
    return token.head == root or (reported and token.i == subject.left_edge.i - 1)


def render(doc: "Doc", kept: frozenset[int]) -> str:
    """The kept tokens as text; a comma stays only where nothing beside it went, a quotation mark only with its partner."""
    pieces: list[str] = []
    for token in doc:
        # The parser may hang the comma before "Orlan said" on a phrase that went.
        if token.i not in kept and not (pieces and _ends_opening(token)):
            if pieces and token.whitespace_ and not pieces[-1].endswith(" "):
                pieces.append(" ")
            continue
        lonely = token.text in {",", ";", ":", "-", "–", "—", "--"} and not {token.i - 1, token.i + 1} <= kept
        lonely = lonely and not (pieces and _ends_opening(token))
        pieces.append(token.whitespace_ if lonely else token.text_with_ws)
    text = _EMPTY.sub("", "".join(pieces))
    quoted = re.findall(r'["“]([^"“”]+)["”]', text)
    if not is_balanced(text) or any(words.strip(" .,") not in doc.text for words in quoted):
        # Words were deleted between the marks: what is left is nobody's verbatim.
        text = re.sub(r"[\"“”()\[\]]", "", text)
    if len(_SINGLE.findall(text)) % 2:
        text = _SINGLE.sub("", text)
    return tidy(text).rstrip(" .,;:–—-")


@cache
def load_headliner() -> Headliner:
    """With the shipped weights."""
    text = files("summarizer").joinpath("parameters/headline.json").read_text(encoding="utf-8")
    return Headliner(json.loads(text))
