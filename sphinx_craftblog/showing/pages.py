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
from sphinx_craftblog.model.blog import Taxonomy, Term
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
        for page, taxonomy, term in domain.blog.pages():
            if page in app.env.found_docs or not self.changes.must_write(app.builder, page):
                continue
            maker = CardMaker(app.builder, page)
            title = page_title(taxonomy, term)
            body = (
                self._term_page(taxonomy, term, maker)
                if term
                else self._index_page(title, taxonomy, maker)
            )
            context = page_context(title, body)
            context[DESCRIPTION] = page_description(domain.options.title, title, term)
            yield page, context, "page.html"

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

    def _term_page(self, taxonomy: Taxonomy, term: Term, maker: CardMaker) -> Markup:
        return self.parts.templates.render(
            "term-page",
            term=maker.term(term),
            index_title=translate(TAXONOMY_TITLES[taxonomy.kind.key]),
            index_url=maker.url(taxonomy.index),
            posts=self.parts.post_list(list(term.posts), maker, "cards", level=2),
        )

    def _index_page(self, title: str, taxonomy: Taxonomy, maker: CardMaker) -> Markup:
        terms = self.parts.term_list(list(taxonomy.terms), "list", maker)
        return self.parts.templates.render("term-index", title=title, terms=terms)


def page_title(taxonomy: Taxonomy, term: Term | None) -> str:
    """The title of a generated page."""
    if term is None:
        return translate(TAXONOMY_TITLES[taxonomy.kind.key])
    return translate(TERM_TITLES[taxonomy.kind.key], name=term.name)


def page_description(blog: str, title: str, term: Term | None) -> str:
    """The description of a generated page: the vocabulary's, else made of its title."""
    if term is not None and term.description:
        return term.description
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
