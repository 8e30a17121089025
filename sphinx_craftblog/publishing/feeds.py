"""Feeds: of the blog, and of every tag, category, author and series.

The text of a post is taken when its page is written, and kept beside the doctrees; feeds
are put together from these files, so that nothing is rendered twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import escape

from sphinx_craftblog.domain import BlogDomain, blog_domain
from sphinx_craftblog.model import mistakes
from sphinx_craftblog.model.blog import newest_first
from sphinx_craftblog.model.fragment import Fragment, fragment_path
from sphinx_craftblog.model.mistakes import Mistake
from sphinx_craftblog.model.post import Author, Post
from sphinx_craftblog.publishing.feed_content import (
    Content,
    absolute,
    forbidden,
    stand_alone,
    without_forbidden,
)
from sphinx_craftblog.publishing.feed_formats import FORMATS, Enclosure, Entry, Feed, FeedAuthor
from sphinx_craftblog.report import report
from sphinx_craftblog.showing.changes import Changes
from sphinx_craftblog.showing.context import TEXT
from sphinx_craftblog.showing.manifest import digest
from sphinx_craftblog.showing.words import TERM_TITLES, translate

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

FED = ("tags", "categories", "authors", "series")
"""The taxonomies whose terms have feeds."""

IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Media types of pictures. Python's own table has entries of the machine's in it."""


class Selection(NamedTuple):
    """What a feed is of: the page with the same posts (empty for the whole blog), its
    title, what the vocabulary says of it, and the newest posts.
    """

    page: str
    title: str
    subtitle: str
    posts: tuple[Post, ...]

    def file(self, folder: str, name: str) -> str:
        """Where the feed of a format lies, from the output folder."""
        return "/".join(filter(None, (self.page or folder, name)))


class Feeds:
    """The feeds of one application."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._base = ""
        self._selections: dict[str, Selection] = {}
        self._files: dict[str, tuple[Selection, str]] = {}
        self._fed: frozenset[str] = frozenset()
        self._before: dict[str, str] = {}

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of each feed, by its file."""
        domain = blog_domain(app.env)
        options = domain.options
        self._selections, self._files, self._before = {}, {}, {}
        selections = list(_selections(domain)) if options.feeds else []
        self._base = _base_url(app.builder)
        if selections and not self._base:
            text = mistakes.no_base_for_feeds(app.config.html_baseurl)
            report([Mistake("feeds", text, "")])
            selections = []
        self._selections = {selection.page: selection for selection in selections}
        posts = {post.docname: post for one in selections for post in one.posts}
        self._fed = frozenset(posts if options.feed_content == "full" else ())
        Content.keep(app.builder, self._fed)
        digests = {docname: self._digest(domain, post) for docname, post in posts.items()}
        found = {}
        for selection in selections:
            looks = (
                *(self._base, selection[:3], options.feed_content, options.title),
                *(app.config.language, options.timezone, options.description),
                [digests[post.docname] for post in selection.posts],
            )
            of_feed = digest(*looks)
            for kind in options.feeds:
                file = selection.file(options.path, FORMATS[kind].file)
                if self._is_free(app.builder, file):
                    self._files[file] = selection, kind
                    found[file] = [digest(kind, of_feed), file]
        return found

    def _digest(self, domain: BlogDomain, post: Post) -> str:
        """Digest of a post's entry."""
        blog = domain.blog
        return digest(
            self.changes.texts.get(post.docname),
            *(post.docname, post.title, post.date, post.updated, post.description),
            *(post.external_url, post.image, post.language, post.fragment),
            blog.authors(post),
            [blog.taxonomies["authors"].find(author.name) is None for author in blog.authors(post)],
            _categories(domain, post),
            domain.env.images.get(post.image.uri, ())[1:] if post.image else (),
        )

    def _is_free(self, builder: Builder, file: str) -> bool:
        """Whether a file is not the author's own; what nobody knows is left alone."""
        folder = Path(builder.outdir)
        if not self.changes.is_strange(folder, file, f"{self._base}/{quote(file)}"):
            return True
        leftovers = self.changes.leftovers
        if leftovers is None or file not in leftovers.statics:
            report([Mistake("feeds", mistakes.feed_onto_stranger(file), "")])
        return False

    def find_untaken(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """``env-updated``: posts whose text a feed needs, and that nobody has kept."""
        changes = self.changes
        looked_at: set[str] = set()
        for file, (selection, _) in self._files.items():
            is_there = os.path.isfile(f"{app.outdir}{os.sep}{file}")  # noqa: PTH113 - many
            if not is_there or changes.old.pages.get(file) != changes.new.pages[file]:
                looked_at.update(post.docname for post in selection.posts)
        return sorted(
            docname
            for docname in looked_at & self._fed
            if not self._is_current(app.builder, docname)
        )

    def _is_current(self, builder: Builder, docname: str) -> bool:
        return Content(builder, docname).head().startswith(self.changes.texts[docname])

    def note_text(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: what was kept of a post before its page is written."""
        if docname in self._fed:
            self._before[docname] = Content(app.builder, docname).head()

    def take(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
    ) -> None:
        """``html-page-context``: keep the text of a post, and tell every page of the feeds."""
        text = context.pop(TEXT, None)
        if text is not None and pagename in self._fed:
            self._keep(app.builder, pagename, text)
        if "" in self._selections:
            context["metatags"] = context.get("metatags", "") + self._links(app, pagename)

    def _keep(self, builder: Builder, docname: str, body: str) -> None:
        if found := forbidden(body):
            report([Mistake("characters", mistakes.forbidden_characters(found), docname)])
        html = without_forbidden(stand_alone(body, self._url(builder, docname)))
        Content(builder, docname).save(self.changes.texts[docname], html)

    def _links(self, app: Sphinx, pagename: str) -> str:
        """Where readers' programs find the feeds of a page."""
        options = blog_domain(app.env).options
        pages = dict.fromkeys(("", pagename, pagename.rpartition("/page/")[0]))
        return "".join(
            f'\n<link rel="alternate" type="{FORMATS[kind].type}" '
            f'title="{escape(self._title(app, selection))} ({FORMATS[kind].name})" '
            f'href="{self._base}/{quote(selection.file(options.path, FORMATS[kind].file))}" />'
            for selection in (self._selections[page] for page in pages if page in self._selections)
            for kind in options.feeds
        )

    def write(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the feeds that say something else than they did."""
        changed = {
            docname
            for docname, head in self._before.items()
            if Content(app.builder, docname).head() != head
        }
        changed |= self.changes.journal.pages if self._files else set()
        untaken: dict[str, bool] = {}
        entries: dict[str, Entry] = {}
        for file, (selection, kind) in self._files.items():
            docnames = [post.docname for post in selection.posts]
            if not self.changes.must_write(app.builder, file):
                if changed.isdisjoint(docnames):
                    continue
                self.changes.journal.note_page(file, [file])
            for docname in self._fed.intersection(docnames) - untaken.keys():
                untaken[docname] = not self._is_current(app.builder, docname)
            if any(untaken.get(docname) for docname in docnames):
                # Some pages were not written, as in ``sphinx-build … FILE``: in the next build.
                self.changes.new.pages[file][0] = ""
                continue
            for post in selection.posts:
                if post.docname not in entries:
                    entries[post.docname] = self._entry(app.builder, post)
            feed = self._feed(app, selection, file, entries)
            _write_changed(Path(app.outdir, file), FORMATS[kind].write(feed))
        return []

    def _feed(self, app: Sphinx, selection: Selection, file: str, made: dict[str, Entry]) -> Feed:
        options = blog_domain(app.env).options
        return Feed(
            url=f"{self._base}/{quote(file)}",
            home=self._url(app.builder, selection.page) if selection.page else f"{self._base}/",
            title=without_forbidden(self._title(app, selection)),
            blog=without_forbidden(options.title),
            subtitle=without_forbidden(selection.subtitle),
            language=_language_tag(app.config.language or "en"),
            entries=tuple(made[post.docname] for post in selection.posts),
        )

    @staticmethod
    def _title(app: Sphinx, selection: Selection) -> str:
        blog = blog_domain(app.env).options.title
        return f"{selection.title} · {blog}" if selection.title else blog

    def _entry(self, builder: Builder, post: Post) -> Entry:
        domain = blog_domain(builder.env)
        url, zone = self._url(builder, post.docname), domain.options.timezone
        is_full = post.docname in self._fed
        if is_full:
            content = Content(builder, post.docname).html()
        else:
            path = fragment_path(builder.env.doctreedir, post.docname)
            content = without_forbidden(stand_alone(Fragment.load(path).excerpt, url))
        published = post.date or domain.now  # posts without a date are in no feed
        return Entry(
            url=url,
            external_url=absolute(post.external_url, url) or "" if post.external_url else "",
            title=without_forbidden(post.title),
            published=_in_zone(published, zone),
            updated=_in_zone(max(published, post.updated or published), zone),
            authors=tuple(
                FeedAuthor(without_forbidden(author.name), self._author_url(builder, author))
                for author in domain.blog.authors(post)
            ),
            categories=tuple(map(without_forbidden, _categories(domain, post))),
            summary=without_forbidden(post.description),
            content=content,
            is_full=is_full,
            language=_language_tag(post.language),
            image=self._image(builder, post),
        )

    def _author_url(self, builder: Builder, author: Author) -> str:
        if author.url:
            return absolute(author.url, f"{self._base}/") or ""
        term = blog_domain(builder.env).blog.taxonomies["authors"].find(author.name)
        return self._url(builder, term.page) if term else ""

    def _image(self, builder: Builder, post: Post) -> Enclosure | None:
        """The cover, if it is a picture that readers can show and the output has it."""
        uri = post.image.uri if post.image else ""
        kind = IMAGE_TYPES.get(PurePosixPath(urlsplit(uri).path).suffix.lower())
        if kind is None:
            return None
        if "://" in uri:
            return Enclosure(absolute(uri, self._base) or uri, kind)
        if uri not in builder.env.images:
            return None
        _, name = builder.env.images[uri]
        size = Path(builder.srcdir, uri).stat().st_size
        return Enclosure(f"{self._base}/_images/{quote(name)}", kind, size)

    def _url(self, builder: Builder, page: str) -> str:
        """The address of a page."""
        return f"{self._base}/{quote(builder.get_target_uri(page), safe='%/')}"


def _selections(domain: BlogDomain) -> Iterator[Selection]:
    """Every feed that has a post; those without a date stand nowhere in time."""
    blog, options = domain.blog, domain.options

    def newest(posts: Iterable[Post]) -> tuple[Post, ...]:
        dated = (post for post in posts if post.date is not None)
        return tuple(islice(dated, options.feed_length))

    if not (posts := newest(blog.posts)):
        return
    yield Selection("", "", options.description, posts)
    for key in FED:
        for term in blog.taxonomies[key].terms:
            # A series is in reading order.
            if posts := newest(
                sorted(term.posts, key=newest_first) if key == "series" else term.posts
            ):
                title = translate(TERM_TITLES[key], name=term.name)
                yield Selection(term.page, title, term.description, posts)


def _categories(domain: BlogDomain, post: Post) -> tuple[str, ...]:
    terms = [term for key in ("categories", "tags") for term in domain.blog.terms(post, key)]
    return tuple(dict.fromkeys(term.name for term in terms))


def _base_url(builder: Builder) -> str:
    """The site's address without a slash at its end; empty if it is none."""
    url = str(builder.config.html_baseurl or "").rstrip("/")
    parts = urlsplit(url)
    return quote(url, safe="%/:@[]") if parts.scheme in {"http", "https"} and parts.netloc else ""


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone).replace(microsecond=0)
    except OverflowError:  # the first and the last day of the calendar
        return moment


def _language_tag(language: str) -> str:
    return language.replace("_", "-")


def _write_changed(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
