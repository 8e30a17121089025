"""Blogs of other tools, and what comes of moving them."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from sites import Built, Site

from sphinx_craftblog.migrating.elsewhere import plan_import

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Source:
    """A blog of another tool."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


class Moved:
    """What a migration makes of a blog. It is written when it is built."""

    def __init__(self, tool: str, place: Path, media: Path | None = None) -> None:
        """``place`` is the folder of the blog, or its export file."""
        self.folder = place.parent / "new"
        self._plan = plan_import(tool, place, self.folder, media)
        self.files = {*self._plan.sources, *self._plan.copies}
        self.said = [f"{note.path}:{note.line}: {note.text}" for note in self._plan.notes]
        self.left = [f"{note.path}:{note.line}: {note.text}" for note in self._plan.left]

    def text(self, name: str) -> str:
        return self._plan.sources[name].new

    def says(self, text: str) -> bool:
        """Whether a note has these words, or begins with this place."""
        return any(text in said for said in self.said)

    def built(self) -> Built:
        """The new site, built without a warning as its conf.py says that it is built."""
        self._plan.write()
        builder = re.findall(r"sphinx-build -b (\w+)", self.text("conf.py"))
        built = Site.at(self.folder).build(*builder, nitpicky=True)
        assert built.warnings == [], built.log
        return built


def target(built: Built, file: str) -> str:
    """Where a page that forwards leads."""
    return re.findall(r'http-equiv="refresh" content="0; ?url=([^"]*)"', built.text(file))[0]
