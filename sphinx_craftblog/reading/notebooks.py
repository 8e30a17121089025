"""Notebooks: their metadata is their front matter, as MyST-NB has it, and cells have text."""

from __future__ import annotations

import json
import re
from typing import Any

from sphinx_craftblog.diagnostics import nearest
from sphinx_craftblog.reading.front_matter import Entry, FrontMatter
from sphinx_craftblog.reading.schema import ALIASES, BY_NAME

SUFFIX = ".ipynb"


def read_metadata(text: str) -> FrontMatter:
    """The keys of a notebook that are meant for the blog; other tools write there, too."""
    metadata = _notebook(text).get("metadata")
    known = [*BY_NAME, *ALIASES]
    entries = {
        key: Entry(value, _line(text, key))
        for key, value in (metadata if isinstance(metadata, dict) else {}).items()
        if key in known or nearest(key, ("draft", "unlisted", "expires", "blogpost"))
    }
    return FrontMatter(entries)


def text_of_cells(text: str) -> str:
    """Return what authors have written in a notebook, without its code."""
    cells = _notebook(text).get("cells")
    return "\n\n".join(
        source if isinstance(source, str) else "".join(map(str, source))
        for cell in (cells if isinstance(cells, list) else [])
        if isinstance(cell, dict) and cell.get("cell_type") in {"markdown", "raw"}
        for source in [cell.get("source", "")]
    )


def _notebook(text: str) -> dict[str, Any]:
    """A notebook; empty where it is none, which who reads it says."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return notebook if isinstance(notebook, dict) else {}


def _line(text: str, key: str) -> int:
    """The line of a key. Metadata of the whole notebook stands below its cells."""
    found = [m.start() for m in re.finditer(rf'^\s*"{re.escape(key)}"\s*:', text, re.MULTILINE)]
    return text.count("\n", 0, found[-1] + 1) + 1 if found else 1
