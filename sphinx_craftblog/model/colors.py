"""Colors: how well one is read on another, and the nearest one that is read well enough."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, success criterion 1.4.3)."""


class Oklch(NamedTuple):
    """A color by lightness (0 to 1), chroma and hue (in radians), as people see them.

    The numbers are those of https://bottosson.github.io/posts/oklab/.
    """

    lightness: float
    chroma: float
    hue: float


def is_color(value: object) -> bool:
    """Return whether a value is ``#rrggbb``."""
    return isinstance(value, str) and re.fullmatch("#[0-9a-fA-F]{6}", value) is not None


def contrast(one: str, two: str) -> float:
    """The contrast of two colors, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(color: str, grounds: Iterable[str]) -> float:
    return min(contrast(color, ground) for ground in grounds)


def readable(color: str, grounds: tuple[str, ...], *, darker: bool) -> str:
    """The color of the same hue, as near as can be, that is readable on all the grounds.

    ``darker`` says in which direction to look: that of the text beside it.
    """
    if least_contrast(color, grounds) >= READABLE:
        return color
    start = _oklch(color)
    near, far = start.lightness, 0.0 if darker else 1.0
    for _ in range(20):
        middle = (near + far) / 2
        found = with_lightness(color, middle)
        if least_contrast(found, grounds) >= READABLE:
            far = middle
        else:
            near = middle
    return with_lightness(color, far)


def lightness(color: str) -> float:
    """Return how light a color looks, 0 to 1."""
    return _oklch(color).lightness


def with_lightness(color: str, value: float) -> str:
    """The color of the same hue at another lightness, as vivid as screens show it."""
    _, chroma, hue = _oklch(color)
    low, high = 0.0, chroma
    if _is_shown(_linear(Oklch(value, chroma, hue))):
        low = chroma
    else:
        for _ in range(20):
            middle = (low + high) / 2
            if _is_shown(_linear(Oklch(value, middle, hue))):
                low = middle
            else:
                high = middle
    return "#" + "".join(f"{_byte(channel):02x}" for channel in _linear(Oklch(value, low, hue)))


def _luminance(color: str) -> float:
    red, green, blue = _channels(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[float, ...]:
    """Red, green and blue as light, 0 to 1."""
    values = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def _byte(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    shown = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(255 * shown)


def _is_shown(channels: tuple[float, ...]) -> bool:
    """Return whether screens show it (sRGB)."""
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels)


def _oklch(color: str) -> Oklch:
    r, g, b = _channels(color)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(light, math.hypot(a, b), math.atan2(b, a))


def _linear(color: Oklch) -> tuple[float, ...]:
    """Red, green and blue as light; outside of 0 to 1 where no screen shows the color."""
    a, b = color.chroma * math.cos(color.hue), color.chroma * math.sin(color.hue)
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
