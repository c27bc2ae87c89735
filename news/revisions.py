"""What changed between two versions of an article: sentences added, removed, replaced. Pure.

Tells substantial changes (a new fact, a number corrected) from touches (a comma, a time stamp).
"""

import re
from difflib import SequenceMatcher
from typing import Final

from news.types import Article, Revision

# A sentence ends at . ! ? or their kin, closing marks included, before white space; full-width marks need no space.
SENTENCE: Final = re.compile(r"[^\n]+?(?:[.!?؟۔…][\"'”’»“)\]]*(?=\s|$)|[。！？][」』”）]*|(?=\n)|$)")
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
WORD: Final = re.compile(r"\w+")
SUBSTANTIAL_WORDS: Final = 8
"""So many words added or removed say something new; fewer are a touch, unless a number or the title changes."""
WEIGHTY: Final = frozenset(
    # Numbers and negations in words: one of them changes a fact, as a digit does.
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half "
    "not no never none neither nor without "
    "два две три четыре пять шесть семь восемь девять десять сто тысяча миллион не ни нет без "
    "deux trois quatre cinq sept huit neuf dix cent mille ne pas jamais sans "
    "dos tres cuatro cinco seis siete ocho nueve diez cien mil nunca sin "
    "zwei drei vier fünf sechs sieben acht neun zehn hundert tausend nicht kein keine nie ohne".split()
)


def compare(before: Article, after: Article) -> Revision:
    """Return what was added and removed, sentence by sentence. White space and typography do not count."""
    old, new = _sentences(before.text), _sentences(after.text)
    matcher = SequenceMatcher(
        None, [_key(text) for text in old], [_key(text) for text in new], autojunk=False
    )
    added: list[str] = []
    removed: list[str] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            removed += [text for text in old[start:end] if _key(text)]
            added += [text for text in new[new_start:new_end] if _key(text)]
    # A sentence that only moved is no change.
    gone, come = {_key(text) for text in removed}, {_key(text) for text in added}
    added = [text for text in added if _key(text) not in gone]
    removed = [text for text in removed if _key(text) not in come]
    title_changed = _key(before.title) != _key(after.title)
    return Revision(
        added=tuple(added),
        removed=tuple(removed),
        title_before=before.title if title_changed else None,
        substantial=_is_substantial(added, removed),
    )


def _sentences(text: str) -> list[str]:
    return [match[0].strip() for match in SENTENCE.finditer(text) if match[0].strip()]


def _key(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _is_substantial(added: list[str], removed: list[str]) -> bool:
    plus, minus = " ".join(added), " ".join(removed)
    if sorted(NUMBER.findall(plus)) != sorted(NUMBER.findall(minus)):
        return True
    difference = set(WORD.findall(plus.casefold())) ^ set(WORD.findall(minus.casefold()))
    return len(difference) >= SUBSTANTIAL_WORDS or bool(difference & WEIGHTY)
