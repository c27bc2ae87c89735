"""Stories of invented countries, for every kind of message."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.rendering.reader import Reader
from bot.texts import texts
from store.views import (
    ConflictView,
    Coverage,
    LineView,
    QuoteView,
    SideView,
    SourceView,
    StoryView,
    Timeline,
    TimelineEntry,
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

TIMELINE = Timeline(
    story_id=12,
    title="Valdoria and Kestria agree to reopen three border crossings",
    entries=(
        TimelineEntry(
            at=at(8, day=14),
            text="Kestria closes the border after the arrest of a pilot.",
            outlet="Kestrian Herald",
            url=HERALD,
        ),
        TimelineEntry(
            at=at(16, day=20),
            text="Envoys meet in Port Elan for the first time.",
            outlet="Meridian Wire",
            url=WIRE,
        ),
        TimelineEntry(
            at=at(9, 5),
            text="Both sides agree to reopen three crossings on 1 December.",
            outlet="Meridian Wire",
            url=WIRE,
        ),
    ),
)


def sanctions() -> StoryView:
    """Two outlets that differ, markup in a title, an update."""
    return StoryView(
        id=15,
        title="Ostland widens sanctions & bans 1,200 imports",
        updated=at(11),
        created=at(6, day=22),
        is_update=True,
        lines=(
            LineView(
                text="Ostland added 1,200 goods to its embargo against Morvania.",
                outlet="Kestrian Herald",
                url=HERALD,
                how="shortened",
                evidence=(
                    "Ostland added 1,200 goods, most of them machine parts, to its embargo against Morvania.",
                ),
                article_id=8,
                published=at(11),
                is_new=True,
            ),
            LineView(
                text="Morvania called the step “an act of desperation” and promised an answer by Friday.",
                outlet="Meridian Wire",
                url=WIRE,
                how="copied",
                evidence=(
                    "Morvania called the step “an act of desperation” and promised an answer by Friday.",
                ),
                article_id=9,
                published=at(10),
            ),
        ),
        quotes=(
            QuoteView(
                text="They can embargo bolts; they cannot embargo patience.",
                speaker="Ilse Varga",
                role="Morvanian trade minister",
                outlet="Kestrian Herald",
                url=HERALD,
                said_at=at(11),
                language="en",
                id=40,
                article_id=8,
                story_id=15,
            ),
        ),
        sources=(
            SourceView(
                outlet="Kestrian Herald", url=HERALD, title="Embargo grows", published=at(11), language="en"
            ),
            SourceView(
                outlet="Meridian Wire",
                url=WIRE,
                title="Ostland widens embargo",
                published=at(10),
                language="en",
            ),
            SourceView(
                outlet="Port Elan Post",
                url="https://post.example/a",
                title="Embargo",
                published=at(9),
                wire_copy=True,
            ),
        ),
        region="Europe",
        language="en",
        countries=("AT",),
        subjects=("sanctions",),
        conflicts=(
            ConflictView(
                about="goods banned",
                sides=(
                    SideView(claim="1,200", outlet="Kestrian Herald", url=HERALD),
                    SideView(claim="950", outlet="Meridian Wire", url=WIRE),
                ),
            ),
        ),
        importance=0.7,
    )


def denied() -> StoryView:
    """A story in which one side denies what the other claims, once in a sentence, once in somebody's words."""
    return replace(
        sanctions(),
        conflicts=(
            ConflictView(
                about="",
                kind="statement",
                sides=(
                    SideView(
                        claim="Kestria's customs office said that Morvanian lorries had carried embargoed drones across the border.",
                        outlet="Kestrian Herald",
                        url=HERALD,
                        language="en",
                    ),
                    SideView(
                        claim="No lorry of ours has carried embargoed drones across any border,",
                        outlet="Meridian Wire",
                        url=WIRE,
                        speaker="Tarek Solun",
                        language="en",
                    ),
                ),
            ),
        ),
    )


def arabic() -> StoryView:
    """A story in Arabic, for right-to-left lines in left-to-right messages and the other way round."""
    url = "https://sada.example/news/1"
    return StoryView(
        id=16,
        title="فالدوريا وكيستريا تتفقان على فتح ثلاثة معابر",
        updated=at(9),
        lines=(
            LineView(
                text="اتفقت فالدوريا وكيستريا على فتح ثلاثة معابر حدودية في الأول من ديسمبر.",
                outlet="صدى الميناء",
                url=url,
                how="copied",
                evidence=("اتفقت فالدوريا وكيستريا على فتح ثلاثة معابر حدودية في الأول من ديسمبر.",),
                article_id=11,
                published=at(9),
            ),
        ),
        quotes=(
            QuoteView(
                text="اخترنا الطريق لا الجدار",
                speaker="ميرا سولين",
                role="وزيرة خارجية فالدوريا",
                outlet="صدى الميناء",
                url=url,
                said_at=at(9),
                language="ar",
            ),
        ),
        sources=(
            SourceView(outlet="صدى الميناء", url=url, title="فتح المعابر", published=at(9), language="ar"),
        ),
        region="Middle East",
        language="ar",
        importance=0.5,
    )


def stories() -> tuple[StoryView, ...]:
    """Newest first."""
    return (sanctions(), crossing(), arabic())
