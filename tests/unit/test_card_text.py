"""The texts of social cards: cleaned, broken into lines, cut, and ordered."""

from __future__ import annotations

import pytest

from sphinx_craftblog.features.card import SocialCard
from sphinx_craftblog.features.card_text import (
    UNSEEN,
    Flow,
    balanced,
    card_line,
    cut,
    filled,
    ordered,
    text_of,
    units,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  A \n title\t", "A title"),
        ("Cafe\u0301", "Café"),
        ("👍🏽 1️⃣", "👍 1"),
        ("👩\u200d💻", "👩"),
        ("\ufe0f", ""),
    ],
)
def test_a_text_is_one_line_of_what_cards_show(text: str, shown: str) -> None:
    assert card_line(text) == shown


def lines(text: str, most: int, widest: int = 0) -> list[str]:
    """The lines of a text in letters of width one."""
    return [text_of(line) for line in filled(units(text, len, widest), most)]


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("well-known", 6, ["well-", "known"]),
        ("迁移数据库", 2, ["迁移", "数据", "库"]),
        ("数据（库）。", 3, ["数据", "（库）。"]),  # a bracket that opens ends no line
        ("a very-long", 3, ["a", "very-", "long"]),
    ],
)
def test_lines_are_as_full_as_they_can_be(text: str, most: int, expected: list[str]) -> None:
    assert lines(text, most) == expected


def test_a_word_is_divided_only_where_it_must_be() -> None:
    assert lines("Donaudampfschiff", 6) == ["Donaudampfschiff"]
    assert lines("Donaudampfschiff", 6, widest=6) == ["Donaud", "ampfsc", "hiff"]


def test_lines_are_balanced() -> None:
    text = " ".join(["word"] * 10)
    full, even = (make(units(text, len), 39) for make in (filled, balanced))
    assert [len(text_of(line)) for line in full] == [39, 9]
    assert len(even) == 2
    assert max(len(text_of(line)) for line in even) < 34


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Ada Lovelace", 12, "Ada Lovelace"),
        ("Ada Lovelace", 11, "Ada Lovela…"),
        ("Ada Lovelace", 5, "Ada…"),  # without the space
        ("Ada", 0, "…"),
    ],
)
def test_a_text_that_is_too_wide_ends_in_an_ellipsis(text: str, most: int, expected: str) -> None:
    assert cut(text, len, most) == expected


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Notes", "en", ("L", False)),
        ("2026: שלום", "en", ("R", False)),
        ("مرحبا Python", "ar", ("R", False)),
        ("直接", "zh", ("L", False)),
        ("直接", "ja", ("L", True)),
        ("データ", "en", ("L", True)),
        ("123", "en", ("L", False)),
    ],
)
def test_a_card_runs_as_its_title_does(
    title: str, language: str, expected: tuple[str, bool]
) -> None:
    assert Flow.of(SocialCard(title, "Notes", (), "", language)) == expected


def seen(text: str, base: str) -> str:
    return UNSEEN.sub("", ordered(text, base))


def test_a_line_is_ordered_from_left_to_right() -> None:
    assert seen("Notes (2026)", "L") == "Notes (2026)"
    assert seen("אבג", "R") == "גבא"
    assert seen("אב Rust גד", "R") == "דג Rust בא"


def test_brackets_stand_around_what_they_hold() -> None:
    assert seen("Rust (אב)", "L") == "Rust (בא)"
    assert seen("אב (Rust)", "R") == "(Rust) בא"
    assert seen("Rust (C) אב", "R") == "בא Rust (C)"
