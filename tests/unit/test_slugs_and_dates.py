"""Addresses and dates."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_craftblog.model.dates import find_zone, machine_date, read_moment, show_date
from sphinx_craftblog.model.slugs import MAX_BYTES, slugify, unique_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("PostgreSQL", "postgresql"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("Release engineering", "release-engineering"),
        ("Größe", "grösse"),
        ("数据库", "数据库"),
        ("हिन्दी", "हिन्दी"),
        ("../up", "up"),
        ("a/b", "a-b"),
        ("<b>", "b"),
        ("🚀", "rocket"),
        ("?!", "question-mark-exclamation-mark"),
    ],
)
def test_names_become_addresses(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(min_size=1).filter(str.strip))
def test_every_name_has_an_address_that_is_one_safe_file_name(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert len(slug.encode()) <= MAX_BYTES
    assert not set(slug) & set("/\\.?#%:*\"<>| &'")
    assert slug == unicodedata.normalize("NFC", slug)
    assert slugify(slug) == slug


def test_a_taken_address_gets_a_number() -> None:
    assert unique_slug("a", {"a", "a-2"}) == "a-3"


def test_dates_are_placed_in_the_zone_of_the_blog() -> None:
    berlin = find_zone("Europe/Berlin")
    assert read_moment("2026-07-01", zone=berlin).isoformat() == "2026-07-01T00:00:00+02:00"
    assert read_moment("2026-01-01 09:30", zone=berlin).isoformat() == "2026-01-01T09:30:00+01:00"
    moment = read_moment("2026-01-01T09:30:00-05:00", zone=berlin)
    assert moment.isoformat() == "2026-01-01T09:30:00-05:00"


def test_a_date_without_a_time_is_a_date_to_machines() -> None:
    utc = timezone.utc
    assert machine_date(datetime(2026, 1, 2, tzinfo=utc)) == "2026-01-02"
    assert machine_date(datetime(2026, 1, 2, 3, tzinfo=utc)) == "2026-01-02T03:00:00+00:00"


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("en", "long", "March 3, 2026"),
        ("de", "long", "3. März 2026"),
        ("pt_BR", "MMMM 'de' yyyy", "março de 2026"),
        ("ja", "long", "2026年3月3日"),
        ("xx", "yyyy", "2026"),
        ("ar", "long", "3 مارس 2026"),
        ("fa", "long", "3 مارس 2026"),
        ("he", "long", "3 במרץ 2026"),
        ("he", "LLLL y", "מרץ 2026"),
        ("hi", "LLLL y", "मार्च 2026"),  # not the names of the language before
        ("hi", "long", "3 मार्च 2026"),
    ],
)
def test_dates_are_written_in_the_readers_language(language: str, form: str, text: str) -> None:
    moment = datetime(2026, 3, 3, tzinfo=timezone.utc)
    assert show_date(moment, form=form, language=language) == text


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.dates(), st.datetimes()))
def test_a_date_is_read_or_refused(value: object) -> None:
    try:
        moment = read_moment(value, zone=timezone.utc)
    except ValueError:
        return
    assert moment.tzinfo is not None
    assert moment.timestamp() is not None
