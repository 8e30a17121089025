"""Reading time: what counts, and for how much."""

from __future__ import annotations

import math

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from sphinx import addnodes

from sphinx_craftblog.model.post import Reading
from sphinx_craftblog.reading.reading_time import (
    contents_of,
    figure_seconds,
    measure,
    words_a_minute,
)

HEADING = 1  # the word of the heading "A" counts too

SETTINGS = {
    "myst_enable_extensions": {"colon_fence", "dollarmath"},
    "_disable_config": True,
    "report_level": 5,
}


def read(body: str, *, language: str = "en", speed: int | None = None) -> Reading:
    """The reading time of a document with a heading."""
    text = f"# A\n\n{body}\n"
    doctree = publish_doctree(text, parser=Parser(), settings_overrides=SETTINGS)
    return measure(contents_of(doctree), language=language, speed=speed)


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("", 1),
        ("word", 1),
        ("word " * (238 - HEADING), 1),
        ("word " * (238 - HEADING + 1), 2),
        ("don't expand-and-contract " * 59, 1),  # 4 words each: 236
        ("**bo**ld `code` [link](https://a.example) " * 79, 1),  # 3 words each: 237
        ("| a | b |\n|---|---|\n" + "| word | word |\n" * 118, 2),  # cells count
        ("$$x = 1$$\n\n" * 5, 1),  # 12+11+10+9+8 s
        ("$$x = 1$$\n\n" * 8, 2),  # … 68 s
        ("```python\n" + "x = 1\n\n" * 16 + "```", 1),  # 57.6 s, empty lines not counted
        ("```python\n" + "x = 1\n" * 17 + "```", 2),
        ("字" * 260, 1),
        ("字" * 270, 2),
        ("字" * 133 + " " + "word " * 119, 2),  # half a minute each, and a little more
        ("ひらがな" * 92, 1),
        ("ひらがな" * 94, 2),
        ("<!-- " + "word " * 500 + "-->\n\nword", 1),
        (":::{admonition} More\n:class: dropdown\n" + "word " * 500 + "\n:::", 1),
        (":::{note}\n" + "word " * 240 + "\n:::", 2),
        ("word[^n]\n\n[^n]: " + "word " * 240, 2),
        ("![A](a.svg)\n\n" * 6, 1),  # 12+11+10+9+8+7 s
        ("![A](a.svg)\n\n" * 7, 2),
    ],
)
def test_minutes(body: str, minutes: int) -> None:
    assert read(body).minutes == minutes


def test_what_there_is_to_read_is_counted() -> None:
    body = "One $x$ two.\n\n```python\nx\ny\n```\n\n$$x$$\n\n![A](a.svg)\n\n字字"
    found = read(body)
    assert found == Reading(words=4, cjk=2, code_lines=2, figures=1, equations=1, minutes=1)


def test_a_language_has_its_own_speed() -> None:
    assert words_a_minute("de_AT") == pytest.approx(238 * 179 / 228)
    assert words_a_minute("xx") == words_a_minute("en") == 238
    assert read("wort " * 200, language="de").minutes == 2
    assert read("word " * 200, language="en").minutes == 1


def test_a_speed_can_be_set() -> None:
    assert read("word " * 150, speed=100).minutes == 2
    assert read("word " * 150, language="de", speed=200).minutes == 1


def test_pictures_take_less_time_each() -> None:
    assert [figure_seconds(n) for n in (0, 1, 2, 10, 11)] == [0, 12, 23, 75, 78]


@pytest.mark.parametrize(("expr", "words"), [("latex", 1), ("html", 4), ("html or latex", 4)])
def test_only_what_readers_of_html_see_counts(expr: str, words: int) -> None:
    part = addnodes.only("", nodes.paragraph("", "three more words"), expr=expr)
    tree = nodes.section("", part, nodes.paragraph("", "word"))
    assert measure(contents_of(tree), language="en").words == words


@given(st.integers(0, 60))
def test_more_pictures_never_take_less(number: int) -> None:
    assert 0 < figure_seconds(number + 1) - figure_seconds(number) <= 12
    assert math.isfinite(figure_seconds(number))


@given(st.text(st.sampled_from("ab1_Z.:,;'‘’“” -–\n2\"\t\x00\x1f\r"), max_size=30))
def test_plain_punctuation_is_counted_as_all_else_is(text: str) -> None:
    def words_in(text: str) -> int:
        return measure(contents_of(nodes.paragraph("", text)), language="en").words

    assert words_in(text) == words_in(f"{text} §")  # a sign that is no word, and not plain
