"""With an encoder that reads several languages, one event is one story in all of them. Here: a small stand-in for such a model."""

from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.gate.words import WORD, fold
from summarizer.stories.articles import ArticleReader
from summarizer.stories.stream import Stream

CONCEPTS = [
    "minister minist министр міністр", "met trafen встретил rencontr treffen", "fish рыб pêche peche fischerei herring сельд hareng hering",
    "quota квот", "sign подписал unterzeich signe", "parliament парламент parlement parlament", "reject отклон rejet lehnt abgelehn",
    "quake erdbeben землетряс seisme", "island остров insel ile", "killed погиб getotet tote morts tues", "market рынок рынк markt marche",
    "border границ grenz frontiere", "valdor валдор", "kestr кестр", "tamaro тамаро", "solberg сольберг", "ardel ардел", "lanza ланц",
    "harbour порт hafen port", "twelve 12 двенадцат zwolf douze",
]  # fmt: skip
"""Beginnings of words, a row a concept: what a multilingual model knows of these few articles."""


class Concepts:
    """Counts concepts. The interface of `summarizer.models.encoder.Encoder`."""

    multilingual = True

    def encode(self, texts: Sequence[str], *, max_tokens: int | None = None) -> np.ndarray:
        """One unit-length row per text."""
        del max_tokens
        rows = np.array([[self._count(text, row.split()) for row in CONCEPTS] for text in texts], np.float32)
        lengths = np.array([max(1e-9, float(np.linalg.norm(row))) for row in rows], np.float32)
        return np.divide(rows, lengths[:, None], dtype=np.float32)

    def _count(self, text: str, beginnings: Sequence[str]) -> float:
        words = [fold(match.group()) for match in WORD.finditer(text)]
        return float(np.sqrt(sum(word.startswith(tuple(beginnings)) for word in words)))


class EnglishOnly(Concepts):
    """One that reads English alone."""

    multilingual = False


FISH = {
    "en": (
        "Solberg and Ardel sign fisheries deal",
        (
            "Valdorian Foreign Minister Irena Solberg and Kestrian Minister Tomas Ardel met in Port Lanza and signed a fisheries agreement "
            "that sets quotas for herring."
        ),
    ),
    "ru": (
        "Сольберг и Ардель подписали соглашение о рыболовстве",
        (
            "Министр иностранных дел Валдории Ирена Сольберг и министр Кестрии Томас Ардель встретились в Порт-Ланце и подписали "
            "соглашение о рыболовстве, которое устанавливает квоты на сельдь."
        ),
    ),
    "de": (
        "Solberg und Ardel unterzeichnen Fischereiabkommen",
        (
            "Die valdorische Ministerin Irena Solberg und der kestrische Minister Tomas Ardel trafen sich in Port Lanza und unterzeichneten "
            "ein Fischereiabkommen mit Quoten für Hering."
        ),
    ),
}
QUAKE = {
    "en": ("Quake on Tamaro", "An earthquake, a quake felt widely, killed twelve people on the island of Tamaro when a market fell."),
    "ru": ("Землетрясение на Тамаро", "При землетрясении на острове Тамаро погибли 12 человек: обрушился рынок."),
    "de": ("Erdbeben auf Tamaro", "Bei einem Erdbeben auf der Insel Tamaro wurden zwölf Menschen auf einem Markt getötet."),
}  # fmt: skip
BORDER = {
    "ru": (
        "Парламент Кестрии отклонил договор о границе",
        "Парламент Кестрии отклонил договор о границе с Валдорией. Парламент обсуждал границу три дня.",
    )
}


def unsure(text: str) -> str | None:
    """A detector that leaves the language to whoever knows it."""
    del text
    return None


def stories(encoder: Concepts, events: Sequence[dict[str, tuple[str, str]]]) -> list[list[int]]:
    """The stories of each event's articles, one after another in the order of languages."""
    reader = ArticleReader(encoder, unsure)
    rows = [
        {"title": title, "text": text, "language": language}
        for event in events
        for language, (title, text) in event.items()
    ]
    stream = Stream()
    for article in reader.read(rows):
        stream.add(article)
    found = iter(stream.finish())
    return [[next(found) for _ in event] for event in events]


def test_one_event_in_three_languages_is_one_story_and_another_is_another() -> None:
    fish, quake, border = stories(Concepts(), [FISH, QUAKE, BORDER])
    assert len(set(fish)) == 1
    assert len(set(quake)) == 1
    assert len({fish[0], quake[0], border[0]}) == 3


@pytest.mark.parametrize("event", [FISH, QUAKE], ids=["fish", "quake"])
def test_without_it_articles_in_another_script_stay_apart(event: dict[str, tuple[str, str]]) -> None:
    (found,) = stories(EnglishOnly(), [{language: event[language] for language in ("en", "ru")}])
    assert len(set(found)) == 2
