"""What an output folder shows, kept in the folder itself."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

MANIFEST = ".craftblog.json"
JOURNAL = ".craftblog.writing"


@dataclass(slots=True)
class Manifest:
    """What the last build that came to its end has written.

    ``documents`` has the digest of each document's page, ``pages`` digest and file
    of each generated page, ``files`` the files of each document, as paths from the
    folder. ``statics`` are the names that were copied from static folders, and
    ``others`` what Sphinx and extensions made beside them under the settings whose
    digest is ``settings``.
    """

    documents: dict[str, str] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    settings: str = ""
    statics: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """The manifest of an output folder; an empty one where there is none to read."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, folder: Path) -> None:
        """Replace the folder's manifest, unless it says the same."""
        content = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        path = folder / MANIFEST
        temporary = path.with_suffix(".tmp")
        with contextlib.suppress(OSError, UnicodeError):
            if path.read_text(encoding="utf-8") == text:
                temporary.unlink(missing_ok=True)  # of a build that was killed
                return
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


class Journal:
    """What a build has begun to do to an output folder; it is there as long as it lasts.

    When the next build finds one, the pages in it are not to be trusted: they may be
    half written. ``files`` are theirs. ``foreign_files`` are the files that the build found
    and did not know.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL
        self.pages: set[str] = set()
        self.files: set[str] = set()
        self.foreign_files: set[str] | None = None
        with contextlib.suppress(ValueError):  # it is not as we have written it
            for line in self._lines():
                kind, _, name = line.partition(" ")
                if kind == "strangers":
                    self.foreign_files = set(json.loads(name))
                elif kind == "page":
                    self.pages.add(name)
                elif kind == "file":
                    self.files.add(name)

    def note_foreign_files(self, names: Iterable[str]) -> None:
        """Say which files were there before."""
        self.foreign_files = set(names)
        self._add(f"strangers {json.dumps(sorted(self.foreign_files))}")

    def note_page(self, page: str, files: Iterable[str]) -> None:
        """Say that a page will be written next, to these files."""
        self._add("\n".join([f"page {page}", *(f"file {file}" for file in files)]))

    def close(self) -> None:
        """All has been written."""
        self.path.unlink(missing_ok=True)

    def _add(self, line: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.write(f"{line}\n".encode())

    def _lines(self) -> list[str]:
        """The whole lines that are there. One that was cut told of what was then not done; it is
        taken out, so that the next line does not continue it.
        """
        try:
            found = self.path.read_bytes()
        except OSError:
            return []
        whole = found[: found.rfind(b"\n") + 1]
        if whole != found:
            self.path.write_bytes(whole)
        return whole.decode().split("\n")


def remove(folder: Path, files: Iterable[str]) -> None:
    """Remove files that an earlier build wrote, and the folders that they leave empty."""
    real_folder = folder.resolve()
    for name in files:
        path = folder / name
        if not path.resolve().is_relative_to(real_folder):
            continue
        if path.is_file():  # a folder of that name is of another page
            path.unlink()
        for parent in path.parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break
