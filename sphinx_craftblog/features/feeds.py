"""Feeds: of the blog, and of every tag, category, author and series.

The text of a post is taken when its page is written, and kept beside the doctrees; feeds
are put together from these files, so that nothing is rendered twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import escape

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import absolute_url, makes_pages, site_url
from sphinx_craftblog.features.feed_content import (
    FeedTexts,
    absolute,
    forbidden,
    stand_alone,
    without_forbidden,
)
from sphinx_craftblog.features.feed_formats import WRITERS, Enclosure, Feed, FeedAuthor, FeedEntry
from sphinx_craftblog.i18n import TERM_TITLES, language_tag, translate
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.dates import in_zone
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.feeds import FORMATS, Selection
from sphinx_craftblog.model.fragment import Fragment, fragment_path
from sphinx_craftblog.model.post import Author, Post
from sphinx_craftblog.rendering.context import TEXT

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

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

ENTRIES_KEPT = 600
"""Entries that are kept as they are written for the next feeds with them; about 10 KB each."""


class Feeds:
    """The feeds of one application."""

    _contents: FeedTexts

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._files: dict[str, tuple[Selection, str]] = {}
        self._fed: frozenset[str] = frozenset()
        self._before: dict[str, str] = {}
        self._links_to: dict[str, str] = {}

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of each feed, by its file."""
        domain = blog_domain(app.env)
        options = domain.options
        self._files, self._before, self._links_to = {}, {}, {}
        if options.feeds and not domain.site_url and any(post.date for post in domain.blog.posts):
            report([diagnostics.no_base_for_feeds(app.config.html_baseurl).at("")])
        posts = {post.docname: post for one in domain.selections for post in one.posts}
        self._fed = frozenset(posts if options.feed_content == "full" else ())
        self._contents = FeedTexts(app.builder)
        self._contents.keep(self._fed)
        digests = {docname: self._digest(domain, post) for docname, post in posts.items()}
        found = {}
        for selection in domain.selections:
            of_feed = digest(
                *(domain.site_url, selection.page, selection.number, selection.beside),
                *(_title(selection, domain), _subtitle(selection, domain), options.title),
                *(options.feed_content, app.config.language, options.timezone, options.authors),
                [digests[post.docname] for post in selection.posts],
            )
            for kind in options.feeds:
                file = selection.file(options.path, kind)
                if self._is_free(app.builder, file):
                    self._files[file] = selection, kind
                    found[file] = [digest(kind, of_feed), file]
        for old, new in options.redirects:
            if new in self._files and old not in found and self._is_free(app.builder, old, new):
                self._files[old] = self._files[new]
                found[old] = [found[new][0], old]
        return found

    def _digest(self, domain: BlogDomain, post: Post) -> str:
        """Digest of a post's entry."""
        image = (post.image, *domain.env.images.get(post.image.uri, ())[1:]) if post.image else ()
        changes = self.changes
        return digest(
            *(
                changes.content_digests[post.docname],
                changes.listing_digests[post.docname],
                post.description,
                image,
            ),
            _id(domain.env, post.docname),
        )

    def _is_free(self, builder: Builder, file: str, copied: str = "") -> bool:
        """Return whether a file is not the author's own; what nobody knows is left alone.

        A copy says the address of the feed that is ``copied``.
        """
        folder = Path(builder.outdir)
        if not self.changes.is_foreign_file(folder, file, site_url(builder, quote(copied or file))):
            return True
        stale_outputs = self.changes.stale_outputs
        if stale_outputs is None or file not in stale_outputs.copied:
            report([diagnostics.feed_onto_stranger(file).at("")])
        return False

    def posts_missing_content(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """``env-updated``: posts whose text a feed needs, and that nobody has kept."""
        changes = self.changes
        looked_at: set[str] = set()
        for file, (selection, _) in self._files.items():
            is_there = os.path.isfile(f"{app.outdir}{os.sep}{file}")  # noqa: PTH113 - many
            if not is_there or changes.old.pages.get(file) != changes.new.pages[file]:
                looked_at.update(post.docname for post in selection.posts)
        for docname in looked_at & self._fed:
            self._before[docname] = self._contents.head(docname)
        return sorted(
            docname for docname, head in self._before.items() if not self._is_current(docname, head)
        )

    def _is_current(self, docname: str, head: str) -> bool:
        return head.startswith(self.changes.content_digests[docname])

    def note_text(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: what was kept of a post before its page is written."""
        if docname in self._fed and docname not in self._before:
            self._before[docname] = self._contents.head(docname)

    def store_content(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
    ) -> None:
        """``html-page-context``: keep the text of a post, and tell every page of the feeds."""
        text = context.pop(TEXT, None)
        if text is not None and pagename in self._fed:
            self._keep(app.builder, pagename, text)
        if makes_pages(app.builder):
            context["metatags"] = context.get("metatags", "") + self._links(app, pagename)

    def _links(self, app: Sphinx, pagename: str) -> str:
        """Return where readers' programs find the feeds of a page."""
        selection_of = blog_domain(app.env).selection_of
        pages = dict.fromkeys(("", pagename, pagename.rpartition("/page/")[0]))
        found = [page for page in pages if page in selection_of]
        for page in found:
            if page not in self._links_to:
                self._links_to[page] = _links(app.builder, selection_of[page])
        return "".join(self._links_to[page] for page in found)

    def _keep(self, builder: Builder, docname: str, body: str) -> None:
        if found := forbidden(body):
            report([diagnostics.forbidden_characters(found).at(docname)])
            body = without_forbidden(body)  # first: one of them may part the name of a tag
        html = stand_alone(body, absolute_url(builder, docname))
        before = self._before.get(docname, "")
        self._contents.save(docname, before, self.changes.content_digests[docname], html)

    def write(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the feeds that say something else than they did."""
        if not self._files:
            return []
        content = lru_cache()(self._contents.load)
        entry = lru_cache()(partial(self._entry, app.builder, content))
        written = lru_cache(ENTRIES_KEPT)(lambda kind, docname: WRITERS[kind].entry(entry(docname)))

        def has_changed(docname: str) -> bool:
            before = self._before.get(docname)
            is_new = before is not None and content(docname)[0] != before
            return is_new or docname in self.changes.journal.pages

        for file, (selection, kind) in self._files.items():
            docnames = [post.docname for post in selection.posts]
            if not self.changes.must_write(app.builder, file):
                if not any(map(has_changed, docnames)):
                    continue
                self.changes.journal.note_page(file, [file])
            needed = self._fed.intersection(docnames)
            if not all(self._is_current(docname, content(docname)[0]) for docname in needed):
                # Some pages were not written, as in ``sphinx-build … FILE``: in the next build.
                self.changes.new.pages[file][0] = ""
                continue
            updated = max(entry(docname).updated for docname in docnames)
            feed = _feed(app.builder, selection, kind, updated)
            entries = [written(kind, docname) for docname in docnames]
            _write_changed(Path(app.outdir, file), WRITERS[kind].feed(feed, entries).encode())
        return []

    def _entry(
        self, builder: Builder, load: Callable[[str], tuple[str, str]], docname: str
    ) -> FeedEntry:
        domain = blog_domain(builder.env)
        post = domain.blog.published[docname]
        url, zone = absolute_url(builder, docname), domain.options.timezone
        is_full = docname in self._fed
        if is_full:
            _, content = load(docname)
        else:
            path = fragment_path(builder.env.doctreedir, docname)
            content = stand_alone(without_forbidden(Fragment.load(path).excerpt), url)
        published = post.date or domain.now  # posts without a date are in no feed
        return FeedEntry(
            id=_id(builder.env, docname) or url,
            url=url,
            external_url=absolute(post.external_url, url) or "" if post.external_url else "",
            title=without_forbidden(post.title),
            published=in_zone(published, zone),
            updated=in_zone(max(published, post.updated or published), zone),
            authors=tuple(
                FeedAuthor(without_forbidden(author.name), _author_url(builder, author))
                for author in domain.blog.authors(post)
            ),
            categories=tuple(map(without_forbidden, _categories(domain, post))),
            summary=without_forbidden(post.description),
            content=content,
            is_full=is_full,
            blog=without_forbidden(domain.options.title),
            language=language_tag(post.language) if post.language else "",
            image=_image(builder, post),
        )


def _id(env: BuildEnvironment, docname: str) -> str:
    """The id that a post asks for."""
    return str(env.metadata.get(docname, {}).get("feed_id", ""))


def _links(builder: Builder, selection: Selection) -> str:
    domain = blog_domain(builder.env)
    return "".join(
        f'\n<link rel="alternate" type="{FORMATS[kind].type}" '
        f'title="{escape(_title(selection, domain))} ({FORMATS[kind].name})" '
        f'href="{_url(builder, selection, kind)}" />'
        for kind in domain.options.feeds
    )


def _title(selection: Selection, domain: BlogDomain) -> str:
    blog, term = domain.options.title, selection.term
    return f"{translate(TERM_TITLES[term.taxonomy], name=term.name)} · {blog}" if term else blog


def _subtitle(selection: Selection, domain: BlogDomain) -> str:
    return selection.term.description if selection.term else domain.options.description


def _url(builder: Builder, selection: Selection, kind: str, number: int | None = None) -> str:
    path = blog_domain(builder.env).options.path
    return site_url(builder, quote(selection.file(path, kind, number)))


def _feed(builder: Builder, selection: Selection, kind: str, updated: datetime) -> Feed:
    domain = blog_domain(builder.env)
    before, after = (
        _url(builder, selection, kind, number) if number else "" for number in selection.beside
    )
    return Feed(
        url=_url(builder, selection, kind),
        newest=_url(builder, selection, kind, 0),
        before=before,
        after=after,
        home=absolute_url(builder, selection.page) if selection.page else site_url(builder),
        title=without_forbidden(_title(selection, domain)),
        subtitle=without_forbidden(_subtitle(selection, domain)),
        language=language_tag(builder.config.language),
        updated=updated,
    )


def _author_url(builder: Builder, author: Author) -> str:
    if author.url:
        return absolute(author.url, site_url(builder)) or ""
    term = blog_domain(builder.env).blog.taxonomies["authors"].find(author.name)
    return absolute_url(builder, term.page) if term else ""


def _image(builder: Builder, post: Post) -> Enclosure | None:
    """The cover, if it is a picture that readers can show and the output has it."""
    uri = post.image.uri if post.image else ""
    kind = IMAGE_TYPES.get(PurePosixPath(urlsplit(uri).path).suffix.lower())
    if kind is None:
        return None
    if "://" in uri:
        url = absolute(uri, site_url(builder))
        return Enclosure(url, kind) if url else None
    if uri not in builder.env.images:
        return None
    _, name = builder.env.images[uri]
    size = Path(builder.srcdir, uri).stat().st_size
    return Enclosure(site_url(builder, f"_images/{quote(name)}"), kind, size)


def _categories(domain: BlogDomain, post: Post) -> tuple[str, ...]:
    terms = [term for key in ("categories", "tags") for term in domain.blog.terms(post, key)]
    return tuple(dict.fromkeys(term.name for term in terms))


def _write_changed(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
