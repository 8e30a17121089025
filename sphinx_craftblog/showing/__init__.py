"""From records to pages: cards, lists, the header of a post, the pages of terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_craftblog.diagnostics.reporting import Policy
    from sphinx_craftblog.showing.changes import Changes
    from sphinx_craftblog.showing.html import HtmlParts


def connect(app: Sphinx, policy: Policy) -> tuple[HtmlParts, Changes]:
    """Connect each part, in the order of a build; returns those that others build on."""
    from sphinx_craftblog.showing import (
        changes,
        comments,
        context,
        hidden,
        layouts,
        sharing,
        single_page,
        stale_outputs,
        styles,
        theme,
    )
    from sphinx_craftblog.showing.epub import Epub
    from sphinx_craftblog.showing.frame import Frame
    from sphinx_craftblog.showing.html import HtmlParts
    from sphinx_craftblog.showing.pages import Pages
    from sphinx_craftblog.showing.pictures import Pictures
    from sphinx_craftblog.showing.search import SearchPage

    parts, frame, book = HtmlParts(), Frame(), Epub()
    differences = changes.Changes(parts, frame, policy)
    pages, pictures = Pages(parts, differences), Pictures(parts)
    search, script = SearchPage(parts, differences), comments.CommentsScript(differences)
    differences.output_producers += [search.find, script.find]

    _add_nodes(app, parts)
    _connect_configuration(app)
    book.connect(app)
    single_page.connect(app)
    app.connect("builder-inited", frame.begin, priority=5)
    app.connect("builder-inited", differences.begin, priority=10)
    app.connect("builder-inited", hidden.leave_out_of_search)
    app.connect("env-get-outdated", differences.begin, priority=20)
    app.connect("env-updated", pictures.begin)
    app.connect("env-updated", differences.find, priority=changes.AFTER_OTHERS)
    app.connect("env-updated", layouts.report_unknown, priority=changes.AFTER_OTHERS)
    app.connect("env-updated", styles.write_stylesheets, priority=changes.AFTER_OTHERS)
    app.connect("env-updated", script.write, priority=changes.AFTER_OTHERS)
    app.connect("env-updated", comments.report_diagnostics, priority=changes.AFTER_OTHERS)
    app.connect("env-updated", sharing.report_no_address, priority=changes.AFTER_OTHERS)
    app.connect("write-started", policy.forget)
    app.connect("write-started", differences.write_errors.begin)
    app.connect("doctree-resolved", differences.note_resolved)
    app.connect("html-page-context", context.add_context)
    app.connect("html-page-context", frame.add_context)
    app.connect("html-page-context", pictures.complete)
    app.connect("html-page-context", stale_outputs.correct_checksums)
    app.connect("html-page-context", theme.fix_markup)
    app.connect("html-page-context", context.split_text)
    app.connect("html-page-context", parts.add_newsletter)
    app.connect("html-page-context", search.add_context)
    app.connect("html-collect-pages", pages.collect)
    app.connect("html-collect-pages", pages.write_not_found)
    app.connect("html-collect-pages", search.write)
    app.connect("build-finished", hidden.leave_out_of_inventory, priority=1)
    app.connect("build-finished", hidden.forget_unpublished)
    app.connect("build-finished", differences.finish, priority=900)
    app.connect("build-finished", differences.write_errors.end, priority=990)
    return parts, differences


def _connect_configuration(app: Sphinx) -> None:
    """What settings and theme options stand for, before anything is read."""
    from sphinx_craftblog.showing import catalogs, changes, code, math, theme, theme_options

    app.connect("config-inited", catalogs.load)
    app.connect("config-inited", theme_options.check_theme_options)
    app.connect("config-inited", theme.set_defaults)
    app.connect("config-inited", math.offer_renderer)
    app.connect("config-inited", code.offer_blocks)
    app.connect("config-inited", changes.exclude_manifest)
    app.connect("builder-inited", catalogs.use_in_theme)


def _add_nodes(app: Sphinx, parts: HtmlParts) -> None:
    """What stands in a document's tree for a part of the blog, and how it is shown."""
    from sphinx_craftblog.directives import nodes
    from sphinx_craftblog.showing import hero, resolve

    app.add_post_transform(resolve.ShowBlog)
    app.add_node(nodes.listing, html=(parts.visit_listing, None))
    app.add_node(nodes.post_header, html=(parts.visit_header, None))
    app.add_node(nodes.post_footer, html=(parts.visit_footer, None))
    app.add_node(nodes.read_time)
    app.add_post_transform(hero.ShowHero)
    app.add_node(nodes.hero)
    app.add_node(nodes.hero_section, html=(hero.visit, hero.depart))
