"""Front matter: its values, the lines that they stand on, and what cannot be read."""

from __future__ import annotations

import datetime

import pytest

from sphinx_craftblog.reading.front_matter import (
    MAX_DEPTH,
    MAX_VALUES,
    article_entries,
    front_matter_length,
    read_front_matter,
    read_keys,
    read_value,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-01-02", datetime.date(2026, 1, 2)),
        ("2026-01-02 03:04:05", datetime.datetime(2026, 1, 2, 3, 4, 5)),  # noqa: DTZ001 - as YAML
        ("true", True),
        ("'true'", "true"),
        ("", None),
        ("[Rust, C++]", ["Rust", "C++"]),
        ("[1.10, 010, 1:30]", [1.1, "010", "1:30"]),
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
        ("---\ndate: 2026-01-01\n\n# A\n", 1, "never closed"),
        ("---\n- a\n---\n", 2, "holds a list"),
        ("---\njust words\n---\n", 2, "holds a text"),
        ("---\n? [a, b]\n: c\n---\n", 2, "a key is not text"),
        ("---\na: 1\n<<: {b: 2}\n---\n", 3, "<<"),
        ("---\ndate: 2026-01-01\ndate: 2026-01-02\n---\n", 3, "'date'"),
        ("---\ndraft: true\n---\ndate: 2026-01-01\n---\n", 4, "'date'"),
        ("+++\ndate = 2026-01-01\n+++\n", 1, "TOML"),
        ('{\n"date": "2026-01-01"\n}\n', 1, "JSON"),
        ("\ndate: 2026-01-01\n", 2, "'date'"),
        ("---\na: &a [*a]\n---\n", 2, "too many values"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(text: str, line: int, part: str) -> None:
    front = read_front_matter(text)
    ((found, said),) = front.problems
    assert front.is_broken
    assert (found, part in said.text) == (line, True), said.text


def test_a_key_that_is_repeated_is_told_and_its_first_value_taken() -> None:
    front = read_front_matter("---\ntags: a\ntags: b\n---\n")
    ((line, said),) = front.problems
    assert (front.is_broken, front.entries["tags"].value) == (False, "a")
    assert (line, "line 2" in said.text) == (3, True)


def test_a_decisive_key_may_be_repeated_with_its_value() -> None:
    front = read_front_matter("---\ndraft: true\ndraft: true\n---\n")
    assert not front.is_broken
    assert len(front.problems) == 1


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


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n```{article}\n:date: 2026-01-01\n:draft:\n```\n",
        "# A\n\n:::{article}\n:date: 2026-01-01\n:draft:\n:::\n",
        "# A\n\n```{article}\n---\ndate: 2026-01-01\ndraft:\n---\n```\n",
        "A\n=\n\n.. article::\n   :date: 2026-01-01\n   :draft:\n",
    ],
)
def test_the_options_of_an_article_are_found(text: str) -> None:
    entries = article_entries(text)
    assert (entries["date"].value, entries["draft"].value) == ("2026-01-01", "")
    assert entries["date"].line == text.split("date:")[0].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n````md\n```{article}\n:draft:\n```\n````\n",
        "# A\n\nAn {article} is `draft:`.\n",
        "An article.\n",
    ],
)
def test_an_article_in_code_is_none(text: str) -> None:
    assert article_entries(text) == {}
