"""What only the owner may do: health, sources, notices, invitations, reports. In a private chat only."""

import hashlib
from dataclasses import dataclass, field
from typing import TypeVar

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


Draft = TypeVar("Draft", Html, SourcePreview)


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
        return (owner.preview(preview, visit.reader, mark=_mark(preview)),)

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
                visit.reader.button("owner.send", callbacks.data("v", "send", _mark(notice))),
                visit.reader.button("owner.cancel", callbacks.data("v", "cancel", _mark(notice))),
            ),
        )
        html = join([visit.texts.html("owner.broadcast_preview", chats=chats), notice], "\n\n")
        return (Outgoing(html=html, buttons=buttons),)

    async def confirmed(self, desk: Desk, visit: Visit, what: str, mark: str) -> Replies:
        """A press of Send, Add or Cancel under the preview of one draft; only that one is meant."""
        chat_id = visit.request.chat.chat_id
        if what == "send" and (notice := _taken(self._drafts.notices, chat_id, mark)) is not None:
            count = await desk.operations.broadcast(Outgoing(html=notice))
            return tell(visit, "owner.sent", chats=visit.texts.plain("owner.chats_count", count=count))
        if what == "add" and (source := _taken(self._drafts.sources, chat_id, mark)) is not None:
            await desk.operations.add_source(source, added_by=visit.request.user_id)
            return tell(visit, "owner.added", name=source.name)
        if what == "cancel" and self._dropped(chat_id, mark):
            return tell(visit, "owner.cancelled")
        return tell(visit, "error.stale")

    def _dropped(self, chat_id: int, mark: str) -> bool:
        notice = _taken(self._drafts.notices, chat_id, mark)
        source = _taken(self._drafts.sources, chat_id, mark)
        return notice is not None or source is not None

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


def _mark(draft: Html | SourcePreview) -> str:
    """What a button says of the draft that it was shown under: a later draft has another."""
    shown = draft if isinstance(draft, str) else repr(draft)
    return hashlib.sha256(shown.encode()).hexdigest()[:12]


def _taken(drafts: dict[int, Draft], chat_id: int, mark: str) -> Draft | None:
    """The chat's draft, to be acted on once; None, and it stays, when it is not the one that was shown."""
    draft = drafts.get(chat_id)
    if draft is None or _mark(draft) != mark:
        return None
    return drafts.pop(chat_id)
