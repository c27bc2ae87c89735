"""Many processes, one PostgreSQL: every role does its part, and what is killed is taken over."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.demo import stage
from bot.demo.site import Site
from store.database import Database
from tests.botapi.client import BotApi
from tests.e2e import articles
from tests.e2e.fleet import Fleet


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def fleet(postgres_url: str, site: Site, tmp_path: Path) -> Iterator[Fleet]:
    with BotApi.start() as api, ExitStack() as stack:
        for slug in ("grain-transit", "shipping-sanctions", "ambassador-summoned"):
            site.publish(slug, minutes_ago=60)
        config = stage.write_config(tmp_path, api_url=api.url, site=site)
        database = Database(postgres_url)
        stack.callback(database.close)
        fleet = Fleet(api=api, folder=tmp_path, config=config, database=database, stack=stack)
        for role in ("ingest", "summarize", "send", "bot"):
            fleet.start(role)
        yield fleet


def test_a_story_goes_through_four_processes_and_a_killed_one_is_replaced(fleet: Fleet, site: Site) -> None:
    person = fleet.api.user("Ana")
    fleet.api.say(person, "/start")
    fleet.api.wait_for(person, timeout=60)
    fleet.wait_until_told(3)
    fleet.kill("summarize")
    site.publish_article(articles.RECALL)
    fleet.start("summarize")
    # The new process files only when the dead one's lease has run out, half a minute later at most.
    fleet.api.wait_for(person, "Tarnovia", timeout=90)
    assert fleet.pushes() == [(person.id, "sent")]
    assert fleet.api.refused() == []
