"""Parts of a page that are no article, by what their authors call them, removed before the extractor looks.

Knows HTML's habits; decides by names of classes and ids, by hidden state and by the share of the page's text: a part
that holds much of the text is never removed, whatever it is called.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from news.cleaning import line_key
from news.lines import RELATED_HEADING

# Whole words of class names and ids. Chosen from what newsroom systems (WordPress, Drupal, AEM, Arc, Escenic) emit.
NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:related|relateds?-?(?:articles?|content|links?|posts?|stories|topics?)|recirc\w*|recommend(?:ed|ations?)?|read-?(?:more|also|next)|more-?(?:on|from|stories|news|articles)|"
    r"also-?(?:read|like)|see-?also|most-?(?:read|popular|viewed)|popular|trending|newsletters?|sign-?up|subscri(?:be|ption)s?|promos?|promo-?box|teasers?|outbrain|taboola|sponsor(?:ed)?|"
    r"advert(?:s|isement|ising)?|ads?-?(?:box|slot|unit|container|wrapper)|share-?(?:bar|buttons?|tools|links?|this)|sharing|social-?(?:bar|share|links?|media|icons?)|follow-?us|breadcrumbs?|"
    r"by-?lines?|author-?(?:bio|box|info|card|details|profile)|bio(?:graphy)?-?box|about-?(?:the-?)?author|captions?|figcaption|wp-caption-text|image-?(?:credit|caption|copyright)|photo-?(?:credit|caption)|credits?|"
    r"copyright|cookie\w*|consent|gdpr|comments?-?(?:area|section|list|form|count|wrapper)?|disqus|tags?-?(?:list|cloud|links)?|topics?-?list|post-?tags|article-?tags|toolbar|donat(?:e|ion)|donate-?box|"
    r"feedback|corrections?-?(?:link|box)|pagination|pager|post-?nav\w*|rollover\w*|tooltip|popup|modal|overlay|widget|sidebar|aside|infobox-?promo|inline-?(?:promo|related|newsletter)|in-?article-?(?:promo|related|newsletter)|"
    r"embed-?(?:promo|teaser)|zephr|piano|listen-?(?:to|bar)|audio-?player|text-?to-?speech|timestamp|dateline-?meta|skip-?link|print-?only|noprint|screen-?reader\w*|sr-?only|visually-?hidden|visuallyhidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TAGS: Final = frozenset(
    {"figcaption", "nav", "form", "button", "aside", "footer", "dialog", "select", "template"}
)
KEPT: Final = frozenset({"html", "body", "main", "article"})
LARGEST_SHARE: Final = 0.15
"""Of the page's text: what holds more is looked into, not removed."""
PROSE: Final = 3
"""So many paragraphs of a sentence or more make a part of the article, if it is not a list of links."""
LONG_PARAGRAPH: Final = 140
LINK_DENSITY: Final = 0.5
LEAST_PROSE: Final = 0.6
LONGEST_HEADING: Final = 80
LARGEST_RELATED: Final = 0.35
RELATED_LINKED: Final = 0.3
"""Titles are links, the teasers between them are not."""
MOSTLY_LINK: Final = 0.7
LEAST_LINK: Final = 20
"""Characters of link text in a line that counts as a link."""


def pruned(tree: Any) -> Any:
    """Return a copy of a page without the parts that are no article.

    A page whose names mislead, so that most of its prose would go, comes back whole.
    """
    from copy import deepcopy

    copy = deepcopy(tree)
    total = max(1, len(copy.text_content()))
    for part in list(_related_parts(copy, total)):
        _drop(part)
    for node in list(copy.iter()):
        if isinstance(node.tag, str) and _is_aside(node) and _is_small(node, total):
            _drop(node)
    return copy if _prose_length(copy) >= LEAST_PROSE * _prose_length(tree) else tree


def _prose_length(tree: Any) -> int:
    return sum(len(part.text_content()) - _linked(part) for part in _paragraphs(tree))


def _related_parts(tree: Any, total: int) -> Iterator[Any]:
    """Yield the parts that begin with a heading such as "More from us" and are made of links."""
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong"):
        if len(heading) > 1 or heading.getparent() is None:
            continue
        text = heading.text_content().strip()
        if not 0 < len(text) <= LONGEST_HEADING or not RELATED_HEADING.match(text):
            continue
        part = _begun_by(heading, text, total)
        if part is heading or part.find(".//h1") is not None:  # a rubric over the article itself
            continue
        if _linked(part) >= RELATED_LINKED * max(1, len(part.text_content()) - len(text)):
            yield part


def _begun_by(heading: Any, text: str, total: int) -> Any:
    """Return the largest part of the page, within reason, whose first words are this heading."""
    part = heading
    while (parent := part.getparent()) is not None and parent.tag not in KEPT:
        content = parent.text_content().strip()
        if not content.startswith(text) or len(content) > LARGEST_RELATED * total:
            break
        part = parent
    return part


def link_lines(tree: Any) -> frozenset[str]:
    """Return the lines, as `line_key` makes them, that are nothing but a link to another page, or little else."""
    anchors = (key for node in tree.iter("a") if node.get("href") and (key := _block_link(node)))
    blocks = (
        line_key(text)
        for node in tree.iter("li", "p", "h2", "h3", "h4")
        if MOSTLY_LINK * len(text := node.text_content().strip()) <= _linked(node) > LEAST_LINK
    )
    return frozenset((*anchors, *blocks))


def _linked(node: Any) -> int:
    return sum(
        len(anchor.text_content())
        for anchor in node.iter("a")
        if not (anchor.get("href") or "#").startswith("#")
    )


def _block_link(anchor: Any) -> str:
    """A link that is a line of its own: no text of the paragraph stands beside it."""
    if (anchor.get("href") or "").startswith(("#", "javascript:")):
        return ""
    text = anchor.text_content().strip()
    # A name or a word in a sentence is too short; an address written out is content, if anything is.
    if len(text) < 15 or " " not in text:  # noqa: PLR2004
        return ""
    return line_key(text)


def _is_aside(node: Any) -> bool:
    if node.tag in KEPT:
        return False
    if node.tag in TAGS or node.get("hidden") is not None or HIDDEN.search(node.get("style") or ""):
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return bool(names.strip()) and NAMES.search(names) is not None


def _is_small(node: Any, total: int) -> bool:
    if node.getparent() is None:
        return False
    length = len(node.text_content())
    if length > LARGEST_SHARE * total:
        return False
    return _linked(node) >= LINK_DENSITY * max(1, length) or sum(1 for _ in _paragraphs(node)) < PROSE


def _paragraphs(node: Any) -> Iterator[Any]:
    return (part for part in node.iter("p") if len(part.text_content()) >= LONG_PARAGRAPH)


def _drop(node: Any) -> None:
    """Remove a node and keep the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
