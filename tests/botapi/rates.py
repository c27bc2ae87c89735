"""Telegram's documented message limits, counted strictly.

Real limits are not published and are kinder: short bursts to one chat pass. A bot that pleases this server pleases
Telegram. Off unless asked for.
"""

import math
from collections import deque

# Telegram's bot FAQ: "avoid sending more than one message per second" to a chat, "no more than 20 messages per minute"
# to a group, "not more than about 30 messages per second" in all. A burst of three is what "may burst" is read as.
CHAT_BURST = (3, 3.0)
GROUP_MINUTE = (20, 60.0)
ALL_SECOND = (30, 1.0)


class Rates:
    """Counts the messages of each chat; `wait` says how many whole seconds a message is too early."""

    def __init__(self) -> None:
        self._sent: dict[int | None, deque[float]] = {}

    def wait(self, chat_id: int, now: float) -> int:
        """0 and the message is counted; otherwise the seconds to wait, and it is not."""
        checks = [(None, ALL_SECOND), (chat_id, CHAT_BURST)]
        if chat_id < 0:
            checks.append((chat_id, GROUP_MINUTE))
        delay = max(self._early(key, limit, now) for key, limit in checks)
        if delay > 0:
            return math.ceil(delay)
        for key in (None, chat_id):
            self._sent.setdefault(key, deque(maxlen=64)).append(now)
        return 0

    def _early(self, key: int | None, limit: tuple[int, float], now: float) -> float:
        count, seconds = limit
        recent = [moment for moment in self._sent.get(key, ()) if now - moment < seconds]
        if len(recent) < count:
            return 0.0
        return seconds - (now - recent[-count])
