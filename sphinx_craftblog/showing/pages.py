"""The generated pages: an index for each taxonomy, and a page for each of its terms.

They go through the host theme's own ``page.html`` with the blog's HTML as their
body, so they have that theme's layout, whichever it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from sphinx_craftblog.domain import blog_domain
from sphinx_craftblog.model.blog import GeneratedPage, Taxonomy, Term
from sphinx_craftblog.model.pagination import Part
from sphinx_craftblog.showing.cards import CardMaker, makes_pages
from sphinx_craftblog.showing.changes import Changes
from sphinx_craftblog.showing.context import DESCRIPTION
from sphinx_craftblog.showing.html import HtmlParts
from sphinx_craftblog.showing.theme import NOT_FOUND
from sphinx_craftblog.showing.words import TAXONOMY_TITLES, TERM_TITLES, translate

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Pages:
    """Makes the generated pages of one application."""

    def __init__(self, parts: HtmlParts, changes: Changes) -> None:
        self.parts = parts
        self.changes = changes

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """``html-collect-pages``: the pages that show something new."""
        if not makes_pages(app.builder):
            return
        domain = blog_domain(app.env)
        for page in domain.blog.pages(app.env.found_docs):
            if not self.changes.must_write(app.builder, page.name):
                continue
            maker = CardMaker(app.builder, page.name)
            title = page_title(page)
            if page.term is None or page.part is None:
                body = self._index_page(title, page.taxonomy, maker)
            else:
                body = self._term_page(page.taxonomy, page.term, page.part, maker)
            context = page_context(title, body)
            context[DESCRIPTION] = page_description(domain.options.title, title, page)
            yield page.name, context, "page.html"
        self.parts.forget_cards()

    def write_not_found(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the 404 page of the bundled theme, where hosts look for it."""
        builder = app.builder
        if NOT_FOUND in self.changes.new.pages and self.changes.must_write(builder, NOT_FOUND):
            context = page_context(translate("Page not found"), Markup())
            path = Path(builder.outdir, f"{NOT_FOUND}.html")
            builder.handle_page(  # type: ignore[attr-defined]
                NOT_FOUND, context, "404.html", outfilename=path
            )
        return []

    def _term_page(self, taxonomy: Taxonomy, term: Term, part: Part, maker: CardMaker) -> Markup:
        return self.parts.templates.render(
            "term-page",
            term=maker.term(term),
            index_title=translate(TAXONOMY_TITLES[taxonomy.kind.key]),
            index_url=maker.url(taxonomy.index),
            posts=self.parts.post_list(list(part.posts), maker, "cards", level=2),
            number=part.number,
            newest=maker.url(term.page) if part.number else "",
            newer=maker.url(part.newer) if part.newer else "",
            older=maker.url(part.older) if part.older else "",
        )

    def _index_page(self, title: str, taxonomy: Taxonomy, maker: CardMaker) -> Markup:
        terms = self.parts.term_list(list(taxonomy.terms), "list", maker)
        return self.parts.templates.render("term-index", title=title, terms=terms)


def page_title(page: GeneratedPage) -> str:
    """The title of a generated page; no two have the same."""
    if page.term is None:
        return translate(TAXONOMY_TITLES[page.taxonomy.kind.key])
    title = translate(TERM_TITLES[page.taxonomy.kind.key], name=page.term.name)
    if page.number:
        return translate("%(title)s, page %(number)d", title=title, number=page.number)
    return title


def page_description(blog: str, title: str, page: GeneratedPage) -> str:
    """The description of a generated page: the vocabulary's, else made of its title."""
    if page.term is not None and page.term.description and not page.number:
        return page.term.description
    return translate("%(title)s, on %(blog)s.", title=title, blog=blog)


def page_context(title: str, body: Markup) -> dict[str, Any]:
    """What themes expect to know of a page: what Sphinx gives them for a document."""
    return {
        "title": str(escape(title)),
        "body": str(body),
        "meta": {},
        "metatags": "",
        "parents": [],
        "prev": None,
        "next": None,
        "toc": "",
        "display_toc": False,
        "sourcename": "",
        "page_source_suffix": "",
    }
