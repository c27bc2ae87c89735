"""What a phrase beside a verb of saying tells of the speaker: role and name, a description, or a pronoun.

Knows capitals and the names of the text. Does not choose the phrase: `subjects` does.
"""

from dataclasses import dataclass
from typing import Final

from summarizer.foreign.chunks import Word
from summarizer.foreign.lexicon import Lexicon
from summarizer.foreign.names import PERSON, NameBook, arabic_name_length, is_capital
from summarizer.foreign.roles import role_in
from summarizer.foreign.words import ADVERBS, ARABIC_OFFICES, CONJUNCTIONS, PARTICLES
from summarizer.types import Span

PRONOUN_PHRASE: Final = 2
"""Words of a phrase that is only "he", at most with an adverb."""
ARABIC_PHRASE: Final = 7
"""Words of an Arabic office with the name after it."""
ARABIC_NAME: Final = 4
"""Words of the longest Arabic name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who stands beside a quotation, as offsets of the text."""

    mention: Span | None = None
    name: Span | None = None
    role: Span | None = None
    cue: str | None = None
    refers: bool = False
    """A pronoun or nothing at all: who spoke before goes on."""
    sure: bool = True


class PhraseReader:
    """Reads the phrases of one text and remembers which role stood with whose name."""

    def __init__(self, text: str, lexicon: Lexicon, book: NameBook) -> None:
        self._text, self._lexicon, self._book = text, lexicon, book
        self._roles: dict[str, Span] = {}
        # Names that stood with a role, by their last word; None where two people share it. Arabic has no capitals to tell the
        # names of a text beforehand, and knows no others.
        self._introduced: dict[str, Span | None] = {}

    def read(self, words: list[Word], cue: str | None) -> Speaker:
        """The speaker that a phrase of one word or more tells of."""
        if self._lexicon.language == "ar":
            return self._arabic(words, cue)
        if words[0].lower in self._lexicon.pronouns and len(words) <= PRONOUN_PHRASE:
            return Speaker(mention=(words[0].start, words[0].end), cue=cue, refers=True)
        return self._somebody(words, cue) or self._described(words, cue)

    def named(self, name: Span, role: Span | None, cue: str | None) -> Speaker:
        """A speaker by name; the role is remembered."""
        if role:
            self._roles[self.surname(name)] = role
            self._introduce(name)
        return Speaker(mention=name, name=name, role=role, cue=cue)

    def surname(self, name: Span) -> str:
        """The last word of a name."""
        return self._text[slice(*name)].split()[-1]

    def role_of(self, name: Span) -> Span | None:
        """The role that stood with this surname earlier; None where two people with a role have it."""
        surname = self.surname(name)
        return self._roles.get(surname) if self._introduced.get(surname) else None

    def full(self, name: Span) -> Span:
        """The longest name of the text that ends with this one."""
        arabic = self._lexicon.language == "ar"
        known = (self._introduced.get if arabic else self._book.full)(self.surname(name))
        return known if known and self._ends_with(known, name) else name

    def _introduce(self, name: Span) -> None:
        known = self._introduced.setdefault(self.surname(name), name)
        if known is None or self._ends_with(known, name):
            return
        self._introduced[self.surname(name)] = name if self._ends_with(name, known) else None

    def begins_with_name(self, words: list[Word]) -> bool:
        """Do these words begin with the end of a name that the text has in full ("von der Aue")?"""
        at = next((n for n, word in enumerate(words) if word.text not in PARTICLES), 0)
        known = self._book.full(words[at].text)
        return known is not None and self._ends_with(known, (words[0].start, words[at].end))

    def _ends_with(self, long: Span, short: Span) -> bool:
        return self._text[slice(*long)].endswith(self._text[slice(*short)])

    def _somebody(self, words: list[Word], cue: str | None) -> Speaker | None:
        """The last name of the phrase, with what stands before it as the role."""
        known = self.begins_with_name(words)
        for first, last in reversed(self._groups(words)):
            group = words[first : last + 1]
            begins = first <= 1 or (known and all(word.text in PARTICLES for word in words[:first]))
            kept = self._own_name(group, after="" if begins else words[first - 1].lower)
            if kept is None or (first == last and self._goes_on(words[last + 1 :])):
                continue
            name = (group[kept].start, group[-1].end)
            return self.named(name, role_in(words[: first + kept], self._lexicon), cue)
        return None

    def _described(self, words: list[Word], cue: str | None) -> Speaker:
        """Somebody without a name, up to the word that leads away from him."""
        stop = next((n for n, word in enumerate(words) if n and self._leaves(word)), len(words))
        described = words[:stop]
        nouns = [word for word in described if word.lower not in self._lexicon.articles]
        if not nouns or nouns[0].lower in ADVERBS or nouns[-1].lower in CONJUNCTIONS:
            return Speaker(cue=cue, sure=False)  # "denied it and said": the subject stands further off
        return Speaker(mention=(described[0].start, described[-1].end), cue=cue, sure=False)

    def _leaves(self, word: Word) -> bool:
        return word.lower in self._lexicon.prepositions and word.lower not in self._lexicon.genitives

    def _goes_on(self, rest: list[Word]) -> bool:
        """Is a single capital only the first word of something ("the Accounts chamber")?"""
        if not rest or not rest[0].text[:1].islower():
            return False
        words = self._lexicon
        return rest[0].lower not in words.prepositions | words.end | words.articles

    def _groups(self, words: list[Word]) -> list[tuple[int, int]]:
        """First and last place of each group of capitals; particles join a first name with a surname."""
        groups: list[tuple[int, int]] = []
        for n, word in enumerate(words):
            if not is_capital(word.text):
                continue
            if groups:
                first, last = groups[-1]
                between = [w.text for w in words[last + 1 : n]]
                joins = all(text in PARTICLES for text in between) and (not between or first == last)
                if joins and (not between or self._book.may_name(words[first].text)):
                    groups[-1] = (first, n)
                    continue
            groups.append((n, n))
        return groups

    def _own_name(self, group: list[Word], *, after: str) -> int | None:
        """Where in a group of capitals the name begins; None when there is none for certain."""
        texts = [word.text for word in group]
        kept = self._book.office_words(texts)
        known = self._book.full(texts[-1])
        if after in self._lexicon.prepositions or after in self._lexicon.genitives:
            # "the president of Kestria Petar Orlan": only a name that the text also gives elsewhere.
            apart = known is not None and known[1] != group[-1].end
            if len(texts) - kept <= PERSON or not apart:
                return None
            kept = len(texts) - PERSON
        if known is not None and len(texts) - kept > PERSON:
            words = len(self._text[slice(*known)].split())
            kept = max(kept, len(texts) - words)
        return kept if self._book.is_name(texts[kept:]) else None

    def _arabic(self, words: list[Word], cue: str | None) -> Speaker:
        """Arabic has no capitals: an office in front, or that the phrase is short, makes the last words a name."""
        words = words[:ARABIC_PHRASE]
        mention = (words[0].start, words[-1].end)
        own = arabic_name_length([word.text for word in words])
        if words[0].text in ARABIC_OFFICES and len(words) > own:
            name, role = (words[-own].start, words[-1].end), (words[0].start, words[-own - 1].end)
            return self.named(name, role, cue)
        if len(words) > ARABIC_NAME:
            return Speaker(mention=mention, cue=cue, sure=False)
        return Speaker(mention=mention, name=mention, cue=cue)
