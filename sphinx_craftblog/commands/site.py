"""A site, opened by a command as ``sphinx-build`` opens it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import traceback
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOBase
from pathlib import Path
from typing import IO, Any, cast

import sphinx
from sphinx.application import Sphinx
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_craftblog import diagnostics
from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.model.digest import digest_of_bytes
from sphinx_craftblog.version import __version__

HELD_BACK: dict[str, Any] = {"craftblog_drafts": True, "craftblog_future": True}
"""Settings with which posts that are kept back are read as well."""

JOBS = os.cpu_count() or 1
"""Processes that read and write a whole site."""


def add_source(parser: ArgumentParser) -> None:
    """Declare the argument that names a site."""
    parser.add_argument(
        "source", nargs="?", default=".", metavar="SOURCEDIR", help="folder of conf.py (default: .)"
    )


class Messages(TextIOBase):
    """Where Sphinx writes its warnings, each at once; without colors."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def write(self, text: str) -> int:
        if message := _plain(text).strip():
            self.texts.append(message)
        return len(text)


class Progress(TextIOBase):
    """Where Sphinx says what it does: of that, how far it is, on one line of a terminal."""

    def write(self, text: str) -> int:
        if found := re.search(r"(\S.*\.\.\. *)\[ *(\d+)%\]", _plain(text)):
            print(f"{_EMPTY_LINE}{found[1]}{found[2]} %", end="", file=sys.stderr, flush=True)
        return len(text)


_EMPTY_LINE = "\r\x1b[2K"


def _plain(text: str) -> str:
    """A text without the colors of a terminal."""
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", text)


@contextmanager
def opened(
    source: Path,
    *,
    builder: str = "dummy",
    output: Path | None = None,
    doctrees: Path | None = None,
    settings: dict[str, Any] | None = None,
    messages: Messages | None = None,
) -> Iterator[Sphinx]:
    """The application of a blog, with nothing read yet but what ``doctrees`` has kept.

    What is not given lies in a temporary folder.

    :raises SiteError: if there is no conf.py, it cannot be read, or it is not that of a blog.
    """
    if not (source / "conf.py").is_file():
        raise SiteError(diagnostics.no_configuration(source).text)
    with (
        tempfile.TemporaryDirectory(prefix="craftblog-", ignore_cleanup_errors=True) as folder,
        patch_docutils(source),
        docutils_namespace(),
    ):
        try:
            app = Sphinx(
                source,
                source,
                output or Path(folder, "output"),
                doctrees or Path(folder, "doctrees"),
                builder,
                settings,
                status=cast("IO[str]", Progress()) if sys.stderr.isatty() else None,
                warning=cast("IO[str]", messages or Messages()),
                freshenv=doctrees is None,
                parallel=JOBS,
            )
        except SphinxError as error:
            raise SiteError(_said(error, source / "conf.py")) from None
        except Exception as error:  # of an extension
            raise SiteError(diagnostics.failed_build(error).text) from error
        if "sphinx_craftblog" not in app.extensions:
            raise SiteError(diagnostics.no_blog(source / "conf.py").text)
        yield app


def read_blog(app: Sphinx) -> BlogDomain:
    """The records of all posts; reads the documents that have changed since they were kept.

    :raises SiteError: if the site cannot be read.
    """
    builder = app.builder
    # The records are complete once documents are read; nothing is to be written.
    builder.get_outdated_docs = set  # type: ignore[method-assign]
    builder.write_documents = _write_none  # type: ignore[method-assign]
    build(app)
    return blog_domain(app.env)


def build(app: Sphinx, *, force_all: bool = False) -> None:
    """Build what has changed, or everything.

    :raises SiteError: if the build fails.
    """
    try:
        app.build(force_all=force_all)
    except SphinxError as error:
        raise SiteError(str(error)) from None
    except Exception as error:
        raise SiteError(diagnostics.failed_build(error).text) from error
    finally:
        if sys.stderr.isatty():
            print(_EMPTY_LINE, end="", file=sys.stderr, flush=True)


def _write_none(docnames: object) -> None:
    """Take the place of ``Builder.write_documents``."""


def kept_doctrees(source: Path) -> Path:
    """The folder in the user's cache where what was read of a site is kept between commands."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    who = f"{source.resolve()} {__version__} {sphinx.__version__} {sys.version_info[:2]}"
    return Path(base, "sphinx-craftblog", digest_of_bytes(who.encode()))


def _said(error: SphinxError, configuration: Path) -> str:
    """Return what Sphinx says of a configuration; of one that raises, where and what, in
    one line.
    """
    cause = error.__cause__
    if not isinstance(error, ConfigError) or cause is None:
        return str(error).strip()
    if isinstance(cause, SyntaxError):
        return diagnostics.failed_configuration(configuration, cause.lineno, cause).text
    frames = traceback.extract_tb(cause.__traceback__)
    lines = [frame.lineno for frame in frames if Path(frame.filename) == configuration.resolve()]
    line = lines[-1] if lines else None
    return diagnostics.failed_configuration(configuration, line, cause).text
