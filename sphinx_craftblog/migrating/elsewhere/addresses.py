"""Addresses of other tools' pages, and links from one to another."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit


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
    """Whether a link leads to a place by its path alone."""
    return bool(link) and not link.startswith("#") and not re.match(r"[A-Za-z][\w+.-]*:|//", link)
