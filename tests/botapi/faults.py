"""The fault plan: what is to go wrong, for which method and chat, and how often.

Knows names of faults and counts; does not play them (`wire.py` does).
"""

from dataclasses import dataclass
from typing import Any

from tests.botapi.refusal import Refusal, bad_request, flood, forbidden

# Faults that are an answer of Telegram's.
ANSWERS: dict[str, Refusal] = {
    "blocked": forbidden("bot was blocked by the user"),
    "kicked": forbidden("bot was kicked from the supergroup chat"),
    "deactivated": forbidden("user is deactivated"),
    "chat_not_found": bad_request("chat not found"),
    "not_modified": bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message"
    ),
    "parse": bad_request('can\'t parse entities: Unsupported start tag "oops" at byte offset 0'),
    "no_rights": bad_request("not enough rights to send text messages to the chat"),
    "no_photos": bad_request("not enough rights to send photos to the chat"),
    "thread_not_found": bad_request("message thread not found"),
    "unauthorized": Refusal(status=401, description="Unauthorized"),
    "internal": Refusal(status=500, description="Internal Server Error"),
}

# Faults of the way there or back. The second value says whether the message was sent all the same.
BREAKDOWNS: dict[str, bool] = {
    "hang": False,
    "drop_before": False,
    "drop_after": True,
    "bad_gateway": False,
    "gateway_timeout": True,
    "truncated": True,
}


@dataclass(kw_only=True)
class Fault:
    """One planned fault; `times` counts down, `after` lets that many calls pass first."""

    kind: str
    method: str = "sendMessage"
    chat_id: int | None = None
    times: int = 1
    after: int = 0
    retry_after: int = 1
    migrate_to: int = 0
    commit: bool | None = None

    @property
    def commits(self) -> bool:
        """Is the message sent although the client never learns of it?"""
        return BREAKDOWNS[self.kind] if self.commit is None else self.commit

    def answer(self) -> Refusal | None:
        """The refusal to answer with; None for a breakdown."""
        if self.kind == "flood":
            return flood(self.retry_after, about="plan")
        if self.kind == "migrated":
            text = "group chat was upgraded to a supergroup chat"
            refusal = bad_request(text, migrate_to_chat_id=self.migrate_to)
        elif self.kind in ANSWERS:
            refusal = ANSWERS[self.kind]
        else:
            return None
        return Refusal(
            status=refusal.status,
            description=refusal.description,
            about="plan",
            parameters=refusal.parameters,
        )


class FaultPlan:
    """Planned faults, first planned first played."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, plan: dict[str, Any]) -> None:
        """Plan one; an unknown kind or field is a mistake of the test."""
        fault = Fault(**plan)
        if fault.kind not in {"flood", "migrated", *ANSWERS, *BREAKDOWNS}:
            raise ValueError(f"No fault is called {fault.kind!r}.")
        self._faults.append(fault)

    def clear(self) -> None:
        """Everything works again."""
        self._faults.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault to play for this call, counted down; None if it is to work."""
        for fault in self._faults:
            if fault.method not in (method, "*") or fault.chat_id not in (None, chat_id) or fault.times <= 0:
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            return fault
        return None
