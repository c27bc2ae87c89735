"""Every kind of message in every language: as the golden files have it, and as Telegram takes it."""

from dataclasses import replace

import pytest

from bot.rendering import story
from bot.texts import LANGUAGES
from tests.bot import samples
from tests.bot.desk import check
from tests.bot.messages import FOLDER, drawn, every


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_as_the_golden_file_has_them(language: str) -> None:
    assert drawn(language) == (FOLDER / f"{language}.txt").read_text("utf-8"), (
        "if the change is meant: python -m tests.bot.messages, and read the diff"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegrams_parser_takes_every_message(language: str) -> None:
    for name, messages in every(language):
        assert messages, name
        for message in messages:
            text = check(message)
            assert "{" not in text, name
            assert "None" not in text, name
            assert "\n\n\n" not in text, name


def test_tags_in_a_headline_are_shown_as_they_stand() -> None:
    told = replace(samples.stories()[0], title="Ostland <b>widens</b> sanctions & bans imports")
    message = story.push(told, samples.reader("en"))
    assert "Ostland <b>widens</b> sanctions & bans imports" in check(message)
