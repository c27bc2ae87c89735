"""The read side: stories, quotes and articles as readers are shown them (`store.views`).

Queries and slices only; decides nothing. An article that was withdrawn is not shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, Text, select

from store.articles import summary_from_json
from store.database import Database
from store.quoted import outlet, quote_view, quoted, quotes_once
from store.schema import articles, quotes, sources, stories
from store.stories import current, telling_from_json
from store.views import ConflictView, LineView, QuoteView, SideView, SourceView, StoryLink, StoryView
from summarizer.stories.types import StoryLine, Telling
from summarizer.types import Span

KEY_QUOTES = 3
NEARBY = 2_000
"""Stories that `more_like` compares with: the newest, about a month of a busy bot."""
LIKE = 0.45
"""Cosine of two stories' centroids from which they are worth showing as similar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stored article's text, to look for answers in."""

    article_id: int
    story_id: int | None
    outlet: str
    url: str
    title: str
    text: str
    published: datetime
    language: str | None = None
    """ISO 639-1."""


class StoredLibrary:
    """What was published and said. Synchronous; nothing found is None or empty."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(
        self, limit: int, *, offset: int = 0, country: str | None = None, since: datetime | None = None
    ) -> list[StoryView]:
        """Newest stories first."""
        query = _shown().order_by(stories.c.updated_at.desc(), stories.c.id.desc())
        if since is not None:
            query = query.where(stories.c.updated_at >= since)
        if country is not None:
            # A JSON list of two-letter codes: its text has the code in quotation marks on both engines.
            query = query.where(stories.c.countries.cast(Text).like(f'%"{country}"%'))
        with self._database.read() as connection:
            rows = connection.execute(query.offset(offset).limit(limit)).all()
            return _views(connection, rows)

    def story(self, story_id: int) -> StoryView | None:
        """A story; one merged into another gives the other."""
        with self._database.read() as connection:
            found = current(connection, story_id)
            rows = connection.execute(select(stories).where(stories.c.id == found)).all()
            return next(iter(_views(connection, rows)), None)

    def changed(self, since: datetime, until: datetime, limit: int = 200) -> list[StoryView]:
        """Stories with an article published in a span, most important first."""
        query = (
            _shown()
            .where(stories.c.updated_at > since, stories.c.updated_at <= until)
            .order_by(stories.c.importance.desc(), stories.c.updated_at.desc(), stories.c.id.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return _views(connection, connection.execute(query).all())

    def article(self, article_id: int) -> StoryView | None:
        """An article as a story of its own."""
        return self._one(articles.c.id == article_id)

    def article_by_url(self, url: str) -> StoryView | None:
        """What is stored of a canonical address: its story if it has one, else the article alone."""
        with self._database.read() as connection:
            row = connection.execute(
                select(articles.c.id, articles.c.story_id).where(articles.c.url == url)
            ).first()
        if row is None:
            return None
        story = None if row.story_id is None else self.story(row.story_id)
        return story or self.article(row.id)

    def quotes(self, story_id: int) -> list[QuoteView]:
        """All direct quotes of a story, in order of publication."""
        with self._database.read() as connection:
            found = current(connection, story_id)
            rows = connection.execute(
                quoted()
                .where(articles.c.story_id == found, quotes.c.kind.in_(["direct", "partial", "unmarked"]))
                .order_by(articles.c.published_at, articles.c.id, quotes.c.position)
            ).all()
        return quotes_once(quote_view(row) for row in rows)

    def latest_quotes(self, limit: int, *, person_ids: Sequence[int] | None = None) -> list[QuoteView]:
        """Newest key quotes, of some people if given."""
        query = (
            quoted().where(quotes.c.is_key).order_by(quotes.c.said_at.desc(), quotes.c.id).limit(4 * limit)
        )
        if person_ids is not None:
            query = query.where(quotes.c.person_id.in_(list(person_ids)))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return quotes_once(quote_view(row) for row in rows)[:limit]

    def more_like(self, story_id: int, limit: int = 5) -> list[StoryLink]:
        """Similar stories among the newest, most similar first."""
        with self._database.read() as connection:
            own = connection.scalar(
                select(stories.c.centroid).where(stories.c.id == current(connection, story_id))
            )
            rows = connection.execute(
                _shown(stories.c.id, stories.c.centroid).order_by(stories.c.updated_at.desc()).limit(NEARBY)
            ).all()
            ranked = _nearest(own, [row for row in rows if row.id != story_id])[:limit]
            return links(connection, ranked)

    def links(self, story_ids: Sequence[int]) -> list[StoryLink]:
        """Stories for a list, in the order given."""
        with self._database.read() as connection:
            return links(connection, story_ids)

    def passages(self, article_ids: Sequence[int]) -> list[Passage]:
        """Texts of articles, in the order given."""
        with self._database.read() as connection:
            rows = connection.execute(select(articles).where(articles.c.id.in_(list(article_ids)))).all()
        found = {row.id: row for row in rows}
        return [
            Passage(
                article_id=row.id,
                story_id=row.story_id,
                outlet=outlet(row),
                url=row.url,
                title=row.title,
                text=row.text,
                published=row.published_at,
                language=row.language,
            )
            for key in article_ids
            if (row := found.get(key)) is not None
        ]

    def organisations(self, since: datetime, limit: int = 200) -> list[str]:
        """Organisations in stories since then, most frequent first."""
        query = _shown(stories.c.organisations).where(stories.c.updated_at >= since)
        with self._database.read() as connection:
            counts = Counter(name for names in connection.scalars(query) for name in names)
        return [name for name, _ in counts.most_common(limit)]

    def outlets(self) -> list[str]:
        """Names of the sources that are read, in alphabetical order."""
        with self._database.read() as connection:
            return list(
                connection.scalars(select(sources.c.name).where(sources.c.enabled).order_by(sources.c.name))
            )

    def _one(self, where: Any) -> StoryView | None:
        with self._database.read() as connection:
            row = connection.execute(select(articles).where(where)).first()
            if row is None or row.summary is None:
                return None
            return _alone(connection, row)


def links(connection: Connection, story_ids: Sequence[int]) -> list[StoryLink]:
    """As `StoredLibrary.links`, inside a transaction."""
    found = {
        row.id: row
        for row in connection.execute(select(stories).where(stories.c.id.in_(list(story_ids)))).all()
        if row.merged_into is None
    }
    outlets: dict[int, str] = {}
    published: dict[int, datetime] = {}
    for row in connection.execute(
        select(articles.c.story_id, articles.c.source_name, articles.c.published_at)
        .where(articles.c.story_id.in_(list(found)))
        .order_by(articles.c.published_at)
    ):
        outlets.setdefault(row.story_id, row.source_name)
        published[row.story_id] = row.published_at
    return [
        StoryLink(
            id=key,
            title=found[key].title,
            published=published.get(key, found[key].updated_at),
            outlets=max(1, found[key].outlet_count),
            outlet=outlets.get(key, ""),
            about=(*found[key].people, *found[key].organisations),
        )
        for key in story_ids
        if key in found
    ]


def _shown(*columns: Any) -> Any:
    """Stories that readers may be shown: neither merged away nor without a word to say."""
    return select(*(columns or (stories,))).where(
        stories.c.merged_into.is_(None), stories.c.article_count > 0, stories.c.summary.is_not(None)
    )


def _views(connection: Connection, rows: "Sequence[Row[*tuple[Any, ...]]]") -> list[StoryView]:
    members: dict[int, list[Row[*tuple[Any, ...]]]] = {row.id: [] for row in rows}
    for row in connection.execute(
        select(articles)
        .where(articles.c.story_id.in_(list(members)), articles.c.withdrawn_at.is_(None))
        .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    ):
        members[row.story_id].append(row)
    shown = {key: _key_quote_articles(row, members[row.id]) for row in rows for key in [row.id]}
    said = _key_quotes(connection, [article for chosen in shown.values() for article in chosen])
    result = []
    for row in rows:
        telling = telling_from_json(row.summary)
        if telling is not None and members[row.id]:
            own = [quote for article in shown[row.id] for quote in said.get(article, ())]
            result.append(_view(row, telling, members[row.id], quotes_once(own)[:KEY_QUOTES]))
    return result


def _view(
    row: "Row[*tuple[Any, ...]]",
    telling: Telling,
    members: "Sequence[Row[*tuple[Any, ...]]]",
    key_quotes: Sequence[QuoteView],
) -> StoryView:
    known = {member.id: member for member in members}
    lines, bullets = (_line_views(chosen, known) for chosen in (telling.lines, telling.bullets))
    return StoryView(
        id=row.id,
        title=row.title,
        updated=row.updated_at,
        created=row.created_at,
        lines=lines,
        bullets=bullets,
        quotes=tuple(key_quotes),
        sources=tuple(_source_view(member) for member in members),
        region=row.region,
        language=row.language,
        countries=tuple(row.countries),
        people=tuple(row.people),
        organisations=tuple(row.organisations),
        subjects=tuple(row.subjects),
        conflicts=_conflict_views(telling, known),
        importance=row.importance,
        is_update=row.pushed_count > 1,
        lead_only=telling.lead_only,
        summary_only=telling.summary_only,
        kind=telling.kind,
    )


def _alone(connection: Connection, row: "Row[*tuple[Any, ...]]") -> StoryView:
    summary = summary_from_json(row.summary)
    known = {row.id: row}

    def views(chosen: Iterable[Any]) -> tuple[LineView, ...]:
        lines = [
            StoryLine(
                text=one.text, how=one.how, article_id=row.id, evidence=one.evidence, revision=row.revision
            )
            for one in chosen
        ]
        return _line_views(lines, known)

    return StoryView(
        id=None,
        title=summary.headline.text if summary.headline else row.title,
        updated=row.published_at,
        lines=views(summary.push),
        bullets=views(summary.bullets),
        quotes=tuple(_key_quotes(connection, [row.id]).get(row.id, ())[:KEY_QUOTES]),
        sources=(_source_view(row),),
        region=row.region,
        language=row.language,
        countries=tuple(row.countries),
        organisations=tuple(row.organisations),
        subjects=tuple(row.subjects),
        importance=row.relevance,
        lead_only=summary.lead_only,
        summary_only=row.summary_only,
        kind=summary.kind,
    )


def _line_views(
    lines: Iterable[StoryLine], known: "dict[int, Row[*tuple[Any, ...]]]"
) -> tuple[LineView, ...]:
    """Lines whose article is still there, each with the article's sentences."""
    return tuple(
        LineView(
            text=line.text,
            outlet=outlet(known[line.article_id]),
            url=known[line.article_id].url,
            how=line.how,
            evidence=_evidence(known[line.article_id], line),
            article_id=line.article_id,
            published=known[line.article_id].published_at,
            is_new=line.is_new,
        )
        for line in lines
        if line.article_id in known
    )


def _conflict_views(telling: Telling, known: "dict[int, Row[*tuple[Any, ...]]]") -> tuple[ConflictView, ...]:
    result = []
    for difference in telling.differences:
        sides = tuple(
            SideView(
                claim=side.claim,
                outlet=outlet(known[side.article_id]),
                url=known[side.article_id].url,
                evidence=_slice(known[side.article_id], side.evidence, side.revision),
                speaker=side.speaker,
                language=known[side.article_id].language,
            )
            for side in difference.sides
            if side.article_id in known
        )
        # A statement is shown whole: only while the article has exactly these words at this place.
        if difference.kind == "statement" and any(side.evidence != side.claim for side in sides):
            continue
        if len(sides) > 1:
            result.append(ConflictView(about=difference.about, sides=sides, kind=difference.kind))
    return tuple(result)


def _key_quote_articles(
    row: "Row[*tuple[Any, ...]]", members: "Sequence[Row[*tuple[Any, ...]]]"
) -> list[int]:
    """Whose quotes are shown: the article that the lines come from, then the others, newest first."""
    telling = telling_from_json(row.summary)
    main = [] if telling is None else [telling.main_article]
    return [
        *main,
        *(member.id for member in members[:10] if member.id not in main and member.wire_copy_of is None),
    ]


def _key_quotes(connection: Connection, article_ids: Sequence[int]) -> dict[int, list[QuoteView]]:
    result: dict[int, list[QuoteView]] = {}
    query = quoted().where(quotes.c.article_id.in_(list(article_ids)), quotes.c.is_key)
    for row in connection.execute(query.order_by(quotes.c.article_id, quotes.c.position)):
        result.setdefault(row.article_id, []).append(quote_view(row))
    return result


def _source_view(row: "Row[*tuple[Any, ...]]") -> SourceView:
    return SourceView(
        outlet=outlet(row),
        url=row.url,
        title=row.title,
        published=row.published_at,
        language=row.language,
        wire_copy=row.wire_copy_of is not None,
    )


def _evidence(row: "Row[*tuple[Any, ...]]", line: StoryLine) -> tuple[str, ...]:
    return tuple(words for span in line.evidence if (words := _slice(row, span, line.revision)))


def _slice(row: "Row[*tuple[Any, ...]]", span: Span, revision: int) -> str:
    """Nothing between an article's revision and its next analysis: the offsets are of the old text."""
    return row.text[span[0] : span[1]] if row.revision == revision else ""


def _nearest(own: bytes | None, rows: "Sequence[Row[*tuple[Any, ...]]]") -> list[int]:
    if not own:
        return []
    rows = [row for row in rows if row.centroid and len(row.centroid) == len(own)]
    if not rows:
        return []
    matrix = np.stack([np.frombuffer(row.centroid, dtype="<f2").astype(np.float32) for row in rows])
    vector = np.frombuffer(own, dtype="<f2").astype(np.float32)
    norms = np.linalg.norm(matrix, axis=1) * (float(np.linalg.norm(vector)) or 1.0)
    cosines = (matrix @ vector) / np.where(norms > 0, norms, 1.0)
    order = np.argsort(-cosines, kind="stable")
    return [rows[at].id for at in order if cosines[at] >= LIKE]
