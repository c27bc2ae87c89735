"""The second pass: what goes, what stays, and that every kept character can be found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.cleaning import Surroundings, clean, headline_of, line_key
from news.extract import clean_plain, plain_article
from news.sandbox import Sandbox

PLAIN = """Valdoria and Kestria to Resume Talks on the Amber Strait

file Photo: archive picture, for illustration

The foreign ministers of Valdoria and Kestria will meet in Port Lumen on Friday, the Valdorian ministry said.

“We come with an open mind,” Minister Ilse Varn told reporters. “The door has never been closed.”

\tKestria confirmed the meeting in a short statement on Tuesday evening.

No date was given for the second round, which both sides want to hold in May.

Original Author: Jonas Petrel, Amber Desk

Latest news

view all
"""


def test_a_saved_text_loses_what_stood_around_the_article() -> None:
    article = plain_article(PLAIN)
    assert article.title == "Valdoria and Kestria to Resume Talks on the Amber Strait"
    assert article.text.startswith("The foreign ministers")
    assert article.text.endswith("hold in May.")
    assert len(article.text.split("\n")) == 4
    assert article.language == "en"


def test_every_kept_sentence_leads_back_to_its_place() -> None:
    _, cleaned = clean_plain(PLAIN)
    start = cleaned.text.index("“We come")
    end = cleaned.text.index("closed.”") + len("closed.”")
    source = cleaned.to_source((start, end))
    assert PLAIN[source[0] : source[1]] == cleaned.text[start:end]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Morvanian Press Office", "Фото: пресс-служба МИД Валдории", "(Image credit: Ostland Archive)", "© Kestria Media 2031",
        "Foto: archivo / Agencia Morvania", "Reporting by Mira Tolen; editing by Jon Ask", "With files from the Kestrian Press",
        "Mit Agenturmaterial.", "Sign up for our free morning newsletter", "Подписывайтесь на наш канал в Telegram",
        "Abonnez-vous à notre lettre d'information", "Suscríbete a nuestro boletín", "Follow us on X and Facebook",
        "Have a tip? Write to the desk at tips@valdoria.example", "Read more: Kestria recalls its envoy", "Читайте также: Кестрия отзывает посла",
        "Lesen Sie auch: Ostland schließt die Grenze", "Lire aussi : Le sommet est reporté", "Lea también: Morvania acepta", "اقرأ أيضا: القمة تؤجل",
        "___", "* * *", "3 min read", "Our Standards: the trust principles of the Gazette", "All rights reserved", "Share", "Комментарии (12)",
        "Original Author: Jonas Petrel", "Автор: Мира Толен", "(AFP)", "Gazette with Reuters", "kle/ar (dpa, afp)", "Le Courrier avec AFP", "责任编辑：李明", "Published By: Jon Ask", "5 hours ago",
        "Become a member today and support independent journalism", "Ilse Varn speaks in Lumen on Monday. (Photo: Kestrian Press)",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Больше новостей в нашем Telegram-канале", "Réservé à nos abonnés", "Lesezeit: 4 Min",
        "Updated at 1:23 p.m.", "More from the Gazette",
    ],
)  # fmt: skip
def test_boilerplate_goes_in_every_language(line: str) -> None:
    body = [
        "Delegations of both countries met for the third time in a month in Port Lumen on Monday."
        for _ in range(3)
    ]
    body[1] = (
        "The Kestrian side brought a proposal on fishing rights that had been discussed in March already."
    )
    body[2] = "A joint statement is expected before the end of the week, according to two officials present."
    text = "\n".join([*body, line])
    assert line not in clean(text).text


@pytest.mark.parametrize(
    "line",
    [
        "“Subscribe to no illusions,” the minister said.",
        "The photo of the handshake went around the world within hours of the signing ceremony in Karsk.",
        "Related talks on fishing rights will resume in April, the two governments said in a statement.",
        "Read more slowly, the ambassador urged the committee, and you will find the clause on transit.",
        "By Tuesday the convoy had reached the border, where it was held for six hours by Ostland's guards.",
        "Follow-up consultations between the deputies are planned for the week after the summit in Lumen.",
        "“Share the burden,” he said.",
        "Updated figures from the ministry show that 1,200 people crossed the bridge in the first two days.",
        "Фотография рукопожатия облетела мир за несколько часов после церемонии подписания в Карске.",
        "No comment.",
        "“Get in touch with us when you are ready,” the Kestrian envoy wrote to the harbour master on Friday.",
        "Two bad harvests in a row contributed to the shortage of grain.",
        "Passengers may register with the harbour office for updates on the ferry, the ministry said.",
        "The order was confirmed by the ministry's press service, according to the Associated Press (AP).",
        "It was the envoy's first year at the department, and 2029 was a hard one for both governments.",
        "CDU/CSU",
        "Kestria said after becoming a member of the alliance that its door would stay open to Valdoria, too.",
        "Reuters and AFP were told to leave the hall before the second session of the talks began.",
        "Latest news from the front had reached the delegates before the session opened, one of them said.",
    ],
)
def test_sentences_of_the_article_stay(line: str) -> None:
    before = "Delegations of both countries met for the third time in a month in Port Lumen on Monday."
    after = "A joint statement is expected before the end of the week, according to two officials present."
    assert line in clean(f"{before}\n{line}\n{after}").text


def test_the_title_is_not_said_twice() -> None:
    body = "Title of the piece about the Amber Strait\nThe envoys met on Monday in Port Lumen and agreed to meet again in May."
    assert clean(body, "Title of the piece about the Amber Strait").text.startswith("The envoys")


def test_lines_that_the_site_repeats_go_unless_they_are_sentences_of_the_article() -> None:
    background = (
        "The strait has been closed to Kestrian ships since the summer of 2029, when a patrol boat sank."
    )
    other = "Envoys of both sides arrived in Port Lumen on Sunday evening for the third round of the talks."
    last = "The next meeting has been set for the second of May, said a person who was in the room."
    text = f"The Lumen Gazette, independent since 1911\n{background}\n{other}\n{last}\n{last.replace('second', 'third')}"
    repeated = {line_key("The Lumen Gazette, independent since 1911"), line_key(background)}
    kept = clean(text, None, Surroundings(repeated=repeated)).text
    assert "independent" not in kept
    assert background in kept


def test_a_text_of_nothing_but_odd_lines_is_given_back_whole() -> None:
    assert clean("Photo: one\nPhoto: two").text == "Photo: one\nPhoto: two"


def test_a_first_line_is_a_headline_only_if_it_is_no_sentence() -> None:
    assert headline_of("The envoys met on Monday.\n\nThey agreed.")[0] is None
    assert headline_of("Envoys meet\n\nThey agreed on Monday to meet again in May.")[0] == "Envoys meet"
    assert headline_of("One line only")[0] is None


LINES = st.lists(st.text(min_size=0, max_size=60), max_size=12).map("\n".join)


@given(LINES, st.none() | st.text(max_size=30))
def test_kept_spans_are_slices_in_order(text: str, title: str | None) -> None:
    cleaned = clean(text, title)
    assert cleaned.text == "\n".join(text[start:end] for start, end in cleaned.spans)
    assert list(cleaned.spans) == sorted(cleaned.spans)


@given(LINES, st.data())
def test_any_slice_within_a_line_maps_to_the_same_characters(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    for start, line in zip(cleaned.starts, cleaned.text.split("\n") if cleaned.starts else [], strict=True):
        begin = data.draw(st.integers(0, len(line) - 1))
        end = data.draw(st.integers(begin + 1, len(line)))
        source = cleaned.to_source((start + begin, start + end))
        assert text[source[0] : source[1]] == line[begin:end]


HOSTILE = [
    "@" * 3000,
    "\n".join(["@" * 300] * 300),
    '"' * 100_000,
    "(" * 20_000,
    "ab, " * 5000,
    ". " * 50_000,
]


@pytest.mark.anyio
async def test_no_text_makes_the_patterns_go_astray() -> None:
    # Some ended after minutes, when one pattern could split a run of signs in many ways. A worker is killed by then.
    async with Sandbox(workers=1, preload=["news.cleaning"]) as sandbox:
        for text in HOSTILE:
            cleaned = await sandbox.run(clean, text, "A title of some length", timeout_s=20)
            assert cleaned.text in {"", text.strip()}


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="is not within"):
        clean("The envoys met.").to_source((0, 99))
