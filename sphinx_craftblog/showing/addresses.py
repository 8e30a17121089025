"""Absolute addresses, for those who look at a page from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.builders import Builder


def absolute_url(builder: Builder, page: str) -> str:
    """The address of a document or generated page; empty without ``html_baseurl``."""
    # ``dirhtml`` leaves names of pages as they are, ``html`` quotes them.
    return site_url(builder, quote(builder.get_target_uri(page), safe="%/"))


def site_url(builder: Builder, path: str = "") -> str:
    """The address of a path from the site's root; empty without ``html_baseurl``."""
    base = blog_domain(builder.env).site_url
    return f"{base}/{path}" if base else ""
