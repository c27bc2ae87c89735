"""The server itself: the third-party wire layer with our world, fault plan and rates behind it.

Third-party (`LoBotApiEmulator`): reading requests, long polling, webhooks, shape checks. Ours: every answer's content.
Every outgoing text with markup is parsed by TDLib; what Telegram would refuse is refused and remembered in `refused`.
"""

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator import updates as third_party_updates

from tests import tdlib
from tests.botapi import methods
from tests.botapi.faults import Fault, FaultPlan
from tests.botapi.refusal import Refusal, bad_request, bad_state, flood
from tests.botapi.world import Json, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.botapi.rates import Rates

# The third-party queue takes messages, callbacks and inline queries only; Telegram sends more.
third_party_updates.KINDS |= {"channel_post", "my_chat_member", "edited_message", "chosen_inline_result"}

# Parameters that Telegram takes and the third-party contract does not know. `world` or `_delivered` looks at them.
NEWER_FIELDS = {
    "message_thread_id",
    "link_preview_options",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "show_caption_above_media",
    "reply_parameters",
    "entities",
    "caption_entities",
    "has_spoiler",
    "disable_notification",
}
# Beyond the 100th Telegram silently ignores entities, so markup would be lost.
MAX_ENTITIES = 100


class _Breakdown(Exception):  # noqa: N818 (carries a fault out of the third-party code, which answers all errors)
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Server(LoBotApiEmulator):  # type: ignore[misc]  # untyped third-party base
    """One bot's Bot API. `sent` is what the bot did, in order; `refused` what it was not allowed to do."""

    def __init__(self, *, token: str, bot: Json) -> None:
        super().__init__(enable_control=False, allow_insecure_loopback_webhooks=True, max_updates=10_000)
        self.token = token
        self.revoked = False
        self.world = World(bot=bot)
        self.faults = FaultPlan()
        self.rates: Rates | None = None
        self.sent: list[Json] = []
        self.refused: list[Json] = []
        self.calls: list[Json] = []
        self.news = asyncio.Condition()

    # ── answering ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call of the bot."""
        if request.match_info["token"] != self.token or self.revoked:
            body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(body, status=401)
        method = request.match_info["method"]
        self.calls.append({"method": method, "at": time.time()})
        if method == "getUpdates":
            await self._let_the_last_poll_go()
        try:
            response: web.StreamResponse = await super().handle(request)
        except _Breakdown as broken:
            return await _break(request, broken.fault)
        finally:
            async with self.news:
                self.news.notify_all()
        return response

    def validate(self, method: str, fields: Json, uploads: Json) -> Any:
        """Called by the third-party `handle` with a parsed request; returns the result or raises."""
        chat_id = _number(fields.get("chat_id"))
        fault = self.faults.take(method, chat_id)
        raw = dict(fields)
        try:
            answer = fault.answer() if fault else None
            if answer is not None:
                raise answer
            if fault is not None and not fault.commits:
                raise _Breakdown(fault)
            result = self._result(method, fields, uploads, raw)
        except (Refusal, ApiRefusal) as refusal:
            self._remember_refusal(method, raw, refusal)
            if isinstance(refusal, Refusal):
                raise ApiRefusal(refusal.description, refusal.status, refusal.parameters or None) from refusal
            raise
        if fault is not None:
            raise _Breakdown(fault)
        return result

    def _remember_refusal(self, method: str, raw: Json, refusal: Any) -> None:
        self.refused.append(
            {
                "method": method,
                "chat_id": _number(raw.get("chat_id")),
                "status": refusal.status,
                "description": refusal.description,
                # The third-party layer only refuses what is wrong in itself.
                "about": getattr(refusal, "about", "content"),
                "text": raw.get("text") or raw.get("caption") or "",
            }
        )

    def _result(self, method: str, fields: Json, uploads: Json, raw: Json) -> Any:
        ours: Callable[[World, Json], Any] | None = methods.METHODS.get(method)
        if ours is not None:
            result = ours(self.world, fields)
            if method in methods.LOGGED:
                self._log(method, raw, answer=result)
            return result
        if method.startswith(("send", "edit")) and method != "sendChatAction":
            return self._delivered(method, fields, uploads, raw)
        if "chat_id" in fields:
            fields["chat_id"] = str(self.world.chat(fields["chat_id"]).id)
        if method == "sendChatAction":
            chat = self.world.chat(fields["chat_id"])
            self.world.check_writable(chat, _number(fields.pop("message_thread_id", None)))
        if method == "answerInlineQuery":
            fields.pop("button", None)
            _check_inline(self.world, fields)
        result = super().validate(method, fields, uploads)
        if method in ("answerCallbackQuery", "answerInlineQuery", "sendChatAction"):
            self._log(method, raw)
        return result

    def _delivered(self, method: str, fields: Json, uploads: Json, raw: Json) -> Json:
        """Send or edit a message: check it, keep it, log it."""
        chat = self.world.chat(fields.get("chat_id"))
        fields["chat_id"] = str(chat.id)
        newer = {key: fields.pop(key) for key in list(fields) if key in NEWER_FIELDS}
        thread = _number(newer.get("message_thread_id"))
        self.world.check_writable(chat, thread)
        if self.rates is not None and method.startswith("send"):
            wait = self.rates.wait(chat.id, time.monotonic())
            if wait:
                raise flood(wait)
        entities = _parse_markup(fields)
        content = super().validate(method, fields, uploads)
        if entities:
            content["caption_entities" if "caption" in fields else "entities"] = entities
        if method.startswith("edit"):
            number = content["message_id"]
            message = self.world.edit(chat, number, content, markup_only=method == "editMessageReplyMarkup")
        else:
            reply_to = self._replied(chat.id, newer.get("reply_parameters"))
            message = self.world.post(chat, content, thread_id=thread, reply_to=reply_to)
        if "link_preview_options" in newer:
            message["link_preview_options"] = _decoded(newer["link_preview_options"])
        self._log(
            method, raw, message=message, silent=str(newer.get("disable_notification")).lower() == "true"
        )
        return message

    def _replied(self, chat_id: int, parameters: Any) -> int | None:
        if parameters is None:
            return None
        reply = _decoded(parameters)
        number = reply.get("message_id")
        if (chat_id, number) in self.world.messages:
            return int(number)
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    def _log(self, method: str, raw: Json, **more: Any) -> None:
        fields = {key: value for key, value in raw.items() if isinstance(value, (str, int, float, bool))}
        entry = {"seq": len(self.sent) + 1, "at": time.time(), "method": method, "fields": fields, **more}
        # A snapshot: a later edit makes a new entry and must not change this one.
        self.sent.append(json.loads(json.dumps(entry)))

    # ── updates ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def push(self, update: Json) -> int:
        """Give the bot an update; returns its number."""
        number: int = await self.enqueue_update(update, token=self.token)
        return number

    async def _let_the_last_poll_go(self) -> None:
        """A client that hangs up and polls again at once is alone; the third-party layer needs 0.1 s to notice."""
        inbox = self._update_queues._state(self.token)
        deadline = time.monotonic() + 0.3
        while inbox.polling and time.monotonic() < deadline:  # noqa: ASYNC110 (nothing to wait for)
            await asyncio.sleep(0.02)

    async def keep_delivering(self) -> None:
        """Retry webhooks that did not answer, as Telegram does; runs until cancelled."""
        while True:
            await asyncio.sleep(0.5)
            await self.deliver_updates(token=self.token)


def _parse_markup(fields: Json) -> list[Json]:
    """Replace markup by text in `fields`; returns the entities, Telegram's own findings (addresses …) included."""
    key = "caption" if "caption" in fields else "text"
    text = fields.get(key)
    mode = str(fields.pop("parse_mode", "") or "").lower()
    if not isinstance(text, str):
        return []
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    marked: list[Json] = []
    if mode == "html":
        try:
            parsed = tdlib.parse_html(text)
        except tdlib.Refused as refused:
            raise bad_request(str(refused)) from refused
        text, marked = parsed.text, list(parsed.entities)
    if len(marked) > MAX_ENTITIES:
        raise bad_request(f"{len(marked)} entities, and Telegram drops those beyond the {MAX_ENTITIES}th")
    fields[key] = text.rstrip()
    links = [
        (e["offset"], e["offset"] + e["length"]) for e in marked if e["type"] in ("text_link", "code", "pre")
    ]
    found = [
        e
        for e in tdlib.detect(fields[key])
        if not any(start < e["offset"] + e["length"] and e["offset"] < end for start, end in links)
    ]
    return sorted([*marked, *found], key=lambda e: (e["offset"], -e["length"]))


def _check_inline(world: World, fields: Json) -> None:
    """Refuse an answer to an unknown query, and cards whose message Telegram would refuse to send."""
    if str(fields.get("inline_query_id")) not in world.queries:
        raise bad_state("query is too old and response timeout expired or query ID is invalid")
    for card in _decoded(fields.get("results")) or []:
        content = card.get("input_message_content") or {}
        if str(content.get("parse_mode", "")).lower() == "html":
            try:
                tdlib.parse_html(content["message_text"])
            except tdlib.Refused as refused:
                raise bad_request(str(refused)) from refused


async def _break(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.kind == "bad_gateway":
        page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
        return web.Response(status=502, text=page, content_type="text/html")
    if fault.kind == "gateway_timeout":
        page = "<html><head><title>504 Gateway Time-out</title></head><body>nginx</body></html>"
        return web.Response(status=504, text=page, content_type="text/html")
    if fault.kind == "truncated":
        return web.Response(text='{"ok":true,"result":{"message_id":', content_type="application/json")
    if fault.kind == "hang":
        # aiohttp has no event for "the client has gone".
        while request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
