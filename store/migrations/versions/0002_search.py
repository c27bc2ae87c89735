"""Full-text search over articles: FTS5 and its triggers on SQLite, a GIN index on PostgreSQL.

PostgreSQL finds articles by the very expression that its index was made of (`store.search.VECTOR`): to change one is to change
both, by a new migration.
"""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_SQLITE = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS article_search USING fts5(title, text, content='articles', content_rowid='id', "
        'tokenize="unicode61 remove_diacritics 2")'
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS article_search_insert AFTER INSERT ON articles BEGIN "
        "INSERT INTO article_search(rowid, title, text) VALUES (new.id, new.title, new.text); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS article_search_delete AFTER DELETE ON articles BEGIN "
        "INSERT INTO article_search(article_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS article_search_update AFTER UPDATE OF title, text ON articles BEGIN "
        "INSERT INTO article_search(article_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); "
        "INSERT INTO article_search(rowid, title, text) VALUES (new.id, new.title, new.text); END"
    ),
    "INSERT INTO article_search(article_search) VALUES ('rebuild')",
)
_POSTGRESQL = (
    """CREATE INDEX IF NOT EXISTS ix_articles_search ON articles USING gin ((to_tsvector('simple', title || ' ' || left(text, 200000))))""",
)


def upgrade() -> None:
    """Create the index and its triggers, and index what is stored."""
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))
