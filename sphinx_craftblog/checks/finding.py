"""What a check finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


Level = Literal["problem", "advice"]


class Finding(NamedTuple):
    """Something to mend, or to think of: a ``problem`` or an ``advice``.

    ``check`` is the name of the check. ``location`` is a file, with the line where that is
    known; it may be empty.
    """

    check: str
    level: Level
    location: str
    message: str


def place_in(env: BuildEnvironment, docname: str, line: int | None = None) -> str:
    """Return where a finding is: ``docname`` may be the path of a file that is no document."""
    path = docname if Path(docname).is_absolute() else str(env.doc2path(docname))
    return f"{path}:{line}" if line else path


def node_place(env: BuildEnvironment, docname: str, node: nodes.Element) -> tuple[Path, int | None]:
    """The file that a node was read from, which may be an included one, and a line before it."""
    document = Path(env.doc2path(docname))
    above: nodes.Element | None = node
    while above is not None and not (above.source and above.line):
        above = above.parent
    if above is None or not Path(str(above.source)).is_file():
        return document, None
    return Path(str(above.source)), above.line


def line_of(text: str, source: Path, start: int = 1) -> int | None:
    """The first line from ``start`` on that holds a text, counted from 1."""
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError):
        return None
    return next((n for n, line in enumerate(lines, 1) if n >= start and text in line), None)
