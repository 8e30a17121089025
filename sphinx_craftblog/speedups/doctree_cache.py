"""Documents that wait to be written: some as they are, the rest on disk, where all are kept.

Sphinx keeps the tree of every document that it reads until it writes it, and what it has loaded
of a tree from disk for good: 0.15 MB a post, and another 0.03.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.private_access import READ_CACHE, WRITE_CACHE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

DOCTREES_KEPT = 300
"""Trees that are kept in memory; to load a further one costs a fiftieth of what its page does."""


def drop_tree(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: drop the last that was read, if there are enough."""
    speedups = blog_domain(app.env).options.speedups
    if "doctrees" in speedups:
        waiting = WRITE_CACHE.of(app.env, speedups, {})
        while len(waiting) > DOCTREES_KEPT:
            waiting.popitem()


def drop_pickle(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: drop what was loaded from disk of a document."""
    speedups = blog_domain(app.env).options.speedups
    READ_CACHE.of(app.env, speedups, {}).pop(docname, None)
