"""The generated pages: an index for each taxonomy, and a page for each of its terms.

They go through the host theme's own ``page.html`` with the blog's HTML as their
body, so they have that theme's layout, whichever it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape
from sphinx.util.parallel import ParallelTasks

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.i18n import FEEDS_TITLE, TAXONOMY_TITLES, TERM_TITLES, translate
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.blog import FeedsPage, GeneratedPage, IndexPage, ListPage, TermPage
from sphinx_craftblog.model.feeds import FED, FORMATS, Selection
from sphinx_craftblog.model.pagination import Page
from sphinx_craftblog.rendering.cards import CardMaker, Link
from sphinx_craftblog.rendering.context import DESCRIPTION, links_beside
from sphinx_craftblog.rendering.html import HtmlParts
from sphinx_craftblog.theme.bundled import NOT_FOUND
from sphinx_craftblog.theme.options import read_theme_options

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

PageToWrite: TypeAlias = tuple[str, dict[str, Any], str]
"""What Sphinx wants to know of a page: its name, its context and its template."""

WORTH_A_PROCESS = 20
"""Pages that another process must have to write; to start it takes as long as a few."""


class Pages:
    """Makes the generated pages of one application."""

    style: str
    """Of the lists of terms' posts."""

    def __init__(self, parts: HtmlParts, changes: Changes) -> None:
        self.parts = parts
        self.changes = changes

    def collect(self, app: Sphinx) -> Iterable[PageToWrite]:
        """``html-collect-pages``: the pages that show something new.

        With ``-j`` other processes write them, and Sphinx is given none.
        """
        builder, domain = app.builder, blog_domain(app.env)
        if not makes_pages(builder):
            return ()
        self.style = read_theme_options(app.config).list_style
        pages = [page for page in domain.pages if self.changes.must_write(builder, page.name)]
        jobs = min(app.parallel, len(pages) // WORTH_A_PROCESS) if builder.parallel_ok else 1
        if jobs < 2 or "pages" not in domain.options.speedups:
            return self._made(builder, pages)
        tasks = ParallelTasks(jobs)
        for start in range(jobs):
            tasks.add_task(partial(self._write, builder), pages[start::jobs])
        return _none_after(tasks)

    def _write(self, builder: Builder, pages: list[GeneratedPage]) -> None:
        for page in self._made(builder, pages):
            builder.handle_page(*page)  # type: ignore[attr-defined]

    def _made(self, builder: Builder, pages: Iterable[GeneratedPage]) -> Iterator[PageToWrite]:
        """Name, context and template of each page."""
        for page in pages:
            maker = CardMaker(builder, page.name)
            title = page_title(page, builder.env)
            context = page_context(title, self._body(page, title, maker))
            context[DESCRIPTION] = page_description(maker.domain.options.title, title, page)
            if isinstance(page, TermPage | ListPage):
                context["metatags"] = links_beside(page.part, maker)
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

    def _body(self, page: GeneratedPage, title: str, maker: CardMaker) -> Markup:
        match page:
            case IndexPage(_, taxonomy):
                if taxonomy.kind.key == "years":
                    posts = list(maker.domain.blog.posts)
                    listing = self.parts.archive(posts, maker, "year", level=2)
                else:
                    listing = self.parts.term_list(list(taxonomy.terms), "list", maker)
                return self.parts.templates.render("term-index", title=title, terms=listing)
            case TermPage(_, taxonomy, term, part):
                return self.parts.templates.render(
                    "term-page",
                    term=maker.term(term),
                    author=maker.profile(maker.domain.blog.author_of(term)),
                    index_title=translate(TAXONOMY_TITLES[taxonomy.kind.key]),
                    index_url=maker.url(taxonomy.index),
                    number=part.number,
                    posts=self._posts(part, self.style, maker),
                    pagination=self.parts.pagination(part, maker, term.page if part.number else ""),
                )
            case ListPage(_, docname, style, part):
                return self.parts.templates.render(
                    "list-page",
                    list=Link(maker.domain.env.titles[docname].astext(), maker.url(docname)),
                    number=part.number,
                    posts=self._posts(part, style, maker),
                    pagination=self.parts.pagination(part, maker, docname),
                )
            case FeedsPage():
                return self._feeds(title, maker)

    def _feeds(self, title: str, maker: CardMaker) -> Markup:
        domain = maker.domain
        current = domain.selection_of
        groups = [
            (
                translate(TAXONOMY_TITLES[key]),
                [
                    (maker.term(one.term), _feed_links(one, maker))
                    for one in current.values()
                    if one.term and one.term.taxonomy == key
                ],
            )
            for key in FED
        ]
        return self.parts.templates.render(
            "feeds",
            title=title,
            blog=_feed_links(current[""], maker),
            address=f"{domain.site_url}/",
            groups=[(name, terms) for name, terms in groups if terms],
        )

    def _posts(self, part: Page, style: str, maker: CardMaker) -> Markup:
        return self.parts.post_list(list(part.posts), maker, style, level=2)


def _none_after(tasks: ParallelTasks) -> Iterator[PageToWrite]:
    """No page, once all tasks are done; Sphinx asks when the feeds have been written as well."""
    tasks.join()
    yield from ()


def _feed_links(selection: Selection, maker: CardMaker) -> list[Link]:
    """The feed in each of its formats."""
    options, site = maker.domain.options, maker.domain.site_url
    return [
        Link(FORMATS[kind].name, f"{site}/{quote(selection.file(options.path, kind))}")
        for kind in options.feeds
    ]


def page_title(page: GeneratedPage, env: BuildEnvironment) -> str:
    """The title of a generated page; no two have the same."""
    match page:
        case IndexPage(_, taxonomy):
            return translate(TAXONOMY_TITLES[taxonomy.kind.key])
        case TermPage(_, taxonomy, term, _):
            title = translate(TERM_TITLES[taxonomy.kind.key], name=term.name)
        case ListPage(_, docname):
            title = env.titles[docname].astext()
        case FeedsPage():
            return translate(FEEDS_TITLE)
    if page.part.number:
        return translate("%(title)s, page %(number)d", title=title, number=page.part.number)
    return title


def page_description(blog: str, title: str, page: GeneratedPage) -> str:
    """The description of a generated page: the vocabulary's, else made of its title."""
    if isinstance(page, TermPage) and page.term.description and not page.part.number:
        return page.term.description
    return translate("%(title)s, on %(blog)s.", title=title, blog=blog)


def page_context(title: str, body: Markup) -> dict[str, Any]:
    """Return what themes expect to know of a page: what Sphinx gives them for a document.

    Without a ``page_source_suffix``, as sphinx-last-updated-by-git else looks for a source.
    """
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
    }
