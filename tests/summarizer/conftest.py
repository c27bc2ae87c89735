"""The real models, loaded once a run: a load takes seconds, and what they answer does not depend on who asked before."""

import pytest

from summarizer.builtin import BuiltInEngine
from summarizer.models.encoder import Encoder
from summarizer.models.syntax import Syntax


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="session")
def syntax() -> Syntax:
    return Syntax()


@pytest.fixture(scope="session")
def engine(encoder: Encoder, syntax: Syntax) -> BuiltInEngine:
    return BuiltInEngine(encoder=encoder, syntax=syntax)
