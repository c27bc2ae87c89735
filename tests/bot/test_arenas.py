"""Heaps of the C library, counted by itself in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

COUNT = """
import ctypes, sys, threading
from bot.arenas import share_arenas
if sys.argv[2] == "shared" and not share_arenas():
    sys.exit(3)
libc = ctypes.CDLL(None)
meet = threading.Barrier(8)
def work():
    meet.wait()
    kept = [bytes(600 + n % 300) for n in range(20_000)]
    meet.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
libc.fopen.restype = ctypes.c_void_p
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
"""


def heaps(folder: Path, how: str) -> int:
    report = folder / how
    done = subprocess.run([sys.executable, "-c", COUNT, str(report), how], check=False, timeout=60)
    if done.returncode == 3:
        pytest.skip("this C library has one heap for all threads, or cannot be told")
    assert done.returncode == 0
    return report.read_text().count("<heap nr=")


def test_threads_share_two_heaps(tmp_path: Path) -> None:
    assert heaps(tmp_path, "shared") <= 2
