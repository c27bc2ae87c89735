"""Which phrase beside a verb of saying is its subject, told by word order.

Knows phrases between commas and what circumstances ("am Montag in Berlin") look like. Does not choose the verb:
`speakers` does.
"""

from typing import Final

from summarizer.foreign.chunks import LONGEST, Word, chunks
from summarizer.foreign.lexicon import Lexicon
from summarizer.foreign.names import NameBook
from summarizer.foreign.phrases import PhraseReader, Speaker
from summarizer.foreign.roles import role_in

_TO_THE: Final = 4
"""Letters of a longer Arabic word that begins with "to the"; a shorter one, Lalla, is a princess."""
CIRCUMSTANCES: Final = 2
"""Most circumstances between a verb and its subject: "on Monday", "in Berlin"."""


class Subjects:
    """Subjects of the verbs of saying of one text."""

    def __init__(self, text: str, lexicon: Lexicon, book: NameBook, phrases: PhraseReader) -> None:
        self._text, self._lexicon, self._book, self._phrases = text, lexicon, book, phrases

    def following(self, begin: int, end: int, cue: str) -> Speaker:
        """The phrase after a verb of saying, which ends at `begin`."""
        parts = chunks(self._text, begin, end)
        given = parts[0]
        words = self._past_circumstances(given)
        if not words:
            return Speaker(cue=cue, refers=True)
        speaker = self._phrases.read(words, cue)
        if words[0] is not given[0] and self._only_owns(words, speaker):
            return Speaker(cue=cue, sure=False)
        if speaker.name is None and speaker.mention and not speaker.refers and len(parts) > 1:
            return self._in_apposition(speaker, words, parts[1])
        return speaker

    def preceding(self, begin: int, end: int, cue: str) -> Speaker:
        """The phrase before a verb of saying, which starts at `end`: right before it, or else the sentence's first."""
        parts = [part for part in chunks(self._text, begin, end) if part]
        if not parts:
            return Speaker(cue=cue, refers=True)
        for words in (parts[-1], parts[0]):
            speaker = self._unless_circumstance(words, cue)
            if speaker and (speaker.name or speaker.refers):
                return speaker
        return self._unless_circumstance(parts[-1], cue) or Speaker(cue=cue, sure=False)

    def _unless_circumstance(self, words: list[Word], cue: str) -> Speaker | None:
        if words[0].lower in self._lexicon.prepositions:
            return None
        return self._phrases.read(words, cue)

    def _only_owns(self, words: list[Word], speaker: Speaker) -> bool:
        """After "in the office of", X owns the office: one bare word that the text has in no longer name."""
        if speaker.name is None or words[0].lower in self._lexicon.articles:
            return False
        own = self._text[slice(*speaker.name)]
        return " " not in own and self._book.full(own) is None

    def _in_apposition(self, speaker: Speaker, office: list[Word], words: list[Word]) -> Speaker:
        """Said the spokesman of the ministry, X: the name stands alone between commas."""
        if not 1 < len(words) <= LONGEST or not self._book.is_name([word.text for word in words]):
            return speaker
        name = (words[0].start, words[-1].end)
        return self._phrases.named(name, role_in(office, self._lexicon), speaker.cue)

    def _past_circumstances(self, words: list[Word]) -> list[Word]:
        """Without "on Monday" and "in Berlin", up to the first word that ends a phrase."""
        rest = list(words)
        for _ in range(CIRCUMSTANCES):
            if (
                not rest
                or rest[0].lower not in self._lexicon.prepositions
                or self._phrases.begins_with_name(rest)
            ):
                break
            at = 1
            while at < len(rest) and rest[at].lower in self._lexicon.articles:
                at += 1
            rest = rest[at + 1 :]
        stop = next((n for n, word in enumerate(rest) if self._ends(word)), len(rest))
        return rest[: min(stop, LONGEST)]

    def _ends(self, word: Word) -> bool:
        """Whether a speaker's phrase is over here; in Arabic also at "to the reporters", which is one word."""
        to_the = self._lexicon.language == "ar" and word.text.startswith("لل") and len(word.text) > _TO_THE
        return to_the or word.lower in self._lexicon.end
