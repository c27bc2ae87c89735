"""Jobs for the sandbox's tests; workers import them by name."""

import os
import sys
import time

from news.errors import FeedError


def double(number: int) -> int:
    """Do the honest thing."""
    return 2 * number


def sleep(address: str, seconds: float) -> str:
    """Hang."""
    time.sleep(seconds)
    return address


def hoard(_address: str) -> int:
    """Take four gigabytes."""
    return len(bytearray(4 * 1024**3))


def refuse(address: str) -> None:
    """Raise an error of ours."""
    raise FeedError(address, "is no feed")


def die(_address: str) -> None:
    """End as a crash in C would."""
    os._exit(11)


def chatter(number: int) -> int:
    """Print where the answers travel."""
    sys.stdout.write("noise" * 1000)
    sys.stdout.flush()
    return number


def smuggle() -> object:
    """Answer with something that runs code where it is unpacked."""

    class Payload:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    return Payload()


def environment() -> list[str]:
    """Name what the worker was told."""
    return sorted(os.environ)


def process_id() -> int:
    """Tell workers apart."""
    return os.getpid()
