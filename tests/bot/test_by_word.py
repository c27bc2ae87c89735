"""Commands that are said without a slash."""

import pytest

from bot.commands.request import questions
from bot.words import by_word


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("Latest!", ("latest", "")),
        ("/latest@attache_bot France", ("latest", "France")),
        ("настройки", ("settings", "")),
        ("Quoi de neuf ?", ("latest", "")),
        ("أخبار", ("latest", "")),
        ("¿Qué puedes hacer?", ("help", "")),
        ("підписатися", ("start", "")),
        ("mute until Friday", ("mute", "until Friday")),
        ("briefing 07:30", ("briefing", "07:30")),
        ("briefing on the war", None),
        ("quiet diplomacy", None),
        ("settings of the talks", None),
        ("stop", None),
        ("status", None),
        ("/", None),
        ("/1/2", None),
        ("", None),
    ],
)
def test_what_is_a_command_without_its_slash(words: str, command: tuple[str, str] | None) -> None:
    assert by_word.command(words) == command


@pytest.mark.parametrize(
    "words",
    ["What is this about?", "tl;dr", "О чём это?", "De quoi s’agit-il ?", "¿De qué se trata?", "ما هذا؟"],
)
def test_what_asks_about_the_message_above(words: str) -> None:
    assert by_word.about_this(words)
    assert not by_word.about_this(f"{words} peace")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Who is Solen? And what did she sign?", ("Who is Solen?", "what did she sign?")),
        ("¿Quién es Solen? ¿Y qué firmó?", ("¿Quién es Solen?", "¿qué firmó?")),
        ("Why? Who signed?", ("Why? Who signed?",)),
        ("Who asked “why is that?” and left?", ("Who asked “why is that?” and left?",)),
        ("They met. Who signed?", ("They met. Who signed?",)),
        ("a b? " * 4, ("a b? " * 4,)),
        ("", ("",)),
    ],
)
def test_the_questions_of_a_message(text: str, parts: tuple[str, ...]) -> None:
    assert questions(text) == parts
