"""Posts and terms as data for a template, with addresses relative to one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.i18n import language_tag, other_direction, read_time_text
from sphinx_craftblog.model.dates import machine_date, show_date
from sphinx_craftblog.model.fragment import Fragment, fragment_path
from sphinx_craftblog.model.post import Author, Post, Reading

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_craftblog.model.blog import Term


ROOT = "\ufdd0"
"""Stands for the way to the root of the site in what is rendered once for several pages.

One of Unicode's noncharacters, which no text has (Unicode 15, section 23.7).
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A name with its address; empty, or none, where the builder makes no such page."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class TermLink(Link):
    """A term's link, with how many posts it has."""

    count: int
    description: str


class ShownDate(NamedTuple):
    """A date for readers, and for machines (``<time datetime>``)."""

    text: str
    machine: str


class SeriesPlace(NamedTuple):
    """Where a post stands in its series: the ``number``-th of ``parts``, with those beside it."""

    name: str
    url: str | None
    number: int
    parts: tuple[Link, ...]
    previous: Link | None
    next: Link | None


class Profile(NamedTuple):
    """An author: name, bio, the address of a picture (may be empty), and links."""

    name: str
    bio: str
    avatar: str
    links: tuple[Link, ...]


class ShownChange(NamedTuple):
    """A line of a post's revision log."""

    date: ShownDate
    note: str


class Cover(NamedTuple):
    """The picture on a card. The text for it is empty where the title says the same.

    ``width`` and ``height`` are in pixels, 0 if nobody knows them.
    """

    url: str
    alt: str
    width: int
    height: int


class Panel(NamedTuple):
    """A code panel: the title in its bar, the language, and highlighted HTML."""

    title: str
    language: str
    html: Markup
    lines_left_out: int


class Card:
    """One post as a template shows it. What a template does not ask for is not made.

    ``excerpt`` is HTML and may be empty, ``panel`` and ``image`` may be none, ``date`` is none
    for a draft without one, ``url`` is empty where the builder leaves the post out.
    ``is_external`` says that the text lies elsewhere, at
    ``host``.
    """

    def __init__(self, post: Post, maker: CardMaker) -> None:
        self._post = post
        self._maker = maker
        self.docname = post.docname
        self.title = post.title
        self.is_external = bool(post.external_url)
        self.reading: Reading = post.reading
        self.is_draft = post.draft
        self.language = language_tag(post.language) if post.language else ""

    def anywhere(self) -> Card:
        """The same post for any page, with addresses that begin with :data:`ROOT`."""
        return Card(self._post, CardMaker(self._maker.builder, ""))

    @cached_property
    def url(self) -> str:
        return self._post.external_url or self._maker.url(self._post.docname)

    @cached_property
    def date(self) -> ShownDate | None:
        return self._maker.date(self._post.date)

    @cached_property
    def updated(self) -> ShownDate | None:
        return self._maker.date(self._post.updated)

    @property
    def is_scheduled(self) -> bool:
        return self._post.date is not None and self._post.date > self._maker.domain.now

    @property
    def direction(self) -> str:
        return other_direction(self._post.language, self._maker.builder.config)

    @property
    def host(self) -> str:
        return urlsplit(self._post.external_url).netloc.removeprefix("www.")

    @property
    def read_time(self) -> str:
        return read_time_text(self.reading.minutes)

    @cached_property
    def authors(self) -> tuple[Link, ...]:
        return tuple(map(self._maker.author, self._maker.domain.blog.authors(self._post)))

    @cached_property
    def tags(self) -> tuple[TermLink, ...]:
        return tuple(map(self._maker.term, self._maker.domain.blog.terms(self._post, "tags")))

    @cached_property
    def categories(self) -> tuple[TermLink, ...]:
        return tuple(map(self._maker.term, self._maker.domain.blog.terms(self._post, "categories")))

    @cached_property
    def series(self) -> SeriesPlace | None:
        term = self._maker.domain.blog.series(self._post)
        if term is None:
            return None
        parts = tuple(map(self._maker.post, term.posts))
        place = term.posts.index(self._post)
        return SeriesPlace(
            term.name,
            self._maker.page_url(term.page),
            place + 1,
            parts,
            parts[place - 1] if place else None,
            parts[place + 1] if place + 1 < len(parts) else None,
        )

    @property
    def changes(self) -> tuple[ShownChange, ...]:
        """The revision log, newest first."""
        log = self._post.changes
        return tuple(ShownChange(self._maker.shown(entry.date), entry.note) for entry in log)

    @property
    def excerpt(self) -> Markup:
        # Rendered by this package when the post was read.
        return Markup(self._fragment.excerpt)  # noqa: S704

    @cached_property
    def image(self) -> Cover | None:
        return self._maker.cover(self._post)

    @cached_property
    def panel(self) -> Panel | None:
        panel = self._fragment.panel
        if panel is None:
            return None
        html = Markup(panel.html)  # noqa: S704 - rendered by this package, as the excerpt
        return Panel(panel.title, panel.language, html, panel.lines_left_out)

    @cached_property
    def _fragment(self) -> Fragment:
        doctreedir = self._maker.builder.env.doctreedir
        return Fragment.load(fragment_path(doctreedir, self._post.docname))


class CardMaker:
    """Makes what the cards of one page of one build are made of.

    Without a page, addresses begin with :data:`ROOT`, for :attr:`root` of the page
    where a card lands.
    """

    def __init__(self, builder: Builder, page: str) -> None:
        self.builder = builder
        self.page = page
        self.domain: BlogDomain = blog_domain(builder.env)

    def term(self, term: Term) -> TermLink:
        """The link of a term."""
        return TermLink(term.name, self.page_url(term.page), len(term.posts), term.description)

    def post(self, post: Post) -> Link:
        """The link of a post."""
        return Link(post.title, post.external_url or self.url(post.docname))

    def author(self, author: Author) -> Link:
        """An author's name, and the page of their posts if they have listed ones."""
        term = self.domain.blog.taxonomies["authors"].find(author.name)
        return Link(author.name, self.page_url(term.page) if term else None)

    def profile(self, author: Author | None) -> Profile | None:
        """Return what a page says of an author who has told something."""
        if author is None or not (author.bio or author.avatar or author.url or author.links):
            return None
        avatar = author.avatar
        if avatar and "://" not in avatar:
            avatar = self.root + avatar.lstrip("/")
        links = [("", author.url)] if author.url else []
        shown = tuple(Link(name or shorter(url), url) for name, url in (*links, *author.links))
        return Profile(author.name, author.bio, avatar, shown)

    def cover(self, post: Post) -> Cover | None:
        """The picture of a post, where cards show it and the builder copies it."""
        image, images = post.image, self.builder.env.images
        if not (self.domain.options.card_images and makes_pages(self.builder)):
            return None
        if image is None or image.uri not in images:
            return None
        name = quote(f"{self.builder.imagedir}/{images[image.uri][1]}")
        alt = "" if image.alt == post.title else image.alt
        return Cover((self.root if self.page else ROOT) + name, alt, *(image.size or (0, 0)))

    def date(self, moment: datetime | None) -> ShownDate | None:
        """A date in the blog's form and the site's language."""
        return None if moment is None else self.shown(moment)

    def shown(self, moment: datetime) -> ShownDate:
        """The same, of a date that is there."""
        text = show_date(
            moment,
            form=self.domain.options.date_format,
            language=self.builder.config.language or "en",
        )
        return ShownDate(text, machine_date(moment))

    def month(self, moment: datetime | None) -> str:
        """The name of a date's month and its year; empty without a date."""
        if moment is None:
            return ""
        return show_date(moment, form="LLLL y", language=self.builder.config.language or "en")

    def url(self, docname: str) -> str:
        """The address of a document or generated page, relative to this page; empty for
        what is not on the single page.
        """
        if self.domain.makes_single_page:
            return self._part_of_page(docname)
        if not self.page:
            return ROOT + (self.builder.get_target_uri(docname) or "./")
        return self.builder.get_relative_uri(self.page, docname) or "#"

    def _part_of_page(self, docname: str) -> str:
        if docname == self.builder.config.root_doc:
            return "#"
        return self.builder.get_target_uri(docname) if docname in self.domain.linkable else ""

    @cached_property
    def root(self) -> str:
        """The way from this page to the root of the site: ``../../``, or nothing."""
        return "../" * self.builder.get_target_uri(self.page).count("/")

    def page_url(self, page: str) -> str | None:
        """The address of a generated page, if this builder makes it."""
        if page in self.builder.env.found_docs or makes_pages(self.builder):
            return self.url(page)
        return None


def shorter(url: str) -> str:
    """A URL as it is read: without its scheme and the slash at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url
