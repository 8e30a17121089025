"""Front matter as text: where it ends, its values and lines, and what cannot be read."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_craftblog.reading.front_matter import (
    DECISIVE,
    MAX_DEPTH,
    MAX_VALUES,
    Entry,
    FrontMatter,
    article_entries,
    front_matter_length,
    read_front_matter,
    read_keys,
    read_value,
)
from sphinx_craftblog.reading.schema import KEYS


def read(front: str) -> FrontMatter:
    return read_front_matter(f"---\n{front}\n---\n\n# A\n\nText.\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-01-02", datetime.date(2026, 1, 2)),
        ("2026-01-02 03:04:05", datetime.datetime(2026, 1, 2, 3, 4, 5)),  # noqa: DTZ001 - as YAML
        ("true", True),
        ("'true'", "true"),
        ("", None),
        ("[Rust, C++]", ["Rust", "C++"]),
        ("[1.10, 010, 1:30]", [1.1, "010", "1:30"]),  # neither eight nor ninety
        ('[Conan O\'Brien, "Ada"]', ["Conan O'Brien", "Ada"]),
        ("{a: 1}", {"a": 1}),
        ("2026-13-45", "2026-13-45"),  # looks like a date, and is none
        ("1" * 101, "1" * 101),
        ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_values_keep_their_types(text: str, value: object) -> None:
    front = read_front_matter(f"---\nx: {text}\n---\n")
    assert front.entries["x"].value == value
    assert type(front.entries["x"].value) is type(value)
    assert front.problems == ()


def test_keys_know_their_lines() -> None:
    front = read_front_matter("---\n# comment\na: 1\n\nb:\n  - x\n  - y\nc: 2\n---\nText.\n")
    assert {key: entry.line for key, entry in front.entries.items()} == {"a": 3, "b": 5, "c": 8}
    assert front.length == 9
    keys = read_keys("a: 1\nb: 2\n")
    assert {key: entry.line for key, entry in keys.entries.items()} == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Text.\n", 0),
        ("---\na: 1\n---\nText.\n", 3),
        ("---\na: 1\n...\n", 3),
        ("----\na: 1\n---\n----\n", 4),
        ("---\na: 1\n   ---\n", 3),
        ("---\na: 1\n    ---\n", 0),
        (" ---\na: 1\n---\n", 0),
        ("---\n---\n", 2),
        ("---\na: 1\n", 0),
    ],
)
def test_where_it_ends(text: str, length: int) -> None:
    assert front_matter_length(text) == length


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("---\ntitle: A\ntitle: [unclosed\n---\n", 3, "not valid YAML"),
        ("---\ntitle: A\na: !!python/name:os.system x\n---\n", 3, "not valid YAML"),
        ("---\n- a\n---\n", 2, "holds a list"),
        ("---\njust words\n---\n", 2, "holds a text"),
        ("---\ntitle = A\n---\n", 2, "holds a text"),
        ("---\ntitle: A\n? [a, b]\n: c\n---\n", 3, "a key is not text"),
        ("---\na: 1\n<<: {b: 2}\n---\n", 3, "not valid YAML"),
        ("---\na: &a [*a]\n---\n", 2, "too many values"),
        ("---\ntags: " + "[" * 60 + "\n---\n", 2, "nested too deeply"),
        ("---\ndate: 2026-01-01\ndate: 2026-01-02\n---\n", 3, "'date' is given twice"),
        ("---\ndraft: true\n---\ndate: 2026-01-01\n---\n", 4, "'date'"),
        ("---\ndate: 2026-01-01\n\n# A\n", 1, "never closed"),
        ("+++\ndate = 2026-01-01\n+++\n", 1, "TOML"),
        ('{\n"date": "2026-01-01"\n}\n', 1, "JSON"),
        ("date: 2026-01-01\ntags: a\n---\n\nText.\n", 1, "'date'"),
        ("\ndate: 2026-01-01\n", 2, "'date'"),
    ],
)
def test_what_cannot_be_read_keeps_the_post_back_and_says_where(
    text: str, line: int, part: str
) -> None:
    found = read_front_matter(text)
    assert found.is_broken
    ((at, said),) = found.problems
    assert (at, said.subtype) == (line, "front_matter")
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


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("x: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), True),
        ("x: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, False),
        ("\n".join(f"{' ' * depth}a:" for depth in range(MAX_DEPTH)), True),
        ("\n".join(f"{' ' * depth}a:" for depth in range(MAX_DEPTH + 1)), False),
        (f'x: "{"[" * 1000}"', True),
        (f"x: [{', '.join('a' * (MAX_VALUES - 3))}]", True),
        (f"x: [{', '.join('a' * MAX_VALUES)}]", False),
    ],
)
def test_bounds(text: str, is_read: bool) -> None:
    assert read_keys(text).is_broken is not is_read


def test_too_deep_is_said_in_our_words_wherever_the_reader_gives_up() -> None:
    for depth in (MAX_DEPTH + 1, 1100):
        for closing in ("", "]" * depth):
            ((_, said),) = read_keys(f"x: {'[' * depth}{closing}").problems
            assert "nested too deeply" in said.text


@pytest.mark.parametrize("text", ["[a", "a: b: c", "&a [*a]", "[" * 60])
def test_the_value_of_an_option_is_read_or_refused(text: str) -> None:
    assert read_value("[a, 1]") == ["a", 1]
    assert read_value("") is None
    with pytest.raises(ValueError):  # noqa: PT011 - the reason is of who reads YAML
        read_value(text)


def test_a_wall_of_aliases_is_refused_in_time() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    ((_, said),) = read("\n".join(lines)).problems
    assert "too many values" in said.text


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
        ("# A\n\n```{article}\n:date: 2026-01-05\n:tags: [one]\n:draft:\n```\n", 4),
        ("# A\n\n```{article}\n---\ndate: 2026-01-05\ntags: [one]\ndraft:\n---\n```\n", 5),
        ("# A\n\n:::{article}\n:date: 2026-01-05\n:tags: [one]\n:draft:\n:::\n", 4),
        ("A\n=\n\n.. article::\n   :date: 2026-01-05\n   :tags: [one]\n   :draft:\n", 5),
    ],
)
def test_the_options_of_an_article_are_found(text: str, line: int) -> None:
    found = article_entries(text)
    assert found["date"] == Entry("2026-01-05", line)
    assert found["tags"] == Entry("[one]", line + 1)
    assert found["draft"] == Entry("", line + 2)


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n````md\n```{article}\n:draft:\n```\n````\n",
        "A\n=\n\nSo::\n\n   .. article::\n      :date: 2026-01-05\n",
        "# A\n\nAn {article} is `draft:`.\n",
        "An article.\n",
    ],
)
def test_an_article_in_code_is_none(text: str) -> None:
    assert article_entries(text) == {}
