"""How a command says that it can't do its work: one sentence on standard error, and an exit code a program can tell apart."""

import sys

from bot.config import ConfigError

BROKEN_INPUT = 1
"""Something is wrong with what was asked about: no such file, an unreadable page, a database out of reach."""
NOT_AS_CONFIGURED = 2
"""It can't run as configured."""


def failed(command: str, error: Exception) -> int:
    """Print the sentence; return the exit code."""
    print(f"attache {command}: {error}", file=sys.stderr)
    return NOT_AS_CONFIGURED if isinstance(error, ConfigError) else BROKEN_INPUT
