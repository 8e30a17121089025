"""What a migration would change, file by file, and what it leaves to people."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_MARK = "\ufeff"
"""What some editors begin a file in UTF-8 with."""


class Note(NamedTuple):
    """Something at a place that people should know; ``is_left`` if they have to do it."""

    path: str
    line: int
    text: str
    is_left: bool = True


@dataclass(slots=True)
class Source:
    """A text file: what it says now, and what it is to say; empty before if it is new.

    ``path`` is relative to the folder of the site, with slashes.
    """

    path: str
    old: str
    new: str

    @property
    def is_changed(self) -> bool:
        return self.old != self.new

    @property
    def lines(self) -> list[str]:
        """The lines as they are to be, without their ends."""
        return self.new.removeprefix(_MARK).replace("\r\n", "\n").split("\n")

    @lines.setter
    def lines(self, lines: list[str]) -> None:
        if lines == self.lines:
            return
        text = "\n".join(lines)
        mark = _MARK if self.old.startswith(_MARK) else ""
        self.new = mark + (text.replace("\n", "\r\n") if "\r\n" in self.old else text)

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, each with its end."""
        before = f"a/{self.path}" if self.old else "/dev/null"
        lines = self.old.splitlines(keepends=True), self.new.splitlines(keepends=True)
        for line in difflib.unified_diff(*lines, before, f"b/{self.path}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


@dataclass(slots=True)
class Plan:
    """The changes of a site below ``folder``, and notes on what else there is.

    ``copies`` are files to copy, by the paths that they are to have.
    """

    folder: Path
    sources: dict[str, Source] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    copies: dict[str, Path] = field(default_factory=dict)

    @property
    def changes(self) -> list[Source]:
        """The files to write, by their paths."""
        return [source for _, source in sorted(self.sources.items()) if source.is_changed]

    @property
    def left(self) -> list[Note]:
        """What people have to do."""
        return [note for note in self.notes if note.is_left]

    def note(self, path: str, line: int, text: str, *, is_left: bool = True) -> None:
        """Add a note, once."""
        note = Note(path, line, text, is_left)
        if note not in self.notes:
            self.notes.append(note)

    def read(self, path: str) -> Source:
        """The file at a path, with what the plan has of it so far.

        :raises OSError: if it cannot be read.
        :raises UnicodeError: if it is not UTF-8.
        """
        if path not in self.sources:
            text = (self.folder / path).read_bytes().decode("utf-8")
            self.sources[path] = Source(path, text, text)
        return self.sources[path]

    def add(self, path: str, text: str) -> None:
        """Plan a new file."""
        self.sources[path] = Source(path, "", text)

    def write(self) -> None:
        """Write every change, and copy files."""
        for source in self.changes:
            path = self.folder / source.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.new.encode())
        for name, original in sorted(self.copies.items()):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(original, path)
