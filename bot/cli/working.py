"""A line on the terminal while a command works: without one, ten seconds of a loading model look like a program that hangs."""

import sys
from contextlib import AbstractContextManager, nullcontext


def working(text: str) -> AbstractContextManager[object]:
    """Show the text on standard error while the block runs, if that is a terminal; nothing stays of it."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)
