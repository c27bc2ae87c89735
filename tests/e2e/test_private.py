"""One person and the bot."""

import pytest

from tests.e2e.conftest import Running, article


def test_start_subscribes_says_what_will_come_and_offers_the_briefing(running: Running) -> None:
    ana = running.api.user("Ana")
    running.api.say(ana, "/start")
    answer = running.api.wait_for(ana, "as they happen")
    assert any("07:30" in label or "riefing" in label for label in answer.labels)


def test_a_new_story_is_pushed_once_to_everyone_who_subscribed(running: Running) -> None:
    ana, ben = running.person("Ana"), running.person("Ben")
    stranger = running.api.user("Stranger")
    url = running.site.publish_article(article("recall-1", place="Tarnovia", minister="Jorun Falk"))
    story = running.api.wait_for(ana, "Tarnovia")
    running.api.wait_for(ben, "Tarnovia")
    assert url.partition("://")[2] in str(story.entities) + str(story.buttons)
    assert any(entity["type"] == "bold" for entity in story.entities)
    # A second look at the same feed, and still one message.
    running.api.say(ana, "/latest")
    running.api.wait_for(ana, match=lambda one: one.seq > story.seq)
    assert len([one for one in running.api.sent(ana) if one.text == story.text]) == 1
    assert running.api.sent(stranger) == []


def test_the_quote_in_a_pushed_story_is_word_for_word_with_its_speaker(running: Running) -> None:
    ana = running.person()
    running.site.publish_article(article("recall-2", place="Velmark", minister="Aino Berg"))
    story = running.api.wait_for(ana, "Velmark")
    running.api.press(story, "Quotes", by=ana)
    quotes = running.api.wait_for(ana, "An envoy who can be arrested", match=lambda one: one.seq > story.seq)
    assert "Odile Renner" in quotes.text
    assert any("blockquote" in entity["type"] for entity in quotes.entities)


def test_evidence_shows_the_articles_own_sentences(running: Running) -> None:
    ana = running.person()
    running.site.publish_article(article("recall-3", place="Norrland", minister="Petra Lund"))
    story = running.api.wait_for(ana, "Norrland")
    callback = running.api.press(story, "Evidence", by=ana)
    evidence = running.api.wait_for(ana, "Evidence", match=lambda one: one.seq > story.seq)
    assert "Norrland recalled its ambassador" in evidence.text
    assert running.api.pressed(callback)


@pytest.mark.parametrize("button", ["Sources", "More"])
def test_every_other_button_under_a_story_answers_too(running: Running, button: str) -> None:
    ana = running.person()
    running.site.publish_article(
        article(f"recall-{button}", place=f"Ast{button.lower()}", minister="Rune Dahl")
    )
    story = running.api.wait_for(ana, f"Ast{button.lower()}")
    callback = running.api.press(story, button, by=ana)
    assert running.api.pressed(callback)
    running.api.wait_for(ana, match=lambda one: one.is_message and one.seq > story.seq)


def test_sport_in_a_general_feed_reaches_nobody(running: Running) -> None:
    ana = running.person()
    running.site.publish("rowing")
    running.site.publish_article(article("recall-4", place="Sundria", minister="Ivo Kern"))
    running.api.wait_for(ana, "Sundria")
    assert not [one for one in running.api.sent(ana) if "rowers" in one.text]


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
    after = running.calm()
    running.api.say(ana, "/summary", reply_to=hint)
    running.api.wait_for(ana, "Morvania", after=after)


def test_a_link_that_cannot_be_read_gets_one_kind_sentence(running: Running) -> None:
    ana = running.person()
    running.api.say(ana, f"/summary {running.site.home}/meridian/no-such-page")
    running.api.wait_for(ana, "no page at that address|not found")
    running.api.say(ana, "/summary http://169.254.169.254/latest/meta-data")
    running.api.wait_for(ana, "private networks")


def test_stop_stops_and_start_welcomes_back(running: Running) -> None:
    ana, witness = running.person("Ana"), running.person("Witness")
    running.api.say(ana, "/stop")
    stopped = running.api.wait_for(ana, "Stopped")
    running.site.publish_article(article("recall-5", place="Ulvania", minister="Sten Moe"))
    running.api.wait_for(witness, "Ulvania")
    assert not [one for one in running.api.sent(ana) if one.seq > stopped.seq]
    running.api.say(ana, "/start")
    running.api.wait_for(ana, "Welcome back")


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


def test_somebody_who_blocks_the_bot_is_left_alone_until_start(running: Running) -> None:
    ana, witness = running.person("Ana"), running.person("Witness")
    running.api.block(ana)
    blocked_at = running.calm()
    running.site.publish_article(article("recall-6", place="Grenmark", minister="Tor Vik"))
    running.api.wait_for(witness, "Grenmark")
    assert running.api.sent(ana, after=blocked_at) == []
    running.api.unblock(ana)
    running.api.say(ana, "/start")
    running.api.wait_for(ana, after=blocked_at)
