"""What stops a command."""

from __future__ import annotations


class SiteError(Exception):
    """A site cannot be opened; the message is one line that says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
