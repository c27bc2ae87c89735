"""What only the owner may do: health, sources, notices, invitations, reports. In a private chat only."""

from dataclasses import dataclass, field

from bot import callbacks
from bot.commands import report
from bot.commands.desk import Desk, Replies, Visit, tell
from bot.commands.library import UnreadableError
from bot.messages import Outgoing
from bot.rendering import keyboards, owner
from bot.rendering.markup import Html, escape, join
from store.views import SourcePreview

INVITATION_DAYS = 7
# Telegram's limit is 4096; a little less leaves room for the line above the preview.
_LONGEST_NOTICE = 3800


@dataclass(frozen=True, slots=True)
class Drafts:
    """What waits for an owner's confirmation, by chat. Lost on a restart, which only asks the owner to repeat it."""

    notices: dict[int, Html] = field(default_factory=dict)
    sources: dict[int, SourcePreview] = field(default_factory=dict)


class OwnerCommands:
    """Commands that keep a draft between two steps."""

    def __init__(self) -> None:
        self._drafts = Drafts()

    async def status(self, desk: Desk, visit: Visit) -> Replies:
        """/status"""
        return owner.status(await desk.operations.status(), visit.reader)

    async def sources(self, desk: Desk, visit: Visit) -> Replies:
        """/sources"""
        return owner.sources(await desk.operations.sources(), visit.reader)

    async def add_source(self, desk: Desk, visit: Visit) -> Replies:
        """/addsource address: a preview, and a button to keep it."""
        address = visit.text.split()[0] if visit.text else ""
        if not address:
            return tell(visit, "owner.ask_source")
        if "://" not in address:
            address = f"https://{address}"
        try:
            preview = await desk.operations.preview_source(address)
        except UnreadableError as error:
            problem = visit.texts.plain(f"unreadable.{error.reason}", detail=error.detail)
            return tell(visit, "owner.bad_source", problem=problem)
        if preview.problem:
            return tell(visit, "owner.bad_source", problem=preview.problem)
        self._drafts.sources[visit.request.chat.chat_id] = preview
        return (owner.preview(preview, visit.reader),)

    async def remove_source(self, desk: Desk, visit: Visit) -> Replies:
        """/removesource name"""
        if not visit.words:
            return tell(visit, "owner.ask_remove")
        removed = await desk.operations.remove_source(visit.words)
        return tell(visit, "owner.removed" if removed else "owner.no_source", name=visit.words)

    async def reload(self, desk: Desk, visit: Visit) -> Replies:
        """/reload"""
        count = await desk.operations.reload()
        return tell(visit, "owner.reloaded", sources=visit.texts.plain("briefing.sources", count=count))

    async def broadcast(self, desk: Desk, visit: Visit) -> Replies:
        """/broadcast text: shown as it would go out, sent only after a tap."""
        if not visit.text:
            return tell(visit, "owner.ask_broadcast")
        if len(visit.text) > _LONGEST_NOTICE:
            return tell(visit, "error.no_room")
        notice = escape(visit.text)
        self._drafts.notices[visit.request.chat.chat_id] = notice
        count = await desk.threads.store(desk.chats.count_active)
        chats = visit.texts.plain("owner.chats_count", count=count)
        buttons = (
            (
                visit.reader.button("owner.send", callbacks.data("v", "send")),
                visit.reader.button("owner.cancel", callbacks.data("v", "cancel")),
            ),
        )
        html = join([visit.texts.html("owner.broadcast_preview", chats=chats), notice], "\n\n")
        return (Outgoing(html=html, buttons=buttons),)

    async def confirmed(self, desk: Desk, visit: Visit, what: str) -> Replies:
        """A press of Send, Add or Cancel."""
        chat_id = visit.request.chat.chat_id
        notice = self._drafts.notices.pop(chat_id, None)
        source = self._drafts.sources.pop(chat_id, None)
        if what == "send" and notice is not None:
            count = await desk.operations.broadcast(Outgoing(html=notice))
            return tell(visit, "owner.sent", chats=visit.texts.plain("owner.chats_count", count=count))
        if what == "add" and source is not None:
            await desk.operations.add_source(source, added_by=visit.request.user_id)
            return tell(visit, "owner.added", name=source.name)
        return tell(visit, "owner.cancelled" if what == "cancel" else "error.stale")

    async def invite(self, desk: Desk, visit: Visit) -> Replies:
        """/invite: a link that lets whoever opens it in."""
        payload = desk.invitations.make(owner=visit.request.user_id or 0, valid_s=INVITATION_DAYS * 86_400)
        link = keyboards.deep_link(visit.reader, f"invite_{payload}") or payload
        days = visit.texts.plain("mute.days", count=INVITATION_DAYS)
        return tell(visit, "invite.link", days=days, link=link)

    async def reports(self, desk: Desk, visit: Visit) -> Replies:
        """/reports: what readers said is wrong, with the evidence."""
        waiting = await desk.threads.store(desk.reports.waiting)
        if not waiting:
            return tell(visit, "report.none")
        return tuple(report.drawn(one, one.id or 0, visit) for one in waiting)
