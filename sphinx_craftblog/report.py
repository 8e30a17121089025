"""Mistakes, handed to Sphinx as warnings that can be located and suppressed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sphinx.util import logging

from sphinx_craftblog.model.mistakes import Mistake

logger = logging.getLogger(__name__)


def report(found: Iterable[Mistake]) -> None:
    """Warn of each mistake once, as ``craftblog.<subtype>`` at its file and line."""
    for mistake in dict.fromkeys(found):
        logger.warning(
            "%s",
            mistake.text,
            type="craftblog",
            subtype=mistake.subtype,
            location=_location(mistake),
        )


def _location(mistake: Mistake) -> str | tuple[str, int]:
    if not mistake.line:
        return mistake.docname
    if Path(mistake.docname).is_absolute():
        return f"{mistake.docname}:{mistake.line}"
    return mistake.docname, mistake.line
