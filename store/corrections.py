"""What readers were sent that an article no longer says: which messages, and what became of the article.

Finds; the words of a correction are drawn by the bot. A message is concerned when it links the article. Briefings and
digests are left alone: they tell what was known that morning, and their stories are corrected where they were pushed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select, update

from store.database import Database
from store.schema import articles, revisions, stories
from store.stories import current


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article that changed, or was taken back, after readers may have been told of it."""

    article_id: int
    revision: int
    story_id: int
    url: str
    outlet: str
    title: str
    """Of the story."""
    at: datetime
    """When the change was seen."""
    withdrawn: bool
    pushes: int
    """How many times the story was told."""
    texts: tuple[str, ...]
    """What the story's standing articles say now: words found in none of them are words that vanished."""


class Corrections:
    """Changes that readers have not been told of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: int) -> Change | None:
        """The article's latest change worth telling; None when there is none or it was told."""
        with self._database.read() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
            story_id = None if row is None or row.story_id is None else current(connection, row.story_id)
            if row is None or story_id is None:
                return None
            seen = row.withdrawn_at
            if seen is None:
                waiting = select(revisions.c.seen_at).where(
                    revisions.c.article_id == article_id,
                    revisions.c.substantial,
                    revisions.c.told_at.is_(None),
                )
                seen = connection.scalar(waiting.order_by(revisions.c.revision.desc()).limit(1))
            if seen is None:
                return None
            story = connection.execute(select(stories).where(stories.c.id == story_id)).one()
            standing = select(articles.c.text).where(
                articles.c.story_id == story_id, articles.c.withdrawn_at.is_(None)
            )
            texts = tuple(connection.scalars(standing))
        return Change(
            article_id=article_id,
            revision=row.revision,
            story_id=story_id,
            url=row.url,
            outlet=row.source_name or row.site or "",
            title=story.title,
            at=seen,
            withdrawn=row.withdrawn_at is not None,
            pushes=story.pushed_count,
            texts=texts,
        )

    def told(self, change: Change, now: datetime) -> None:
        """Every reader's message has been corrected, up to this change."""
        mine = revisions.c.article_id == change.article_id
        earlier = and_(mine, revisions.c.revision < change.revision, revisions.c.told_at.is_(None))
        with self._database.write() as connection:
            connection.execute(update(revisions).where(earlier).values(told_at=now))
            if change.withdrawn:
                here = articles.c.id == change.article_id
                connection.execute(update(articles).where(here).values(withdrawal_told_at=now))

    def untold(self, since: datetime) -> list[int]:
        """Articles of told stories that changed or were taken back since then, which not every reader has been told."""
        withdrawn = and_(articles.c.withdrawn_at >= since, articles.c.withdrawal_told_at.is_(None))
        waiting = exists().where(
            revisions.c.article_id == articles.c.id,
            revisions.c.substantial,
            revisions.c.told_at.is_(None),
            revisions.c.seen_at >= since,
        )
        # Until it is "told" again, its new words are not analysed.
        revised = and_(articles.c.withdrawn_at.is_(None), articles.c.state == "told", waiting)
        query = (
            select(articles.c.id)
            .join(stories, stories.c.id == articles.c.story_id)
            .where(stories.c.pushed_count > 0, or_(withdrawn, revised))
            .order_by(articles.c.id)
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))
