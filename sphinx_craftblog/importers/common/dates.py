"""Dates as ABlog takes them: by the format of conf.py, or in any way that dateutil reads."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct"),
            *("november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}

CLDR = {
    "Y": "y",
    "y": "yy",
    "m": "MM",
    "d": "dd",
    "e": "d",
    "B": "MMMM",
    "b": "MMM",
    "h": "MMM",
    "A": "EEEE",
    "a": "EEE",
    "j": "DDD",
    "-d": "d",
    "-m": "M",
    "#d": "d",
    "#m": "M",
    "F": "y-MM-dd",
    "x": "MM/dd/yy",
    "D": "MM/dd/yy",
    "G": "Y",
    "V": "ww",
    "-j": "D",
}
"""CLDR's pattern for each of strftime's codes that are about days."""

_TIME = re.compile(
    r"(?<![\d-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?"
    r"\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?(?![\d:])",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[.,]?", re.IGNORECASE)


def read_date(text: str, form: str = "") -> str | None:
    """A date in ISO's form, with its time if it has one; none if nobody can tell."""
    text = text.strip()
    try:
        return _iso(datetime.strptime(text, form)) if form else _free(text)  # noqa: DTZ007
    except ValueError:
        return _free(text)


def to_cldr(form: str) -> str | None:
    """The CLDR pattern of a strftime format; none if it has more than a date."""
    parts = re.split(r"%([-#]?[A-Za-z%])", form)
    pattern = ""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            pattern += re.sub(r"[A-Za-z']+", lambda m: _quoted(m[0]), part)
        elif part == "%":
            pattern += "%"
        elif part in CLDR:
            pattern += CLDR[part]
        else:
            return None
    return pattern


def _quoted(letters: str) -> str:
    return "'" + letters.replace("'", "''") + "'"


def _iso(moment: datetime) -> str:
    if moment.tzinfo is None and not any(moment.timetuple()[3:6]):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat(" ")


def _free(text: str) -> str | None:
    try:
        return _iso(datetime.fromisoformat(text))
    except ValueError:
        pass
    clock = _TIME.search(text)
    rest = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    day = _day(_WEEKDAY.sub(" ", rest))
    if day is None:
        return None
    try:
        moment = datetime(*day)  # noqa: DTZ001 - as it was written
        return _iso(_at(moment, clock) if clock else moment)
    except ValueError:
        return None


def _at(moment: datetime, clock: re.Match[str]) -> datetime:
    hour, half = int(clock[1]), (clock[4] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = None
    if clock[5]:
        sign = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", clock[5])
        offset = timedelta(hours=int(sign[2]), minutes=int(sign[3])) if sign else timedelta()
        zone = timezone(-offset if sign and sign[1] == "-" else offset)
    return moment.replace(hour=hour, minute=int(clock[2]), second=int(clock[3] or 0), tzinfo=zone)


def _day(text: str) -> tuple[int, int, int] | None:
    words = re.findall(r"\d+|[^\W\d_]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", " ", text, flags=re.I))
    words = [word.lower() for word in words if word.lower() not in {"of", "the", "at", "t", "on"}]
    if len(words) == 1 and re.fullmatch(r"\d{8}", words[0]):
        words = [words[0][:4], words[0][4:6], words[0][6:]]
    named = [word for word in words if word in MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    if len(words) != 3 or len(numbers) + len(named) != 3 or len(named) > 1:
        return None
    if named:
        first, last = numbers
        year, day = (first, last) if len(first) == 4 else (last, first)
        return _year(year), MONTHS[named[0]], int(day)
    first, second, third = numbers
    if len(first) == 4:
        return int(first), int(second), int(third)
    # dateutil takes the month first, unless it cannot be one.
    month, day = (first, second) if int(first) <= 12 else (second, first)
    return _year(third), int(month), int(day)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 69 else 1900)
