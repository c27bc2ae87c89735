"""Pictures for a phone: a story's timeline, the week's speakers. PNG bytes, light or dark.

Draws values; knows neither the store nor Telegram. Not safe for concurrent threads: matplotlib is not.
"""

import io
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from store.views import TimelineEntry

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Theme = Literal["light", "dark"]
WIDTH_PX = 1080
"""A phone's width; Telegram shows photos of up to 1280 without scaling them down."""
DPI = 180
MAX_ENTRIES = 9
"""Entries drawn, the first and the newest: more would be too small to read."""
_WRAP = 48
"""Characters a line at the body's size: about what a message bubble holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours with a contrast of at least 4.5 to 1 on their ground (WCAG 2.2)."""

    ground: str
    ink: str
    faint: str
    accent: str


PALETTES: dict[Theme, Palette] = {
    "light": Palette(ground="#ffffff", ink="#1a1d21", faint="#5c6670", accent="#1f6fb2"),
    "dark": Palette(ground="#17212b", ink="#f2f5f7", faint="#9fb0bf", accent="#6ab7f5"),
}


def timeline(
    title: str,
    entries: Sequence[TimelineEntry],
    *,
    when: Callable[[datetime], str],
    theme: Theme = "light",
) -> bytes:
    """A story's developments from top to bottom: when (as the reader's language and zone have it), what, who says so."""
    palette = PALETTES[theme]
    shown = list(entries) if len(entries) <= MAX_ENTRIES else [entries[0], *entries[1 - MAX_ENTRIES :]]
    blocks = [textwrap.wrap(_short(entry.text), _WRAP) for entry in shown]
    heads = textwrap.wrap(_plain(title), 34)[:3]
    rows = 1.5 * len(heads) + 0.8 + sum(len(lines) + 2.2 for lines in blocks)
    figure, axes = _canvas(rows, palette)
    y = 0.0
    for line in heads:
        y += 1.35
        axes.text(0.0, y, line, fontsize=16, fontweight="bold", color=palette.ink, va="center")
    y += 1.4
    first, last = y, y
    for entry, lines in zip(shown, blocks, strict=True):
        last = y
        axes.plot([0.25], [y], marker="o", markersize=7, color=palette.accent, zorder=3)
        head = f"{_plain(when(entry.at))} · {_plain(entry.outlet)}"
        axes.text(0.9, y, head, fontsize=10.5, color=palette.faint, va="center")
        for offset, line in enumerate(lines, start=1):
            axes.text(0.9, y + offset, line, fontsize=12.5, color=palette.ink, va="center")
        y += len(lines) + 2.2
    axes.plot([0.25, 0.25], [first, last], color=palette.accent, linewidth=2, alpha=0.6, zorder=2)
    return _png(figure)


def speakers(
    title: str,
    counts: Sequence[tuple[str, int]],
    pairs: Sequence[tuple[str, str, int]] = (),
    *,
    subtitle: str = "",
    pairs_title: str = "",
    theme: Theme = "light",
) -> bytes:
    """Who was quoted most, as bars; below, who appeared together, as lines of text."""
    palette = PALETTES[theme]
    rows = 2.6 + 1.7 * len(counts) + (2.0 + 1.1 * len(pairs) if pairs else 0)
    figure, axes = _canvas(rows, palette)
    axes.text(0.0, 0.9, _plain(title), fontsize=16, fontweight="bold", color=palette.ink, va="center")
    axes.text(0.0, 1.9, _plain(subtitle), fontsize=10.5, color=palette.faint, va="center")
    most = max((count for _, count in counts), default=1)
    y = 3.0
    for name, count in counts:
        axes.text(0.0, y, _cut(name, 44), fontsize=12.5, color=palette.ink, va="center")
        axes.barh(y + 0.72, 18.0 * count / most, height=0.42, color=palette.accent)
        axes.text(
            18.0 * count / most + 0.3, y + 0.72, str(count), fontsize=11, color=palette.faint, va="center"
        )
        y += 1.7
    if pairs:
        y += 0.4
        axes.text(0.0, y, _plain(pairs_title), fontsize=10.5, color=palette.faint, va="center")
        y += 1.2
        for first, second, count in pairs:
            axes.text(0.0, y, _cut(f"{first} – {second}", 52), fontsize=11.5, color=palette.ink, va="center")
            axes.text(20.0, y, str(count), fontsize=11.5, color=palette.faint, va="center", ha="right")
            y += 1.1
    return _png(figure)


def can_draw(text: str) -> bool:
    """Whether the font has every letter and the script needs no shaping: a picture of boxes helps nobody."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    known = get_font(findfont(FontProperties())).get_charmap()
    return all(letter.isspace() or (ord(letter) in known and not _shaped(letter)) for letter in text)


def _shaped(letter: str) -> bool:
    """Written from right to left or joined up: Hebrew to Thaana, the Indic scripts, Thai and Lao."""
    return 0x0590 <= ord(letter) <= 0x08FF or 0x0900 <= ord(letter) <= 0x0EFF  # noqa: PLR2004 - Unicode blocks


def _canvas(rows: float, palette: Palette) -> "tuple[Figure, Axes]":
    """Axes in lines of text, downwards; 20 units wide. A figure without pyplot, which keeps global state."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width = WIDTH_PX / DPI
    figure = Figure(figsize=(width, max(2.2, 0.262 * (rows + 1.2))), dpi=DPI, facecolor=palette.ground)
    FigureCanvasAgg(figure)
    axes: Any = figure.add_axes((0.06, 0.0, 0.88, 1.0))
    axes.set_xlim(0, 20)
    axes.set_ylim(rows + 0.6, -0.6)
    axes.axis("off")
    return figure, axes


def _png(figure: "Figure") -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=figure.get_facecolor(), metadata={"Software": None})
    return out.getvalue()


def _short(text: str) -> str:
    return _cut(text, 4 * _WRAP)


def _cut(text: str, width: int) -> str:
    return textwrap.shorten(_plain(text), width, placeholder="…")


def _plain(text: str) -> str:
    """Without line breaks and without the dollar sign's meaning to matplotlib, which would set formulas."""
    return " ".join(text.split()).replace("$", r"\$")
