"""When to stop asking a server that keeps failing, and when to try it again.

Pure: knows counts and a clock it is given; does not know what a server is.
"""

import threading
from collections.abc import Callable


class Breaker:
    """Opens after `failures` in a row and stays open for `open_s` seconds; then one caller may try.

    `clock` gives seconds that never go back (`time.monotonic`). Safe for concurrent threads.
    """

    def __init__(self, *, failures: int = 5, open_s: float = 60.0, clock: Callable[[], float]) -> None:
        if failures < 1:
            raise ValueError(f"a breaker needs at least one failure to open, not {failures}")
        self._failures = failures
        self._open_s = open_s
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._opened: float | None = None
        self._trying = False

    def allow(self) -> bool:
        """Whether to ask now. While half open only the first caller may, until it reports."""
        with self._lock:
            if self._opened is None:
                return True
            if self._trying or self._clock() - self._opened < self._open_s:
                return False
            self._trying = True
            return True

    def success(self) -> None:
        """The server answered: close."""
        with self._lock:
            self._in_a_row, self._opened, self._trying = 0, None, False

    def failure(self) -> None:
        """The server did not answer: count, open, or stay open for another while."""
        with self._lock:
            self._in_a_row += 1
            if self._trying or self._in_a_row >= self._failures:
                self._opened = self._clock()
            self._trying = False

    def opens_again_in(self) -> float:
        """Seconds until the next try; 0 when closed or due."""
        with self._lock:
            return 0.0 if self._opened is None else max(0.0, self._open_s - (self._clock() - self._opened))
