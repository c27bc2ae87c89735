"""Words as the gate compares them: tokens with offsets, folded spelling, a light stem, and the closed word classes.

Pure text, no model. Knows English suffixes and marks of many languages; does not know what a word means.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from summarizer.types import Span

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W_]|(?<=\w)[.'’](?=\w))*")
"""A number with its separators, or a word with inner apostrophes and full stops ("U.S", "don't"); hyphens part words."""

QUOTE_MARKS = '"“”„‟«»「」『』'
SINGLE_MARKS = "'‘’‚‛`´‹›"

NEGATORS = frozenset(
    "not no never none nobody nothing neither nor without cannot cant can't won't don't doesn't didn't isn't aren't "
    "wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't fail fails failed deny denies denied refuse refuses "
    "refused reject rejects rejected unable lack lacks lacked hardly barely n't".split()
)
"""Words that turn a statement around, those of refusal included: "denied" dropped is a fact made up."""

HEDGES = frozenset(
    "may might could would should can must likely unlikely possible possibly probably perhaps potential potentially alleged "
    "allegedly reportedly suspected apparently purported purportedly claim claims claimed accuse accused accuses expected "
    "expects expect plans planned plan planning consider considering considers considered propose proposed proposes "
    "threaten threatened threatens threatening hope hopes hoped seek seeks sought if whether believed thought unconfirmed "
    "appears appeared seems seemed rumoured rumored intends intend intended aims aim hopes will".split()
)
"""Words that keep a statement short of fact."""

FUNCTION = frozenset(
    "a an the and or but nor so yet of in on at to from by with for as into onto over under between among during before "
    "after since until till about against within without through across per via than then that this these those there here "
    "it its he him his she her hers they them their theirs we us our ours you your yours i me my mine who whom whose which "
    "what when where why how is am are was were be been being has have had having do does did doing not no yes if while "
    "because although though also only just even very more most much many some any all both each every other another such "
    "own same too up down out off again further once one s t d ll m re ve n't will would can could may might shall should "
    "must 's said says say according new now still however meanwhile".split()
)
"""Words without news of their own; they neither support nor contradict."""

SENTENCE_OPENERS = FUNCTION | frozenset(
    "several two three four five six seven eight nine ten two-thirds half earlier later today yesterday tomorrow last next "
    "first second third despite following amid unlike like according instead nearly almost around about few thousands "
    "hundreds dozens millions officials police people president".split()
)
"""Words a sentence opens with that its capital says nothing about."""

_SUFFIXES = (
    "ingly",
    "edly",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ied",
    "ies",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
)


ROOT = 3
"""Letters that a stem keeps at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word where it stands."""

    text: str
    folded: str
    """Lower case, accents and possessive removed, curly apostrophes straightened."""
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands, [start, end)."""
        return self.start, self.end

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Spelling without case, accents, inner full stops ("U.S.") and possessive."""
    word = word.replace("’", "'")
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.casefold()
    word = word.removesuffix("'s")
    word = word.rstrip("'")
    return word if word[:1].isdigit() else word.replace(".", "")


@lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """The word less one English ending, never shorter than three letters: "signed", "signs" and "signing" meet."""
    if len(folded) <= ROOT or folded[0].isdigit():
        return folded
    for suffix in _SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= ROOT:
            root = folded[: -len(suffix)]
            if suffix in {"ied", "ies"}:
                return root + "y"
            return root[:-1] if len(root) > ROOT and root[-1] == root[-2] and root[-1] not in "lsz" else root
    return folded


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Words and numbers of the text in order, offsets shifted by `offset`."""
    return tuple(
        Token(text=m.group(), folded=fold(m.group()), start=m.start() + offset, end=m.end() + offset)
        for m in WORD.finditer(text)
    )


def plain(text: str) -> str:
    """The text with marks and white space normalised, for exact comparison of quoted words.

    Every quotation mark and apostrophe becomes one straight apostrophe, dashes one hyphen, white space one blank; case
    is folded, because a quote may begin a sentence.
    """
    out: list[str] = []
    for char in unicodedata.normalize("NFKC", text):
        if char in QUOTE_MARKS or char in SINGLE_MARKS:
            out.append("'")
        elif unicodedata.category(char) == "Pd":
            out.append("-")
        elif unicodedata.category(char) != "Cf":
            out.append(char)
    return re.sub(r"\s+", " ", "".join(out)).casefold().strip()
