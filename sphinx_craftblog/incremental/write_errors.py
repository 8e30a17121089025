"""Files that a build cannot write: said in a sentence, and left to the next build.

Sphinx warns where a page or a picture cannot be written, and goes on: the build would
succeed without them, and the next one would not know.
"""

from __future__ import annotations

import errno
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util.logging import NAMESPACE

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""Errors that only writing can have."""

_LOGGERS = (f"{NAMESPACE}.sphinx.builders.html", f"{NAMESPACE}.sphinx.util.parallel")
"""Who warns of a file, and who hands on what a writer process has warned of."""

_ERROR = re.compile(r"\[Errno (\d+)\] ([^:)]+)(?:: '([^']*)')?")
"""An error of the operating system, as it stands in the text of whatever came of it."""


class UnwritableError(SphinxError):
    """The build has come to an end because it cannot write."""

    category = "Output error"


class WriteErrors(logging.Filter):
    """Counts the files that one build was not able to write."""

    number = 0

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """``write-started``: look at the warnings from now on."""
        self.number = 0
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: say that the output is not complete, and in a word why."""
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(self)
        if exception is None and self.number:
            report([diagnostics.files_not_written(self.number).at("")])
            app.statuscode = app.statuscode or 1
        if exception is not None and (text := _in_words(app, str(exception))):
            raise UnwritableError(text) from exception

    def filter(self, record: logging.LogRecord) -> bool:
        """Count a warning of an error while writing; a mark tells of it in other processes."""
        arguments = record.args if isinstance(record.args, tuple) else ()
        if any(isinstance(argument, OSError) for argument in arguments):
            record.craftblog_unwritten = True
        self.number += hasattr(record, "craftblog_unwritten")
        return True


@contextmanager
def friendly_os_errors(app: Sphinx) -> Iterator[None]:
    """Say what cannot be written before the build has begun, where nobody else says it."""
    try:
        yield
    except OSError as error:
        text = _in_words(app, str(error))
        if not text:
            raise
        raise UnwritableError(text) from error


def _in_words(app: Sphinx, problem: str) -> str:
    """Return what an error says of the output, empty if it is about something else."""
    found = _ERROR.search(problem)
    if found is None:
        return ""
    number, reason, file = found.groups()
    is_ours = (file or "").startswith((str(app.outdir), str(app.doctreedir)))
    return diagnostics.cannot_write(reason, file).text if int(number) in FULL or is_ours else ""
