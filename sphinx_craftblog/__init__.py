"""A blog for Sphinx: posts, cards, tags, reading times, and a theme to read them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog.version import __version__ as __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    from sphinx.errors import ExtensionError

    from sphinx_craftblog import config, diagnostics, features, reading, speedups
    from sphinx_craftblog.builders import series_book
    from sphinx_craftblog.diagnostics.reporting import Policy
    from sphinx_craftblog.environment import domain

    if getattr(app, "builder", None) is not None:
        # Sphinx loads a theme's package as late as this, and then as an extension.
        raise ExtensionError(diagnostics.theme_without_extension().text)
    if not {"myst_parser", "myst_nb"}.intersection(app.config.extensions):
        app.setup_extension("myst_parser")

    policy = Policy()
    app.connect("config-inited", policy.begin, priority=50)
    config.declare(app)
    app.add_html_theme("craftblog", str(Path(__file__).parent / "theme" / "craftblog"))
    app.add_domain(domain.BlogDomain)
    _add_directives(app)
    app.connect("builder-inited", domain.note_builder, priority=1)
    # Of two that listen to the same event, the first one here is the first called.
    app.connect("env-get-outdated", domain.begin_build, priority=10)
    app.connect("env-updated", domain.repeat_errors)
    app.connect("warn-missing-reference", domain.suggest_target)
    reading.connect(app)
    series_book.connect(app)
    features.connect(app, policy)
    speedups.connect(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_directives(app: Sphinx) -> None:
    """What authors can write."""
    from docutils.nodes import inline
    from sphinx.roles import XRefRole

    from sphinx_craftblog.directives.archive import Archive
    from sphinx_craftblog.directives.article import Article
    from sphinx_craftblog.directives.featured import Featured
    from sphinx_craftblog.directives.hero import Hero, OpenWithHero
    from sphinx_craftblog.directives.post_list import PostList
    from sphinx_craftblog.directives.read_time import ReadTime, ReadTimeRole
    from sphinx_craftblog.directives.roles import PostRole
    from sphinx_craftblog.directives.tag_index import TagIndex
    from sphinx_craftblog.environment.domain import ROLES

    app.add_directive("archive", Archive)
    app.add_directive("article", Article)
    app.add_directive("featured", Featured)
    app.add_directive("hero", Hero)
    app.add_transform(OpenWithHero)
    app.add_directive("post-list", PostList)
    app.add_directive("tag-index", TagIndex)
    app.add_directive("read-time", ReadTime)
    app.add_role("read-time", ReadTimeRole())
    for name in ROLES:
        role = PostRole() if name == "post" else XRefRole(innernodeclass=inline)
        app.add_role_to_domain("blog", name, role)
