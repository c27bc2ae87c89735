"""Memory that one thread gave back and another can use.

glibc gives every thread a heap of its own, and what is free in one is not used by the others: with fourteen threads a process of
role `all` took 40 MB more after half an hour under load (`evals/soak.py`).
"""

import ctypes

M_ARENA_MAX = -8
"""Of `mallopt` (malloc.h of glibc)."""
ARENAS = 2


def share_arenas(count: int = ARENAS) -> bool:
    """Let all threads that start from now on share so many heaps; False where the C library knows no such thing."""
    try:
        return bool(ctypes.CDLL(None).mallopt(M_ARENA_MAX, count))
    except (AttributeError, OSError, TypeError):  # musl, macOS, Windows
        return False
