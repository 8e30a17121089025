"""Markdown of other tools as MyST reads it; code stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from markdown_it import MarkdownIt

_LINK = re.compile(
    r"(?P<before>\]\(\s*|^ {0,3}\[[^\]\n]+\]:[ \t]+)"
    r"(?P<to><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)",
    re.MULTILINE,
)
"""What a link, a picture or a reference leads to."""


_MARKUP = re.compile(r"[\\`*\[\]<>$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|#+$|\{(?=[\w:%-]+\}`)")
"""What would not be itself in a line of plain text."""


def code_lines(text: str) -> set[int]:
    """The lines of a text that are code, from 0."""
    found: set[int] = set()
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in {"fence", "code_block"} and token.map:
            found.update(range(*token.map))
    return found


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A text with a change of all in it that is not code; a part may have several lines."""
    code = code_lines(text)
    parts: list[str] = []
    prose: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number in code:
            if prose:
                parts.append(_outside_spans("\n".join(prose), change))
                prose = []
            parts.append(line)
        else:
            prose.append(line)
    if prose:
        parts.append(_outside_spans("\n".join(prose), change))
    return "\n".join(parts)


def with_links(text: str, target: Callable[[str], str]) -> str:
    """A text with other targets of its links, pictures and references."""

    def replaced(match: re.Match[str]) -> str:
        to = match["to"]
        plain = to[1:-1] if to.startswith("<") else to
        new = target(plain)
        if new == plain:
            return match[0]
        return match["before"] + (f"<{new}>" if re.search(r"[\s()]", new) else new)

    return outside_code(text, lambda part: _LINK.sub(replaced, part))


def with_title(text: str, title: str) -> str:
    """A text below a heading, its own headings one below another."""
    return f"# {escaped(title)}\n\n{with_levels(text).strip()}\n".replace("\n\n\n\n", "\n\n")


def with_levels(text: str) -> str:
    """A text whose headings begin at the second level and leave none out."""
    lines = text.split("\n")
    above: list[int] = []
    tokens = MarkdownIt("commonmark").parse(text)
    replaced: dict[int, tuple[int, str]] = {}
    for token, inline in pairwise(tokens):
        if token.type != "heading_open" or token.level or not token.map:
            continue
        old = int(token.tag[1])
        while above and above[-1] >= old:
            above.pop()
        above.append(old)
        new = min(len(above) + 1, 6)
        if new == old:
            continue
        start, end = token.map
        written = lines[start].strip() if token.markup.startswith("#") else inline.content
        content = written[old:].strip() if token.markup.startswith("#") else written
        replaced[start] = end, f"{'#' * new} {' '.join(content.split())}"
    return "\n".join(_with_replaced(lines, replaced))


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it."""
    text = re.sub(
        r"([\\`*\[\]<>$]|(?<!\w)_|_(?!\w)|(?<=\w)#+$|&(?=#?\w+;))", r"\\\1", " ".join(text.split())
    )
    return re.sub(r"\{(?=[\w:%-]+\}\\`)", r"\\{", text)


def _with_replaced(lines: list[str], replaced: dict[int, tuple[int, str]]) -> Iterator[str]:
    number = 0
    while number < len(lines):
        end, line = replaced.get(number, (number + 1, lines[number]))
        yield line
        number = max(end, number + 1)


def _outside_spans(text: str, change: Callable[[str], str]) -> str:
    """A change of what is in no code span; spans end at empty lines at the latest."""
    parts: list[str] = []
    for block in re.split(r"(\n[ \t]*\n)", text):
        runs = list(re.finditer(r"(?<!\\)`+", block)) if "`" in block else []
        later: dict[int, list[int]] = {}
        for number in range(len(runs) - 1, -1, -1):
            later.setdefault(len(runs[number][0]), []).append(number)
        place = number = 0
        while number < len(runs):
            same = later[len(runs[number][0])]
            while same and same[-1] <= number:
                same.pop()
            if same:
                end = runs[same[-1]].end()
                parts += (
                    change(block[place : runs[number].start()]),
                    block[runs[number].start() : end],
                )
                place, number = end, same[-1]
            number += 1
        parts.append(change(block[place:]))
    return "".join(parts)
