"""Files, modules and headings that pages, comments and docstrings name are there: after a move they are found by this."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "docs", "evals", "news", "scripts", "store", "summarizer", "tests")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FILES = [*PAGES, *(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))]

IN_BACKTICKS = re.compile(r"`((?:[\w*-]+/)+[\w*.-]*)`")
MODULE = re.compile(r"(?:python -m |`)((?:bot|docs|evals|summarizer|tests)(?:\.[a-z]\w*)+)")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def _paths(text: str) -> Iterator[str]:
    for found in IN_BACKTICKS.finditer(text):
        path = found[1]
        # `quotes/` and the like are folders of the corpora, which lie elsewhere.
        if path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) or path.endswith(
            (".py", ".toml", ".json", ".md")
        ):
            yield path


def _is_there(path: str, file: Path) -> bool:
    bases = (ROOT, ROOT / "summarizer", file.parent)
    return any(next(base.glob(path.rstrip("/")), None) is not None for base in bases)


def _is_module(name: str) -> bool:
    """Is it a module, or something in one?"""
    folder = ROOT
    for part in name.split("."):
        if (folder / f"{part}.py").exists():
            return True
        if not (folder / part).is_dir():
            return part in (folder / "__init__.py").read_text("utf-8")
        folder /= part
    return True


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    return {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(page.read_text("utf-8"))
    }


def test_every_file_that_is_named_in_backticks_exists() -> None:
    named = [(file, path) for file in FILES for path in _paths(file.read_text("utf-8"))]
    assert len(named) > 50
    assert not [f"{file.relative_to(ROOT)}: {path}" for file, path in named if not _is_there(path, file)]


def test_every_module_that_is_named_exists() -> None:
    named = [(file, name) for file in FILES for name in MODULE.findall(file.read_text("utf-8"))]
    assert len(named) > 50
    assert not [f"{file.relative_to(ROOT)}: {name}" for file, name in named if not _is_module(name)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = []
    for path, anchor in LINK.findall(page.read_text("utf-8")):
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            lost.append(f"{path}#{anchor}")
    assert not lost
