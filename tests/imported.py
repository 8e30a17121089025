"""Blogs of other tools, and what comes of moving them."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from sites import Built, Run, Site

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
    """What came of a migration."""

    def __init__(self, run: Run, tool: str, source: Source | Site) -> None:
        self.folder = source.folder.parent / "new"
        self.code, self.files, self.said = run(
            "migrate", tool, source.folder, "--to", self.folder, "--write"
        )
        assert self.code == ("To do by hand:" in self.said), self.said

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def built(self) -> Built:
        """The new site, built without a warning as its conf.py says that it is built."""
        builder = re.findall(r"sphinx-build -b (\w+)", self.text("conf.py"))
        built = Site.at(self.folder).build(*builder, nitpicky=True)
        assert built.warnings == [], built.log
        return built


def target(built: Built, file: str) -> str:
    """Where a page that forwards leads."""
    return re.findall(r'http-equiv="refresh" content="0; ?url=([^"]*)"', built.text(file))[0]
