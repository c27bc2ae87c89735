"""Words that carry the news of diplomacy: who met, signed, agreed, refused; what about; how many.

Knows words; how much they count beside the fitted probabilities is said here and measured in `evals/summaries.py`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from summarizer.lines.salience import is_function, stem, stems
from summarizer.text.structure import words

_CUES: Final = frozenset(
    stem(word)
    for word in (
        "met meet meets meeting signed sign agreed agree agreement rejected reject refused refuse demanded demand urged "
        "called accused condemned warned approved announced expelled recalled summoned resigned withdrew withdraw "
        "suspended resumed ratified vetoed voted negotiate negotiations talks summit treaty accord pact deal memorandum "
        "ceasefire truce peace hostages prisoners exchange sanctions tariffs embargo blockade troops border annexed "
        "ambassador envoy embassy minister president chancellor premier parliament government coalition election "
        "referendum resolution council nations union nato alliance visit delegation refugees aid nuclear missile killed "
        "conditions ready readiness impose imposed lift lifted"
    ).split()
)
_EMPTY_ACT: Final = re.compile(
    r"\b(?:address(?:ed|es)|spoke to|speaks to|briefed) (?:the )?(?:press|media|reporters|journalists)\b"
    r"|\bshar(?:ed|es) (?:some |the |further )?details\b|\b(?:held|gave) a (?:press|news) (?:conference|briefing)\b"
    r"|\b(?:was|were) speaking\b|\bmade (?:the|his|her|their) (?:remarks?|comments?) (?:at|in|during|to|on|after|before|while)\b"
    r"|\b(?:spoke|commented|made (?:a|the|his|her|their) (?:remarks?|comments?|statement))\b[^,]{0,40}\.?$",
)
_LABELLED: Final = re.compile(
    r"\b(?:described|called|hailed|labell?ed|dubbed)\b.{0,60}[\"“]\w+[.,]?[\"”]\W*$"
)
"""Somebody's one word for it is no news."""
DECISION_CUES: Final = 3
CUE_ODDS: Final = 1.3
NUMBER_ODDS: Final = 1.3
TITLE_ODDS: Final = 2.5
"""How the odds of a word rise when it is a cue, a number, or in the title.

The corpora have no titles and little diplomacy, so these are set by hand: small enough not to lose a tenth of a point of
ROUGE on either corpus, large enough that of two equal sentences the one with the decision wins.
"""


def odds(word: str, title: frozenset[str]) -> float:
    """Factor for the odds that a summary has this stem."""
    factor = CUE_ODDS if word in _CUES else NUMBER_ODDS if word.isdigit() else 1.0
    return factor * (TITLE_ODDS if word in title else 1.0)


def is_empty_act(text: str) -> bool:
    """Does this tell that somebody spoke, and not what about?"""
    if _LABELLED.search(text):
        return True
    return bool(_EMPTY_ACT.search(text)) and '"' not in text and "“" not in text


def is_decision(own: Sequence[str]) -> bool:
    """Do these stems tell of something agreed, refused or done between states: three cues, or two and a number?"""
    cues = len(_CUES.intersection(own))
    return cues >= DECISION_CUES or (cues == DECISION_CUES - 1 and any(word.isdigit() for word in own))


def title_stems(title: str | None) -> frozenset[str]:
    """Stems of the title's own words."""
    return frozenset(_content(stems(words(title or ""))))


def raised(probability: float, factor: float) -> float:
    """The probability with its odds multiplied."""
    return probability * factor / (1.0 - probability + probability * factor)


def _content(found: Iterable[str]) -> Iterable[str]:
    return (word for word in found if not is_function(word))
