"""Who hears a story: followers of what is in it, everybody else when it is important, nobody who refused it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import LANGUAGES, texts
from bot.words import following
from store.chats import Chat, Chats
from store.database import Database
from store.follows import LIMIT, Follow, Follows, fold, stem, stems, words_value
from store.subscriptions import Subscriptions
from store.views import StoryFacts

STORY = StoryFacts(
    story_id=12,
    importance=0.8,
    countries=("KZ", "UZ"),
    people=("Mira Solen",),
    organisations=("OSCE",),
    subjects=("talks", "sanctions"),
    sources=("Meridian Wire",),
    text="Valdoria widens sanctions on steel; the youth cup goes on",
)


class Town:
    """Subscriptions by name."""

    def __init__(self, db: Database) -> None:
        def clock() -> datetime:
            return datetime(2026, 11, 23, tzinfo=UTC)

        self.chats = Chats(db, clock)
        self.subscriptions = Subscriptions(db, clock)
        self.follows = Follows(db, clock)
        self.names: dict[int, str] = {}

    def settle(self, name: str, *wanted: Follow, thread: int = 0, **changes: object) -> int:
        chat = 1000 + len(self.names)
        self.chats.meet(Chat(chat_id=chat, type="private"))
        made, _ = self.subscriptions.start(chat, thread)
        for follow in wanted:
            assert self.follows.add(made.id, follow) == "new"
        if changes:
            self.subscriptions.change(made.id, **changes)
        self.names[made.id] = name
        return made.id

    def hear(self, story: StoryFacts = STORY, threshold: float = 0.6) -> list[str]:
        return [self.names[found] for found in self.follows.audience(story, threshold=threshold)]


@pytest.fixture
def town(db: Database) -> Town:
    return Town(db)


def muted(story_id: int) -> Follow:
    return Follow(kind="story", value=str(story_id), label="x", muted=True)


def test_followers_of_anything_in_the_story_hear_it_once(town: Town) -> None:
    everything = [
        Follow(kind="country", value="KZ", label="Kazakhstan"),
        Follow(kind="person", value=fold("Mira Solen"), label="Mira Solen"),
        Follow(kind="organisation", value=fold("OSCE"), label="OSCE"),
        Follow(kind="subject", value="talks", label="Talks"),
        Follow(kind="source", value=fold("Meridian Wire"), label="Meridian Wire"),
        following.by_words("sanctions steel"),
        Follow(kind="story", value="12", label="x"),
    ]
    for follow in everything:
        town.settle(follow.kind, follow)
    town.settle("all of it", *everything)
    town.settle("elsewhere", Follow(kind="country", value="AR", label="Argentina"))
    assert town.hear(threshold=2) == [*(follow.kind for follow in everything), "all of it"]


def test_who_follows_nothing_gets_the_important_stories_only(town: Town) -> None:
    town.settle("reader")
    town.settle("follower", Follow(kind="country", value="AR", label="Argentina"))
    assert town.hear(threshold=0.8) == ["reader"]
    assert town.hear(threshold=0.81) == []


def test_following_one_story_or_refusing_words_does_not_end_the_editors_choice(town: Town) -> None:
    town.settle("one story", Follow(kind="story", value="99", label="x"))
    town.settle("refuses football", following.by_words("", ("football",)))
    assert town.hear() == ["one story", "refuses football"]


def test_muted_stories_and_excluded_words_are_not_heard(town: Town) -> None:
    steel = following.by_words("sanctions", ("steel",))
    town.settle("muted", Follow(kind="country", value="KZ", label="Kazakhstan"), muted(12))
    town.settle("muted another", Follow(kind="country", value="KZ", label="Kazakhstan"), muted(13))
    town.settle("sanctions without steel", steel)
    town.settle(
        "never youth cup",
        Follow(kind="country", value="KZ", label="K"),
        following.by_words("", ("youth cup",)),
    )
    town.settle(
        "an exclusion holds for its own words only", steel, Follow(kind="country", value="KZ", label="K")
    )
    assert town.hear() == ["muted another", "an exclusion holds for its own words only"]


def test_a_story_is_minded_by_who_follows_it_and_not_by_who_muted_it(town: Town) -> None:
    mine = town.settle("follows", Follow(kind="story", value="12", label="x"))
    town.settle("follows another", Follow(kind="story", value="13", label="x"))
    town.settle("paused", Follow(kind="story", value="12", label="x"), paused=True)
    refusing = town.settle("mutes", muted(12))
    assert town.follows.minding(12) == (frozenset({mine}), frozenset({refusing}))


def test_nobody_hears_while_stopped_paused_without_pushes_or_gone(town: Town) -> None:
    town.settle("stopped", active=False)
    town.settle("paused", paused=True)
    town.settle("briefings only", pushes=False)
    gone = town.subscriptions.many([town.settle("gone")])[0]
    town.chats.leave(gone.chat_id, "kicked")
    assert town.hear() == []


def test_all_words_of_an_alert_must_be_there_in_any_order_and_form(town: Town) -> None:
    town.settle("both", following.by_words("steel sanction"))
    town.settle("one is missing", following.by_words("steel embargo"))
    assert town.hear() == ["both"]


def test_a_follow_list_has_an_end(town: Town) -> None:
    mine = town.settle("collector")
    for number in range(LIMIT):
        assert town.follows.add(mine, following.by_words(f"word{number}")) == "new"
    assert town.follows.add(mine, following.by_words("one too many")) == "full"


def test_following_again_changes_the_exclusions(town: Town) -> None:
    mine = town.settle("reader", following.by_words("steel", ("sport",)))
    assert town.follows.add(mine, following.by_words("steel", ("sport",))) == "already"
    assert town.follows.add(mine, following.by_words("steel", ("cup",))) == "new"
    assert [follow.excluded for follow in town.follows.of(mine)] == [("cup",)]


def test_clearing_keeps_muted_stories_muted(town: Town) -> None:
    mine = town.settle("reader", muted(12), Follow(kind="country", value="KZ", label="K"))
    assert town.follows.clear(mine) == 1
    assert town.hear() == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_text_holds_the_stem_of_each_of_its_words(text: str) -> None:
    assert {stem(word) for word in fold(text).split()} <= stems(text)
    assert set(words_value(text).split()) <= stems(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sanctions", "sanctioned"),
        ("treaty", "treaties"),
        ("санкции", "санкциями"),
        ("переговоры", "переговоров"),
        ("санкції", "санкцій"),
        ("العقوبات", "عقوبات"),
        ("État", "etat"),
    ],
)
def test_forms_of_a_word_are_one_word(one: str, other: str) -> None:
    assert words_value(one) == words_value(other)


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("Kazakhstan", "country", "KZ"),
        ("Казахстана", "country", "KZ"),
        ("usa", "country", "US"),
        ("فرنسا", "country", "FR"),
        ("Türkiye", "country", "TR"),
        ("UZ", "country", "UZ"),
        ("sanctions", "subject", "sanctions"),
        ("переговоры", "subject", "talks"),
        ("NATO", "organisation", "nato"),
        ("United Nations", "organisation", "un"),
        ("nato", "organisation", "nato"),
        ("united nations", "organisation", "un"),
        ("u.n.", "organisation", "un"),
        ("l'onu", "organisation", "un"),
        ("оон", "organisation", "un"),
        ("guterres", "organisation", "un"),
        ("Quad", "organisation", "quad"),
        ("kazakhstan", "country", "KZ"),
    ],
)
def test_words_name_countries_subjects_and_organisations_in_every_language(
    words: str, kind: str, value: str
) -> None:
    found = following.certain(words, texts("en"))
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "words",
    [
        "steel",
        "NATO summit",
        "nato summit",
        "world bank loans",
        "quad",
        "un envoy",
        "in",
        "la",
        "Mira Solen",
        "-",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_words_name_nothing_for_certain(words: str, language: str) -> None:
    assert following.certain(words, texts(language)) is None


@pytest.mark.parametrize("words", ["Лиги арабских государств", "евросоюза", "совету безопасности"])
def test_an_organisation_is_known_in_every_case_of_its_name(words: str) -> None:
    assert following.certain(words, texts("ru")) is not None


@pytest.mark.parametrize(
    ("words", "kept", "excluded"),
    [
        ("sanctions -sport", "sanctions", ("sport",)),
        ('steel -"youth cup" tariffs', "steel tariffs", ("youth cup",)),
        ("-sport -cup", "", ("sport", "cup")),
        ("face-to-face talks", "face-to-face talks", ()),
        ('open -"never closed', "open", ("never closed",)),
        ("- alone", "- alone", ()),
    ],
)
def test_a_minus_excludes_words(words: str, kept: str, excluded: tuple[str, ...]) -> None:
    assert following.split_exclusions(words) == (kept, excluded)
