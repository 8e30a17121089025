"""Placeholders as HTML. This runs where pages are written, so in parallel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup

from sphinx_craftblog.directives.nodes import listing, post_footer, post_header
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.model.blog import Term
from sphinx_craftblog.model.newsletter import Newsletter
from sphinx_craftblog.model.pagination import Page
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.query import ArchiveQuery, FeaturedQuery, PostQuery, TermQuery
from sphinx_craftblog.rendering.cards import ROOT, Card, CardMaker
from sphinx_craftblog.rendering.comments import comments_of
from sphinx_craftblog.rendering.sharing import share_links
from sphinx_craftblog.rendering.templates import Templates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator


FRAME_MARKS = re.compile("<!--(/?)craftblog-frame-->")
"""What begins and ends the lines around a post's text while its page is made: those under its
title, and those below it. No page is written with them.
"""

_FIRST_TAG = re.compile(r"<[a-zA-Z][\w-]*")


def without_frames(body: str) -> str:
    """Return a post's text without what stands around it on its page."""
    kept, end = [], 0
    begun: int | None = None
    for mark in FRAME_MARKS.finditer(body):
        if not mark[1]:
            begun = mark.start()
        elif begun is not None:
            kept.append(body[end:begun])
            end, begun = mark.end(), None
    return "".join([*kept, body[end:]])


class HtmlParts:
    """The blog's parts as HTML, for one application."""

    templates: Templates
    _cards: dict[tuple[str, int], Markup]

    def prepare(self, app: Sphinx) -> None:
        """Find the templates of this build."""
        self.templates, self._cards = Templates(app.builder), {}

    def visit_listing(self, translator: HTML5Translator, node: listing) -> None:
        """A listing's place: the cards, or terms, that its query finds."""
        docname, number = node["docname"], node["number"]
        domain = blog_domain(translator.builder.env)
        queries = domain.queries[docname]
        listing_results = domain.listing_results(docname)
        shown = listing_results.shown[number]
        maker = CardMaker(translator.builder, _page(translator, docname))
        level = min(translator.section_level + 1, 6)
        query = queries[number]
        html = Markup()
        if isinstance(query, TermQuery):
            html = self.term_list([t for t in shown if isinstance(t, Term)], query.style, maker)
        else:
            posts = [post for post in shown if isinstance(post, Post)]
            if isinstance(query, FeaturedQuery):
                cards = _cards(posts, maker)
                html = self.templates.render("featured", cards=cards, level=level)
            elif isinstance(query, ArchiveQuery):
                html = self.archive(posts, maker, query.by, level)
            elif isinstance(query, PostQuery) and (posts or not query.is_rest_of(queries[:number])):
                html = self.post_list(posts, maker, query.style, level, query.empty)
            if number == listing_results.divided:
                html += self.pagination(listing_results.parts[0], maker)
        translator.body.append(html)
        raise nodes.SkipNode

    def visit_header(self, translator: HTML5Translator, node: post_header) -> None:
        """What stands under a post's title."""
        docname = node["docname"]
        maker = CardMaker(translator.builder, _page(translator, docname))
        post = maker.domain.blog.published[docname]
        card = Card(post, maker)
        translator.body.append(_framed(self.templates.render("post-header", post=card), maker))
        raise nodes.SkipNode

    def visit_footer(self, translator: HTML5Translator, node: post_footer) -> None:
        """What stands under a post's text."""
        docname = node["docname"]
        maker = CardMaker(translator.builder, _page(translator, docname))
        blog = maker.domain.blog
        older, newer = (_linked(post, maker) for post in blog.neighbours(docname))
        post = blog.published[docname]
        html = self.templates.render(
            "post-footer",
            post=Card(post, maker),
            older=older,
            newer=newer,
            related=_cards(blog.related.get(docname, ()), maker),
            mentions=_cards(maker.domain.mentions.get(docname, ()), maker),
            share=share_links(post, translator.builder),
            newsletter=self._newsletter(translator.builder),
            comments=comments_of(post, translator.builder),
        )
        translator.body.append(_framed(html, maker))
        raise nodes.SkipNode

    def add_newsletter(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
    ) -> None:
        """``html-page-context``: give the newsletter's form to the templates of pages."""
        newsletter = self._newsletter(app.builder)
        form = self.templates.render("newsletter", newsletter=newsletter) if newsletter else ""
        context["craftblog"]["newsletter"] = form

    def _newsletter(self, builder: Builder) -> Newsletter | None:
        return blog_domain(builder.env).options.newsletter if makes_pages(builder) else None

    def post_list(
        self, posts: list[Post], maker: CardMaker, style: str, level: int, empty: str = ""
    ) -> Markup:
        """A list of posts in one of the three styles."""
        return self.templates.render(
            "post-list",
            cards=_cards(posts, maker),
            style=style,
            level=level,
            empty=empty,
            card_html=partial(self._card_html, maker, level),
        )

    def pagination(self, part: Page, maker: CardMaker, newest: str = "") -> Markup:
        """The way from one page of a list to those beside it; ``newest`` is the first."""
        return self.templates.render(
            "pagination",
            newest=maker.url(newest) if newest else "",
            newer=maker.url(part.newer) if part.newer else "",
            older=maker.url(part.older) if part.older else "",
        )

    def archive(self, posts: list[Post], maker: CardMaker, by: str, level: int) -> Markup:
        """All posts, newest first, under their years and, if asked for, months."""
        years = maker.domain.blog.taxonomies["years"]
        groups = []
        for year, of_year in groupby(posts, lambda post: post.date.year if post.date else None):
            found = list(of_year)
            months = groupby(found, lambda post: post.date.month if post.date else 0)
            parts = [list(part) for _, part in months] if by == "month" else [found]
            term = years.find(str(year))
            link = maker.term(term) if term else None
            groups.append((link, [(maker.month(p[0].date), _cards(p, maker)) for p in parts]))
        return self.templates.render("archive", groups=groups, by=by, level=level)

    def forget_cards(self) -> None:
        """No more pages will be made of them."""
        self._cards.clear()

    def _card_html(self, maker: CardMaker, level: int, card: Card) -> Markup:
        """A card, rendered once for all the lists that it stands in."""
        key = (card.docname, level)
        if key not in self._cards:
            self._cards[key] = self.templates.render("card", card=card.anywhere(), level=level)
        return Markup(self._cards[key].replace(ROOT, maker.root))  # noqa: S704 - of a template

    def term_list(self, terms: list[Term], style: str, maker: CardMaker) -> Markup:
        """A list of terms with their counts; a cloud has five sizes."""
        most = max((len(term.posts) for term in terms), default=1)
        links = [(maker.term(term), _size(len(term.posts), most)) for term in terms]
        return self.templates.render("tag-index", terms=links, style=style)


def _framed(html: str, maker: CardMaker) -> str:
    if not makes_pages(maker.builder):
        return html
    if maker.domain.options.search == "pagefind":
        html = _FIRST_TAG.sub(r'\g<0> data-pagefind-ignore="all"', str(html), count=1)
    return f"<!--craftblog-frame-->{html}<!--/craftblog-frame-->"


def _cards(posts: Iterable[Post], maker: CardMaker) -> list[Card]:
    return [Card(post, maker) for post in posts]


def _linked(post: Post | None, maker: CardMaker) -> Card | None:
    card = Card(post, maker) if post else None
    return card if card and card.url else None


def _size(count: int, most: int) -> int:
    """Step of a tag cloud, 1 to 5."""
    return 1 + round(4 * (count - 1) / (most - 1)) if most > 1 else 1


def _page(translator: HTML5Translator, docname: str) -> str:
    """The page being written; under ``singlehtml`` not the document's own."""
    return getattr(translator.builder, "current_docname", docname)
