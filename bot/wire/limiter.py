"""How fast we may speak: in all, to one chat, to one group, and where Telegram asked for silence.

Pure: knows the time it is told and the sends it has granted; sleeps never and sends nothing. Telegram publishes no exact
limits. Its FAQ names about 30 messages a second in all, one a second in a chat (short bursts pass) and 20 a minute in a
group; beyond that it answers 429 with `retry_after`, which we obey per chat, and for everybody when several chats are
told so at once.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

# With bursts of 4 at 25 a second, no second holds more than 29; the 30th is left to what the network delays.
BURST = 4
# Of a burst, what only answers to people may use, so that a person never waits behind a push.
BURST_FOR_ANSWERS = 2
# "One a second, short bursts pass" is read as 3 in any 3 seconds. Pushes keep a second between them, so an answer in the
# middle of a long briefing waits a second at most.
CHAT_BURST = 3
GROUP_FOR_ANSWERS = 4
# A window as Telegram counts it and as we do differ by what the network delays.
WINDOW_MARGIN = 1.04
# Telegram rounds retry_after down at times (python-telegram-bot#5338 was released half a second early).
RETRY_MARGIN_S = 0.5
# This many chats told to wait within so many seconds: it is us, not them.
GLOBAL_CHATS = 3
GLOBAL_WITHIN_S = 10.0
# Chats beyond this many are looked through for those that have been quiet, so that memory stays flat.
REMEMBERED_CHATS = 4096


@dataclass(slots=True)
class _Chat:
    sent: deque[float]
    """When the last messages went, as many as the longest limit counts."""
    silent_until: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    count: int
    seconds: float
    for_answers: int = 0
    """How many of the count pushes leave free."""

    def earliest(self, sent: deque[float], *, answer: bool) -> float:
        """When the window has room: the moment the message leaves it that makes room."""
        allowed = self.count if answer else self.count - self.for_answers
        return sent[-allowed] + self.seconds if len(sent) >= allowed else 0.0


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
        second = WINDOW_MARGIN / chat_per_second
        burst = _Limit(count=CHAT_BURST, seconds=CHAT_BURST * second)
        apart = _Limit(count=CHAT_BURST, seconds=second, for_answers=CHAT_BURST - 1)
        reserve = min(GROUP_FOR_ANSWERS, group_per_minute - 1)
        minute = _Limit(count=group_per_minute, seconds=60 * WINDOW_MARGIN, for_answers=reserve)
        self._chat_limits = (burst, apart)
        self._group_limits = (burst, apart, minute)
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
        chat.sent.append(now)
        return 0.0

    def busy_chats(self) -> dict[int, float]:
        """Chats that no push may go to now, and for how many seconds."""
        now = self._clock()
        waits = {
            chat_id: self._wait_chat(chat_id, chat, now, answer=False)
            for chat_id, chat in self._chats.items()
        }
        return {chat_id: wait for chat_id, wait in waits.items() if wait > 0}

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
        limits = self._limits(chat_id)
        earliest = max(limit.earliest(chat.sent, answer=answer) for limit in limits)
        return max(earliest, chat.silent_until) - now

    def _limits(self, chat_id: int) -> tuple[_Limit, ...]:
        return self._group_limits if is_group(chat_id) else self._chat_limits

    def _remember(self, chat_id: int, now: float) -> _Chat:
        if len(self._chats) >= REMEMBERED_CHATS:
            self._chats = {
                known: kept for known, kept in self._chats.items() if self._matters(known, kept, now)
            }
        longest = max(limit.count for limit in self._limits(chat_id))
        chat = self._chats[chat_id] = _Chat(deque(maxlen=longest))
        return chat

    def _matters(self, chat_id: int, chat: _Chat, now: float) -> bool:
        longest = max(limit.seconds for limit in self._limits(chat_id))
        return chat.silent_until > now or (bool(chat.sent) and chat.sent[-1] > now - longest)


def is_group(chat_id: int) -> bool:
    """Groups, supergroups and channels have negative ids."""
    return chat_id < 0
