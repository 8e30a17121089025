"""From the page to the world: what is made for others than readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_craftblog.showing.changes import Changes
    from sphinx_craftblog.showing.html import HtmlParts


def connect(app: Sphinx, parts: HtmlParts, changes: Changes) -> None:
    """Connect each part, after those that make the pages."""
    from sphinx_craftblog.publishing.feeds import Feeds
    from sphinx_craftblog.publishing.head import Head
    from sphinx_craftblog.publishing.llms_txt import LlmsTxt
    from sphinx_craftblog.publishing.microformats import mark_content
    from sphinx_craftblog.publishing.pagefind import mark
    from sphinx_craftblog.publishing.redirects import Redirects
    from sphinx_craftblog.publishing.search_posts import SearchPosts
    from sphinx_craftblog.publishing.sitemap import Sitemap, note_noindex
    from sphinx_craftblog.publishing.social_cards import SocialCards
    from sphinx_craftblog.publishing.xhtml import make_well_formed
    from sphinx_craftblog.showing.changes import AFTER_OTHERS

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
    app.connect("html-page-context", feeds.take)
    app.connect("html-page-context", cards.draw)
    app.connect("html-page-context", head.add, priority=800)
    app.connect("html-page-context", mark, priority=810)
    app.connect("html-collect-pages", redirects.write)
    app.connect("html-collect-pages", feeds.write)
    app.connect("html-collect-pages", cards.leave_undrawn)
    app.connect("html-collect-pages", sitemap.write)
    app.connect("html-collect-pages", llms_txt.write)
    app.connect("html-collect-pages", search_posts.write)
