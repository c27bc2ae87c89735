"""Telegram at the other end of the wire: answers every call from memory and remembers it. No network."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

TOKEN = "123456:" + "A" * 35
ME = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Attaché",
    "username": "attache_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}


class MemoryRequest(BaseRequest):
    """The outermost thing to fake: python-telegram-bot runs whole above it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Any] = {"getMe": ME}
        self.kept: dict[str, Any] = {}
        self.refuse: dict[str, str] = {}

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - as above
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002 - as above
        write_timeout: Any = None,  # noqa: ARG002 - as above
        connect_timeout: Any = None,  # noqa: ARG002 - as above
        pool_timeout: Any = None,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        values = dict(request_data.json_parameters) if request_data else {}
        self.calls.append((name, values))
        if name in self.refuse:
            return 400, json.dumps(
                {"ok": False, "error_code": 400, "description": self.refuse[name]}
            ).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, values)}).encode()

    def of(self, name: str) -> list[dict[str, Any]]:
        """What was asked of one method."""
        return [values for called, values in self.calls if called == name]

    def _result(self, name: str, values: dict[str, Any]) -> Any:
        """Menus are kept, so that asking gives what was set."""
        where = "|".join([name[3:], values.get("scope", ""), values.get("language_code", "")])
        if name.startswith("setMy"):
            self.kept[where] = values
            return True
        if name == "getMyCommands":
            return json.loads(self.kept.get(where, {}).get("commands", "[]"))
        if name == "getMyDescription":
            return {"description": self.kept.get(where, {}).get("description", "")}
        if name == "getMyShortDescription":
            return {"short_description": self.kept.get(where, {}).get("short_description", "")}
        return self.answers.get(name, True)
