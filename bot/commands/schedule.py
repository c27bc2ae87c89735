"""/briefing, /timezone, /quiet, /mute, /pause, /resume: what comes when."""

import re
from datetime import datetime, timedelta

from bot import callbacks
from bot.commands.desk import Desk, Replies, Visit, tell, with_note
from bot.messages import Button, Outgoing
from bot.rendering import briefing as briefings
from bot.rendering import weekdays as naming
from bot.words import clock_words, following, moments, zones
from bot.words import until as ends
from bot.words.weekdays import Chosen, chosen
from bot.words.weekends import weekend
from store.weekdays import EVERY_DAY, Weekdays

MOST_BRIEFINGS = 6
OFFERED_TIMES = ("06:30", "07:00", "07:30", "08:00", "09:00", "13:00", "18:00", "20:00")
OFFERED_SPANS = ("22:00-07:00", "23:00-07:00", "21:00-08:00", "20:00-09:00")
OFFERED_MUTES = ("1h", "3h", "8h", "1d")
# Without a briefing before, the first one covers this long.
FIRST_SPAN = timedelta(hours=24)
_OFF = frozenset(
    clock_words.loose(
        "off no none never stop cancel disable end выкл выключи выключить отключи отключить нет не стоп отмена вимк вимкни вимкнути ні скасувати "
        "non arrêt arrêter arrête désactiver désactive jamais nada nunca desactivar desactiva cancelar quitar parar "
        "إيقاف أوقف ألغ إلغاء لا - 0"
    ).split()
)
_FOREVER = re.compile(
    r"(?:for ?ever|for good|always|indefinitely|permanently|навсегда|насовсем|бессрочно|назавжди|безстроково|"
    r"(?:pour )?toujours|indefiniment|(?:para )?siempre|indefinidamente|(?:ال[يى] |لل)?[اأ]بد|دايما)"
)
_NOW = frozenset({"now", "сейчас", "зараз", "maintenant", "ahora", "الآن"})


async def briefing(desk: Desk, visit: Visit) -> Replies:
    """/briefing [07:30 18:00 …] [weekdays | Sun-Thu | …] | off | now"""
    words = visit.words.lower()
    if words in _NOW:
        return await briefing_now(desk, visit)
    if not words:
        return (briefing_menu(visit),)
    if _off(words):
        return await set_briefings(desk, visit, (), weekdays=EVERY_DAY)
    return await _briefing_at(desk, visit, words)


async def _briefing_at(desk: Desk, visit: Visit, words: str) -> Replies:
    wanted = chosen(words, weekend=weekend(visit.reader.zone.key))
    times = await _times(desk, visit, wanted) if wanted else None
    if wanted is None or times is None:
        return tell(visit, "schedule.bad", words=visit.words)
    if wanted.several:
        return tell(visit, "schedule.same_days")
    if len(times) > MOST_BRIEFINGS:
        return tell(visit, "schedule.too_many", count=MOST_BRIEFINGS)
    return await set_briefings(desk, visit, times, weekdays=wanted.days)


def _off(words: str) -> bool:
    return clock_words.loose(words).rstrip(".!") in _OFF


async def _times(desk: Desk, visit: Visit, wanted: Chosen) -> tuple[str, ...] | None:
    """The times that are said; where days alone are, those that are set or the usual one. None: something else is said."""
    if wanted.days is None or clock_words.clocks_in(wanted.rest):
        return moments.clocks(wanted.rest)
    mine = visit.subscription
    kept = await desk.briefings.times(mine.id) if mine else ()
    return kept or (desk.defaults.briefing,)


async def briefing_now(desk: Desk, visit: Visit) -> Replies:
    """The news since the last briefing, at once."""
    found = visit.subscription
    until = desk.now()
    since = (found.last_briefing_at if found else None) or until - FIRST_SPAN
    # Asked for twice in a row, the second would be empty: a person who asks wants to read.
    since = min(since, until - timedelta(hours=8))
    view = await desk.library.briefing(found.id if found else 0, since, until)
    return briefings.briefing(view, visit.reader)


async def set_briefings(
    desk: Desk, visit: Visit, times: tuple[str, ...], *, weekdays: Weekdays | None = None
) -> Replies:
    """Replace all briefing times; the days stay unless others are given.

    Whoever works from Sunday to Thursday and wants the briefing an hour earlier does not want one on Friday.
    """
    mine = await desk.ensure(visit)
    if weekdays is None:
        weekdays = await desk.briefings.weekdays(mine.id)
    upcoming = await desk.briefings.set(mine.id, times, weekdays=weekdays, timezone=mine.timezone)
    pushes = mine.pushes and mine.active
    if times and not mine.active:
        # Who asks for a briefing wants to hear from us, but did not ask for every story.
        await desk.threads.store(desk.subscriptions.change, mine.id, active=True, pushes=False)
    if not times or upcoming is None:
        return tell(visit, "schedule.off" if pushes else "schedule.off_alone")
    texts = visit.texts
    zone = zones.city(mine.timezone, texts.language)
    days = naming.weekdays(weekdays, texts)
    shown = " · ".join([texts.comma.join(times), *([days] if days else [])])
    said = tell(
        visit,
        "schedule.set",
        times=shown,
        zone=zone,
        next=visit.reader.coming(max(upcoming, mine.muted_until or upcoming)),
    )
    if mine.paused:
        return with_note(visit, said, "pause.done")
    return said if pushes else with_note(visit, said)


def briefing_menu(visit: Visit) -> Outgoing:
    """Times to choose from."""
    reader = visit.reader
    buttons = [
        Button(text=time, data=callbacks.data("g", "at", time.replace(":", ""))) for time in OFFERED_TIMES
    ]
    rows: list[tuple[Button, ...]] = [
        tuple(buttons[start : start + 4]) for start in range(0, len(buttons), 4)
    ]
    rows.append(
        (
            reader.button("schedule.now", callbacks.data("g", "now")),
            reader.button("schedule.turn_off", callbacks.data("g", "off")),
        )
    )
    return Outgoing(html=visit.texts.html("schedule.choose"), buttons=tuple(rows))


async def timezone(desk: Desk, visit: Visit) -> Replies:
    """/timezone city, country, zone or offset; without words, what it is now."""
    if visit.request.location is not None:
        return await set_zone(desk, visit, zones.nearest(*visit.request.location))
    if not visit.words:
        reader = visit.reader
        zone = zones.city(reader.zone.key, reader.texts.language)
        return tell(visit, "zone.choose", zone=zone, time=reader.clock(reader.now))
    # The table of names takes a quarter of a second to make, once: not on the loop.
    found = await desk.threads.store(_zones_of, visit.words)
    if not found:
        return tell(visit, "zone.bad", words=visit.words)
    if len(found) == 1:
        return await set_zone(desk, visit, found[0])
    language = visit.texts.language
    rows = tuple(
        (Button(text=zones.city(zone, language), data=callbacks.data("z", zone)),)
        for zone in found[: zones.FEW]
    )
    key = "zone.which" if len(found) <= zones.FEW else "zone.which_more"
    return (Outgoing(html=visit.texts.html(key, words=visit.words), buttons=rows),)


def _zones_of(words: str) -> tuple[str, ...]:
    """By city, zone or offset; else by what people call a country."""
    code = following.country(words)
    return zones.find(words) or (zones.of_country(code) if code else ())


async def set_zone(desk: Desk, visit: Visit, zone: str) -> Replies:
    """The place is in this zone; briefings keep their clock time there."""
    mine = await desk.ensure(visit)
    await desk.threads.store(desk.subscriptions.change, mine.id, timezone=zone)
    times = await desk.briefings.times(mine.id)
    if times:
        days = await desk.briefings.weekdays(mine.id)
        await desk.briefings.set(mine.id, times, weekdays=days, timezone=zone)
    reader = (await desk.visit(visit.request)).reader
    return tell(
        visit, "zone.set", zone=zones.city(zone, reader.texts.language), time=reader.clock(reader.now)
    )


async def quiet(desk: Desk, visit: Visit) -> Replies:
    """/quiet 22:00-07:00 | off"""
    if not visit.words:
        return (quiet_menu(visit),)
    if _off(visit.words):
        return await set_quiet(desk, visit, None)
    span = moments.span(visit.words)
    return tell(visit, "quiet.bad", words=visit.words) if span is None else await set_quiet(desk, visit, span)


async def set_quiet(desk: Desk, visit: Visit, span: tuple[str, str] | None) -> Replies:
    """Hold messages in this span of every day."""
    mine = await desk.ensure(visit)
    start, end = span or (None, None)
    await desk.threads.store(desk.subscriptions.change, mine.id, quiet_from=start, quiet_to=end)
    return tell(visit, "quiet.off") if span is None else tell(visit, "quiet.set", start=start, end=end)


def quiet_menu(visit: Visit) -> Outgoing:
    """Spans to choose from."""
    rows = tuple(
        (Button(text=span.replace("-", "–"), data=callbacks.data("h", span.replace(":", ""))),)
        for span in OFFERED_SPANS
    )
    off = (visit.reader.button("quiet.turn_off", callbacks.data("h", "off")),)
    return Outgoing(html=visit.texts.html("quiet.choose"), buttons=(*rows, off))


async def mute(desk: Desk, visit: Visit) -> Replies:
    """/mute 3h | until tomorrow | off"""
    if not visit.subscribed:
        return tell(visit, "mute.nothing")
    if not visit.words:
        return (mute_menu(visit),)
    if _off(visit.words):
        mine = await desk.ensure(visit)
        await desk.threads.store(desk.subscriptions.change, mine.id, muted_until=None)
        return tell(visit, "mute.off")
    if _FOREVER.fullmatch(clock_words.loose(visit.words)):
        return _too_long(visit)
    length = moments.length(visit.words)
    until = ends.until(visit.words, visit.reader.local(desk.now())) if length is None else desk.now() + length
    return (
        tell(visit, "mute.bad", words=visit.words) if until is None else await mute_until(desk, visit, until)
    )


async def mute_until(desk: Desk, visit: Visit, until: datetime) -> Replies:
    """Silent until then."""
    if not visit.subscribed:
        return tell(visit, "mute.nothing")
    if until > desk.now() + moments.LONGEST:
        return _too_long(visit)
    mine = await desk.ensure(visit)
    if mine.paused:
        # A silence that ends would promise what a pause holds back.
        return tell(visit, "pause.done")
    await desk.threads.store(desk.subscriptions.change, mine.id, muted_until=until)
    return tell(visit, "mute.set", when=visit.reader.coming(until))


def _too_long(visit: Visit) -> Replies:
    return tell(visit, "mute.too_long", days=length_name(moments.LONGEST, visit))


def mute_menu(visit: Visit) -> Outgoing:
    """Lengths to choose from."""
    buttons = tuple(
        Button(text=length_name(moments.length(words) or FIRST_SPAN, visit), data=callbacks.data("u", words))
        for words in OFFERED_MUTES
    )
    return Outgoing(html=visit.texts.html("mute.choose"), buttons=(buttons[:2], buttons[2:]))


def length_name(length: timedelta, visit: Visit) -> str:
    """A length of time in words."""
    minutes = round(length.total_seconds() / 60)
    if minutes % 1440 == 0:
        return visit.texts.plain("mute.days", count=minutes // 1440)
    if minutes % 60 == 0:
        return visit.texts.plain("mute.hours", count=minutes // 60)
    return visit.texts.plain("mute.minutes", count=minutes)


async def pause(desk: Desk, visit: Visit) -> Replies:
    """/pause: nothing comes until /resume."""
    return await _paused(desk, visit, paused=True, key="pause.done")


async def resume(desk: Desk, visit: Visit) -> Replies:
    """/resume: after /pause or /mute."""
    return await _paused(desk, visit, paused=False, key="pause.resumed")


async def _paused(desk: Desk, visit: Visit, *, paused: bool, key: str) -> Replies:
    if not visit.subscribed:
        return tell(visit, "pause.nothing")
    mine = await desk.ensure(visit)
    await desk.threads.store(desk.subscriptions.change, mine.id, paused=paused, muted_until=None)
    if key == "pause.resumed" and not mine.pushes:
        return with_note(visit, tell(visit, "pause.back"))
    return tell(visit, key)
