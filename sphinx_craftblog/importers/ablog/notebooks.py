"""Notebooks that are posts: by their metadata (MyST-NB), or by a raw cell (nbsphinx)."""

from __future__ import annotations

import json
from typing import Any

import yaml

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.posts import FIELDS, RENAMED, PostMover
from sphinx_craftblog.importers.ablog.site import AblogDocument, AblogPost, AblogSite
from sphinx_craftblog.importers.common.front_matter import FrontMatterText
from sphinx_craftblog.importers.common.plan import Source
from sphinx_craftblog.reading.notebooks import read_metadata, text_of_cells


def move_notebook(site: AblogSite, document: AblogDocument, file: Source) -> list[AblogPost]:
    """Change a notebook; returns the posts that it is."""
    try:
        notebook = json.loads(file.new)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] in {"raw", "markdown"}]
        metadata = notebook["metadata"]
    except (ValueError, KeyError, TypeError) as error:
        site.plan.note(document.path, 1, wording.not_read(error))
        return []
    posts = _move_metadata(site, document, metadata) if "myst_nb" in site.extensions else []
    for cell in cells:
        markup = "rst" if cell["cell_type"] == "raw" else "md"
        mover = PostMover(
            site, AblogDocument(document.docname, document.path, markup), _lines(cell)
        )
        if "post::" in "\n".join(mover.lines) or "{post}" in "\n".join(mover.lines):
            _put(cell, mover.moved())
            posts += mover.posts
    if notebook != json.loads(file.new):
        file.new = _as_before(notebook, file.new)
    return posts


def says_post(text: str) -> bool:
    """Return whether a notebook that was moved says itself that it is a post."""
    return bool(read_metadata(text).entries.get("blogpost")) or "article" in text_of_cells(text)


def add_key(file: Source, key: str, value: object) -> None:
    """Give a notebook a key in its metadata."""
    notebook = json.loads(file.new)
    notebook["metadata"][key] = value
    file.new = _as_before(notebook, file.new)


def _move_metadata(
    site: AblogSite, document: AblogDocument, metadata: dict[str, Any]
) -> list[AblogPost]:
    """Metadata is to ABlog what front matter is; so it is moved as such."""
    said = {key: value for key, value in metadata.items() if key in FIELDS}
    lines = ["---", *yaml.safe_dump(said, sort_keys=False).splitlines(), "---"] if said else [""]
    mover = PostMover(site, AblogDocument(document.docname, document.path, "md"), lines)
    moved = FrontMatterText(mover.moved()).values
    for old, new in RENAMED.items():
        if old in said and new in moved:  # both names are understood
            moved[old] = moved.pop(new)
    new_metadata = {key: value for key, value in metadata.items() if key not in said}
    new_metadata |= {key: _as_json(value) for key, value in moved.items()}
    if new_metadata != metadata:
        metadata.clear()
        metadata.update(new_metadata)
    return mover.posts


def _as_json(value: object) -> object:
    return value if isinstance(value, bool | int | list | dict) else str(value)


def _lines(cell: dict[str, Any]) -> list[str]:
    source = cell["source"]
    return (source if isinstance(source, str) else "".join(source)).split("\n")


def _put(cell: dict[str, Any], lines: list[str]) -> None:
    text = "\n".join(lines)
    cell["source"] = text if isinstance(cell["source"], str) else text.splitlines(keepends=True)


def _as_before(notebook: dict[str, Any], before: str) -> str:
    """A notebook as text, in the form that it had."""
    end = "\n" if before.endswith("\n") else ""
    forms: list[dict[str, Any]] = [
        {"indent": indent, "ensure_ascii": is_ascii}
        for indent in (1, 2, 4, None)
        for is_ascii in (False, True)
    ]
    form = next((f for f in forms if json.dumps(json.loads(before), **f) + end == before), forms[0])
    return json.dumps(notebook, **form) + end
