"""Front matter as text: where it ends, its types and lines, and what cannot be read."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_craftblog.reading.front_matter import (
    DECISIVE,
    Entry,
    FrontMatter,
    article_entries,
    front_matter_length,
    read_front_matter,
)
from sphinx_craftblog.reading.schema import KEYS


def read(front: str) -> FrontMatter:
    return read_front_matter(f"---\n{front}\n---\n\n# A\n\nText.\n")


def test_values_keep_their_yaml_types() -> None:
    found = read(
        "date: 2026-01-02 03:04:05+02:00\nupdated: 2026-02-03\n"
        'authors: [Conan O\'Brien, "Ada"]\n'
        "tags: [1.10, C++]\npinned: true\npart: 010\nread_time: 1:30\nlocation:"
    )
    values = {key: entry.value for key, entry in found.entries.items()}
    assert values.pop("date") == datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))
    assert values == {
        "updated": date(2026, 2, 3),
        "authors": ["Conan O'Brien", "Ada"],
        "tags": [1.1, "C++"],
        "pinned": True,
        "part": "010",  # neither eight nor ten
        "read_time": "1:30",  # not ninety
        "location": None,
    }
    assert [entry.line for entry in found.entries.values()] == list(range(2, 10))
    assert (found.length, found.problems, found.is_broken) == (10, (), False)


@pytest.mark.parametrize(
    ("front", "line", "part"),
    [
        ("title: A\ntitle: [unclosed", 3, "not valid YAML"),
        ("- a\n- b", 2, "holds a list"),
        ("just words", 2, "holds a text"),
        ("title = A", 2, "holds a text"),
        ("title: A\na: &a [*a]", 2, "too many values"),
        ("title: A\n? [a, b]\n: c", 3, "a key is not text"),
        ("title: A\ntags: " + "[" * 60, 2, "nested too deeply"),
        ("title: A\na: !!python/name:os.system x", 3, "not valid YAML"),
        ("title: A\n<<: {b: c}", 3, "not valid YAML"),
        ("title: A\ndraft: true\ndraft: false", 4, "'draft' is given twice"),
    ],
)
def test_what_cannot_be_read_keeps_the_post_back_and_says_where(
    front: str, line: int, part: str
) -> None:
    found = read(front)
    assert found.is_broken
    ((at, said),) = found.problems
    assert (at, said.subtype) == (line, "front_matter")
    assert part in said.text
    assert "post is kept back" in said.text


@pytest.mark.parametrize(("number", "is_broken"), [(9_000, False), (10_001, True)])
def test_front_matter_holds_ten_thousand_values(number: int, is_broken: bool) -> None:
    assert read(f"tags: [{', '.join(['x'] * number)}]").is_broken == is_broken


def test_a_wall_of_aliases_is_refused_in_time() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    ((_, said),) = read("\n".join(lines)).problems
    assert "too many values" in said.text


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("---\ndate: 2026-01-01\n\n# A\n\nText.\n", "never closed"),
        ("+++\ndate = 2026-01-01\n+++\n\nText.\n", "TOML"),
        ('{\n"date": "2026-01-01"\n}\n\nText.\n', "JSON"),
        ("date: 2026-01-01\ntags: a\n---\n\nText.\n", "'date'"),
    ],
)
def test_front_matter_that_is_none_keeps_the_post_back(text: str, part: str) -> None:
    found = read_front_matter(text)
    assert found.is_broken
    ((line, said),) = found.problems
    assert (line, said.subtype, found.length) == (1, "front_matter", 0)
    assert part in said.text
    assert "post is kept back" in said.text


def test_a_text_without_front_matter_has_no_keys() -> None:
    assert read_front_matter("# A\n\ndate: not a key\n") == FrontMatter()


def test_a_key_given_twice_is_a_warning_and_the_first_counts() -> None:
    found = read("tags: a\ntags: b")
    assert found.entries["tags"].value == "a"
    ((line, said),) = found.problems
    assert (line, said.subtype, found.is_broken) == (3, "front_matter", False)
    assert "'tags' is given twice" in said.text
    assert "line 2" in said.text


def test_the_same_word_twice_about_publication_is_clear() -> None:
    found = read("draft: true\ndraft: true")
    assert not found.is_broken
    assert found.entries["draft"].value is True


def test_no_two_values_of_what_publishes_will_do() -> None:
    assert {key.name for key in KEYS if key.publishes} == DECISIVE


fences = st.sampled_from(
    ["---", "----", "--- ", " ---", "    ---", "...", "... ", "--", "a: b", "", "- x", "---x"]
)


@given(st.lists(fences, max_size=7))
def test_front_matter_ends_where_myst_says(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, "text"])
    parser = MarkdownIt("commonmark").use(front_matter_plugin)
    tokens = [token for token in parser.parse(text) if token.type == "front_matter"]
    expected = tokens[0].map[1] if tokens and tokens[0].map else 0
    assert front_matter_length(text) == expected


@given(st.text(max_size=200))
def test_no_front_matter_raises(text: str) -> None:
    front = read_front_matter(f"---\n{text}\n---\n")
    assert front.is_broken or isinstance(front.entries, dict)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n```{article}\n---\ndate: 2026-01-05\ntags: [one]\n---\n```\n", 5),
        ("# A\n\n:::{article}\n:date: 2026-01-05\n:tags: [one]\n:::\n", 4),
        ("A\n=\n\n.. article::\n   :date: 2026-01-05\n   :tags: [one]\n", 5),
    ],
)
def test_the_options_of_an_article_are_found_in_the_text(text: str, line: int) -> None:
    found = article_entries(text)
    assert found["date"] == Entry("2026-01-05", line)
    assert found["tags"] == Entry("[one]", line + 1)


def test_an_article_that_is_shown_as_code_is_none() -> None:
    shown = "# A\n\n````md\n```{article}\n:date: 2026-01-05\n```\n````\n"
    assert article_entries(shown) == {}
    assert article_entries("A\n=\n\nSo::\n\n   .. article::\n      :date: 2026-01-05\n") == {}
