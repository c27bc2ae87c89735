from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.stories.clustering import Clusterer
from summarizer.stories.consolidation import consolidate
from summarizer.stories.days import days_of
from summarizer.stories.features import Features, features
from summarizer.stories.similarity import Similarity
from summarizer.stories.stream import Stream
from summarizer.stories.vector import WEIGHTS, combine, passages
from summarizer.stories.vectors import VectorIndex
from summarizer.stories.words import names, term
from tests.stories.test_desk import QUAKE, QUAKE_TOO, SUMMIT, SUMMIT_NEWS, SUMMIT_TOO

MONDAY = datetime(2031, 5, 12, 8, 0, tzinfo=UTC)
ARTICLES = (
    ("Ministers agree to reopen Orlu crossing", SUMMIT),
    ("Earthquake strikes Tamaro", QUAKE),
    ("Valdoria and Kestria to reopen Orlu border crossing", SUMMIT_TOO),
    ("Magnitude 6.1 earthquake shakes Tamaro in Ostland", QUAKE_TOO),
    ("Kestrian parliament rejects Orlu border crossing agreement", SUMMIT_NEWS),
)


def read(title: str, text: str, *, published: datetime | None = MONDAY) -> Features:
    return features(title=title, text=text, published=published, language="en")


def test_the_score_of_two_articles_does_not_depend_on_who_comes_first() -> None:
    similarity = Similarity()
    read_all = [read(*article) for article in ARTICLES]
    for one in read_all:
        for other in read_all:
            assert similarity.compare(one, other).score == similarity.compare(other, one).score


def test_the_same_order_of_arrival_gives_the_same_stories() -> None:
    runs = []
    for _ in range(2):
        stream = Stream()
        first = [stream.add(read(*article)) for article in ARTICLES]
        runs.append((first, stream.finish()))
    assert runs[0] == runs[1]
    assert runs[0][1] == [1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            "The Lagoon Union adopted its eleventh package of sanctions against Dormeland.",
            "The Lagoon Union adopted its twelfth package of sanctions against Dormeland.",
            "package 11 / 12",
        ),
        (
            "The World Council adopted Resolution 418 on the ceasefire in Sorra with thirteen votes.",
            "The World Council adopted Resolution 419 on the ceasefire in Sorra with thirteen votes.",
            "resolution 418 / 419",
        ),
        (
            "Solberg and Ardel met in Port Lanza on 3 May to discuss the fisheries agreement.",
            "Solberg and Ardel met in Port Lanza on 10 May to discuss the fisheries agreement.",
            "2031-05-03 / 2031-05-10",
        ),
    ],
)
def test_another_number_of_a_series_or_another_day_is_another_event(
    one: str, other: str, reason: str
) -> None:
    likeness = Similarity().compare(read("News", one), read("News", other))
    assert reason in likeness.against
    assert likeness.score < Similarity().compare(read("News", one), read("News", one)).score


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            "Foreign Minister Irena Solberg of Valdoria met Foreign Minister Luka Dravik of Morvania to discuss trade and security.",
            "Foreign Minister Irena Solberg of Valdoria met Foreign Minister Tomas Ardel of Kestria to discuss trade and security.",
            "luka / tomas",
        ),
        (
            "Kestrian Foreign Minister Tomas Ardel met his Valdorian counterpart in Belgora on Monday. They agreed to work together.",
            "Kestrian Foreign Minister Tomas Ardel met his Morvanian counterpart in Belgora on Monday. They agreed to work together.",
            "valdorian / morvanian",
        ),
        (
            "An earthquake of magnitude 5.2 hit Velm province in Tarsova on Monday, state radio said. Nobody was hurt.",
            "An earthquake of magnitude 5.9 hit Kerm province in Tarsova on Monday, state radio said. Nobody was hurt.",
            "velm / kerm",
        ),
    ],
)
def test_one_sentence_with_other_names_in_it_is_another_event(one: str, other: str, reason: str) -> None:
    likeness = Similarity().compare(read("News", one), read("News", other))
    assert reason in likeness.against
    assert not likeness.same


def test_one_name_spelled_in_two_ways_is_no_contradiction() -> None:
    text = "Ostlandish Foreign Minister {} Lavronov arrived in Belgora on Monday. Talks with {} Lavronov begin at noon."
    one, other = (read("Lavronov in Belgora", text.format(name, name)) for name in ("Sergei", "Sergey"))
    assert Similarity().compare(one, other).same


def test_days_between_two_reports_speak_against_one_story() -> None:
    scores = []
    for days in (1, 3, 5):
        one, other = read(*ARTICLES[0]), read(*ARTICLES[2], published=MONDAY + timedelta(days=days))
        scores.append(Similarity().compare(one, other).score)
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_articles_older_than_the_window_are_forgotten() -> None:
    clusterer = Clusterer(window=timedelta(hours=72))
    clusterer.place(1, 1, read(*ARTICLES[0]))
    assert clusterer.forget(MONDAY + timedelta(hours=71)) == 0
    assert clusterer.forget(MONDAY + timedelta(hours=73)) == 1
    assert len(clusterer) == 0
    assert clusterer.decide(read(*ARTICLES[2])).story_id is None


def test_stories_that_turned_out_one_are_merged_under_the_id_that_most_articles_have() -> None:
    clusterer = Clusterer()
    for key, (article, story) in enumerate([(0, 10), (2, 10), (0, 11), (1, 12)]):
        clusterer.place(key, story, read(*ARTICLES[article]))
    (group,) = consolidate(clusterer)
    assert (group.articles, group.story_id) == ((0, 1, 2), 10)


def test_a_story_that_turned_out_two_is_split_and_the_larger_part_keeps_its_id() -> None:
    clusterer = Clusterer()
    for key, article in enumerate([0, 2, 1]):
        clusterer.place(key, 10, read(*ARTICLES[article]))
    (group,) = consolidate(clusterer)
    assert (group.articles, group.story_id) == ((2,), None)


def test_looking_back_again_changes_nothing() -> None:
    clusterer = Clusterer()
    for key, article in enumerate(ARTICLES):
        clusterer.place(key, key, read(*article))
    for number, group in enumerate(consolidate(clusterer)):
        for key in group.articles:
            clusterer.move(key, group.story_id if group.story_id is not None else 100 + number)
    assert consolidate(clusterer) == ()


def test_an_empty_article_begins_a_story_of_its_own() -> None:
    stream = Stream()
    assert [stream.add(read("", "", published=None)) for _ in range(3)] == [1, 2, 3]


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_can_be_read_and_compared(text: str, title: str) -> None:
    one = read(title, text)
    likeness = Similarity().compare(one, read(*ARTICLES[0]))
    assert 0.0 <= likeness.score <= 1.0
    assert float(np.linalg.norm(one.weights)) == pytest.approx(1.0, abs=1e-3) or not one.words.size


@given(st.text(max_size=40))
def test_terms_are_lower_case_and_names_are_words_of_the_text(text: str) -> None:
    found = term(text)
    assert found is None or found == found.casefold()
    assert all(isinstance(name, str) for name in names(text))


def test_names_are_words_with_capitals_inside_sentences() -> None:
    assert names("Yesterday Irena Solberg met Ardel. The talks with Solberg were long.") >= {
        "irena",
        "solberg",
        "ardel",
    }
    assert "yesterday" not in names("Yesterday Irena Solberg met Ardel.")


@pytest.mark.parametrize(
    ("lead", "days"),
    [
        ("The ministers met on Friday in Port Lanza.", {"2031-05-09"}),
        ("The ministers will meet on Thursday.", {"2031-05-15"}),
        ("They met on 3 May.", {"2031-05-03"}),
        ("They met on May 3, 2029.", {"2029-05-03"}),
        ("They may meet 3 times.", set()),
        ("On 31 February nothing happens.", set()),
    ],
)
def test_the_day_of_a_lead_is_resolved_against_its_publication(lead: str, days: set[str]) -> None:
    assert days_of(lead, MONDAY) == days


def test_two_passages_are_embedded_and_weighed() -> None:
    assert passages("Title", "word " * 200)[0].startswith("Title. word")
    assert len(passages("Title", "word " * 200)) == len(WEIGHTS)
    assert passages("Title", "") == ["Title"]
    assert passages(None, "") == []
    row = np.array([3.0, 4.0], np.float32)
    assert combine([row, row], 2) == pytest.approx([0.6, 0.8])
    assert not combine([], 2).any()


def test_the_nearest_vectors_are_found_and_removed_ones_are_not() -> None:
    index = VectorIndex()
    vectors = np.eye(4, dtype=np.float32)
    for key in range(4):
        index.add(key, vectors[key])
    assert index.nearest(vectors[2], 1) == [2]
    index.remove(2)
    assert 2 not in index.nearest(vectors[2], 4)
    index.add(9, vectors[2])
    assert index.nearest(vectors[2], 1) == [9]
    assert index.nearest(np.ones(7, np.float32), 3) == []
