"""How a sentence begins, and whether it can stand on its own.

Knows words only. Who a pronoun stands for is settled in `references`.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Opening = Literal["free", "person", "loose"]
"""free: stands on its own. person: its he or she must be named first. loose: it leans on what came before."""

_CONNECTIVE: Final = re.compile(
    r"(?:(?:but(?! for\b)|and|so(?! (?:far|that|many|much|few|little|long|called)\b)|yet(?! (?:another|to)\b))\b,?|(?:however|meanwhile|moreover|furthermore|additionally|in addition|also|nevertheless|"
    r"nonetheless|separately|similarly|likewise|indeed|of course|at the same time|by contrast|in contrast|"
    r"on the other hand|for (?:his|her|its|their) part|in turn|elsewhere|besides|notably|still|finally|overall|as well|"
    r"in other words|that said|to be sure|then|what is more|what's more),)\s+",
    re.IGNORECASE,
)
"""Openers whose removal changes no fact. "Instead" and "as a result" carry one and are not here."""

_LOOSE: Final = frozenset(
    (
        "it its it's it’s they their they're they’re them this that these those that's that’s such another both others neither "
        "either former latter so then thus therefore hence instead consequently otherwise accordingly afterwards "
        "thereafter nor or than we our i my i'm i’m i've i’ve me us you your here there's one some ours we're we’re we've we’ve "
        "because which who whom whose where furthermore moreover however meanwhile also besides nevertheless "
        "nonetheless similarly likewise still yet but and same let's let’s yes no oh well asked"
    ).split()
)
_LOOSE_PHRASE: Final = re.compile(
    r"(?:as a result|as such|in that|in this|in these|in those|at that|at this|for this|for that|after that|after this|"
    r"since then|until then|by then|from there|to this|to that|on this|on that|with this|with that|despite this|"
    r"despite that|because of this|because of that|under this|under that|of these|of those|among them|one of them|"
    r"some of them|all of them|the same|the former|the latter|the other|the others|the two|the pair|the duo|"
    r"more on this|if so|if not|not only that|for example|for instance|that is|in fact|on the contrary|even so|"
    r"in (?:return|exchange)(?! for)|in response(?! to)|like (?:him|her|them|it|this|that)|unlike (?:him|her|them|it|this|that)|when asked|asked (?:if|whether|about|how|why))\b",
    re.IGNORECASE,
)
_SO_FAR: Final = re.compile(r"so (?:far|many|much|few)\b", re.IGNORECASE)
_THE_TWO: Final = re.compile(
    r"the two (?:countries|sides|leaders|nations|governments|presidents|ministers)\b", re.IGNORECASE
)
"""Heads that name the parties well enough beside the other lines of a summary."""
_PERSON: Final = frozenset(
    "he she his her he's she's he’s she’s he'd she'd he’d she’d he'll she'll he’ll she’ll him".split()
)
_FIRST: Final = re.compile(r"[\"'“”‘’(\[«»–—-]*\s*([^\W_]+(?:['’][^\W_]+)*)")
_QUOTED_OPENING: Final = frozenset('"“«„')


@dataclass(frozen=True, slots=True)
class Start:
    """How a sentence opens once its connectives are cut off."""

    kind: Opening
    cut: int
    """Characters of connectives at the front."""


def start_of(text: str) -> Start:
    """Classify a sentence by its first words.

    A line that opens with a quotation is free: its "I" and "we" belong to the speaker it names.
    """
    cut = 0
    while found := _CONNECTIVE.match(text, cut):
        cut = found.end()
    rest = text[cut:]
    if rest[:1] in _QUOTED_OPENING:
        return Start("free", cut)
    if _SO_FAR.match(rest):
        return Start("free", cut)
    first = _FIRST.match(rest)
    word = first.group(1).lower() if first else ""
    if first and len(word) > 1 and first.group(1).isupper() and not rest.isupper():
        return Start("free", cut)  # the US and the IT ministry are no pronouns
    if word in _PERSON:
        return Start("person", cut)
    if word in _LOOSE or (_LOOSE_PHRASE.match(rest) and not _THE_TWO.match(rest)):
        return Start("loose", cut)
    return Start("free", cut)


def stands_alone(text: str) -> bool:
    """May a line open like this?"""
    start = start_of(text)
    return start.kind == "free" and start.cut == 0
