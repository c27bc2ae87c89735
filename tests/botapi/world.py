"""The world that the bot sees: chats, topics, members, messages, menus. In memory; speaks no HTTP.

Refuses what Telegram refuses because of the state of a chat. Dictionaries are Bot API objects as they go over the wire.
"""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests import tdlib
from tests.botapi.refusal import Refusal, bad_request, bad_state, forbidden

Json = dict[str, Any]

# Telegram's own account behind anonymous administrators.
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
# "General" of a forum can't be addressed by its number.
GENERAL_TOPIC = 1

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


@dataclass(kw_only=True)
class Chat:
    """One chat and the bot's place in it."""

    id: int
    type: str
    title: str = ""
    username: str | None = None
    first_name: str = ""
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    """User → creator, administrator, member, left, kicked."""
    bot: str = "member"
    """The bot's own status; `kicked` in a private chat is a block."""
    deactivated: bool = False
    migrated_to: int | None = None

    def public(self) -> Json:
        """The Bot API's Chat."""
        name = {"first_name": self.first_name} if self.type == "private" else {"title": self.title}
        extra: Json = {"username": self.username} if self.username else {}
        if self.forum:
            extra["is_forum"] = True
        return {"id": self.id, "type": self.type, **name, **extra}


class World:
    """Everything the server remembers for one bot."""

    def __init__(self, *, bot: Json) -> None:
        self.bot = bot
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, Json] = {bot["id"]: bot}
        self.messages: dict[tuple[int, int], Json] = {}
        self.commands: dict[str, list[Json]] = {}
        self.texts: dict[str, str] = {}
        """Name and descriptions that the bot set for itself."""
        self.callbacks: set[str] = set()
        self.queries: set[str] = set()
        self._ids = itertools.count(101)

    def next_id(self) -> int:
        """A number nothing else has: messages, callbacks, queries."""
        return next(self._ids)

    # ── who and where ───────────────────────────────────────────────────────────────────────────────────────────────

    def add_chat(self, **facts: Any) -> Chat:
        """Open a chat; a private chat is opened with its user."""
        topics = {int(key): name for key, name in facts.pop("topics", {}).items()}
        members = {int(key): status for key, status in facts.pop("members", {}).items()}
        chat = Chat(topics=topics, members=members, **facts)
        self.chats[chat.id] = chat
        return chat

    def add_user(self, *, user: Json) -> Chat:
        """A person, with the private chat that the bot may write to."""
        self.users[user["id"]] = user
        return self.add_chat(
            id=user["id"],
            type="private",
            first_name=user["first_name"],
            username=user.get("username"),
            members={user["id"]: "member"},
        )

    def chat(self, chat_id: Any) -> Chat:
        """By number or @name; "chat not found" otherwise."""
        text = str(chat_id)
        for chat in self.chats.values():
            if text == str(chat.id) or (text.startswith("@") and chat.username == text[1:]):
                return chat
        raise bad_state("chat not found")

    def member(self, chat: Chat, user_id: int) -> Json:
        """The Bot API's ChatMember."""
        status = chat.bot if user_id == self.bot["id"] else chat.members.get(user_id, "left")
        user = self.users.get(user_id, {"id": user_id, "is_bot": False, "first_name": "Somebody"})
        return chat_member(user, status, channel=chat.type == "channel")

    # ── may the bot write there? ────────────────────────────────────────────────────────────────────────────────────

    def check_writable(self, chat: Chat, thread_id: int | None) -> None:
        """Raise what Telegram answers when the bot can't write to this chat or topic."""
        if chat.migrated_to is not None:
            text = "group chat was upgraded to a supergroup chat"
            raise bad_state(text, migrate_to_chat_id=chat.migrated_to)
        refusal = _refused_membership(chat)
        if refusal is not None:
            raise refusal
        if thread_id is not None and (thread_id == GENERAL_TOPIC or thread_id not in chat.topics):
            raise bad_state("message thread not found")

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────

    def say(
        self,
        chat: Chat,
        user: Json | None,
        text: str,
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
        anonymous: bool = False,
        more: Json | None = None,
    ) -> Json:
        """Somebody writes; returns the update. In a channel nobody is named, as in Telegram.

        `more` are further fields of the message, such as a location or who joined.
        """
        message = self._message(chat, text or None, thread_id=thread_id, reply_to=reply_to)
        message |= more or {}
        if chat.type == "channel":
            message["sender_chat"] = chat.public()
            return {"channel_post": message}
        if anonymous:
            message |= {"from": ANONYMOUS, "sender_chat": chat.public()}
        else:
            message["from"] = user
        return {"message": message}

    def rewrite(self, chat: Chat, message_id: int, text: str) -> Json:
        """Somebody edits an own message; returns the update."""
        message = self.messages[(chat.id, message_id)]
        message |= {"text": text, "edit_date": int(time.time()), "entities": list(tdlib.detect(text))}
        return {"edited_message": message}

    def reaches_bot(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in groups a bot that is no administrator sees commands, its name and replies to itself.

        BotFather's /setprivacy describes it so: what starts with a slash, or mentions the bot by its username.

        Telegram hides `/command@another_bot` too; here it is passed on, so that ignoring it is the bot's own doing.
        """
        if chat.type in ("private", "channel") or chat.bot == "administrator":
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]
        text = str(message.get("text", ""))
        return replied or text.startswith("/") or f"@{self.bot['username']}".lower() in text.lower()

    def press(self, chat: Chat, user: Json, message_id: int, data: str) -> Json:
        """Somebody presses a button under a message of the bot."""
        callback = str(self.next_id())
        self.callbacks.add(callback)
        # Of a message that was deleted meanwhile, Telegram gives the number only, with date 0.
        gone: Json = {"message_id": message_id, "date": 0, "chat": chat.public()}
        message = self.messages.get((chat.id, message_id), gone)
        query = {
            "id": callback,
            "from": user,
            "message": message,
            "chat_instance": str(chat.id),
            "data": data,
        }
        return {"callback_query": query}

    def ask_inline(self, user: Json, query: str, offset: str = "") -> Json:
        """Somebody writes `@bot query` in any chat."""
        number = str(self.next_id())
        self.queries.add(number)
        return {"inline_query": {"id": number, "from": user, "query": query, "offset": offset}}

    def set_bot_status(self, chat: Chat, user: Json, status: str) -> Json:
        """The bot is added, promoted, removed or blocked; returns the `my_chat_member` update."""
        old, chat.bot = chat.bot, status
        change = {
            "chat": chat.public(),
            "from": user,
            "date": int(time.time()),
            "old_chat_member": chat_member(self.bot, old, channel=chat.type == "channel"),
            "new_chat_member": chat_member(self.bot, status, channel=chat.type == "channel"),
        }
        return {"my_chat_member": change}

    def migrate(self, chat: Chat, new_id: int) -> list[Json]:
        """A group becomes a supergroup; returns the two service messages that Telegram sends."""
        new = self.add_chat(
            id=new_id, type="supergroup", title=chat.title, members=dict(chat.members), bot=chat.bot
        )
        chat.migrated_to = new_id
        user = next(iter(self.users.values()))
        left = {**self._message(chat, None), "from": user, "migrate_to_chat_id": new_id}
        arrived = {**self._message(new, None), "from": user, "migrate_from_chat_id": chat.id}
        return [{"message": left}, {"message": arrived}]

    def _message(
        self,
        chat: Chat,
        text: str | None,
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
    ) -> Json:
        message: Json = {"message_id": self.next_id(), "date": int(time.time()), "chat": chat.public()}
        if text is not None:
            message["text"] = text
            entities = tdlib.detect(text)
            if entities:
                message["entities"] = list(entities)
        if reply_to is not None:
            message["reply_to_message"] = self.messages[(chat.id, reply_to)]
            if chat.type == "supergroup" and not chat.forum:
                # A trap of the real thing: replies carry a thread number although there are no topics.
                message["message_thread_id"] = reply_to
        if thread_id is not None:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
            # Another trap: in a topic every message replies to the one that opened it, unless to something else.
            message.setdefault("reply_to_message", _opening(chat, thread_id))
        self.messages[(chat.id, message["message_id"])] = message
        return message

    # ── what the bot does ───────────────────────────────────────────────────────────────────────────────────────────

    def post(self, chat: Chat, content: Json, *, thread_id: int | None, reply_to: int | None) -> Json:
        """Complete and keep a message of the bot; `content` has text or media, entities and keyboard."""
        message: Json = {
            **content,
            "message_id": self.next_id(),
            "date": int(time.time()),
            "chat": chat.public(),
        }
        if chat.type == "channel":
            message["sender_chat"] = chat.public()
        else:
            message["from"] = self.bot
        if thread_id is not None:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        if reply_to is not None:
            message["reply_to_message"] = self.messages[(chat.id, reply_to)]
        self.messages[(chat.id, message["message_id"])] = message
        return message

    def edit(self, chat: Chat, message_id: int, content: Json, *, markup_only: bool) -> Json:
        """Change a message of the bot; Telegram refuses a change that changes nothing."""
        old = self.messages.get((chat.id, message_id))
        if old is None:
            raise bad_state("message to edit not found")
        if old.get("from", {}).get("id") != self.bot["id"] and "sender_chat" not in old:
            raise bad_state("message can't be edited")
        keys = ("reply_markup",) if markup_only else ("text", "caption", "entities", "reply_markup")
        # Telegram keeps no empty keyboard.
        content = {key: value for key, value in content.items() if value != {"inline_keyboard": []}}
        if all(content.get(key) == old.get(key) for key in keys):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as "
                "a current content and reply markup of the message"
            )
        new = {key: value for key, value in old.items() if key not in keys}
        new |= {key: content[key] for key in keys if key in content}
        new["edit_date"] = int(time.time())
        self.messages[(chat.id, message_id)] = new
        return new

    def delete(self, chat: Chat, message_id: int) -> None:
        """Delete a message."""
        if self.messages.pop((chat.id, message_id), None) is None:
            raise bad_state("message to delete not found")


def _opening(chat: Chat, thread_id: int) -> Json:
    topic = {"name": chat.topics[thread_id], "icon_color": 7322096}
    return {"message_id": thread_id, "date": 1, "chat": chat.public(), "forum_topic_created": topic}


def chat_member(user: Json, status: str, *, channel: bool = False) -> Json:
    """The Bot API's ChatMember of every status."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_ADMIN_RIGHTS, True)
        if channel:
            member |= {"can_post_messages": True, "can_edit_messages": True}
    elif status == "kicked":
        member["until_date"] = 0
    return member


def _refused_membership(chat: Chat) -> Refusal | None:
    if chat.deactivated:
        return forbidden("user is deactivated")
    kind = {"private": "user", "group": "group chat", "supergroup": "supergroup chat"}.get(
        chat.type, "channel chat"
    )
    if chat.bot == "kicked":
        return forbidden(
            f"bot was blocked by the {kind}" if chat.type == "private" else f"bot was kicked from the {kind}"
        )
    if chat.bot == "left":
        return forbidden(f"bot is not a member of the {kind}")
    if chat.type == "channel" and chat.bot != "administrator":
        return bad_state("need administrator rights in the channel chat")
    return None
