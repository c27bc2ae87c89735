"""The command line: every listed command is there, and a wrong word says so."""

import argparse
import importlib

import pytest

from bot.cli import COMMANDS, main


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_listed_command_has_a_module_that_can_be_configured(name: str) -> None:
    module = importlib.import_module(f"bot.cli.{name}")
    assert name == module.NAME
    parser = argparse.ArgumentParser()
    module.configure(parser)
    assert callable(module.run)


def test_without_a_command_the_list_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "summarize" in capsys.readouterr().out


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["summarise-everything"])
    assert caught.value.code == 2
    assert "summarise-everything" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("pull",),
        ("run",),
        ("opml", "export"),
        ("db", "migrate"),
        ("extract", "page.html"),
        ("feed", "feed.xml"),
        ("summarize", "page.html"),
    ],
)
def test_every_command_that_cannot_run_as_configured_ends_with_2(words: tuple[str, ...]) -> None:
    assert main(["--config", "/nowhere/config.toml", *words]) == 2


@pytest.mark.parametrize("command", ["extract", "feed", "summarize", "gate", "same", "cluster"])
def test_every_command_whose_input_is_missing_ends_with_1(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "/nowhere/input"]) == 1
    assert "/nowhere/input: cannot be read" in capsys.readouterr().err


def test_a_missing_configuration_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", "/nowhere/config.toml", "pull", "--once"]) == 2
    assert "/nowhere/config.toml: no such file" in capsys.readouterr().err


@pytest.mark.parametrize("often", ["0", "-5", "0.2", "nan", "inf", "soon"])
def test_sources_are_asked_again_and_again_only_with_a_minute_between(
    often: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["pull", "--every", often])
    assert caught.value.code == 2
    assert f"{often} is not a number of minutes from 1 up" in capsys.readouterr().err
