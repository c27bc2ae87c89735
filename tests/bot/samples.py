"""Stories of invented countries, for every kind of message."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.rendering.reader import Reader
from bot.texts import texts
from store.views import (
    Coverage,
    LineView,
    QuoteView,
    SourceView,
    StoryView,
)

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
WIRE = "https://wire.example/2026/11/border-crossings"
HERALD = "https://herald.example/news/4412?edition=int&page=1"


def at(hour: int, minute: int = 0, *, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def reader(
    language: str = "en",
    *,
    length: str = "normal",
    zone: str = "Asia/Almaty",
    channel: bool = False,
    previews: bool = False,
) -> Reader:
    return Reader(
        texts=texts(language),
        zone=ZoneInfo(zone),
        now=NOW,
        length=length,
        bot="attache_bot",
        channel=channel,
        previews=previews,
    )


def crossing(**changes: object) -> StoryView:
    values: dict[str, object] = {
        "id": 12,
        "title": "Valdoria and Kestria agree to reopen three border crossings",
        "updated": at(9, 5),
        "created": at(7),
        "lines": (
            LineView(
                text="Valdoria and Kestria will reopen three border crossings on 1 December after four hours of talks in Port Elan.",
                outlet="Meridian Wire",
                url=WIRE,
                how="shortened",
                evidence=(
                    "Valdoria and Kestria will reopen three border crossings on 1 December, the two governments said on Monday after four hours of talks in the harbour city of Port Elan.",
                ),
                article_id=7,
                published=at(9, 5),
            ),
            LineView(
                text="In return, Kestria will release 40 fishermen detained since August.",
                outlet="Meridian Wire",
                url=WIRE,
                how="copied",
                evidence=("In return, Kestria will release 40 fishermen detained since August.",),
                article_id=7,
                published=at(9, 5),
            ),
        ),
        "quotes": (
            QuoteView(
                text="We have chosen the road, not the wall.",
                speaker="Mira Solen",
                role="Valdorian foreign minister",
                outlet="Meridian Wire",
                url=WIRE,
                said_at=at(9, 5),
                language="en",
                id=31,
                article_id=7,
                story_id=12,
            ),
            QuoteView(
                text="Nobody won today except the people who want to visit their families.",
                speaker="Tarek Omun",
                role="Kestria's chief negotiator",
                via="Radio Kestria",
                outlet="Meridian Wire",
                url=WIRE,
                said_at=at(9, 5),
                language="en",
                id=32,
                article_id=7,
                story_id=12,
            ),
        ),
        "sources": (
            SourceView(
                outlet="Meridian Wire",
                url=WIRE,
                title="Valdoria, Kestria to reopen border crossings",
                published=at(9, 5),
                language="en",
            ),
        ),
        "region": "Europe",
        "language": "en",
        "people": ("Mira Solen", "Tarek Omun"),
        "subjects": ("talks",),
        "importance": 0.8,
    }
    return StoryView(**{**values, **changes})  # type: ignore[arg-type]  # values are those of the fields


COVERAGE = Coverage(articles=214, sources=31, failed=("Ostland Gazette",))
