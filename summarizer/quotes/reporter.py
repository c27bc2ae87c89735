"""Which words of an article report somebody's speech without quoting it.

Knows the thresholds; the numbers come from `parameters/quotes_reports.safetensors` (`evals/fit_indirect.py`).
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from summarizer.quotes.indirect import Report, chosen, may_speak
from summarizer.quotes.reading import Reading
from summarizer.quotes.report_input import ReportInput
from summarizer.quotes.report_net import Found, ReportNet
from summarizer.quotes.word_states import WordStates

PARAMETERS: Final = Path(__file__).parent.parent / "parameters" / "quotes_reports.safetensors"
LEAST: Final = 0.35
"""Of cue and span together: the best F1 of contents on train articles that were held out."""
LEAST_OPEN: Final = 0.4
"""The same where nobody is named: "talks about the river" is no news."""
LEAST_WORDS: Final = 2
"""Tokens: a report of one word tells nothing."""


class Reporter:
    """Reads its parameters at the first use."""

    def __init__(self, states: WordStates, parameters: Path = PARAMETERS) -> None:
        self._states, self._path = states, parameters

    @cached_property
    def _net(self) -> ReportNet:
        return ReportNet.load(self._path)

    def find(self, reading: Reading) -> Iterator[Report]:
        """Reports of a reading, in the order of the article."""
        found = self._net.find(ReportInput(reading, self._states.of(reading)), LEAST)
        reports = [
            report
            for each in found
            if each.is_cue * each.is_span >= LEAST and not reading.tokens[each.cue].quoted
            for report in [_report(reading, each)]
            if report.last - report.first + 1 >= LEAST_WORDS
            and (report.speaker >= 0 or report.probability >= LEAST_OPEN)
        ]
        yield from sorted(chosen(reports), key=lambda r: (r.first, r.last))


def _report(reading: Reading, found: Found) -> Report:
    """Without punctuation at its ends, and without a speaker who cannot be one."""
    tokens = reading.tokens
    first, last = found.first, _before_attribution(reading, found)
    while first < last and tokens[first].pos in {"PUNCT", "SPACE"}:
        first += 1
    while last > first and tokens[last].pos in {"PUNCT", "SPACE"}:
        last -= 1
    speaks = found.speaker != found.cue and may_speak(reading, found.speaker)
    return Report(found.cue, first, last, found.speaker if speaks else -1, found.is_cue * found.is_span)


def _before_attribution(reading: Reading, found: Found) -> int:
    """The last token before "…, the minister said on Monday", where the network took that in."""
    tokens = reading.tokens
    if not found.first < found.cue <= found.last:
        return found.last
    if any(tokens[k].pos in {"VERB", "AUX"} for k in range(found.cue + 1, found.last + 1)):
        return found.last  # the words go on: "The bridge, she said, will stay closed"
    subjects = [c for c in reading.children[found.cue] if tokens[c].dep == "nsubj" and found.first < c]
    if not subjects:
        return found.last
    start = min(subjects)
    while start - 1 > found.first and _under(reading, start - 1, subjects):
        start -= 1
    return max(found.first, start - 1)


def _under(reading: Reading, token: int, above: list[int]) -> bool:
    """Whether a token hangs below one of others, up to eight steps."""
    at = token
    for _ in range(8):
        if at in above:
            return True
        at = reading.tokens[at].head
    return False
