"""What every page shows, as digests: a page is written again when its digest differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import CatalogRepository, docname_to_domain

from sphinx_craftblog.config import digest_of_config
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import shows_cards
from sphinx_craftblog.incremental.files import copied_files
from sphinx_craftblog.model.blog import (
    FeedsPage,
    GeneratedPage,
    IndexPage,
    ListPage,
    Term,
    TermPage,
)
from sphinx_craftblog.model.digest import digest, digest_of_bytes
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.query import ArchiveQuery, Query, ReadTimeQuery
from sphinx_craftblog.rendering.cards import CardMaker
from sphinx_craftblog.rendering.catalogs import catalog_files
from sphinx_craftblog.rendering.comments import script_digest
from sphinx_craftblog.rendering.pictures import PictureFiles
from sphinx_craftblog.rendering.references import References
from sphinx_craftblog.theme.styles import stylesheets
from sphinx_craftblog.version import __version__

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_craftblog.incremental.stale_outputs import StaleOutputs
    from sphinx_craftblog.rendering.templates import Templates


class Digests:
    """The digests of one build, made when everything is read."""

    def __init__(
        self, builder: Builder, templates: Templates, stale_outputs: StaleOutputs | None, frame: str
    ) -> None:
        self.builder = builder
        self.domain = blog_domain(builder.env)
        self._templates = templates
        self.references = References(builder, templates)
        self._pictures = PictureFiles(builder)
        self._cards = CardMaker(builder, "")
        self._listing_digests: dict[str, str] = {}
        self.everywhere = self._of_everywhere(stale_outputs, frame)

    def of_texts(self) -> dict[str, str]:
        """The digest of each document's text, by docname."""
        domain = self.domain
        shown: dict[str, list[object]] = {name: [] for name in sorted(self.builder.env.found_docs)}
        for docname, queries in domain.queries.items():
            minutes = [
                domain.readings[query.docname].minutes
                for query in queries
                if isinstance(query, ReadTimeQuery) and query.docname in domain.readings
            ]
            listing_results = domain.listing_results(docname)
            lists = [*map(self._list, queries, listing_results.shown)]
            shown[docname] += [
                minutes,
                lists,
                listing_results.parts and listing_results.parts[0].older,
            ]
        return {
            docname: digest(
                self.everywhere,
                self._of_content(docname),
                self.references.shown_by(docname),
                of_blog,
                docname in domain.blog.shown_by_pages,
                [*map(self._pictures.of_static, domain.pictures.get(docname, ()))],
            )
            for docname, of_blog in shown.items()
        }

    def of_posts(self) -> dict[str, str]:
        """The digest of all that other pages show of each post, by docname."""
        return {
            docname: self._listing_digest(post)
            for docname, post in self.domain.blog.published.items()
        }

    def of_documents(self, texts: dict[str, str]) -> dict[str, str]:
        """The digest of each document's page, given those of the texts."""
        domain, blog, env = self.domain, self.domain.blog, self.builder.env
        options = domain.options
        around = (options.comments, script_digest(options.comments), options.share)
        pages = dict(texts)
        for docname, post in blog.published.items():
            series = blog.series(post)
            beside = (
                (post, *filter(None, blog.neighbours(docname))),
                blog.related.get(docname, ()),
                domain.mentions.get(docname, ()),
                series.posts if series else (),
            )
            listing_digests = [[self._listing_digest(entry) for entry in group] for group in beside]
            cover = env.images.get(post.image.uri) if post.image else None
            by = [(author.url, author.links) for author in blog.authors(post)]
            of_head = (cover and cover[1], by)
            pages[docname] = digest(texts[docname], listing_digests, post.changes, of_head, around)
        return pages

    def of_page(self, page: GeneratedPage) -> str:
        """The digest of a generated page."""
        of_page: object
        match page:
            case IndexPage(_, taxonomy):
                posts = self.domain.blog.posts if taxonomy.kind.key == "years" else ()
                listing_digests = [*map(self._listing_digest, taxonomy.terms)]
                return digest(
                    self.everywhere, taxonomy.kind.key, listing_digests, self._rows(posts)
                )
            case TermPage(_, _, term, part):
                # Only the front page says how many posts there are: the others stay as they are.
                count = len(term.posts) if not part.number else 0
                author = self.domain.blog.author_of(term)
                of_page = (term.name, term.page, term.description, count, author)
            case ListPage(_, docname, style, part):
                of_page = (self.domain.env.titles[docname].astext(), style)
            case FeedsPage():
                terms = [(one.term.name, one.page) for one in self.domain.selections if one.term]
                return digest(self.everywhere, terms)
        listing_digests = [self._listing_digest(post) for post in part.posts]
        return digest(self.everywhere, of_page, part.newer, part.older, listing_digests)

    def _list(self, query: Query, entries: Sequence[Post] | Sequence[Term]) -> list[object]:
        """Return what a list shows."""
        if isinstance(query, ArchiveQuery):
            return self._rows(post for post in entries if isinstance(post, Post))
        return [*map(self._listing_digest, entries)]

    def _rows(self, posts: Iterable[Post]) -> list[object]:
        """Return what an archive shows of posts: less than other lists, as long as it is ours."""
        if self._templates.has_other_archive:
            return [*map(self._listing_digest, posts)]
        return [(p.docname, p.title, p.date, p.external_url, p.language) for p in posts]

    def _listing_digest(self, entry: Post | Term) -> str:
        """Digest of all that other pages show of a post or a term, made once; of a post that
        is as it was in the last build, not even that.
        """
        name = entry.page if isinstance(entry, Term) else entry.docname
        if name not in self._listing_digests:
            self._listing_digests[name] = (
                digest(*self._shown_of(entry))
                if isinstance(entry, Term)
                else self._post_digest(entry)
            )
        return self._listing_digests[name]

    def _post_digest(self, post: Post) -> str:
        is_scheduled = post.date is not None and post.date > self.domain.now
        beside = (self._around_posts, is_scheduled, self._cards.cover(post))
        known = self.domain.listing_digests.get(post.docname)
        if known is None or known[1] != beside:
            known = self.domain.listing_digests[post.docname] = (
                digest(*self._shown_of(post)),
                beside,
            )
        return known[0]

    @cached_property
    def _around_posts(self) -> str:
        """Digest of what names of authors and terms lead to, and of what is shown of any post."""
        blog = self.domain.blog
        terms = [
            (key, sorted((name, term.name, term.page) for name, term in taxonomy.by_name.items()))
            for key, taxonomy in blog.taxonomies.items()
            if key != "years"
        ]
        authors = (blog.rules.authors, blog.rules.default_author)
        return digest(__version__, self._templates.shows_counts, authors, terms)

    def _shown_of(self, entry: Post | Term) -> tuple[object, ...]:
        """Return what that is.

        Word counts change with every edit, so they count only where a template of
        the site shows them.
        """
        if isinstance(entry, Term):
            # In a list that is not of cards, the posts of a term stand beneath it.
            posts = () if shows_cards(self.builder) else [*map(self._listing_digest, entry.posts)]
            return entry.name, entry.page, entry.description, len(entry.posts), posts
        blog = self.domain.blog
        return (
            *(entry.docname, entry.title, entry.date, entry.updated, entry.external_url),
            *(entry.draft, entry.date is not None and entry.date > self.domain.now),
            *(entry.language, entry.reading.minutes, entry.fragment),
            self._cards.cover(entry),
            [(author.name, author.key) for author in blog.authors(entry)],
            [
                [(term.name, term.page) for term in blog.terms(entry, taxonomy)]
                for taxonomy in ("tags", "categories", "authors", "series")
            ],
            entry.reading if self._templates.shows_counts else None,
        )

    def _of_content(self, docname: str) -> tuple[object, ...]:
        """Digests of a document's source, the files that it depends on, its translation and what
        it inherits; the suffix of the source, and the names of pictures and downloads on the page.
        """
        domain = self.domain
        source = domain.sources.get(docname)
        paths = sorted(map(str, domain.env.dependencies.get(docname, ())))
        # Sphinx notes a catalog in the build after the one that has read it.
        own = (path for path in paths if not path.endswith(".mo"))
        files = [domain.files[path].digest for path in own if path in domain.files]
        return (
            source and source[1:],  # but for the time
            files,
            self._translation(docname),
            domain.inherited.get(docname),
            self.copied.get(docname),
        )

    def _translation(self, docname: str) -> str:
        if not self._catalogs:
            return ""
        domain = docname_to_domain(docname, self.builder.config.gettext_compact)
        return self._catalogs.get(domain, "")

    @cached_property
    def _catalogs(self) -> dict[str, str]:
        """Digests of the catalogs with translations of texts, by the names that gettext has."""
        builder, config = self.builder, self.builder.config
        if not builder.use_message_catalog:
            return {}
        found = CatalogRepository(
            builder.srcdir, config.locale_dirs, config.language, config.source_encoding
        )
        files = ((catalog.domain, Path(catalog.mo_path)) for catalog in found.catalogs)
        return {name: digest_of_bytes(file.read_bytes()) for name, file in files if file.is_file()}

    @cached_property
    def copied(self) -> dict[str, list[str]]:
        """The pictures and downloads of each document that has some."""
        return copied_files(self.builder)

    def _of_everywhere(self, stale_outputs: StaleOutputs | None, frame: str) -> str:
        """Digest of all that every page shows."""
        builder, options = self.builder, self.domain.options
        # Sphinx reads all again for these; pages that no document stands behind follow as well.
        return digest(
            __version__,
            self._templates.digest,
            builder.name,
            builder.config.language,
            (digest_of_config(builder.config, "env"), sorted(builder.tags)),
            [file.read_bytes() for file in catalog_files(builder.srcdir, builder.config)],
            options.path,
            options.date_format,
            options.title,
            options.description,
            options.newsletter,  # which any template may show
            (stale_outputs.settings, stale_outputs.style) if stale_outputs else "",
            stylesheets(builder) if shows_cards(builder) else "",
            self.references.shown_everywhere,
            # Those that a template of the site may show.
            [(name, self._pictures.of_static(name)) for name in stale_outputs.statics]
            if stale_outputs and self._templates.shows_pictures
            else (),
            frame,
            # Themes may lead to tags and archive, if there are any.
            [bool(self.domain.blog.taxonomies[key].terms) for key in ("tags", "years")],
            # Every page names the feeds, if there are any.
            options.feeds if self.domain.selections else (),
            # What was a warning when a page was written may be an error now.
            sorted(name for name, level in options.policy.items() if level == "error"),
        )
