"""What says in a page which part of it is the text of a post (https://microformats.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_craftblog.directives.nodes import post_header
from sphinx_craftblog.environment.output import shows_cards

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CONTENT = "e-content"
"""The class of a post's text."""


def mark_content(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: mark the section that a post is; what stands under it is not of it."""
    header = doctree.next_node(post_header) if shows_cards(app.builder) else None
    if header is not None and isinstance(header.parent, nodes.section):
        header.parent["classes"].append(CONTENT)
