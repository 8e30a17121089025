"""What a builder writes: pages and lists of which kind, in which files, at which addresses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_craftblog.environment.domain import PAGE_BUILDERS, blog_domain

if TYPE_CHECKING:
    from sphinx.builders import Builder


def shows_cards(builder: Builder) -> bool:
    """Return whether a builder shows HTML cards rather than plain lists of references."""
    return builder.format == "html" and builder.name != "epub"


def makes_pages(builder: Builder) -> bool:
    """Return whether a builder makes the pages of terms."""
    return builder.name in PAGE_BUILDERS


def keeps_pages(builder: Builder) -> bool:
    """Return whether a builder writes a file a document, and only those that changed."""
    return builder.format in {"html", "text", "xml", "pseudoxml"} and builder.name != "singlehtml"


def output_file(builder: Builder, page: str) -> str:
    """The file of a document or generated page, from the output folder."""
    # As old as Sphinx; its successor, get_output_path, is not in Sphinx 8.
    if hasattr(builder, "get_outfilename"):
        file = str(builder.get_outfilename(page))
        return file[len(str(builder.outdir)) + 1 :].replace(os.sep, "/")
    return page + str(getattr(builder, "out_suffix", ""))


def absolute_url(builder: Builder, page: str) -> str:
    """The address of a document or generated page; empty without ``html_baseurl``."""
    # ``dirhtml`` leaves names of pages as they are, ``html`` quotes them.
    return site_url(builder, quote(builder.get_target_uri(page), safe="%/"))


def site_url(builder: Builder, path: str = "") -> str:
    """The address of a path from the site's root; empty without ``html_baseurl``."""
    base = blog_domain(builder.env).site_url
    return f"{base}/{path}" if base else ""
