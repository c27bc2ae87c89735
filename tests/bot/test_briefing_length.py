"""A briefing is read over a coffee: its sentences stay within 150 words, and no story is left out for that."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.briefing import briefing, region_name
from bot.texts import LANGUAGES
from news.regions import REGIONS
from store.views import BriefingView, LineView, StoryView
from tests.bot import samples
from tests.bot.desk import check

WORDS = 150


def story(number: int, words: int, *, is_new: bool = False) -> StoryView:
    """A story with one sentence of so many words."""
    text = " ".join(["word"] * words)
    line = LineView(text=text, outlet="Herald", url="https://herald.example/1", is_new=is_new)
    return replace(
        samples.crossing(), id=number, title=f"Title {number}", lines=(line,), bullets=(), quotes=()
    )


def shown(stories: list[StoryView], changed: int = 0) -> str:
    """The briefing as people read it."""
    base = samples.crossing()
    view = BriefingView(
        since=base.updated,
        until=base.updated,
        changed=tuple(stories[:changed]),
        stories=tuple(stories[changed:]),
    )
    return "\n".join(check(message) for message in briefing(view, samples.reader("en")))


@given(st.lists(st.integers(min_value=1, max_value=60), min_size=1, max_size=12), st.integers(0, 3))
def test_sentences_stay_within_the_words_and_every_story_is_there(lengths: list[int], changed: int) -> None:
    text = shown([story(number, words) for number, words in enumerate(lengths, start=1)], changed)
    assert text.count("word") <= WORDS
    assert all(f"Title {number}" in text for number in range(1, len(lengths) + 1))


def test_a_changed_story_says_what_is_new_in_it() -> None:
    old = LineView(text="It was known.", outlet="Herald", url="https://herald.example/1")
    new = replace(old, text="It is new.", is_new=True)
    told = replace(story(1, 3), lines=(old, new))
    assert "It is new." in shown([told], changed=1)
    assert "It was known." not in shown([told], changed=1)
    assert "It was known." in shown([told])


def test_stories_that_a_short_briefing_leaves_out_are_counted() -> None:
    view = BriefingView(since=samples.NOW, until=samples.NOW, stories=(story(1, 3),), left_out=2)
    assert "+2 more · /latest" in "\n".join(check(m) for m in briefing(view, samples.reader("en")))


def test_who_follows_something_hears_that_there_was_nothing_of_it() -> None:
    view = BriefingView(since=samples.NOW, until=samples.NOW, following=True)
    told = "\n".join(check(message) for message in briefing(view, samples.reader("en")))
    assert "Nothing on what you follow" in told
    assert "Nothing important" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_has_a_name_of_its_own_in_every_language(language: str) -> None:
    names = {region_name(region, samples.reader(language)) for region in REGIONS}
    assert len(names) == len(REGIONS)
    assert language == "en" or not {"Africa", "Middle East", "World"} & names


def test_a_region_that_an_operator_names_in_the_readers_language_is_no_second_heading() -> None:
    stories = [replace(story(1, 3), region="Europe"), replace(story(2, 3), region="Европа")]
    view = BriefingView(since=samples.NOW, until=samples.NOW, stories=tuple(stories))
    told = "\n".join(check(message) for message in briefing(view, samples.reader("ru")))
    assert told.count("Европа") == 1
