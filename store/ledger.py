"""Who said what, when: quotes linked to people, people merged across spellings and titles, never on a guess.

A quote belongs to a person only when its article has the full name and ties the quote to it (`speaker_full`). Two names
are one person when they are the same but for case, accents, initials, titles and the usual ways to write one
foreign name in Latin letters ("Sergey", "Sergei"). A surname alone, or an office alone, is never enough.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from store.database import Database
from store.follows import fold
from store.quoted import quote_view, quoted, quotes_once
from store.schema import people, person_names, quotes
from store.views import QuoteView

SURE = 0.75
"""Probability of words and speaker from which a quote stands under a name; as for key quotes (summarizer.quotes.key_quotes)."""
_TITLES = frozenset(
    "mr mrs ms dr sir dame lord lady prof professor president minister prime foreign secretary general ambassador senator "
    "sen rep gov governor chancellor king queen prince princess sheikh ayatollah admiral colonel captain judge the his her "
    "excellency hon honourable king господин президент министр".split()
)
# The ways newspapers write one Russian, Ukrainian or Arabic name in Latin letters. Only spellings of a sound, no nicknames.
_SPELLINGS = (
    (r"yevg", "evg"), (r"aleksandr", "alexandr"), (r"alexander", "alexandr"), (r"aleksei", "alexei"), (r"aleksey", "alexei"),
    (r"alexey", "alexei"), (r"ks", "x"), (r"kh", "h"), (r"zh", "j"), (r"(?:iy|yy|ii|yi|ey|ei|ij|y|j)$", "i"), (r"yu|iu|ju", "u"),
    (r"ya|ia|ja", "a"), (r"yo|io|jo", "o"), (r"ye|ie|je", "e"), (r"ou", "u"), (r"w", "v"), (r"ph", "f"), (r"(.)\1", r"\1"),
    (r"v$", "f"), (r"ff$", "f"), (r"(?<=\w)h(?=$)", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who was quoted."""

    id: int
    name: str
    role: str | None = None


def person_key(name: str) -> str | None:
    """What two spellings of one full name share; None for less than a full name."""
    words = [word for word in fold(name).replace("-", " ").split() if word not in _TITLES]
    words = [word for word in words if len(word) > 1 and not word.isdigit()]
    return " ".join(_sound(word) for word in words) if len(words) > 1 else None


def _sound(word: str) -> str:
    for pattern, instead in _SPELLINGS:
        word = re.sub(pattern, instead, word)
    return word


class Ledger:
    """People and their words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, article_id: int) -> None:
        """Link an article's quotes to people, known or new. Safe to repeat."""
        query = select(quotes).where(quotes.c.article_id == article_id, quotes.c.speaker_full.is_not(None))
        with self._database.write() as connection:
            for row in connection.execute(query).all():
                key = person_key(row.speaker_full)
                if key is None:
                    continue
                person_id = _person(connection, key, row.speaker_full)
                connection.execute(update(quotes).where(quotes.c.id == row.id).values(person_id=person_id))
                _name(connection, person_id, row.speaker_full)
                if row.role:
                    _role(connection, person_id, row.role, row.said_at)

    def find(self, words: str) -> list[Person]:
        """Whom the words can mean: the full name; else everybody who bears them; else who holds that office now."""
        key = person_key(words)
        with self._database.read() as connection:
            if key is not None:
                row = connection.execute(select(people).where(people.c.key == key[:200])).first()
                if row is not None:
                    return [Person(id=row.id, name=row.name, role=row.role)]
            return _bearing(connection, words) or _holding(connection, words)

    def said(
        self,
        person_ids: Sequence[int],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 200,
    ) -> list[QuoteView]:
        """Their direct quotes, newest first, the same words once."""
        query = (
            quoted()
            .where(
                quotes.c.person_id.in_(list(person_ids)),
                quotes.c.kind.in_(["direct", "partial", "unmarked"]),
                quotes.c.confidence >= SURE,
            )
            .order_by(quotes.c.said_at.desc(), quotes.c.id)
            .limit(limit)
        )
        if since is not None:
            query = query.where(quotes.c.said_at >= since)
        if until is not None:
            query = query.where(quotes.c.said_at <= until)
        with self._database.read() as connection:
            return quotes_once(quote_view(row) for row in connection.execute(query))

    def busiest(self, since: datetime, limit: int = 40) -> list[tuple[Person, int]]:
        """Who was quoted most since then, with how many quotes, indirect ones included."""
        count = func.count().label("times")
        query = (
            select(people.c.id, people.c.name, people.c.role, count)
            .join(quotes, quotes.c.person_id == people.c.id)
            .where(quotes.c.said_at >= since, quotes.c.withdrawn_at.is_(None))
            .group_by(people.c.id, people.c.name, people.c.role)
            .order_by(count.desc(), people.c.name)
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [(Person(id=row.id, name=row.name, role=row.role), row.times) for row in rows]

    def together(self, since: datetime, limit: int = 12) -> list[tuple[str, str, int]]:
        """Pairs of people quoted in one article since then, with how many articles."""
        query = (
            select(quotes.c.article_id, people.c.name)
            .join(people, people.c.id == quotes.c.person_id)
            .where(quotes.c.said_at >= since, quotes.c.withdrawn_at.is_(None))
            .distinct()
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        present: dict[int, set[str]] = {}
        for row in rows:
            present.setdefault(row.article_id, set()).add(row.name)
        pairs = Counter(
            (first, second)
            for names in present.values()
            for first in names
            for second in names
            if first < second
        )
        ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
        return [(first, second, count) for (first, second), count in ranked[:limit]]


def _person(connection: Connection, key: str, name: str) -> int:
    row = connection.execute(select(people.c.id).where(people.c.key == key[:200])).first()
    if row is not None:
        return int(row.id)
    created = insert(people).values(key=key[:200], name=name).returning(people.c.id)
    return int(connection.execute(created).scalar_one())


def _name(connection: Connection, person_id: int, name: str) -> None:
    """Remember a spelling."""
    key = fold(name)[:200]
    known = select(person_names.c.id).where(person_names.c.person_id == person_id, person_names.c.key == key)
    if connection.execute(known).first() is None:
        connection.execute(insert(person_names).values(person_id=person_id, key=key, name=name))


def _role(connection: Connection, person_id: int, role: str, at: datetime) -> None:
    """The office of the newest article that has one."""
    row = connection.execute(select(people.c.role_seen_at).where(people.c.id == person_id)).one()
    if row.role_seen_at is None or row.role_seen_at <= at:
        connection.execute(update(people).where(people.c.id == person_id).values(role=role, role_seen_at=at))


def _bearing(connection: Connection, words: str) -> list[Person]:
    wanted = [_sound(word) for word in fold(words).replace("-", " ").split() if word not in _TITLES]
    if not wanted:
        return []
    rows = connection.execute(
        select(people).where(people.c.key.contains(wanted[-1], autoescape=True)).limit(500)
    ).all()
    found = [row for row in rows if set(wanted) <= set(row.key.split())]
    return [
        Person(id=row.id, name=row.name, role=row.role) for row in sorted(found, key=lambda row: row.name)
    ]


def _holding(connection: Connection, words: str) -> list[Person]:
    wanted = set(fold(words).split()) - {"the"}
    if len(wanted) < 2:  # noqa: PLR2004 - "minister" alone names nobody
        return []
    rows = connection.execute(
        select(people).where(people.c.role.is_not(None)).order_by(people.c.role_seen_at.desc())
    ).all()
    found = [row for row in rows if wanted <= set(fold(row.role).split())]
    return [Person(id=row.id, name=row.name, role=row.role) for row in found]
