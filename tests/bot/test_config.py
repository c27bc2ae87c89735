"""Configuration: read whole, refused with key and value."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.checks import check_database, check_environment, check_webhook
from bot.config import (
    Config,
    ConfigError,
    Section,
    SourceOption,
    load_config,
    parse_config,
    read_token,
    read_webhook_secret,
    unknown_variables,
)
from docs.generate_configuration import choices, page

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
        ({"newz": {}}, "config.toml: unknown section [newz]; did you mean [news]?"),
        ({"colours": {"a": 1}}, "unknown section [colours]; see docs/configuration.md for all sections"),
        (
            {"contact": "me@x.example"},
            "unknown key contact = 'me@x.example' above the first section; did you mean [news] contact?",
        ),
        ({"news": 3}, "news = 3: should be a section: [news] on a line of its own, its keys below"),
        (
            {"telegram": {"owners": "123"}},
            "telegram.owners = '123': should be a list of whole numbers, such as [123]",
        ),
        ({"telegram": {"owners": ["me"]}}, "telegram.owners.0 = 'me': should be a whole number, such as 123"),
        (
            {"news": {"allow_networks": "127.0.0.1:80"}},
            "news.allow_networks = '127.0.0.1:80': should be a list of texts in quotes",
        ),
        (
            {"news": {"interval_minutes": "soon"}},
            "news.interval_minutes = 'soon': should be a number, such as 15",
        ),
        ({"news": {"max_items": 1.5}}, "news.max_items = 1.5: should be a whole number, such as 500"),
        ({"news": {"obey_robots": "perhaps"}}, "news.obey_robots = 'perhaps': should be true or false"),
        ({"news": {"contact": 3}}, "news.contact = 3: should be a text in quotes"),
        ({"log": {"level": "loud"}}, "log.level = 'loud': should be 'debug', 'info', 'warning' or 'error'"),
        ({"news": {"timeout_s": -1}}, "news.timeout_s = -1: should be greater than 0"),
        (
            {"sources": [{"name": "A", "url": "ftp://x"}]},
            "sources.0.url = 'ftp://x' in the source 'A': must be an http or https URL",
        ),
        (
            {"sources": [{"url": "http://x.example"}]},
            "sources.0.name is missing in the source 'http://x.example'",
        ),
        (
            {"sources": [{"name": "A", "url": "http://a.example", "langage": "en"}]},
            "unknown key sources.0.langage = 'en' in the source 'A'; did you mean language?",
        ),
        (
            {"sources": ["http://a.example"]},
            "sources.0 = 'http://a.example': should be a [[sources]] block with a name and a url",
        ),
        ({"sources": "http://a.example"}, "sources = 'http://a.example': should be a [[sources]] block"),
        (
            {"news": {"allow_networks": ["10.0.0.0/8", "localhost:80", "banana"]}},
            "news.allow_networks.2 = 'banana': must be an address, a network or address:port",
        ),
        (
            {"news": {"min_interval_minutes": 90, "max_interval_minutes": 60}},
            "news.min_interval_minutes = 90 is more than news.max_interval_minutes = 60",
        ),
        ({"summarizer": {"device": "gpu"}}, "summarizer.device = 'gpu': must be auto, cpu, cuda"),
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


WEBHOOK = Config.model_validate({"telegram": {"mode": "webhook", "webhook_url": "https://bot.example/t"}})


@pytest.mark.parametrize("environ", [{}, {"TELEGRAM_WEBHOOK_SECRET": "too short"}])
def test_a_webhook_without_a_secret_is_found_before_the_start(environ: dict[str, str]) -> None:
    with pytest.raises(
        ConfigError, match=r"TELEGRAM_WEBHOOK_SECRET .*16 to 256 of the characters"
    ) as refused:
        read_webhook_secret(WEBHOOK, environ)
    assert "too short" not in str(refused.value)
    row = check_webhook(WEBHOOK, environ)
    assert row is not None
    assert (row.ok, row.warning) == (False, False)


def test_a_webhook_with_a_secret_is_right_and_polling_needs_none() -> None:
    environ = {"TELEGRAM_WEBHOOK_SECRET": "made-up-for-this-test"}
    assert read_webhook_secret(WEBHOOK, environ) == SecretStr("made-up-for-this-test")
    row = check_webhook(WEBHOOK, environ)
    assert row is not None
    assert row.ok
    assert (read_webhook_secret(Config(), {}), check_webhook(Config(), {})) == (None, None)


def test_a_database_whose_folder_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    row = check_database(parse_config({"store": {"url": f"sqlite:///{tmp_path}/file/attache.db"}}, "test"))
    assert not row.ok
    assert f"the folder {tmp_path}/file takes no files" in row.said


def test_checking_makes_no_database_and_no_folder_for_it(tmp_path: Path) -> None:
    row = check_database(
        parse_config({"store": {"url": f"sqlite:///{tmp_path}/data/deep/attache.db"}}, "test")
    )
    assert row.ok
    assert "the first start makes it" in row.said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("device", ["auto", "cpu", "cuda", "cuda:1"])
def test_devices_are_named_as_torch_names_them(device: str) -> None:
    assert parse_config({"summarizer": {"device": device}}, "test").summarizer.device == device


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
            comment = text[: text.index(f"{key} =", text.index(f"[{name}]"))].rstrip("# ").splitlines()[-1]
            assert all(f'"{value}"' in comment for value in choices(option)), (
                f"config.toml does not say what {name}.{key} takes"
            )
    assert len(shipped.sources) >= 30
    assert all(option.description for option in SourceOption.model_fields.values())


def test_the_page_of_options_is_current() -> None:
    assert (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8") == page(), "run `make docs`"
