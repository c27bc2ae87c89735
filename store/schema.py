"""The tables. Everything that must survive a restart is a row here; the scheduler only wakes.

Knows no behaviour: queries live one concept a file beside this one. Times are UTC and aware (`UtcTime`); offsets are
code points. Additive JSON columns hold values that are only ever read whole.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect

from store.weekdays import EVERY_DAY, as_row

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC datetime on both engines: SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they are a bug wherever they come from."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - interface
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# BIGINT everywhere; SQLite numbers rows by itself only for a column typed exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[Any]:
    return Column("id", Id, primary_key=True, autoincrement=True)


# ── what was published ──────────────────────────────────────────────────────────────────────────────────────────────

sources = Table(
    "sources",
    metadata,
    _id(),
    Column("name", String(200), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("kind", String(10), nullable=False, default="feed"),  # feed | page
    Column("region", String(100), nullable=False, default="World"),
    Column("language", String(10)),
    Column("link_selector", Text),
    Column("requires_relevance", Boolean, nullable=False, default=True),
    Column("origin", String(10), nullable=False, default="config"),  # config | chat | opml
    Column("enabled", Boolean, nullable=False, default=True),
    Column("added_by", BigInteger),
    Column("created_at", UtcTime, nullable=False),
    # what politeness remembers (news.types.FetchState)
    Column("fetch_url", Text),  # where a permanent redirect moved it
    Column("etag", Text),
    Column("last_modified", Text),
    Column("next_check_at", UtcTime, nullable=False, index=True),
    Column("interval_s", Float, nullable=False, default=900.0),
    Column("failures", Integer, nullable=False, default=0),
    Column("empty_pulls", Integer, nullable=False, default=0),
    Column("muted", Boolean, nullable=False, default=False),  # 410 Gone
    Column("error", Text),
    Column("checked_at", UtcTime),
    Column("succeeded_at", UtcTime),
    Column("last_entry_at", UtcTime),
    # The first fetch of a source marks its entries as seen: they are no news to anybody.
    Column("seen_once", Boolean, nullable=False, default=False),
    Column("weekly_entries", Float, nullable=False, default=0.0),
    Column("body_hash", String(64)),
    Column("leased_until", UtcTime),
    Column("leased_by", String(100)),
)

entries = Table(
    "entries",
    metadata,
    _id(),
    Column("source_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
    Column("identity", String(64), nullable=False),  # digest of guid | guid+URL | URL | title+content
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False, default=""),
    Column("content", Text, nullable=False, default=""),
    Column("publisher", Text),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("content_digest", String(64)),
    Column("state", String(10), nullable=False, default="new"),  # new | seen | read | failed | skipped
    Column("quiet", Boolean, nullable=False, default=False),  # of a source's first fetch: read, never pushed
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_attempt_at", UtcTime),
    Column("error", Text),
    Column("article_id", ForeignKey("articles.id", ondelete="SET NULL")),
    Column("leased_until", UtcTime),
    Column("leased_by", String(100)),
    UniqueConstraint("source_id", "identity"),
    Index(None, "state", "next_attempt_at"),
)

articles = Table(
    "articles",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),  # canonical
    Column("source_id", ForeignKey("sources.id", ondelete="SET NULL")),
    Column("source_name", String(200), nullable=False, default=""),
    Column("region", String(100), nullable=False, default="World"),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(10)),
    Column("authors", JSON, nullable=False, default=list),
    Column("site", Text),
    Column("section", Text),
    Column("summary_only", Boolean, nullable=False, default=False),
    Column(
        "published_at", UtcTime, nullable=False, index=True
    ),  # first seen when unknown; never in the future
    Column("first_seen_at", UtcTime, nullable=False),
    Column("checked_at", UtcTime),
    Column("revised_at", UtcTime),
    Column("revision", Integer, nullable=False, default=0),
    Column("withdrawn_at", UtcTime),
    Column("withdrawal_told_at", UtcTime),  # when every message that rests on it had been corrected
    Column("text_digest", String(64), nullable=False),
    Column("minhash", LargeBinary),
    Column("wire_copy_of", ForeignKey("articles.id", ondelete="SET NULL")),
    Column("relevance", Float, nullable=False, default=0.0),
    Column("reasons", JSON, nullable=False, default=list),
    Column("subjects", JSON, nullable=False, default=list),
    Column("countries", JSON, nullable=False, default=list),
    Column("organisations", JSON, nullable=False, default=list),
    Column(
        "state", String(10), nullable=False, default="read"
    ),  # read → analysed → told (has its story); or failed
    Column("push", Boolean, nullable=False, default=True),  # False for articles of a source's first fetch
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    Column("summary", JSON),  # summarizer.types.Summary as JSON
    Column("vector", LargeBinary),  # float16 little-endian, unit length
    Column("analysed_at", UtcTime),
    Column("story_id", ForeignKey("stories.id", ondelete="SET NULL"), index=True),
    Column("leased_until", UtcTime),
    Column("leased_by", String(100)),
    Index(None, "state", "first_seen_at"),
)

revisions = Table(
    "revisions",
    metadata,
    _id(),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),  # as it was before
    Column("added", JSON, nullable=False, default=list),
    Column("removed", JSON, nullable=False, default=list),
    Column("substantial", Boolean, nullable=False, default=False),
    Column("told_at", UtcTime),  # when readers' messages were corrected
)

# ── what it says ────────────────────────────────────────────────────────────────────────────────────────────────────

people = Table(
    "people",
    metadata,
    _id(),
    Column("key", String(200), nullable=False, unique=True),  # folded full name
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("role_seen_at", UtcTime),
)

person_names = Table(
    "person_names",
    metadata,
    _id(),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", String(200), nullable=False, index=True),
    Column("name", Text, nullable=False),
    UniqueConstraint("person_id", "key"),
)

quotes = Table(
    "quotes",
    metadata,
    _id(),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("revision", Integer, nullable=False, default=0),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("speaker", Text),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_full", Text),
    Column("role", Text),
    Column("cue", Text),
    Column("via", Text),
    Column("confidence", Float, nullable=False, default=0.0),
    Column("is_key", Boolean, nullable=False, default=False),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("said_at", UtcTime, nullable=False),  # when the article was published
    Column("withdrawn_at", UtcTime),
)

stories = Table(
    "stories",
    metadata,
    _id(),
    Column("title", Text, nullable=False),
    Column("language", String(10)),
    Column("region", String(100), nullable=False, default="World"),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False, index=True),
    Column("article_count", Integer, nullable=False, default=0),
    Column("outlet_count", Integer, nullable=False, default=0),
    Column("importance", Float, nullable=False, default=0.0),
    Column("countries", JSON, nullable=False, default=list),
    Column("organisations", JSON, nullable=False, default=list),
    Column("people", JSON, nullable=False, default=list),
    Column("subjects", JSON, nullable=False, default=list),
    Column("centroid", LargeBinary),
    Column("summary", JSON),  # the story's own summary with evidence per article
    Column("pushed_at", UtcTime),
    Column("pushed_count", Integer, nullable=False, default=0),  # 0: never; then 1 + updates
    Column("pushed_digest", String(64)),
    Column("merged_into", ForeignKey("stories.id", ondelete="SET NULL")),
)

agenda = Table(
    "agenda",
    metadata,
    _id(),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("story_id", ForeignKey("stories.id", ondelete="SET NULL")),
    Column("on_date", String(10), nullable=False, index=True),  # local ISO date as the article means it
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("countries", JSON, nullable=False, default=list),
)

# ── who hears ───────────────────────────────────────────────────────────────────────────────────────────────────────

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("type", String(12), nullable=False),  # private | group | supergroup | channel
    Column("title", Text),
    Column("username", String(64)),
    Column("active", Boolean, nullable=False, default=True),
    Column("inactive_reason", Text),
    Column("invited_by", BigInteger),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("flood_until", UtcTime),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    Column("chat_id", ForeignKey("chats.chat_id", ondelete="CASCADE", onupdate="CASCADE"), nullable=False),
    Column("thread_id", BigInteger, nullable=False, default=0),  # forum topic; 0: the chat itself
    Column("active", Boolean, nullable=False, default=True),  # /start … /stop
    Column("language", String(10), nullable=False, default="en"),
    Column("timezone", String(64), nullable=False, default="UTC"),
    Column("length", String(10), nullable=False, default="normal"),  # short | normal | long
    Column("previews", Boolean, nullable=False, default=False),
    Column("pushes", Boolean, nullable=False, default=True),
    Column("quiet_from", String(5)),  # "22:00" local
    Column("quiet_to", String(5)),
    Column("muted_until", UtcTime),
    Column("paused", Boolean, nullable=False, default=False),
    Column("created_at", UtcTime, nullable=False),
    Column("last_briefing_at", UtcTime),
    UniqueConstraint("chat_id", "thread_id"),
)

follows = Table(
    "follows",
    metadata,
    _id(),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column(
        "kind", String(12), nullable=False
    ),  # country | person | organisation | subject | source | words | story
    Column(
        "value", String(200), nullable=False
    ),  # ISO code, folded name, subject key, source name, words, story id
    Column("label", Text, nullable=False),
    Column("excluded", JSON, nullable=False, default=list),
    Column("muted", Boolean, nullable=False, default=False),  # a muted story: never push it
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("subscription_id", "kind", "value"),
    Index(None, "kind", "value"),
)

briefings = Table(
    "briefings",
    metadata,
    _id(),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("local_time", String(5), nullable=False),  # "07:30"
    # Monday is 0: "01234" is Monday to Friday; see store.weekdays
    Column("weekdays", String(7), nullable=False, default=as_row(EVERY_DAY)),
    Column("next_at", UtcTime, nullable=False, index=True),  # UTC; computed by bot.clock
    Column("next_date", String(10), nullable=False),  # the local date that next_at belongs to
    Column("last_date", String(10)),
    UniqueConstraint("subscription_id", "local_time"),
)

payloads = Table(
    "payloads",
    metadata,
    _id(),
    # A story goes to 100,000 chats in a dozen texts: each text is kept once (46 MB instead of 217 MB of rows).
    Column("digest", String(64), nullable=False, unique=True),
    Column("body", JSON, nullable=False),  # bot.messages.Outgoing as JSON
    Column("used_at", UtcTime, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column(
        "kind", String(12), nullable=False
    ),  # push | update | digest | briefing | correction | notice | alert
    Column("key", String(100), nullable=False),  # story id, local date and time, revision …
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, default=0),
    Column("part", Integer, nullable=False, default=0),
    Column("payload_id", ForeignKey("payloads.id"), nullable=False, index=True),
    Column("edits", BigInteger),  # the message that the payload edits: sending an edit twice is harmless
    Column("state", String(10), nullable=False, default="pending"),
    # pending → leased → sending → sent | unknown | dead | cancelled
    Column("priority", Integer, nullable=False, default=0),  # higher first
    Column("created_at", UtcTime, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("expires_at", UtcTime),
    Column("attempts", Integer, nullable=False, default=0),
    Column("fence", Integer, nullable=False, default=0),  # grows with every lease; a stale worker can't write
    Column("leased_until", UtcTime),
    Column("leased_by", String(100)),
    Column("message_id", BigInteger),
    Column("sent_at", UtcTime),
    Column("error", Text),
    UniqueConstraint("kind", "key", "chat_id", "thread_id", "part"),
    # Claims walk this one backwards: urgent first, then newest, and read what decides without touching the row.
    Index(None, "state", "priority", "id", "not_before", "chat_id"),
    # Only rows in somebody's hands: a fan-out of 100,000 writes nothing here.
    Index(
        "ix_outbox_leased_until",
        "state",
        "leased_until",
        sqlite_where=text("leased_until IS NOT NULL"),
        postgresql_where=text("leased_until IS NOT NULL"),
    ),
    Index(None, "chat_id", "state"),
    # Only corrections, which are few: what else changes the same message.
    Index(
        "ix_outbox_edits",
        "chat_id",
        "edits",
        sqlite_where=text("edits IS NOT NULL"),
        postgresql_where=text("edits IS NOT NULL"),
    ),
)

reports = Table(
    "reports",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger),
    Column("story_id", ForeignKey("stories.id", ondelete="SET NULL")),
    Column("article_id", ForeignKey("articles.id", ondelete="SET NULL")),
    Column("what", String(12), nullable=False),  # summary | quote
    Column("shown", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime),
)

invites = Table(
    "invites",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("invited_by", BigInteger),
    Column("created_at", UtcTime, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(100), primary_key=True),  # "sender:<bot id>", "briefings", …
    Column("owner", String(100), nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("fence", Integer, nullable=False, default=0),
)

facts = Table(
    "facts",
    metadata,
    Column(
        "key", String(100), primary_key=True
    ),  # small facts of the installation: last coverage, counters, version
    Column("value", JSON, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
)
