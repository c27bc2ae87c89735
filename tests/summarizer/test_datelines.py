"""Where the news begins: datelines as outlets write them in six languages, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.lines.lead import lead_summary
from summarizer.text.datelines import news_start
from summarizer.text.structure import read
from summarizer.types import Document

FR = "La France a annoncé mardi la reprise du dialogue."
ES = "Colombia y Ecuador acordaron reabrir la frontera común."
RU = "Россия и Турция договорились о новом раунде переговоров."
AR = "أعلنت وزارة الخارجية المصرية استئناف المحادثات مع السودان."


@pytest.mark.parametrize(
    ("dateline", "news", "language"),
    [
        ("PARIS — ", FR, "fr"),
        ("PARIS, 12 déc (AFP) – ", FR, "fr"),
        ("Le Caire (MAP) - ", FR, "fr"),
        ("BOGOTÁ.- ", ES, "es"),
        ("Bogotá, 12 dic (EFE).- ", ES, "es"),
        ("Ciudad de México.- ", "México y Chile firmaron un tratado este lunes.", "es"),
        ("Madrid, 3 de mayo.- ", ES, "es"),
        ("Berlin (dpa) - ", "Die Bundesregierung hat den Botschafter einbestellt.", "de"),
        ("(Agence Lirien) - ", FR, "fr"),
        ("МОСКВА, 12 декабря — ", RU, "ru"),
        ("МОСКВА, 12 дек - РИА Новости. ", RU, "ru"),
        ("КИЇВ – ", "Україна та Польща домовилися про новий раунд.", "uk"),
        ("القاهرة - ", AR, "ar"),
        ("أبو ظبي (وام) - ", AR, "ar"),
        ("NAIROBI — ", "Talks between the two neighbours resumed on Monday.", "en"),
    ],
)
def test_a_lead_begins_behind_the_dateline_and_is_a_slice_of_the_article(
    dateline: str, news: str, language: str
) -> None:
    text = f"{dateline}{news}"
    (line,) = lead_summary(read(Document(text=text, language=language))).push
    (span,) = line.evidence
    assert line.text == news == text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("США — крупнейший торговый партнёр этой страны.", "ru"),
        ("UE - Mercosur : l'accord commercial divise les Vingt-Sept.", "fr"),
        ("OTAN - Russie : la tension monte d'un cran.", "fr"),
        ("La ONU - que medió en el conflicto - pidió calma.", "es"),
        ("Die Partei (AfD) - größte Opposition im Parlament - klagt.", "de"),
        ("الوزير - الذي زار القاهرة أمس - أعلن استئناف المحادثات.", "ar"),
        ("روسيا - أوكرانيا: محادثات جديدة في إسطنبول هذا الأسبوع.", "ar"),
        ("PARIS — La fin.", "fr"),
    ],
)
def test_what_only_looks_like_a_dateline_stays(sentence: str, language: str) -> None:
    assert news_start(sentence, language) == 0


@given(
    st.text(alphabet="PARIS —-.,()ab :«القاهرة", max_size=60), st.sampled_from(["fr", "ru", "ar", "en", "es"])
)
def test_a_dateline_never_takes_the_whole_sentence(sentence: str, language: str) -> None:
    assert 0 <= news_start(sentence, language) <= len(sentence)
    assert news_start(sentence, language) == 0 or sentence[news_start(sentence, language) :].strip()
