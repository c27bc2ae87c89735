"""Where the sentence around a quotation begins and ends, told by its punctuation.

Knows the full stops of a few titles. The words between the marks may be sentences of their own; they are not looked at.
"""

import re
from typing import Final

from summarizer.text.marks import Run

REACH: Final = 200
"""Characters after the marks in which a speaker may stand, and on either side in which the words may be denied."""
_ENDS_BEFORE: Final = (". ", "! ", "? ", "» ", "” ", "“ ", "\n")
_END_AFTER: Final = re.compile(r"[!?…\n«„“]|(?<!\b(?:Dr|Sr|St|Fr|Hr))(?<!\b(?:Mme|Sra))(?<!\bProf)\.(?=\s|$)")


def sentence_start(text: str, run: Run, start: int) -> int:
    """Where the sentence that the marks stand in begins, at the earliest at `start`."""
    found = ((text.rfind(mark, start, run.outer_start), len(mark)) for mark in _ENDS_BEFORE)
    return max((at + length for at, length in found if at >= 0), default=start)


def sentence_stop(text: str, run: Run, begin: int, end: int) -> int:
    """Where the sentence that goes on at `begin`, after the marks, ends: at the latest at `end` and within reach of them."""
    most = min(end, run.outer_end + REACH)
    stop = _END_AFTER.search(text, begin, most)
    return stop.start() if stop else most
