"""Wire copies among what any process has stored."""

from dataclasses import replace
from datetime import timedelta

from bot.copies import WINDOW, Copies
from news.duplicates import signature
from news.types import Article, Relevance
from store.articles import Articles
from store.database import Database
from tests.pipeline.conftest import Clock

WIRE = Article(
    url="https://kestria.example/1",
    title="Strait to reopen",
    text="The foreign ministers of Valdoria and Kestria agreed on Monday to reopen the Amber Strait to ferries after nine hours of talks.",
)


def add(articles: Articles, clock: Clock, url: str) -> int:
    article_id, _ = articles.add(
        replace(WIRE, url=url),
        now=clock(),
        source_id=None,
        source_name="Kestria Daily",
        region="",
        relevance=Relevance(score=1.0),
        minhash=signature(WIRE.text),
    )
    return article_id


def test_what_another_process_stored_is_found_as_well(db: Database, clock: Clock) -> None:
    articles, words = Articles(db), signature(WIRE.text)
    copies = Copies(articles)
    assert copies.oldest_of(words, clock()) is None
    first = add(articles, clock, "https://kestria.example/1")
    add(articles, clock, "https://valdoria.example/1")
    assert copies.oldest_of(words, clock()) == first


def test_words_of_last_week_are_news_again(db: Database, clock: Clock) -> None:
    articles, words = Articles(db), signature(WIRE.text)
    copies = Copies(articles)
    add(articles, clock, "https://kestria.example/1")
    assert copies.oldest_of(words, clock()) is not None
    clock.forward(hours=WINDOW / timedelta(hours=1) + 1)
    assert copies.oldest_of(words, clock()) is None


def test_an_article_deleted_meanwhile_is_copied_by_nobody(db: Database, clock: Clock) -> None:
    articles, words = Articles(db), signature(WIRE.text)
    copies = Copies(articles)
    add(articles, clock, "https://kestria.example/1")
    assert copies.oldest_of(words, clock()) is not None
    articles.prune(clock() + timedelta(hours=1))
    assert copies.oldest_of(words, clock()) is None
