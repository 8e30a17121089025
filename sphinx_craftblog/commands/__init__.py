"""What can be typed after ``craftblog``; a module for each."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.version import __version__

WRONG_USAGE = 2
"""Exit code of what cannot be begun; argparse's own."""

MODULES = {
    "init": "init",
    "new": "new",
    "serve": "serve",
    "list": "list_posts",
    "check": "check",
    "migrate": "migrate",
    "schema": "schema",
    "search-index": "search_index",
}
"""The module of each command, in the order of the help; loaded when it is used."""


class _Parser(ArgumentParser):
    """Says what is wrong in one line."""

    names: Iterable[str] = ()
    """The commands that there are."""

    def error(self, message: str) -> NoReturn:
        from sphinx_craftblog import diagnostics

        if choice := re.match(r"argument COMMAND: invalid choice: '(.*?)'", message):
            message = diagnostics.unknown_command(choice[1], self.names).text
        self.exit(WRONG_USAGE, f"{diagnostics.wrong_usage(self.prog, message).text}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code of the process.

    :raises SystemExit: with code 2 and the usage, if there is no such command or option.
    """
    parser = _Parser("craftblog", description="What a blog needs beside sphinx-build.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands: Any = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    given = sys.argv[1:] if argv is None else argv
    for name in _needed(given):
        import_module(f"{__name__}.{MODULES[name]}").add_to(commands)
    parser.names = MODULES
    arguments = parser.parse_args(given)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USAGE
    except OSError as error:
        if error.filename is None:
            raise
        from sphinx_craftblog import diagnostics

        said = diagnostics.unusable_file(error.filename, error.strerror).text
        print(f"craftblog: {said}", file=sys.stderr)
        return WRONG_USAGE
    except SiteError as error:
        print(f"craftblog: {error}", file=sys.stderr)
        return WRONG_USAGE
    return code


def _needed(given: Sequence[str]) -> Iterable[str]:
    """Return the command that is asked for, or all, whose help is; none for the version."""
    first = given[0] if given else ""
    if first in MODULES:
        return (first,)
    return () if first == "--version" else MODULES
