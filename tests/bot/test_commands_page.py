"""docs/commands.md is what the program is."""

from pathlib import Path

import docs.generate_commands
from bot.commands.menu import ALL
from bot.commands.owner import OwnerCommands
from bot.commands.registry import commands
from docs.generate_commands import TAKES, page


def test_the_page_is_current() -> None:
    path = Path(docs.generate_commands.__file__).with_name("commands.md")
    assert path.read_text("utf-8") == page(), "run: make docs"


def test_the_page_explains_no_command_that_is_gone() -> None:
    assert set(TAKES) <= {item.name for item in ALL}


def test_every_command_of_the_menu_has_a_handler_and_no_name_is_used_twice() -> None:
    assert list(commands(OwnerCommands())) == [item.name for item in ALL]
