"""What handlers work with, and the place a request comes from.

`Desk` holds what the composition root built; `Visit` is one request with the settings that hold where it was made.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.access import Access, Admins, Invitations
from bot.buckets import Buckets
from bot.commands.library import Briefings, Library, Operations, Reading, Waiting
from bot.commands.request import Request, one_line
from bot.messages import Outgoing
from bot.rendering.markup import Html, join
from bot.rendering.reader import Reader
from bot.texts import Texts, chosen_language, texts
from bot.threads import Threads
from bot.words import zones
from store.chats import Chats
from store.follows import Follows
from store.invites import Invites
from store.reports import Reports
from store.subscriptions import Subscription, Subscriptions

Replies = Sequence[Outgoing]

_LISTS_KEPT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What a place has before anybody chose."""

    timezone: str = "UTC"
    briefing: str = "07:30"
    language: str = "en"
    """Of groups and channels; in private the language of the person's own Telegram decides."""


class Shown:
    """The stories last listed in a place, so that `/summary 3` means the third of what was seen. Lost on a restart."""

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[int, int], dict[int, int]] = OrderedDict()

    def remember(self, request: Request, stories: dict[int, int]) -> None:
        """Story ids by number."""
        key = (request.chat.chat_id, request.thread_id)
        self._lists.pop(key, None)
        self._lists[key] = stories
        if len(self._lists) > _LISTS_KEPT:
            self._lists.popitem(last=False)

    def story(self, request: Request, number: int) -> int | None:
        """The story with this number."""
        return self._lists.get((request.chat.chat_id, request.thread_id), {}).get(number)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything handlers may use, each by its narrow interface."""

    chats: Chats
    subscriptions: Subscriptions
    follows: Follows
    reports: Reports
    invites: Invites
    waiting: Waiting
    library: Library
    reading: Reading
    operations: Operations
    briefings: Briefings
    access: Access
    admins: Admins
    invitations: Invitations
    people: Buckets
    """A bucket a person."""
    groups: Buckets
    """A bucket a group."""
    threads: Threads
    now: Callable[[], datetime]
    defaults: Defaults = field(default_factory=Defaults)
    bot_name: str = ""
    """User name without @; known once Telegram has said who we are."""
    shown: Shown = field(default_factory=Shown)
    drawing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a picture is drawn."""

    async def visit(self, request: Request) -> "Visit":
        """The request with the settings of its place."""
        found = await self.threads.store(self.subscriptions.find, request.chat.chat_id, request.thread_id)
        return Visit(request=request, subscription=found, reader=self.reader(request, found))

    def reader(self, request: Request, subscription: Subscription | None) -> Reader:
        """For whom answers in this place are drawn."""
        language = subscription.language if subscription else self.language(request)
        return Reader(
            texts=texts(language),
            zone=zones.stored(subscription.timezone if subscription else self.defaults.timezone),
            now=self.now(),
            length=subscription.length if subscription else "normal",
            previews=subscription.previews if subscription else False,
            bot=self.bot_name,
            channel=request.channel,
        )

    def language(self, request: Request) -> str:
        """Of a place without settings."""
        return chosen_language(request.language_code) if request.private else self.defaults.language

    async def ensure(self, visit: "Visit") -> Subscription:
        """The settings of exactly this place, to change them."""
        request = visit.request
        await self.threads.store(self.chats.meet, request.chat)
        return await self.threads.store(
            self.subscriptions.ensure,
            request.chat.chat_id,
            request.thread_id,
            language=visit.reader.texts.language,
            timezone=visit.reader.zone.key,
        )

    async def may_change(self, request: Request) -> bool:
        """May this person change settings here? Raises what asking Telegram raises."""
        return await self.admins.may_change(
            chat_id=request.chat.chat_id,
            chat_type=request.chat.type,
            user_id=request.user_id,
            as_chat=request.as_chat,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request and the settings of its place."""

    request: Request
    reader: Reader
    subscription: Subscription | None

    @property
    def texts(self) -> Texts:
        """The texts of this place."""
        return self.reader.texts

    @property
    def subscribed(self) -> bool:
        """Is anything sent to exactly this place by itself? A topic without settings of its own is not its chat."""
        found = self.subscription
        return found is not None and found.active and found.thread_id == self.request.thread_id

    @property
    def words(self) -> str:
        """What follows the command, as one line."""
        return one_line(self.request.words)

    @property
    def text(self) -> str:
        """What follows the command, as it was written."""
        return self.request.words


def say(html: Html, **more: object) -> tuple[Outgoing, ...]:
    """One message."""
    return (Outgoing(html=html, **more),)  # type: ignore[arg-type]  # the fields of Outgoing, checked by their users


def tell(visit: Visit, key: str, /, *, count: int | None = None, **values: object) -> tuple[Outgoing, ...]:
    """One message with one of our texts; what fills it is shortened, so that it is never too long to be sent."""
    short = {name: _short(value) if isinstance(value, str) else value for name, value in values.items()}
    return (Outgoing(html=visit.texts.html(key, count=count, **short)),)


def with_note(
    visit: Visit, said: tuple[Outgoing, ...], key: str = "settings.only_briefings"
) -> tuple[Outgoing, ...]:
    """The last message with one more text: that news as it happens is off, or another reason why less comes than it seems."""
    *before, last = said
    note = visit.texts.html(key)
    return (*before, replace(last, html=join([last.html, note], " ")))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_VALUE else f"{words[:_LONGEST_VALUE]}…"


# The longest of ours is a link with an invitation, of about 120.
_LONGEST_VALUE = 200
