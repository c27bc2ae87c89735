"""Starts the server as a process and plays the people in it. Synchronous: from async code call it in a thread.

Knows the control routes; knows nothing of the bot under test.
"""

import itertools
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.botapi.__main__ import DEFAULT_TOKEN

ROOT = Path(__file__).resolve().parents[2]
# How long a test waits for a bot that is to answer. It takes milliseconds, or seconds for a story to be read and
# summarised; a busy machine is ten times slower, and waiting costs only where something fails.
PATIENCE_S = 25.0

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person; `id` is also the private chat's."""

    id: int
    name: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A group, supergroup or channel."""

    id: int
    type: str
    title: str
    topics: dict[str, int] = field(default_factory=dict)
    """Name → message_thread_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Something the bot did: sent or edited a message, or answered a button, an inline query."""

    seq: int
    at: float
    method: str
    chat_id: int | None
    message_id: int | None
    thread_id: int | None
    text: str
    """Without markup, as people read it; of an answered button: what pops up."""
    html: str
    """As the bot sent it."""
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Json, ...], ...]
    reply_to: int | None
    silent: bool
    preview: Json | None
    """link_preview_options."""
    fields: Json
    """All scalar parameters as they came over the wire."""

    @property
    def labels(self) -> list[str]:
        """What is written on its buttons."""
        return [button["text"] for row in self.buttons for button in row]

    @property
    def is_message(self) -> bool:
        """Not a "typing …", a button's answer or the like."""
        return self.message_id is not None

    def button(self, which: str | int) -> Json:
        """By number from 0 or by a part of its label."""
        flat = [button for row in self.buttons for button in row]
        if isinstance(which, int):
            return flat[which]
        for button in flat:
            if which.lower() in button["text"].lower():
                return button
        raise LookupError(f"No button {which!r} under this message; there are {self.labels}.")


class BotApi:
    """A running server, and everything a test does with it."""

    def __init__(self, port: int, *, token: str, username: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.token = token
        self.username = username
        self._numbers = itertools.count(1)

    @classmethod
    @contextmanager
    def start(cls, *, token: str = DEFAULT_TOKEN, username: str = "AttacheTestBot") -> Iterator["BotApi"]:
        """A server process of its own, stopped at the end."""
        command = [sys.executable, "-m", "tests.botapi", "--token", token, "--username", username]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            if not port:
                raise RuntimeError("The Bot API server did not start; its error is above.")
            yield cls(int(port), token=token, username=username)
        finally:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()

    # ── people and places ───────────────────────────────────────────────────────────────────────────────────────────

    def user(self, name: str, *, language: str = "en", username: str | None = None) -> User:
        """A person, who has opened the chat with the bot."""
        number = 1000 + next(self._numbers)
        facts = {"id": number, "first_name": name, "language_code": language}
        if username:
            facts["username"] = username
        self._call("user", **facts)
        return User(id=number, name=name, language=language)

    def group(
        self,
        title: str,
        *,
        members: tuple[User, ...] = (),
        admins: tuple[User, ...] = (),
        type: str = "group",  # noqa: A002 (Telegram's word)
        topics: tuple[str, ...] = (),
        bot: str = "member",
        username: str | None = None,
    ) -> Place:
        """A group; with topics a forum (of type supergroup). `bot` is the bot's own status in it."""
        kind = "supergroup" if topics else type
        base = next(self._numbers)
        number = -(1000000000000 + base) if kind in ("supergroup", "channel") else -(5000 + base)
        places = {name: 100000 + next(self._numbers) for name in topics}
        everyone = {user.id: "member" for user in members} | {user.id: "administrator" for user in admins}
        self._call(
            "chat",
            id=number,
            type=kind,
            title=title,
            username=username,
            forum=bool(topics),
            topics={number: name for name, number in places.items()},
            members=everyone,
            bot=bot,
        )
        return Place(id=number, type=kind, title=title, topics=places)

    def channel(self, title: str, *, admins: tuple[User, ...] = (), username: str | None = None) -> Place:
        """A channel that the bot may post in."""
        return self.group(title, admins=admins, type="channel", bot="administrator", username=username)

    def change(self, chat: "User | Place | int", **facts: Any) -> None:
        """Change facts of a chat: `deactivated=True`, `bot="left"`, `members={id: "administrator"}` …"""
        self._call("change", chat_id=_id(chat), **facts)

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────

    def say(
        self,
        chat: "User | Place | int",
        text: str,
        *,
        by: User | None = None,
        topic: str | int | None = None,
        reply_to: "int | Sent | Json | None" = None,
        anonymous: bool = False,
        more: Json | None = None,
    ) -> Json:
        """Write a message. `by` is needed in groups; in a channel nobody is named. Returns Telegram's message.

        `more` are further fields of the message (`{"location": …}`); with them the text may be empty.
        """
        sender = by or (chat if isinstance(chat, User) else None)
        thread = chat.topics[topic] if isinstance(chat, Place) and isinstance(topic, str) else topic
        answer = self._call(
            "say",
            chat_id=_id(chat),
            user_id=sender.id if sender else None,
            text=text,
            thread_id=thread,
            reply_to=_message_id(reply_to),
            anonymous=anonymous,
            more=more,
        )
        message: Json = answer["message"]
        return message

    def rewrite(self, message: Json, text: str) -> None:
        """Edit an own message."""
        self._call("rewrite", chat_id=message["chat"]["id"], message_id=message["message_id"], text=text)

    def delete(self, message: Sent) -> None:
        """Delete a message of the bot; its buttons may still be pressed on a slow phone."""
        self._call("delete", chat_id=message.chat_id, message_id=message.message_id)

    def press(self, message: Sent, button: str | int, *, by: User, chat: "Place | int | None" = None) -> str:
        """Press a button by label or number; returns the callback's number (see `pressed`)."""
        data = message.button(button).get("callback_data")
        if data is None:
            raise LookupError(f"The button {button!r} opens a link; the bot is not told.")
        where = chat if chat is not None else message.chat_id
        assert where is not None
        assert message.message_id is not None
        number: str = self._call(
            "press", chat_id=_id(where), user_id=by.id, message_id=message.message_id, data=data
        )
        return number

    def pressed(self, callback: str, *, timeout: float = PATIENCE_S) -> Sent:
        """The bot's answer to a pressed button: its `text` pops up."""
        return self.wait_for(
            match=lambda one: str(one.fields.get("callback_query_id")) == callback, timeout=timeout
        )

    def ask(self, user: User, query: str, *, offset: str = "") -> str:
        """Ask inline (`@bot query`); returns the query's number."""
        number: str = self._call("ask", user_id=user.id, query=query, offset=offset)
        return number

    def asked(self, query: str, *, timeout: float = PATIENCE_S) -> list[Json]:
        """The bot's results for an inline query."""
        sent = self.wait_for(
            match=lambda one: str(one.fields.get("inline_query_id")) == query, timeout=timeout
        )
        results: list[Json] = json.loads(sent.fields["results"])
        return results

    def block(self, user: User) -> None:
        """The person blocks the bot."""
        self._call("membership", chat_id=user.id, user_id=user.id, status="kicked")

    def unblock(self, user: User) -> None:
        """… and lets it back."""
        self._call("membership", chat_id=user.id, user_id=user.id, status="member")

    def add_bot(self, chat: Place, *, by: User, status: str = "member") -> None:
        """The bot is added to a group, or made an administrator."""
        self._call("membership", chat_id=chat.id, user_id=by.id, status=status)

    def remove_bot(self, chat: Place, *, by: User) -> None:
        """The bot is removed from a group."""
        self._call("membership", chat_id=chat.id, user_id=by.id, status="kicked")

    def migrate(self, chat: Place, *, announce: bool = True) -> Place:
        """The group becomes a supergroup with a new number."""
        number = -(1000000000000 + next(self._numbers))
        self._call("migrate", chat_id=chat.id, new_id=number, announce=announce)
        return Place(id=number, type="supergroup", title=chat.title)

    # ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────────

    def fault(self, kind: str, *, chat: "User | Place | int | None" = None, **plan: Any) -> None:
        """Plan a fault (names in `faults.py`); `method`, `times`, `after`, `retry_after`, `migrate_to`, `commit`."""
        self._call("fault", kind=kind, chat_id=None if chat is None else _id(chat), **plan)

    def mend(self) -> None:
        """Forget all planned faults."""
        self._call("mend")

    def strict_rates(self, *, strict: bool = True) -> None:
        """Answer 429 as soon as Telegram's documented limits are passed."""
        self._call("rates", strict=strict)

    def revoke(self) -> None:
        """The token is no longer good: 401 from now on."""
        self._call("revoke")

    # ── what the bot did ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def mark(self) -> int:
        """The number of the latest entry: pass it as `after` to see only what comes next."""
        return len(self._call("sent"))

    def sent(
        self, chat: "User | Place | int | None" = None, *, method: str | None = None, after: int = 0
    ) -> list[Sent]:
        """What the bot did, in order, without its "typing …" unless asked for by method."""
        return [
            one
            for one in self._entries(after)
            if (chat is None or one.chat_id == _id(chat))
            and (one.method == method if method else one.method != "sendChatAction")
        ]

    def wait_for_news(self, *, after: int, wait_s: float) -> list[Sent]:
        """Everything after entry `after`, as soon as there is something; empty after `wait_s`."""
        return self._entries(after, wait_s=wait_s)

    def wait_for(
        self,
        chat: "User | Place | int | None" = None,
        text: str | None = None,
        *,
        match: Callable[[Sent], bool] | None = None,
        after: int = 0,
        timeout: float = PATIENCE_S,
    ) -> Sent:
        """The first entry in `chat` that holds `text` (a regular expression, case ignored) and meets `match`."""
        deadline = time.monotonic() + timeout
        seen: list[Sent] = []
        while True:
            wait = max(0.0, deadline - time.monotonic())
            for one in self._entries(after + len(seen), wait_s=min(wait, 5.0)):
                seen.append(one)
                if _fits(one, None if chat is None else _id(chat), text, match):
                    return one
            if wait <= 0:
                shown = "\n".join(f"  {one.method} {one.chat_id}: {one.text[:200]!r}" for one in seen[-12:])
                refused = self.refused()[-3:]
                raise AssertionError(
                    f"The bot did not send {text or match!r} to {chat} within {timeout} s.\nIt did:\n{shown}"
                    f"\nRefused last: {refused}"
                )

    def refused(self, *, about: str = "content") -> list[Json]:
        """Calls that Telegram would refuse because of the message itself; a test should find none."""
        return [one for one in self._call("refused") if one["about"] == about]

    def calls(self, method: str | None = None) -> list[Json]:
        """Every call: method and time (seconds since the epoch)."""
        return [one for one in self._call("calls") if method in (None, one["method"])]

    def menu(self) -> dict[str, list[str]]:
        """Command menus as the bot set them: "scope/language" → commands."""
        return {place: [c["command"] for c in commands] for place, commands in self._call("menu").items()}

    def _entries(self, after: int, *, wait_s: float = 0.0) -> list[Sent]:
        return [_sent(one) for one in self._call("sent", after=after, wait_s=wait_s)]

    def _call(self, door: str, **body: Any) -> Any:
        request = urllib.request.Request(
            f"{self.url}/__test/{door}", data=json.dumps(body).encode(), method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=40) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ValueError(json.load(error)["error"]) from None


def _id(chat: User | Place | int) -> int:
    return chat if isinstance(chat, int) else chat.id


def _message_id(message: "int | Sent | Json | None") -> int | None:
    if isinstance(message, Sent):
        return message.message_id
    if isinstance(message, dict):
        return int(message["message_id"])
    return message


def _fits(one: Sent, chat_id: int | None, text: str | None, match: Callable[[Sent], bool] | None) -> bool:
    if chat_id is not None and one.chat_id != chat_id:
        return False
    if text is not None and not (one.is_message and re.search(text, one.text, re.IGNORECASE)):
        return False
    return match(one) if match is not None else text is not None or one.is_message


def _sent(entry: Json) -> Sent:
    message = entry.get("message") or {}
    fields = entry["fields"]
    chat = message.get("chat", {}).get("id", fields.get("chat_id"))
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Sent(
        seq=entry["seq"],
        at=entry["at"],
        method=entry["method"],
        chat_id=int(chat) if chat is not None else None,
        message_id=message.get("message_id"),
        thread_id=topic,
        text=message.get("text") or message.get("caption") or str(fields.get("text", "")),
        html=str(fields.get("text") or fields.get("caption") or ""),
        entities=tuple(message.get("entities") or message.get("caption_entities") or ()),
        buttons=tuple(tuple(row) for row in rows),
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        silent=bool(entry.get("silent")),
        preview=message.get("link_preview_options"),
        fields=fields,
    )
