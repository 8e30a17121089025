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
from sphinx.builders.html import INVENTORY_FILENAME

from sphinx_craftblog.domain import BlogDomain, blog_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def leave_out(app: Sphinx) -> None:
    """``builder-inited``: have the builder leave them out.

    Sphinx offers no hook for that, so two methods of this builder's instance are wrapped.
    """
    builder: Any = app.builder
    if not hasattr(builder, "index_page"):
        return
    index_page, dump_inventory = builder.index_page, builder.dump_inventory

    def index_listed_page(pagename: str, doctree: nodes.document, title: str) -> None:
        if pagename not in blog_domain(builder.env).hidden:
            index_page(pagename, doctree, title)

    def dump_inventory_of_listed() -> None:
        dump_inventory()
        hidden = blog_domain(builder.env).hidden
        path = Path(builder.outdir, INVENTORY_FILENAME)
        if hidden and path.is_file():
            pages = {builder.get_target_uri(docname) for docname in hidden}
            path.write_bytes(_without(pages, path.read_bytes()))

    builder.index_page, builder.dump_inventory = index_listed_page, dump_inventory_of_listed


def forget_held(app: Sphinx, exception: Exception | None) -> None:
    """``build-finished``: take the names of posts that are kept back out of the environment
    that builders of JSON and pickles copy into their output.
    """
    copy, held = Path(app.outdir, ENV_PICKLE_FILENAME), blog_domain(app.env).held
    if exception is not None or not held or not hasattr(app.builder, "globalcontext_filename"):
        return
    env = pickle.loads(copy.read_bytes())  # noqa: S301 - written by this build
    env.domaindata[BlogDomain.name]["held"] = {}
    paths, names = env.project._docname_to_path, env.project._path_to_docname
    for docname in held:
        names.pop(paths.pop(docname, None), None)
    copy.write_bytes(pickle.dumps(env, pickle.HIGHEST_PROTOCOL))


_ENTRY = re.compile(r".+?\s+\S+\s+-?\d+\s+?([^\s#]*)")


def _without(pages: Container[str], inventory: bytes) -> bytes:
    *head, packed = inventory.split(b"\n", 4)
    lines = zlib.decompress(packed).decode().splitlines(keepends=True)
    kept = [line for line in lines if not (m := _ENTRY.match(line)) or m[1] not in pages]
    return b"\n".join([*head, zlib.compress("".join(kept).encode(), 9)])
