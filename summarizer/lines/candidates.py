"""Which sentences of an article may become lines, before any model looks at them.

Knows typography and openings; does not rank.
"""

import re
from typing import Final

from summarizer.text.speech import unattributed
from summarizer.text.structure import Sentence, Structure, unquoted

CANDIDATES: Final = 16
"""Sentences of an article that the model reads. 12, 16, 20 and 60 scored within .5 ROUGE-1 of each other over five folds,
16 best, and time grows with them."""
LEAST_WORDS: Final = 6
MOST_WORDS: Final = 70
"""A longer sentence fits no line even when shortened."""
_PICTURE: Final = re.compile(
    r"^(?:scroll down|watch (?:the|video|:)|read more|click here|pictured|see also|image|photo|video|copyright|share this|"
    r"sign up|subscribe|follow us|file photo|media caption|image caption|related|advertisement|"
    r"(?:story|(?:additional )?reporting) by(?! the)|(?:foot)?notes? ?:)(?:\b|(?<=:))",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(r"\blast (?:updated|modified)\b[^,]{0,12}\b\d{1,2}[:.]\d\d\b", re.IGNORECASE)
"""When the page was changed: "27 June 2031 Last updated at 16:41 VST."."""
_ENCLOSED: Final = re.compile(r"^(?:\([^()]*\)?|\[[^\[\]]*\]?)\W*$")
"""An aside in brackets. "(CNN) The envoys met." is none: most of that agency's leads begin so."""
_CORRECTION: Final = re.compile(
    r"^(?:\W*\d{1,2}[:.]\d{2}\W+)?(?:(?:correction|clarification|editor[’']?s[’']? note)\b|(?:an?|the) (?:earlier|previous) version of this\b)",
    re.IGNORECASE,
)
"""What opens a paragraph about an error in the article: it tells the error first."""
_LOST: Final = re.compile(r"^\W*[,;:.)\]]|[,:;]\s*[.…]?$")
_ADDRESS: Final = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_CLAIM: Final = re.compile(r"^(?:the )?claims?\s?:\s|^what was claimed\b", re.IGNORECASE)
"""What a check of facts checks, most often false."""


def candidates(structure: Structure) -> list[Sentence]:
    """The first sentences that read like prose, each once."""
    found: list[Sentence] = []
    seen: set[tuple[str, ...]] = set()
    speech = unattributed(structure)
    corrections = {s.paragraph: s.index for s in reversed(structure.sentences) if _CORRECTION.match(s.text)}
    for sentence in structure.sentences:
        # What stands before it in a paragraph is the article: some texts are one paragraph.
        corrects = corrections.get(sentence.paragraph, sentence.index + 1) <= sentence.index
        told = not corrects and sentence.index not in speech
        if told and sentence.words not in seen and is_prose(sentence):
            found.append(sentence)
            seen.add(sentence.words)
        if len(found) == CANDIDATES:
            break
    return found


def is_prose(sentence: Sentence) -> bool:
    """A whole statement, not a question, a heading, a caption, a label, an aside, a word to the reader or a page's furniture."""
    if not LEAST_WORDS <= sentence.length <= MOST_WORDS or _ENCLOSED.match(sentence.text):
        return False
    if any(kind.search(sentence.text) for kind in (_PICTURE, _STAMP, _CLAIM)):
        return False
    # "If you have followed the talks, …": what is said to the reader is no news; what somebody else was told may be.
    if _ADDRESS.search(unquoted(sentence.text)):
        return False
    # "He said: ." and ", the ministry said": what stood there was lost on the way, most often a picture or a link.
    if _LOST.search(sentence.text):
        return False
    return sentence.text.rstrip("\"'”’»)")[-1:] in ".!…"
