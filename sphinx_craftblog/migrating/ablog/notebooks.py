"""Notebooks that are posts: by their metadata (MyST-NB), or by a raw cell (nbsphinx)."""

from __future__ import annotations

import json

from sphinx_craftblog.migrating.ablog import wording
from sphinx_craftblog.migrating.ablog.site import AblogPost, AblogSite, Document
from sphinx_craftblog.migrating.plan import Source


def move_notebook(site: AblogSite, document: Document, file: Source) -> list[AblogPost]:
    """Change a notebook; returns the posts that it is."""
    try:
        json.loads(file.new)
    except ValueError as error:
        site.plan.note(document.path, 1, wording.not_read(error))
    return []
