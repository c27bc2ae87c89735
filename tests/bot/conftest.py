"""A counter to ask at, with three stories in the archive."""

from collections.abc import Iterator

import pytest

from store.database import Database
from tests.bot import samples
from tests.bot.desk import Counter


@pytest.fixture
def counter(sqlite: Database) -> Iterator[Counter]:
    """Open to everybody."""
    made = Counter(sqlite, stories=samples.stories())
    yield made
    made.close()
