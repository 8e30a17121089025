"""URLs that people have typed."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_url(url: str) -> SplitResult:
    """The parts of a URL; none of one that is no URL, such as ``http://[``."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
