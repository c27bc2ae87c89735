"""Groups, forums and channels."""

import pytest

from tests.e2e.conftest import Running, article


@pytest.mark.parametrize("command", ["/summary@AttacheTestBot", "/summary@attachetestbot", "/latest"])
def test_anyone_in_a_group_may_ask_and_is_answered_there(running: Running, command: str) -> None:
    desk, ben, _ = running.desk()
    running.api.say(desk, command, by=ben)
    answer = running.api.wait_for(desk)
    assert answer.chat_id == desk.id
    assert running.api.sent(ben) == []


def test_a_command_for_another_bot_is_not_ours(running: Running) -> None:
    desk, ben, _ = running.desk()
    running.api.say(desk, "/summary@SomeOtherBot", by=ben)
    running.api.say(desk, "/latest", by=ben)
    running.api.wait_for(desk, "Newest stories|Nothing new")
    assert len(running.api.sent(desk)) == 1


def test_in_a_forum_the_answer_comes_in_the_topic_it_was_asked_in(running: Running) -> None:
    desk, ben, _ = running.desk("Talks", "Trade")
    running.api.say(desk, "/latest", by=ben, topic="Trade")
    assert running.api.wait_for(desk).thread_id == desk.topics["Trade"]
    after = running.calm()
    running.api.say(desk, "/latest", by=ben)
    assert running.api.wait_for(desk, after=after).thread_id is None


def test_summary_in_reply_to_a_link_in_a_group(running: Running) -> None:
    desk, ben, admin = running.desk()
    link = running.api.say(desk, f"{running.site.home}/meridian/grain-transit", by=admin)
    running.api.say(desk, "/summary@AttacheTestBot", by=ben, reply_to=link)
    running.api.wait_for(desk, "Morvania")


def test_only_administrators_subscribe_a_group_and_then_it_gets_stories(running: Running) -> None:
    desk, ben, admin = running.desk()
    running.api.say(desk, "/start", by=ben)
    running.api.wait_for(desk)
    after = running.calm()
    running.api.say(desk, "/start", by=admin)
    running.api.wait_for(desk, after=after)
    running.site.publish_article(article("recall-g1", place="Halmia", minister="Eva Stern"))
    running.api.wait_for(desk, "Halmia")


def test_a_subscribed_topic_gets_the_story_and_the_others_do_not(running: Running) -> None:
    desk, _, admin = running.desk("Wire", "Chat")
    running.api.say(desk, "/start", by=admin, topic="Wire")
    running.api.wait_for(desk)
    running.site.publish_article(article("recall-g2", place="Ostermark", minister="Kai Brun"))
    story = running.api.wait_for(desk, "Ostermark")
    assert story.thread_id == desk.topics["Wire"]
    assert len([one for one in running.api.sent(desk) if "Ostermark" in one.text]) == 1


def test_anonymous_administrators_count_as_administrators(running: Running) -> None:
    desk, _, _ = running.desk("Wire")
    running.api.say(desk, "/start", topic="Wire", anonymous=True)
    running.api.wait_for(desk, "Done|posted here")


def test_being_added_greets_once_and_being_removed_cleans_up(running: Running) -> None:
    desk, _, admin = running.desk(bot="left")
    running.api.add_bot(desk, by=admin)
    greeting = running.api.wait_for(desk, "Hello")
    running.api.say(desk, "/start", by=admin)
    running.api.wait_for(desk, match=lambda one: one.seq > greeting.seq)
    running.api.remove_bot(desk, by=admin)
    after = running.calm()
    witness = running.person("Witness")
    running.site.publish_article(article("recall-g3", place="Vintria", minister="Nora Holt"))
    running.api.wait_for(witness, "Vintria")
    assert running.api.sent(desk, after=after) == []


@pytest.mark.parametrize("announce", [True, False])
def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(running: Running, announce: bool) -> None:
    desk, _, admin = running.desk()
    running.api.say(desk, "/start", by=admin)
    running.api.wait_for(desk)
    new = running.api.migrate(desk, announce=announce)
    place = f"Mig{'an' if announce else 'on'}ia"
    running.site.publish_article(article(f"recall-{place}", place=place, minister="Leif Arn"))
    running.api.wait_for(new, place)


def test_a_channel_is_set_up_by_a_post_and_gets_stories(running: Running) -> None:
    channel = running.api.channel("Wire")
    running.api.say(channel, "/start")
    running.api.wait_for(channel)
    running.site.publish_article(article("recall-c1", place="Kanalia", minister="Ulf Stad"))
    story = running.api.wait_for(channel, "Kanalia")
    assert not [button for row in story.buttons for button in row if "callback_data" in button]
