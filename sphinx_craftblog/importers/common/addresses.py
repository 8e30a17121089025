"""Addresses of other tools' pages, and links from one to another."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from sphinx_craftblog.model.web_address import is_web_address


def split_url(url: str) -> SplitResult:
    """The parts of a URL; none of one that is no URL, such as ``http://[``."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def base_url(written: str) -> str:
    """The base URL of a site, which ends with a slash; empty if it is none."""
    return f"{written.rstrip('/')}/" if is_web_address(written) else ""


def absolute(link: str, address: str) -> str:
    """A link of the page at an address, from the root of the site; others stay as they are."""
    if not link or link.startswith(("#", "//", "/")) or re.match(r"[A-Za-z][\w+.-]*:", link):
        return link
    try:
        return urljoin(address, link)
    except ValueError:
        return link


def fragment_of(link: str) -> tuple[str, str]:
    """A link without its query and fragment, and the fragment with its mark."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link, ""
    return unquote(parts.path), f"#{parts.fragment}" if parts.fragment else ""


def is_local(link: str) -> bool:
    """Return whether a link leads to a place by its path alone."""
    return bool(link) and not link.startswith("#") and not re.match(r"[A-Za-z][\w+.-]*:|//", link)
