"""Takes every request: may this person ask, how fast, which handler, where does the answer go.

Decides nothing about news. Every request ends in an answer, or in silence where an answer would be noise: unknown
commands in groups, refusals that were explained a moment ago.
"""

import asyncio
import difflib
import re
from collections.abc import AsyncIterator, Awaitable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Protocol

import structlog

from bot import callbacks
from bot.commands import archive, begin, membership, presses, registry, schedule, stories
from bot.commands.desk import Desk, Replies, Visit, tell
from bot.commands.owner import OwnerCommands
from bot.commands.pressed import Pressed
from bot.commands.request import LONGEST_QUESTION, Request, asks, pasted
from bot.messages import Outgoing
from bot.rendering.keyboards import Rows
from bot.threads import HaltedError
from bot.words import by_word, small_talk
from store.chats import Chat
from store.errors import StoreError

log = structlog.get_logger(__name__)

# A typing action lasts five seconds in clients; nothing is shown for answers that come at once.
TYPING_AFTER_S = 0.4
TYPING_EVERY_S = 4.5
# Of the letters of two commands that must be the same: "sumary" is /summary, but "foo" is not /follow (0.67).
_NEAR = 0.75


# Turning pages and settings is many small taps; each costs little to answer.
COMMAND, PRESS = 1.0, 0.2


class Answering(Protocol):
    """Sends answers (bot.wire.delivery)."""

    async def answer(
        self, outgoing: Outgoing, chat_id: int, thread_id: int = 0, reply_to: int | None = None
    ) -> int | None:
        """The new message's id; None when it could not be sent."""


class Telegram(Protocol):
    """The few calls besides messages. None of them raises: they are courtesies."""

    async def typing(self, chat_id: int, thread_id: int) -> None:
        """Show that we are at it."""

    async def toast(self, press_id: str, text: str = "") -> None:
        """Answer a press, with a line over the chat or without."""

    async def keyboard(self, chat_id: int, message_id: int, rows: Rows) -> None:
        """Put other buttons under a message."""

    async def leave(self, chat_id: int) -> None:
        """Leave a chat where we may not be."""


class Reception:
    """Where requests arrive."""

    def __init__(self, desk: Desk, answers: Answering, telegram: Telegram) -> None:
        owner = OwnerCommands()
        self.desk = desk
        self._answers = answers
        self._telegram = telegram
        self._commands = registry.commands(owner)
        self._presses = presses.table(owner)

    # ── messages ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def message(self, request: Request) -> None:
        """A command, or plain words in a private chat or to the bot by its name."""
        if not (request.private or request.by_name) and request.command not in self._commands:
            return
        request = _spelled(request, self._commands)
        visit = await self._let_in(request)
        if visit is None:
            return
        command = self._commands.get(request.command)
        slow = command.item.slow if command else True
        async with self._typing(request, slow=slow):
            replies = await self._guarded(visit, self._answered(visit))
        await self._send(visit, replies)

    async def _answered(self, visit: Visit) -> Replies:
        request = visit.request
        if not request.command:
            return await self._plain(visit)
        if request.command == "start" and request.words:
            return await self._deep_link(visit)
        command = self._commands.get(request.command)
        if command is None and (talk := small_talk.answer_to(request.command)):
            return tell(visit, talk)
        if command is None:
            return _unknown(visit, self._near_commands(visit))
        refused = await self._refusal(visit, command.item.may, groups=command.item.groups)
        return refused or await command.handler(self.desk, visit)

    def _near_commands(self, visit: Visit) -> list[str]:
        """The commands that this person may be told of and that look like the one they typed, the nearest first."""
        owner = self.desk.access.owner(visit.request.user_id)
        names = [name for name, command in self._commands.items() if owner or command.item.may != "owner"]
        return difflib.get_close_matches(visit.request.command, names, n=1, cutoff=_NEAR)

    async def _plain(self, visit: Visit) -> Replies:
        """A link is summed up, a question asked, words looked up, a place gives the time zone."""
        request = visit.request
        if request.location is not None:
            return await schedule.timezone(self.desk, visit)
        if request.links:
            return await stories.by_link(self.desk, visit, request.links[0])
        if request.words and not (request.reply_to_other and by_word.about_this(request.words)):
            return await self._words(visit)
        return await self._named(visit)

    async def _named(self, visit: Visit) -> Replies:
        """The bot's bare name: under somebody's link, story or words it asks about those."""
        request = visit.request
        if not request.reply_to_other:
            # The list of all commands is longer than a screen, and in a group everybody has to scroll past it.
            return await begin.help_(self.desk, visit) if request.private else tell(visit, "start.group")
        if request.reply_ref or request.reply_links or not request.reply_words:
            return await stories.summary(self.desk, _without_words(visit))
        return await self._words(replace(visit, request=replace(request, words=request.reply_words)))

    async def _words(self, visit: Visit) -> Replies:
        request = visit.request
        if talk := small_talk.answer_to(visit.words):
            return tell(visit, talk)
        if _LISTED.fullmatch(request.words):
            return await stories.summary(self.desk, visit)
        if len(request.words) <= LONGEST_QUESTION and (
            asks(request.words) or archive.asks_for_words(request.words)
        ):
            return await archive.ask(self.desk, visit)
        if pasted(request.words):
            return tell(visit, "search.too_long")
        if by_word.opens_question(request.words):
            return await archive.asked_or_looked_up(self.desk, visit)
        return await archive.looked_up(self.desk, visit)

    async def _deep_link(self, visit: Visit) -> Replies:
        """`/start story_s12`, from a button in a channel or a shared card; `/start invite_…` was used at the door."""
        what, _, ref = visit.request.words.partition("_")
        opened = {
            "story": stories.opened,
            "quotes": stories.quotes_of,
            "evidence": stories.evidence_of,
            "sources": stories.sources_of,
        }.get(what)
        if opened is None or not visit.request.private:
            return await begin.start(self.desk, visit)
        replies = await opened(self.desk, visit, ref)
        if visit.subscription is not None:
            return replies
        return (*replies, begin.offer(visit))

    async def _refusal(self, visit: Visit, may: str, *, groups: bool = True) -> Replies | None:
        request = visit.request
        if may == "owner":
            if not self.desk.access.owner(request.user_id):
                return tell(visit, "access.owner")
            return None if request.private or groups else tell(visit, "access.private_only")
        if may == "admins" and not await self.desk.may_change(request):
            return tell(visit, "access.admins")
        return None

    # ── presses ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def press(self, request: Request, press_id: str) -> None:
        """A button. Always answered, also when it is stale or refused."""
        visit = await self._let_in(request, press_id)
        if visit is None:
            return
        button = self._presses.get(request.press.action) if request.press else None
        if button is None or request.press is None:
            await self._telegram.toast(press_id, visit.texts.plain("error.stale"))
            return
        refused = await self._guarded_refusal(visit, button.may)
        if refused:
            await self._telegram.toast(press_id, refused)
            return
        if not button.says:
            await self._telegram.toast(press_id)
        async with self._typing(request, slow=True):
            done = await self._pressed(visit, button)
        if button.says:
            await self._telegram.toast(press_id, done.toast)
        if done.keyboard is not None and request.message_id is not None:
            await self._telegram.keyboard(request.chat.chat_id, request.message_id, done.keyboard)
        await self._send(visit, done.messages)
        for chat_id, outgoing in done.elsewhere:
            await self._answers.answer(outgoing, chat_id)

    async def _pressed(self, visit: Visit, button: presses.Button) -> Pressed:
        press = visit.request.press
        assert press is not None
        done: list[Pressed] = []

        async def act() -> Replies:
            done.append(await button.act(self.desk, visit, press))
            return done[0].messages

        replies = await self._guarded(visit, act())
        return done[0] if done else Pressed(messages=replies)

    async def _guarded_refusal(self, visit: Visit, may: str) -> str:
        """Why this press is refused, in words; empty when it isn't."""
        replies = await self._guarded(visit, self._refusal_or_none(visit, may))
        return replies[0].plain if replies else ""

    async def _refusal_or_none(self, visit: Visit, may: str) -> Replies:
        return await self._refusal(visit, may) or ()

    # ── the door ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _let_in(self, request: Request, press_id: str | None = None) -> Visit | None:
        """The visit, or None when it was turned away (which it was told, if it is worth telling)."""
        visit: Visit | None = None
        try:
            visit = await self.desk.visit(request)
            refusal = await self._turned_away(visit)
        except StoreError as error:
            log.warning("request not served", chat=request.chat.chat_id, error=str(error))
            fallback = Visit(request=request, reader=self.desk.reader(request, None), subscription=None)
            await self._send(fallback, tell(fallback, "error.busy"))
            return None
        if refusal is None:
            return visit
        if press_id is not None:
            await self._telegram.toast(press_id, refusal[0].plain if refusal else "")
        else:
            await self._send(visit, refusal)
        return None

    async def _turned_away(self, visit: Visit) -> Replies | None:
        """What to say to somebody who may not ask now; empty for silence, None to let them in."""
        request, desk = visit.request, self.desk
        owner = desk.access.owner(request.user_id)
        cost = COMMAND if request.press is None else PRESS
        who = request.user_id if request.user_id is not None else request.chat.chat_id
        person = desk.people.take(who, cost=cost)
        if not person.allowed and not owner:
            return tell(visit, "access.slow_down", seconds=person.seconds) if person.explain else ()
        if not request.private:
            group = desk.groups.take(request.chat.chat_id, cost=cost)
            if not group.allowed and not owner:
                return tell(visit, "access.slow_chat", seconds=group.seconds) if group.explain else ()
        if desk.access.mode == "open" or await self._may_use(visit):
            return None
        key = "access.invite_only" if desk.access.mode == "invite" else "access.closed"
        if request.command == "start" and request.words.startswith("invite_"):
            key = "invite.bad"
        return tell(visit, key) if request.private else ()

    async def _may_use(self, visit: Visit) -> bool:
        request, desk = visit.request, self.desk
        if request.private and await membership.accept_invitation(desk, request):
            return True
        chat = None if request.private else await desk.threads.store(desk.chats.get, request.chat.chat_id)
        return await desk.threads.store(
            desk.access.may_use,
            user_id=request.user_id,
            chat_id=request.chat.chat_id,
            chat_invited_by=chat.invited_by if chat else None,
        )

    # ── members ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def joined(self, request: Request) -> None:
        """The bot was added, unblocked or made able to post."""
        visit = await self._guarded_visit(request)
        if visit is None:
            return
        if not request.private and not await self._may_use(visit):
            await self._telegram.leave(request.chat.chat_id)
            return
        greeting = await membership.joined(self.desk, visit)
        if greeting is None:
            return
        if request.channel and request.user_id is not None:
            # A greeting in a channel would be posted to all its readers: the person who added us gets it instead.
            private = Chat(chat_id=request.user_id, type="private")
            visit = replace(visit, request=replace(request, chat=private, thread_id=0, message_id=None))
        await self._send(visit, (greeting,))

    async def left(self, request: Request, reason: str) -> None:
        """The bot was removed or blocked."""
        await membership.left(self.desk, request, reason)

    async def moved(self, old: int, new: int) -> None:
        """A group became a supergroup."""
        await self.desk.threads.store(self.desk.chats.move, old, new)
        self.desk.admins.forget(old)

    async def _guarded_visit(self, request: Request) -> Visit | None:
        try:
            return await self.desk.visit(request)
        except StoreError as error:
            log.warning("request not served", chat=request.chat.chat_id, error=str(error))
            return None

    # ── answering ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _guarded(self, visit: Visit, work: Awaitable[Replies]) -> Replies:
        """What the handler says; what to say when it fails. A bug is logged whole, without what the person wrote."""
        try:
            return await work
        except StoreError as error:
            log.warning("store refused", chat=visit.request.chat.chat_id, error=str(error))
            return tell(visit, "error.busy")
        except HaltedError:
            log.info("stopped before the answer", command=visit.request.command)
            return tell(visit, "error.failed")
        except Exception:
            log.exception("handler failed", command=visit.request.command, chat=visit.request.chat.chat_id)
            return tell(visit, "error.failed")

    async def _send(self, visit: Visit, replies: Replies) -> None:
        request = visit.request
        # In a group the first message hangs under the question, and everywhere under the story whose button was
        # pressed; the rest follow it.
        hangs = not request.channel and (request.press is not None or not request.private)
        for position, outgoing in enumerate(replies):
            reply_to = request.message_id if hangs and position == 0 and outgoing.edit is None else None
            await self._answers.answer(outgoing, request.chat.chat_id, request.thread_id, reply_to)

    @asynccontextmanager
    async def _typing(self, request: Request, *, slow: bool) -> AsyncIterator[None]:
        if not slow or request.channel:
            yield
            return
        task = asyncio.create_task(self._type(request))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _type(self, request: Request) -> None:
        await asyncio.sleep(TYPING_AFTER_S)
        while True:
            await self._telegram.typing(request.chat.chat_id, request.thread_id)
            await asyncio.sleep(TYPING_EVERY_S)


# A number alone is one of the list last shown, whose buttons carry the same numbers.
_LISTED = re.compile(r"#?\d{1,2}")


def _spelled(request: Request, commands: Collection[str]) -> Request:
    """The same, with the command that its words say: "@bot /latest", "settings" in private, or "/news" for "/latest"."""
    if request.command in commands or not (request.private or request.by_name):
        return request
    said = by_word.command(request.command or request.words)
    if said is None:
        return request
    name, words = said
    return replace(request, command=name, words=request.words if request.command else words)


def _without_words(visit: Visit) -> Visit:
    """What is meant is what the message replies to."""
    return replace(visit, request=replace(visit.request, words=""))


def _unknown(visit: Visit, near: list[str]) -> Replies:
    """The nearest command, to tap."""
    command = f"/{visit.request.command}"
    if near:
        return tell(visit, "error.did_you_mean", command=command, suggestion=f"/{near[0]}")
    return tell(visit, "error.unknown_command", command=command)


def story_of(data: list[str | None]) -> str | None:
    """The story of a message of ours, by what its buttons carry."""
    for text in data:
        press = callbacks.parse(text)
        if press is not None and press.action in {"q", "e", "s", "m", "b", "t", "w"}:
            return press.arg(0) or None
    return None
