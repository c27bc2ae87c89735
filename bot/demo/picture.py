"""The screen as an SVG picture, for the README. Nothing in it is loaded from elsewhere.

Knows rich's recording console only.
"""

import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

# rich's own format fetches a font from the internet; a monospaced font of the reader's is as good.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def recording_console(width: int) -> Console:
    """A console that keeps what it shows, with colours."""
    return Console(width=width, record=True, force_terminal=True, highlight=False)


def save(console: Console, file: Path, *, title: str) -> None:
    """Write everything shown so far."""
    # A fixed id: the same screen gives the same file.
    picture = console.export_svg(title=title, theme=DIMMED_MONOKAI, code_format=FORMAT, unique_id="attache")
    file.write_text(picture, encoding="utf-8")
