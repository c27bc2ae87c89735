"""Groups, forums and channels."""

import pytest

from tests.e2e import articles
from tests.e2e.conftest import Running, Told


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


def test_a_question_that_begins_with_the_name_is_answered(running: Running) -> None:
    desk, ben, _ = running.desk()
    running.api.say(desk, "What about Morvania?", by=ben)
    question = running.api.say(desk, "@AttacheTestBot What about Morvania?", by=ben)
    running.api.wait_for(desk, "Morvania")
    (answer,) = running.api.sent(desk)
    assert answer.reply_to == question["message_id"]


def test_the_bare_name_under_a_question_answers_it(running: Running) -> None:
    desk, ben, admin = running.desk()
    question = running.api.say(desk, "Who is Kessel?", by=admin)
    asked = running.api.say(desk, "@AttacheTestBot", by=ben, reply_to=question)
    answer = running.api.wait_for(desk, "From the articles · Who is Kessel")
    assert answer.reply_to == asked["message_id"]


def test_a_command_after_the_name_needs_no_slash_and_no_more_rights(running: Running) -> None:
    desk, ben, _ = running.desk()
    running.api.say(desk, "@AttacheTestBot latest", by=ben)
    running.api.wait_for(desk, "Newest stories")
    running.api.say(desk, "@AttacheTestBot /mute 3h", by=ben)
    running.api.wait_for(desk, "Only administrators")


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


def test_only_administrators_subscribe_a_group(running: Running) -> None:
    desk, ben, admin = running.desk()
    running.api.say(desk, "/start", by=ben)
    refused = running.api.wait_for(desk)
    running.api.say(desk, "/start", by=admin)
    done = running.api.wait_for(desk, "posted here", match=lambda one: one.seq > refused.seq)
    assert done.text != refused.text


def test_a_subscribed_group_gets_the_story_once(running: Running, told: Told) -> None:
    assert len([one for one in running.api.sent(told.group) if "Tarnovia" in one.text]) == 1


def test_a_subscribed_topic_gets_the_story_and_the_others_do_not(running: Running, told: Told) -> None:
    (story,) = [one for one in running.api.sent(told.forum) if "Tarnovia" in one.text]
    assert story.thread_id == told.forum.topics["Wire"]


def test_a_channel_gets_the_story_with_buttons_that_post_nothing_there(running: Running, told: Told) -> None:
    (story,) = [one for one in running.api.sent(told.channel) if "Tarnovia" in one.text]
    assert story.buttons
    assert not [button for row in story.buttons for button in row if "callback_data" in button]


def test_anonymous_administrators_count_as_administrators(running: Running) -> None:
    desk, _, _ = running.desk("Wire")
    running.api.say(desk, "/start", topic="Wire", anonymous=True)
    running.api.wait_for(desk, "Done|posted here")


def test_being_added_greets_once(running: Running) -> None:
    desk, _, admin = running.desk(bot="left")
    running.api.add_bot(desk, by=admin)
    greeting = running.api.wait_for(desk, "Hello")
    running.api.add_bot(desk, by=admin, status="administrator")
    running.api.say(desk, "/help", by=admin)
    running.api.wait_for(desk, "What I can do", after=greeting.seq)
    assert len([one for one in running.api.sent(desk) if "Hello" in one.text]) == 1


def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(running: Running) -> None:
    desks = [running.desk() for _ in range(2)]
    for desk, _, admin in desks:
        running.api.say(desk, "/start", by=admin)
        running.api.wait_for(desk, "posted here")
    # The second learns of it only from a refused message.
    moved = [running.api.migrate(desk, announce=number == 0) for number, (desk, _, _) in enumerate(desks)]
    running.site.publish_article(articles.SUMMIT)
    for place in moved:
        running.api.wait_for(place, "Kanalia")
        assert len([one for one in running.api.sent(place) if "Kanalia" in one.text]) == 1
