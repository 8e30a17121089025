"""Dates and their formats as other tools have them."""

from __future__ import annotations

import pytest

from sphinx_craftblog.importers.common.dates import read_date, to_cldr


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("March 03, 2026", "2026-03-03"),
        ("08 Oct, 2019", "2019-10-08"),
        ("3rd November 2021", "2021-11-03"),
        ("2016-7-15", "2016-07-15"),
        ("2016/07/15", "2016-07-15"),
        ("20160715", "2016-07-15"),
        ("04/20/2016", "2016-04-20"),
        ("20/04/2016", "2016-04-20"),
        ("20.04.16", "2016-04-20"),
        ("Sept 1 2020", "2020-09-01"),
        ("Thu, 02 Jan 2020 10:30:00 +0200", "2020-01-02 10:30:00+02:00"),
        ("Jan 2, 2020 1:05 pm", "2020-01-02 13:05:00"),
        ("2020-01-02T10:30", "2020-01-02 10:30:00"),
        ("31 Feb 2020", None),
        ("someday", None),
        ("2020", None),
    ],
)
def test_dates_are_read_as_dateutil_reads_them(written: str, date: str | None) -> None:
    assert read_date(written) == date


def test_the_format_of_conf_py_comes_first() -> None:
    assert read_date("03/04/2020") == "2020-03-04"
    assert read_date("03/04/2020", "%d/%m/%Y") == "2020-04-03"


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("%d %B %Y", "dd MMMM y"),
        ("%b %-d, %y", "MMM d, yy"),
        ("%A the %e of %B", "EEEE 'the' d 'of' MMMM"),
        ("%H:%M", None),
    ],
)
def test_formats_of_dates(form: str, pattern: str | None) -> None:
    assert to_cldr(form) == pattern
