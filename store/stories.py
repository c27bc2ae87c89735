"""Stories as rows: which articles they hold, what they say, and how often readers were told.

Knows no clustering and no wording: what goes where and what is said comes from the caller. Everything here is safe to
repeat, because a crash between filing and telling files the article again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from store.articles import quote_from_row, summary_from_json
from store.database import Database, json_safe
from store.ledger import SURE
from store.schema import articles, follows, people, quotes, stories
from summarizer.stories.types import Account, Difference, Side, StoryLine, Telling

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
_SLACK = 400
"""Ids looked back over when reading what others filed meanwhile: articles are analysed a little out of order."""
_STEP = 500
"""Rows deleted in one statement: SQLite takes a limited number of values."""
_MANY = 3
"""Articles of a story that must have a country for it to be the story's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fileable:
    """An article as filing reads it."""

    id: int
    title: str
    text: str
    vector: Vector
    published: datetime
    language: str | None
    revision: int
    story_id: int | None
    push: bool
    is_copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What readers have been told of a story."""

    count: int
    """0: never."""
    key: str | None
    """Which revision of which article was told last ("12.0"), so that filing it again gives the same answer."""
    articles: frozenset[int]
    """What the telling was made of."""
    at: datetime | None = None

    @property
    def main(self) -> int | None:
        """The article whose news was told last."""
        return None if self.key is None else int(self.key.split(".")[0])


class Stories:
    """The stories and what is filed in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def article(self, article_id: int) -> Fileable | None:
        """An analysed article, or None when it is gone, withdrawn or not analysed."""
        query = select(*_FILEABLE).where(
            articles.c.id == article_id, articles.c.summary.is_not(None), articles.c.withdrawn_at.is_(None)
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else _fileable(row)

    def filed(self, since: datetime, *, after_id: int = 0) -> list[int]:
        """Ids of filed articles published since then, in order; only those around or after an id if given."""
        query = (
            select(articles.c.id)
            .where(
                articles.c.id > after_id - _SLACK,
                articles.c.story_id.is_not(None),
                articles.c.published_at >= since,
                articles.c.withdrawn_at.is_(None),
            )
            .order_by(articles.c.id)
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def many(self, article_ids: Sequence[int]) -> list[Fileable]:
        """Articles by id, in order of id."""
        query = select(*_FILEABLE).where(articles.c.id.in_(list(article_ids))).order_by(articles.c.id)
        with self._database.read() as connection:
            return [_fileable(row) for row in connection.execute(query)]

    def begin(self, article_id: int, now: datetime) -> int:
        """A new story that holds this article; its id."""
        with self._database.write() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).one()
            values = {"title": row.title, "language": row.language, "region": row.region}
            created = insert(stories).values(**values, created_at=now, updated_at=now).returning(stories.c.id)
            story_id: int = connection.execute(created).scalar_one()
            connection.execute(update(articles).where(articles.c.id == article_id).values(story_id=story_id))
        return story_id

    def file(self, article_ids: Sequence[int], story_id: int) -> None:
        """Put articles into a story, whatever they were in before."""
        with self._database.write() as connection:
            connection.execute(
                update(articles).where(articles.c.id.in_(list(article_ids))).values(story_id=story_id)
            )

    def close_empty(self, story_ids: Iterable[int], into: int) -> list[int]:
        """Those of these stories that hold nothing any more now lead to another; which they were."""
        closed = []
        with self._database.write() as connection:
            for story_id in story_ids:
                left = connection.execute(
                    select(articles.c.id).where(articles.c.story_id == story_id).limit(1)
                ).first()
                if left is None and story_id != into:
                    connection.execute(
                        update(stories).where(stories.c.id == story_id).values(merged_into=into)
                    )
                    closed.append(story_id)
        return closed

    def prune(self, before: datetime) -> int:
        """Delete the stories last heard of before then that hold no article any more; return how many.

        The newest story stays whatever it holds: SQLite would give its number to another one, and what was sent of the
        old one would pass for the new.
        """
        newest = select(func.max(stories.c.id)).scalar_subquery()
        query = select(stories.c.id).where(
            stories.c.updated_at < before,
            stories.c.id < newest,
            ~exists().where(articles.c.story_id == stories.c.id),
        )
        with self._database.write() as connection:
            gone = list(connection.scalars(query))
            for start in range(0, len(gone), _STEP):
                some = gone[start : start + _STEP]
                connection.execute(
                    delete(follows).where(follows.c.kind == "story", follows.c.value.in_(map(str, some)))
                )
                connection.execute(delete(stories).where(stories.c.id.in_(some)))
        return len(gone)

    def current(self, story_id: int) -> int | None:
        """The story itself, or the one it was merged into; None when it never was."""
        with self._database.read() as connection:
            return current(connection, story_id)

    def accounts(self, story_id: int) -> list[Account]:
        """What its articles say, oldest first; withdrawn ones say nothing."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(articles)
                .where(
                    articles.c.story_id == story_id,
                    articles.c.summary.is_not(None),
                    articles.c.withdrawn_at.is_(None),
                )
                .order_by(articles.c.published_at, articles.c.id)
            ).all()
            said = connection.execute(
                select(quotes)
                .where(
                    quotes.c.article_id.in_([row.id for row in rows]),
                    quotes.c.confidence >= SURE,
                    quotes.c.withdrawn_at.is_(None),
                )
                .order_by(quotes.c.article_id, quotes.c.position)
            ).all()
        return [_account(row, [quote for quote in said if quote.article_id == row.id]) for row in rows]

    def told(self, story_id: int) -> Told:
        """What readers have been told."""
        with self._database.read() as connection:
            row = connection.execute(select(stories).where(stories.c.id == story_id)).one()
        known = (row.summary or {}).get("told", ())
        return Told(
            count=row.pushed_count, key=row.pushed_digest, articles=frozenset(known), at=row.pushed_at
        )

    def save(
        self,
        story_id: int,
        telling: Telling | None,
        now: datetime,
        *,
        told: str | None = None,
        region: str | None = None,
    ) -> None:
        """Store what the story says now; `told` marks that readers are told with it, and of which revision.

        `region` is where it happens; without it, that of most of its sources.
        """
        with self._database.write() as connection:
            row = connection.execute(select(stories).where(stories.c.id == story_id)).one()
            members = connection.execute(select(*_MEMBER).where(articles.c.story_id == story_id)).all()
            known = (row.summary or {}).get("told", [])
            if told is not None:
                known = sorted(member.id for member in members)
            values: dict[str, Any] = _facts(members) | {"people": _people(connection, members)}
            values["summary"] = {**telling_to_json(telling), "told": known}
            if telling is not None:
                values |= {"title": telling.title, "language": telling.language}
            if region is not None:
                values["region"] = region
            if told is not None and told != row.pushed_digest:
                values |= {"pushed_at": now, "pushed_count": row.pushed_count + 1, "pushed_digest": told}
            newest = max((member.published_at for member in members), default=now)
            values["updated_at"] = max(newest, row.created_at) if members else row.updated_at
            connection.execute(update(stories).where(stories.c.id == story_id).values(**values))


def current(connection: Connection, story_id: int) -> int | None:
    """As `Stories.current`, inside a transaction."""
    seen: set[int] = set()
    while story_id not in seen:
        seen.add(story_id)
        row = connection.execute(select(stories.c.merged_into).where(stories.c.id == story_id)).first()
        if row is None:
            return None
        if row.merged_into is None:
            return story_id
        story_id = row.merged_into
    return None


def telling_to_json(telling: Telling | None) -> dict[str, Any]:
    """For the column `summary`; empty for a story that nothing could be said of."""
    value: dict[str, Any] = {} if telling is None else json_safe(asdict(telling))
    return value


def telling_from_json(value: dict[str, Any] | None) -> Telling | None:
    """What `telling_to_json` stored."""
    if not value or "title" not in value:
        return None

    def line(item: dict[str, Any]) -> StoryLine:
        return StoryLine(**{**item, "evidence": tuple((start, end) for start, end in item["evidence"])})

    differences = tuple(
        Difference(
            about=item["about"],
            sides=tuple(
                Side(**{**side, "evidence": (side["evidence"][0], side["evidence"][1])})
                for side in item["sides"]
            ),
            kind=item.get("kind", "count"),
        )
        for item in value["differences"]
    )
    lines = {name: tuple(line(item) for item in value[name]) for name in ("lines", "bullets", "new")}
    plain = ("title", "language", "main_article", "kind", "lead_only", "summary_only")
    fields: dict[str, Any] = {name: value[name] for name in plain} | lines
    return Telling(**fields, differences=differences)


_FILEABLE = (
    articles.c.id, articles.c.title, articles.c.text, articles.c.vector, articles.c.published_at, articles.c.language,
    articles.c.revision, articles.c.story_id, articles.c.push, articles.c.wire_copy_of,
)  # fmt: skip
_MEMBER = (
    articles.c.id, articles.c.published_at, articles.c.source_name, articles.c.region, articles.c.relevance,
    articles.c.countries, articles.c.organisations, articles.c.subjects, articles.c.vector, articles.c.wire_copy_of,
)  # fmt: skip


def _fileable(row: "Row[*tuple[Any, ...]]") -> Fileable:
    vector = np.frombuffer(row.vector or b"", dtype="<f2").astype(np.float32)
    return Fileable(
        id=row.id,
        title=row.title,
        text=row.text,
        vector=vector,
        published=row.published_at,
        language=row.language,
        revision=row.revision,
        story_id=row.story_id,
        push=row.push,
        is_copy=row.wire_copy_of is not None,
    )


def _account(row: "Row[*tuple[Any, ...]]", said: "Sequence[Row[*tuple[Any, ...]]]") -> Account:
    return Account(
        article_id=row.id,
        outlet=row.source_name or row.site or "",
        title=row.title,
        text=row.text,
        summary=summary_from_json(row.summary),
        published=row.published_at,
        revision=row.revision,
        is_copy=row.wire_copy_of is not None,
        summary_only=row.summary_only,
        quotes=tuple(quote_from_row(quote) for quote in said),
    )


def _facts(members: "Sequence[Row[*tuple[Any, ...]]]") -> dict[str, Any]:
    """What decides who hears of the story: the outlets, and what most of its articles are about."""
    outlets = {member.source_name for member in members if member.wire_copy_of is None} or {None}
    vectors = [
        np.frombuffer(member.vector, dtype="<f2").astype(np.float32) for member in members if member.vector
    ]
    sizes = {vector.size for vector in vectors}
    centroid = np.mean(vectors, axis=0).astype("<f2").tobytes() if len(sizes) == 1 else None
    relevance = max((member.relevance for member in members), default=0.0)
    return {
        "article_count": len(members),
        "outlet_count": len(outlets),
        # One outlet's story keeps its relevance; each further outlet closes half of what is left to 1.
        "importance": 1.0 - (1.0 - min(1.0, relevance)) * 0.5 ** (len(outlets) - 1),
        "region": Counter(member.region for member in members).most_common(1)[0][0] if members else "World",
        "countries": _common(member.countries for member in members),
        "organisations": _common(member.organisations for member in members),
        "subjects": _common(member.subjects for member in members),
        "centroid": centroid,
    }


def _common(lists: Iterable[Sequence[str]]) -> list[str]:
    """Values of the articles, most frequent first; in a large story only those of several."""
    given = [list(dict.fromkeys(values)) for values in lists]
    counts = Counter(value for values in given for value in values)
    least = 2 if len(given) > _MANY else 1
    order = {
        value: at for at, value in reversed(list(enumerate(value for values in given for value in values)))
    }
    return sorted((v for v, n in counts.items() if n >= least), key=lambda v: (-counts[v], order[v]))


def _people(connection: Connection, members: "Sequence[Row[*tuple[Any, ...]]]") -> list[str]:
    """Those who speak in it, who speaks most first: only people whom some article names in full."""
    query = (
        select(people.c.name)
        .join(quotes, quotes.c.person_id == people.c.id)
        .where(quotes.c.article_id.in_([member.id for member in members]), quotes.c.withdrawn_at.is_(None))
    )
    return [name for name, _ in Counter(connection.scalars(query)).most_common(20)]
