"""reStructuredText of other tools as Sphinx reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from sphinx_craftblog.importers.common.front_matter import yaml_text
from sphinx_craftblog.importers.common.post import ImportedPost

_DIRECTIVE = re.compile(
    r"^(?P<before>\s*(?:\.\. \|[^|]+\| |\.\. )(?:image|figure)::\s+)(?P<to>\S+)", re.M
)


_LINK = re.compile(r"(?<![\w`])`(?P<text>[^`<]*?)\s*<(?P<to>/[^`<>\s]*)>`__?(?!\w)")
"""A link to an address of the site."""


def with_links(text: str, target: Callable[[str], str]) -> str:
    """A text with other targets of its pictures, and with references to documents and files."""
    text = _DIRECTIVE.sub(lambda match: match["before"] + target(match["to"]), text)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "<" in line and not re.match(r"\s*[|+]", line):  # the columns of a table must not move
            parts = re.split(r"(``[^`]+``)", line)
            parts[::2] = [_LINK.sub(lambda match: _reference(match, target), one)
                          for one in parts[::2]]  # fmt: skip
            lines[number] = "".join(parts)
    return "\n".join(lines)


def _reference(match: re.Match[str], target: Callable[[str], str]) -> str:
    new, _, fragment = target(match["to"]).partition("#")
    text = match["text"] or match["to"]
    if new == match["to"].partition("#")[0] or (fragment and new.endswith((".md", ".rst"))):
        return match[0]
    if "://" in new:
        return f"`{text} <{new}{'#' if fragment else ''}{fragment}>`__"
    if new.endswith((".md", ".rst")):
        return f":doc:`{text} <{new.rpartition('.')[0]}>`"
    return f":download:`{text} <{new}>`"


def document(post: ImportedPost, front: Mapping[str, object], body: str) -> str:
    """The source of a document: its title, an ``article`` with its keys, and its text."""
    title = " ".join(post.title.split()).replace("\\", "\\\\").replace("*", "\\*")
    title = title.replace("`", "\\`")
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in title)
    # A heading that looks like the title would stand beside it.
    used = re.findall(r"^([^\w\s])\1+\n[^\n]+\n\1\1+$", body, re.MULTILINE)
    line = next(mark for mark in "=#%@+~" if mark not in used) * max(width, 3)
    keys = [f"   :{key}: {yaml_text(value)}" for key, value in front.items()]
    article = [".. article::", *keys, ""] if keys else []
    return "\n".join([line, title, line, "", *article, body.strip(), ""])
