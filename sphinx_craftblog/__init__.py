"""A blog for Sphinx: posts, cards, tags, reading times, and a theme to read them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    from sphinx.errors import ExtensionError

    from sphinx_craftblog import options, speed
    from sphinx_craftblog.domain import BlogDomain

    if getattr(app, "builder", None) is not None:
        # Sphinx loads a theme's package as late as this, and then as an extension.
        raise ExtensionError(
            "html_theme = 'craftblog' needs 'sphinx_craftblog' in the extensions of conf.py"
        )
    if not {"myst_parser", "myst_nb"}.intersection(app.config.extensions):
        app.setup_extension("myst_parser")

    options.declare(app)
    app.add_html_theme("craftblog", str(Path(__file__).parent / "theme" / "craftblog"))
    app.add_domain(BlogDomain)
    _add_directives(app)
    _connect(app)
    speed.connect(app)
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
    from sphinx_craftblog.directives.post_list import PostList
    from sphinx_craftblog.directives.read_time import ReadTime, ReadTimeRole
    from sphinx_craftblog.directives.roles import PostRole
    from sphinx_craftblog.directives.tag_index import TagIndex
    from sphinx_craftblog.domain import ROLES

    app.add_directive("archive", Archive)
    app.add_directive("article", Article)
    app.add_directive("featured", Featured)
    app.add_directive("post-list", PostList)
    app.add_directive("tag-index", TagIndex)
    app.add_directive("read-time", ReadTime)
    app.add_role("read-time", ReadTimeRole())
    for name in ROLES:
        role = PostRole() if name == "post" else XRefRole(innernodeclass=inline)
        app.add_role_to_domain("blog", name, role)


def _connect(app: Sphinx) -> None:
    """Who listens to which event, in the order of a build."""
    from sphinx_craftblog import domain, publishing
    from sphinx_craftblog.directives import nodes
    from sphinx_craftblog.reading import (
        collector,
        folder_defaults,
        images,
        labels,
        only_series,
        publication,
        sources,
    )
    from sphinx_craftblog.showing import (
        changes,
        comments,
        context,
        hidden,
        math,
        resolve,
        sharing,
        styles,
        theme,
    )
    from sphinx_craftblog.showing.html import HtmlParts
    from sphinx_craftblog.showing.pages import Pages
    from sphinx_craftblog.showing.pictures import Pictures
    from sphinx_craftblog.showing.search import SearchPage

    parts = HtmlParts()
    differences = changes.Changes(parts)
    pages, pictures = Pages(parts, differences), Pictures(parts)
    script = comments.CommentsScript(differences)
    search = SearchPage(parts, differences)
    differences.makers += [search.find, script.find]
    app.add_post_transform(only_series.LeaveBook)
    app.add_post_transform(resolve.ShowBlog)
    app.add_node(nodes.listing, html=(parts.visit_listing, None))
    app.add_node(nodes.post_header, html=(parts.visit_header, None))
    app.add_node(nodes.post_footer, html=(parts.visit_footer, None))
    app.add_node(nodes.read_time)

    app.connect("config-inited", theme.set_defaults)
    app.connect("config-inited", only_series.name_book, priority=200)
    app.connect("config-inited", math.offer_renderer)
    app.connect("config-inited", changes.exclude_manifest)
    app.connect("builder-inited", differences.begin, priority=10)
    app.connect("builder-inited", math.declare_in_epub)
    app.connect("builder-inited", hidden.leave_out)
    app.connect("env-get-outdated", domain.begin_build, priority=10)
    app.connect("env-get-outdated", differences.begin, priority=20)
    app.connect("env-get-outdated", sources.look_again)
    app.connect("env-get-outdated", folder_defaults.look)
    app.connect("env-get-outdated", publication.hold_back)
    app.connect("env-get-outdated", sources.look_at_toctrees)
    app.connect("env-before-read-docs", sources.begin_reading)
    app.connect("env-before-read-docs", publication.note_reading)
    app.connect("source-read", sources.note_source, priority=2)
    app.connect("source-read", only_series.write_contents, priority=1)
    app.connect("source-read", collector.read_source)
    app.connect("doctree-read", collector.collect)
    app.connect("env-updated", publication.drop_nested, priority=400)
    app.connect("env-updated", only_series.bind_book, priority=410)
    app.connect("env-updated", images.name_by_path)
    app.connect("env-updated", labels.settle)
    app.connect("env-updated", sources.note_dependencies)
    app.connect("env-updated", pictures.begin)
    app.connect("env-updated", differences.find)
    app.connect("env-updated", script.write)
    app.connect("env-updated", comments.report_mistakes)
    app.connect("env-updated", sharing.report_no_address)
    app.connect("write-started", sources.end_reading)
    app.connect("write-started", styles.write_stylesheet)
    app.connect("warn-missing-reference", domain.suggest_target)
    app.connect("doctree-resolved", differences.note_resolved)
    app.connect("doctree-resolved", images.publish_cover)
    app.connect("html-page-context", context.add_context)
    app.connect("html-page-context", pictures.complete)
    app.connect("html-page-context", parts.add_newsletter)
    app.connect("html-page-context", search.add_context)
    app.connect("html-collect-pages", pages.collect)
    app.connect("html-collect-pages", pages.write_not_found)
    app.connect("html-collect-pages", search.write)
    app.connect("build-finished", differences.finish, priority=900)
    publishing.connect(app, parts, differences)
