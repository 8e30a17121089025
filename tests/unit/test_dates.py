"""Dates: read, placed in a time zone, written in the reader's language.

Names of months and the patterns of dates are CLDR's, which change: what Babel makes of them
is what a date in a language is. Ours are the language, the form and what they fall back to.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from sphinx_craftblog.model.dates import (
    find_locale,
    find_zone,
    language_called,
    machine_date,
    read_moment,
    show_date,
    text_direction,
)

MARCH = datetime(2026, 3, 3, tzinfo=timezone.utc)


def test_dates_are_placed_in_the_zone_of_the_blog() -> None:
    berlin = find_zone("Europe/Berlin")
    assert read_moment("2026-07-01", zone=berlin).isoformat() == "2026-07-01T00:00:00+02:00"
    assert read_moment("2026-01-01 09:30", zone=berlin).isoformat() == "2026-01-01T09:30:00+01:00"
    moment = read_moment("2026-01-01T09:30:00-05:00", zone=berlin)
    assert moment.isoformat() == "2026-01-01T09:30:00-05:00"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"])
def test_dates_of_before_time_zones_have_offsets_of_minutes(zone: str) -> None:
    moment = read_moment("1800-01-01 12:00", zone=find_zone(zone))
    assert re.fullmatch(r"1800-01-01T[\d:]{8}[+-]\d\d:\d\d", machine_date(moment))


def test_a_date_without_a_time_is_a_date_to_machines() -> None:
    utc = timezone.utc
    assert machine_date(datetime(2026, 1, 2, tzinfo=utc)) == "2026-01-02"
    assert machine_date(datetime(2026, 1, 2, 3, tzinfo=utc)) == "2026-01-02T03:00:00+00:00"


@pytest.mark.parametrize(
    ("language", "form", "locale"),
    [
        ("en", "short", "en"),
        ("en", "long", "en"),
        ("de", "full", "de"),
        ("pt_BR", "MMMM 'de' yyyy", "pt_BR"),
        ("pt-BR", "medium", "pt_BR"),
        ("zh-Hant-TW", "long", "zh_Hant_TW"),
        ("ja", "long", "ja"),
        ("ar", "long", "ar"),
        ("he", "LLLL y", "he"),
        ("hi", "long", "hi"),
        ("de_XX", "long", "de"),  # a region that CLDR does not know
        ("xx", "long", "en"),
        ("", "long", "en"),
    ],
)
def test_dates_are_written_in_the_readers_language(language: str, form: str, locale: str) -> None:
    shown = show_date(MARCH, form=form, language=language)
    assert shown == format_date(MARCH, format=form, locale=locale)
    assert "3" in shown or "2026" in shown


def test_no_language_has_the_names_of_the_one_before() -> None:
    languages = ["he", "hi", "ar", "ja", "de"]
    names = [show_date(MARCH, form="LLLL", language=language) for language in languages]
    assert len(set(names)) == len(languages)
    assert show_date(MARCH, form="LLLL", language="he") == names[0]


def test_a_pattern_may_hold_text_of_its_own() -> None:
    assert show_date(MARCH, form="'on' d/M yyyy", language="en") == "on 3/3 2026"
    assert show_date(MARCH, form="yyyy", language="xx") == "2026"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *(("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("ar_EG", "rtl"), ("ur-PK", "rtl")),
        *(("en", "ltr"), ("ja", "ltr"), ("pt-BR", "ltr"), ("xx", "ltr"), ("", "ltr")),
    ],
)
def test_texts_run_in_the_direction_of_their_language(language: str, direction: str) -> None:
    assert text_direction(language) == direction


def test_a_language_is_known_by_its_name() -> None:
    assert language_called("german") == "de"
    assert language_called(find_locale("de").languages["de"].upper()) == "de"
    assert language_called("Klingonese") == ""


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.dates(), st.datetimes()))
def test_a_date_is_read_or_refused(value: object) -> None:
    try:
        moment = read_moment(value, zone=timezone.utc)
    except ValueError:
        return
    assert moment.tzinfo is not None
    assert moment.timestamp() is not None


def test_a_date_is_its_midnight() -> None:
    assert read_moment(date(2026, 3, 3), zone=timezone.utc) == MARCH
