"""One person and the bot."""

import pytest

from tests import tdlib
from tests.e2e import articles
from tests.e2e.conftest import Running, Told


def test_start_subscribes_says_what_will_come_and_offers_the_briefing(running: Running) -> None:
    ana = running.api.user("Ana")
    running.api.say(ana, "/start")
    answer = running.api.wait_for(ana, "as they happen")
    assert any("07:30" in label or "riefing" in label for label in answer.labels)


def test_a_new_story_is_pushed_once_to_everyone_who_subscribed(running: Running, told: Told) -> None:
    story = told.stories[told.ana.id]
    assert told.url.partition("://")[2] in str(story.entities) + str(story.buttons)
    assert any(entity["type"] == "bold" for entity in story.entities)
    # The feed is read again every few seconds, and still there is one message each.
    for person in (told.ana, told.ben):
        assert len([one for one in running.api.sent(person) if one.text == story.text]) == 1
    assert running.api.sent(told.stranger) == []


def test_the_quotes_of_a_story_are_word_for_word_with_their_speakers(running: Running, told: Told) -> None:
    running.api.press(told.stories[told.ana.id], "Quotes", by=told.ana)
    quotes = running.api.wait_for(told.ana, "Quotes")
    assert "An envoy who can be arrested at a gate is no envoy." in quotes.text
    assert "Odile Renner" in quotes.text
    assert any("blockquote" in entity["type"] for entity in quotes.entities)


def test_evidence_shows_the_articles_own_sentences(running: Running, told: Told) -> None:
    running.api.press(told.stories[told.ana.id], "Evidence", by=told.ana)
    evidence = running.api.wait_for(told.ana, "Evidence")
    quoted = [
        tdlib.utf16_slice(evidence.text, entity["offset"], entity["length"])
        for entity in evidence.entities
        if "blockquote" in entity["type"]
    ]
    article = " ".join(articles.RECALL.paragraphs)
    assert quoted
    assert all(" ".join(quote.split()) in article for quote in quoted)


@pytest.mark.parametrize("button", ["Quotes", "Evidence", "Sources", "More"])
def test_every_button_is_answered_at_once(running: Running, told: Told, button: str) -> None:
    story = told.stories[told.ben.id]
    assert running.api.pressed(running.api.press(story, button, by=told.ben), timeout=5)


def test_a_second_outlets_report_of_an_event_is_no_second_story(running: Running) -> None:
    ana = running.person()
    running.site.publish("border-talks")
    running.api.wait_for(ana, "border talks")
    running.site.publish("border-talks-wire")
    running.site.publish_article(articles.CHEMICAL)
    running.api.wait_for(ana, "Arvik")
    new = [one for one in running.api.sent(ana) if "border talks" in one.text and one.reply_to is None]
    assert len(new) == 1, [one.text for one in new]


def test_sport_in_a_general_feed_reaches_nobody(running: Running) -> None:
    ana = running.person()
    running.site.publish("rowing")
    running.site.publish_article(articles.CEASEFIRE)
    running.api.wait_for(ana, "Sundria")
    assert not [one for one in running.api.sent(ana) if "rowers" in one.text]


def test_those_who_stopped_blocked_or_removed_the_bot_hear_nothing_until_they_return(
    running: Running,
) -> None:
    api = running.api
    stopped, blocker, witness = running.person("Ana"), running.person("Ben"), running.person("Witness")
    desk, _, admin = running.desk()
    api.say(desk, "/start", by=admin)
    api.wait_for(desk)
    api.say(stopped, "/stop")
    api.wait_for(stopped, "Stopped")
    api.block(blocker)
    api.remove_bot(desk, by=admin)
    after = running.calm()
    running.site.publish_article(articles.EXPULSION)
    api.wait_for(witness, "Ulvania")
    for chat in (stopped, blocker, desk):
        assert api.sent(chat, after=after) == []
    gone = {stopped.id, blocker.id, desk.id}
    assert [one for one in api.refused(about="state") if one["chat_id"] in gone] == [], (
        "nothing was tried either"
    )
    api.unblock(blocker)
    for person in (stopped, blocker):
        api.say(person, "/start")
        api.wait_for(person, "Welcome back|subscribed already", after=after)


def test_latest_lists_what_was_there_before_the_bot_came(running: Running) -> None:
    ana = running.person()
    running.api.say(ana, "/latest")
    running.api.wait_for(ana, "Newest stories")


def test_summary_of_a_link_reads_the_page_now(running: Running) -> None:
    ana = running.person()
    url = f"{running.site.home}/meridian/shipping-sanctions"
    running.api.say(ana, f"/summary {url}")
    answer = running.api.wait_for(ana, "Lirien imposed sanctions|Lirien imposes sanctions")
    assert "cookies" not in answer.text
    assert "newsletter" not in answer.text


def test_summary_as_a_reply_takes_the_link_from_the_message_replied_to(running: Running) -> None:
    ana = running.person()
    hint = running.api.say(ana, f"look: {running.site.home}/meridian/grain-transit")
    after = running.api.wait_for(ana, "Morvania").seq
    running.api.say(ana, "/summary", reply_to=hint)
    running.api.wait_for(ana, "Morvania", after=after)


def test_a_link_that_cannot_be_read_gets_one_kind_sentence(running: Running) -> None:
    ana = running.person()
    running.api.say(ana, f"/summary {running.site.home}/meridian/no-such-page")
    running.api.wait_for(ana, "no page at that address|not found")
    running.api.say(ana, "/summary http://169.254.169.254/latest/meta-data")
    running.api.wait_for(ana, "private networks")


def test_help_lists_the_commands_and_an_unknown_one_gets_a_hint(running: Running) -> None:
    ana = running.person()
    running.api.say(ana, "/help")
    help_text = running.api.wait_for(ana, "What I can do").text
    assert "/latest" in help_text
    assert "/summary" in help_text
    after = running.calm()
    running.api.say(ana, "/sumary")
    running.api.wait_for(ana, match=lambda one: one.is_message, after=after)


def test_the_bot_speaks_the_language_of_the_person(running: Running) -> None:
    ana = running.api.user("Анна", language="ru")
    running.api.say(ana, "/start")
    answer = running.api.wait_for(ana)
    assert any("а" <= char <= "я" for char in answer.text.lower())
