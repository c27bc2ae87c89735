"""Two cores for one batch: vectors are computed on a second thread while the caller parses what came before.

Knows threads, not what the vectors are for. The arithmetic of the encoder runs outside the interpreter's lock, parsing inside it,
so that the two share a machine of two cores nearly without waiting.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Final, Self

from summarizer.models.encoder import Vectors, use_threads

SWITCH_S: Final = 0.0005
"""Seconds after which a thread hands over the interpreter. The encoder takes the lock sixty times an article; at Python's own
5 ms it mostly waits for it: 7.6 articles a second against 12.1 at .5 ms, in one run; .02 ms was slower again."""


class Ahead:
    """Encodes groups of texts, in order; leaving the context ends the thread.

    Every group is a call of its own, so that its vectors do not depend on its neighbours.
    """

    def __init__(self, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._encode = encode
        self._groups: list[Sequence[str]] = []
        self._futures: list[Future[Vectors]] = []
        self._own: dict[int, Vectors] = {}
        self._taken = 0
        self._looked_at = 0
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(_sharing())
        self._pool = ThreadPoolExecutor(
            1, thread_name_prefix="encoder", initializer=use_threads, initargs=(1,)
        )
        self._open.callback(self._pool.shutdown, cancel_futures=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, texts: Sequence[str]) -> None:
        """Queue a group."""
        self._groups.append(texts)
        self._futures.append(self._pool.submit(self._encode, texts))

    def take(self) -> Vectors:
        """The vectors of the first group not yet taken.

        Instead of waiting for them the caller encodes what nobody has begun. Raises whatever the encoder raises.
        """
        number, self._taken = self._taken, self._taken + 1
        while not (number in self._own or self._futures[number].done()) and self._encode_one():
            pass
        return self._own.pop(number) if number in self._own else self._futures[number].result()

    def _encode_one(self) -> bool:
        """Encode the first group that is not begun; False when there is none."""
        while self._looked_at < len(self._groups):
            free, self._looked_at = self._looked_at, self._looked_at + 1
            if self._futures[free].cancel():
                self._own[free] = self._encode(self._groups[free])
                return True
        return False


@contextmanager
def _sharing() -> Iterator[None]:
    """One thread of arithmetic for each of the two, and a lock that goes round quickly; both as before afterwards."""
    threads, interval = use_threads(1), sys.getswitchinterval()
    sys.setswitchinterval(min(SWITCH_S, interval))
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        use_threads(threads)
