"""Small parts that several messages share: a sentence with its link, a quotation, who published when.

Knows typography of quotation marks and of right-to-left lines.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.rendering.markup import (
    RIGHT_TO_LEFT_MARK,
    Html,
    blockquote,
    escape,
    isolate,
    italic,
    join,
    link,
    to_passage,
)
from bot.rendering.reader import Reader
from store.views import LineView, QuoteView

ARROW = "↗"

# Marks by the language of the quotation, from CLDR's delimiters; French puts narrow no-break spaces inside.
_MARKS = {
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "es": ("«", "»"),
    "ar": ("«", "»"),
    "fa": ("«", "»"),
    "it": ("«", "»"),
    "pt": ("«", "»"),
    "fr": ("«\u202f", "\u202f»"),
    "de": ("„", "“"),
    "pl": ("„", "”"),
    "zh": ("「", "」"),
    "ja": ("「", "」"),
}
_ALL_MARKS = "\"'“”„‟«»‹›「」\u202f\u00a0 "
_COMMAS = ",،、"
_ARABIC_COMMA = "، "
# Longer quotes fold up after three lines on a phone; shorter ones would gain a pointless arrow.
FOLD_FROM = 320


def sentence(line: LineView, *, mark: str = ARROW) -> Html:
    """A sentence and the link to the place in the article that it stands on."""
    url = to_passage(line.url, line.evidence[0] if line.evidence else line.text)
    linked = link(mark, url)
    # Without an address there is nothing to tap, and a bare arrow would promise one.
    return join([line.text, linked], "\u00a0") if linked != mark else escape(line.text)


def paragraph(lines: Iterable[LineView], marks: Sequence[str] = ()) -> Html:
    """Sentences one after another, each with its link."""
    numbered = list(lines)
    chosen = marks or [ARROW] * len(numbered)
    return join((sentence(line, mark=mark) for line, mark in zip(numbered, chosen, strict=True)), " ")


def quoted(text: str, language: str | None) -> str:
    """The words in the marks of their language; marks that came with them go."""
    left, right = _MARKS.get((language or "en")[:2], ("“", "”"))
    # The comma before "he said" is the sentence's, not the speaker's.
    return f"{left}{_bare(text).rstrip(_COMMAS)}{right}"


def quotation(quote: QuoteView, reader: Reader, *, linked: bool = False) -> Html:
    """A block quotation: the words, then who said them."""
    origin = _origin(quote, reader) if linked else Html("")
    return _block([quote], join([speaker(quote, reader), origin], " · "))


def quotations(quotes: Iterable[QuoteView], reader: Reader) -> list[Html]:
    """Block quotations in order; what one person said on end stands in one, under the name once."""
    by_speaker = groupby(quotes, key=lambda quote: speaker(quote, reader))
    return [_block(list(said), who) for who, said in by_speaker]


def _block(quotes: Sequence[QuoteView], who: Html) -> Html:
    body = [escape(quoted(quote.text, quote.language)) for quote in quotes]
    if who:
        body.append(Html(f"— {who}"))
    return blockquote(join(body, "\n"), expandable=sum(len(quote.text) for quote in quotes) > FOLD_FROM)


def not_told(quotes: Iterable[QuoteView], lines: Iterable[LineView]) -> list[QuoteView]:
    """The quotations that these lines do not hold already, words and speaker: nobody wants to read the same twice."""
    said = " ".join(_plain(line.text) for line in lines)
    return [quote for quote in quotes if not _is_told(quote, said)]


def _is_told(quote: QuoteView, said: str) -> bool:
    words = _plain(_bare(quote.text)).rstrip(_COMMAS + ".")
    surname = (quote.speaker or "").split()[-1:]
    return bool(words) and words in said and all(name in said for name in surname)


def _plain(text: str) -> str:
    return " ".join(text.split())


def speaker(quote: QuoteView, reader: Reader) -> Html:
    """Name, role and the outlet that had the words first, as far as the article says so."""
    name = isolate(quote.speaker, reader.texts.direction) if quote.speaker else ""
    role = isolate(quote.role, reader.texts.direction) if quote.role else ""
    who = join([name, role], comma_after(quote.speaker or "", reader.texts.comma))
    if quote.via:
        via = reader.texts.html("story.via", outlet=quote.via)
        who = join([who, Html(f"({via})")], " ")
    return who


def comma_after(name: str, otherwise: str = ", ") -> str:
    """What stands between a name and a role: the comma of their script, whoever reads them."""
    return _ARABIC_COMMA if "\u0600" <= name[:1] <= "\u06ff" else otherwise


def _origin(quote: QuoteView, reader: Reader) -> Html:
    when = reader.moment(quote.said_at) if quote.said_at else ""
    outlet = outlet_link(quote.outlet, to_passage(quote.url, _bare(quote.text)), reader)
    return join([outlet, when], " ")


def outlet_link(outlet: str, url: str, reader: Reader) -> Html:
    """An outlet's name, linked to what it published."""
    return link(isolate(outlet, reader.texts.direction), url)


def meta(parts: Iterable[str], reader: Reader) -> Html:
    """A line of small facts; in a right-to-left language it starts on the right whatever comes first."""
    text = join(parts, " · ")
    return Html(f"{RIGHT_TO_LEFT_MARK}{text}") if text and reader.texts.direction == "rtl" else text


def note(key: str, reader: Reader) -> Html:
    """A remark of ours, in italics."""
    return italic(reader.texts.html(key))


def _bare(text: str) -> str:
    """The words without the pair of marks around the whole; marks inside stay."""
    inner = text.strip(_ALL_MARKS)
    if not inner:
        return text
    # 'He said "no"' ends in a mark that belongs to a pair inside: give such a mark back.
    start = text.find(inner)
    before, after = text[:start].strip(), text[start + len(inner) :].strip()
    if after and not before:
        inner += after
    elif before and not after:
        inner = before + inner
    return inner
