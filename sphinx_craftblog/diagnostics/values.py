"""What is raised for a value that cannot be used."""

from __future__ import annotations


class InvalidValue(ValueError):  # noqa: N818 - it is told of, and no fault of the program
    """A value that cannot be used; the message says what would be, or why it is not."""
