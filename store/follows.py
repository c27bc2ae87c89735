"""What each subscription follows, never wants to hear, and therefore: who hears a story.

Knows kinds of things to follow and how words match; does not know which words mean which country (bot.words.following).
Nothing followed means the editors' choice: stories important enough for everybody.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.sql import ColumnElement

from store.database import Database, insert_into
from store.schema import chats, follows, subscriptions
from store.views import StoryFacts

Kind = Literal["country", "person", "organisation", "subject", "source", "words", "story"]
LIMIT = 200
"""Follows a subscription may have: more than anybody reads, few enough that one chat can't fill the table."""

# Endings that inflection adds. Cutting them makes "sanctions" meet "sanctioned" and «санкции» meet «санкций»; it is
# deliberately simple, because a reader who follows a word would rather get a story too many than miss one.
_LATIN = (
    (r"(?<=\w\w)ies$", "y"),
    (r"(?<=ch|sh|ss)es$|(?<=x)es$", ""),
    (r"(?<=\w{3}[^s])s$", ""),
    (r"(?<=\w{4})(?:ing|ed)$", ""),
)
_CYRILLIC = re.compile(
    r"(?<=\w{3})(?:иями|ами|ями|ого|его|ому|ему|ыми|ими|ией|иях|ых|их|ой|ей|ий|ый|ая|яя|ое|ее|ые|ие|ии|ию|ия|ам|ям|ах|ях|ов|ев|"
    r"ом|ем|у|ю|а|я|о|е|ы|и|і|ї|ь|й)$"
)
_ARABIC = re.compile(r"^(?:وال|بال|ال|و)(?=\w{3})")
_ENDINGS = (*((re.compile(pattern), instead) for pattern, instead in _LATIN), (_CYRILLIC, ""), (_ARABIC, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """One thing that a subscription follows, or (`muted`) a story it never wants to hear of again."""

    kind: Kind
    value: str
    """ISO code, folded name, subject key, source name, folded words, story id as text."""
    label: str
    """As the reader wrote or chose it."""
    excluded: tuple[str, ...] = ()
    """Words that must not be in the story. With empty `value` of kind "words" they hold for everything followed."""
    muted: bool = False
    id: int | None = None


class Follows:
    """What is followed, and the audience of a story."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def of(self, subscription_id: int) -> list[Follow]:
        """Everything of one subscription, oldest first; muted stories last."""
        query = (
            select(follows)
            .where(follows.c.subscription_id == subscription_id)
            .order_by(follows.c.muted, follows.c.id)
        )
        with self._database.read() as connection:
            return [_value(row) for row in connection.execute(query)]

    def add(self, subscription_id: int, follow: Follow) -> Literal["new", "already", "full"]:
        """Follow something; a word followed again takes the new exclusions."""
        here = _here(subscription_id, follow.kind, follow.value)
        values = {"label": follow.label, "excluded": list(follow.excluded), "muted": follow.muted}
        with self._database.write() as connection:
            known = connection.execute(select(follows).where(here)).first()
            if known is not None:
                same = _value(known).excluded == follow.excluded and known.muted == follow.muted
                connection.execute(update(follows).where(here).values(**values))
                return "already" if same else "new"
            count = connection.scalar(
                select(func.count()).where(follows.c.subscription_id == subscription_id)
            )
            if (count or 0) >= LIMIT:
                return "full"
            row = {"subscription_id": subscription_id, "kind": follow.kind, "value": follow.value}
            new = insert_into(connection, follows).values(**row, **values, created_at=self._clock())
            connection.execute(new.on_conflict_do_update(index_elements=list(row), set_=values))
        return "new"

    def remove(self, subscription_id: int, follow_id: int) -> Follow | None:
        """Stop following; what it was, or None when it was gone already."""
        here = and_(follows.c.subscription_id == subscription_id, follows.c.id == follow_id)
        with self._database.write() as connection:
            row = connection.execute(select(follows).where(here)).first()
            connection.execute(delete(follows).where(here))
        return None if row is None else _value(row)

    def clear(self, subscription_id: int) -> int:
        """Follow nothing; muted stories stay muted. Returns how many were removed."""
        here = and_(follows.c.subscription_id == subscription_id, ~follows.c.muted)
        with self._database.write() as connection:
            return connection.execute(delete(follows).where(here)).rowcount

    def minding(self, story_id: int) -> tuple[frozenset[int], frozenset[int]]:
        """Subscription ids that follow this one story, and those that muted it."""
        following = _followers(follows.c.kind == "story", follows.c.value == str(story_id))
        with self._database.read() as connection:
            wanted = frozenset(connection.scalars(following))
            refused = frozenset(connection.scalars(_muted(story_id)))
        return wanted - refused, refused

    def audience(self, story: StoryFacts, *, threshold: float = 0.0) -> list[int]:
        """Subscription ids that hear of this story by themselves, each once, in order.

        Who follows something of it; who follows nothing, when it is at least as important as `threshold`. Without
        those that muted it or excluded one of its words. Quiet hours and mutes only delay: the caller's matter.
        """
        words = stems(story.text)
        with self._database.read() as connection:
            heard = set(connection.scalars(_matching(story)))
            heard |= _alerted(connection.execute(_alerts(words)), words)
            if story.importance >= threshold:
                heard |= set(connection.scalars(_editors_choice()))
            refused = set(connection.scalars(_muted(story.story_id)))
            refused |= _refusing(connection.execute(_exclusions()), words)
        return sorted(heard - refused)


_FOLDED = re.compile(r"[\w]+(?:-[\w]+)*")


def fold(text: str) -> str:
    """Words compared without case, accents and punctuation: «Ёлка» and "elka’s" lose what people leave out."""
    if text.isascii():  # most titles, in a tenth of the time
        return " ".join(_FOLDED.findall(text.lower()))
    # Decomposed before and after: some capitals only show themselves then ("𝕬" is "A").
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # The breve stays: й is a letter of its own, not an и with an accent.
    plain = unicodedata.normalize(
        "NFC", "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0306")
    )
    return " ".join(_FOLDED.findall(plain))


def stem(word: str) -> str:
    """A folded word without its inflection, roughly."""
    for ending, instead in _ENDINGS:
        shorter = ending.sub(instead, word)
        if shorter != word:
            return shorter
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of a text; hyphenated words count whole and in parts."""
    words = fold(text).split()
    parts = (part for word in words for part in (word, *word.split("-")))
    return frozenset(stem(part) for part in parts if part)


def words_value(words: str) -> str:
    """Words as they are stored and compared: stems, in order, once each."""
    return " ".join(dict.fromkeys(stem(word) for word in fold(words).split()))


def wants(mine: Sequence[Follow], story: StoryFacts, *, threshold: float) -> bool:
    """Does one reader want this story? The rule of `Follows.audience`, for a single reader and without the database."""
    words = stems(story.text)
    own = [follow for follow in mine if not follow.muted]
    if any(follow.muted and follow.value == str(story.story_id) for follow in mine):
        return False
    if any(_any_in(follow.excluded, words) for follow in own if follow.kind == "words" and not follow.value):
        return False
    if any(_matches(follow, story, words) for follow in own):
        return True
    follows_something = any(follow.kind != "story" and follow.value for follow in own)
    return not follows_something and story.importance >= threshold


def _matches(follow: Follow, story: StoryFacts, words: Collection[str]) -> bool:
    if follow.kind == "words":
        wanted = follow.value.split()
        return bool(wanted) and all(word in words for word in wanted) and not _any_in(follow.excluded, words)
    have: dict[str, Iterable[str]] = {
        "country": story.countries,
        "person": (fold(name) for name in story.people),
        "organisation": (fold(name) for name in story.organisations),
        "subject": story.subjects,
        "source": (fold(name) for name in story.sources),
        "story": (str(story.story_id),),
    }
    return follow.value in set(have[follow.kind])


def _here(subscription_id: int, kind: str, value: str) -> ColumnElement[bool]:
    return and_(
        follows.c.subscription_id == subscription_id, follows.c.kind == kind, follows.c.value == value
    )


def _hears() -> ColumnElement[bool]:
    s = subscriptions.c
    return and_(s.active, s.pushes, ~s.paused, chats.c.active)


def _followers(*conditions: ColumnElement[bool]) -> Any:
    return (
        select(follows.c.subscription_id)
        .join(subscriptions, subscriptions.c.id == follows.c.subscription_id)
        .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
        .where(_hears(), ~follows.c.muted, *conditions)
    )


def _matching(story: StoryFacts) -> Any:
    """Follows by value: one index lookup a value."""
    wanted: list[tuple[Kind, Iterable[str]]] = [
        ("country", story.countries),
        ("person", (fold(name) for name in story.people)),
        ("organisation", (fold(name) for name in story.organisations)),
        ("subject", story.subjects),
        ("source", (fold(name) for name in story.sources)),
        ("story", (str(story.story_id),)),
    ]
    return _followers(
        or_(*(and_(follows.c.kind == kind, follows.c.value.in_(list(values))) for kind, values in wanted))
    )


def _alerts(words: Collection[str]) -> Any:
    """Word alerts that may match: single words by index, longer ones to be looked at."""
    single = follows.c.value.in_(sorted(words))
    query = _followers(follows.c.kind == "words", or_(single, follows.c.value.like("% %")))
    return query.add_columns(follows.c.value, follows.c.excluded)


def _alerted(rows: Iterable[Any], words: Collection[str]) -> set[int]:
    known: dict[tuple[str, tuple[str, ...]], bool] = {}
    found = set()
    for subscription_id, value, excluded in rows:
        key = (value, tuple(excluded))
        if key not in known:
            known[key] = all(word in words for word in value.split()) and not _any_in(excluded, words)
        if known[key]:
            found.add(subscription_id)
    return found


def _editors_choice() -> Any:
    """Who follows nothing; muted stories and general exclusions are not something followed."""
    follows_something = exists().where(
        follows.c.subscription_id == subscriptions.c.id,
        ~follows.c.muted,
        # A followed story is one story; it doesn't turn everything else off.
        follows.c.kind != "story",
        follows.c.value != "",
    )
    return (
        select(subscriptions.c.id)
        .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
        .where(_hears(), ~follows_something)
    )


def _muted(story_id: int) -> Any:
    return select(follows.c.subscription_id).where(
        follows.c.kind == "story", follows.c.value == str(story_id), follows.c.muted
    )


def _exclusions() -> Any:
    """Exclusions that hold for everything."""
    return select(follows.c.subscription_id, follows.c.excluded).where(
        follows.c.kind == "words", follows.c.value == ""
    )


def _refusing(rows: Iterable[Any], words: Collection[str]) -> set[int]:
    known: dict[tuple[str, ...], bool] = {}
    refused = set()
    for subscription_id, excluded in rows:
        key = tuple(excluded)
        if key not in known:
            known[key] = _any_in(excluded, words)
        if known[key]:
            refused.add(subscription_id)
    return refused


def _any_in(excluded: Sequence[str], words: Collection[str]) -> bool:
    """Is one of the excluded phrases in the story, all of its words?"""
    return any(all(word in words for word in words_value(phrase).split()) for phrase in excluded if phrase)


def _value(row: Any) -> Follow:
    return Follow(
        id=row.id,
        kind=row.kind,
        value=row.value,
        label=row.label,
        excluded=tuple(row.excluded),
        muted=row.muted,
    )
