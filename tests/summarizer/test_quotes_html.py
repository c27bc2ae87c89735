"""The page on which quotations are marked."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotes.page import render_page
from summarizer.types import Document, Quote


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marked: list[str] = []
        self.body: list[str] = []
        self.tags: set[str] = set()
        self._mark = self._main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)
        if tag == "mark":
            self._mark = True
            self.marked.append("")
        self._main |= tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._mark &= tag != "mark"
        self._main &= tag != "main"

    def handle_data(self, data: str) -> None:
        if self._mark:
            self.marked[-1] += data
        if self._main:
            self.body.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


TEXT = "“We <agree> & sign,” Ana Lind said.\n“Not I,” said Oskar Brandt."
QUOTES = (
    Quote(text=TEXT[1:19], start=1, end=19, kind="direct", speaker="Ana Lind", speaker_full="Ana Lind", role="envoy", confidence=0.9),
    Quote(text="Not I,", start=TEXT.index("Not I"), end=TEXT.index("Not I") + 6, kind="direct", speaker="Oskar Brandt", confidence=0.8),
)  # fmt: skip


def test_the_words_of_each_quote_are_marked_and_the_article_is_whole() -> None:
    page = read(render_page(Document(text=TEXT), QUOTES))
    assert page.marked == [q.text for q in QUOTES]
    assert "".join(page.body).split() == TEXT.split()


def test_each_speaker_has_a_colour_of_their_own() -> None:
    page = render_page(Document(text=TEXT), QUOTES)
    assert '--h:212"' in page
    assert '--h:28"' in page


def test_the_page_needs_no_network_and_runs_no_script() -> None:
    page = render_page(Document(text=TEXT, title="<script>x</script>"), QUOTES)
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


@given(st.text(max_size=200), st.text(max_size=40))
def test_nothing_of_an_article_becomes_markup(text: str, title: str) -> None:
    quotes = (
        [Quote(text=text[1:9], start=1, end=9, kind="partial", speaker=text[:3], confidence=0.5)]
        if len(text) > 9
        else []
    )
    page = read(render_page(Document(text=text, title=title), quotes))
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "p",
        "mark",
        "section",
        "ul",
        "li",
        "span",
    }
    assert page.tags <= allowed


def test_own_words_inside_a_paraphrase_keep_their_mark() -> None:
    text = "Lind said there was a “chance” for peace."
    outer = Quote(
        text=text[10:40], start=10, end=40, kind="indirect", speaker="Lind", speaker_start=0, speaker_end=4
    )
    start = text.index("chance")
    inner = Quote(
        text="chance",
        start=start,
        end=start + 6,
        kind="partial",
        speaker="Lind",
        speaker_start=0,
        speaker_end=4,
    )
    page = render_page(Document(text=text), (outer, inner))
    assert page.count("<mark") == 3
    assert ">chance</mark>" in page
    assert ">there was a “</mark>" in page
