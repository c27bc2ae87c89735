"""What the store keeps of an analysis: only what the article says."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from news.types import Relevance
from store.articles import Articles
from store.database import Database
from store.schema import quotes
from summarizer.types import Analysis, Quote
from tests.pipeline.conftest import Clock
from tests.pipeline.fakes import analysis, article

TEXT = "“We will sign,” said Ana Vell, Kestrian trade minister.\nShe left for Valdoria."


def _stored(db: Database, clock: Clock, *found: Quote) -> list[dict[str, object]]:
    articles = Articles(db)
    value = article("https://kestria.example/1", TEXT)
    article_id, _ = articles.add(
        value, now=clock(), source_id=None, source_name="K", region="World", relevance=Relevance(score=1)
    )
    stored = articles.get(article_id)
    assert stored is not None
    given: Analysis = replace(analysis(stored.document), quotes=found, key_quotes=found)
    articles.save_analysis(article_id, given, clock())
    with db.read() as connection:
        return [dict(row) for row in connection.execute(select(quotes)).mappings()]


def test_an_exact_slice_with_its_speaker_and_role_is_kept(db: Database, clock: Clock) -> None:
    quote = Quote(
        text="We will sign",
        start=1,
        end=13,
        kind="direct",
        speaker="Ana Vell",
        speaker_full="Ana Vell",
        role="Kestrian trade minister",
    )
    rows = _stored(db, clock, quote)
    assert [(row["text"], row["speaker_full"], row["role"], row["is_key"]) for row in rows] == [
        ("We will sign", "Ana Vell", "Kestrian trade minister", True)
    ]


@pytest.mark.parametrize(("text", "start", "end"), [("We will not sign", 1, 13), ("We will sign", 0, 12)])
def test_words_that_are_not_the_slice_are_never_stored(
    db: Database, clock: Clock, text: str, start: int, end: int
) -> None:
    assert _stored(db, clock, Quote(text=text, start=start, end=end, kind="direct")) == []


def test_a_name_or_role_that_the_article_does_not_hold_is_left_out(db: Database, clock: Clock) -> None:
    quote = Quote(
        text="We will sign",
        start=1,
        end=13,
        kind="direct",
        speaker="Vell",
        speaker_full="Anastasia Vell",
        role="Prime Minister",
    )
    (row,) = _stored(db, clock, quote)
    assert (row["speaker_full"], row["role"], row["speaker"]) == (None, None, "Vell")
