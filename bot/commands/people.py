"""When a name can mean several people: which one? Never the words of two under one name."""

from collections.abc import Sequence

from bot import callbacks
from bot.commands.desk import Visit
from bot.messages import Button, Outgoing
from bot.rendering.markup import code, join

MOST = 8
"""Names to choose from; a phone's screen of buttons."""


def which(visit: Visit, names: Sequence[str]) -> Outgoing:
    """A button a name, which opens what that person said; names too long for a button's 64 bytes are there to be copied."""
    names = names[:MOST]
    short = [name for name in names if callbacks.fits("d", name) and ":" not in name]
    long = [code(f"/said {name}") for name in names if name not in short]
    return Outgoing(
        html=join([visit.texts.html("said.which"), *long], "\n"),
        buttons=tuple((Button(text=name, data=callbacks.data("d", name)),) for name in short),
    )
