"""Comments in code that stand for the items of the list below it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser
from sphinx.highlighting import PygmentsBridge

from sphinx_craftblog.reading.annotations import annotations_of, marks_in, with_marks


def highlighted(language: str, code: str) -> str:
    """Code as Sphinx writes it."""
    return PygmentsBridge("html").highlight_block(code, language, force=True)


def text_of(html: str) -> str:
    """What a reader sees of code."""
    return BeautifulSoup(html, "html5lib").pre.text


def items_below(markdown: str) -> dict[int, str]:
    """The items of the list under the code block of a text."""
    settings = {"_disable_config": True, "syntax_highlight": "none"}
    doctree = publish_doctree(markdown, parser=Parser(), settings_overrides=settings)
    block = next(doctree.findall(nodes.literal_block))
    return {number: item.astext() for number, item in annotations_of(block).items()}


@pytest.mark.parametrize(
    ("language", "code", "comment"),
    [
        ("python", "x = 1", "  # (1)!"),
        ("sql", "SELECT 1;", " -- (1)!"),
        ("rust", "let a = 1;", " // (1)!"),
        ("css", "a { color: red }", " /* (1)! */"),
        ("html", "<p>x</p>", " <!-- (1)! -->"),
        ("yaml", "on: push", " # (1)!"),
        ("ini", "", "; (1)!"),
        ("jinja", "{{ x }}", " {# (1)! #}"),
        ("console", "$ make", "  # (1)!"),
    ],
)
def test_notes_are_comments_of_the_language(language: str, code: str, comment: str) -> None:
    html = highlighted(language, f"{code}{comment}\n")
    assert marks_in(html) == {1}
    before, _, after = text_of(with_marks(html, {1: "NOTE"})).partition("NOTE")
    assert (before.rstrip(), after) == (code, "\n")


@pytest.mark.parametrize(
    "line",
    ['s = "# (1)!"', "x = 1  # see (1)!", "x = 1  # (1)", "x = 1  # (1)! more", "x = 1  # (1234)!"],
)
def test_what_is_no_comment_of_its_own_stays(line: str) -> None:
    html = highlighted("python", f"{line}\n")
    assert marks_in(html) == set()
    assert with_marks(html, {1: "NOTE"}) == html


def test_a_mark_takes_the_space_before_it() -> None:
    html = highlighted("python", "x = 1 \t  # (1)!\ny = 2  # (2)!\n")
    assert text_of(with_marks(html, {1: "", 2: ""})) == "x = 1\ny = 2\n"
    assert text_of(with_marks(html, {2: ""})).splitlines()[0].endswith("# (1)!")


CODE = "```python\nx = 1  # (1)!\n```\n\n"


def test_the_list_directly_below_has_the_notes() -> None:
    assert items_below(f"{CODE}1. One.\n2. Two.\n\n   - More\n") == {1: "One.", 2: "Two.\n\nMore"}


def test_a_list_counts_from_its_first_number() -> None:
    assert list(items_below(f"{CODE}2. Two.\n3. Three.\n")) == [2, 3]


@pytest.mark.parametrize("below", ["Text.\n\n1. One.", "- One.", ""])
def test_nothing_else_has_notes(below: str) -> None:
    assert items_below(f"{CODE}{below}\n") == {}


def test_a_caption_is_not_between_them() -> None:
    block = nodes.literal_block("", "x")
    container = nodes.container("", nodes.caption("", "a.py"), block, literal_block=True)
    item = nodes.list_item("", nodes.paragraph("", "One."))
    nodes.section("", container, nodes.enumerated_list("", item))
    assert annotations_of(block) == {1: item}
