"""One page → one clean article. Pure and synchronous; fetches nothing and knows no source.

Three steps: trafilatura in precision mode (with fallbacks when it finds little), our second pass over its lines
(`news.cleaning`), and what the page says about itself (`news.metadata`). trafilatura's cost grows faster than the page:
call it in `news.sandbox`, and `extract_fast` when it did not come back in time.
"""

import re
from collections.abc import Collection
from typing import Any, Final

from news.cleaning import CleanText, Surroundings, clean, headline_of
from news.encodings import decode
from news.errors import NoArticleError
from news.metadata import PageFacts, page_facts
from news.plaintext import legal_text, to_plain
from news.pruning import link_lines, pruned
from news.types import Article, Entry
from news.urls import canonical_url, site_of

LEAST_WORDS: Final = 25
"""Less than this is not an article but a caption or an error message; the next method is tried."""
STUB_WORDS: Final = 120
"""News items shorter than this are rare; together with a paywall's marks they are stubs."""
TEASER_WORDS: Final = 250
"""What papers show before a paywall: one to four paragraphs."""
SLOW_BYTES: Final = 1_500_000
"""trafilatura needs 13.6 s for 0.8 MB of paragraphs; above this only the fast way is tried."""

TEXT_CAP: Final = 200_000
"""Characters: four times the longest article of the benchmarks; a page of 6 MB is no article, however it reads."""
TRAFILATURA: Final = "trafilatura"
LOST_SHARE: Final = 0.5
"""Precision mode lost the article if it has less than this of what resiliparse has: below it, it was wrong on every page
of the benchmark's first half; above it, resiliparse's surplus was other articles."""
FOUND_SHARE: Final = 0.8

WORD: Final = re.compile(r"\w+")
DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def extract(
    body: bytes | str,
    url: str,
    *,
    hint: Entry | None = None,
    charset: str | None = None,
    repeated: Collection[str] = (),
) -> Article:
    """Read the article on a page.

    `hint` is the entry that led here: its title, date and text stand in where the page is silent. `repeated` holds
    lines that the site has under other articles too. Raises NoArticleError, naming `url`.
    """
    return _extract(body, url, hint, charset, repeated, fast=False)


def extract_fast(
    body: bytes | str,
    url: str,
    *,
    hint: Entry | None = None,
    charset: str | None = None,
    repeated: Collection[str] = (),
) -> Article:
    """Read the article ten times faster and less precisely. Raises NoArticleError."""
    return _extract(body, url, hint, charset, repeated, fast=True)


def plain_article(text: str, url: str = "") -> Article:
    """Read a plain text: its first line as the title if it looks like one, and its clean lines. Raises NoArticleError."""
    title, cleaned = clean_plain(text)
    if not cleaned.text:
        raise NoArticleError(url or "the text", "holds no article text")
    return Article(url=url, title=title, text=cleaned.text, language=language_of(cleaned.text))


def clean_plain(text: str) -> tuple[str, CleanText]:
    """Return the title and the clean text of a plain text; `CleanText.to_source` leads back into `text`."""
    found, _ = headline_of(text)
    return found or "", clean(text, found)


def from_entry(entry: Entry) -> Article:
    """Make an article of what the feed itself carries. Raises NoArticleError if that is nothing."""
    text = clean(to_plain(entry.content or entry.summary), entry.title).text
    whole = bool(entry.content) and word_count(text) >= STUB_WORDS
    known = set(WORD.findall(f"{entry.title} {entry.publisher or ''}".casefold()))
    if set(WORD.findall(text.casefold())) <= known:  # aggregators repeat the title as the description
        raise NoArticleError(
            entry.url or entry.title or entry.id, "the feed carries no text and the page gives none"
        )
    return Article(
        url=canonical_url(entry.url),
        title=entry.title,
        text=text,
        language=language_of(f"{entry.title}\n{text}"),
        published=entry.published,
        authors=entry.authors,
        site=entry.publisher or site_of(entry.url) or None,
        summary_only=not whole,
    )


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None for too little text."""
    if len(text) < 20:  # noqa: PLR2004 - below this the classifier guesses
        return None
    from py3langid import langid

    code: str = langid.classify(text[:4000])[0]
    return code


def word_count(text: str) -> int:
    """Count words; in scripts without spaces, two characters count as one."""
    return len(WORD.findall(text)) + len(DENSE.findall(text)) // 2


def _extract(
    body: bytes | str,
    url: str,
    hint: Entry | None,
    charset: str | None,
    repeated: Collection[str],
    *,
    fast: bool,
) -> Article:
    page = legal_text(body if isinstance(body, str) else decode(body, charset))
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    tree = _tree(page, url)
    facts = page_facts(tree, url)
    title = facts.title or (hint.title if hint else "")
    around = Surroundings(titles=(title, *facts.titles), repeated=repeated, links=link_lines(tree))
    pruned_tree = pruned(tree)
    text, method = _text_of(pruned_tree, facts, url, around, fast=fast or len(page) > SLOW_BYTES)
    return _article(url, title, text, facts, hint, [f"read by {method}"] if method != TRAFILATURA else [])


def _text_of(tree: Any, facts: PageFacts, url: str, around: Surroundings, *, fast: bool) -> tuple[str, str]:
    """Return the clean text and the method that found it.

    trafilatura's precision mode, unless it lost most of the page: then what a second opinion has.
    """
    opinion = _by_resiliparse(tree)
    first = "" if fast else clean(_by_trafilatura(tree, url, precision=True), None, around).text
    if word_count(first) >= max(
        LEAST_WORDS, LOST_SHARE * word_count(opinion)
    ):  # boilerplate and all: the usual case
        return first, TRAFILATURA
    second = clean(opinion, None, around).text
    if not fast:
        if word_count(first) >= max(LEAST_WORDS, LOST_SHARE * word_count(second)):
            return first, TRAFILATURA
        balanced = clean(_by_trafilatura(tree, url, precision=False), None, around).text
        if word_count(balanced) >= max(LEAST_WORDS, FOUND_SHARE * word_count(second)):
            return balanced, "trafilatura in balanced mode"
        second = max(first, balanced, second, key=word_count)
    if word_count(second) >= LEAST_WORDS:
        return second, "resiliparse"
    declared = clean(facts.body, None, around).text
    return (declared, "JSON-LD") if word_count(declared) > word_count(second) else (second, "resiliparse")


def _article(
    url: str, title: str, text: str, facts: PageFacts, hint: Entry | None, warnings: list[str]
) -> Article:
    words = word_count(text)
    # Many papers declare "not free" and send the whole text all the same; a teaser before the wall is short.
    summary_only = (facts.free is False and words < TEASER_WORDS) or (
        facts.free is not True and words < STUB_WORDS and _is_stub(text, hint)
    )
    if hint is not None and word_count(text) < LEAST_WORDS:
        fallback = from_entry(hint)
        text, summary_only = fallback.text, fallback.summary_only
        warnings.append("the page gives no text; this is the feed's own")
    if word_count(text) < 5:  # noqa: PLR2004 - not even a sentence
        raise NoArticleError(
            url, "no article text is found on the page; it may need a browser or a subscription"
        )
    if summary_only:
        warnings.append("summary only: the whole article is behind a paywall or not on the page")
    return Article(
        url=canonical_url(facts.url or url),
        title=title or text.split("\n", 1)[0][:200],
        text=text,
        language=language_of(f"{title}\n{text}"),
        published=facts.published or (hint.published if hint else None),
        authors=facts.authors or (hint.authors if hint else ()),
        site=facts.site or (hint.publisher if hint else None) or site_of(url) or None,
        section=facts.section,
        summary_only=summary_only,
        warnings=tuple(warnings),
    )


def _is_stub(text: str, hint: Entry | None) -> bool:
    """A short text that says no more than the feed did."""
    if hint is None or not hint.summary:
        return False
    mine, theirs = set(WORD.findall(text.lower())), set(WORD.findall(hint.summary.lower()))
    return len(mine) <= 1.5 * len(theirs) and len(mine & theirs) >= 0.7 * min(len(mine), len(theirs) or 1)


def _tree(page: str, url: str) -> Any:
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    if not page.strip():
        raise NoArticleError(url, "the page is empty")
    try:
        return lxml_html.document_fromstring(
            page, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (LxmlError, ValueError, AssertionError) as error:
        raise NoArticleError(url, "is not a page that can be read") from error


def _by_trafilatura(tree: Any, url: str, *, precision: bool) -> str:
    import trafilatura

    text = trafilatura.extract(tree, url=url or None, favor_precision=precision, include_comments=False) or ""
    return str(text)[:TEXT_CAP]


def _by_resiliparse(tree: Any) -> str:
    from lxml import html as lxml_html
    from resiliparse.extract.html2text import extract_plain_text

    page = lxml_html.tostring(tree, encoding="unicode")
    text: str = extract_plain_text(
        page, main_content=True, list_bullets=False, alt_texts=False, links=False, comments=False
    )
    return text[:TEXT_CAP]
