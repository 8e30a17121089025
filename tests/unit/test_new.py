"""``craftblog new``: the day on which a post may be published."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.commands.new import RULES, next_slot

MONDAY = datetime(2026, 6, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("rule", "slot"),
    [
        ("tuesday", "2026-06-02 00:00"),
        ("every Tuesday", "2026-06-02 00:00"),
        ("mondays", "2026-06-08 00:00"),  # today at midnight is over
        ("mondays 9:30", "2026-06-01 09:30"),
        ("daily", "2026-06-02 00:00"),
        ("daily 00:01", "2026-06-01 00:01"),
        ("weekdays", "2026-06-02 00:00"),
        ("Saturday", "2026-06-13 00:00"),  # there is a post on the first
    ],
)
def test_a_rule_names_days_and_a_time(rule: str, slot: str) -> None:
    assert f"{next_slot(rule, MONDAY, {date(2026, 6, 6)}):%Y-%m-%d %H:%M}" == slot


@pytest.mark.parametrize("rule", ["tusday", "", "tuesday 25:00", "tuesday morning", "9:30"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(SiteError, match="'--schedule' takes a day and, if wanted, a time"):
        next_slot(rule, MONDAY, set())


@given(
    st.sampled_from(sorted(RULES)),
    st.sets(st.integers(0, 40)),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
)
def test_a_slot_is_the_first_that_is_free(rule: str, taken: set[int], now: datetime) -> None:
    now = now.replace(tzinfo=timezone.utc)
    days = {(now + timedelta(number)).date() for number in taken}
    slot = next_slot(rule, now, days)
    assert slot > now
    assert slot.date() not in days
    assert slot.weekday() in RULES[rule]
    between = [now.date() + timedelta(n) for n in range(1, (slot.date() - now.date()).days)]
    assert all(day in days or day.weekday() not in RULES[rule] for day in between)
