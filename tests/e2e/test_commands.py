"""Every command of the menus, everywhere it may be given, and what people do wrong."""

import pytest

from tests.e2e.conftest import Running

LANGUAGES = ("en", "ru", "ar")
MANY = 30
CYRILLIC = "[а-яё]{3}"


def commands(running: Running, scope: str, language: str = "en") -> list[str]:
    """What the bot itself put into the menu of a scope."""
    menus = running.api.menu()
    return menus.get(f"{scope}/{language}") or menus.get(f"{scope}/") or []


def test_the_menus_differ_by_scope_and_language(running: Running) -> None:
    assert "latest" in commands(running, "all_private_chats")
    assert "summary" in commands(running, "all_group_chats")
    assert set(commands(running, "all_private_chats")) > {
        "follow",
        "briefing",
        "timezone",
        "quiet",
        "settings",
    }
    assert any(place.endswith("/ru") for place in running.api.menu())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_the_private_menu_is_answered(running: Running, language: str) -> None:
    people = {
        command: running.api.user("Ana", language=language)
        for command in commands(running, "all_private_chats", language)
    }
    for command, ana in people.items():
        running.api.say(ana, f"/{command}")
    for ana in people.values():
        assert running.api.wait_for(ana).text.strip()


def test_every_command_of_the_group_menu_is_answered_in_the_topic_it_was_given_in(running: Running) -> None:
    desks = {command: running.desk("Talks") for command in commands(running, "all_chat_administrators")}
    assert desks
    for command, (desk, _, admin) in desks.items():
        running.api.say(desk, f"/{command}@AttacheTestBot", by=admin, topic="Talks")
    for desk, _, _ in desks.values():
        assert running.api.wait_for(desk).thread_id == desk.topics["Talks"]


def test_every_command_of_the_group_menu_is_answered_in_a_group_that_reads_russian(running: Running) -> None:
    places = {command: running.desk() for command in commands(running, "all_chat_administrators")}
    for desk, _, admin in places.values():
        running.api.say(desk, "/language ru", by=admin)
    for desk, _, _ in places.values():
        running.api.wait_for(desk, CYRILLIC)
    after = running.calm()
    for command, (desk, _, admin) in places.items():
        running.api.say(desk, f"/{command}", by=admin)
    for desk, _, _ in places.values():
        assert running.api.wait_for(desk, CYRILLIC, after=after).is_message


def test_every_command_of_the_group_menu_is_answered_in_a_channel(running: Running) -> None:
    channels = {
        command: running.api.channel(f"Wire {command}")
        for command in commands(running, "all_chat_administrators")
    }
    for command, channel in channels.items():
        running.api.say(channel, f"/{command}")
    for channel in channels.values():
        assert running.api.wait_for(channel).text.strip()


@pytest.mark.parametrize(
    "command", ["/settings", "/follow Kestria", "/briefing 07:30", "/quiet 22:00-07:00", "/stop"]
)
def test_settings_of_a_group_are_for_administrators(running: Running, command: str) -> None:
    desk, ben, admin = running.desk()
    running.api.say(desk, command, by=ben)
    refused = running.api.wait_for(desk)
    running.api.say(desk, command, by=admin)
    done = running.api.wait_for(desk, match=lambda one: one.is_message and one.seq > refused.seq)
    assert done.text != refused.text


def test_a_time_zone_a_briefing_and_a_country_can_be_set_by_words(running: Running) -> None:
    ana = running.person()
    for command, answer in (
        ("/timezone Almaty", "Almaty"),
        ("/briefing 06:45 weekdays", "06:45"),
        ("/follow Kazakhstan", "Kazakhstan"),
        ("/quiet 22:00-07:00", "22:00"),
        ("/settings", "Almaty|06:45"),
    ):
        after = running.calm()
        running.api.say(ana, command)
        running.api.wait_for(ana, answer, after=after)


def test_a_briefing_can_be_had_now(running: Running) -> None:
    ana = running.person()
    after = running.calm()
    running.api.say(ana, "/briefing now")
    running.api.wait_for(ana, "Briefing|Nothing important", after=after)


def test_a_question_is_answered_from_articles_or_honestly_not_at_all(running: Running) -> None:
    ana = running.person()
    after = running.calm()
    running.api.say(ana, "/ask What did Okonjo say about the captain of the ship?")
    running.api.wait_for(ana, "boxes|captain", after=after)
    after = running.calm()
    running.api.say(ana, "/ask Who won the chess tournament on the moon?")
    running.api.wait_for(ana, "I have nothing on that", after=after)


def test_thirty_commands_in_a_second_are_slowed_down_with_an_explanation(running: Running) -> None:
    ana, ben = running.person("Ana"), running.person("Ben")
    after = running.calm()
    for _ in range(MANY):
        running.api.say(ana, "/help")
    running.api.say(ben, "/help")
    running.api.wait_for(ben, "What I can do", after=after)
    running.api.wait_for(
        ana, match=lambda one: one.is_message and "What I can do" not in one.text, after=after
    )
    assert len([one for one in running.api.sent(ana, after=after) if one.is_message]) < MANY


def test_an_edited_command_and_a_button_of_a_deleted_message_break_nothing(running: Running) -> None:
    ana = running.person()
    message = running.api.say(ana, "/help")
    answer = running.api.wait_for(ana, "What I can do")
    running.api.rewrite(message, "/latest")
    after = running.calm()
    running.api.say(ana, "/settings")
    settings = running.api.wait_for(
        ana, match=lambda one: bool(one.buttons) and one.seq > answer.seq, after=after
    )
    running.api.delete(settings)
    assert running.api.pressed(running.api.press(settings, 0, by=ana))


def test_a_shared_location_sets_the_time_zone(running: Running) -> None:
    ana = running.person()
    after = running.calm()
    running.api.say(ana, "", more={"location": {"latitude": 43.24, "longitude": 76.95}})
    running.api.wait_for(ana, "Almaty", after=after)


def test_inline_queries_give_story_cards_or_nothing(running: Running) -> None:
    ana = running.person()
    assert isinstance(running.api.asked(running.api.ask(ana, "sanctions")), list)


def test_a_deep_link_of_nothing_we_know_still_welcomes(running: Running) -> None:
    ana = running.api.user("Ana")
    running.api.say(ana, "/start story_s999999")
    assert running.api.wait_for(ana).text


@pytest.mark.parametrize(
    "text", ["", "💥", "/", "/@AttacheTestBot", "/start@AttacheTestBot", "<b>&amp;", "х" * 4000]
)
def test_whatever_a_person_writes_there_is_one_answer_and_no_failure(running: Running, text: str) -> None:
    ana = running.person()
    after = running.calm()
    running.api.say(ana, text, more=None if text else {"sticker": STICKER})
    running.api.say(ana, "/help")
    running.api.wait_for(ana, "What I can do", after=after)


STICKER = {
    "file_id": "1",
    "file_unique_id": "1",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
