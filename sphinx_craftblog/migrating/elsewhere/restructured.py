"""reStructuredText of other tools as Sphinx reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from sphinx_craftblog.migrating.ablog.front_matter import yaml_text
from sphinx_craftblog.migrating.elsewhere.post import ImportedPost

_DIRECTIVE = re.compile(
    r"^(?P<before>\s*(?:\.\. \|[^|]+\| |\.\. )(?:image|figure)::\s+)(?P<to>\S+)", re.M
)


def with_links(text: str, target: Callable[[str], str]) -> str:
    """A text with other targets of its pictures."""
    return _DIRECTIVE.sub(lambda match: match["before"] + target(match["to"]), text)


def document(post: ImportedPost, front: Mapping[str, object], body: str) -> str:
    """The source of a document: its title, an ``article`` with its keys, and its text."""
    title = " ".join(post.title.split()).replace("\\", "\\\\").replace("*", "\\*")
    title = title.replace("`", "\\`")
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in title)
    line = "=" * max(width, 3)
    keys = [f"   :{key}: {yaml_text(value)}" for key, value in front.items()]
    article = [".. article::", *keys, ""] if keys else []
    return "\n".join([line, title, line, "", *article, body.strip(), ""])
