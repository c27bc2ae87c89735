"""What a process takes from its machine, as the operating system says."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import psutil  # type: ignore[import-untyped]  # no stubs


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One look at a process. Memory in MB (10⁶ bytes), resident; time in seconds."""

    at: float
    rss: float
    """Its own."""
    children: float
    """Of the processes it started: the parsers."""
    cpu_s: float
    files: int
    """Open file descriptors."""
    threads: int


def look(pid: int) -> Vitals:
    """Look at a process and what it started. Raises psutil.NoSuchProcess."""
    process = psutil.Process(pid)
    with process.oneshot():
        times = process.cpu_times()
        children = sum(_rss(child) for child in process.children(recursive=True))
        return Vitals(
            at=time.monotonic(),
            rss=process.memory_info().rss / 1e6,
            children=children / 1e6,
            cpu_s=times.user + times.system,
            files=process.num_fds(),
            threads=process.num_threads(),
        )


def thirds(values: Sequence[float]) -> tuple[float, float]:
    """Medians of the first and of the last third: what a trend is judged by, so that one peak is none."""
    third = max(1, len(values) // 3)
    return median(values[:third]), median(values[-third:])


def slope(times_s: Sequence[float], values: Sequence[float]) -> float:
    """Least-squares slope in units an hour."""
    middle, mean = sum(times_s) / len(times_s), sum(values) / len(values)
    spread = sum((at - middle) ** 2 for at in times_s)
    if spread == 0:
        return 0.0
    return (
        3600 * sum((at - middle) * (value - mean) for at, value in zip(times_s, values, strict=True)) / spread
    )


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def _rss(process: psutil.Process) -> int:
    try:
        rss: int = process.memory_info().rss
    except psutil.NoSuchProcess:  # it ended meanwhile
        return 0
    return rss
