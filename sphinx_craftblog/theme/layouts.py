"""The layouts of the bundled theme: what a document asks for, and what it gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.reading.schema import LAYOUTS
from sphinx_craftblog.theme.bundled import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

USUAL = {"landing": "landing", "post": "post", "listing": "wide", "page": "page"}
"""The layout of each kind of page."""


def layout_of(env: BuildEnvironment, page: str, kind: str) -> str:
    """The layout that a document asks for, else the usual one of its kind."""
    asked = env.metadata[page].get("layout") if page in env.metadata else None
    return asked if asked in LAYOUTS else USUAL[kind]


def report_unknown(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """``env-updated``: say which layouts there are not. Another theme may have its own."""
    if app.config.html_theme == THEME:
        report(_diagnostics(env))
    return []


def _diagnostics(env: BuildEnvironment) -> Iterator[Diagnostic]:
    posts = blog_domain(env).posts
    for docname, metadata in sorted(env.metadata.items()):
        asked = metadata.get("layout", "page")
        if asked not in LAYOUTS:
            post = posts.get(docname)
            place = post.place("layout") if post else (docname, _line(Path(env.doc2path(docname))))
            yield diagnostics.unknown_layout(asked, LAYOUTS).at(*place)


def _line(path: Path) -> int | None:
    """Return where a source that is no post says it; its metadata has no lines."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    found = (number for number, line in enumerate(lines, 1) if re.match(r":?layout\s*:", line))
    return next(found, None)
