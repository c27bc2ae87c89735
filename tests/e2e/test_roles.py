"""Many processes, one PostgreSQL: every role does its part, and what is killed is taken over."""

import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.demo import stage
from bot.demo.site import Site
from store.articles import Articles
from store.database import Database
from store.schema import outbox
from tests.botapi.client import BotApi
from tests.databases import Postgres, postgres, postgres_url  # noqa: F401 - fixtures
from tests.e2e import articles

PATIENCE_S = 90.0


@dataclass
class Fleet:
    """A process a role, and the means to start and kill them."""

    api: BotApi
    site: Site
    folder: Path
    config: Path
    database: Database
    stack: ExitStack
    processes: dict[str, stage.Bot] = field(default_factory=dict)

    def start(self, role: str) -> stage.Bot:
        log = self.folder / f"{role}-{len(self.processes)}.log"
        bot = self.stack.enter_context(
            stage.running_bot(
                self.config, token=self.api.token, log=log, environ={"ATTACHE_STORE_URL": self.url}, role=role
            )
        )
        self.processes[log.stem] = bot
        return bot

    @property
    def url(self) -> str:
        return self.database.url.render_as_string(hide_password=False)

    def wait_until_told(self, count: int) -> None:
        """What was there before is filed: the model is warm and what comes now is news."""
        deadline = time.monotonic() + PATIENCE_S
        while Articles(self.database).count("told") < count:
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

    def kill(self, role: str) -> None:
        """SIGKILL: no farewell, leases are left to run out."""
        for name, bot in self.processes.items():
            if name.startswith(role) and bot.process.poll() is None:
                bot.process.send_signal(signal.SIGKILL)
                bot.process.wait()


@pytest.fixture
def fleet(postgres_url: str, tmp_path: Path) -> Iterator[Fleet]:  # noqa: F811 - the fixture imported above
    with Site() as site, BotApi.start() as api, ExitStack() as stack:
        for slug in ("grain-transit", "shipping-sanctions", "ambassador-summoned"):
            site.publish(slug, minutes_ago=60)
        config = stage.write_config(tmp_path, api_url=api.url, site=site)
        database = Database(postgres_url)
        stack.callback(database.close)
        fleet = Fleet(api=api, site=site, folder=tmp_path, config=config, database=database, stack=stack)
        for role in ("ingest", "summarize", "send", "bot"):
            fleet.start(role)
        yield fleet


def test_a_story_goes_through_four_processes_and_a_killed_one_is_replaced(fleet: Fleet) -> None:
    person = fleet.api.user("Ana")
    fleet.api.say(person, "/start")
    fleet.api.wait_for(person, timeout=60)
    fleet.wait_until_told(2)
    fleet.kill("summarize")
    fleet.site.publish_article(articles.RECALL)
    fleet.start("summarize")
    # The new process files only when the dead one's lease has run out, half a minute later at most.
    fleet.api.wait_for(person, "Tarnovia", timeout=90)
    assert fleet.pushes() == [(person.id, "sent")]
    assert fleet.api.refused() == []
