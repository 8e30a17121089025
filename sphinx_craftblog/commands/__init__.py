"""What can be typed after ``craftblog``; a module for each."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

from sphinx_craftblog import __version__
from sphinx_craftblog.commands import check, search_index


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code of the process.

    :raises SystemExit: with code 2 and the usage, if there is no such command or option.
    """
    parser = ArgumentParser("craftblog", description="What a blog needs beside sphinx-build.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check.add_to(commands)
    search_index.add_to(commands)
    arguments = parser.parse_args(argv)
    code: int = arguments.run(arguments)
    return code
