"""Methods of the Bot API that the third-party layer lacks or answers too simply, as functions of the world."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.botapi.refusal import bad_request, bad_state
from tests.botapi.world import Json, World, chat_member

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def _get_me(world: World, _: Json) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _get_chat(world: World, fields: Json) -> Json:
    chat = world.chat(fields.get("chat_id"))
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        True,
    )
    return {**chat.public(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def _get_chat_member(world: World, fields: Json) -> Json:
    chat = world.chat(fields.get("chat_id"))
    if chat.bot in ("left", "kicked"):
        raise bad_state("chat not found")
    return world.member(chat, int(fields["user_id"]))


def _get_chat_administrators(world: World, fields: Json) -> list[Json]:
    chat = world.chat(fields.get("chat_id"))
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    found = [
        chat_member(world.users[user], status)
        for user, status in chat.members.items()
        if status in ("creator", "administrator")
    ]
    if chat.bot == "administrator":
        found.append(chat_member(world.bot, chat.bot))
    return found


def _get_chat_member_count(world: World, fields: Json) -> int:
    return len(world.chat(fields.get("chat_id")).members) + 1


def _leave_chat(world: World, fields: Json) -> bool:
    world.chat(fields.get("chat_id")).bot = "left"
    return True


def _set_my_commands(world: World, fields: Json) -> bool:
    commands = _decoded(fields.get("commands"))
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    _check_scope(world, fields)
    world.commands[_menu(fields)] = commands
    return True


def _delete_my_commands(world: World, fields: Json) -> bool:
    world.commands.pop(_menu(fields), None)
    return True


def _get_my_commands(world: World, fields: Json) -> list[Json]:
    return world.commands.get(_menu(fields), [])


def _check_scope(world: World, fields: Json) -> None:
    scope = _decoded(fields.get("scope")) or {}
    if "chat_id" in scope:
        world.chat(scope["chat_id"])


def _menu(fields: Json) -> str:
    scope = _decoded(fields.get("scope")) or {"type": "default"}
    place = ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    return f"{place}/{fields.get('language_code', '')}"


def _answer_callback(world: World, fields: Json) -> bool:
    if str(fields.get("callback_query_id")) not in world.callbacks:
        raise bad_state("query is too old and response timeout expired or query ID is invalid")
    if len(str(fields.get("text", ""))) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    return True


def _delete_message(world: World, fields: Json) -> bool:
    world.delete(world.chat(fields.get("chat_id")), int(fields["message_id"]))
    return True


def _delete_messages(world: World, fields: Json) -> bool:
    chat = world.chat(fields.get("chat_id"))
    for number in _decoded(fields["message_ids"]):
        world.delete(chat, int(number))
    return True


def _set_text(key: str, limit: int) -> Callable[[World, Json], bool]:
    def method(world: World, fields: Json) -> bool:
        text = str(fields.get(key, ""))
        if len(text) > limit:
            raise bad_request(f"{key} is too long")
        world.texts[f"{key}/{fields.get('language_code', '')}"] = text
        return True

    return method


def _get_text(key: str) -> Callable[[World, Json], Json]:
    def method(world: World, fields: Json) -> Json:
        return {key: world.texts.get(f"{key}/{fields.get('language_code', '')}", "")}

    return method


def _done(world: World, fields: Json) -> bool:
    if "chat_id" in fields:
        world.chat(fields["chat_id"])
    return True


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


METHODS: dict[str, Callable[[World, Json], Any]] = {
    "getMe": _get_me,
    "getChat": _get_chat,
    "getChatMember": _get_chat_member,
    "getChatAdministrators": _get_chat_administrators,
    "getChatMemberCount": _get_chat_member_count,
    "leaveChat": _leave_chat,
    "setMyCommands": _set_my_commands,
    "deleteMyCommands": _delete_my_commands,
    "getMyCommands": _get_my_commands,
    "answerCallbackQuery": _answer_callback,
    "deleteMessage": _delete_message,
    "deleteMessages": _delete_messages,
    "setMyName": _set_text("name", 64),
    "setMyDescription": _set_text("description", 512),
    "setMyShortDescription": _set_text("short_description", 120),
    "getMyName": _get_text("name"),
    "getMyDescription": _get_text("description"),
    "getMyShortDescription": _get_text("short_description"),
    "setChatMenuButton": _done,
    "setMessageReaction": _done,
    "pinChatMessage": _done,
    "unpinChatMessage": _done,
    "close": _done,
    "logOut": _done,
}
# What a person would notice.
LOGGED = {"answerCallbackQuery", "leaveChat", "setMessageReaction", "pinChatMessage", "deleteMessage"}
