"""What a check finds."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """Something to mend, or to think of: a ``problem`` or an ``advice``.

    ``check`` is the name of the check. ``location`` is a file, with the line where that is
    known; it may be empty.
    """

    check: str
    level: Literal["problem", "advice"]
    location: str
    message: str
