"""Fixtures of the tests of stories."""

from tests.databases import (  # noqa: F401 - fixtures
    database_url,
    db,
    postgres,
    postgres_url,
    sqlite,
    sqlite_template,
    sqlite_url,
)
