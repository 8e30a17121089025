"""Which lines of a source are code, told from the text alone: what they say is only shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"(`{3,}|~{3,}|:{3,})(.*)")

_OF_CODE = r"(?:code|code-block|code-cell|sourcecode|parsed-literal|raw|literalinclude)"
"""Directives whose text is not read as a document's."""

_CODE_FENCE = re.compile(rf"(?!\{{)|\{{{_OF_CODE}\}}")

_LITERAL = re.compile(rf"\.\. {_OF_CODE}::|(?!\.\. ).*::$")
"""After which an indented block is code in reStructuredText."""


def outside_of_code(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines, from 0, that are no code."""
    fences: list[tuple[str, bool]] = []
    literal: int | None = None
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        indent = len(line) - len(line.lstrip())
        if literal is not None and indent > literal:
            continue
        literal = None
        is_code = bool(fences) and fences[-1][1]
        if fence := _FENCE.match(text):
            marks, info = fence[1], fence[2].strip()
            if fences and not info and marks.startswith(fences[-1][0]):
                fences.pop()
                continue
            if not is_code:
                shows = marks[0] != ":" or info.startswith("{")
                fences.append((marks, shows and bool(_CODE_FENCE.match(info))))
        elif not is_code and _LITERAL.match(text):
            literal = indent
        if not is_code:
            yield number
