"""The accent color: readable in both schemes, whatever is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_craftblog.model.colors import (
    least_contrast,
    lightness,
    readable,
    with_lightness,
)
from sphinx_craftblog.theme.bundled import FOLDER

ON_DARK = 0.78
"""How light an accent is made for the dark scheme: as the theme's own is."""


class Accent(NamedTuple):
    """The accent of the light and of the dark scheme, as ``#rrggbb``."""

    light: str
    dark: str


class WeakAccent(NamedTuple):
    """One that cannot be read: its least contrast, and the nearest color that can."""

    scheme: str
    color: str
    contrast: float
    nearest: str


def shown_accent(given: Accent) -> Accent:
    """The accent that pages get; an empty ``dark`` is derived from ``light``."""
    grounds = _grounds()
    light = readable(given.light, grounds.light, darker=True)
    dark = given.dark or with_lightness(given.light, max(lightness(given.light), ON_DARK))
    return Accent(light, readable(dark, grounds.dark, darker=False))


def weak_accents(given: Accent) -> Iterator[WeakAccent]:
    """Those of the given colors that are not shown as they are."""
    for scheme, color, nearest, grounds in zip(
        Accent._fields, given, shown_accent(given), _grounds(), strict=True
    ):
        if color and color != nearest:
            yield WeakAccent(scheme, color, least_contrast(color, grounds), nearest)


class _Grounds(NamedTuple):
    light: tuple[str, ...]
    dark: tuple[str, ...]


def _grounds() -> _Grounds:
    """Return what text stands on, in each scheme."""
    css = (FOLDER / "styles" / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--(?:page|raised|sunken): light-dark\((#\w{6}), (#\w{6})\)", css)
    light, dark = zip(*pairs, strict=True)
    return _Grounds(light, dark)
