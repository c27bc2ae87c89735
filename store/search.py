"""Full-text search over articles, one interface for SQLite (FTS5) and PostgreSQL (tsvector).

Knows how words become a query and how matches are ranked; knows no story view. The newest matches are ranked, not all of
them: a word that a third of an archive carries would otherwise cost a second, and news that old is not what it asks for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, func, select, text

from store.database import Database
from store.follows import fold, stem
from store.schema import articles

RANKED = 300
"""Newest matches whose titles are ranked."""
SAMPLE, WALKED = 2_000, 20_000
"""On PostgreSQL: newest articles that tell how common a query is, and how far back common ones are walked."""
LOOKED_THROUGH = 5_000
"""Newest matches that a filter is asked of: with a common word and a rare filter the archive would be walked to its end."""
READ = 40
"""Best titles whose texts are ranked too. Folding 400 texts took 200 ms, 40 take a tenth (`evals/search.py`)."""
_SHORTEST = 4
"""Letters from which a Latin stem is looked for in its other forms too ("UN" does not find "uns")."""
_LATIN = (
    "",
    "s",
    "es",
    "e",
    "ed",
    "d",
    "ing",
    "n",
    "ns",
    "an",
    "ans",
    "ian",
    "ians",
    "ly",
    "ment",
    "ion",
    "ions",
    "er",
    "ers",
)
_CYRILLIC = (
    "", "а", "я", "о", "е", "ы", "и", "і", "у", "ю", "й", "ь", "ой", "ей", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ого",
    "его", "ому", "ему", "ым", "им", "ыми", "ими", "ых", "их", "ом", "ем", "ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ия",
    "ии", "ию", "ией", "иям", "иями", "иях", "ую", "юю",
)  # fmt: skip
"""Forms are looked for as words of their own: a prefix search first gathers every match of an archive, which at a million
articles made one search in twenty take a quarter of a second; whole words are read newest first and only as far as needed."""
_DOTTED = (("е", "ё"), ("і", "ї"))
_HALF_LIFE_DAYS = 30.0
_OPENING = 3_000
_STOP = frozenset(
    "a an the and or of in on at to for by with from as is are was were be been what who whom whose which when where why "
    "how did does do has have had will would about that this it its they their he she his her says said say not no "
    "и в на по с из к о от за для что кто как где когда почему ли не это был была le la les un une de des du et en que qui "
    "der die das und ein eine von zu im ist war was wer el los las y una del con por".split()
)


_COUNTING = frozenset(
    stem(fold(word))
    for word in (
        "one two three four five six seven eight nine ten first second third new news story article latest "
        "один два три четыре пять шесть семь восемь девять десять первый второй третий новость новости статья "
        "один два три чотири пять шість сім вісім девять десять перший другий третій новина новини стаття "
        "deux trois quatre cinq sept huit neuf dix premier deuxieme nouvelle nouvelles article "
        "dos tres cuatro cinco seis siete ocho nueve diez primero segundo tercero noticia noticias articulo "
        "اثنان ثلاثه اربعه خمسه خبر اخبار"
    ).split()
)
"""What people write when they count in a list; as a word of a text it stands in every fourth article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that matches."""

    article_id: int
    story_id: int | None
    title: str
    outlet: str
    published: datetime
    score: float
    snippet: str
    """The words around the first match."""
    whole: bool = True
    """It has every word that was looked for."""


def words_of(query: str) -> list[str]:
    """The stems of a query that are worth looking for; all of them when only common words were given."""
    found = list(dict.fromkeys(stem(word) for word in fold(query).replace("-", " ").split()))
    chosen = [word for word in found if word not in _STOP]
    return chosen or found


def names(query: str, called: str) -> bool:
    """Whether words that an article has are also a name for it; `called` is its title and whom and what it is about.

    Two words that say something are. One is when the article is called by it: "Two of our citizens" in a text is no
    reason to take the story for the one that "two" means.
    """
    words = [word for word in words_of(filters_of(query)[0]) if word not in _STOP | _COUNTING]
    body = f" {fold(called).replace('-', ' ')} "
    return len(words) > 1 or any(f" {word}" in body for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What an article must be besides having the words; empty strings and None: anything."""

    since: date | None = None
    until: date | None = None
    """Days of publication in UTC, both included."""
    source: str = ""
    """Part of the outlet's name."""
    language: str = ""
    """ISO 639-1."""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    without: tuple[str, ...] = ()
    """Words that it must not have."""

    def __bool__(self) -> bool:
        return self != _NO_FILTERS


_NO_FILTERS = Filters()
_WITHOUT = re.compile(r"(?<!\S)[-–—](?=\w)(\S+)")
_FILTER = re.compile(r"(?<!\S)(since|until|source|lang|country):(\"[^\"]+\"|\S+)", re.IGNORECASE)


def filters_of(query: str) -> tuple[str, Filters]:
    """The words of a query, and its filters: since:2031-05-01 until:… source:herald lang:fr country:FR -fishing.

    What only looks like a filter ("title:x", a day that is none) is words.
    """
    found: dict[str, Any] = {}

    def take(match: "re.Match[str]") -> str:
        key, value = match[1].casefold(), match[2].strip('"')
        if key in {"since", "until"}:
            try:
                found[key] = date.fromisoformat(value)
            except ValueError:
                return match.group()
        elif key == "source":
            found[key] = value
        elif not re.fullmatch(r"[A-Za-z]{2}", value):
            return match.group()
        else:
            found.update({"language": value.lower()} if key == "lang" else {"country": value.upper()})
        return " "

    words = _FILTER.sub(take, query)
    without = tuple(word for found_word in _WITHOUT.findall(words) for word in words_of(found_word))
    return " ".join(_WITHOUT.sub(" ", words).split()), Filters(**found, without=without)


def unread(query: str) -> str | None:
    """The first filter of a query whose value says nothing ("since:yesterday"); None when all do."""
    left = _FILTER.search(filters_of(query)[0])
    return left.group() if left else None


class Search:
    """Finds articles by words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, query: str, *, limit: int = 20, any_word: bool = False) -> list[Hit]:
        """Best first: all words when some article has them all, otherwise (or with `any_word`) as many as possible.

        A question (`any_word`) is all words; elsewhere `filters_of` says what is a filter.
        """
        typed, filters = (query, _NO_FILTERS) if any_word else filters_of(query)
        words = words_of(typed)[:12]
        if not words:
            return []
        with self._database.read() as connection:
            rows = [] if any_word else _matches(connection, words, filters, every=True)
            whole = bool(rows)
            if not rows and (any_word or len(words) > 1):
                rows = _matches(connection, words, filters, every=False)
            newest = max((row.published_at for row in rows), default=None)
            scores = {row.id: _title_score(row, words, newest) for row in rows}
            ranked = sorted(rows, key=lambda row: (-scores[row.id], -row.id))
            chosen = {row.id: scores[row.id] for row in ranked[: max(READ, limit)]}
            openings = _openings(connection, list(chosen))
        hits = [
            _hit(row, chosen[row.id], openings[row.id], words, whole=whole)
            for row in ranked
            if row.id in chosen
        ]
        return sorted(hits, key=lambda hit: (-hit.score, -hit.article_id))[:limit]


def _matches(connection: Connection, words: Sequence[str], filters: Filters, *, every: bool) -> list[Any]:
    looked = LOOKED_THROUGH if filters else RANKED
    if connection.dialect.name == "sqlite":
        asked = _fts5(words, every=every)
        if filters.without:
            asked = f"({asked}) NOT ({_fts5(filters.without, every=False)})"
        found = connection.scalars(_NEWEST, {"query": asked, "looked": looked}).all()
    else:
        asked = _tsquery(words, every=every)
        if filters.without:
            asked = f"({asked}) & !({_tsquery(filters.without, every=False)})"
        found = _newest(connection, asked, looked)
    statement = (
        select(*_COLUMNS)
        .where(articles.c.id.in_(found), articles.c.withdrawn_at.is_(None), *_conditions(filters))
        .order_by(articles.c.id.desc())
        .limit(RANKED)
    )
    return list(connection.execute(statement).all())


def _newest(connection: Connection, query: str, looked: int) -> Sequence[int]:
    """The newest matches on PostgreSQL, at most `looked`.

    Common words are found walking back from the newest article, rare ones in the index. PostgreSQL can't tell which a
    word is (it gives every form that no article has the rarity of one that some have, and walked through 200,000 articles
    for words of a hundred), so that the newest articles are asked first.
    """
    top = connection.scalar(_TOP)
    if top is None:
        return []
    sample = _walk(connection, query, looked, top - SAMPLE)
    if len(sample) >= looked:
        return sample
    window = 1.5 * SAMPLE * looked / max(1, len(sample))
    if window <= WALKED:
        walked = _walk(connection, query, looked, top - int(window))
        if len(walked) >= looked:
            return walked
    connection.execute(_INDEX_ONLY)
    return connection.scalars(_LOOK_UP, {"query": query, "looked": looked}).all()


def _walk(connection: Connection, query: str, looked: int, floor: int) -> Sequence[int]:
    return connection.scalars(_WALK, {"query": query, "looked": looked, "floor": floor}).all()


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.since:
        yield articles.c.published_at >= datetime.combine(filters.since, time(), tzinfo=UTC)
    if filters.until:
        yield articles.c.published_at < datetime.combine(filters.until, time(), tzinfo=UTC) + timedelta(
            days=1
        )
    if filters.source:
        yield articles.c.source_name.icontains(filters.source, autoescape=True)
    if filters.language:
        yield articles.c.language == filters.language
    if filters.country:
        # A JSON list of two-letter codes: its text has the code in quotation marks on both engines.
        yield articles.c.countries.cast(Text).like(f'%"{filters.country}"%')


def forms(word: str) -> list[str]:
    """The words that a stem stands for, itself first; scripts without endings of ours have only the stem."""
    if re.fullmatch(r"[а-яіїєґ]{3,}", word):
        return [word + ending for ending in _CYRILLIC]
    if len(word) < _SHORTEST:
        return [word]
    if word.isascii():
        more = [f"{word[:-1]}ies"] if word.endswith("y") else []
        return [*(word + ending for ending in _LATIN), *more]
    return [word]


def _fts5(words: Sequence[str], *, every: bool) -> str:
    """Every word is quoted, so that nothing a reader types is syntax."""
    spelled = ([way for form in forms(word) for way in spellings(form)] for word in words)
    groups = ["(" + " OR ".join(f'"{way}"' for way in ways) + ")" for ways in spelled]
    return (" AND " if every else " OR ").join(groups)


def spellings(form: str) -> list[str]:
    """A folded word as SQLite's index may have it: that takes accents off Latin letters alone, ё and ї stay what they are."""
    ways = [form]
    for plain, dotted in _DOTTED:
        at = [match.start() for match in re.finditer(plain, form)]
        ways += [form[:n] + dotted + form[n + 1 :] for n in at]
        if len(at) > 1:
            ways.append(form.replace(plain, dotted))
    return ways


def _tsquery(words: Sequence[str], *, every: bool) -> str:
    groups = ["(" + " | ".join(f"'{form}'" for form in forms(word)) + ")" for word in words]
    return (" & " if every else " | ").join(groups)


def _title_score(row: Any, words: Sequence[str], newest: datetime | None) -> float:
    """Words in the title, and how new it is beside the newest match."""
    title = f" {fold(row.title)} "
    age = 0.0 if newest is None else (newest - row.published_at).total_seconds() / 86_400
    found: float = sum(3.0 * (f" {word}" in title) for word in words)
    return found + 2.0 * float(0.5 ** (age / _HALF_LIFE_DAYS))


def _openings(connection: Connection, article_ids: Sequence[int]) -> dict[int, str]:
    query = select(articles.c.id, func.substr(articles.c.text, 1, _OPENING).label("opening"))
    rows = connection.execute(query.where(articles.c.id.in_(list(article_ids))))
    return {row.id: row.opening for row in rows}


def _hit(row: Any, score: float, opening: str, words: Sequence[str], *, whole: bool) -> Hit:
    body = f" {fold(opening)} "
    for word in words:
        score += 1.0 * (f" {word}" in body) + 0.1 * min(10, body.count(f" {word}"))
    return Hit(
        article_id=row.id,
        story_id=row.story_id,
        title=row.title,
        outlet=row.source_name,
        published=row.published_at,
        score=score,
        snippet=snippet(opening, words),
        whole=whole,
    )


def snippet(body: str, words: Sequence[str], width: int = 160) -> str:
    """The sentence or so around the first word found; the beginning when none is."""
    pattern = "|".join(re.escape(word) for word in words)
    for plain, dotted in _DOTTED:
        pattern = pattern.replace(plain, f"[{plain}{dotted}]")
    match = re.search(rf"(?<!\w)(?:{pattern})", body, re.IGNORECASE) if pattern else None
    start = 0
    if match:
        full_stop = body.rfind(". ", 0, match.start())
        stop = max(full_stop + 2 if full_stop >= 0 else 0, body.rfind("\n", 0, match.start()) + 1)
        start = (
            stop
            if match.start() - stop < width * 2 // 3
            else max(body.rfind(" ", 0, match.start() - width // 3) + 1, 0)
        )
    cut = body[start : start + width]
    if start + width < len(body) and " " in cut:
        cut = cut[: cut.rfind(" ")] + "…"
    return " ".join(cut.split())


_COLUMNS = (
    articles.c.id,
    articles.c.story_id,
    articles.c.title,
    articles.c.source_name,
    articles.c.published_at,
)
_NEWEST = text(
    "SELECT rowid AS id FROM article_search WHERE article_search MATCH :query ORDER BY rowid DESC LIMIT :looked"
)
_TOP = text("SELECT max(id) FROM article_search")
# OFFSET 0 and MATERIALIZED are fences: what is inside is done as it stands.
_WALK = text(
    "SELECT id FROM (SELECT id, words FROM article_search WHERE id > :floor ORDER BY id DESC OFFSET 0) AS newest "
    "WHERE words @@ to_tsquery('simple', :query) LIMIT :looked"
)
_INDEX_ONLY = text("SET LOCAL enable_seqscan = off")
_LOOK_UP = text(
    "WITH found AS MATERIALIZED (SELECT id FROM article_search WHERE words @@ to_tsquery('simple', :query)) "
    "SELECT id FROM found ORDER BY id DESC LIMIT :looked"
)
