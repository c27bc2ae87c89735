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


def test_a_missing_configuration_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", "/nowhere/config.toml", "pull", "--once"]) == 1
    assert "/nowhere/config.toml: no such file" in capsys.readouterr().err
