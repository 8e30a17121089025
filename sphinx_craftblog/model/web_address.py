"""Web addresses in settings."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


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
