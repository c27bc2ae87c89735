"""Every kind of message in a language: what the golden files hold, and the command that writes them.

python -m tests.bot.messages      # rewrites tests/bot/golden/*.txt; review the diff
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.commands import begin, follow, schedule
from bot.commands.desk import Visit
from bot.commands.membership import greeting_for_channel
from bot.commands.request import Request
from bot.messages import Outgoing
from bot.rendering import briefing, keyboards, lists, owner, settings, story
from bot.rendering import weekdays as naming
from bot.rendering.reader import Reader
from bot.texts import LANGUAGES
from bot.words import zones
from store.chats import Chat
from store.reports import Report
from store.subscriptions import Subscription
from store.views import (
    AgendaItem,
    Answer,
    BriefingView,
    Coverage,
    QuoteView,
    Said,
    SourceHealth,
    SourcePreview,
    StatusView,
    StoryLink,
    WordingChange,
)
from store.weekdays import EVERY_DAY, MONDAY_TO_FRIDAY
from tests.bot import samples
from tests.bot.samples import at

FOLDER = Path(__file__).parent / "golden"
PRIVATE = Chat(chat_id=1001, type="private")
GROUP = Chat(chat_id=-100500, type="supergroup", title="Newsroom")


def every(language: str) -> Iterator[tuple[str, Sequence[Outgoing]]]:
    """Name and messages, in the order a reader meets them."""
    reader = samples.reader(language)
    yield from _first(reader)
    yield from _stories(reader)
    yield from _lists(reader)
    yield from _places(reader)
    yield from _owners(reader)


def _visit(reader: Reader, chat: Chat = PRIVATE) -> Visit:
    return Visit(request=Request(chat=chat, user_id=1001, message_id=9), reader=reader, subscription=None)


def _first(reader: Reader) -> Iterator[tuple[str, Sequence[Outgoing]]]:
    private, group = _visit(reader), _visit(reader, GROUP)
    yield "start, a person", [begin.welcome(private, "new", briefing="07:30")]
    yield "start, again", [begin.welcome(private, "already", briefing="07:30")]
    yield "start, back", [begin.welcome(private, "back", briefing="07:30")]
    yield "start, a group", [begin.welcome(group, "new", briefing="07:30")]
    yield "added to a group", [begin.greeting(group)]
    yield "added to a channel", [greeting_for_channel(group)]
    yield "help, a person", [begin.help_message(private, owner=False)]
    yield "help, the owner", [begin.help_message(private, owner=True)]
    yield "help, a group", [begin.help_message(group, owner=True)]


def _stories(reader: Reader) -> Iterator[tuple[str, Sequence[Outgoing]]]:
    crossing, sanctions, arabic = samples.crossing(), samples.sanctions(), samples.arabic()
    yield "push", [story.push(crossing, reader)]
    yield "push, short", [story.push(crossing, replace(reader, length="short"))]
    yield (
        "push, long",
        [story.push(replace(crossing, bullets=crossing.lines), replace(reader, length="long"))],
    )
    yield "push, several outlets that differ, an update", [story.push(sanctions, reader)]
    yield "push, a claim and its denial", [story.push(samples.denied(), reader)]
    yield "push, right to left", [story.push(arabic, reader)]
    yield "push, a channel", [story.push(crossing, replace(reader, channel=True))]
    foreign = replace(crossing, language="tr", lead_only=True, summary_only=True)
    yield "push, not summarised", [story.push(foreign, reader)]
    yield "push, English but nothing to sum up", [story.push(replace(crossing, lead_only=True), reader)]
    yield "push, opinion", [story.push(replace(crossing, kind="opinion"), reader)]
    yield "push, corrected", [story.push(crossing, reader, corrected=at(11, 50), quote_gone=True)]
    yield "push, withdrawn", [story.withdrawn(crossing, reader)]
    more = Outgoing(html=reader.texts.html("story.more"), buttons=keyboards.more(crossing, reader))
    yield "push, more buttons", [more]
    yield "quotes", story.quotes(crossing, crossing.quotes, reader)
    yield "evidence", story.evidence(crossing, reader)
    yield "evidence, two outlets", story.evidence(sanctions, reader)
    yield "sources", story.sources(sanctions, reader)
    yield "timeline", story.timeline(samples.TIMELINE, reader)


def _lists(reader: Reader) -> Iterator[tuple[str, Sequence[Outgoing]]]:
    texts, stories = reader.texts, samples.stories()
    yield "latest", lists.latest(stories, texts.html("latest.title"), reader, next_page=lists.page_data(5))
    found = [
        StoryLink(
            id=12, title=stories[1].title, published=at(9, 5), outlets=3, snippet="… three border crossings …"
        )
    ]
    yield "search", lists.links(texts.html("search.title", words="border"), found, reader)
    yield "search, no story has all", lists.links(texts.html("search.near", words="border"), found, reader)
    yield "summary, which story", lists.links(texts.html("search.which", words="border"), found, reader)
    yield "like", lists.links(texts.html("like.title"), found, reader)
    yield "said", lists.said(_said(), reader, about="border", since=date(2026, 1, 1))
    yield (
        "answer",
        lists.answer(
            Answer(question="When do the crossings open?", lines=stories[1].lines[:1], stories=tuple(found)),
            reader,
        ),
    )
    yield (
        "answer, two sentences of one article",
        lists.answer(
            Answer(question="What was agreed?", lines=stories[1].lines[:2], stories=tuple(found)), reader
        ),
    )
    yield "no answer", lists.answer(Answer(question="Who won?"), reader)
    yield "agenda", lists.agenda(_events(), texts.html("agenda.title"), reader)
    yield "no agenda", lists.agenda((), texts.html("agenda.title"), reader)
    view = BriefingView(
        since=at(2, 30, day=22),
        until=samples.NOW,
        changed=(stories[0],),
        stories=stories[1:],
        agenda=tuple(_events()[:1]),
        coverage=samples.COVERAGE,
    )
    for length in ("short", "normal", "long"):
        yield f"briefing, {length}", briefing.briefing(view, replace(reader, length=length))
    empty = BriefingView(since=at(2, 30), until=samples.NOW, coverage=Coverage(articles=12, sources=1))
    yield "briefing, nothing", briefing.briefing(empty, reader)
    yield "digest after quiet hours", briefing.digest(stories[:2], reader)


def _places(reader: Reader) -> Iterator[tuple[str, Sequence[Outgoing]]]:
    visit = _visit(reader)
    mine = Subscription(
        id=1,
        chat_id=1001,
        active=True,
        language=reader.texts.language,
        timezone="Asia/Almaty",
        quiet_from="22:00",
        quiet_to="07:00",
    )
    yield (
        "settings",
        [settings.settings(mine, reader, times=("07:30", "18:00"), weekdays=MONDAY_TO_FRIDAY, following=3)],
    )
    silent = replace(mine, muted_until=reader.now + timedelta(days=7))
    yield "settings, silent", [settings.settings(silent, reader, times=(), weekdays=EVERY_DAY, following=0)]
    some = frozenset({6, 0, 1, 2, 3})
    yield (
        "settings, a run of days",
        [settings.settings(mine, reader, times=("07:30",), weekdays=some, following=0)],
    )
    topic = replace(mine, thread_id=4, active=False, paused=True, quiet_from=None, length="long")
    yield "settings, a topic", [settings.settings(topic, reader, times=(), weekdays=EVERY_DAY, following=0)]
    yield "languages", [settings.languages(reader)]
    yield "briefing menu", [schedule.briefing_menu(visit)]
    some_days = naming.weekdays(frozenset({0, 2, 4}), reader.texts)
    words = reader.texts.comma.join(("07:30", some_days))
    said = reader.texts.html("schedule.set", times=words, zone="UTC", next=reader.moment(reader.now))
    yield "briefing set, some days", [Outgoing(html=said)]
    yield "briefing, other days for other times", [Outgoing(html=reader.texts.html("schedule.same_days"))]
    yield "quiet menu", [schedule.quiet_menu(visit)]
    yield "mute menu", [schedule.mute_menu(visit)]
    yield "follow menu", [follow.menu(visit)]
    zone = zones.city("Asia/Almaty", reader.texts.language)
    yield "time zone", [Outgoing(html=reader.texts.html("zone.set", zone=zone, time="17:30"))]


def _owners(reader: Reader) -> Iterator[tuple[str, Sequence[Outgoing]]]:
    failing = SourceHealth(
        name="Ostland Gazette", url=samples.HERALD, failures=3, error="it answers 503 <later>", weekly=12.4
    )
    healthy = SourceHealth(name="Meridian Wire", url=samples.WIRE, region="Europe", weekly=140)
    status = StatusView(
        started=samples.NOW - timedelta(days=2),
        sources=31,
        failing=(failing,),
        last_pull=at(12, 28),
        articles_today=214,
        stories_today=41,
        queue=3,
        oldest_queued=at(12, 29),
        chats=5,
        engine="built-in",
        version="0.1.0",
        reports=1,
    )
    yield "status", owner.status(status, reader)
    yield "sources' health", owner.sources([healthy, failing], reader)
    preview = SourcePreview(
        name="Ostland Gazette", url=samples.HERALD, titles=("Envoy <recalled>", "Talks & tea")
    )
    yield "source preview", [owner.preview(preview, reader, mark="0a1b2c3d4e5f")]
    report = Report(
        chat_id=1001, user_id=7, what="summary", shown="Three <b> open.", evidence="Three will open.", story_id=12,
        created_at=at(12),
    )  # fmt: skip
    yield "report", [Outgoing(html=owner.report(report, reader))]


def _said() -> Said:
    quotes = samples.crossing().quotes
    later = quotes[0]
    earlier = QuoteView(
        text="We will build the wall before we open a road.",
        speaker="Mira Solen",
        outlet="Kestrian Herald",
        url=samples.HERALD,
        said_at=at(9, day=2),
        language="en",
    )
    change = WordingChange(subject="border", earlier=earlier, later=later)
    return Said(
        name="Mira Solen", role="Valdorian foreign minister", quotes=(later, earlier), changes=(change,)
    )


def _events() -> list[AgendaItem]:
    return [
        AgendaItem(
            on=date(2026, 11, 23),
            text="The two presidents speak by telephone on Monday.",
            outlet="Meridian Wire",
            url=samples.WIRE,
            published=at(9, day=21),
        ),
        AgendaItem(
            on=date(2026, 12, 1),
            text="Three crossings open on 1 December.",
            outlet="Kestrian Herald",
            url=samples.HERALD,
        ),
    ]


def drawn(language: str) -> str:
    """The golden file of a language."""
    parts = []
    for name, messages in every(language):
        shown = [_drawn(message) for message in messages]
        parts.append(f"══ {name} ══\n" + "\n── and ──\n".join(shown))
    return "\n\n".join(parts) + "\n"


def _drawn(message: Outgoing) -> str:
    rows = ["  ".join(f"[{b.text} → {b.data or b.url}]" for b in row) for row in message.buttons]
    preview = [f"(preview {message.preview_url})"] if message.preview_url else []
    return "\n".join([message.html, *preview, *rows])


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for code in LANGUAGES:
        (FOLDER / f"{code}.txt").write_text(drawn(code), "utf-8")
