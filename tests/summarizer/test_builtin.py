"""The built-in engine on articles of every sort, with the real models."""

from pathlib import Path

import pytest

from news.cleaning import clean, headline_of
from summarizer.builtin import BuiltInEngine
from summarizer.foreign.openings import leans
from summarizer.lines.candidates import candidates, is_prose
from summarizer.lines.lengths import BULLET_LINES, BULLET_WORDS, PUSH_LINES, PUSH_WORDS, option
from summarizer.lines.naming import introduced
from summarizer.lines.references import Names
from summarizer.models.encoder import Encoder, packaged_weights
from summarizer.models.syntax import Syntax
from summarizer.text.openings import stands_alone
from summarizer.text.structure import read
from summarizer.types import Document, Summary

NEWS = (
    "ZAREV, Valdoria (VNA) _ Foreign Minister Petar Orlan, a former general, signed a fishing treaty with Kestria on "
    "Monday after nine months of talks. He said the treaty would not change the sea border. However, the opposition "
    "rejected the accord. The treaty lets 120 Kestrian boats fish off Port Selm until 2031. It may be cancelled with a "
    'year\'s notice. Kestrian envoy Mirela Dastan called it "a fair bargain." Fishermen in Port Selm blocked the harbour '
    "for two hours in protest, police said."
)


def every_line(summary: Summary) -> list[str]:
    return [line.text for line in (*summary.push, *summary.bullets)]


def assert_sound(summary: Summary, text: str) -> None:
    """What must hold of any summary of any text."""
    assert len(summary.push) <= PUSH_LINES
    assert sum(len(line.text.split()) for line in summary.push) <= PUSH_WORDS
    assert len(summary.bullets) <= BULLET_LINES
    assert sum(len(line.text.split()) for line in summary.bullets) <= BULLET_WORDS
    assert summary.headline is None or len(summary.headline.text.split()) <= 12
    known = set(" ".join(text.replace("’", "'").split()).lower().replace(",", " ").split())
    for line in (*summary.push, *summary.bullets):
        assert all(0 <= start < end <= len(text) for start, end in line.evidence)
        for word in line.text.replace("’", "'").lower().replace(",", " ").replace("…", "").split():
            bare = word.strip("[]")
            assert bare in known or bare.removesuffix("'s") in known or bare.rstrip(".") in known, (
                word,
                line.text,
            )
    if not summary.lead_only:
        assert all(stands_alone(text) for text in every_line(summary))


def test_a_call_between_presidents_gives_the_news_a_diplomat_expects(engine: BuiltInEngine) -> None:
    given = (Path(__file__).parent / "data" / "two_presidents.txt").read_text(encoding="utf-8")
    title, _ = headline_of(given)
    text = clean(given, title).text
    summary = engine.summarize([Document(text=text, title=title)])[0]
    told = " ".join(line.text for line in summary.bullets)
    assert "almost three hours" in told
    assert "memorandum" in told
    assert "conditions for a truce" in told
    assert "would not impose new sanctions" in told
    for boilerplate in ("Photo", "Original Author", "Latest news", "view all"):
        assert boilerplate not in " ".join(every_line(summary))
    assert "the guns can only fall silent" not in told, "his words without his name"
    assert_sound(summary, text)


def test_lines_have_no_dateline_and_name_whom_a_pronoun_means(engine: BuiltInEngine) -> None:
    summary = engine.summarize([Document(text=NEWS)])[0]
    lines = every_line(summary)
    assert not any("VNA" in line for line in lines)
    assert any(line.startswith("Foreign Minister Petar Orlan") for line in lines)
    assert_sound(summary, NEWS)


def test_every_line_points_at_the_sentence_it_came_from(engine: BuiltInEngine) -> None:
    summary = engine.summarize([Document(text=NEWS)])[0]
    for line in (*summary.push, *summary.bullets):
        source = " ".join(NEWS[start:end] for start, end in line.evidence)
        if line.how == "copied":
            assert line.text in " ".join(source.split())


def test_the_same_article_gives_the_same_summary_alone_and_in_a_batch(engine: BuiltInEngine) -> None:
    alone = engine.summarize([Document(text=NEWS)])[0]
    batch = engine.summarize([Document(text="Rain fell."), Document(text=NEWS), Document(text=NEWS)])
    assert [line.text for line in batch[1].bullets] == [line.text for line in alone.bullets]
    assert batch[1] == batch[2]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        (
            "Valdoria recalls envoy",
            "Valdoria recalled its ambassador to Kestria on Monday, the Foreign Ministry said.",
            "flash",
        ),
        (
            "Live: the Selm summit",
            (
                "10:15 Leaders of nine states arrive at the palace in Port Selm.\n09:40 Police close the harbour road to traffic.\n"
                "08:05 The first delegation lands at Zarev airport before dawn."
            ),
            "live",
        ),
        (
            "Interview with the envoy",
            (
                "Q: Will you sign the treaty this week in Port Selm?\nA: We will sign when the border clause is settled.\n"
                "Q: What does Kestria want from the talks now?\nA: They want boats. We want peace at sea."
            ),
            "interview",
        ),
        (
            "Opinion: the treaty is a mistake",
            (
                "The treaty signed on Monday gives away the banks off Port Selm. I have fished there for thirty years. "
                "Parliament should reject it before the summer recess begins in Zarev."
            ),
            "opinion",
        ),
        (
            "What we know of the accord",
            (
                "1. The accord covers the banks off Port Selm.\n2. It lasts until the year 2031 for both sides.\n"
                "3. Either state may leave it with a year's notice.\n4. Boats must carry observers from both states."
            ),
            "list",
        ),
    ],
)
def test_odd_articles_are_named_for_what_they_are_and_stay_sound(
    engine: BuiltInEngine, title: str, text: str, kind: str
) -> None:
    summary = engine.summarize([Document(text=text, title=title)])[0]
    assert summary.kind == kind
    assert summary.bullets
    assert_sound(summary, text)


@pytest.mark.parametrize(
    "text",
    [
        NEWS.upper(),
        f"{NEWS}\n{NEWS}\n{NEWS}",
        "word " * 40_000,
        NEWS * 60,
        "He left. They stayed. It was late.",
        '"We will go. We will stay," he said. "They must not."',
        "???",
        "a",
    ],
)
def test_hard_texts_never_break_it(engine: BuiltInEngine, text: str) -> None:
    assert_sound(engine.summarize([Document(text=text)])[0], text)


def test_repeated_paragraphs_are_told_once(engine: BuiltInEngine) -> None:
    summary = engine.summarize([Document(text=f"{NEWS}\n\n{NEWS}")])[0]
    texts = [line.text for line in summary.bullets]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Президент Валдории прибыл в Порт-Сельм с официальным визитом. Переговоры продлятся два дня.", "ru"),
        (
            "Le président de Valdorie est arrivé lundi à Port-Selm pour une visite officielle. Les pourparlers dureront deux jours.",
            "fr",
        ),
        ("وصل رئيس فالدوريا إلى بورت سلم يوم الاثنين في زيارة رسمية. وستستمر المحادثات يومين.", "ar"),
        ("瓦尔多里亚总统周一抵达塞尔姆港进行正式访问。会谈将持续两天。", "zh"),
    ],
)
def test_other_languages_get_their_own_lead_and_it_is_said(
    engine: BuiltInEngine, text: str, language: str
) -> None:
    summary = engine.summarize([Document(text=text)])[0]
    assert summary.language == language
    assert summary.lead_only
    assert summary.push[0].how == "copied"
    assert summary.push[0].text in text


def test_with_an_encoder_for_every_language_another_language_is_summarised_too(syntax: Syntax) -> None:
    # The packaged weights under a configured path: what is tested is the way, not how well they know German.
    engine = BuiltInEngine(encoder=Encoder(packaged_weights()), syntax=syntax)
    text = (
        "Die Außenminister von Valdoria und Kestria haben sich am Montag in Port Selm auf ein Fischereiabkommen geeinigt. "
        "Sie sprachen auch über Visa. "
        "Das Abkommen über die Fischerei erlaubt Booten aus Valdoria den Fang vor der Küste von Kestria. "
        "Am Hafen spielte eine Kapelle, und die Sonne schien den ganzen Tag über der Bucht. "
        "Valdoria und Kestria hatten sieben Jahre lang über die Rechte der Fischer vor der Küste gestritten."
    )
    summary = engine.summarize([Document(text=text, title="Abkommen über Fischerei", language="de")])[0]
    assert not summary.lead_only
    told = [line.text for line in summary.bullets]
    assert told[0].startswith("Die Außenminister von Valdoria")
    assert all(line.how == "copied" and line.text in text for line in (*summary.push, *summary.bullets))
    assert not any(line.startswith("Sie ") for line in told)
    starts = [line.evidence[0][0] for line in summary.bullets]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Он прибыл в Порт-Сельм.", "ru", True),
        ("Министр прибыл в Порт-Сельм.", "ru", False),
        ("« Cela ne suffit pas », a-t-il dit.", "fr", True),
        ("Diese Frage blieb offen.", "de", True),
        ("Ez a mondat.", "hu", False),
        ("", "de", False),
    ],
)
def test_sentences_that_lean_on_others_are_known_in_other_languages(
    text: str, language: str, expected: bool
) -> None:
    assert leans(text, language) is expected


def test_a_lead_in_another_language_has_no_heading_no_question_and_no_gap(engine: BuiltInEngine) -> None:
    long = "Beide Seiten berieten " + "lange und ausführlich " * 20 + "über die Grenze."
    text = (
        "Die wichtigsten Neuigkeiten im Überblick\nWas ist in Port Selm geschehen?\n"
        f"Die Außenminister von Valdoria und Kestria haben sich am Montag getroffen. {long} Das war alles."
    )
    summary = engine.summarize([Document(text=text, language="de")])[0]
    assert [line.text for line in summary.push] == [
        "Die Außenminister von Valdoria und Kestria haben sich am Montag getroffen."
    ]
    assert summary.bullets[0] == summary.push[0]
    assert "Das war alles." not in {line.text for line in summary.bullets}


def test_a_voice_is_judged_in_the_language_of_the_text(engine: BuiltInEngine) -> None:
    text = " ".join(f"I ministri di Valdoria hanno firmato i trattati numero {n}." for n in range(9))
    assert engine.summarize([Document(text=text, language="it")])[0].kind == "news"


def test_what_a_check_of_facts_checks_is_never_told_as_a_fact(engine: BuiltInEngine) -> None:
    text = (
        "CLAIM: The navy of Valdoria called the coast guard of Kestria an enemy in a post on Monday after a collision at sea.\n"
        "OUR ASSESSMENT: False. The account that made the post does not belong to the navy of Valdoria and has made false claims "
        "before. The navy's own account has not posted anything since September 2030.\n"
        "(In a statement received later, the navy said that it had asked for the account to be removed from the network.)"
    )
    summary = engine.summarize([Document(text=text)])[0]
    told = " ".join(every_line(summary))
    assert "called the coast guard" not in told
    assert "(In a statement" not in told
    assert "does not belong to the navy" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(VNN) The envoys of Valdoria met on Monday.", True),
        ("(The envoys of Valdoria met on Monday.)", False),
        (", the ministry of Valdoria said on Monday.", False),
        ("The envoy caught the mood when he said: .", False),
        ("27 June 2031 Last updated at 16:41 VST.", False),
        ("Note: Figures up to 6 August.", False),
        ("Reporting by Ana Lind and Marko Vess in Zarev.", False),
        ("The envoys noted figures up to 6 August.", True),
        ("The ministry updated the list of banned firms on Monday at 16:41 sharp, Orlan said.", True),
        ("If you have followed the talks, there are things you know about Orlan.", False),
        ('"If you leave the talks, you leave them for good," Orlan told the envoy.', True),
        ("'If you leave the talks, you leave them for good,' Orlan told the envoy.", True),
    ],
)
def test_a_dateline_is_no_aside_and_what_is_said_to_the_reader_or_lost_an_end_is_no_line(
    text: str,
    expected: bool,
) -> None:
    sentence = read(Document(text=text, language="en")).sentences[0]
    assert is_prose(sentence) is expected


def test_an_error_that_the_article_corrects_is_not_told(engine: BuiltInEngine) -> None:
    text = (
        "Valdoria and Kestria signed the fishing treaty in Port Selm on Monday after nine hours of talks.\n"
        "The treaty opens the banks off Port Selm to the boats of both states from the first of May.\n"
        "A joint commission of twelve members will inspect the boats, the two ministries said in a statement.\n"
        "Correction: An earlier version of this article said that Finance Minister Paul Reyes had resigned. He has not."
    )
    summary = engine.summarize([Document(text=text)])[0]
    assert summary.bullets
    assert all("Reyes" not in line.text for line in (*summary.push, *summary.bullets))


def test_a_correction_takes_no_news_with_it_where_the_text_has_one_paragraph(engine: BuiltInEngine) -> None:
    text = (
        "Valdoria and Kestria signed the fishing treaty in Port Selm on Monday after nine hours of talks. "
        "The treaty opens the banks off Port Selm to the boats of both states from the first of May. "
        "Clarification 6 August: An earlier version of this article said that Finance Minister Paul Reyes had resigned. He has not."
    )
    found = [sentence.index for sentence in candidates(read(Document(text=text, language="en")))]
    assert found == [0, 1]
    assert not engine.summarize([Document(text=text)])[0].lead_only


def test_he_is_not_named_after_somebody_else_where_a_person_without_a_name_may_be_meant(
    engine: BuiltInEngine,
) -> None:
    text = (
        "The spokesman of President Jean Mbeki resigned on Thursday, two days before the summit in Port Selm.\n"
        "He said that he could no longer defend the government's policy in the islands.\n"
        "The government of Galdor had sent troops to the islands on Monday without asking parliament."
    )
    summary = engine.summarize([Document(text=text)])[0]
    assert all("[Jean Mbeki" not in line.text for line in (*summary.push, *summary.bullets))


WEISS = (
    "Anna Weiss, the foreign minister of Valdoria, signed the fishing treaty with Kestria in Port Selm on Monday.\n"
    "The treaty opens the banks off Port Selm to the boats of both states from the first of May.\n"
    "Weiss told reporters that a joint commission of twelve members would inspect the boats before the summer.\n"
)


def test_a_surname_is_introduced_once(syntax: Syntax) -> None:
    docs = syntax.parse(WEISS.splitlines())
    names, structure = Names(docs, WEISS), read(Document(text=WEISS))
    later = option(2, docs[2].text, how="copied", evidence=(structure.sentences[2].span,))
    first = option(0, docs[0].text, how="copied", evidence=(structure.sentences[0].span,))
    (alone,) = introduced([later], names, structure, 55)
    assert alone.text.startswith("[Anna] Weiss told")
    assert (alone.how, alone.evidence) == (
        "shortened",
        (structure.sentences[0].span, structure.sentences[2].span),
    )
    assert introduced([first, later], names, structure, 55) == (first, later), "the line before names him"
    assert introduced([later], names, structure, later.length) == (later,), "no room"


def test_a_surname_of_two_people_opens_no_line(engine: BuiltInEngine) -> None:
    text = (
        WEISS + "Her brother Paul Weiss, who leads the opposition, called the treaty a surrender to Kestria."
    )
    summary = engine.summarize([Document(text=text)])[0]
    assert all(not line.text.startswith("Weiss") for line in (*summary.push, *summary.bullets))
