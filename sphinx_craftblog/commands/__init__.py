"""What can be typed after ``craftblog``; a module for each."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from sphinx_craftblog import __version__, diagnostics
from sphinx_craftblog.commands import (
    check,
    init,
    list_posts,
    migrate,
    new,
    schema,
    search_index,
    serve,
)
from sphinx_craftblog.commands.site import SiteError

WRONG_USAGE = 2
"""Exit code of what cannot be begun; argparse's own."""

COMMANDS = (init, new, serve, list_posts, check, migrate, schema, search_index)
"""In the order of the help."""


class _Parser(ArgumentParser):
    """Says what is wrong in one line."""

    names: Iterable[str] = ()
    """The commands that there are."""

    def error(self, message: str) -> NoReturn:
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
    for command in COMMANDS:
        command.add_to(commands)
    parser.names = commands.choices
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USAGE
    except OSError as error:
        if error.filename is None:
            raise
        said = diagnostics.unusable_file(error.filename, error.strerror).text
        print(f"craftblog: {said}", file=sys.stderr)
        return WRONG_USAGE
    except SiteError as error:
        print(f"craftblog: {error}", file=sys.stderr)
        return WRONG_USAGE
    return code
