"""Values of settings and front matter, whatever kind they have."""

from __future__ import annotations

from typing import Any


def mapping(value: object) -> dict[str, Any]:
    """A mapping; an empty one if it is none."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[Any]:
    """The entries of a list, or the one value that stands for it."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def one_line(value: object) -> str:
    """Text on one line; empty if it is none."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def count(value: object) -> int:
    """A whole number above 0; 0 if it is none."""
    return value if isinstance(value, int) and value > 0 else 0
