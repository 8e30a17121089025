"""Addresses of other tools' pages, and links from one to another."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit


def base_url(written: str) -> str:
    """The base URL of a site, which ends with a slash; empty if it is none."""
    try:
        is_whole = urlsplit(written).scheme in {"http", "https"} and urlsplit(written).hostname
    except ValueError:
        is_whole = None
    return f"{written.rstrip('/')}/" if is_whole and not re.search(r"[\s<>\"]", written) else ""


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
