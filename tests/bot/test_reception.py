"""The bot as people meet it: private chats, groups, topics, channels; through the one door, with real stores."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.callbacks import Press
from bot.commands import presses
from bot.commands.library import UnreadableError
from bot.commands.owner import OwnerCommands
from bot.commands.request import Place, Request
from bot.rendering import story
from store.chats import Chat
from store.database import Database
from store.errors import DatabaseBusyError
from store.follows import words_value
from store.views import AgendaItem, Answer, Said
from tests.bot import samples
from tests.bot.desk import ANNA, BORIS, CHANNEL, GROUP, OWNER, PRIVATE, Counter, button, texts_of

pytestmark = pytest.mark.anyio

OWNERS = Chat(chat_id=OWNER, type="private")


def seen(counter: Counter) -> list[str]:
    return [one.outgoing.plain for one in counter.telegram.sent]


async def test_start_subscribes_and_offers_the_next_steps(counter: Counter) -> None:
    messages = await counter.says("/start")
    assert "Good to have you here" in texts_of(messages)
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    assert (mine.active, mine.pushes) == (True, True)
    briefing = await counter.taps(button(messages, "Daily briefing at 07:30"))
    assert "07:30" in texts_of(briefing)


async def test_start_again_and_after_stop(counter: Counter) -> None:
    await counter.says("/start")
    assert "subscribed already" in texts_of(await counter.says("/start"))
    assert "Stopped" in texts_of(await counter.says("/stop"))
    assert "nothing to stop" in texts_of(await counter.says("/stop"))
    assert "Welcome back" in texts_of(await counter.says("/start"))


async def test_the_language_of_telegram_is_the_first_language_and_a_button_changes_it(
    counter: Counter,
) -> None:
    assert "Рад знакомству" in texts_of(await counter.says("/start", language_code="ru"))
    choice = await counter.says("/language")
    assert "français" in texts_of(await counter.taps(button(choice, "Français")))
    assert "Dernières nouvelles" in texts_of(await counter.says("/latest"))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/summary", "Newest stories"),
        ("/summary 2", "Valdoria and Kestria agree"),
        ("/summary #2", "Valdoria and Kestria agree"),
        ("/summary 9", "no story with number 9"),
        ("/summary crossings", "Valdoria and Kestria agree"),
        ("/summary nothing of the kind", "found no story"),
        (
            "/summary " + "Послы обеих стран встретились вечером. Договор подпишут весной в столице. " * 2,
            "too long to look up",
        ),
        (
            "/search " + "The envoys met on Monday evening. A treaty will be signed in spring in Vey.",
            "too long to look up",
        ),
        ("/summary today", "Today"),
        ("/summary this week", "This week"),
        ("/summary сегодня", "Today"),
        ("/summary last week", "16 Nov – 22 Nov: I have nothing from then"),
        ("/summary прошлая неделя", "16 Nov – 22 Nov: I have nothing from then"),
        ("/summary November", "Most important, 1 Nov – 30 Nov"),
        ("/summary 23 November", "Most important, 23 Nov"),
        ("/summary yesterday", "22 Nov: I have nothing from then"),
        ("/summary next week", "can't tell which days “next week” means"),
        ("/summary 3 days", "can't tell which days “3 days” means"),
        ("/summary last weekend", "can't tell which days"),
        ("/latest Austria", "Newest on 🇦🇹 Austria"),
        ("/latest Norway", "Nothing on 🇳🇴 Norway"),
        ("/quotes", "the road, not the wall"),
        ("/quotes Varga", "embargo patience"),
        ("/quotes Nobody", "no quotes of “Nobody”"),
        ("/search crossings", "Valdoria and Kestria"),
        ("/search", "What should I look for"),
        ("/search crossings since:yesteryear", "can't read “since:yesteryear”"),
        ("/search crossings since war", "can't read “since war”"),
        ("/search crossings since yesterday", "“crossings, since 22 Nov”"),
        ("/search nothing since 1 Nov until 1.12.2026", "“nothing, since 1 Nov, until 1 Dec”"),
        ("/search since yesterday", "What should I look for"),
        ("/search crossings country:Nowhere", "can't read “country:Nowhere”"),
        ("/ask", "What would you like to know"),
        ("/ask Who won?", "I have nothing on that"),
        ("/said", "Whose words"),
        ("/said Nobody", "no quotes of “Nobody”"),
        ("/said Nobody about fish", "no quotes of “Nobody” about “fish”"),
        ("/said Nobody since 2026-13-45", "can't read “since 2026-13-45”"),
        ("/said Nobody since yesterday", "no quotes of “Nobody” since 22 Nov in the archive"),
        ("/said Nobody about fish since last week", "no quotes of “Nobody” about fish, since 16 Nov"),
        ("/said Nobody since last week about fish", "no quotes of “Nobody” about fish, since 16 Nov"),
        ("/said since yesterday", "Whose words"),
        ("/said Nobody since:2026-01-02", "no quotes of “Nobody” since 2 Jan 2026 in the archive"),
        ("/agenda", "Nothing announced that I know of"),
        ("/agenda Norway", "Nothing announced about 🇳🇴 Norway"),
        (
            "/agenda Ostland",
            "Nothing announced about “Ostland” that I know of, and I know no country of that name",
        ),
        ("/latest asdfgh", "I know no country “asdfgh”"),
        ("/timeline 77", "no story with number 77"),
        ("/timeline 0", "no story with number 0"),
        ("/summary -1", "no story with number -1"),
        ("/timeline -1", "no story with number -1"),
        ("/timeline 2", "Envoys meet in Port Elan"),
        ("/briefing 25:00", "not a time I understand"),
        ("/briefing 7:30, 18:00 weekdays", "07:30, 18:00 · Monday to Friday"),
        ("/briefing every day at 7", "comes at 07:00 (UTC)"),
        ("/briefing 7:30 am and 6 pm from Monday to Friday", "07:30, 18:00 · Monday to Friday"),
        ("/briefing at 8am monday to friday", "08:00 · Monday to Friday"),
        ("/briefing в 7 утра по будням", "07:00 · Monday to Friday"),
        ("/briefing mondays at 8", "08:00 · Monday (UTC)"),
        ("/briefing Mon, Wed and Fri 7:30 18:00", "07:30, 18:00 · Monday, Wednesday and Friday"),
        ("/briefing Sun-Thu 7:30", "07:30 · Sunday to Thursday"),
        ("/briefing من الأحد إلى الخميس الساعة ٧", "07:00 · Sunday to Thursday"),
        ("/briefing у понеділок і середу о 9", "09:00 · Monday and Wednesday"),
        ("/briefing tous les jours sauf le dimanche à 8h", "08:00 · Monday to Saturday"),
        ("/briefing los lunes", "07:30 · Monday (UTC)"),
        ("/briefing every day", "comes at 07:30 (UTC)"),
        ("/briefing every evening at 7", "comes at 19:00 (UTC)"),
        ("/briefing 8:00 mon-fri 10:00 sat", "on the same days"),
        ("/briefing 7:30 Funday", "“7:30 Funday” is not a time I understand"),
        ("/briefing next monday 8:00", "not a time I understand"),
        ("/briefing from monday 8:00", "not a time I understand"),
        ("/briefing every evening", "not a time I understand"),
        ("/briefing off", "No more briefings"),
        ("/briefing now", "Read 214 articles from 31 sources"),
        ("/briefing 1 2 3 4 5 6 7", "more than 6 briefings"),
        ("/timezone Алматы", "Almaty"),
        ("/timezone UTC+3", "Your time zone is UTC+3; it is 15:30"),
        ("/timezone GMT-5", "Your time zone is UTC-5; it is 07:30"),
        ("/follow 🔥🔥", "no word to look for"),
        ("/follow -", "no word to look for"),
        ("/follow a", "no word to look for"),
        ("/timezone Atlantis", "don't know a time zone"),
        ("/timezone USA", "more time zones than fit here"),
        ("/timezone Kazakhstan", "Your time zone is Almaty"),
        ("/timezone IST", "Several time zones fit “IST”"),
        ("/timezone Mongolia", "Several time zones"),
        ("/timezone EST", "Your time zone is New York; it is 07:30"),
        ("/quiet 22-7", "Quiet from 22:00 to 07:00"),
        ("/quiet off", "No quiet hours"),
        ("/quiet loud", "not a span"),
        ("/mute 3h", "nothing to silence"),
        ("/mute", "nothing to silence"),
        ("/pause", "nothing is paused either"),
        ("/resume", "nothing is paused either"),
        ("/language klingon", "don't speak “klingon”"),
        ("/language Deutsch", "don't speak “Deutsch”"),
        ("/language русский", "по-русски"),
        ("/settings", "News as it happens: on"),
        ("/help", "/addsource"),
        ("/following", "editors' choice"),
        ("/unfollow steel", "don't follow “steel”"),
        ("/sumary", "Did you mean /summary"),
        ("/xyzzy", "/help lists what I can do"),
        ("/summary penguin crossings", "No story has all of “penguin crossings”"),
        ("/timeline penguin crossings", "No story has all of “penguin crossings”"),
        ("/search penguin crossings", "No story has all of “penguin crossings”"),
        ("/foo", "I don't know /foo. /help lists"),
        ("/reloads", "I don't know /reloads. /help lists"),
        ("/lates", "Did you mean /latest"),
        ("hello", "Send me a link and I sum it up"),
        ("Привет!", "Send me a link and I sum it up"),
        ("thanks!", "Glad to help"),
        ("how do i stop this?", "/stop ends everything"),
        ("hello kitty", "Nothing in the archive for “hello kitty”"),
        ("crossings", "Found for “crossings”"),
        ("crossings since yesterday", "“crossings, since 22 Nov”"),
        ("crossings since war", "“crossings since war”"),
        ("The envoys of both states met on Monday. " * 6, "too long to look up"),
        ("Who won?", "I have nothing on that"),
        ("what did Nobody say", "I have nothing on that"),
        ("who opens the crossings", "No story has all of “who opens the crossings”"),
        ("tell me about crossings", "Found for “crossings”"),
        ("Что известно про crossings", "Found for “crossings”"),
        ("/news", "Newest stories"),
        ("/latests Norway", "Did you mean /latest"),
        ("/menu", "What I can do"),
        ("/unsubscribe", "/stop ends everything"),
        ("/language arabic", "بالعربية"),
        ("/language испанский", "español"),
        ("?", "Send me a link and I sum it up"),
        ("latest", "Newest stories"),
        ("новости", "Newest stories"),
        ("Réglages", "News as it happens: on"),
        ("ayuda", "What I can do"),
        ("latest Norway", "Nothing on 🇳🇴 Norway"),
        ("follow Norway", "Following 🇳🇴 Norway"),
        ("briefing 8:00 weekdays", "08:00 · Monday to Friday"),
        ("who are you?", "Send me a link and I sum it up"),
        ("👍", "Glad to help"),
        ("/briefing tomorrow", "with days like 07:30 Sun–Thu"),
        ('/search "crossings"', "Found for “crossings”"),
    ],
)
async def test_private_chat(counter: Counter, asked: str, answer: str) -> None:
    messages = await counter.says(asked)
    if asked == "/help":
        assert answer not in texts_of(messages), "an owner's command is shown to nobody else"
    else:
        assert answer in texts_of(messages)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/mute 3h", "Silent until 15:30"),
        ("/mute two hours", "Silent until 14:30"),
        ("/mute until tomorrow", "Silent until Tue 24 Nov, 08:00"),
        ("/mute 90d", "longest silence I keep is 60 days"),
        ("/mute until 2028-01-01", "longest silence I keep is 60 days"),
        ("/mute until morning", "Silent until Tue 24 Nov, 08:00"),
        ("/mute forever", "/pause has no end"),
        ("/mute навсегда", "/pause has no end"),
        ("/mute until the thaw", "not a length of time"),
        ("/mute off", "hear from me again"),
        ("/pause", "Paused"),
        ("/resume", "We go on"),
    ],
)
async def test_a_subscriber_silences_and_resumes(counter: Counter, asked: str, answer: str) -> None:
    await counter.says("/start")
    assert answer in texts_of(await counter.says(asked))


async def test_days_and_times_of_briefings_change_one_without_the_other(counter: Counter) -> None:
    async def shown() -> str:
        drawn = texts_of(await counter.says("/settings"))
        return next(line for line in drawn.splitlines() if line.startswith("Briefing: "))

    await counter.says("/briefing 8:00 18:00")
    assert "08:00, 18:00 · Sunday to Thursday (UTC)" in texts_of(await counter.says("/briefing Sun-Thu"))
    assert await shown() == "Briefing: 08:00, 18:00 · Sunday to Thursday"
    await counter.says("/timezone Cairo")
    assert await shown() == "Briefing: 08:00, 18:00 · Sunday to Thursday"
    assert "not a time" in texts_of(await counter.says("/briefing Sun-Thru"))
    assert "same days" in texts_of(await counter.says("/briefing mon 9:00, tue 10:00"))
    assert await shown() == "Briefing: 08:00, 18:00 · Sunday to Thursday"
    assert "08:00, 18:00 (Cairo)" in texts_of(await counter.says("/briefing every day"))
    assert await shown() == "Briefing: 08:00, 18:00"
    await counter.says("/briefing 9:00 mondays")
    # Who wants it an hour later does not want it on other days.
    assert "10:00 · Monday (Cairo)" in texts_of(await counter.says("/briefing 10:00"))
    menu = await counter.says("/briefing")
    assert "09:00 · Monday (Cairo)" in texts_of(await counter.taps(button(menu, "09:00")))
    welcome = await counter.says("/start")
    assert "07:30 (Cairo)" in texts_of(await counter.taps(button(welcome, "Daily briefing at 07:30")))
    assert await shown() == "Briefing: 07:30"
    await counter.says("/briefing 9:00 mondays")
    await counter.says("/briefing arrêter")
    assert await shown() == "Briefing: off"
    assert "07:30 · Friday and Saturday (Cairo)" in texts_of(await counter.says("/briefing weekends"))


async def test_weekdays_are_those_of_where_one_is(counter: Counter) -> None:
    await counter.says("/timezone Cairo")
    assert "07:30 · Sunday to Thursday" in texts_of(await counter.says("/briefing 07:30 weekdays"))
    await counter.says("/timezone Paris")
    assert "07:30 · Monday to Friday" in texts_of(await counter.says("/briefing 07:30 weekdays"))


async def test_nothing_is_promised_that_a_pause_holds_back(counter: Counter) -> None:
    await counter.says("/start")
    await counter.says("/pause")
    assert texts_of(await counter.says("/mute 2h")) == "Paused, briefings included. /resume continues."
    assert "Paused, briefings included. /resume" in texts_of(await counter.says("/briefing 8:00"))
    await counter.says("/resume")
    assert "Silent until 14:30" in texts_of(await counter.says("/mute 2h"))
    await counter.says("/mute 2d")
    assert "The next one: Wed 25 Nov, 12:30." in texts_of(await counter.says("/briefing 13:00"))
    assert "Paused" not in texts_of(await counter.says("/briefing 8:00"))


@pytest.mark.parametrize("asked", ["/follow everything", "/unfollow all", "/unfollow всё", "/unfollow todo"])
async def test_everything_is_no_name_and_nothing_is_lost_by_it(counter: Counter, asked: str) -> None:
    assert "editors' choice" in texts_of(await counter.says(asked))
    await counter.says("/follow Norway")
    listed = await counter.says(asked)
    assert "Norway" in texts_of(listed)
    await counter.taps(button(listed, "Remove everything"))
    assert "editors' choice" in texts_of(await counter.says("/following"))


async def test_a_question_without_its_mark_is_answered(counter: Counter) -> None:
    counter.library.answers["when do they open"] = Answer(
        question="when do they open", lines=samples.crossing().lines[:1]
    )
    assert "From the articles · when do they open" in texts_of(await counter.says("when do they open"))


async def test_other_words_of_a_person_are_no_answer(counter: Counter) -> None:
    asked = ["What did Solen say about fish?", "What did Solen say about the crossings?"]
    for question in asked:
        counter.library.answers[question] = Answer(question=question, lines=samples.crossing().lines)
    assert "no quotes of “Solen” about “fish”" in texts_of(await counter.says(asked[0]))
    assert "From the articles" in texts_of(await counter.says(asked[1]))


@pytest.mark.parametrize(
    ("asked", "announced"),
    [
        ("/agenda tomorrow", "Tuesday"),
        ("/agenda 24 November", "Tuesday"),
        ("/agenda this week", "Tuesday"),
        ("/agenda next week", "Thursday, 3 Dec"),
        ("/agenda на следующей неделе", "Thursday, 3 Dec"),
        ("/agenda today", "Nothing announced that I know of."),
    ],
)
async def test_what_is_announced_for_some_days(counter: Counter, asked: str, announced: str) -> None:
    counter.library.events = [
        AgendaItem(
            on=samples.NOW.date() + timedelta(days=days),
            text="They meet.",
            outlet="Herald",
            url="https://h.example/1",
        )
        for days in (1, 10)
    ]
    drawn = texts_of(await counter.says(asked))
    assert announced in drawn
    assert drawn.count("They meet.") == (announced[0] == "T")


async def test_of_several_questions_each_is_answered(counter: Counter) -> None:
    asked = "when do the crossings open?"
    counter.library.answers[asked] = Answer(question=asked, lines=samples.crossing().lines[:1])
    first, second = await counter.says("Who won? And when do the crossings open?")
    assert first.plain.startswith("Who won?\n\nI have nothing on that")
    assert "From the articles · when do the crossings open?" in second.plain


async def test_a_number_alone_is_the_story_of_the_list(counter: Counter) -> None:
    await counter.says("/search crossings")
    assert "Valdoria and Kestria agree" in texts_of(await counter.says("1"))
    assert "no story with number 9" in texts_of(await counter.says("9"))


async def test_a_silence_stands_in_the_settings_until_it_ends(counter: Counter) -> None:
    await counter.says("/start")
    await counter.says("/mute 1w")
    drawn = await counter.says("/settings")
    assert "Silent until Mon 30 Nov, 12:30" in texts_of(drawn)
    ended = await counter.taps(button(drawn, "End the silence"))
    assert "Silent until" not in texts_of(ended)
    assert counter.desk.subscriptions.find(ANNA).muted_until is None  # type: ignore[union-attr]  # it was made by /start
    await counter.says("/mute 1h")
    counter.clock.forward(hours=2)
    assert "Silent until" not in texts_of(await counter.says("/settings"))


async def test_who_gets_nothing_by_itself_is_promised_no_development(counter: Counter) -> None:
    await counter.taps("1f:s12")
    assert counter.telegram.toasts[-1].startswith("Kept. But news as it happens does not come here")
    await counter.says("/start")
    await counter.says("/pause")
    await counter.taps("1f:s12")
    assert counter.telegram.toasts[-1].startswith("Kept. But")


async def test_the_number_of_a_story_is_the_number_that_was_shown(counter: Counter) -> None:
    await counter.says("/search crossings")
    assert "Valdoria and Kestria agree" in texts_of(await counter.says("/summary 1"))
    assert "widens" in texts_of(
        await counter.says("/summary 1", user=BORIS, chat=Chat(chat_id=BORIS, type="private"))
    )


async def test_a_link_is_read_when_it_is_not_known_and_only_then(counter: Counter) -> None:
    new, known = "https://ostland.example/1", samples.arabic().sources[0].url
    counter.reading.pages[new] = replace(samples.crossing(), id=None, title="Read just now")
    assert "Read just now" in texts_of(await counter.says(f"/summary {new}"))
    assert "فالدوريا" in texts_of(await counter.says("/summary", reply_links=(known,)))
    assert "Read just now" in texts_of(await counter.says(new, links=(new,)))
    assert counter.reading.read == [new, new]


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        ("not_found", "no page at that address"),
        ("no_article", "found no article"),
        ("feed", "is a feed, not an article"),
        ("list", "a list or an overview, not an article"),
        ("blocked", "does not let programs"),
        ("timeout", "did not answer in time"),
        ("unsafe", "private networks"),
        ("too_big", "too big"),
        ("other", "because <so>"),
    ],
)
async def test_a_page_that_cannot_be_read_gets_one_sentence(
    counter: Counter, reason: str, answer: str
) -> None:
    url = "https://ostland.example/1"
    counter.reading.pages[url] = UnreadableError(url, reason, "because <so>")  # type: ignore[arg-type]  # parametrized
    said = texts_of(await counter.says(f"/summary {url}"))
    assert answer in said
    assert said.startswith("ostland.example/1\n")
    long = f"{url}/{'a' * 400}"
    counter.reading.pages[long] = UnreadableError(long, "timeout")
    assert len(texts_of(await counter.says(f"/summary {long}")).splitlines()[0]) == 60


@pytest.mark.parametrize("asked", ["/quotes marcheti", "/said marcheti", "/said marcheti about grain"])
async def test_a_name_that_nearly_is_somebodys_is_asked_about(counter: Counter, asked: str) -> None:
    counter.library.names["person"] = ["Elena Marchetti", "Mira Solen"]
    counter.library.said_of["elena marchetti"] = Said(
        name="Elena Marchetti", quotes=samples.crossing().quotes[:1]
    )
    found = await counter.says(asked)
    assert "no quotes of “marcheti”. Did you mean" in texts_of(found)
    assert [b.text for row in found[0].buttons for b in row] == ["Elena Marchetti"]
    assert "Quotes · Elena Marchetti" in texts_of(await counter.taps(button(found, "Elena")))


async def test_somebody_who_is_known_and_said_nothing_of_it_is_not_asked_about(counter: Counter) -> None:
    counter.library.names["person"] = ["Mira Solen", "Mira Solena"]
    assert "about “fish”" in texts_of(await counter.says("/said Mira Solen about fish"))


async def test_what_is_announced_is_found_by_its_words(counter: Counter) -> None:
    counter.library.events = [
        AgendaItem(
            on=samples.NOW.date(),
            text="NATO ministers meet in Vienna on Monday.",
            outlet="Herald",
            url="https://h.example/1",
        )
    ]
    assert "NATO ministers meet" in texts_of(await counter.says("/agenda NATO minister"))
    assert "Nothing announced about “fish”" in texts_of(await counter.says("/agenda fish"))


def test_a_story_without_developments_is_named() -> None:
    alone = replace(samples.TIMELINE, entries=samples.TIMELINE.entries[:1])
    said = texts_of(story.timeline(alone, samples.reader("en")))
    assert f"one development only of “{alone.title}”" in said


@pytest.mark.parametrize(("user", "told"), [(OWNER, True), (ANNA, False)])
async def test_only_an_owner_is_told_how_to_add_a_feed_that_was_sent(
    counter: Counter, user: int, told: bool
) -> None:
    url = "https://ostland.example/rss.xml"
    counter.reading.pages[url] = UnreadableError(url, "feed")
    said = texts_of(await counter.says(f"/summary {url}", user=user))
    assert (f"/addsource {url}" in said) is told


async def test_a_reply_to_a_story_of_ours_is_about_that_story(counter: Counter) -> None:
    assert "Valdoria" in texts_of(await counter.says("/summary", reply_ref="s12", reply_to_other=True))
    assert "Tarek Omun" in texts_of(await counter.says("/quotes", reply_ref="s12", reply_to_other=True))
    assert "no link in that message" in texts_of(await counter.says("/summary", reply_to_other=True))


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Quotes", "Tarek Omun, Kestria's chief negotiator (via Radio Kestria)"),
        ("Evidence", "Shortened: words left out, none added"),
        ("Sources", "Valdoria, Kestria to reopen border crossings"),
    ],
)
async def test_buttons_under_a_story_answer_in_reply_to_it(counter: Counter, label: str, answer: str) -> None:
    story = await counter.says("/summary 2")
    opened = await counter.taps(button(story, label), message_id=55)
    assert answer in texts_of(opened)
    assert counter.telegram.sent[-1].reply_to == 55
    assert counter.telegram.toasts == [""]


async def test_more_buttons_follow_mute_and_go_back(counter: Counter) -> None:
    await counter.says("/start")
    story = await counter.says("/summary 2")
    await counter.taps(button(story, "More"))
    labels = [b.text for row in counter.telegram.keyboards[-1] for b in row]
    assert labels == [
        "Timeline",
        "More like this",
        "Follow this story",
        "Mute this story",
        "Share",
        "This is wrong",
        "‹ Back",
    ]
    await counter.taps("1f:s12")
    assert counter.telegram.toasts[-1] == "You'll get every development of this story."
    assert "Unfollow this story" in [b.text for row in counter.telegram.keyboards[-1] for b in row]
    await counter.taps("1x:s12")
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    assert [(f.kind, f.value, f.muted) for f in counter.desk.follows.of(mine.id)] == [("story", "12", True)]
    await counter.taps("1X:s12")
    assert counter.desk.follows.of(mine.id) == []
    await counter.taps("1b:s12")
    assert [b.text for b in counter.telegram.keyboards[-1][0]] == ["Quotes", "Evidence", "Sources"]


async def test_a_report_is_kept_with_its_evidence_once_and_shown_to_the_owner(counter: Counter) -> None:
    asked = await counter.taps("1w:s12")
    assert "Thank you" in texts_of(await counter.taps(button(asked, "The summary")))
    told = counter.telegram.sent[-1]
    assert (told.chat_id, "A reader says this is wrong" in told.outgoing.html) == (OWNER, True)
    assert "already" in texts_of(await counter.taps(button(asked, "The summary")))
    assert "Thank you" in texts_of(await counter.taps(button(asked, "“We have chosen")))
    shown = await counter.says("/reports", chat=OWNERS, user=OWNER)
    assert "said on Monday after four hours of talks" in texts_of(shown[:1])
    assert "Mira Solen, Valdorian foreign minister" in texts_of(shown[1:])
    await counter.taps(button(shown, "Looked at"), chat=OWNERS, user=OWNER)
    assert len(await counter.says("/reports", chat=OWNERS, user=OWNER)) == 1


ECHOING = (
    "said",
    "search",
    "summary",
    "timeline",
    "quotes",
    "latest",
    "ask",
    "briefing",
    "timezone",
    "quiet",
    "mute",
    "follow",
    "unfollow",
    "language",
    "agenda",
)


@pytest.mark.parametrize("command", ECHOING)
@pytest.mark.parametrize("words", ["<" * 4000, "nobody knows " * 310, "&\n" * 2000])
async def test_whatever_length_words_have_there_is_an_answer(
    counter: Counter, command: str, words: str
) -> None:
    assert texts_of(await counter.says(f"/{command} {words}"))


@pytest.mark.parametrize(
    "text",
    [
        f"/said a on{' ' * 4000}x\ny",
        f"/said {'a on ' * 800}",
        f"/quiet 7{' ' * 4000}x",
        f"/search a{' ' * 4000}x",
        f"/search a{' since' * 600}",
        f"/mute 7{' ' * 4000}x",
        f"/briefing 7{' ' * 4000}x",
        f"/follow a{' -' * 2000}",
    ],
)
async def test_no_words_keep_everybody_else_waiting(counter: Counter, text: str) -> None:
    """A pattern that tries every way to split them takes minutes or years, and nobody else is answered meanwhile."""
    assert await counter.says(text)


async def test_words_that_name_no_story_give_a_choice_and_never_the_story_that_is_nearest(
    counter: Counter,
) -> None:
    offered = await counter.says("/summary penguin crossings")
    assert "patrol" not in texts_of(offered), "a list of titles, no story"
    assert "Valdoria and Kestria agree" in texts_of(await counter.says("/summary 1"))


@pytest.mark.parametrize("words", ["99999999999999999999", "#9999999999999999", "9" * 400])
@pytest.mark.parametrize("command", ["timeline", "summary"])
async def test_no_number_is_too_large_to_be_asked_for(counter: Counter, command: str, words: str) -> None:
    assert "I found no story" in texts_of(await counter.says(f"/{command} {words}"))


@pytest.mark.parametrize(
    "data", ["1t:s", "1t:sfoo", "1l:s99999999999999999999", "1i:s9999999999999999999", "1o:x"]
)
async def test_a_forged_story_is_none(counter: Counter, data: str) -> None:
    assert "went wrong" not in texts_of(await counter.taps(data))


async def test_send_under_an_old_preview_sends_nothing(counter: Counter) -> None:
    first = await counter.says("/broadcast The first notice.", chat=OWNERS, user=OWNER)
    second = await counter.says("/broadcast The second notice.", chat=OWNERS, user=OWNER)
    for name in ("Send", "Cancel"):
        old = await counter.taps(button(first, name), chat=OWNERS, user=OWNER)
        assert "from an older message" in texts_of(old)
    assert counter.operations.sent == []
    await counter.taps(button(second, "Send"), chat=OWNERS, user=OWNER)
    assert [sent.plain for sent in counter.operations.sent] == ["The second notice."]
    again = await counter.taps(button(second, "Send"), chat=OWNERS, user=OWNER)
    assert "from an older message" in texts_of(again)
    assert len(counter.operations.sent) == 1


async def test_a_source_and_a_notice_wait_each_for_its_own_button(counter: Counter) -> None:
    notice = await counter.says("/broadcast A notice.", chat=OWNERS, user=OWNER)
    source = await counter.says("/addsource ostland.example", chat=OWNERS, user=OWNER)
    await counter.taps(button(source, "Add"), chat=OWNERS, user=OWNER)
    assert list(counter.operations.known) == ["Ostland Gazette"]
    await counter.taps(button(notice, "Send"), chat=OWNERS, user=OWNER)
    assert len(counter.operations.sent) == 1


@pytest.mark.parametrize("data", ["1v:send", "1v:add", "1v:cancel", "1v:send:000000000000", "1v:"])
async def test_a_button_without_its_draft_is_stale(counter: Counter, data: str) -> None:
    await counter.says("/broadcast A notice.", chat=OWNERS, user=OWNER)
    assert "from an older message" in texts_of(await counter.taps(data, chat=OWNERS, user=OWNER))
    assert counter.operations.sent == []


async def test_a_notice_keeps_its_lines(counter: Counter) -> None:
    notice = "First line.\n\nSecond line, " + "long " * 200
    preview = await counter.says(f"/broadcast {notice}", chat=OWNERS, user=OWNER)
    await counter.taps(button(preview, "Send"), chat=OWNERS, user=OWNER)
    assert counter.operations.sent[0].plain == notice.strip()


@pytest.mark.parametrize(
    "data",
    [
        "1z:Foo/Bar",
        "1z:../../etc/passwd",
        "1z:",
        "1h:aabb-ccdd",
        "1h:2500-0700",
        "1h:0700-0700",
        "1h:2200-",
        "1h:",
        "1g:set:9999",
        "1g:set:",
        "1u:99999d",
    ],
)
async def test_a_forged_button_stores_nothing(counter: Counter, data: str) -> None:
    await counter.says("/start")
    await counter.says("/timezone Almaty")
    await counter.says("/quiet 22-7")
    before = counter.desk.subscriptions.find(ANNA)
    times = dict(counter.desk.briefings.kept)  # type: ignore[attr-defined]  # the fake's
    assert "from an older message" in texts_of(await counter.taps(data))
    assert counter.desk.subscriptions.find(ANNA) == before
    assert counter.desk.briefings.kept == times  # type: ignore[attr-defined]  # as above


async def test_a_place_whose_stored_zone_is_gone_is_answered_and_can_choose_another(counter: Counter) -> None:
    await counter.says("/start")
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    counter.desk.subscriptions.change(mine.id, timezone="Foo/Bar")
    assert await counter.says("/latest")
    assert "Almaty" in texts_of(await counter.says("/timezone Almaty"))


FORGED = (
    "",
    "x",
    "0",
    "-1",
    "9" * 20,
    "s1",
    "s-1",
    "sx",
    "s٣",
    "on",
    "set",
    "del",
    "name",
    "person",
    "KZ",
    "é" * 10,
    "\0",
)


@pytest.mark.parametrize("action", sorted(presses.table(OwnerCommands())))
async def test_no_button_however_forged_is_a_failure_of_ours(counter: Counter, action: str) -> None:
    await counter.says("/start", chat=OWNERS, user=OWNER)
    for first in FORGED:
        for arguments in ((first,), (first, "KZ"), (first, "9" * 20), ("on", "country", first)):
            before = len(counter.telegram.toasts)
            data = f"1{':'.join((action, *arguments))}"
            said = texts_of(await counter.taps(data, chat=OWNERS, user=OWNER))
            assert "went wrong" not in said + "".join(counter.telegram.toasts[before:]), data


@pytest.mark.parametrize("data", ["1n:99999999999999999999", "1y:del:99999999999999999999", "1n:-5"])
async def test_a_forged_number_is_a_small_one(counter: Counter, data: str) -> None:
    await counter.says("/start")
    assert "went wrong" not in texts_of(await counter.taps(data))


async def test_stale_unknown_and_broken_buttons_are_answered_kindly(counter: Counter) -> None:
    for data in ("0q:s12", "1?:1", "garbage", "1y:bogus:::", "1y:on:planet:mars:0"):
        await counter.taps(data)
    assert len(counter.telegram.toasts) == 5
    assert all("older message" in toast for toast in counter.telegram.toasts[:3])
    assert "no longer stored" in texts_of(await counter.taps("1q:s999"))
    assert "no longer stored" in texts_of(await counter.taps("1q:../etc"))


async def test_following_by_words_buttons_and_pages(counter: Counter) -> None:
    await counter.says("/start")
    counter.library.names["person"] = ["Mira Solen", "Mira Kent"]
    assert "Following 🇰🇿 Kazakhstan" in texts_of(await counter.says("/follow Казахстан"))
    assert "without “sport”" in texts_of(await counter.says("/follow steel -sport"))
    choice = await counter.says("/follow Mira")
    assert "Following Mira Kent" in texts_of(await counter.taps(button(choice, "Mira Kent")))
    assert "Following Mira Solen" in texts_of(await counter.says("/follow mira solen"))
    menu = await counter.says("/follow")
    countries = await counter.taps(button(menu, "Countries"))
    second = await counter.taps(button(countries, "›"))
    assert "2 of " in button(second, "2 of ").text
    toggled = await counter.taps(button(second, second[0].buttons[0][0].text))
    assert toggled[0].buttons[0][0].text.startswith("✓ ")
    assert counter.telegram.toasts[-1].startswith("Following ")
    listing = await counter.says("/following")
    assert "Mira Solen" in texts_of(listing)
    assert "No longer following" in texts_of(await counter.says("/unfollow kazakhstan"))
    await counter.taps(button(listing, "Remove everything"))
    assert "editors' choice" in texts_of(await counter.says("/following"))


async def test_settings_edit_their_own_message(counter: Counter) -> None:
    await counter.says("/start")
    drawn = await counter.says("/settings")
    for label, shown in (
        ("Length", "Length: long"),
        ("Link previews", "Link previews: on"),
        ("News as it happens", "News as it happens: off"),
    ):
        changed = await counter.taps(button(drawn, label), message_id=900)
        assert changed[0].edit == 900
        assert shown in texts_of(changed)
    assert "Settings" in texts_of(await counter.taps(button(drawn, "Stop sending"), message_id=900))
    assert counter.desk.subscriptions.find(ANNA).active is False  # type: ignore[union-attr]  # it was made by /start
    assert "Saved" in texts_of(await counter.taps(button(drawn, "Done"), message_id=900))


async def test_a_location_sets_the_time_zone(counter: Counter) -> None:
    assert "it is 17:30 there" in texts_of(await counter.says("", location=Place(43.25, 76.95)))


async def test_a_briefing_keeps_its_clock_time_in_a_new_zone(counter: Counter) -> None:
    await counter.says("/briefing 07:30")
    await counter.says("/timezone Almaty")
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    assert await counter.desk.briefings.times(mine.id) == ("07:30",)
    assert (mine.timezone, mine.active, mine.pushes) == ("Asia/Almaty", True, False)


# ── groups, topics, channels ────────────────────────────────────────────────────────────────────────────────────────


async def test_anybody_in_a_group_may_ask_and_the_answer_hangs_under_the_question_in_its_topic(
    counter: Counter,
) -> None:
    await counter.says("/summary", chat=GROUP, user=BORIS, thread_id=7, message_id=321)
    sent = counter.telegram.sent[-1]
    assert (sent.chat_id, sent.thread_id, sent.reply_to) == (GROUP.chat_id, 7, 321)


async def test_settings_of_a_group_are_for_its_administrators(counter: Counter) -> None:
    for text in ("/start", "/settings", "/follow Kazakhstan", "/stop", "/briefing 08:00"):
        assert "Only administrators" in texts_of(await counter.says(text, chat=GROUP, user=BORIS))
    assert counter.desk.subscriptions.find(GROUP.chat_id) is None
    await counter.taps("1c:on", chat=GROUP, user=BORIS)
    assert counter.telegram.toasts == ["Only administrators of this chat can change that."]
    assert "Done" in texts_of(await counter.says("/start", chat=GROUP, user=ANNA))


async def test_anonymous_administrators_are_administrators(counter: Counter) -> None:
    assert "Settings" in texts_of(await counter.says("/settings", chat=GROUP, user=None, as_chat=True))


async def test_administrators_are_asked_for_once_a_minute(counter: Counter) -> None:
    for _ in range(5):
        await counter.says("/settings", chat=GROUP)
    assert counter.admin_calls == 1
    counter.clock.forward(seconds=61)
    counter.admins_of[GROUP.chat_id] = set()
    assert "Only administrators" in texts_of(await counter.says("/settings", chat=GROUP))


async def test_topics_have_their_own_settings_and_inherit_the_rest(counter: Counter) -> None:
    await counter.says("/start", chat=GROUP)
    await counter.says("/language fr", chat=GROUP)
    await counter.says("/start", chat=GROUP, thread_id=7)
    await counter.says("/follow Kazakhstan", chat=GROUP, thread_id=7)
    await counter.says("/timezone Almaty", chat=GROUP, thread_id=7)
    here, topic = (
        counter.desk.subscriptions.find(GROUP.chat_id),
        counter.desk.subscriptions.find(GROUP.chat_id, 7),
    )
    assert here is not None
    assert topic is not None
    assert (here.timezone, topic.timezone, topic.language) == ("UTC", "Asia/Almaty", "fr")
    assert counter.desk.follows.of(here.id) == []
    await counter.says("/stop", chat=GROUP, thread_id=7)
    assert counter.desk.subscriptions.find(GROUP.chat_id).active  # type: ignore[union-attr]  # found above


async def test_other_commands_in_groups_are_left_alone(counter: Counter) -> None:
    assert await counter.says("/roll 2d6", chat=GROUP) == []
    assert await counter.says("good morning", chat=GROUP) == []


async def test_a_channel_is_set_up_by_a_post_and_its_buttons_open_the_private_chat(counter: Counter) -> None:
    post = {"chat": CHANNEL, "user": None, "as_chat": True}
    assert "channel is set up" in texts_of(await counter.says("/start", **post))  # type: ignore[arg-type]  # as above
    story = await counter.says("/summary 2", **post)  # type: ignore[arg-type]  # as above
    assert button(story, "Quotes").url == "https://t.me/attache_bot?start=quotes_s12"
    assert counter.telegram.sent[-1].reply_to is None
    assert "Tarek Omun" in texts_of(await counter.says("/start quotes_s12"))


def member(chat: Chat, user: int = ANNA) -> Request:
    return Request(chat=chat, user_id=user, language_code="en")


async def test_a_group_is_greeted_once_and_cleaned_up_after(counter: Counter) -> None:
    await counter.reception.joined(member(GROUP))
    await counter.reception.joined(member(GROUP))
    assert [text.split(".")[0] for text in seen(counter)] == ["Hello, everyone"]
    await counter.taps("1c:on", chat=GROUP)
    assert counter.desk.subscriptions.find(GROUP.chat_id).active  # type: ignore[union-attr]  # made by the press
    await counter.reception.left(member(GROUP), "kicked")
    chat = counter.desk.chats.get(GROUP.chat_id)
    assert chat is not None
    assert (chat.active, chat.invited_by) == (False, ANNA)


async def test_who_adds_the_bot_to_a_channel_is_told_in_private(counter: Counter) -> None:
    await counter.reception.joined(member(CHANNEL))
    assert [(one.chat_id, "Bulletin" in one.outgoing.html) for one in counter.telegram.sent] == [(ANNA, True)]


async def test_a_group_that_becomes_a_supergroup_keeps_everything(counter: Counter) -> None:
    old = Chat(chat_id=-5, type="group", title="Newsroom")
    counter.admins_of[-5] = {ANNA}
    await counter.says("/start", chat=old)
    await counter.says("/follow Kazakhstan", chat=old)
    await counter.reception.moved(-5, -1005)
    moved = counter.desk.subscriptions.find(-1005)
    assert moved is not None
    assert [follow.value for follow in counter.desk.follows.of(moved.id)] == ["KZ"]


# ── access, speed, failures ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def closed(sqlite: Database) -> Iterator[Callable[..., Counter]]:
    made: list[Counter] = []

    def make(**options: object) -> Counter:
        made.append(Counter(sqlite, stories=samples.stories(), **options))  # type: ignore[arg-type]  # Counter's own
        return made[-1]

    yield make
    for counter in made:
        counter.close()


async def test_an_invitation_lets_a_person_in_and_their_groups(closed: Callable[..., Counter]) -> None:
    counter = closed(mode="invite")
    assert "by invitation" in texts_of(await counter.says("/start"))
    assert "by invitation" in texts_of(await counter.says("/latest"))
    link = texts_of(await counter.says("/invite", chat=OWNERS, user=OWNER)).split("start=")[1]
    assert "expired or is incomplete" in texts_of(await counter.says(f"/start {link[:-3]}aaa"))
    assert "Good to have you here" in texts_of(await counter.says(f"/start {link}"))
    assert "Newest stories" in texts_of(await counter.says("/latest"))
    await counter.reception.joined(member(GROUP))
    assert "Newest stories" in texts_of(await counter.says("/summary", chat=GROUP, user=BORIS))


async def test_an_old_invitation_lets_nobody_in(closed: Callable[..., Counter]) -> None:
    counter = closed(mode="invite")
    link = texts_of(await counter.says("/invite", chat=OWNERS, user=OWNER)).split("start=")[1]
    counter.clock.forward(days=8)
    assert "expired" in texts_of(await counter.says(f"/start {link}"))


async def test_a_listed_bot_serves_its_list_and_leaves_other_groups(closed: Callable[..., Counter]) -> None:
    counter = closed(mode="list", allowed={ANNA})
    assert "Newest" in texts_of(await counter.says("/latest"))
    assert "private" in texts_of(
        await counter.says("/latest", chat=Chat(chat_id=BORIS, type="private"), user=BORIS)
    )
    await counter.reception.joined(member(GROUP, BORIS))
    assert counter.telegram.left == [GROUP.chat_id]


async def test_thirty_commands_in_a_second_get_a_few_answers_and_one_explanation(
    closed: Callable[..., Counter],
) -> None:
    counter = closed(per_minute=20)
    await asyncio.gather(*(counter.says("/latest") for _ in range(30)))
    texts = seen(counter)
    assert sum("Newest stories" in text for text in texts) == 6
    assert sum("faster than I can answer well" in text for text in texts) == 1
    assert len(texts) == 7
    counter.clock.forward(seconds=30)
    assert "Newest stories" in texts_of(await counter.says("/latest"))


async def test_turning_pages_is_not_asking_too_fast(closed: Callable[..., Counter]) -> None:
    counter = closed(per_minute=20)
    for page in range(30):
        await counter.taps(f"1y:country:{page}")
    assert len(counter.telegram.sent) == 30
    for page in range(30):
        await counter.taps(f"1y:country:{page}")
    assert sum("faster than I can answer well" in toast for toast in counter.telegram.toasts) == 1


async def test_a_group_has_a_bucket_of_its_own(closed: Callable[..., Counter]) -> None:
    counter = closed(per_minute=20)
    for person in range(2000, 2010):
        await counter.says("/latest", chat=GROUP, user=person)
    assert sum("This chat has asked a lot" in text for text in seen(counter)) == 1


async def test_the_owners_commands_are_the_owners(counter: Counter) -> None:
    for text in (
        "/status",
        "/sources",
        "/broadcast hi",
        "/addsource https://x.example",
        "/invite",
        "/reports",
    ):
        assert "for the bot's owner" in texts_of(await counter.says(text))
    assert "only" in texts_of(await counter.says("/status", chat=GROUP, user=OWNER))
    assert "/broadcast" in texts_of(await counter.says("/help", chat=OWNERS, user=OWNER))


async def test_a_broadcast_goes_out_after_a_tap_as_plain_text(counter: Counter) -> None:
    async def owner(text: str) -> str:
        return texts_of(await counter.says(text, chat=OWNERS, user=OWNER))

    await counter.says("/start")
    shown = await counter.says("/broadcast Pause <b>tonight</b> & tomorrow", chat=OWNERS, user=OWNER)
    assert "This goes to 1 chat" in texts_of(shown)
    assert counter.operations.sent == []
    assert "On its way to 3 chats" in texts_of(
        await counter.taps(button(shown, "Send it"), chat=OWNERS, user=OWNER)
    )
    assert [one.plain for one in counter.operations.sent] == ["Pause <b>tonight</b> & tomorrow"]
    assert "older message" in texts_of(await counter.taps(button(shown, "Send it"), chat=OWNERS, user=OWNER))
    assert "What should I write" in await owner("/broadcast")
    assert "Running since" in await owner("/status")
    assert "31 sources" in await owner("/reload")


async def test_a_source_is_previewed_before_it_is_kept(counter: Counter) -> None:
    shown = await counter.says("/addsource ostland.example/feed", chat=OWNERS, user=OWNER)
    assert "Envoy <recalled>" in texts_of(shown)
    assert "Added: Ostland Gazette" in texts_of(
        await counter.taps(button(shown, "Add it"), chat=OWNERS, user=OWNER)
    )
    assert "did not answer in time" in texts_of(
        await counter.says("/addsource bad.example", chat=OWNERS, user=OWNER)
    )
    assert "Ostland Gazette" in texts_of(await counter.says("/sources", chat=OWNERS, user=OWNER))
    assert "Removed" in texts_of(await counter.says("/removesource Ostland Gazette", chat=OWNERS, user=OWNER))
    assert "no source called" in texts_of(
        await counter.says("/removesource Ostland Gazette", chat=OWNERS, user=OWNER)
    )


async def test_a_busy_database_is_said_and_a_bug_is_said_without_its_details(counter: Counter) -> None:
    counter.library.broken = DatabaseBusyError("sqlite:///x", "locked")
    assert "database is busy" in texts_of(await counter.says("/latest"))
    counter.library.broken = RuntimeError("secret detail")
    answer = texts_of(await counter.says("/latest"))
    assert "Something went wrong" in answer
    assert "secret" not in answer


async def test_deep_links_open_stories_also_for_strangers(counter: Counter) -> None:
    messages = await counter.says("/start story_s12")
    assert "Valdoria and Kestria agree" in texts_of(messages)
    assert button(messages, "Start sending news here")
    assert "no longer stored" in texts_of(await counter.says("/start story_s999"))
    assert "Good to have you here" in texts_of(await counter.says("/start whatever"))


async def test_said_reads_name_subject_and_date(counter: Counter) -> None:
    quotes = samples.crossing().quotes
    counter.library.said_of["mira solen"] = Said(
        name="Mira Solen", role="foreign minister", quotes=quotes[:1]
    )
    counter.library.said_of["mira"] = Said(name="Mira", did_you_mean=("Mira Solen", "Mira Kent"))
    messages = await counter.says("/said Mira Solen about border since 2026-01-02")
    assert "Quotes · Mira Solen, foreign minister · about border, since 2 Jan" in texts_of(messages)
    assert "Quotes · Mira Solen, foreign minister" in texts_of(
        await counter.says("/said Mira Solen о границе с 02.01.2026")
    )
    choice = await counter.says("/said Mira")
    assert "Quotes · Mira Solen, foreign minister" in texts_of(
        await counter.taps(button(choice, "Mira Solen"))
    )


@pytest.mark.parametrize(
    "question", ["What did Mira Solen say?", "Что сказала Мира Солен?", "¿Qué dijo Mira?"]
)
async def test_a_question_for_somebodys_words_is_answered_from_the_ledger(
    counter: Counter, question: str
) -> None:
    said = Said(name="Mira Solen", role="foreign minister", quotes=samples.crossing().quotes[:1])
    counter.library.said_of |= {"mira solen": said, "мира солен": said}
    counter.library.said_of["mira"] = Said(name="Mira", did_you_mean=("Mira Solen", "Mira Kent"))
    answer = texts_of(await counter.says(f"/ask {question}"))
    assert ("Whom do you mean?" if "Mira?" in question else "Quotes · Mira Solen, foreign minister") in answer


async def test_quotes_of_a_name_that_two_people_have_are_asked_about(counter: Counter) -> None:
    counter.library.names["person"] = ["Oleg Ivanov", "Pavel Ivanov"]
    asked = await counter.says("/quotes Ivanov")
    assert "Whom do you mean?" in texts_of(asked)
    assert button(asked, "Pavel Ivanov")


async def test_a_press_in_an_unknown_place_is_answered(counter: Counter) -> None:
    request = Request(chat=PRIVATE, user_id=ANNA, press=Press(action="n", args=("x", "ZZ")))
    await counter.reception.press(request, "press")
    assert counter.telegram.toasts == [""]


async def test_a_timeline_can_be_had_as_a_picture(counter: Counter) -> None:
    told = await counter.says("/timeline 2")
    (drawn,) = await counter.taps(button(told, "Picture 🌙"))
    assert drawn.picture is not None
    assert drawn.picture.startswith(b"\x89PNG")
    assert drawn.words is not None
    assert "Pictures may not be sent" in drawn.words
    assert "no longer stored" in texts_of(await counter.taps("1i:s999:light"))


async def test_the_week_shows_who_spoke_most(counter: Counter) -> None:
    week = await counter.says("/summary this week")
    (drawn,) = await counter.taps(button(week, "Who spoke most ☀️"))
    assert drawn.picture is not None
    counter.library.stories.clear()
    assert "Nobody was quoted" in texts_of(await counter.taps(button(week, "Who spoke most ☀️")))


async def test_an_answer_that_takes_its_time_is_announced_by_typing_and_a_quick_one_is_not(
    counter: Counter,
) -> None:
    await counter.says("/search crossings")
    assert counter.telegram.typed == []
    counter.library.takes_s = 0.6
    await counter.says("/search crossings", chat=GROUP, thread_id=7)
    assert counter.telegram.typed == [(GROUP.chat_id, 7)]


async def test_a_story_that_is_opened_is_told_whole_also_where_pushes_are_short(counter: Counter) -> None:
    await counter.says("/start")
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    counter.desk.subscriptions.change(mine.id, length="short")
    assert "the road, not the wall" in texts_of(await counter.says("/summary 2"))
    assert "after four hours" not in texts_of(await counter.says("/latest"))


async def test_a_list_of_countries_is_followed_one_by_one(counter: Counter) -> None:
    await counter.says("/briefing 8:00")
    (said,) = await counter.says("/follow France, Германия")
    assert said.plain.startswith("Following 🇫🇷 France.\nFollowing 🇩🇪 Germany. News as it happens is off")
    assert "stories with “grain, bread”" in texts_of(await counter.says("/follow grain, bread"))


@pytest.mark.parametrize(
    ("asked", "followed"),
    [
        ("Russia, France and Sudan", ["RU", "FR", "SD"]),
        ("Russia, France, and Sudan", ["RU", "FR", "SD"]),
        ("Россия, Франция и Судан", ["RU", "FR", "SD"]),
        ("Росія, Франція та Судан", ["RU", "FR", "SD"]),
        ("la Russie, la France et le Soudan", ["RU", "FR", "SD"]),
        ("Rusia, Francia y Sudán", ["RU", "FR", "SD"]),
        ("روسيا، فرنسا والسودان", ["RU", "FR", "SD"]),
        ("روسيا، وفرنسا، وزارة", ["RU", "FR", words_value("وزارة")]),
        ("Russia and France", ["RU", "FR"]),
        ("Russia France Sudan", ["RU", "FR", "SD"]),
        ("Россия Франция", ["RU", "FR"]),
        ("Costa Rica", ["CR"]),
        ("Russia grain", ["russia grain"]),
        ("Bosnia and Herzegovina, Serbia", ["BA", "RS"]),
        ("Russia, war and peace", ["RU", "war and peace"]),
        ("Ostland, Mira Solen", ["ostland", "mira solen"]),
        ("grain, corridor", ["grain corridor"]),
        ("war and peace", ["war and peace"]),
    ],
)
async def test_each_thing_of_a_list_is_followed_by_itself(
    counter: Counter, asked: str, followed: list[str]
) -> None:
    counter.library.names["person"] = ["Mira Solen"]
    await counter.says(f"/follow {asked}")
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    assert [item.value for item in counter.desk.follows.of(mine.id)] == followed


async def test_what_a_list_must_not_hold_is_kept_out_of_each_thing(counter: Counter) -> None:
    said = texts_of(await counter.says("/follow Russia, France -sport"))
    assert "stories with “Russia”, without “sport”" in said
    assert "stories with “France”, without “sport”" in said
    mine = counter.desk.subscriptions.find(ANNA)
    assert mine is not None
    follows = counter.desk.follows.of(mine.id)
    assert [(item.value, item.excluded) for item in follows] == [
        ("russia", ("sport",)),
        ("france", ("sport",)),
    ]


async def test_a_thing_of_a_list_that_nothing_knows_is_said_to_be_words(counter: Counter) -> None:
    said = texts_of(await counter.says("/follow Russia, Ostland"))
    assert "Following 🇷🇺 Russia" in said
    assert "Following stories with “Ostland”. I know no country, subject or person called “Ostland”" in said
    many = ", ".join(["Russia", "France", "Sudan"] * 4)
    assert "more than 10 at once" in texts_of(await counter.says(f"/follow {many}"))


async def test_who_gets_briefings_alone_is_promised_nothing_else(counter: Counter) -> None:
    await counter.says("/start")
    await counter.says("/stop")
    alone = "only briefings come by themselves"
    assert alone in texts_of(await counter.says("/briefing 10:00"))
    for asked in ("/start", "/resume", "/follow France"):
        said = texts_of(await counter.says(asked))
        assert alone in said, asked
        assert "important story" not in said, asked
    said = texts_of(await counter.says("/briefing off"))
    assert "nothing comes by itself" in said
    assert "Important stories still come" not in said


@pytest.mark.parametrize("name", ["Guterres", "guterres", "GUTERRES"])
async def test_an_organisation_that_is_called_by_its_heads_name_is_asked_about(
    counter: Counter, name: str
) -> None:
    assert "Following UN" in texts_of(await counter.says(f"/follow {name}"))
    counter.library.names["person"] = ["António Guterres"]
    choice = await counter.says(f"/follow {name}")
    assert "Following António Guterres" in texts_of(await counter.taps(button(choice, "António Guterres")))
