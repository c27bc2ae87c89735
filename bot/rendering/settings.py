"""All settings of a place as one message that edits itself."""

from collections.abc import Sequence

from bot import callbacks
from bot.messages import Button, Outgoing
from bot.rendering import weekdays as naming
from bot.rendering.keyboards import Rows
from bot.rendering.markup import Html, bold, escape, isolate, join
from bot.rendering.reader import Reader
from bot.texts import LANGUAGES
from bot.words import zones
from store.subscriptions import Subscription
from store.weekdays import Weekdays

LANGUAGE_NAMES = {
    "en": "English",
    "ru": "Русский",
    "fr": "Français",
    "es": "Español",
    "uk": "Українська",
    "ar": "العربية",
}


def settings(
    mine: Subscription,
    reader: Reader,
    *,
    times: Sequence[str],
    weekdays: Weekdays,
    following: int,
    edit: int | None = None,
) -> Outgoing:
    """What is set, and a button for each to change it."""
    texts = reader.texts
    on_off = {True: texts.plain("settings.yes"), False: texts.plain("settings.no")}
    zone = f"{zones.city(mine.timezone, texts.language)}{texts.comma}{reader.clock(reader.now)}"
    briefing = texts.comma.join(times) if times else on_off[False]
    if times and (days := naming.weekdays(weekdays, texts)):
        briefing = f"{briefing} · {days}"
    quiet = f"{mine.quiet_from}–{mine.quiet_to}" if mine.quiet_from else on_off[False]
    followed = texts.number(following) if following else texts.plain("settings.everything")
    values = [
        ("settings.pushes", on_off[mine.pushes]),
        ("settings.follow", followed),
        ("settings.briefing", briefing),
        ("settings.quiet", quiet),
        ("settings.zone", zone),
        ("settings.language", LANGUAGE_NAMES[mine.language]),
        ("settings.length", texts.plain(f"settings.{mine.length}")),
        ("settings.previews", on_off[mine.previews]),
    ]
    title = "settings.topic" if mine.thread_id else "settings.title"
    state = [] if mine.active else [texts.html("settings.not_subscribed")]
    state += [texts.html("settings.paused")] if mine.paused else []
    silent = mine.muted_until if mine.muted_until is not None and mine.muted_until > reader.now else None
    state += [texts.html("settings.muted", when=reader.coming(silent))] if silent else []
    lines = (_line(texts.html(key), value, reader) for key, value in values)
    html = join([join([bold(texts.html(title)), *state], "\n"), join(lines, "\n")], "\n\n")
    return Outgoing(html=html, buttons=_buttons(mine, reader, silent=silent is not None), edit=edit)


def _line(name: Html, value: str, reader: Reader) -> Html:
    return join([name, bold(escape(isolate(value, reader.texts.direction)))], reader.texts.colon)


def _buttons(mine: Subscription, reader: Reader, *, silent: bool) -> Rows:
    def to(key: str, what: str) -> Button:
        return reader.button(key, callbacks.data("c", what))

    start = "settings.unsubscribe" if mine.active else "settings.subscribe"
    again = "command.resume" if mine.paused else "settings.unmute"
    resume: Rows = ((to(again, "resume"),),) if mine.paused or silent else ()
    return (
        *resume,
        (to("settings.pushes", "pushes"), to("settings.follow", "follow")),
        (to("settings.briefing", "briefing"), to("settings.quiet", "quiet")),
        (to("settings.zone", "zone"), to("settings.language", "language")),
        (to("settings.length", "length"), to("settings.previews", "previews")),
        (reader.button(start, callbacks.data("c", "off" if mine.active else "on")),),
        (reader.button("settings.close", callbacks.data("c", "close")),),
    )


def languages(reader: Reader) -> Outgoing:
    """Every language in its own words."""
    buttons = [
        Button(text=LANGUAGE_NAMES[code], data=callbacks.data("c", "lang", code)) for code in LANGUAGES
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Outgoing(html=reader.texts.html("settings.choose_language"), buttons=rows)
