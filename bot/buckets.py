"""How fast a person, or all members of a group together, may ask. Pure arithmetic over an injected clock.

A bucket holds as many tokens as may be asked at once and fills evenly. The first refusal is explained; while the
person goes on, the rest is dropped in silence, since an answer to each would be a flood of our own making.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """May it pass? If not: is it time to say so, and when to try again."""

    allowed: bool
    explain: bool = False
    seconds: int = 0


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float
    explained: bool = False


class Buckets:
    """A bucket a key: `per_minute` tokens a minute, `burst` at once (a third of a minute's, at least five)."""

    def __init__(
        self,
        per_minute: float,
        *,
        burst: float | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate = per_minute / 60
        self._burst = burst if burst is not None else max(5.0, per_minute / 3)
        self._seconds = seconds
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def take(self, key: Hashable, *, cost: float = 1.0) -> Verdict:
        """Take a token, or the part of one that a small thing costs."""
        now = self._seconds()
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, now)
        self._buckets[key] = bucket
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.filled_at) * self._rate)
        bucket.filled_at = now
        if bucket.tokens >= cost:
            bucket.tokens -= cost
            bucket.explained = False
            return Verdict(allowed=True)
        explain, bucket.explained = not bucket.explained, True
        # Room for a few, not for one: told "1 s", a person would run into the next refusal at once.
        wanted = min(self._burst, 3.0)
        return Verdict(
            allowed=False, explain=explain, seconds=max(1, round((wanted - bucket.tokens) / self._rate))
        )
