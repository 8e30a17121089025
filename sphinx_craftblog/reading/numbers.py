"""Numbers of sections and figures, known before it is asked which pages show others.

Sphinx gives them out after ``env-updated``, and writes the documents that have others. Those
that refer to one keep the old number, and so do titles that lose theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.logging import suppress_logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NUMBER = "secnumber"
"""Attribute of a title, and of its entry in a table of contents."""


def assign(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """``env-updated``: number all again, and return the documents with other numbers."""
    for docname in env.toc_secnumbers.keys() & env.tocs.keys():
        for entry in env.tocs[docname].findall(nodes.reference):
            entry.attributes.pop(NUMBER, None)
        env.titles[docname].attributes.pop(NUMBER, None)
    with suppress_logging():  # Sphinx does it once more, and says what is wrong
        return TocTreeCollector().get_updated_docs(app, env)
