"""Every language says the same things: same keys, same placeholders, markup that Telegram takes, texts that fit."""

import re
from pathlib import Path

import pytest

import bot
from bot.commands.menu import ALL
from bot.texts import LANGUAGES, chosen_language, entries, placeholders, texts
from news.subjects import SUBJECTS
from tests.tdlib import parse_html

ENGLISH = entries("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_keys_of_english(language: str) -> None:
    assert sorted(entries(language)) == sorted(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_wants_the_same_placeholders_filled(language: str) -> None:
    for key, entry in entries(language).items():
        assert placeholders(entry) == placeholders(ENGLISH[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_markup_that_telegram_takes(language: str) -> None:
    for key, entry in entries(language).items():
        for form in [entry] if isinstance(entry, str) else entry.values():
            assert parse_html(form).text.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_texts_have_every_form_that_the_language_counts_with(language: str) -> None:
    words = texts(language)
    wanted = {words.locale.plural_form(number) for number in range(200)}
    for key, entry in entries(language).items():
        if not isinstance(entry, str):
            assert wanted <= set(entry), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_and_menu_entries_fit_into_telegrams_limits(language: str) -> None:
    words = texts(language)
    assert len(words.plain("bot.short")) <= 120
    assert len(words.plain("bot.description")) <= 512
    for item in ALL:
        assert 3 <= len(words.plain(f"command.{item.name}")) <= 256


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_of_the_news_has_a_name(language: str) -> None:
    assert {f"subject.{key}" for key in SUBJECTS} == {
        key for key in entries(language) if key.startswith("subject.")
    }


def test_every_text_is_used_and_every_text_used_exists() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path(bot.__file__).parent.rglob("*.py"))
    families = (
        "command.",
        "usage.",
        "region.",
        "subject.",
        "unreadable.",
        "evidence.",
        "settings.",
        "story.",
    )
    unused = [
        key for key in ENGLISH if not re.search(f"[\"']{key}[\"']", source) and not key.startswith(families)
    ]
    assert unused == []
    used = re.findall(r'(?:html|plain|button|tell)\(\s*(?:visit, )?"([a-z]+\.[a-z_]+)"', source)
    assert [key for key in used if key not in ENGLISH] == []


@pytest.mark.parametrize(
    ("language", "count", "shown"),
    [
        ("en", 1, "1 story"),
        ("en", 0, "0 stories"),
        ("ru", 1, "1 новость"),
        ("ru", 3, "3 новости"),
        ("ru", 11, "11 новостей"),
        ("ru", 21, "21 новость"),
        ("uk", 5, "5 новин"),
        ("fr", 0, "0 sujet"),
        ("es", 2, "2 noticias"),
        ("ar", 2, "خبران"),
        ("ar", 3, "3 أخبار"),
        ("ar", 11, "11 خبرًا"),
        ("ar", 100, "100 خبر"),
    ],
)
def test_numbers_take_the_form_that_the_language_gives_them(language: str, count: int, shown: str) -> None:
    assert texts(language).plain("briefing.stories", count=count) == shown


def test_placeholders_are_escaped() -> None:
    assert texts("en").html("search.none", words="<b>&") == "Nothing in the archive for “&lt;b&gt;&amp;”."


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ru", "ru"),
        ("pt-br", "en"),
        ("es-MX", "es"),
        ("uk", "uk"),
        ("kk", "ru"),
        (None, "en"),
        ("zh-hans", "en"),
    ],
)
def test_telegrams_language_code_gives_one_of_ours(code: str | None, language: str) -> None:
    assert chosen_language(code) == language
