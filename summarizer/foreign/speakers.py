"""Which verb of saying, or which colon, belongs to a quotation, and so who its speaker is.

Knows the sentence around the marks. Where nobody stands there the quotation stays open.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from summarizer.foreign.chunks import LONGEST, Word, chunks
from summarizer.foreign.lexicon import Lexicon
from summarizer.foreign.phrases import PhraseReader, Speaker
from summarizer.foreign.sentences import sentence_start, sentence_stop
from summarizer.foreign.subjects import Subjects
from summarizer.text.marks import Run
from summarizer.types import Span

_GAP: Final = re.compile(r"[\s\u00a0,،.:;؛!?؟…—–\-«»“”„\"]{0,6}")
# "As", "according to what", before an Arabic verb, whose subject follows it.
_AS: Final = re.compile(r"(?:كما|حسبما|هكذا|(?:ب?حسب|وفقا? ?ل?|هذا) ?ما)\s+")
_INVERTED: Final = re.compile(r"a-t-(?P<who>il|elle|on)\s\w+")
FAR: Final = 90
"""Characters between a verb of saying and the marks it opens."""
OPENING: Final = 5
"""Words that open a sentence with a colon; a name among them is who speaks."""


class SpeakerFinder:
    """Who stands beside the quotations of one text."""

    def __init__(self, text: str, lexicon: Lexicon, phrases: PhraseReader, subjects: Subjects) -> None:
        self._text, self._lexicon = text, lexicon
        self._phrases, self._subjects = phrases, subjects

    def beside(self, run: Run, start: int, end: int) -> Speaker | None:
        """The speaker next to the marks, in the paragraph from `start` to `end`: after them first; None when nobody stands there."""
        return self._after(run, end) or self._before(run, start)

    def _after(self, run: Run, end: int) -> Speaker | None:
        """… », said X · …“, X said."""
        gap = _GAP.match(self._text, run.outer_end, end)
        begin = gap.end() if gap else run.outer_end
        last = sentence_stop(self._text, run, begin, end)
        region = self._text[begin:last]
        if region.rstrip().endswith(":"):
            return None  # "… . He added: «" belongs to the next quotation
        if fixed := self._without_subject(region, begin):
            return fixed
        arabic = self._lexicon.language == "ar"
        lead = _AS.match(region) if arabic else None
        if cue := self._lexicon.cue.match(region, lead.end() if lead else 0):
            return self._subjects.following(begin + cue.end(), last, cue.group())
        if arabic or not self._goes_on(run):
            return None
        cue = self._lexicon.cue.search(region)
        if cue is None or len(region[: cue.start()].split()) > LONGEST:
            return None
        return self._subjects.preceding(begin, begin + cue.start(), cue.group())

    def _without_subject(self, region: str, begin: int) -> Speaker | None:
        """A verb that has its pronoun in it ("a-t-il dit"), or whose subject only passed the words on."""
        if self._lexicon.language == "fr" and (inverted := _INVERTED.match(region)):
            who = (begin + inverted.start("who"), begin + inverted.end("who"))
            return Speaker(mention=who, cue=inverted.group(), refers=True)
        relayed = self._lexicon.relay.match(region)
        return Speaker(cue=relayed.group(), sure=False) if relayed else None

    def _goes_on(self, run: Run) -> bool:
        """Does a comma at the closing mark say that the sentence goes on?"""
        return self._text[run.outer_end : run.outer_end + 1] in {",", ";"} or self._text[run.end - 1] == ","

    def _before(self, run: Run, start: int) -> Speaker | None:
        """X said: «… · said X: «… · X: «…"""
        begin = sentence_start(self._text, run, start)
        lead = self._text[begin : run.outer_start]
        cue = next(reversed(list(self._lexicon.cue.finditer(lead))), None)
        if cue is None or len(lead) - cue.end() > FAR:
            return self._announced(begin, run.outer_start) if lead.rstrip().endswith(":") else None
        ways = [
            self._subjects.preceding(begin, begin + cue.start(), cue.group()),
            self._subjects.following(begin + cue.end(), run.outer_start, cue.group()),
        ]
        if self._lexicon.language == "ar":
            ways.reverse()
        named = next((one for one in ways if one.name), None)
        chosen = named or next((one for one in ways if one.mention), ways[0])
        leads_in = lead.rstrip().endswith((":", ",", "،", cue.group()))
        return chosen if leads_in else replace(chosen, sure=False)

    def _announced(self, begin: int, end: int) -> Speaker | None:
        """The only person whom a sentence with a colon names: right before it, or at the sentence's start."""
        people = list(self._people(begin, end))
        if len({self._phrases.surname(name) for name, _, _ in people}) != 1:
            return None
        name, speaker, words = people[0]
        if " " not in self._text[slice(*self._phrases.full(name))]:
            return None
        opens = words[0].lower not in self._lexicon.prepositions and name[1] <= words[:OPENING][-1].end
        closes = self._text[name[1] : end].strip() == ":"
        return speaker if opens or closes else None

    def _people(self, begin: int, end: int) -> Iterator[tuple[Span, Speaker, list[Word]]]:
        """Each name from `begin` to `end`, with who it is and the words it stands among."""
        for words in chunks(self._text, begin, end):
            speaker = self._phrases.read(words[:LONGEST], None) if words else None
            if speaker and speaker.name:
                yield speaker.name, speaker, words
