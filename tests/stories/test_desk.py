from store.database import Database
from tests.stories.newsroom import Newsroom

SUMMIT = (
    "Valdorian Foreign Minister Irena Solberg met her Kestrian counterpart Tomas Ardel in Port Lanza on Monday. "
    "The two ministers agreed to reopen the Orlu border crossing, closed since the spring floods. "
    "Solberg said the crossing would open within ten days. Kestria welcomed the agreement."
)
SUMMIT_TOO = (
    "Irena Solberg of Valdoria and Tomas Ardel of Kestria agreed in Port Lanza on Monday to reopen the Orlu border crossing. "
    "The crossing has been closed since floods in spring. Ardel welcomed the agreement between the ministers."
)
SUMMIT_NEWS = (
    "Kestria's parliament on Monday rejected the agreement to reopen the Orlu border crossing by 71 votes to 54. "
    "Lawmakers of the ruling Harvest party broke ranks with Tomas Ardel, who signed it with Irena Solberg in Port Lanza. "
    "Prime Minister Hedda Vance called an emergency cabinet session."
)
QUAKE = (
    "An earthquake of magnitude 6.1 struck the island of Tamaro in Ostland early on Monday. "
    "At least 12 people were killed when the harbour market collapsed, the Ostland civil guard said. "
    "Rescue teams from Morvania were on their way."
)
QUAKE_TOO = (
    "Ostland's island of Tamaro was shaken by a magnitude 6.1 earthquake on Monday. "
    "At least 15 people were killed as the harbour market collapsed, according to the island's hospital. "
    "Morvania sent rescue teams."
)


def test_two_outlets_on_one_event_are_one_story_and_the_second_is_silent(db: Database) -> None:
    room = Newsroom(db)
    first = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(minutes=20)
    second = room.file("Courier", "Valdoria and Kestria to reopen Orlu border crossing", SUMMIT_TOO)
    assert first.is_new
    assert first.number == 1
    assert second.story_id == first.story_id
    assert not second.is_new
    assert not second.is_development


def test_another_event_is_another_story(db: Database) -> None:
    room = Newsroom(db)
    first = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    second = room.file("Herald", "Earthquake strikes Tamaro", QUAKE)
    assert second.is_new
    assert second.story_id != first.story_id


def test_a_substantial_development_is_told_once_as_an_update(db: Database) -> None:
    room = Newsroom(db)
    first = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(hours=5)
    later = room.file("Courier", "Kestrian parliament rejects Orlu border crossing agreement", SUMMIT_NEWS)
    assert later.story_id == first.story_id
    assert later.is_development
    assert later.number == 2
    assert any("71 votes" in line.text for line in later.changed)
    room.pass_time(minutes=5)
    same = room.file(
        "Gazette", "Parliament of Kestria rejects Orlu agreement", SUMMIT_NEWS.replace("on Monday ", "")
    )
    assert same.story_id == first.story_id
    assert not same.is_development


def test_filing_again_after_a_crash_gives_the_same_answer(db: Database) -> None:
    room = Newsroom(db)
    article = room.read("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    first = room.desk.file(article)
    again = room.new_desk().file(article)
    assert first is not None
    assert again is not None
    assert (again.story_id, again.is_new, again.number) == (first.story_id, True, 1)


def test_a_restarted_desk_remembers_its_stories(db: Database) -> None:
    room = Newsroom(db)
    first = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.desk = room.new_desk()
    second = room.file("Courier", "Valdoria and Kestria to reopen Orlu border crossing", SUMMIT_TOO)
    assert second.story_id == first.story_id


def test_articles_of_a_sources_first_fetch_tell_nobody(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT, push=False)
    assert not filed.is_new
    assert filed.number == 0


def test_a_wire_copy_is_a_source_and_no_development(db: Database) -> None:
    room = Newsroom(db)
    first = room.read("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    filed = room.desk.file(first)
    assert filed is not None
    copy = room.file("Mirror", "Orlu crossing to reopen", SUMMIT, copy_of=first)
    view = room.library.story(filed.story_id)
    assert view is not None
    assert copy.story_id == filed.story_id
    assert not copy.is_development
    assert [(source.outlet, source.wire_copy) for source in view.sources] == [
        ("Mirror", True),
        ("Herald", False),
    ]


def test_numbers_that_outlets_give_differently_are_shown_with_their_outlets(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file("Herald", "Earthquake strikes Tamaro in Ostland", QUAKE)
    room.pass_time(minutes=30)
    room.file("Courier", "Magnitude 6.1 earthquake shakes Tamaro", QUAKE_TOO)
    view = room.library.story(filed.story_id)
    assert view is not None
    assert [(side.outlet, side.claim) for side in view.conflicts[0].sides] == [
        ("Herald", "at least 12"),
        ("Courier", "at least 15"),
    ]
    assert all(side.claim.split()[-1] in side.evidence for side in view.conflicts[0].sides)


def test_every_line_of_a_story_stands_on_sentences_of_its_article(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(hours=5)
    room.file("Courier", "Kestrian parliament rejects Orlu border crossing agreement", SUMMIT_NEWS)
    view = room.library.story(filed.story_id)
    assert view is not None
    assert view.lines[0].outlet == "Courier"
    texts = {"Herald": SUMMIT, "Courier": SUMMIT_NEWS}
    for line in (*view.lines, *view.bullets):
        assert line.evidence
        assert all(sentence in texts[line.outlet] for sentence in line.evidence)


def test_an_unknown_article_is_filed_nowhere(db: Database) -> None:
    assert Newsroom(db).desk.file(4711) is None


CLAIM = (
    "Velmark's army said on Monday that Sundrian artillery had shelled the fishing port of Lisk overnight. Two boats burned at the "
    "quay of Lisk. The mayor of Lisk, Anna Brod, asked for rescue teams."
)
DENIAL = (
    "Sundria's defence ministry denied shelling the fishing port of Lisk. Velmark reported two burned boats at the quay. "
    "The artillery of Sundria had no order to fire on Lisk, it said."
)


def test_a_claim_and_its_denial_are_shown_whole_and_only_while_they_stand(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file("Herald", "Port of Lisk shelled, Velmark says", CLAIM)
    room.pass_time(minutes=30)
    second = room.read("Courier", "Sundria denies shelling port of Lisk", DENIAL)
    again = room.desk.file(second)
    assert again is not None
    assert again.story_id == filed.story_id
    view = room.library.story(filed.story_id)
    assert view is not None
    (conflict,) = [one for one in view.conflicts if one.kind == "statement"]
    assert [(side.outlet, side.claim) for side in conflict.sides] == [
        ("Herald", CLAIM.partition(". ")[0] + "."),
        ("Courier", DENIAL.partition(". ")[0] + "."),
    ]
    assert all(side.evidence == side.claim for side in conflict.sides)
    room.revise(second, DENIAL.replace("denied shelling the fishing port of Lisk", "did not comment"))
    view = room.library.story(filed.story_id)
    assert view is not None
    assert view.conflicts == (), "until the desk has told the story anew, the old words are not shown"
    room.desk.refresh(filed.story_id)
    view = room.library.story(filed.story_id)
    assert view is not None
    assert view.conflicts == ()


def test_a_story_stands_under_the_region_of_the_countries_it_is_about(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file(
        "Herald",
        "Sudan's army and its rivals agree on a ceasefire",
        "Sudan's army agreed on a ceasefire on Monday. Envoys of Egypt and Chad watched the signing in Khartoum.",
    )
    told = room.library.story(filed.story_id)
    assert told is not None
    assert told.region == "Africa"


def test_a_story_that_names_no_country_stands_under_the_region_of_its_source(db: Database) -> None:
    room = Newsroom(db)
    room.region = "Amber Coast"
    filed = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    told = room.library.story(filed.story_id)
    assert told is not None
    assert told.region == "Amber Coast"
