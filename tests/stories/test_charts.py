import struct
from datetime import UTC, datetime, timedelta

import pytest

from bot.charts import PALETTES, WIDTH_PX, Theme, can_draw, speakers, timeline
from store.views import TimelineEntry

NOON = datetime(2031, 5, 12, 12, 0, tzinfo=UTC)


def entries(count: int) -> list[TimelineEntry]:
    text = "Hedda Vance asked for $1.2 billion and <b>more</b> time_for $the bridge & the harbour"
    return [
        TimelineEntry(at=NOON + timedelta(hours=i), text=text, outlet="Herald", url="") for i in range(count)
    ]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_timeline_is_as_wide_as_a_phone_and_grows_with_its_entries(theme: Theme) -> None:
    short, long = (size(timeline("Orlu crossing", entries(n), when=str, theme=theme)) for n in (2, 8))
    assert short[0] == long[0] == WIDTH_PX
    assert long[1] > short[1]


def test_a_long_timeline_stays_a_photo_that_telegram_takes() -> None:
    width, height = size(timeline("Orlu crossing " * 20, entries(200), when=str))
    # Telegram: width and height together at most 10000, ratio at most 20.
    assert width + height <= 10_000
    assert height / width < 3


def test_the_weeks_speakers_are_drawn() -> None:
    assert (
        size(speakers("Who spoke", [("Irena Solberg", 3)], [("Irena Solberg", "Tomas Ardel", 2)]))[0]
        == WIDTH_PX
    )
    assert size(speakers("Nobody spoke", []))[0] == WIDTH_PX


@pytest.mark.parametrize(
    ("text", "able"),
    [("Kestria’s “plan” – 5 €", True), ("Остландия", True), ("会谈", False), ("محادثات", False)],
)
def test_scripts_that_would_come_out_as_boxes_or_unjoined_are_not_drawn(text: str, able: bool) -> None:
    assert can_draw(text) is able


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_written_can_be_read(theme: Theme) -> None:
    palette = PALETTES[theme]
    for colour in (palette.ink, palette.faint, palette.accent):
        assert contrast(colour, palette.ground) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
