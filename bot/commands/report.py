"""Reports of mistakes: a reader points at a summary or quote, and the owner sees it beside the article's words."""

from bot import callbacks
from bot.callbacks import Press
from bot.commands import stories
from bot.commands.desk import Desk, Visit
from bot.commands.pressed import Pressed
from bot.commands.request import Request
from bot.messages import Button, Outgoing
from bot.rendering import owner as owners
from store.chats import Chat
from store.reports import Report
from store.views import StoryView


async def choose(desk: Desk, visit: Visit, press: Press) -> Pressed:
    """The summary, or one of the quotes?"""
    ref = press.arg(0)
    story = await stories.by_reference(desk, ref)
    if story is None:
        return Pressed(messages=(Outgoing(html=visit.texts.html("error.gone")),))
    rows = [(visit.reader.button("report.summary", callbacks.data("k", ref, "s")),)]
    for index, quote in enumerate(story.quotes[:3]):
        rows.append((Button(text=f"“{quote.text[:40]}…”", data=callbacks.data("k", ref, index)),))
    return Pressed(messages=(Outgoing(html=visit.texts.html("report.choose"), buttons=tuple(rows)),))


async def kept(desk: Desk, visit: Visit, press: Press) -> Pressed:
    """Store the report with its evidence, and thank."""
    story = await stories.by_reference(desk, press.arg(0))
    if story is None:
        return Pressed(toast=visit.texts.plain("error.gone"))
    found = _report(visit, story, press.arg(1))
    number = await desk.threads.store(desk.reports.add, found)
    said = visit.texts.html("report.again" if number is None else "report.thanks")
    thanks = Outgoing(html=said, edit=visit.request.message_id)
    alerts = (
        []
        if number is None
        else [await _alert(desk, one, found, number) for one in sorted(desk.access.owners)]
    )
    return Pressed(messages=(thanks,), elsewhere=tuple(alerts))


async def _alert(desk: Desk, owner: int, found: Report, number: int) -> tuple[int, Outgoing]:
    """The report for one owner, in their own language and zone."""
    place = await desk.visit(Request(chat=Chat(chat_id=owner, type="private"), user_id=owner))
    return owner, drawn(found, number, place)


def drawn(found: Report, number: int, visit: Visit) -> Outgoing:
    """One report with the button that puts it away."""
    button = Button(text=visit.texts.plain("report.done"), data=callbacks.data("r", number))
    return Outgoing(html=owners.report(found, visit.reader), buttons=((button,),))


async def seen(desk: Desk, _: Visit, press: Press) -> Pressed:
    """An owner has looked at a report."""
    await desk.threads.store(desk.reports.seen, press.int_arg(0))
    return Pressed(keyboard=())


def _report(visit: Visit, story: StoryView, what: str) -> Report:
    request = visit.request
    article = story.article_id
    if what.isdecimal() and int(what) < len(story.quotes):
        quote = story.quotes[int(what)]
        who = ", ".join(part for part in (quote.speaker, quote.role) if part)
        shown = f"“{quote.text}” — {who}"
        what, article, evidence = "quote", quote.article_id, quote.url
    else:
        what = "summary"
        shown = " ".join([f"{story.title}.", *(line.text for line in story.lines)])
        evidence = "\n".join(sentence for line in story.lines for sentence in line.evidence)
    return Report(
        chat_id=request.chat.chat_id,
        user_id=request.user_id,
        story_id=story.id,
        article_id=article,
        what=what,
        shown=shown,
        evidence=evidence,
    )
