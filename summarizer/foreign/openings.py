"""Words that open a sentence which leans on the one before it, in the languages whose quotations we read.

The English ones, finer, are in `openings`.
"""

import re
from typing import Final

_FIRST: Final = re.compile(r"\W*([^\W\d_]+(?:[’'][^\W\d_]+)?)")
_LEANING: Final[dict[str, frozenset[str]]] = {
    "ru": frozenset(
        "он она они оно его её ее их ему ей им это этот эта эти этого этой такой такая такие там тогда также тоже однако но и а поэтому "
        "затем потом кроме при же ведь зато впрочем здесь".split()
    ),
    "uk": frozenset(
        "він вона вони воно його її їх йому їй їм це цей ця ці цього такий така такі там тоді також теж однак але і а й тому потім крім "
        "при втім тут".split()
    ),
    "fr": frozenset(
        "il elle ils elles ce cet cette ces cela ceci celui-ci celle-ci leur leurs lui y en mais et aussi cependant toutefois ainsi donc puis "
        "ensuite alors or là".split()
    ),
    "es": frozenset(
        "él ella ellos ellas esto este esta estos estas eso ese esa su sus pero y también además sin así entonces luego allí ahí".split()
    ),
    "de": frozenset(
        "er sie es ihm ihr ihre ihren sein seine dieser diese dieses das dies dort dann auch aber und doch jedoch dabei damit dazu dafür "
        "dagegen daher deshalb zudem außerdem darauf denn".split()
    ),
    "ar": frozenset("وهو وهي وهم هو هي هم هذا هذه ذلك تلك كما لكن ولكن وهذا وهذه وذلك".split()),
}


def leans(text: str, language: str) -> bool:
    """Does this sentence begin with a pronoun or connective that needs what came before? False where we know no words."""
    first = _FIRST.match(text)
    return first is not None and first.group(1).lower() in _LEANING.get(language, frozenset())
