"""Is a page an article, or does it only lead to articles? For addresses that somebody asks to have summed up.

Pure and synchronous. A list of headlines has text enough to look like a short article; what tells it apart is that its text
has no prose, or that its prose stands in the items of a list, each under a link of its own.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from news.extract import word_count
from news.listpages import INLINE, LEAST_LINKS, headline_links, page_tree
from news.plaintext import to_line

LEAST_ITEMS: Final = 4
"""Under fewer, an article with "read more" links looks the same."""
PROSE_WORDS: Final = 8
"""Of a line that ends like a sentence."""
RUN_WORDS: Final = 25
"""Of a line that ends in no mark: no headline has so many. Thai has no full stop."""
ITEM_WORDS: Final = 120
"""A headline with its teaser has fewer; a link alone in an article's body would else make the whole of it an item."""
OF_BLOCK: Final = 0.5
"""Of its paragraph or heading is the link: an address within a sentence is less."""
OF_TEXT: Final = 0.5
ENDS: Final = re.compile(r"[.!?…。！？．۔؟][\"'”»)」』 ]*$")


def is_overview(body: bytes, url: str, text: str, *, charset: str | None = None) -> bool:
    """Whether the page only leads to articles; `text` is what reading it as an article gave. Raises FeedError."""
    tree = page_tree(body, url, charset)
    lines = [line for line in map(to_line, text.split("\n")) if line]
    if not any(_is_prose(line) for line in lines):
        return len(list(tree.iter("a"))) >= LEAST_LINKS
    items = list(_items(tree, url))
    if len(items) < LEAST_ITEMS:
        return False
    inside = sum(word_count(line) for line in lines if any(_bare(line) in item for item in items))
    return inside >= OF_TEXT * sum(word_count(line) for line in lines)


def _is_prose(line: str) -> bool:
    words = word_count(line)
    return words >= RUN_WORDS or (words >= PROSE_WORDS and ENDS.search(line) is not None)


def _items(tree: Any, url: str) -> Iterator[str]:
    """The texts of list items: of each headline that is a link, as far up as no other such link stands."""
    leading = [(node, target) for node, target in headline_links(tree, url) if _leads(node)]
    above: dict[Any, set[str]] = {}
    for node, target in leading:
        for step in node.iterancestors():
            above.setdefault(step, set()).add(target)
    seen: set[str] = set()
    for node, target in leading:
        if target not in seen:
            seen.add(target)
            item = _written(_highest(node, above))
            if word_count(item) <= ITEM_WORDS:
                yield _bare(item)


def _highest(node: Any, above: dict[Any, set[str]]) -> Any:
    chosen = node
    for step in node.iterancestors():
        if len(above[step]) > 1:
            break
        chosen = step
    return chosen


def _leads(node: Any) -> bool:
    """Whether a link is most of its paragraph, heading or item."""
    block = next((step for step in node.iterancestors() if step.tag not in INLINE), node)
    return len(_bare(_written(node))) >= OF_BLOCK * len(_bare(_written(block)))


def _written(node: Any) -> str:
    return "".join(str(part) for part in node.itertext())


def _bare(text: str) -> str:
    """Without white space, in which markup and the text read from it differ."""
    return "".join(text.split())
