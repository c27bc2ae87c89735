"""Names to choose from, when words name several people or nearly name one. For /said and /quotes."""

from collections.abc import Sequence

from bot import callbacks
from bot.commands.desk import Desk
from bot.messages import Button, Outgoing
from bot.rendering.markup import Html, code, join

MOST = 8
"""Names to choose from: a phone's screen of buttons."""


async def near(desk: Desk, name: str) -> Sequence[str]:
    """People who are called almost so; nobody when somebody is called just so, who merely said nothing of it."""
    if await desk.library.known("person", name, 1):
        return ()
    return await desk.library.nearest_speakers(name)


def choice(names: Sequence[str], question: Html) -> Outgoing:
    """A button a name, which opens what that person said: never the words of two under one name. Names too long for a button's 64 bytes are there to be copied."""
    names = names[:MOST]
    short = [name for name in names if callbacks.fits("d", name) and ":" not in name]
    long = [code(f"/said {name}") for name in names if name not in short]
    return Outgoing(
        html=join([question, *long], "\n"),
        buttons=tuple((Button(text=name, data=callbacks.data("d", name)),) for name in short),
    )
