"""Fixtures for every test: asyncio is the only event loop we run on; property tests know no clock."""

import os

import pytest
from hypothesis import settings

# A busy machine is no counter-example. In CI the examples are the same in every run, so that a change is judged by what
# it changed; elsewhere each run looks at new ones.
settings.register_profile("attache", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("attache")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
