"""A changed or withdrawn article reaches those who had its story: the message they had is edited."""

from collections.abc import Iterator

import pytest

from bot.demo.site import Site
from tests.botapi.client import BotApi
from tests.e2e import articles
from tests.e2e.conftest import Running, start


@pytest.fixture(scope="module")
def correcting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A bot that reads its articles again every three seconds."""
    with Site() as site, BotApi.start() as api:
        site.publish("shipping-sanctions", minutes_ago=60)
        site.publish("ambassador-summoned", minutes_ago=60)
        site.publish("state-visit", minutes_ago=60)
        folder = tmp_path_factory.mktemp("correcting")
        yield from start(folder, site, api, ATTACHE_NEWS_RECHECK_MINUTES="0.05")


def test_a_changed_number_is_corrected_in_the_message_already_sent(correcting: Running) -> None:
    api, site = correcting.api, correcting.site
    ana = correcting.person()
    site.publish_article(articles.CEASEFIRE)
    story = api.wait_for(ana, "Sundria", timeout=45)
    site.revise(articles.CEASEFIRE.slug, before="eleven days", after="twelve days")
    edited = api.wait_for(ana, "twelve days", match=lambda one: one.method == "editMessageText", timeout=60)
    assert edited.message_id == story.message_id
    assert "Corrected" in edited.text
    assert api.refused() == []


def test_a_withdrawn_article_is_struck_from_the_message_already_sent(correcting: Running) -> None:
    api, site = correcting.api, correcting.site
    ben = correcting.person("Ben")
    site.publish_article(articles.EXPULSION)
    story = api.wait_for(ben, "Ulvania", timeout=45)
    site.withdraw(articles.EXPULSION.slug)
    edited = api.wait_for(
        ben, "Ulvania", match=lambda one: one.method == "editMessageText", after=story.seq, timeout=60
    )
    assert edited.message_id == story.message_id
    assert api.refused() == []
