"""Being added, removed, blocked and invited."""

from dataclasses import replace

from bot.commands import begin
from bot.commands.desk import Desk, Visit
from bot.commands.request import Request
from bot.messages import Outgoing


async def joined(desk: Desk, visit: Visit) -> Outgoing | None:
    """Remember the chat; a group is greeted, a channel's administrator told what to do, a person left in peace."""
    request = visit.request
    known = await desk.threads.store(desk.chats.get, request.chat.chat_id)
    chat = replace(request.chat, invited_by=request.user_id)
    await desk.threads.store(desk.chats.meet, chat)
    if request.private or (known is not None and known.active):
        return None
    if request.channel:
        return greeting_for_channel(visit)
    return begin.greeting(visit)


def greeting_for_channel(visit: Visit) -> Outgoing:
    """What the person who added us to a channel is told, in private."""
    return Outgoing(html=visit.texts.html("start.channel_added", title=visit.request.chat.title or ""))


async def left(desk: Desk, request: Request, reason: str) -> None:
    """Nothing more is sent there; settings stay for a return."""
    await desk.threads.store(desk.chats.leave, request.chat.chat_id, reason)
    await desk.threads.store(desk.waiting.cancel_chat, request.chat.chat_id, reason=reason)
    desk.admins.forget(request.chat.chat_id)


async def accept_invitation(desk: Desk, request: Request) -> bool:
    """`/start invite_…` with a valid link lets the person in."""
    kind, _, payload = request.words.partition("_")
    if request.command != "start" or kind != "invite" or request.user_id is None:
        return False
    invited_by = desk.invitations.read(payload)
    if invited_by is None:
        return False
    await desk.threads.store(desk.invites.add, request.user_id, invited_by)
    return True
