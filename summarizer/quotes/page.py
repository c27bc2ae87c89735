"""A page on which an article's quotations are marked and coloured by speaker, for `attache summarize --html`.

Knows HTML and nothing of how quotes are found. Everything from the article is escaped; the page needs no network.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from summarizer.quotes.key_quotes import attribution
from summarizer.text.marks import paragraphs
from summarizer.types import Document, Quote

HUES: Final = (212, 28, 145, 285, 345, 60, 180, 250, 10, 110)
"""Degrees, the first ones far apart: speakers in the order in which they are first quoted."""
_KINDS: Final = {
    "direct": "in their words",
    "partial": "part of a sentence",
    "unmarked": "without marks in the article",
    "indirect": "paraphrased",
}
_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fcfbf8; --ink: #1d1d1b; --soft: #6b6a66; --line: #e2dfd6; --l: 88%; --s: 62%; --edge: 42%; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171716; --ink: #ecebe6; --soft: #a09e96; --line: #34332f; --l: 24%; --s: 38%; --edge: 66%; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 44rem; background: var(--paper); color: var(--ink);
  font: 1.08rem/1.65 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1.2rem; }
p { margin: 0 0 1rem; }
mark { --c: hsl(var(--h) var(--s) var(--l)); background: var(--c); color: inherit; padding: .08em .12em; border-radius: .2em;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; border-bottom: 2px solid hsl(var(--h) 55% var(--edge)); }
mark.partial { border-bottom-style: dotted; }
mark.unmarked { border-bottom-style: dashed; }
mark.indirect { background: none; border-bottom-width: 1px; }
mark.key { outline: 1px solid hsl(var(--h) 55% var(--edge)); }
.open { --h: 0; --s: 0%; }
sup { font: .68rem/1 system-ui, sans-serif; color: hsl(var(--h) 55% var(--edge)); margin-left: .15em; }
section { border-top: 1px solid var(--line); margin-top: 2.2rem; padding-top: 1.2rem; font: .92rem/1.5 system-ui, sans-serif; }
h2 { font-size: 1rem; margin: 0 0 .6rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .45rem; padding-left: 1.4rem; position: relative; }
li::before { content: ""; position: absolute; left: 0; top: .3em; width: .9em; height: .9em; border-radius: .2em;
  background: hsl(var(--h) var(--s) var(--l)); border: 1px solid hsl(var(--h) 55% var(--edge)); }
.soft { color: var(--soft); }
""".strip()


def render_page(document: Document, quotes: Sequence[Quote]) -> str:
    """The whole article as one HTML page with `quotes` marked; of overlapping ones the outer, but somebody's own words before a paraphrase."""
    speakers = _speakers(quotes)
    body = "\n".join(
        _paragraph(document.text, start, end, quotes, speakers) for start, end in paragraphs(document.text)
    )
    title = escape(document.title or "Quotations")
    language = escape(document.language or "en")
    direction = ' dir="rtl"' if document.language in {"ar", "fa", "he", "ur"} else ""
    heading = f"<h1>{title}</h1>\n" if document.title else ""
    return (
        f'<!doctype html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n{heading}{body}\n</main>\n"
        f"{_legend(quotes, speakers)}</body>\n</html>\n"
    )


def _name(quote: Quote) -> str:
    return attribution(quote).split(" · ")[0]


def _speakers(quotes: Sequence[Quote]) -> dict[str, int]:
    found: dict[str, int] = {}
    for quote in quotes:
        name = quote.speaker_full or _name(quote)
        if name and name not in found:
            found[name] = len(found)
    return found


def _colour(quote: Quote, speakers: dict[str, int]) -> str:
    name = quote.speaker_full or _name(quote)
    return f'style="--h:{HUES[speakers[name] % len(HUES)]}"' if name in speakers else ""


def _paragraph(text: str, start: int, end: int, quotes: Sequence[Quote], speakers: dict[str, int]) -> str:
    parts, at = [], start
    inside = [q for q in quotes if q.start < end and q.end > start]
    for a, b, quote in _pieces(inside):
        a, b = max(a, start), min(b, end)  # noqa: PLW2901 — what of it lies in the paragraph
        if a < at or a >= b:
            continue
        parts += [escape(text[at:a]), _mark(text[a:b], quote, speakers)]
        at = b
    parts.append(escape(text[at:end]))
    return f"<p>{''.join(parts)}</p>"


def _pieces(quotes: Sequence[Quote]) -> list[tuple[int, int, Quote]]:
    """Spans to mark, in order: a paraphrase is cut where somebody's own words stand in it."""
    own = sorted((q for q in quotes if q.kind != "indirect"), key=lambda q: (q.start, -q.end))
    found = [(q.start, q.end, q) for q in own]
    for quote in quotes:
        if quote.kind != "indirect":
            continue
        at = quote.start
        for other in own:
            if at < other.end and other.start < quote.end:
                found.append((at, other.start, quote))
                at = other.end
        found.append((at, quote.end, quote))
    return sorted((piece for piece in found if piece[0] < piece[1]), key=lambda p: (p[0], -p[1]))


def _mark(words: str, quote: Quote, speakers: dict[str, int]) -> str:
    colour = _colour(quote, speakers)
    who = attribution(quote) or "speaker left open"
    hint = escape(
        f"{who} — {_KINDS[quote.kind]}, characters {quote.start}–{quote.end}, certainty {quote.confidence:.0%}",
        quote=True,
    )
    classes = quote.kind if colour else f"{quote.kind} open"
    space = f" {colour}" if colour else ""
    return f'<mark class="{classes}"{space} title="{hint}">{escape(words)}</mark>'


def _legend(quotes: Sequence[Quote], speakers: dict[str, int]) -> str:
    if not speakers:
        return ""
    lines = []
    for name, number in speakers.items():
        own = [q for q in quotes if (q.speaker_full or _name(q)) == name]
        role = next((q.role for q in own if q.role), None)
        label = escape(name) + (f', <span class="soft">{escape(role)}</span>' if role else "")
        hue = HUES[number % len(HUES)]
        lines.append(f'<li style="--h:{hue}">{label} <span class="soft">· {len(own)}</span></li>')
    return "<section>\n<h2>Who speaks</h2>\n<ul>\n" + "\n".join(lines) + "\n</ul>\n</section>\n"
