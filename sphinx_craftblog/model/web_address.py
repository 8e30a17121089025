"""Web addresses in settings."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NEVER = re.compile(r"[\s\x00-\x1f\x7f-\x9f\"<>\\]")
"""Characters that no address has: white space, controls, and what would end an attribute."""

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_web_address(text: str) -> bool:
    """Return whether a text is an address that a browser can follow to a host, and nothing else."""
    if not re.match(r"https?://[^/?#]", text) or _NEVER.search(text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:  # brackets, or a port, that are none
        return False


def may_be_followed(text: str) -> bool:
    """Return whether a link may lead to an address: on the web, by mail, or within the site.

    Not to a script, whatever stands in or before its scheme.
    """
    if _NEVER.search(text):
        return False
    if re.match(r"https?:", text, re.IGNORECASE):
        return is_web_address(text)
    scheme = re.match(r"[A-Za-z][\w+.-]*:", text)
    return scheme is None or scheme[0].lower() == "mailto:"


def web_address(value: object) -> str:
    """An ``https:`` address, or one of this machine, without a slash at its end.

    :raises ValueError: if it is none; the message says what is.
    """
    if isinstance(value, str) and not re.search(r"[\s\x00-\x1f\"'<>\\]", value):
        try:
            parts = urlsplit(value)
            host, _ = parts.hostname, parts.port
        except ValueError:  # brackets, or a port, that are none
            host = None
        if host and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL)):
            return value.rstrip("/")
    raise ValueError("a URL that begins with 'https://'")
