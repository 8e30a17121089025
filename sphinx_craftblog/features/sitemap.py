"""``sitemap.xml``: the pages that search engines may list, and when each was last revised.

``robots.txt`` leads there. Neither is made where the author, or sphinx-sitemap, brings one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from docutils import nodes

from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import absolute_url, site_url
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.blog import FeedsPage, GeneratedPage, IndexPage, Term
from sphinx_craftblog.model.dates import machine_date
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.theme.bundled import NOT_FOUND

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

SITEMAP = "sitemap.xml"

ROBOTS = "robots.txt"

MOST = 50_000
"""URLs that a file may have (https://www.sitemaps.org/protocol.html)."""

OTHER = "sphinx_sitemap"
"""The extension that makes a sitemap itself."""

NOINDEX = "noindex"
"""Key in the metadata of a document that search engines are asked not to list."""

_MADE = "Made by sphinx-craftblog"
"""What a file of ours says near its beginning."""

_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {_MADE} -->\n'

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Sitemap:
    """The sitemap of one application."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._files: dict[str, str] = {}

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of the sitemap, its parts and ``robots.txt``, by their names."""
        self._files = {}
        builder = app.builder
        base = site_url(builder)
        if not base or OTHER in app.extensions or self._is_strange(builder, SITEMAP):
            return {}
        self._files = dict(_sitemaps([*_entries(builder)], base))
        if urlsplit(base).path == "/" and not self._is_strange(builder, ROBOTS):
            self._files[ROBOTS] = (
                f"# {_MADE}\nUser-agent: *\nAllow: /\n\nSitemap: {base}{SITEMAP}\n"
            )
        return {file: [digest(text), file] for file, text in self._files.items()}

    def write(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the files that say something else than they did."""
        for file, text in self._files.items():
            if self.changes.must_write(app.builder, file):
                Path(app.outdir, file).write_text(text, encoding="utf-8")
        return []

    def _is_strange(self, builder: Builder, file: str) -> bool:
        return self.changes.is_foreign_file(Path(builder.outdir), file, _MADE)


def note_noindex(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: note that a document's own ``<meta name="robots">`` keeps it out."""
    robots = (
        child.get("content", "")
        for child in doctree.children
        if isinstance(child, nodes.meta) and child.get("name") == "robots"
    )
    if any(NOINDEX in content for content in robots):
        app.env.metadata[app.env.docname][NOINDEX] = ""


def _sitemaps(entries: list[str], base: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the files; one that lists the others if one is not enough."""
    if len(entries) <= MOST:
        yield SITEMAP, _document("urlset", entries)
        return
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)]
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    yield SITEMAP, _document("sitemapindex", [_entry("sitemap", base + name) for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _document("urlset", part)


def _document(kind: str, entries: Iterable[str]) -> str:
    return f'{_HEAD}<{kind} xmlns="{_NAMESPACE}">\n{"".join(entries)}</{kind}>\n'


def _entry(kind: str, url: str, revised: datetime | None = None) -> str:
    lastmod = f"<lastmod>{machine_date(revised)}</lastmod>" if revised else ""
    return f"<{kind}><loc>{escape(url)}</loc>{lastmod}</{kind}>\n"


def _entries(builder: Builder) -> Iterator[str]:
    domain = blog_domain(builder.env)
    revised = {
        post.docname: max(filter(None, (post.date, post.updated)), default=None)
        for post in domain.blog.published.values()
    }

    def newest(posts: Iterable[Post]) -> datetime | None:
        return max(filter(None, [revised[post.docname] for post in posts]), default=None)

    for docname in sorted(builder.env.found_docs):
        if not is_kept_out(docname, domain) and not _is_copy(docname, domain):
            moment = revised[docname] if docname in revised else newest(_shown(docname, domain))
            yield _entry("url", absolute_url(builder, docname), moment)
    for page in sorted(domain.pages, key=lambda page: page.name):
        yield _entry("url", absolute_url(builder, page.name), newest(_posts(page)))


def is_kept_out(docname: str, domain: BlogDomain) -> bool:
    """Return whether a document is not for machines to list."""
    metadata = domain.env.metadata[docname]
    if docname in domain.hidden or docname == NOT_FOUND:
        return True
    if "nosearch" in metadata or NOINDEX in metadata:
        return True
    post = domain.blog.published.get(docname)
    return post is not None and post.draft


def _is_copy(docname: str, domain: BlogDomain) -> bool:
    post = domain.blog.published.get(docname)
    return post is not None and bool(post.canonical_url)


def _shown(docname: str, domain: BlogDomain) -> Iterator[Post]:
    """The posts that a document lists, or that the terms on it have."""
    groups = domain.listing_results(docname).shown if docname in domain.queries else ()
    for group in groups:
        for entry in group:
            yield from entry.posts if isinstance(entry, Term) else (entry,)


def _posts(page: GeneratedPage) -> Iterable[Post]:
    """The posts that a page shows, or that the terms on it have."""
    if isinstance(page, IndexPage):
        return (post for term in page.taxonomy.terms for post in term.posts)
    return () if isinstance(page, FeedsPage) else page.part.posts
