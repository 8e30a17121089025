"""Templates that are compiled once, and not in every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache

from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def keep(app: Sphinx) -> None:
    """``builder-inited``: have the theme's templates kept."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if isinstance(environment, Environment) and environment.bytecode_cache is None:
        environment.bytecode_cache = bytecode_cache(app.builder)


def bytecode_cache(builder: Builder) -> FileSystemBytecodeCache | None:
    """Jinja's cache of compiled templates, by their text; none where it is not wanted."""
    if "templates" not in blog_domain(builder.env).options.speedups:
        return None
    folder = Path(builder.doctreedir, "craftblog", "templates")
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))
