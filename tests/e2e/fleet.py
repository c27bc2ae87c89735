"""Many processes on one database: starts them by role, kills them, and looks at what the database says of their work."""

import signal
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bot.demo import stage
from store.articles import Articles
from store.database import Database
from store.schema import outbox
from tests.botapi.client import BotApi

PATIENCE_S = 90.0


@dataclass
class Fleet:
    """The processes of one bot, and the means to start and kill them."""

    api: BotApi
    folder: Path
    config: Path
    database: Database
    stack: ExitStack
    environ: dict[str, str] = field(default_factory=dict)
    """Over the configuration file, for every process."""
    processes: dict[str, stage.Bot] = field(default_factory=dict)
    """Name of the log, role first → process; ended ones too."""

    def start(self, role: str) -> stage.Bot:
        """One more process of a role."""
        log = self.folder / f"{role}-{len(self.processes)}.log"
        environ = {"ATTACHE_STORE_URL": self.url, **self.environ}
        bot = self.stack.enter_context(
            stage.running_bot(self.config, token=self.api.token, log=log, environ=environ, role=role)
        )
        self.processes[log.stem] = bot
        return bot

    @property
    def url(self) -> str:
        return self.database.url.render_as_string(hide_password=False)

    def running(self, role: str) -> list[stage.Bot]:
        """The processes of a role that live, oldest first."""
        return [
            bot
            for name, bot in self.processes.items()
            if name.startswith(f"{role}-") and bot.process.poll() is None
        ]

    def kill(self, role: str) -> None:
        """SIGKILL the oldest of a role: no farewell, leases are left to run out."""
        bot = self.running(role)[0]
        bot.process.send_signal(signal.SIGKILL)
        bot.process.wait()

    def kill_leader(self, role: str) -> None:
        """SIGKILL the process of a role that leads something, such as polling or sending; the oldest if none does."""
        leading = [bot for bot in self.running(role) if "leading" in bot.output]
        bot = (leading or self.running(role))[0]
        bot.process.send_signal(signal.SIGKILL)
        bot.process.wait()

    def stop(self, role: str) -> None:
        """SIGTERM to all of a role, as an operator would, and wait."""
        going = self.running(role)
        for bot in going:
            bot.process.terminate()
        for bot in going:
            bot.process.wait(stage.STOP_S)

    def wait_until_told(self, count: int, *, timeout: float = PATIENCE_S) -> None:
        """So many articles are filed: the model is warm and what comes now is news."""
        self.wait_for_state("told", count, timeout=timeout)

    def wait_for_state(self, state: str, count: int, *, timeout: float = PATIENCE_S) -> None:
        """Return when at least so many articles are in a state."""
        articles, deadline = Articles(self.database), time.monotonic() + timeout
        while articles.count(state) < count:
            assert time.monotonic() < deadline, [bot.output[-2000:] for bot in self.processes.values()]
            time.sleep(0.2)

    def pushes(self) -> list[tuple[int, str]]:
        """(chat, state) of every push, once none is in somebody's hands: what arrived is written down a moment later."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            with self.database.read() as connection:
                rows = connection.execute(outbox.select().where(outbox.c.kind == "push")).all()
            if all(row.state in {"sent", "dead", "unknown"} for row in rows) or time.monotonic() > deadline:
                return [(row.chat_id, row.state) for row in rows]
            time.sleep(0.1)
