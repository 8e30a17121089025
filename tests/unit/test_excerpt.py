"""What a card shows of a post."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_craftblog.reading.excerpt import (
    DESCRIPTION_LENGTH,
    PANEL_LINES,
    excerpt_blocks,
    panel_names,
    paragraphs_of,
    plain_text,
    render_blocks,
    render_panel,
    shortened,
)

TEXT = """
Title
=====

.. note:: Not this.

One *with* ``code`` and `a link <https://a.example>`_.

- a list

Part
----

Two & <three>.

.. more

Four.
"""


def document(text: str) -> nodes.document:
    return publish_doctree(text, settings_overrides={"report_level": 5})


@pytest.mark.parametrize(
    ("text", "paragraphs", "expected"),
    [
        (TEXT, 1, ["One with code and a link.", "a list", "Two & <three>."]),  # up to the mark
        (TEXT.replace(".. more", ""), 1, ["One with code and a link."]),
        (TEXT.replace(".. more", ""), 2, ["One with code and a link.", "Two & <three>."]),
        (TEXT.replace(".. more", ""), 0, []),
        ("", 1, []),
    ],
)
def test_which_blocks_are_shown(text: str, paragraphs: int, expected: list[str]) -> None:
    blocks = excerpt_blocks(document(text), paragraphs)
    assert [" ".join(block.astext().split()) for block in blocks] == expected


def test_a_mark_may_be_a_comment_of_html() -> None:
    doctree = document("One.\n\nTwo.\n\nThree.")
    doctree.insert(2, nodes.raw("", "<!-- More -->", format="html"))
    assert len(excerpt_blocks(doctree, 1)) == 2


def test_blocks_are_html_without_links() -> None:
    html = render_blocks(excerpt_blocks(document(TEXT), 1))
    assert html == (
        "<p>One <em>with</em> <code>code</code> and a link.</p>\n"
        "<ul><li><p>a list</p></li></ul>\n"
        "<p>Two &amp; &lt;three&gt;.</p>"
    )


def test_what_has_no_words_is_left_out() -> None:
    html = render_blocks(
        [
            *document("A |p| b [#]_.\n\n.. |p| image:: a.png\n\n.. [#] Note.").findall(
                nodes.paragraph
            )
        ][:1]
    )
    assert html == "<p>A  b .</p>"


def test_a_description_is_one_line() -> None:
    assert plain_text(excerpt_blocks(document(TEXT), 1)).startswith(
        "One with code and a link. a list Two & <three>."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b\nc", "a b c"),
        ("word " * 39 + "1234", "word " * 39 + "1234"),
        ("word " * 40 + "1", ("word " * 39).strip() + "…"),
        ("word, " * 50, ("word, " * 33).strip(" ,") + "…"),
        ("x" * 300, "x" * (DESCRIPTION_LENGTH - 1) + "…"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text: str, expected: str) -> None:
    assert shortened(text) == expected
    assert len(expected) <= DESCRIPTION_LENGTH


def test_an_excerpt_of_the_authors_is_text() -> None:
    assert paragraphs_of("<b>One</b>\r\n\r\nTwo &\n three\n\n\n") == (
        "<p>&lt;b&gt;One&lt;/b&gt;</p>\n<p>Two &amp; three</p>"
    )


def container(lines: int) -> nodes.container:
    code = "\n".join(f"x = {n}" for n in range(lines))
    block = nodes.literal_block(code, code, language="python")
    caption = nodes.caption("", "", nodes.Text("a.py"))
    return nodes.container("", caption, block, literal_block=True, names=["the-name"])


@pytest.mark.parametrize(
    ("lines", "shown", "left"),
    [(1, 1, 0), (PANEL_LINES + 2, PANEL_LINES + 2, 0), (PANEL_LINES + 3, PANEL_LINES, 3)],
)
def test_a_panel_shows_the_beginning_of_its_code(lines: int, shown: int, left: int) -> None:
    panel = render_panel(container(lines), default_language="python")
    assert (panel.title, panel.language, panel.lines_left_out) == ("a.py", "python", left)
    text = BeautifulSoup(panel.html, "html.parser").get_text().strip()
    assert text.splitlines() == [f"x = {number}" for number in range(shown)]


def test_a_panel_is_named_by_its_caption_or_its_name() -> None:
    assert panel_names(container(1)) == ["a.py", "the-name"]
