"""Mistakes, handed to Sphinx as warnings that can be located and suppressed.

How gravely each is taken, ``craftblog_policy`` says. Its levels are put on at the logger,
where a mistake is found: processes that Sphinx forks send on what they have logged, as it is.
"""

from __future__ import annotations

import logging as standard
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_craftblog.diagnostics import Diagnostic

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

TYPE = "craftblog"

LEVELS = {
    "ignore": standard.NOTSET,
    "info": standard.INFO,
    "warning": standard.WARNING,
    "error": standard.ERROR,
}
"""What can be made of a mistake."""


class Policy(standard.Handler):
    """How gravely one application takes mistakes, and the errors that it has met."""

    app: Sphinx
    levels: Mapping[str, str]

    def __init__(self) -> None:
        super().__init__(standard.ERROR)
        self.places: set[str] = set()
        """The documents, or other places, of the errors since this was emptied."""

    def begin(self, app: Sphinx, config: Config) -> None:
        """``config-inited``: take the place of the policy of an earlier application.

        Sphinx has removed the handlers of that one. A wrong policy is refused elsewhere.
        """
        self.app, policy = app, config.craftblog_policy
        self.levels = policy if isinstance(policy, Mapping) else {}
        logger.logger.filters.clear()
        logger.logger.addFilter(self.grade)
        standard.getLogger(logging.NAMESPACE).addHandler(self)

    def grade(self, record: standard.LogRecord) -> bool:
        """Give a mistake its level; whether it is said at all."""
        subtype = getattr(record, "subtype", "")
        level = LEVELS.get(str(self.levels.get(subtype)), standard.WARNING)
        record.levelno, record.levelname = level, standard.getLevelName(level)
        record.nonl = False  # Sphinx's warnings say so, for information it means no line of its own
        hushed = self.app.config.suppress_warnings
        return bool(level) and not logging.is_suppressed_warning(TYPE, subtype, hushed)

    def emit(self, record: standard.LogRecord) -> None:
        """Have the build fail for an error of ours, found in whichever process."""
        if getattr(record, "type", "") == TYPE:
            self.app.statuscode = 1
            self.places.add(getattr(record, "docname", ""))

    def forget(self, app: Sphinx, *args: object) -> None:
        """``write-started``: errors of documents that are read stay known in another way."""
        self.places.clear()


def report(found: Iterable[Diagnostic]) -> None:
    """Warn of each mistake once, as ``craftblog.<subtype>`` at its file and line."""
    for diagnostic in dict.fromkeys(found):
        logger.warning(
            "%s",
            diagnostic.text,
            type=TYPE,
            subtype=diagnostic.subtype,
            location=_location(diagnostic),
            extra={"docname": diagnostic.docname},
        )


def _location(diagnostic: Diagnostic) -> str | tuple[str, int]:
    if not diagnostic.line:
        return diagnostic.docname
    if Path(diagnostic.docname).is_absolute():
        return f"{diagnostic.docname}:{diagnostic.line}"
    return diagnostic.docname, diagnostic.line
