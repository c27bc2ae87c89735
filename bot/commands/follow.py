"""/follow, /unfollow, /following: by words or by buttons, page by page."""

from collections.abc import Sequence
from typing import get_args

from bot import callbacks
from bot.commands.desk import Desk, Replies, Visit, tell, with_note
from bot.commands.library import KnownKind
from bot.messages import Button, Outgoing
from bot.rendering.markup import Html, bold, escape, join
from bot.rendering.reader import Reader
from bot.words import following
from store.follows import LIMIT, Follow, Kind, fold

PAGE = 8
"""Choices a page: two columns of four fill half a phone."""
_KINDS: tuple[tuple[str, str], ...] = (
    ("follow.countries", "country"),
    ("follow.subjects", "subject"),
    ("follow.people", "person"),
    ("follow.organisations", "organisation"),
    ("follow.sources", "source"),
)
OFFERED = tuple(kind for _, kind in _KINDS)
# Headings of /following, by kind.
_HEADINGS = {**{kind: key for key, kind in _KINDS}, "words": "follow.alerts", "story": "follow.stories"}


async def follow(desk: Desk, visit: Visit) -> Replies:
    """/follow words [-without]; without words, a menu."""
    if following.means_everything(visit.words):
        return (await listing(desk, visit),)
    words, excluded = following.split_exclusions(visit.words)
    if not words and not excluded:
        return (menu(visit),)
    if len(visit.words) > following.LONGEST:
        return tell(visit, "follow.too_long")
    if words and not following.is_word(words):
        return tell(visit, "follow.bad", words=words)
    if several := await _several(desk, visit, words):
        return await _add_all(desk, visit, several, excluded)
    wanted = following.by_words(words, excluded) if excluded else await _meant(desk, visit, words)
    return await add(desk, visit, wanted) if isinstance(wanted, Follow) else (wanted,)


async def _add_all(desk: Desk, visit: Visit, several: Sequence[Follow], excluded: tuple[str, ...]) -> Replies:
    if len(several) > following.MOST_LISTED:
        return tell(visit, "follow.too_many_at_once", count=following.MOST_LISTED)
    if excluded:
        # Only words can have exceptions, as of one thing: "Russia, France -sport" is each of them without sport.
        several = [following.by_words(one.label, excluded) for one in several]
    said = [
        await (_added(desk, visit, one) if excluded else _added_of_list(desk, visit, one)) for one in several
    ]
    return await _told(desk, visit, join(said, "\n"))


async def _several(desk: Desk, visit: Visit, words: str) -> list[Follow]:
    """The things of a list, those that nothing knows as words; empty when it is no list or knows nothing at all."""
    parts = [part for part in following.parts(words, visit.texts) if following.is_word(part)]
    if len(parts) < 2:  # noqa: PLR2004 - a list
        return []
    found = [following.certain(part, visit.texts) or await _exact(desk, part) for part in parts]
    if not any(found):
        return []
    return [one or following.by_words(part) for one, part in zip(found, parts, strict=True)]


async def _added_of_list(desk: Desk, visit: Visit, wanted: Follow) -> Html:
    """As `_added`; words say that they are no name."""
    said = await _added(desk, visit, wanted)
    if wanted.kind != "words":
        return said
    return join([said, visit.texts.html("follow.part_as_words", words=wanted.label)], " ")


async def _exact(desk: Desk, words: str) -> Follow | None:
    """The one name of the archive that these words are."""
    exact = [choice for choice in await _known(desk, words) if choice.value == fold(words)]
    return exact[0] if len(exact) == 1 else None


async def _meant(desk: Desk, visit: Visit, words: str) -> Follow | Outgoing:
    """What the words name: a country or subject, one name of the archive, a choice of names, or just words."""
    certain = following.certain(words, visit.texts)
    if certain is not None:
        # "Guterres" is how articles call the UN's head, and a man of the archive.
        people = await _people(desk, words) if certain.kind == "organisation" else []
        return _which(visit, words, [certain, *people]) if people else certain
    exact = await _exact(desk, words)
    if exact is not None:
        return exact
    known = await _known(desk, words)
    return _which(visit, words, known) if known else following.by_words(words)


async def add(desk: Desk, visit: Visit, wanted: Follow) -> Replies:
    """Follow one thing and say so."""
    return await _told(desk, visit, await _added(desk, visit, wanted))


async def _added(desk: Desk, visit: Visit, wanted: Follow) -> Html:
    """Follow one thing; what to say of it."""
    mine = await desk.ensure(visit)
    added = await desk.threads.store(desk.follows.add, mine.id, wanted)
    name = following.label(wanted, visit.reader)
    if added == "full":
        return visit.texts.html("follow.too_many", count=LIMIT)
    # Following something is asking to be told, even before /start.
    if not mine.active:
        await desk.threads.store(desk.subscriptions.change, mine.id, active=True)
    return visit.texts.html("follow.done" if added == "new" else "follow.already", name=name)


async def _told(desk: Desk, visit: Visit, html: Html) -> Replies:
    """One message, however much is followed by it."""
    mine = await desk.ensure(visit)
    button = visit.reader.button("follow.title", callbacks.data("y", "list", 0))
    said = (Outgoing(html=html, buttons=((button,),)),)
    # Who turned news off by hand, or asked for a briefing alone, must not wait for what will not come.
    return said if mine.pushes else with_note(visit, said)


async def unfollow(desk: Desk, visit: Visit) -> Replies:
    """/unfollow words; without words, the list with buttons."""
    if not visit.words or following.means_everything(visit.words):
        # "Everything" is a tap away in the list, where one sees what would be lost.
        return (await listing(desk, visit),)
    mine = visit.subscription
    wanted = fold(visit.words)
    for known in await _follows(desk, visit):
        names = {fold(known.label), fold(following.label(known, visit.reader)), fold(known.value)}
        certain = following.certain(visit.words, visit.texts)
        same = certain is not None and (certain.kind, certain.value) == (known.kind, known.value)
        if mine is not None and known.id is not None and (same or wanted in names):
            await desk.threads.store(desk.follows.remove, mine.id, known.id)
            return tell(visit, "follow.removed", name=following.label(known, visit.reader))
    return tell(visit, "follow.unknown", words=visit.words)


async def list_follows(desk: Desk, visit: Visit) -> Replies:
    """/following"""
    return (await listing(desk, visit),)


async def listing(desk: Desk, visit: Visit, *, page: int = 0, edit: int | None = None) -> Outgoing:
    """What is followed here, with a button to remove each."""
    found = await _follows(desk, visit)
    reader = visit.reader
    if not found:
        return Outgoing(html=reader.texts.html("follow.empty"), buttons=_choices_of_kinds(reader), edit=edit)
    blocks = [bold(reader.texts.html("follow.title"))]
    for kind, key in _HEADINGS.items():
        names = [following.label(item, reader) for item in found if item.kind == kind]
        if names:
            blocks.append(
                join([bold(reader.texts.html(key)), *(Html(f"• {escape(name)}") for name in names)], "\n")
            )
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                text=f"✕ {following.label(item, reader)}"[:60], data=callbacks.data("y", "del", item.id, page)
            ),
        )
        for item in found[page * PAGE : (page + 1) * PAGE]
    ]
    rows += _paging("list", page, len(found), reader)
    rows.append(
        (
            reader.button("follow.add", callbacks.data("y", "menu")),
            reader.button("follow.clear", callbacks.data("y", "clear")),
        )
    )
    # Two hundred follows fit into one message: 200 lines of 20 characters.
    html = join(blocks, "\n\n")
    return Outgoing(html=html if len(html) < _LONGEST_LIST else blocks[0], buttons=tuple(rows), edit=edit)


_LONGEST_LIST = 3500


def menu(visit: Visit, *, edit: int | None = None) -> Outgoing:
    """Kinds of things to follow."""
    return Outgoing(
        html=visit.texts.html("follow.choose"), buttons=_choices_of_kinds(visit.reader), edit=edit
    )


async def choices(desk: Desk, visit: Visit, kind: str, *, page: int, edit: int | None) -> Outgoing:
    """One page of things of a kind; what is followed already has a tick."""
    reader = visit.reader
    offered = await _offered(desk, visit, kind)
    mine = {item.value for item in await _follows(desk, visit) if item.kind == kind}
    buttons = [
        Button(text=f"{'✓ ' if item.value in mine else ''}{following.label(item, reader)}"[:60], data=data)
        for item in offered[page * PAGE : (page + 1) * PAGE]
        if (data := _toggle_data(item, on=item.value not in mine, page=page))
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    rows += _paging(kind, page, len(offered), reader)
    rows.append((Button(text=f"‹ {reader.texts.plain('story.back')}", data=callbacks.data("y", "menu")),))
    title = next(key for key, name in _KINDS if name == kind)
    return Outgoing(html=bold(reader.texts.html(title)), buttons=tuple(rows), edit=edit)


async def toggle(desk: Desk, visit: Visit, kind: str, value: str, *, on: bool) -> str | None:
    """Follow or unfollow one thing of a page; what to say, or None when it isn't offered any more."""
    wanted = next((item for item in await _offered(desk, visit, kind) if item.value == value), None)
    if wanted is None:
        return None
    name = following.label(wanted, visit.reader)
    if on:
        return visit.texts.plain("follow.done", name=name) if await add(desk, visit, wanted) else None
    mine = visit.subscription
    for known in await _follows(desk, visit):
        if mine and known.id is not None and (known.kind, known.value) == (wanted.kind, wanted.value):
            await desk.threads.store(desk.follows.remove, mine.id, known.id)
    return visit.texts.plain("follow.removed", name=name)


def _toggle_data(item: Follow, *, on: bool, page: int) -> str | None:
    args = ("y", "on" if on else "off", item.kind, item.value, page)
    return callbacks.data(*args) if callbacks.fits(*args) else None


async def _offered(desk: Desk, visit: Visit, kind: str) -> list[Follow]:
    texts = visit.texts
    if kind == "country":
        names = texts.locale.territories
        return [
            Follow(kind="country", value=code, label=names.get(code, code))
            for code in following.all_countries(texts)
        ]
    if kind == "subject":
        return [
            Follow(kind="subject", value=key, label=texts.plain(f"subject.{key}"))
            for key in following.all_subjects(texts)
        ]
    if kind not in get_args(KnownKind):
        return []
    known_kind: Kind = kind  # type: ignore[assignment]  # one of KnownKind, checked above
    return [following.named(known_kind, known.label) for known in await desk.library.known(known_kind)]  # type: ignore[arg-type]  # as above


async def _known(desk: Desk, words: str) -> list[Follow]:
    found: list[Follow] = []
    kinds: tuple[KnownKind, ...] = ("organisation", "source", "person")
    for kind in kinds:
        found += [following.named(kind, known.label) for known in await desk.library.known(kind, words, 3)]
    return found


async def _people(desk: Desk, words: str) -> list[Follow]:
    return [following.named("person", known.label) for known in await desk.library.known("person", words, 3)]


async def _follows(desk: Desk, visit: Visit) -> list[Follow]:
    mine = visit.subscription
    return await desk.threads.store(desk.follows.of, mine.id) if mine else []


def _which(visit: Visit, words: str, known: Sequence[Follow]) -> Outgoing:
    """A name of the archive, or just the words? The reader decides."""
    rows = [
        (Button(text=item.label[:60], data=callbacks.data("y", "name", item.kind, item.value)),)
        for item in known
        if callbacks.fits("y", "name", item.kind, item.value) and ":" not in item.value
    ]
    as_words = callbacks.fits("y", "words", words) and ":" not in words
    if as_words:
        rows.append(
            (visit.reader.button("follow.as_words", callbacks.data("y", "words", words), words=words),)
        )
    return Outgoing(html=visit.texts.html("follow.which", words=words), buttons=tuple(rows))


def _choices_of_kinds(reader: Reader) -> tuple[tuple[Button, ...], ...]:
    buttons = [reader.button(key, callbacks.data("y", kind, 0)) for key, kind in _KINDS]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _paging(what: str, page: int, count: int, reader: Reader) -> list[tuple[Button, ...]]:
    pages = -(-count // PAGE)
    if pages <= 1:
        return []
    where = reader.button("follow.page", callbacks.data("y", what, page), page=page + 1, pages=pages)
    row = [where]
    if page > 0:
        row.insert(0, Button(text="‹", data=callbacks.data("y", what, page - 1)))
    if page + 1 < pages:
        row.append(Button(text="›", data=callbacks.data("y", what, page + 1)))
    return [tuple(row)]
