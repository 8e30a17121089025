"""How old posts are."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from sphinx_craftblog.checks.ages import is_new, is_older, read_duration
from sphinx_craftblog.model.post import Post

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T00:00:00+00:00")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(("90d", 90), ("365d", 365), ("6w", 42), ("52W", 364), ("12m", 365.25), ("1y", 365.25)),
        *((" 2 y ", 730.5), ("0d", 0)),
        *(("three years", None), ("3", None), ("y", None), ("-1d", None), ("1.5y", None)),
        *(("", None), ("100000d", None), ("1h", None)),
    ],
)
def test_a_duration_is_a_number_and_a_letter(text: str, days: float | None) -> None:
    assert read_duration(text) == (None if days is None else timedelta(days=days))


def test_a_post_is_as_old_as_its_last_revision() -> None:
    year = timedelta(days=365)
    old = Post("old", "Old", day("2020-01-01"))
    assert is_older(old, year, NOW)
    assert not is_older(old._replace(updated=day("2026-01-01")), year, NOW)
    assert not is_older(old._replace(date=None), year, NOW)


def test_a_post_is_new_for_thirty_days() -> None:
    assert is_new(Post("new", "New", day("2026-05-02")), NOW)
    assert not is_new(Post("new", "New", day("2026-05-01")), NOW)
    assert not is_new(Post("new", "New"), NOW)
