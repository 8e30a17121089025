"""The texts of social cards: cleaned, ordered from left to right, and broken into lines."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from sphinx_craftblog.features.card import SocialCard

UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}]")
"""Characters that stand for nothing, or that only say how others are ordered and joined."""

_LEFT_OUT = regex.compile(
    # Points of Hebrew and Arabic, as in most print; forms and colors of emoji, and the
    # pictures that are joined to a first one.
    r"[\p{Mn}&&[\p{Hebrew}\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]]"
    r"|[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
    r"|\u200d[^\w\s]",
    regex.V1,
)

_WIDE = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3001-\u303f\u30fc\uff01-\uff60]"

_NOT_FIRST = (
    r"[)\]},.:;?!%…’”»、。，．・：；？！％」』）】》〉〕］｝ー々ゝゞ"
    r"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]"
)

_NOT_LAST = r"[(\[{‘“«「『（【《〈〔［｛]"

_BREAK = regex.compile(
    rf"(?:(?<={_WIDE})|(?={_WIDE})|(?<=\w[-–—/])(?=\w))(?<!^|{_NOT_LAST})(?!$|{_NOT_FIRST})"
)
"""Where a word may be divided: around characters that are words of their own, but not so
that a line begins or ends with the wrong sign (https://www.w3.org/TR/jlreq/), and after a
hyphen.
"""

_GRAPHEME = regex.compile(r"\X")

_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")

_ARABIC = regex.compile(r"\p{Arabic}")

_RIGHT_TO_LEFT = regex.compile(r"[\p{Hebrew}\p{Arabic}]")

_BRACKETS = {"(": ")", "[": "]", "{": "}"}

_DIRECTIONS = {"L": "L", "R": "R", "AL": "R"}

_MARKS = {"L": "\u200e", "R": "\u200f"}
"""Unseen letters of a direction."""

Measure = Callable[[str], float]


class Flow(NamedTuple):
    """How the texts of a card run: from left (``"L"``) or right, in which forms of Han."""

    base: str
    is_japanese: bool

    @classmethod
    def of(cls, card: SocialCard) -> Flow:
        """As its title does."""
        is_japanese = card.language.startswith("ja") or bool(_KANA.search(card.title))
        return cls(next(_strong(card.title), "L"), is_japanese)


class Unit(NamedTuple):
    """A part of a text that stays on one line, with the space before it and their widths."""

    text: str
    space: str
    width: float
    space_width: float


def card_line(text: str) -> str:
    """A text as one line, without what no card shows."""
    text = " ".join(text.split())
    if text.isascii():
        return text
    return " ".join(_LEFT_OUT.sub("", unicodedata.normalize("NFC", text)).split())


def _strong(text: str) -> Iterator[str]:
    found = map(unicodedata.bidirectional, text)
    return (_DIRECTIONS[kind] for kind in found if kind in _DIRECTIONS)


def joined(text: str) -> str:
    """A text with the letters of Arabic in the forms that they have in it."""
    return str(_reshaper().reshape(text)) if _ARABIC.search(text) else text


@lru_cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"language": "Arabic", "support_ligatures": True})


def ordered(text: str, base: str) -> str:
    """A line as it is written from left to right; ``base`` is where its text runs."""
    if base == "L" and not _RIGHT_TO_LEFT.search(text):
        return text
    from bidi.algorithm import get_display

    # It stumbles over characters that this Python's Unicode does not know yet.
    known = "".join(letter for letter in joined(text) if unicodedata.bidirectional(letter))
    return str(get_display(_with_settled_brackets(known, base), base_dir=base))


def _with_settled_brackets(text: str, base: str) -> str:
    """The text with a direction given to each pair of brackets.

    That is rule N0 of https://www.unicode.org/reports/tr9/, which python-bidi does not have
    where it mirrors them.
    """
    letters = list(text)
    still_open: list[int] = []
    for index, letter in enumerate(text):
        if letter in _BRACKETS:
            still_open.append(index)
        elif still_open and letter == _BRACKETS[text[still_open[-1]]]:
            start = still_open.pop()
            mark = _MARKS[_direction_of_pair(text, start, index, base)]
            for place in (start, index):
                letters[place] = f"{mark}{letters[place]}{mark}"
    return "".join(letters)


def _direction_of_pair(text: str, start: int, end: int, base: str) -> str:
    inside = set(_strong(text[start:end]))
    if base in inside or not inside:
        return base
    return next(_strong(text[:start][::-1]), base)


def units(text: str, measure: Measure, most: float = 0) -> list[Unit]:
    """The parts of a text that lines are made of; none is wider than ``most``, if given."""
    space_width = measure(" ")
    found = []
    for word in text.split(" "):
        space = " "
        for part in _BREAK.split(word):
            width = measure(part)
            parts = _divided(part, measure, most) if most and width > most else [(part, width)]
            for piece, piece_width in parts:
                found.append(Unit(piece, space, piece_width, space_width if space else 0))
                space = ""
    return found


def _divided(word: str, measure: Measure, most: float) -> Iterator[tuple[str, float]]:
    piece, width = "", 0.0
    for letter in _GRAPHEME.findall(word):
        longer = measure(piece + letter)
        if piece and longer > most:
            yield piece, width
            piece, longer = "", measure(letter)
        piece, width = piece + letter, longer
    yield piece, width


def filled(parts: Iterable[Unit], most: float) -> list[list[Unit]]:
    """Lines as full as they can be."""
    lines: list[list[Unit]] = []
    width = 0.0
    for unit in parts:
        longer = width + unit.space_width + unit.width
        if lines and longer <= most:
            lines[-1].append(unit)
            width = longer
        else:
            lines.append([unit])
            width = unit.width
    return lines


def balanced(parts: list[Unit], most: float) -> list[list[Unit]]:
    """As few lines as these, of widths as near to each other as they can be."""
    lines = filled(parts, most)
    low, high = max(unit.width for unit in parts), most
    while high - low > 8:
        middle = (low + high) / 2
        tried = filled(parts, middle)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def text_of(line: Iterable[Unit]) -> str:
    return "".join(unit.space + unit.text for unit in line).strip()


def cut(text: str, measure: Measure, most: float) -> str:
    """A text, with an ellipsis at its end if it is wider than ``most``."""
    if measure(text) <= most:
        return text
    letters = _GRAPHEME.findall(text)

    def ended(count: int) -> str:
        return "".join(letters[:count]).rstrip() + "…"

    count = bisect_right(range(1, len(letters) + 1), most, key=lambda n: measure(ended(n)))
    return ended(count)
