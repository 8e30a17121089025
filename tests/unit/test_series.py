"""The parts of a series."""

from __future__ import annotations

import pytest
from records import names, record

from sphinx_craftblog.model.series import diagnostics_in, reading_order


def test_parts_come_first_and_then_the_oldest() -> None:
    posts = [
        record("new", "2026-03-01"),
        record("old", "2026-01-01"),
        record("second", part=2),
        record("first", "2026-09-01", part=1),
    ]
    assert names(reading_order(posts)) == ["first", "second", "old", "new"]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([1, 2, 3], []),
        ([None, None], []),
        ([2], [("p0", "part 1")]),
        ([1, 3], [("p1", "part 2")]),
        ([1, 1], [("p1", "p0")]),
        ([1, None], [("p1", "2")]),
    ],
)
def test_a_gap_is_told_where_it_is(numbers: list[int | None], told: list[tuple[str, str]]) -> None:
    posts = [record(f"p{place}", part=number) for place, number in enumerate(numbers)]
    found = list(diagnostics_in("Tour", reading_order(posts)))
    assert [diagnostic.docname for diagnostic in found] == [docname for docname, _ in told]
    assert all(part in diagnostic.text for diagnostic, (_, part) in zip(found, told, strict=True))
