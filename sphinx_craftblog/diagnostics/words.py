"""What several messages say alike: the value found, and the nearest right one."""

from __future__ import annotations

import difflib
import reprlib
from bisect import bisect
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

FEW = 100
"""Choices that are all compared with a word. Of more, only as many that begin or end like it:
there may be as many words as choices, and a comparison costs 10 µs.
"""

LONGEST_WORD = 200
"""Characters of a word that others are compared with, which takes their product in time."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` was most likely meant to be, if there is one."""
    if len(word) > LONGEST_WORD:
        return None
    folded = word.casefold()
    by_folded, from_begin, from_end = _folded(tuple(choices))
    compared: Iterable[str] = by_folded
    if len(by_folded) > FEW:
        begin, end = bisect(from_begin, folded), bisect(from_end, folded[::-1])
        alike = from_begin[max(begin - FEW // 4, 0) : begin + FEW // 4]
        compared = {*alike, *(c[::-1] for c in from_end[max(end - FEW // 4, 0) : end + FEW // 4])}
    found = difflib.get_close_matches(folded, sorted(compared), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


@lru_cache(8)
def _folded(choices: tuple[str, ...]) -> tuple[dict[str, str], list[str], list[str]]:
    """Choices by how they are compared, and these sorted by their beginnings and their ends."""
    by_folded = {choice.casefold(): choice for choice in choices}
    return by_folded, sorted(by_folded), sorted(name[::-1] for name in by_folded)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``; did you mean 'x'?``, or nothing when no choice is near."""
    match = nearest(word, choices)
    return f"; did you mean {match!r}?" if match is not None else ""


def nearest_or_all(word: str, choices: Iterable[str]) -> str:
    """The same, but with all choices when none is near; for where there are few."""
    known = list(choices)
    return did_you_mean(word, known) or (f"; there are {', '.join(known)}" if known else "")


def shown(value: object) -> str:
    """A value as it is quoted in a message: short, whatever it holds."""
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    short = reprlib.Repr()
    short.maxstring = short.maxother = 80
    return short.repr(value)


def as_written(value: object, text: str) -> str:
    """A value of front matter, with the ``text`` that YAML has made another kind of."""
    if isinstance(value, str) or not text:
        return "nothing" if value is None else shown(value)
    text = " ".join(text.split())
    if isinstance(value, bool) and text.casefold() != str(value).casefold():
        return f"{text}, which YAML reads as {str(value).lower()}"
    return text if len(text) <= 80 else f"{text[:77]}..."
