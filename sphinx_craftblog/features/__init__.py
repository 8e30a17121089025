"""What a site has beside the text of its posts: each part with the events that it listens to.

The order of what is connected here is the order in which it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_craftblog.diagnostics.reporting import Policy
    from sphinx_craftblog.incremental.changes import Changes
    from sphinx_craftblog.rendering.html import HtmlParts


def connect(app: Sphinx, policy: Policy) -> None:
    """Connect what makes the pages, and then what is made of them for others than readers."""
    parts, changes = _connect_pages(app, policy)
    _connect_features(app, parts, changes)


def _connect_pages(app: Sphinx, policy: Policy) -> tuple[HtmlParts, Changes]:
    from sphinx_craftblog.builders import single_page
    from sphinx_craftblog.builders.epub import Epub
    from sphinx_craftblog.features import comments
    from sphinx_craftblog.features.pages import Pages
    from sphinx_craftblog.features.search_page import SearchPage
    from sphinx_craftblog.incremental import changes, stale_outputs
    from sphinx_craftblog.rendering import context, hidden, sharing
    from sphinx_craftblog.rendering.html import HtmlParts
    from sphinx_craftblog.rendering.pictures import Pictures
    from sphinx_craftblog.rendering.site_chrome import SiteChrome
    from sphinx_craftblog.theme import bundled as theme
    from sphinx_craftblog.theme import layouts, styles

    parts, frame, book = HtmlParts(), SiteChrome(), Epub()
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
    from sphinx_craftblog.incremental import changes
    from sphinx_craftblog.rendering import catalogs
    from sphinx_craftblog.theme import bundled as theme
    from sphinx_craftblog.theme import code, math
    from sphinx_craftblog.theme import options as theme_options

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
    from sphinx_craftblog.rendering import hero, resolve

    app.add_post_transform(resolve.ShowBlog)
    app.add_node(nodes.listing, html=(parts.visit_listing, None))
    app.add_node(nodes.post_header, html=(parts.visit_header, None))
    app.add_node(nodes.post_footer, html=(parts.visit_footer, None))
    app.add_node(nodes.read_time)
    app.add_post_transform(hero.ShowHero)
    app.add_node(nodes.hero)
    app.add_node(nodes.hero_section, html=(hero.visit, hero.depart))


def _connect_features(app: Sphinx, parts: HtmlParts, changes: Changes) -> None:
    from sphinx_craftblog.features.feeds import Feeds
    from sphinx_craftblog.features.head import Head
    from sphinx_craftblog.features.llms_txt import LlmsTxt
    from sphinx_craftblog.features.microformats import mark_content
    from sphinx_craftblog.features.pagefind import mark
    from sphinx_craftblog.features.redirects import Redirects
    from sphinx_craftblog.features.search_posts import SearchPosts
    from sphinx_craftblog.features.sitemap import Sitemap, note_noindex
    from sphinx_craftblog.features.social_cards import SocialCards
    from sphinx_craftblog.features.xhtml import make_well_formed
    from sphinx_craftblog.incremental.changes import AFTER_OTHERS

    feeds, cards = Feeds(changes), SocialCards(changes)
    head = Head(parts, cards)
    redirects, sitemap, llms_txt = Redirects(parts, changes), Sitemap(changes), LlmsTxt(changes)
    search_posts = SearchPosts(changes)
    changes.output_producers += [
        *(feeds.find, cards.find, redirects.find, sitemap.find, llms_txt.find, search_posts.find)
    ]

    app.connect("doctree-read", note_noindex)
    app.connect("env-updated", head.begin, priority=AFTER_OTHERS)
    app.connect("env-updated", feeds.posts_missing_content, priority=AFTER_OTHERS)
    app.connect("env-updated", cards.find_due, priority=AFTER_OTHERS)
    app.connect("doctree-resolved", feeds.note_text)
    app.connect("doctree-resolved", cards.note)
    app.connect("doctree-resolved", mark_content)
    app.connect("html-page-context", make_well_formed, priority=900)
    app.connect("html-page-context", feeds.store_content)
    app.connect("html-page-context", cards.draw)
    app.connect("html-page-context", head.add, priority=800)
    app.connect("html-page-context", mark, priority=810)
    app.connect("html-collect-pages", redirects.write)
    app.connect("html-collect-pages", feeds.write)
    app.connect("html-collect-pages", cards.leave_undrawn)
    app.connect("html-collect-pages", sitemap.write)
    app.connect("html-collect-pages", llms_txt.write)
    app.connect("html-collect-pages", search_posts.write)
