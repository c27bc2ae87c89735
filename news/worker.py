"""The process behind `news.sandbox`: reads a job, does it, answers; until its parent goes away.

It limits itself: address space when it starts, wall-clock time for every job (a worker whose parent died in the middle
of one ends by SIGALRM). Nothing that a library prints reaches the pipe.
"""

import importlib
import io
import logging
import os
import pickle
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO, Final

HEADER: Final = struct.Struct(">Q")
GRACE_S: Final = 5.0
"""The parent kills first; this only catches workers whose parent is gone."""


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until the pipe closes."""
    while header := jobs.read(HEADER.size):
        (size,) = HEADER.unpack(header)
        module, name, args, kwargs, limit_s = pickle.loads(jobs.read(size))  # noqa: S301 - from our own parent
        signal.setitimer(signal.ITIMER_REAL, limit_s + GRACE_S)
        _send(answers, _do(module, name, args, kwargs))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _do(module: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, getattr(importlib.import_module(module), name)(*args, **kwargs)
    except MemoryError:
        return False, MemoryError()
    except Exception as error:
        return False, _plain(error)


def _plain(error: Exception) -> Exception:
    """Return an error that survives the pipe: ours as it is, a library's own kind as its text."""
    if type(error).__module__.startswith("news.") or type(error).__module__ == "builtins":
        error.__cause__ = error.__context__ = None
        error.__traceback__ = None
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - what was dumped a moment ago
        except Exception:
            return RuntimeError(str(error))
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")


def _send(answers: BinaryIO, value: object) -> None:
    buffer = io.BytesIO()
    pickle.dump(value, buffer)
    answers.write(HEADER.pack(buffer.tell()) + buffer.getvalue())
    answers.flush()


def main(memory_mb: int, preload: list[str]) -> None:
    """Limit this process, import what jobs need, and serve on the standard streams."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 - a device, not a path of ours
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    logging.disable(logging.CRITICAL)  # trafilatura reports every odd page as an error
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    for module in preload:
        importlib.import_module(module)
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _send(answers, (True, "ready"))
    serve(jobs, answers)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
