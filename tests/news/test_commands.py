"""`attache extract`, `attache feed` and `attache opml`, as a person or a program calls them."""

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.cli.extract import is_text
from tests.news.test_cleaning import PLAIN
from tests.news.test_extract import FREE_PAGE, PARAGRAPHS
from tests.news.test_feeds import RSS
from tests.news.test_listpages import TITLES, cards, page


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_extract_prints_one_object_a_line_for_pages_and_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(FREE_PAGE.encode()))
    (tmp_path / "text.txt").write_text(PLAIN, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("page.html.gz", "text.txt", "nowhere.html")]
    code, out, _ = run(capsys, "extract", *names, "--json")
    from_page, from_text, failed = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert list(from_page) == ["url", "title", "language", "published", "authors", "site", "text", "warnings"]
    assert from_page["text"].split("\n") == PARAGRAPHS
    assert from_page["published"] == "2031-03-03T10:30:00+00:00"
    assert from_text["title"].startswith("Valdoria and Kestria to Resume")
    assert failed == {
        "url": names[2],
        "error": f"{names[2]}: cannot be read (No such file or directory); check the path",
    }


def test_extract_shows_an_article_to_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(FREE_PAGE, encoding="utf-8")
    code, out, _ = run(capsys, "extract", str(saved))
    assert code == 0
    assert out.startswith(
        "Ministers meet on the Amber Strait\nValdoria Gazette · Mira Tolen · 2031-03-03 10:30 UTC · en\n\n"
    )


@given(st.text(alphabet=st.characters(min_codepoint=32), min_size=1))
def test_what_somebody_wrote_is_text_in_any_script(written: str) -> None:
    assert is_text(f"{written}\r\n\t{written}")


def test_extract_refuses_what_is_neither_markup_nor_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = tmp_path / "noise.bin"
    noise.write_bytes(random.Random(7).randbytes(2000))
    code, out, err = run(capsys, "extract", str(noise))
    assert (code, out) == (1, "")
    assert "noise.bin: holds neither markup nor text" in err


def test_feed_prints_one_object_a_line_for_each_entry_or_one_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed, words = tmp_path / "feed.xml", tmp_path / "words.txt"
    feed.write_text(RSS, encoding="utf-8")
    words.write_text("no feed at all", encoding="utf-8")
    code, out, _ = run(capsys, "feed", str(feed), str(words), "--json", "--url", "https://v.example/feed")
    entry, error = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert (entry["source"], entry["id"], entry["url"]) == (str(feed), "g1", "https://v.example/a?x=1&y=2")
    assert list(error) == ["source", "error"]


def test_feed_reads_a_saved_list_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "press.html"
    saved.write_bytes(page(cards([""] * 4)))
    code, out, _ = run(capsys, "feed", str(saved), "--page", "--url", "https://mfa.valdoria.example/")
    assert code == 0
    assert all(title in out for title in TITLES)


def test_summarize_takes_the_article_out_of_a_saved_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(FREE_PAGE, encoding="utf-8")
    code, out, _ = run(capsys, "summarize", str(saved))
    assert code == 0
    assert out.startswith("Ministers meet on the Amber Strait\n")
    assert "<p" not in out


def test_summarize_reads_addresses_with_the_limits_of_the_bot(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "summarize", "http://127.0.0.1:9/article")
    assert (code, out) == (1, "")
    assert "off the public internet" in err


def test_summarize_refuses_source_code_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    makefile = tmp_path / "Makefile"
    makefile.write_text("BIN := .venv/bin\ntest: lint\n\t$(BIN)/python -m pytest\n", encoding="utf-8")
    code, out, err = run(capsys, "summarize", str(makefile))
    assert (code, out) == (1, "")
    assert (
        err
        == f"attache summarize: {makefile}: this is code or data and no article; give a page or a text in sentences\n"
    )


CONFIG = """
[store]
url = "sqlite:///{}/attache.db"

[[sources]]
name = "Gazette"
url = "https://gazette.valdoria.example/rss"
region = "Valdoria"

[[sources]]
name = "Ministry"
url = "https://mfa.valdoria.example/press"
kind = "page"
"""


def test_opml_goes_in_and_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config, subscriptions = tmp_path / "config.toml", tmp_path / "subs.opml"
    config.write_text(CONFIG.format(tmp_path), encoding="utf-8")
    subscriptions.write_text(
        '<opml version="2.0"><body><outline text="Kestria"><outline text="Gazette" xmlUrl="https://k.example/rss"/>'
        '<outline text="Old friend" xmlUrl="https://gazette.valdoria.example/rss"/></outline></body></opml>',
        encoding="utf-8",
    )
    code, out, err = run(capsys, "--config", str(config), "opml", "import", str(subscriptions))
    assert (code, out) == (0, "Kestria: Gazette (2)  https://k.example/rss\n")
    assert err == "1 of 2 sources added; 1 were there already.\n"
    code, out, err = run(capsys, "--config", str(config), "opml", "export")
    assert (code, err) == (0, "1 page left out, since OPML lists feeds only: Ministry\n")
    assert out.count("<outline") == 4
    assert 'xmlUrl="https://k.example/rss"' in out


@pytest.mark.parametrize(
    "order", ["opml --dry-run import {}", "opml import --dry-run {}", "opml import {} --dry-run"]
)
def test_a_dry_run_is_one_wherever_it_is_said(
    order: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, subscriptions = tmp_path / "config.toml", tmp_path / "subs.opml"
    config.write_text(CONFIG.format(tmp_path), encoding="utf-8")
    subscriptions.write_text(
        '<opml version="2.0"><body><outline text="G" xmlUrl="https://k.example/rss"/></body></opml>',
        encoding="utf-8",
    )
    words = order.format(subscriptions).split()
    for _ in range(2):
        code, _, err = run(capsys, "--config", str(config), *words)
        assert (code, err) == (0, "1 of 1 sources would be added; 0 were there already.\n")


def test_opml_names_what_it_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config, subscriptions = tmp_path / "config.toml", tmp_path / "subs.opml"
    config.write_text(CONFIG.format(tmp_path), encoding="utf-8")
    subscriptions.write_text(
        '<opml version="2.0"><body><outline text="Good" xmlUrl="https://k.example/rss"/>'
        '<outline text="Old server" xmlUrl="ftp://o.example/rss"/></body></opml>',
        encoding="utf-8",
    )
    code, _, err = run(capsys, "--config", str(config), "opml", "import", str(subscriptions))
    assert code == 0
    assert err.splitlines() == [
        "1 of 2 sources added; 0 were there already.",
        "1 left out (no http or https address, or past the first 5000): Old server ftp://o.example/rss",
    ]


def test_opml_names_a_file_that_is_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.opml").write_text("hello")
    code, _, err = run(capsys, "opml", "import", str(tmp_path / "x.opml"))
    assert code == 1
    assert err.startswith("attache opml: ")
    assert "not an OPML file" in err
