"""The stems of a language's words, each found once."""

from __future__ import annotations

import contextlib
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx

if TYPE_CHECKING:
    from sphinx.search import SearchLanguage

STEMS_KEPT = 1 << 18
"""Stems that are kept: ten times the vocabulary of a blog of 10 000 posts."""


class Stems(dict[str, str]):
    """The stems of a language's words, each found once and kept beside the doctrees."""

    def __init__(self, language: SearchLanguage, path: Path) -> None:
        super().__init__()
        self._stem = language.stem
        self._path = path
        kind = type(language)
        # What decides on a stem: the language, and the version of who knows it.
        self._maker = [f"{kind.__module__}.{kind.__qualname__}", sphinx.__version__]
        self._maker += map(_version, ("snowballstemmer", "PyStemmer"))
        with contextlib.suppress(OSError, ValueError, TypeError):
            maker, stems = json.loads(path.read_text(encoding="utf-8"))
            if maker == self._maker:
                self.update(stems)
        self._known = len(self)
        self.found: dict[str, str] = {}
        """Those that this process has found itself."""

    def __missing__(self, word: str) -> str:
        stem = self[word] = self.found[word] = self._stem(word)
        return stem

    def save(self) -> None:
        """Keep them for the next build, if there are enough new ones and not too many."""
        if 1.02 * self._known < len(self) <= STEMS_KEPT:
            temporary = self._path.with_suffix(".tmp")
            temporary.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps([self._maker, self]), encoding="utf-8")
            temporary.replace(self._path)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
