"""Comments in code, such as ``# (1)!``, that stand for the items of the list below it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docutils import nodes

_MARK = re.compile(
    r'<span class="c[m1s]?">'
    r"(?:#|//|--|;|%|/\*|\{#|&lt;!--)[ ]*\((\d{1,3})\)![ ]*(?:\*/|#\}|--&gt;)?"
    r"</span>(?=\n)"
)
"""A mark in what Pygments has highlighted: a comment of its own at the end of a line."""

_SPACE = '<span class="w">'
"""How white space begins that Pygments has marked."""


def annotations_of(block: nodes.Element) -> dict[int, nodes.list_item]:
    """The items of the numbered list directly under a code block, by their numbers."""
    is_captioned = isinstance(block.parent, nodes.container) and block.parent.get("literal_block")
    place = block.parent if is_captioned else block
    below = place.next_node(descend=False, siblings=True)
    if not isinstance(below, nodes.enumerated_list):
        return {}
    items = below.findall(nodes.list_item)
    return dict(enumerate((i for i in items if i.parent is below), below.get("start", 1)))


def marks_in(html: str) -> set[int]:
    """The numbers of the marks in highlighted code."""
    return {int(match[1]) for match in _MARK.finditer(html)}


def with_marks(html: str, marks: Mapping[int, str]) -> str:
    """Highlighted code with the HTML of ``marks`` for the comments that stand for them."""
    parts, done = [], 0
    for match in _MARK.finditer(html):
        if int(match[1]) in marks:
            parts += [html[done : _end_of_code(html, done, match.start())], marks[int(match[1])]]
            done = match.end()
    return "".join((*parts, html[done:]))


def _end_of_code(html: str, start: int, end: int) -> int:
    """Return where the space before ``end`` begins. Found from its end: an expression would look at
    each space of a wide line again and again.
    """
    while end > start:
        if html[end - 1] in " \t":
            end -= 1
            continue
        opening = html.rfind(_SPACE, start, end) if html.endswith("</span>", start, end) else -1
        if opening < 0 or html[opening + len(_SPACE) : end - len("</span>")].strip(" \t"):
            break
        end = opening
    return end
