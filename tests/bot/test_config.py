"""Configuration: read whole, refused with key and value."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.checks import check_environment
from bot.config import (
    Config,
    ConfigError,
    Section,
    SourceOption,
    load_config,
    parse_config,
    read_token,
    unknown_variables,
)
from docs.generate_configuration import page

TOKEN = "123456:abc-made-up-for-this-test_0123456789"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (
            {"news": {"colour": 1}},
            "config.toml: unknown key news.colour = 1; see docs/configuration.md for all keys",
        ),
        ({"news": {"timeout": 9}}, "config.toml: unknown key news.timeout = 9; did you mean timeout_s?"),
        ({"newz": {}}, "config.toml: unknown key newz = {}; did you mean news?"),
        (
            {"sources": [{"name": "A", "url": "ftp://x"}]},
            "sources.0.url = 'ftp://x': must be an http or https URL",
        ),
        (
            {"sources": [{"url": "http://x.example"}]},
            "sources.0.name is missing in the source 'http://x.example'",
        ),
        (
            {"briefing": {"timezone": "Asia/Almatty"}},
            "'Asia/Almatty': no such time zone; did you mean Asia/Almaty?",
        ),
        ({"briefing": {"time": "25:00"}}, "briefing.time = '25:00': must be a time such as 07:30"),
        ({"telegram": {"mode": "webhook"}}, 'telegram.mode = "webhook" needs telegram.webhook_url'),
        ({"summarizer": {"engine": "generate"}}, 'summarizer.engine = "generate" needs summarizer.model'),
        ({"summarizer": {"engine": "endpoint"}}, "needs summarizer.endpoint_url and summarizer.model"),
        (
            {"sources": [{"name": "A", "url": "http://a.example"}, {"name": "A", "url": "http://b.example"}]},
            "two sources are named 'A'",
        ),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_it(raw: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(raw, "config.toml")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"no such file; run in the folder that has config\.toml, or give --config"
    ):
        load_config(tmp_path / "absent.toml")


def test_broken_toml_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("news = [", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"broken\.toml: not valid TOML"):
        load_config(path)


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[news]\ncontact = "from the file"\n', encoding="utf-8")
    environ = {
        "ATTACHE_NEWS_CONTACT": "from the environment",
        "ATTACHE_TELEGRAM_OWNERS": "1, 2",
        "ATTACHE_STORE_URL": "sqlite://",
    }
    config = load_config(path, environ)
    assert config.news.contact == "from the environment"
    assert config.telegram.owners == (1, 2)
    assert config.store.url == "sqlite://"


def test_the_token_comes_from_the_environment_or_a_file_and_never_shows(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    token = read_token({"TELEGRAM_BOT_TOKEN_FILE": str(path)})
    assert token == SecretStr(TOKEN)
    assert "abc" not in repr(token)
    assert read_token({}) is None
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN_FILE=/nowhere: can't be read"):
        read_token({"TELEGRAM_BOT_TOKEN_FILE": "/nowhere"})


@pytest.mark.parametrize("wrong", ["abc", "123456", TOKEN[:-20], f"bot{TOKEN}", f"{TOKEN} x"])
def test_what_cannot_be_a_token_is_refused_before_telegram_is_asked_and_never_shown(wrong: str) -> None:
    with pytest.raises(ConfigError, match="not a bot's token") as refused:
        read_token({"TELEGRAM_BOT_TOKEN": wrong})
    assert wrong not in str(refused.value)


def test_a_misspelt_variable_is_named() -> None:
    environ = {
        "ATTACHE_NEWS_CONTACT": "x",
        "ATTACHE_NEWS_CONTCAT": "x",
        "ATTACHE_ENDPOINT_KEY": "x",
        "PATH": "x",
    }
    assert unknown_variables(environ) == ["ATTACHE_NEWS_CONTCAT"]
    row = check_environment(environ)
    assert row is not None
    assert "ATTACHE_NEWS_CONTCAT" in row.said
    assert check_environment({}) is None


def test_the_shipped_file_is_valid_and_shows_every_option_with_its_default() -> None:
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    shipped = load_config(ROOT / "config.toml", {})
    default = Config()
    for name, field in Config.model_fields.items():
        section = field.annotation
        if not (isinstance(section, type) and issubclass(section, Section)):
            continue
        assert getattr(shipped, name) == getattr(default, name)
        for key, option in section.model_fields.items():
            shown = key in raw[name] or re.search(rf"^# {key} = ", text, re.MULTILINE)
            assert shown, f"{name}.{key} is not in config.toml"
            assert option.description, f"{name}.{key} has no description"
    assert len(shipped.sources) >= 30
    assert all(option.description for option in SourceOption.model_fields.values())


def test_the_page_of_options_is_current() -> None:
    assert (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8") == page(), "run `make docs`"
