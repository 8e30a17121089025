"""Dates: read, placed in a time zone, written in the reader's language."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from copy import deepcopy
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import localedata
from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date

from sphinx_craftblog.model.likely_dates import likely_dates

NAMED_FORMATS = ("short", "medium", "long", "full")
"""CLDR's four lengths; any other ``craftblog_date_format`` is a CLDR pattern."""

FILE_NAME_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})-")


def present() -> datetime:
    """The moment that it is, or that ``SOURCE_DATE_EPOCH`` says (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        with suppress(ValueError, OverflowError, OSError):  # beyond the year 9999
            return datetime.fromtimestamp(int(epoch), timezone.utc)
    return datetime.now(timezone.utc)


def read_moment(value: object, *, zone: tzinfo) -> datetime:
    """A moment from what YAML or a directive option gave.

    A date is the midnight that begins it, in ``zone``; a time without an offset
    is in ``zone``. The result carries a fixed offset of whole minutes, so that it
    pickles small, and every format can write it.

    :raises ValueError: if the value is no date; the message is the ISO date that
        was probably meant, two if nobody can tell which, or empty.
    """
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    elif isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(" or ".join(likely_dates(value))) from None
    else:
        raise ValueError(" or ".join(likely_dates(value)) if isinstance(value, int) else "")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        # Comparing moments takes them to UTC, which the first and last day cannot do.
        moment.astimezone(timezone.utc)
        return _with_whole_minutes(moment)
    except OverflowError:
        raise ValueError("") from None


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """A moment as the clocks of a zone show it, to the second; as it is on the calendar's
    first and last day.
    """
    try:
        return _with_whole_minutes(moment.astimezone(zone)).replace(microsecond=0)
    except OverflowError:
        return moment


def _with_whole_minutes(moment: datetime) -> datetime:
    """The same moment at a fixed offset of whole minutes, as RFC 3339 and HTML write them.

    Before there were time zones, clocks were by the sun: Berlin is 53 minutes and 28
    seconds from Greenwich.
    """
    offset = moment.utcoffset() or timedelta()
    minutes = timedelta(minutes=int(offset.total_seconds() / 60))
    if minutes == offset:
        return moment.replace(tzinfo=timezone(offset))
    return moment.astimezone(timezone(minutes))


def date_of_file_name(docname: str) -> str | None:
    """The ``YYYY-MM-DD`` that a file (or its folder, for ``index``) begins with."""
    *folders, name = docname.split("/")
    if name == "index" and folders:
        name = folders[-1]
    match = FILE_NAME_DATE.match(name)
    return match[1] if match else None


def date_in_file_name(docname: str) -> str:
    """Return what may be meant as a date at the beginning of a file's name, or of its folder's."""
    *folders, name = docname.split("/")
    if name == "index" and folders:
        name = folders[-1]
    match = re.match(r"(\d{4}([-_.]?)\d{1,2}\2\d{1,2})(?!\d)", name)
    return match[1] if match else ""


def find_zone(name: str) -> tzinfo:
    """The time zone of an IANA name.

    :raises ValueError: if there is none of that name.
    """
    if name == "UTC":
        return timezone.utc
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(name) from None


@lru_cache
def find_locale(language: str) -> Locale:
    """The locale of Sphinx's ``language`` setting; English where CLDR knows none.

    Its names of months and days are copied: what Babel looks up in those that locales
    share, it keeps there, and another language then has the names of this one.
    """
    language = language.replace("-", "_")
    for tag in (language, language.partition("_")[0], "en"):
        try:
            found = Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
        data = localedata.load(str(found))
        data |= {name: deepcopy(data[name]) for name in ("days", "eras", "months", "quarters")}
        return found
    raise AssertionError("CLDR knows English")


def language_called(name: str) -> str:
    """The code of a language by its name in English or in itself; empty if there is none."""
    for code, english in Locale("en").languages.items():
        if name.casefold() == english.casefold():
            return str(code)
    for code in ("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ja", "zh", "ko", "tr"):
        if name.casefold() == Locale(code).languages[code].casefold():
            return code
    return ""


def text_direction(language: str) -> str:
    """``rtl`` for a language that is written from right to left, else ``ltr``."""
    return find_locale(language or "en").text_direction


def show_date(moment: datetime, *, form: str, language: str) -> str:
    """A date for readers, in ``form`` (a name or a CLDR pattern) and ``language``."""
    return _show_day(moment.date(), form, language)


@lru_cache(16_384)  # the days of 45 years
def _show_day(day: date, form: str, language: str) -> str:
    return format_date(day, format=form, locale=find_locale(language))


def machine_date(moment: datetime) -> str:
    """The value of ``<time datetime>``: the date alone where no time was given."""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat()
