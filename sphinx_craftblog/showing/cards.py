"""Posts and terms as data for a template, with addresses relative to one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from sphinx_craftblog.domain import BlogDomain, blog_domain
from sphinx_craftblog.model.dates import machine_date, show_date
from sphinx_craftblog.model.fragment import CodePanel, Fragment, fragment_path
from sphinx_craftblog.model.post import Author, Post, Reading
from sphinx_craftblog.showing.words import read_time_text

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_craftblog.model.blog import Term


@dataclass(frozen=True, slots=True)
class Link:
    """A name with its address; without one where the builder makes no such page."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class TermLink(Link):
    """A term's link, with how many posts it has."""

    count: int
    description: str


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date for readers, and for machines (``<time datetime>``)."""

    text: str
    machine: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A code panel: the title in its bar, the language, and highlighted HTML."""

    title: str
    language: str
    html: Markup
    lines_left_out: int


@dataclass(frozen=True, slots=True)
class Card:
    """One post as a template shows it.

    ``excerpt`` is HTML and may be empty, ``panel`` may be none, ``date`` is none
    for a draft without one. ``is_external`` says that the text lies elsewhere.
    """

    title: str
    url: str
    is_external: bool
    date: ShownDate | None
    updated: ShownDate | None
    read_time: str
    reading: Reading
    is_draft: bool
    is_scheduled: bool
    language: str
    authors: tuple[Link, ...]
    tags: tuple[TermLink, ...]
    excerpt: Markup
    panel: Panel | None


class CardMaker:
    """Makes cards for one page of one build."""

    def __init__(self, builder: Builder, page: str) -> None:
        self.builder = builder
        self.page = page
        self.domain: BlogDomain = blog_domain(builder.env)

    def card(self, post: Post, *, with_fragment: bool = True) -> Card:
        """The card of a post; its excerpt and panel are read from disk unless unwanted."""
        fragment = Fragment()
        if with_fragment:
            path = fragment_path(self.builder.env.doctreedir, post.docname)
            fragment = Fragment.load(path)
        blog = self.domain.blog
        return Card(
            title=post.title,
            url=post.external_url or self.url(post.docname),
            is_external=bool(post.external_url),
            date=self.date(post.date),
            updated=self.date(post.updated),
            read_time=read_time_text(post.reading.minutes),
            reading=post.reading,
            is_draft=post.draft,
            is_scheduled=post.date is not None and post.date > self.domain.now,
            language=post.language,
            authors=tuple(self.author(author) for author in blog.authors(post)),
            tags=tuple(self.term(term) for term in blog.terms(post, "tags")),
            # Rendered by this package when the post was read.
            excerpt=Markup(fragment.excerpt),  # noqa: S704
            panel=_panel(fragment.panel),
        )

    def term(self, term: Term) -> TermLink:
        """The link of a term."""
        return TermLink(term.name, self.page_url(term.page), len(term.posts), term.description)

    def author(self, author: Author) -> Link:
        """An author's name, and the page of their posts if they have listed ones."""
        term = self.domain.blog.taxonomies["authors"].find(author.name)
        return Link(author.name, self.page_url(term.page) if term else None)

    def date(self, moment: datetime | None) -> ShownDate | None:
        """A date in the blog's form and the site's language."""
        if moment is None:
            return None
        text = show_date(
            moment,
            form=self.domain.options.date_format,
            language=self.builder.config.language or "en",
        )
        return ShownDate(text, machine_date(moment))

    def url(self, docname: str) -> str:
        """The address of a document or generated page, relative to this page."""
        return self.builder.get_relative_uri(self.page, docname) or "#"

    def page_url(self, page: str) -> str | None:
        """The address of a generated page, if this builder makes it."""
        if page in self.builder.env.found_docs or makes_pages(self.builder):
            return self.url(page)
        return None


def _panel(panel: CodePanel | None) -> Panel | None:
    if panel is None:
        return None
    # Highlighted by this package when the post was read.
    return Panel(panel.title, panel.language, Markup(panel.html), panel.lines_left_out)  # noqa: S704


def shows_cards(builder: Builder) -> bool:
    """Whether a builder shows HTML cards rather than plain lists of references."""
    return builder.format == "html" and builder.name != "epub"


def makes_pages(builder: Builder) -> bool:
    """Whether a builder makes the pages of terms."""
    return builder.name in {"html", "dirhtml"}
