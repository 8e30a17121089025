"""Reading time: what counts, and for how much."""

from __future__ import annotations

import math

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sites import Site, words

from sphinx_craftblog.reading.reading_time import (
    contents_of,
    figure_seconds,
    measure,
    words_a_minute,
)

HEADING = 1  # the word of the heading "A" counts too


def minutes(site: Site, body: str, **front: object) -> str:
    site.post("a", body=body, **front)
    built = site.build()
    assert built.warnings == [] or {w.type for w in built.warnings} <= {"craftblog.body"}
    return words(built.html("posts/a").select_one(".craftblog-post-header .craftblog-read-time"))


@pytest.mark.parametrize(
    ("body", "expected"),
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
    ],
)
def test_minutes(site: Site, body: str, expected: int) -> None:
    site.configure('myst_enable_extensions = ["colon_fence", "dollarmath"]')
    assert minutes(site, body) == f"{expected} min read"


def test_the_time_of_front_matter_wins(site: Site) -> None:
    assert minutes(site, "word", read_time=7) == "7 min read"


def test_a_language_has_its_own_speed(site: Site) -> None:
    assert words_a_minute("de_AT") == pytest.approx(238 * 179 / 228)
    assert minutes(site, "wort " * 200, language="de") == "2 min read"
    assert minutes(site, "word " * 200, language="en") == "1 min read"


def test_a_speed_can_be_set(site: Site) -> None:
    site.configure("craftblog_reading_speed = 100")
    assert minutes(site, "word " * 150) == "2 min read"


def test_pictures_take_less_time_each(site: Site) -> None:
    assert [figure_seconds(n) for n in (0, 1, 2, 10, 11)] == [0, 12, 23, 75, 78]
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    site.write("posts/a.svg", picture)
    assert minutes(site, "![A](a.svg)\n\n" * 6) == "1 min read"
    assert minutes(site, "![A](a.svg)\n\n" * 7) == "2 min read"


def test_only_what_readers_of_html_see_counts(site: Site) -> None:
    body = "```{only} latex\n" + "word " * 500 + "\n```\n\nword"
    assert minutes(site, body) == "1 min read"


def test_directive_and_role_show_it_anywhere(site: Site) -> None:
    site.post("a", body="word " * 300)
    site.write(
        "index.md",
        "# Home\n\n```{read-time} posts/a\n```\n\n"
        "This: {read-time}`.`; that: {read-time}`posts/a`.\n",
    )
    built = site.build()
    paragraphs = [words(p) for p in built.html("index").main.find_all("p")]
    assert paragraphs == ["2 min read", "This: 1 min read; that: 2 min read."]
    assert built.warnings == []


def test_an_unknown_document_is_named_with_the_nearest(site: Site) -> None:
    site.post("hello")
    site.write("index.md", "# Home\n\nText.\n\n```{read-time} posts/helo\n```\n")
    (warning,) = site.build().warnings
    assert (warning.file, warning.line, warning.type) == ("index.md", 5, "craftblog.reference")
    assert "did you mean 'posts/hello'?" in warning.text


@given(st.integers(0, 60))
def test_more_pictures_never_take_less(number: int) -> None:
    assert 0 < figure_seconds(number + 1) - figure_seconds(number) <= 12
    assert math.isfinite(figure_seconds(number))


@given(st.text(st.sampled_from("ab1_Z.:,;'‘’“” -–\n2\"\t\x00\x1f\r"), max_size=30))
def test_plain_punctuation_is_counted_as_all_else_is(text: str) -> None:
    def words_in(text: str) -> int:
        return measure(contents_of(nodes.paragraph("", text)), language="en").words

    assert words_in(text) == words_in(f"{text} §")  # a sign that is no word, and not plain
