"""A story goes on: a new act reaches who had the story, as a reply; another outlet's words for it reach nobody."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.demo.site import Site
from tests.botapi.client import BotApi
from tests.e2e import articles
from tests.e2e.conftest import Running, start

SECOND = replace(
    articles.CEASEFIRE,
    slug="ceasefire-second",
    outlet="harbour",
    title="Velmark and Sundria agree to silence guns on the river Aske",
    paragraphs=(
        (
            "A ceasefire between Sundria and Velmark was signed on Tuesday night after eleven days of artillery fire across the river "
            "Aske, according to the mediator of the peace talks, Judge Temba Okafor."
        ),
        "Heavy weapons are to be twenty kilometres from the river by the end of the week. More than 140 civilians were killed.",
    ),
)
"""The same news in another outlet's words."""
COLLAPSE = replace(
    articles.CEASEFIRE,
    slug="ceasefire-collapse",
    outlet="harbour",
    title="Sundria suspends ceasefire with Velmark after ambush kills two mediators",
    paragraphs=(
        (
            "Sundria suspended its ceasefire with Velmark on the river Aske on Thursday after gunmen ambushed a convoy of the mediator, "
            "Judge Temba Okafor, and killed two of his staff."
        ),
        "President Mette Orlov recalled the delegation that had signed the ceasefire with Velmark after eleven days of artillery fire.",
        (
            "“Whoever shot at the mediators shot at the ceasefire. We shall return to the table when Velmark hands over the gunmen,” "
            "Orlov told parliament."
        ),
    ),
)
"""What changes it."""


@pytest.fixture(scope="module")
def going_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A bot that may tell a development at once, and reads its articles again every three seconds."""
    with Site() as site, BotApi.start() as api:
        site.publish("shipping-sanctions", minutes_ago=60)
        site.publish("ambassador-summoned", minutes_ago=60)
        site.publish("state-visit", minutes_ago=60)
        folder = tmp_path_factory.mktemp("going-on")
        yield from start(
            folder, site, api, ATTACHE_STORIES_UPDATE_GAP_MINUTES="0", ATTACHE_NEWS_RECHECK_MINUTES="0.05"
        )


def test_a_development_is_a_reply_its_correction_an_edit_and_a_second_report_silent(
    going_on: Running,
) -> None:
    api, site = going_on.api, going_on.site
    ana = going_on.person()
    site.publish_article(articles.CEASEFIRE)
    story = api.wait_for(ana, "Sundria", timeout=45)
    known = filed(going_on)
    site.publish_article(SECOND)
    wait_until_filed(going_on, known + 1)
    site.publish_article(COLLAPSE)
    update = api.wait_for(ana, "suspend", timeout=45)
    assert "Update" in update.text
    assert update.reply_to == story.message_id
    told = [one for one in api.sent(ana) if one.is_message and "Sundria" in one.text]
    assert [one.message_id for one in told] == [story.message_id, update.message_id], (
        "the second report is silent"
    )

    site.revise(COLLAPSE.slug, before="killed two of his staff", after="killed three of his staff")
    edited = api.wait_for(
        ana,
        "three of his staff",
        match=lambda one: one.method == "editMessageText",
        after=update.seq,
        timeout=60,
    )
    assert edited.message_id == update.message_id
    assert "Corrected" in edited.text

    site.withdraw(COLLAPSE.slug)
    undone = api.wait_for(
        ana, match=lambda one: one.method == "editMessageText" and "suspend" not in one.text, after=edited.seq, timeout=60
    )  # fmt: skip
    assert undone.message_id == update.message_id
    assert "three of his staff" not in undone.text
    assert api.refused() == []


def wait_until_filed(running: Running, count: int) -> None:
    """Wait until the bot has filed so many articles, as its log says."""
    deadline = time.monotonic() + 45
    while filed(running) < count:
        assert time.monotonic() < deadline, "the second report was not filed"
        time.sleep(0.2)


def filed(running: Running) -> int:
    """How many articles the log says were filed."""
    return running.bot.output.count("article filed")
