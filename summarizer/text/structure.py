"""An article as its sentences, and what sort of article it is.

Knows layout and typography: headings, speakers' labels, time stamps, quotation marks left open. Knows no model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.text.language import detect
from summarizer.text.sentences import sentences
from summarizer.types import ArticleKind, Document, Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GLUED = re.compile(r"(?<=[^\W\d_]{2}),(?=[A-ZÀ-ÞА-Я][^\W\d_])")
"""A comma whose space was lost ("parties,Orlan said")."""
_SPACED = re.compile(r"(?<=\w) (?=[,.](?:\s|$))|(?<=\w) (?=['’]s\b)")
"""The space that tokenised texts have before a comma, a full stop and the possessive ("Kestria 's envoys met .")."""
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|(?<!\w)['‘][^‘]*?['’](?!\w)")
_OPEN = "“„«「『"
_CLOSE = "”»」』"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the text and its place."""

    index: int
    span: Span
    text: str
    """White space collapsed to single spaces, put after a comma that lost it, taken from before one; nothing else is changed."""
    paragraph: int
    words: tuple[str, ...]
    """Lower case, without punctuation."""

    @property
    def length(self) -> int:
        """Words as a reader counts them: separated by spaces."""
        return self.text.count(" ") + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What the engine reads."""

    document: Document
    language: str
    kind: ArticleKind
    sentences: tuple[Sentence, ...]


def words(text: str) -> tuple[str, ...]:
    """Lower-case words of any script."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def unquoted(text: str) -> str:
    """A sentence without what stands between quotation marks, double or single."""
    return _QUOTED.sub("", text)


def read(document: Document) -> Structure:
    """The document's sentences, language and kind."""
    found = _sentences(document.text)
    language = document.language or detect(f"{document.title or ''}\n{document.text}")
    return Structure(
        document=document,
        language=language,
        kind=kind(document.title or "", found, language),
        sentences=found,
    )


def _sentences(text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    paragraph, last = 0, 0
    for index, (start, end) in enumerate(sentences(text)):
        paragraph += bool(found) and "\n" in text[last:start]
        last = end
        flat = _SPACED.sub("", _GLUED.sub(", ", " ".join(text[start:end].split())))
        found.append(
            Sentence(index=index, span=(start, end), text=flat, paragraph=paragraph, words=words(flat))
        )
    return tuple(found)


def is_balanced(text: str) -> bool:
    """Every quotation mark and bracket that is opened is closed, and the other way round.

    Single marks are apostrophes too: of them only one that begins or ends the whole is asked for its partner.
    """
    if text.count('"') % 2:
        return False
    if _SINGLE_FIRST.match(text) and not _SINGLE_CLOSES.search(text):
        return False
    if _SINGLE_LAST.search(text) and not _SINGLE_OPENS.search(text):
        return False
    if sum(text.count(mark) for mark in _OPEN) != sum(text.count(mark) for mark in _CLOSE):
        return False
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


_SINGLE_FIRST = re.compile(r"['‘](?!\d0s|tis|twas|til)\w")
_SINGLE_LAST = re.compile(r"[.!?,]['’]\W*$")
_SINGLE_OPENS = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[^\s(\[])['’](?!\w)")
LABEL = re.compile(r"^(?:[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,4}|Q|A)\s?:\s")
_TIME = re.compile(
    r"^\W*(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|GMT|UTC|BST|CET|ET)?|\d{1,2}\s*[ap]\.?m\.?)\b", re.IGNORECASE
)
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*–—])\s")
_OPINION = re.compile(
    r"^\W*(?:opinion|comment|commentary|editorial|op-ed|analysis|viewpoint|leader|column|opinión|tribuna|análisis|tribune|éditorial|"
    r"analyse|kommentar|meinung|leitartikel|gastbeitrag|мнение|колонка|анализ|думка|аналіз|رأي)\b\s*[:|–—-]",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(r"\b(?:interview|Q&A|Q & A|questions and answers)\b", re.IGNORECASE)
_LIVE = re.compile(r"\b(?:live updates?|live blog|liveblog|as it happened|live:)\b|^live\b", re.IGNORECASE)
_TRANSCRIPT = re.compile(
    r"\b(?:transcript|verbatim|remarks by|remarks at|press conference by|full text)\b", re.IGNORECASE
)
_SINGLE = re.compile(r"(?:^|\s)['‘](?=\w)")
_FIRST_PERSON = {
    "en": frozenset(("i", "my", "i'm", "i've", "i'd")),
    "de": frozenset(("ich", "mein", "meine")),
    "es": frozenset(("yo", "creo", "mi")),
    "fr": frozenset(("je", "j'ai", "mon", "ma")),
    "ru": frozenset(("я", "мой", "моя")),
    "uk": frozenset(("я", "мій", "моя")),
}
"""Elsewhere the voice is not judged: Italian's "i" is an article."""
FLASH_WORDS = 60
"""At most two sentences and this many words: a flash, which is its own summary."""


def kind(title: str, found: Sequence[Sentence], language: str = "en") -> ArticleKind:  # noqa: PLR0911 - a return a kind
    """What sort of article this is, by its title and its layout."""
    starts = _paragraph_starts(found)
    many = max(3, len(starts) // 3)
    if _OPINION.search(title):
        return "opinion"
    if _LIVE.search(title) or sum(bool(_TIME.match(s.text)) for s in starts) >= many:
        return "live"
    labelled = sum(bool(LABEL.match(s.text)) for s in starts)
    if labelled >= many or (_TRANSCRIPT.search(title) and labelled):
        return "interview" if _INTERVIEW.search(title) or _asks(starts) else "transcript"
    if sum(bool(_LISTED.match(s.text)) for s in starts) >= many:
        return "list"
    if len(found) <= 2 and sum(s.length for s in found) <= FLASH_WORDS:  # noqa: PLR2004 - said at FLASH_WORDS
        return "flash"
    if _is_opinion(found, _FIRST_PERSON.get(language, frozenset())):
        return "opinion"
    return "news"


def _paragraph_starts(found: Sequence[Sentence]) -> list[Sentence]:
    return [
        s
        for before, s in zip((None, *found), found, strict=False)
        if before is None or before.paragraph != s.paragraph
    ]


def _asks(starts: Sequence[Sentence]) -> bool:
    return sum(s.text.rstrip("\"”' ").endswith("?") for s in starts) >= max(2, len(starts) // 5)


def _is_opinion(found: Sequence[Sentence], first_person: frozenset[str]) -> bool:
    """First person outside quotation marks in a good part of the sentences."""
    if len(found) < 5:  # noqa: PLR2004 - too few sentences to judge a voice
        return False
    inside, speaking = False, 0
    for sentence in found:
        opened = sentence.text.count("“") - sentence.text.count("”")
        straight = sentence.text.count('"')
        marked = straight or opened or "“" in sentence.text or _SINGLE.search(sentence.text)
        plain = not inside and not marked
        speaking += plain and bool(first_person.intersection(sentence.words))
        inside = (inside + opened + straight % 2) % 2 == 1
    return speaking >= max(3, len(found) // 8)
