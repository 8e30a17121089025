"""The stems of a language's words, each found once: by readers in parallel, if there are any.

Sphinx feeds the search index in the process that all others wait for.
"""

from __future__ import annotations

import contextlib
import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx
from docutils import nodes
from sphinx.search import IndexBuilder

from sphinx_craftblog.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
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


class StemFinder:
    """Has the readers of one application find stems, which its main process will ask for."""

    def __init__(self) -> None:
        self._main = 0
        self._stems: Stems | None = None
        self._language: SearchLanguage | None = None

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """``env-before-read-docs``: readers are forked after this."""
        self._main, self._stems = os.getpid(), None
        is_wanted = app.parallel > 1 and "stems" in blog_domain(env).options.speedups
        if is_wanted and docnames and getattr(app.builder, "search", False):
            self._language = IndexBuilder(env, *search_settings(app.config)).lang
            self._stems = self.stems_of(app.builder, self._language)

    def find(self, app: Sphinx, doctree: nodes.document) -> None:
        """``doctree-read``: find the stems of a document's words, and send them along."""
        if self._stems is None or self._language is None or os.getpid() == self._main:
            return
        if (found := getattr(app.env, _SENT, None)) is None:
            found = self._stems.found = {}
            setattr(app.env, _SENT, found)
        for text in doctree.findall(nodes.Text):
            for word in self._language.split(text):
                self._stems[word]

    def merge(
        self, app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment
    ) -> None:
        """``env-merge-info``: take over what a reader has found."""
        if self._stems is not None:
            self._stems.update(getattr(other, _SENT, {}))

    def stems_of(self, builder: Builder, language: SearchLanguage) -> Stems:
        """The stems that are known in this build."""
        if self._stems is not None:
            return self._stems
        return Stems(language, Path(builder.doctreedir, "craftblog", "stems.json"))


_SENT = "craftblog_stems"
"""Attribute of a reader's environment, which is not kept."""


def search_settings(config: Config) -> tuple[str, dict[str, str], str]:
    """What Sphinx makes its search index with: language, options and scorer."""
    language = config.html_search_language or config.language
    return language, config.html_search_options, config.html_search_scorer
