"""/start, /stop, /help, and what happens when the bot is added, removed, blocked or moved."""

from dataclasses import replace

from bot import callbacks
from bot.commands.desk import Desk, Replies, Visit, tell, with_note
from bot.commands.menu import HELP_GROUPS, shown_to
from bot.messages import Button, Outgoing
from bot.rendering import keyboards
from bot.rendering.markup import Html, blockquote, bold, code, join
from store.subscriptions import Began


async def start(desk: Desk, visit: Visit) -> Replies:
    """/start: news comes here from now on."""
    if not visit.request.private and not await desk.may_change(visit.request):
        return tell(visit, "access.admins")
    request = visit.request
    await desk.threads.store(desk.chats.meet, request.chat)
    _, began = await desk.threads.store(
        desk.subscriptions.start,
        request.chat.chat_id,
        request.thread_id,
        language=visit.reader.texts.language,
        timezone=visit.reader.zone.key,
    )
    message = welcome(visit, began, briefing=desk.defaults.briefing)
    mine = await desk.threads.store(desk.subscriptions.find, request.chat.chat_id, request.thread_id)
    if mine is None or mine.pushes or began == "new":
        return (message,)
    said = visit.texts.html("start.back" if began == "back" else "pause.back")
    return with_note(visit, (replace(message, html=said),))


def welcome(visit: Visit, began: Began, *, briefing: str) -> Outgoing:
    """What a new or returning reader is told; `briefing` is the time offered for it."""
    texts = visit.texts
    if visit.request.channel:
        return Outgoing(html=texts.html("start.channel_on"))
    buttons = _first_steps(visit, briefing)
    if not visit.request.private:
        return Outgoing(html=texts.html("start.group_on"), buttons=buttons)
    if began == "new":
        html = join([texts.html("start.welcome"), texts.html("start.next")], "\n\n")
    else:
        html = texts.html("start.back" if began == "back" else "start.already")
    return Outgoing(html=html, buttons=buttons)


def greeting(visit: Visit) -> Outgoing:
    """What a group hears once, when the bot has been added."""
    button = visit.reader.button("settings.subscribe", callbacks.data("c", "on"))
    other = visit.reader.button("settings.title", callbacks.data("c", "open"))
    return Outgoing(html=visit.texts.html("start.group"), buttons=((button,), (other,)))


def offer(visit: Visit) -> Outgoing:
    """To somebody who came by a link to one story: everything else."""
    button = visit.reader.button("settings.subscribe", callbacks.data("c", "on"))
    return Outgoing(html=visit.texts.html("start.welcome"), buttons=((button,),))


async def stop(desk: Desk, visit: Visit) -> Replies:
    """/stop: nothing comes by itself any more."""
    found = visit.subscription
    request = visit.request
    if found is None or not visit.subscribed:
        return tell(visit, "stop.already")
    await desk.threads.store(desk.subscriptions.change, found.id, active=False)
    await desk.threads.store(
        desk.waiting.cancel_chat, request.chat.chat_id, thread_id=request.thread_id, reason="stopped"
    )
    return tell(visit, "stop.done")


async def help_(desk: Desk, visit: Visit) -> Replies:
    """/help: every command that works here, grouped."""
    return (help_message(visit, owner=desk.access.owner(visit.request.user_id)),)


def help_message(visit: Visit, *, owner: bool) -> Outgoing:
    """The commands that work in this kind of chat."""
    texts = visit.texts
    blocks: list[Html] = [bold(texts.html("help.title"))]
    examples: list[Html] = []
    for key, items in HELP_GROUPS:
        shown = [item for item in items if shown_to(item, visit.request.chat.type, owner=owner)]
        lines = (join([f"/{item.name} — ", texts.html(f"command.{item.name}")]) for item in shown)
        if shown:
            blocks.append(join([bold(texts.html(key)), *lines], "\n"))
        # Monospaced: one tap copies an example.
        examples += [
            code(texts.plain(f"usage.{item.name}")) for item in shown if f"usage.{item.name}" in texts
        ]
    folded = blockquote(join([texts.html("help.examples"), *examples], "\n"), expandable=True)
    blocks += [folded, texts.html("help.private" if visit.request.private else "help.group")]
    return Outgoing(html=join(blocks, "\n\n"))


def _first_steps(visit: Visit, briefing: str) -> keyboards.Rows:
    reader = visit.reader
    rows: list[tuple[Button, ...]] = [
        (
            reader.button(
                "schedule.at",
                callbacks.data("g", "set", briefing.replace(":", "")),
                time=briefing,
            ),
        ),
        (
            reader.button("start.choose", callbacks.data("y", "menu")),
            reader.button("latest.title", callbacks.data("n", 0, "")),
        ),
        (reader.button("settings.title", callbacks.data("c", "open")),),
    ]
    return tuple(rows)
