"""Ends what the demo started and removes its folder when the demo itself no longer can: it was killed, or its terminal was closed.

A process of its own that costs a few megabytes. It reads process ids, a line each, from standard input, which closes with
the demo whatever ends it. Knows nothing of bots.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

PATIENCE_S = 10.0
"""How long a process has to obey SIGTERM; the bot's own limit is half of it."""
SETTLED = "settled"
"""The line after which there is nothing to do: the demo has tidied up itself."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The running guard, as the demo talks to it."""

    told: IO[str]

    def watch(self, pid: int) -> None:
        """End this process, too, should the demo go."""
        self._say(str(pid))

    def settle(self) -> None:
        """Let go: everything has ended."""
        self._say(SETTLED)

    def _say(self, line: str) -> None:
        with suppress(BrokenPipeError):  # a guard that somebody killed is no reason to stop
            self.told.write(f"{line}\n")
            self.told.flush()


@contextmanager
def guarded(folder: Path) -> Iterator[Guard]:
    """Have the folder and the processes looked after while the block runs, by a process that the terminal's end does not reach."""
    process = subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "bot.demo.guard", str(folder)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None
    guard = Guard(process.stdin)
    try:
        yield guard
        guard.settle()
    except (Exception, SystemExit):  # not Ctrl-C: a second one may have cut the tidying up short
        guard.settle()
        raise
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let a closed terminal (SIGHUP) and SIGTERM unwind the block as an exit, where they would end the process on the spot."""
    numbers = (signal.SIGHUP, signal.SIGTERM)

    def end(number: int, frame: FrameType | None) -> None:
        del frame
        for each in numbers:  # a second one must not cut the tidying up short
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main() -> None:
    """Wait for the demo's end; tidy up unless it said that it has."""
    lines = [line.strip() for line in sys.stdin]
    if SETTLED in lines:
        return
    for pid in map(int, lines):
        _end(pid)
    shutil.rmtree(sys.argv[1], ignore_errors=True)


def _end(pid: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
