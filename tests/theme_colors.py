"""The colors of the theme, and how well one can be read on another."""

from __future__ import annotations

import re
from pathlib import Path

import sphinx_craftblog

THEME = Path(sphinx_craftblog.__file__).parent / "theme" / "craftblog"


def colours() -> dict[str, dict[str, str]]:
    """The tokens of both schemes."""
    css = (THEME / "styles" / "tokens.css").read_text()
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", css)
    assert 2 * len(pairs) == css.count("#"), "a color that is not given for both schemes"
    return {
        "light": {name: light for name, light, _ in pairs},
        "dark": {name: dark for name, _, dark in pairs},
    }


def contrast(one: str, two: str) -> float:
    """WCAG 2.2 contrast ratio of two colors."""

    def luminance(colour: str) -> float:
        channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
