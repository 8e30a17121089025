"""What was probably meant by something that is no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_NAMED = re.compile(
    r"(?:[a-z]+,? +)??(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.? +(?P<m1>[a-z]{3,9})\.?"
    r"|(?P<m2>[a-z]{3,9})\.? +(?P<d2>\d{1,2})(?:st|nd|rd|th)?),? +(?P<y>\d{4})",
    re.IGNORECASE,
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = "“”‘’„«»\"' "
_CLOCK = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[T ]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r" *(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_FIRST_STAMP, _LAST_STAMP = 631_152_000, 4_102_444_800
"""Seconds since 1970 that may be meant as a time: the years from 1990 to 2100."""


def likely_dates(value: object) -> tuple[str, ...]:
    """ISO dates that may be meant; more than one where nobody can tell."""
    if isinstance(value, int):
        seconds = value // 1000 if value >= _FIRST_STAMP * 1000 else value
        if _FIRST_STAMP <= seconds < _LAST_STAMP:
            return (datetime.fromtimestamp(seconds, timezone.utc).date().isoformat(),)
    text = str(value).translate(_DASHES).strip(_QUOTES)
    found = dict.fromkeys(day.isoformat() for day in _days(text))
    return tuple(found) or tuple(_moments(text))


def what_is_wrong(value: object) -> str:
    """Why a value in the form of a date is none, in a few words; empty if it has no such form."""
    if isinstance(value, dict):
        return "write each date under a key of its own"
    text = str(value).translate(_DASHES).strip(_QUOTES)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "there is no such day"
    if re.fullmatch(r"\d{4}(-\d{1,2})?", text):
        return "it has no day"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]+\d{1,2}:\d{2}(:\d{2})? +[A-Za-z]+(/\w+)*", text):
        return "a zone is written as its offset, such as +01:00"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]+\d{2}:\d{2}(:\d{2})?.*", text):
        return "there is no such time"
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{1,2}", text):
        return "a year has four digits"
    if text.casefold() in {"now", "today", "tomorrow", "yesterday"}:
        return "it would be another day in every build"
    return ""


def _days(text: str) -> Iterator[date]:
    if match := re.fullmatch(r"(\d{4})[-/. _]?(\d{1,2})[-/. _]?(\d{1,2})", text):
        year, first, second = map(int, match.groups())
        yield from _existing([(year, first, second)])
        if first > 12:  # the day before the month
            yield from _existing([(year, second, first)])
    elif match := re.fullmatch(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})", text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        orders = [(year, second, first), (year, first, second)]
        yield from _existing(orders[:1] if match[2] == "." else orders)
    elif match := _NAMED.fullmatch(text):
        name = (match["m1"] or match["m2"]).lower()[:3]
        if name in _MONTHS:
            day = int(match["d1"] or match["d2"])
            yield from _existing([(int(match["y"]), _MONTHS.index(name) + 1, day)])


def _existing(days: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for day in days:
        try:
            yield date(*day)
        except ValueError:
            continue


def _moments(text: str) -> Iterator[str]:
    if match := _CLOCK.fullmatch(text):
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"][0].lower() == "p" else 0)
        seconds = f":{match['second']}" if match["second"] else ""
        moment = f"{match['date']} {hour:02}:{match['minute']}{seconds}"
    else:
        moment = text
    try:
        if match:
            datetime.fromisoformat(moment)
            yield moment
        elif "," in text:  # as in e-mail and RSS
            yield parsedate_to_datetime(text).isoformat(" ")
    except (ValueError, TypeError, IndexError, OverflowError):
        return
