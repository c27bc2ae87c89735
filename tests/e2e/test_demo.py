"""The demo as a process: what it leaves behind when it is not ended the usual way."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.botapi.client import ROOT

START_S = 60
GONE_S = 30


def processes_of(folder: Path) -> list[str]:
    """Command lines that name the folder: the bot's names its configuration there, the guard's the folder to remove."""
    listed = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def until(true: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_demo_whose_terminal_closes_or_that_is_killed_leaves_neither_bot_nor_folder(
    tmp_path: Path, ending: signal.Signals
) -> None:
    terminal, its_end = pty.openpty()
    demo = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=its_end,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert until(lambda: any(" run " in line for line in processes_of(tmp_path)), START_S)
        demo.send_signal(ending)
        demo.wait(GONE_S)
        assert until(lambda: not processes_of(tmp_path), GONE_S), processes_of(tmp_path)
        assert not list(tmp_path.glob("attache-demo-*"))
    finally:
        demo.kill()
        demo.wait()
        os.close(terminal)
        os.close(its_end)
