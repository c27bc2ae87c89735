"""Fixtures for every test: both databases, asyncio as the only event loop we run on, and property tests that know no clock."""

import os

import pytest
from hypothesis import settings

from tests.databases import (  # noqa: F401 - fixtures
    database_url,
    db,
    postgres,
    postgres_url,
    sqlite,
    sqlite_template,
    sqlite_url,
)

# A busy machine is no counter-example. In CI the examples are the same in every run, so that a change is judged by what
# it changed; elsewhere each run looks at new ones.
settings.register_profile("attache", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("attache")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
