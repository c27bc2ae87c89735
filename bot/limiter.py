"""How fast we may speak: in all, to one chat, to one group, and where Telegram asked for silence.

Pure: knows the time it is told and the sends it has granted; sleeps never and sends nothing. Telegram publishes no exact
limits. Its FAQ names about 30 messages a second in all, one a second in a chat (short bursts pass) and 20 a minute in a
group; beyond that it answers 429 with `retry_after`, which we obey per chat, and for everybody when several chats are
told so at once.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

# Messages of two chats may overtake each other on the way: with a burst of 5 and 25 a second, Telegram sees at most 30
# in any second.
BURST = 5
# Of a burst, what only answers to people may use, so that a person never waits behind a push.
BURST_FOR_ANSWERS = 2
CHAT_BURST = 3
CHAT_BURST_FOR_ANSWERS = 1
GROUP_FOR_ANSWERS = 4
# A minute as Telegram counts it and as we do differ by what the network delays.
GROUP_WINDOW_S = 61.0
CHAT_MARGIN = 1.05
# Telegram rounds retry_after down at times (python-telegram-bot#5338 was released half a second early).
RETRY_MARGIN_S = 0.5
# This many chats told to wait within so many seconds: it is us, not them.
GLOBAL_CHATS = 3
GLOBAL_WITHIN_S = 10.0
# Chats beyond this many are looked through for those that have been quiet, so that memory stays flat.
REMEMBERED_CHATS = 4096


@dataclass(slots=True)
class _Chat:
    ready_at: float = 0.0
    """When the chat would have its whole burst again."""
    minute: deque[float] = field(default_factory=deque)
    """For groups: when the messages of the last minute went."""
    silent_until: float = 0.0


class Limiter:
    """Grants sends. `clock` is monotonic, in seconds: a system clock that jumps changes nothing here."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        per_second: float = 25.0,
        chat_per_second: float = 1.0,
        group_per_minute: int = 20,
    ) -> None:
        self._clock = clock
        self._interval = 1.0 / per_second
        self._chat_interval = CHAT_MARGIN / chat_per_second
        self._group_per_minute = group_per_minute
        self._ready_at = 0.0
        self._paused_until = 0.0
        self._chats: dict[int, _Chat] = {}
        self._floods: deque[tuple[float, int, float]] = deque()

    def take(self, chat_id: int, *, answer: bool = False) -> float:
        """0: send now, it is counted. Otherwise nothing is counted: seconds after which it is worth asking again.

        An `answer` to a person may use what pushes leave free.
        """
        now = self._clock()
        chat = self._chats.get(chat_id)
        wait = max(self._wait_overall(now, answer=answer), self._wait_chat(chat_id, chat, now, answer=answer))
        if wait > 0:
            return wait
        if chat is None:
            chat = self._remember(chat_id, now)
        self._ready_at = max(self._ready_at, now) + self._interval
        chat.ready_at = max(chat.ready_at, now) + self._chat_interval
        if is_group(chat_id):
            chat.minute.append(now)
        return 0.0

    def busy_chats(self) -> set[int]:
        """Chats that no push may go to now."""
        now = self._clock()
        return {
            chat_id
            for chat_id, chat in self._chats.items()
            if self._wait_chat(chat_id, chat, now, answer=False) > 0
        }

    def pause_s(self) -> float:
        """Seconds for which nothing at all may be sent."""
        return max(0.0, self._paused_until - self._clock())

    def pause(self, seconds: float) -> None:
        """Send nothing for so long: Telegram is out of reach, or has had enough of us."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def flooded(self, chat_id: int, retry_after_s: float) -> bool:
        """Telegram asked for silence in a chat. True when so many chats were told that everybody waits."""
        now = self._clock()
        wait = retry_after_s + RETRY_MARGIN_S
        self.silence(chat_id, wait)
        self._floods.append((now, chat_id, now + wait))
        while self._floods[0][0] < now - GLOBAL_WITHIN_S:
            self._floods.popleft()
        if len({chat for _, chat, _ in self._floods}) < GLOBAL_CHATS:
            return False
        self._paused_until = max(self._paused_until, *(until for _, _, until in self._floods))
        return True

    def silence(self, chat_id: int, seconds: float) -> None:
        """Send nothing to this chat for so long."""
        now = self._clock()
        chat = self._chats.get(chat_id) or self._remember(chat_id, now)
        chat.silent_until = max(chat.silent_until, now + seconds)

    def _wait_overall(self, now: float, *, answer: bool) -> float:
        burst = BURST if answer else BURST - BURST_FOR_ANSWERS
        earliest = self._ready_at - (burst - 1) * self._interval
        return max(earliest, self._paused_until) - now

    def _wait_chat(self, chat_id: int, chat: _Chat | None, now: float, *, answer: bool) -> float:
        if chat is None:
            return 0.0
        burst = CHAT_BURST if answer else CHAT_BURST - CHAT_BURST_FOR_ANSWERS
        earliest = max(chat.ready_at - (burst - 1) * self._chat_interval, chat.silent_until)
        if is_group(chat_id):
            while chat.minute and chat.minute[0] <= now - GROUP_WINDOW_S:
                chat.minute.popleft()
            allowed = self._group_per_minute if answer else self._group_per_minute - GROUP_FOR_ANSWERS
            if len(chat.minute) >= allowed:
                # The message whose leaving makes room, not the oldest: answers may have filled the rest.
                earliest = max(earliest, chat.minute[len(chat.minute) - allowed] + GROUP_WINDOW_S)
        return earliest - now

    def _remember(self, chat_id: int, now: float) -> _Chat:
        if len(self._chats) >= REMEMBERED_CHATS:
            self._chats = {
                known: chat
                for known, chat in self._chats.items()
                if max(chat.ready_at, chat.silent_until) > now
                or (chat.minute and chat.minute[-1] > now - GROUP_WINDOW_S)
            }
        chat = self._chats[chat_id] = _Chat()
        return chat


def is_group(chat_id: int) -> bool:
    """Groups, supergroups and channels have negative ids."""
    return chat_id < 0
