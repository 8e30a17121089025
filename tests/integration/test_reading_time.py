"""Reading time: what counts, and for how much."""

from __future__ import annotations

import math

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sites import Built, Site, words

from sphinx_craftblog.reading.reading_time import (
    contents_of,
    figure_seconds,
    measure,
    words_a_minute,
)

HEADING = 1  # the word of the heading "A" counts too


Front = dict[str, object]

BODIES = [
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
]
"""Texts of posts, and the minutes that they take."""

OTHERS: dict[str, tuple[str, Front, int]] = {
    "given": ("word", {"read_time": 7}, 7),
    "german": ("wort " * 200, {"language": "de"}, 2),
    "english": ("word " * 200, {"language": "en"}, 1),
    "six pictures": ("![A](a.svg)\n\n" * 6, {}, 1),
    "seven pictures": ("![A](a.svg)\n\n" * 7, {}, 2),
    "unseen": ("```{only} latex\n" + "word " * 500 + "\n```\n\nword", {}, 1),
}
"""The same of posts with front matter, pictures, and what readers of HTML do not see."""


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A post for each case."""
    shared_site.configure('myst_enable_extensions = ["colon_fence", "dollarmath"]')
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    shared_site.write("posts/a.svg", picture)
    for number, (body, _) in enumerate(BODIES):
        shared_site.post(f"body-{number}", body, heading="A")
    for name, (body, front, _) in OTHERS.items():
        shared_site.post(name, body, heading="A", **front)
    built = shared_site.build()
    assert {warning.type for warning in built.warnings} <= {"craftblog.body"}
    return built


def minutes(built: Built, name: str) -> str:
    page = built.html(f"posts/{name}")
    return words(page.select_one(".craftblog-post-header .craftblog-read-time"))


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_minutes(built: Built, number: int) -> None:
    assert minutes(built, f"body-{number}") == f"{BODIES[number][1]} min read"


@pytest.mark.parametrize("name", OTHERS)
def test_front_matter_language_and_pictures_count(built: Built, name: str) -> None:
    assert minutes(built, name) == f"{OTHERS[name][2]} min read"


def test_a_language_has_its_own_speed() -> None:
    assert words_a_minute("de_AT") == pytest.approx(238 * 179 / 228)


def test_pictures_take_less_time_each() -> None:
    assert [figure_seconds(n) for n in (0, 1, 2, 10, 11)] == [0, 12, 23, 75, 78]


def test_a_speed_can_be_set(site: Site) -> None:
    site.configure("craftblog_reading_speed = 100")
    site.post("a", "word " * 150)
    assert minutes(site.build(), "a") == "2 min read"


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
