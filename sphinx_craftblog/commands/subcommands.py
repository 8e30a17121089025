"""What a command is added to."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Protocol


class Subcommands(Protocol):
    """The commands of a parser, as ``ArgumentParser.add_subparsers`` returns them."""

    def add_parser(self, name: str, **options: Any) -> ArgumentParser:
        """Add a command; the options are those of :class:`argparse.ArgumentParser`."""
