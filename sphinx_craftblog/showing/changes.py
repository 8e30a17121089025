"""Which pages a change touches, and which are gone.

A manifest in the output folder says what each page showed of its own source and of
*other* documents. Comparing it with what the page would show now gives the documents
to write again, without reading them again. It lies with the output, not in the
environment, because one environment serves several builders and is saved before they
write.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog import __version__
from sphinx_craftblog.domain import BlogDomain, blog_domain
from sphinx_craftblog.model import mistakes
from sphinx_craftblog.model.blog import GeneratedPage, Term
from sphinx_craftblog.model.mistakes import Mistake
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.query import ReadTimeQuery
from sphinx_craftblog.report import report
from sphinx_craftblog.showing.cards import makes_pages, shows_cards
from sphinx_craftblog.showing.leftovers import Leftovers, forget_checksums
from sphinx_craftblog.showing.manifest import (
    JOURNAL,
    MANIFEST,
    Journal,
    Manifest,
    digest,
    remove,
)
from sphinx_craftblog.showing.references import References
from sphinx_craftblog.showing.styles import stylesheet
from sphinx_craftblog.showing.theme import NOT_FOUND, THEME

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_craftblog.showing.html import HtmlParts


class Changes:
    """What one build of one application has to write, and what it has written."""

    journal: Journal
    leftovers: Leftovers | None = None
    has_begun = False

    def __init__(self, parts: HtmlParts) -> None:
        self.parts = parts
        self.old = self.new = Manifest()
        self.salt = ""
        self.resolved: set[str] = set()
        self._faces: dict[str, str] = {}

    def begin(self, app: Sphinx, *args: object) -> list[str]:
        """``builder-inited``, and ``env-get-outdated`` in further builds of one process:
        see what the last build has left, and remove what is not made again.
        """
        if not self.has_begun:
            self.has_begun = True
            forget_checksums()
            self.parts.prepare(app)
            self._begin(app)
        return []

    def _begin(self, app: Sphinx) -> None:
        if not keeps_pages(app.builder):
            return
        folder = Path(app.outdir)
        self.old, self.journal = Manifest.load(folder), Journal(folder)
        if makes_pages(app.builder):
            self.leftovers = Leftovers(app.builder, self.old, self.journal)
            self.leftovers.remove()
            _trust_digests(app.builder, self.old)

    def find(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """``env-updated``: the documents that show something else than they did.

        Mistakes that only the whole blog can see are reported here, in every build.
        """
        domain = blog_domain(env)
        self._faces = {}
        digests = self._digest_documents(app.builder, domain)
        self.resolved = set()
        if not keeps_pages(app.builder):
            return []
        self.new = Manifest(digests, {}, self._files_of_documents(app.builder, domain))
        held = [file for docname in domain.held for file in _own_files(app.builder, docname)]
        gone = _gone(app.builder, self.old.files, self.new.files)
        remove(Path(app.outdir), [*gone, *held])
        changed = {name for name in digests if self.old.documents.get(name) != digests[name]}
        changed |= self.journal.pages & digests.keys()
        if makes_pages(app.builder):
            self.new.pages = self._digest_pages(app, domain)
            if _has_no_search_index(app.builder):
                changed |= env.found_docs
        has_lost = domain.removed or self.old.files.keys() - self.new.files.keys()
        if not changed and (has_lost or self.old.pages != self.new.pages):
            # With no document to write, Sphinx would not save that one is gone, and
            # Sphinx 8 would not ask for pages either.
            return [app.config.root_doc]
        return sorted(changed)

    def note_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: this document is being written."""
        if not self.resolved and shows_cards(app.builder):
            self.parts.templates.warm_up()  # before the first writer process is forked
        self.resolved.add(docname)
        if keeps_pages(app.builder):
            self.journal.note_page(docname)

    def must_write(self, builder: Builder, page: str) -> bool:
        """Whether a generated page shows something new, is missing, or may be half written."""
        written = self.new.pages[page]
        is_sound = self.old.pages.get(page) == written and page not in self.journal.pages
        if is_sound and os.path.isfile(f"{builder.outdir}{os.sep}{written[1]}"):  # noqa: PTH113
            return False
        self.journal.note_page(page)
        return True

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: remove pages without a source, and note what is shown now."""
        self.has_begun = False
        if exception is not None or not keeps_pages(app.builder):
            return
        folder = Path(app.outdir)
        old, new = self.old, self.new
        kept = {file for _, file in new.pages.values()}
        kept.update(file for files in new.files.values() for file in files)
        remove(folder, sorted({file for _, file in old.pages.values()} - kept))
        # ``sphinx-build … FILE`` writes that file alone; the others still show what they did.
        unwritten = {
            docname: old.documents.get(docname, "")
            for docname in new.documents.keys() - self.resolved
        }
        new = Manifest(new.documents | unwritten, new.pages, new.files)
        if self.leftovers is not None:
            self.leftovers.complete(new)
        new.save(folder)
        self.journal.close()

    def _files_of_documents(self, builder: Builder, domain: BlogDomain) -> dict[str, list[str]]:
        """The files in the output that are there for a document: its page first, its source
        if that is copied, its pictures and downloads.
        """
        files: dict[str, list[str]] = {}
        # The names of pages and sources follow from the settings, and are known then.
        is_known = self._has_same_settings()
        known = self.old.files.keys() - set(domain.reading) if is_known else set()
        own = 2 if _copies_sources(builder) else 1
        for docname in sorted(builder.env.found_docs):
            files[docname] = (
                self.old.files[docname][:own] if docname in known else _own_files(builder, docname)
            )
        for docnames, file in sorted(_copied(builder), key=itemgetter(1)):
            for docname in docnames & files.keys():
                files[docname].append(file)
        return files

    def _has_same_settings(self) -> bool:
        return self.leftovers is not None and self.leftovers.settings == self.old.settings

    def _digest_documents(self, builder: Builder, domain: BlogDomain) -> dict[str, str]:
        references = References(builder)
        self.salt = self._salt_of(builder, domain, references)
        shown: dict[str, list[object]] = {name: [] for name in sorted(builder.env.found_docs)}
        found = list(domain.blog.mistakes)
        for docname, queries in sorted(domain.listings.items()):
            answers = domain.blog.answer(queries, docname=docname, held=domain.held)
            found += [*answers.mistakes, *_unknown_documents(domain, docname)]
            minutes = [
                domain.readings[query.docname].minutes
                for query in queries
                if isinstance(query, ReadTimeQuery) and query.docname in domain.readings
            ]
            faces = [self._face(domain, entry) for group in answers.shown for entry in group]
            shown[docname] += [minutes, faces]
        report(found)  # once each: two spotlights find the same second featured post
        for docname, post in domain.blog.published.items():
            beside = [post, *filter(None, domain.blog.neighbours(docname))]
            shown[docname] += [self._face(domain, entry) for entry in beside]
        return {
            docname: digest(
                self.salt, _content_of(domain, docname), references.shown_by(docname), of_blog
            )
            for docname, of_blog in shown.items()
        }

    def _digest_pages(self, app: Sphinx, domain: BlogDomain) -> dict[str, list[str]]:
        """Digest and file of every page to generate. A document of the author's with
        the name of a page stands in its place.
        """
        known = self.old.pages if self._has_same_settings() else {}
        pages = {
            page.name: [self._digest_page(domain, page), known.get(page.name, [""])[-1]]
            for page in domain.blog.pages(app.env.found_docs)
        }
        for name, page in pages.items():
            page[1] = page[1] or _output(app.builder, name)
        if app.config.html_theme == THEME and NOT_FOUND not in app.env.found_docs:
            pages[NOT_FOUND] = [self.salt, f"{NOT_FOUND}.html"]
        return dict(sorted(pages.items()))

    def _digest_page(self, domain: BlogDomain, page: GeneratedPage) -> str:
        if page.term is None or page.part is None:
            terms = [self._face(domain, term) for term in page.taxonomy.terms]
            return digest(self.salt, page.taxonomy.kind.key, terms)
        term, part = page.term, page.part
        posts = [self._face(domain, post) for post in part.posts]
        # Only the front page says how many posts there are: the others stay as they are.
        count = len(term.posts) if not part.number else 0
        of_term = (term.name, term.page, term.description, count)
        return digest(self.salt, of_term, part.newer, part.older, posts)

    def _face(self, domain: BlogDomain, entry: Post | Term) -> str:
        """Digest of all that other pages show of a post or a term, made once a build."""
        name = entry.page if isinstance(entry, Term) else entry.docname
        if name not in self._faces:
            self._faces[name] = digest(*self._shown_of(domain, entry))
        return self._faces[name]

    def _shown_of(self, domain: BlogDomain, entry: Post | Term) -> tuple[object, ...]:
        """What that is.

        Word counts change with every edit, so they count only where a template of
        the site shows them.
        """
        if isinstance(entry, Term):
            return entry.name, entry.page, entry.description, len(entry.posts)
        blog = domain.blog
        return (
            *(entry.docname, entry.title, entry.date, entry.updated, entry.external_url),
            *(entry.draft, entry.date is not None and entry.date > domain.now),
            *(entry.language, entry.reading.minutes, entry.fragment),
            [(author.name, author.key) for author in blog.authors(entry)],
            [(term.name, term.page) for term in blog.terms(entry, "tags")],
            [(term.name, term.page) for term in blog.terms(entry, "authors")],
            entry.reading if self.parts.templates.shows_counts else None,
        )

    def _salt_of(self, builder: Builder, domain: BlogDomain, references: References) -> str:
        """Digest of all that every page shows."""
        options = domain.options
        return digest(
            __version__,
            self.parts.templates.digest,
            builder.name,
            builder.config.language,
            options.path,
            options.date_format,
            options.title,
            options.description,
            (self.leftovers.settings, self.leftovers.style) if self.leftovers else "",
            stylesheet(builder) if shows_cards(builder) else "",
            references.shown_everywhere,
            # The frame of every page links to tags and archive, if there are any.
            [bool(domain.blog.taxonomies[key].terms) for key in ("tags", "years")],
        )


def keeps_pages(builder: Builder) -> bool:
    """Whether a builder writes a file a document, and only those that changed."""
    return builder.format in {"html", "text", "xml", "pseudoxml"} and builder.name != "singlehtml"


def exclude_manifest(app: Sphinx, config: Config) -> None:
    """``config-inited``: EPUB packs every file of its folder, but not ours."""
    if MANIFEST not in config.epub_exclude_files:
        config.epub_exclude_files = [*config.epub_exclude_files, MANIFEST, JOURNAL]


def _trust_digests(builder: Builder, manifest: Manifest) -> None:
    """Have the builder call no page outdated for its time alone.

    Sphinx compares it with the times of its source and of the newest template, which a
    fresh checkout, or installation, renews. What a page was made of, its digest says.
    """
    if "sources" not in blog_domain(builder.env).options.speedups:
        return
    by_time = type(builder).get_outdated_docs

    def get_outdated_docs() -> Iterable[str]:
        if not manifest.documents:
            return by_time(builder)
        folder = f"{builder.outdir}{os.sep}"
        return [
            docname
            for docname in builder.env.found_docs
            if docname not in manifest.files
            or not os.path.isfile(folder + manifest.files[docname][0])  # noqa: PTH113 - many
        ]

    builder.get_outdated_docs = get_outdated_docs  # type: ignore[method-assign]


def _has_no_search_index(builder: Builder) -> bool:
    """Whether every page must be written for its words to be in the index again."""
    name = getattr(builder, "searchindex_filename", "")
    return getattr(builder, "search", False) and not Path(builder.outdir, name).is_file()


def _content_of(domain: BlogDomain, docname: str) -> tuple[bytes, list[bytes]]:
    """Digests of a document's source and of the files that it depends on."""
    source = domain.sources.get(docname)
    paths = sorted(map(str, domain.env.dependencies.get(docname, ())))
    files = [domain.files[path].digest for path in paths if path in domain.files]
    return source.digest if source else b"", files


def _unknown_documents(domain: BlogDomain, docname: str) -> Iterable[Mistake]:
    for query in domain.listings[docname]:
        if isinstance(query, ReadTimeQuery) and query.docname not in domain.readings:
            text = mistakes.unknown_document(query.docname, domain.readings)
            yield Mistake("reference", text, docname, query.line)


def _own_files(builder: Builder, docname: str) -> list[str]:
    page = _output(builder, docname)
    if not _copies_sources(builder):
        return [page]
    source = str(builder.env.doc2path(docname, False)).replace(os.sep, "/")
    suffix = builder.config.html_sourcelink_suffix
    copied = source if source.endswith(suffix) else source + suffix
    return [page, f"_sources/{copied}"]


def _copies_sources(builder: Builder) -> bool:
    return getattr(builder, "copysource", False) and builder.config.html_copy_source


def _copied(builder: Builder) -> Iterable[tuple[set[str], str]]:
    """Pictures and downloads: the documents that have them, and the file in the output."""
    if builder.format != "html":
        return
    images = getattr(builder, "imagedir", "_images")
    for docnames, name in builder.env.images.values():
        yield docnames, f"{images}/{name}"
    for docnames, download in builder.env.dlfiles.values():
        yield docnames, f"_downloads/{download}"


def _output(builder: Builder, page: str) -> str:
    """The file of a document or generated page, from the output folder."""
    # As old as Sphinx; its successor, get_output_path, is not in Sphinx 8.
    if hasattr(builder, "get_outfilename"):
        file = str(builder.get_outfilename(page))
        return file[len(str(builder.outdir)) + 1 :].replace(os.sep, "/")
    return page + str(getattr(builder, "out_suffix", ""))


def _gone(builder: Builder, old: dict[str, list[str]], new: dict[str, list[str]]) -> list[str]:
    """Files that documents had and have no more, and nobody else uses."""
    kept = {file for files in new.values() for file in files}
    kept.update(file for _, file in _copied(builder))
    return sorted({file for files in old.values() for file in files} - kept)
