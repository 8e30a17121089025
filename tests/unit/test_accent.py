"""The accent color: readable in both schemes, and as near as can be to what was asked for."""

from __future__ import annotations

import pytest
from theme_colors import colours, contrast

from sphinx_craftblog.theme.accent import Accent, shown_accent, weak_accents


def least_contrasts(accent: Accent) -> list[float]:
    grounds = ("page", "raised", "sunken")
    return [
        min(contrast(color, colours()[scheme][ground]) for ground in grounds)
        for scheme, color in zip(Accent._fields, accent, strict=True)
    ]


@pytest.mark.parametrize("given", ["#0b5cad", "#7a1fa2", "#000000"])
def test_a_readable_accent_is_used_and_one_derived_for_dark(given: str) -> None:
    accent = Accent(given, "")
    assert list(weak_accents(accent)) == []
    assert shown_accent(accent).light == given
    assert shown_accent(accent).dark != given
    assert min(least_contrasts(shown_accent(accent))) >= 4.5


@pytest.mark.parametrize("given", ["#ffcc00", "#84bcff", "#ffffff", "#e4572e", "#00ff00"])
def test_an_accent_too_weak_to_read_is_the_nearest_that_is_not(given: str) -> None:
    accent = Accent(given, "")
    (weak,) = weak_accents(accent)
    shown = shown_accent(accent)
    assert (weak.scheme, weak.color, weak.nearest) == ("light", given, shown.light)
    assert weak.contrast < 4.5
    assert min(least_contrasts(shown)) >= 4.5
    assert least_contrasts(shown)[0] < 4.7  # no darker than it must be


def test_each_scheme_may_have_its_own_accent() -> None:
    accent = Accent("#7a1fa2", "#333366")
    (weak,) = weak_accents(accent)
    shown = shown_accent(accent)
    assert (weak.scheme, weak.color, weak.nearest) == ("dark", "#333366", shown.dark)
    assert shown.light == "#7a1fa2"
    assert min(least_contrasts(shown)) >= 4.5
    assert least_contrasts(shown)[1] < 4.7  # no lighter than it must be


def test_a_readable_pair_is_shown_as_it_is() -> None:
    accent = Accent("#0b5cad", "#84bcff")
    assert shown_accent(accent) == accent
    assert list(weak_accents(accent)) == []
