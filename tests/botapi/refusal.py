"""What the server answers instead of a result, as values. The texts are Telegram's own."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(kw_only=True)
class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not an error of ours)
    """The Bot API's `{"ok": false}`: a status, a description and parameters.

    `about` says whose fault it is: "content" (the message itself is wrong: a bug of the bot), "state" (the chat is
    blocked, gone or moved), "rate", "plan" (a test asked for it).
    """

    status: int
    description: str
    about: str = "content"
    parameters: dict[str, Any] = field(default_factory=dict)


def bad_request(text: str, **parameters: Any) -> Refusal:
    """400, the message itself is wrong."""
    return Refusal(status=400, description=f"Bad Request: {text}", parameters=parameters)


def bad_state(text: str, **parameters: Any) -> Refusal:
    """400, the chat is not what the bot thinks."""
    return Refusal(status=400, description=f"Bad Request: {text}", about="state", parameters=parameters)


def forbidden(text: str) -> Refusal:
    """403, the bot is not welcome."""
    return Refusal(status=403, description=f"Forbidden: {text}", about="state")


def flood(seconds: int, *, about: str = "rate") -> Refusal:
    """429 with the seconds to wait."""
    return Refusal(
        status=429,
        description=f"Too Many Requests: retry after {seconds}",
        about=about,
        parameters={"retry_after": seconds},
    )
