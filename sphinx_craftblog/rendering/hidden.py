"""Unlisted and expired posts, left out of the lists that Sphinx makes of all documents.

Their pages are written, and whoever has the address may read them; the search index and
the inventory would tell it to everyone.
"""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.project import Project

from sphinx_craftblog.environment.domain import BlogDomain, blog_domain

INVENTORY = "objects.inv"

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def leave_out_of_search(app: Sphinx) -> None:
    """``builder-inited``: have the builder index no hidden post.

    Sphinx offers no hook for that, so a method of this builder's instance is wrapped. It finds the
    words of a document if it has an indexer.
    """
    builder: Any = app.builder
    if not hasattr(builder, "search"):
        return
    write = builder.write_doc_serialized

    def write_doc_serialized(docname: str, doctree: nodes.document) -> None:
        indexer = builder.indexer
        if docname in blog_domain(builder.env).hidden:
            builder.indexer = None
        try:
            write(docname, doctree)
        finally:
            builder.indexer = indexer

    builder.write_doc_serialized = write_doc_serialized


def leave_out_of_inventory(app: Sphinx, exception: Exception | None) -> None:
    """``build-finished``: take hidden posts out of the inventory."""
    hidden = blog_domain(app.env).hidden
    path = Path(app.outdir, INVENTORY)
    if hidden and path.is_file():
        pages = {app.builder.get_target_uri(docname) for docname in hidden}
        path.write_bytes(_without(pages, path.read_bytes()))


def forget_unpublished(app: Sphinx, exception: Exception | None) -> None:
    """``build-finished``: take the names of posts that are kept back out of the environment
    that builders of JSON and pickles copy into their output.
    """
    copy, unpublished = Path(app.outdir, ENV_PICKLE_FILENAME), blog_domain(app.env).unpublished
    if (
        exception is not None
        or not unpublished
        or not hasattr(app.builder, "globalcontext_filename")
    ):
        return
    env = pickle.loads(copy.read_bytes())  # noqa: S301 - written by this build
    env.domaindata[BlogDomain.name]["unpublished"] = {}
    files = [str(env.doc2path(docname, False)) for docname in unpublished]
    env.project = Project(env.project.srcdir, env.project.source_suffix)
    env.project.discover([*app.config.exclude_patterns, *map(_escaped, files)])
    copy.write_bytes(pickle.dumps(env, pickle.HIGHEST_PROTOCOL))


def _escaped(name: str) -> str:
    """Return a pattern of Sphinx's that matches one name."""
    return re.sub(r"[*?[]", r"[\g<0>]", name)


_ENTRY = re.compile(r".+?\s+\S+\s+-?\d+\s+?([^\s#]*)")


def _without(pages: Container[str], inventory: bytes) -> bytes:
    *head, packed = inventory.split(b"\n", 4)
    lines = zlib.decompress(packed).decode().splitlines(keepends=True)
    kept = [line for line in lines if not (m := _ENTRY.match(line)) or m[1] not in pages]
    return b"\n".join([*head, zlib.compress("".join(kept).encode(), 9)])
