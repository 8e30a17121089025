"""Which pages a change touches, and which are gone.

A manifest in the output folder says what each page showed of its own source and of
*other* documents. Comparing it with what the page would show now gives the documents
to write again, without reading them again. It lies with the output, not in the
environment, because one environment serves several builders and is saved before they
write.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.diagnostics.reporting import Policy, report
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import keeps_pages, makes_pages, output_file, shows_cards
from sphinx_craftblog.incremental.digests import Digests
from sphinx_craftblog.incremental.files import alike, files_of_documents, gone_files, own_files
from sphinx_craftblog.incremental.manifest import JOURNAL, MANIFEST, Journal, Manifest, remove
from sphinx_craftblog.incremental.stale_outputs import StaleOutputs, forget_checksums
from sphinx_craftblog.incremental.write_errors import WriteErrors, friendly_os_errors
from sphinx_craftblog.model.query import ReadTimeQuery
from sphinx_craftblog.theme.bundled import NOT_FOUND, SEARCH, THEME, has_search_page

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_craftblog.rendering.html import HtmlParts
    from sphinx_craftblog.rendering.site_chrome import SiteChrome


AFTER_OTHERS = 600
"""Priority of who asks for all that has been read, and may have been found by other extensions."""


class Changes:
    """What one build of one application has to write, and what it has written."""

    journal: Journal
    stale_outputs: StaleOutputs | None = None
    has_begun = False

    def __init__(self, parts: HtmlParts, frame: SiteChrome, policy: Policy) -> None:
        self.parts = parts
        self.frame = frame
        self.write_errors = WriteErrors()
        self.policy = policy
        self.old = self.new = Manifest()
        self.content_digests: dict[str, str] = {}
        """Digest of what each document's text shows, without what stands around it."""
        self.listing_digests: dict[str, str] = {}
        """Digest of what other pages show of each post."""
        self.output_producers: list[
            Callable[[Sphinx, dict[str, list[str]]], dict[str, list[str]]]
        ] = []
        """Who makes further pages: given those so far, digest and file of theirs by name."""

    def begin(self, app: Sphinx, *args: object) -> list[str]:
        """``builder-inited``, and ``env-get-outdated`` in further builds of one process:
        see what the last build has left, and remove what is not made again.
        """
        if not self.has_begun:
            self.has_begun = True
            forget_checksums(blog_domain(app.env).options.speedups)
            app.builder.images.clear()  # those of a build before, whose documents may be gone
            with friendly_os_errors(app):
                self.parts.prepare(app)
                self._begin(app)
        return []

    def _begin(self, app: Sphinx) -> None:
        if not keeps_pages(app.builder):
            return
        folder = Path(app.outdir)
        self.old, self.journal = Manifest.load(folder), Journal(folder)
        if makes_pages(app.builder):
            self.stale_outputs = StaleOutputs(app.builder, self.old, self.journal)
            self.stale_outputs.remove()
        if self.stale_outputs or app.builder.format != "html":
            _trust_digests(app.builder, self.old)

    def find(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """``env-updated``: the documents that show something else than they did.

        Mistakes that only the whole blog can see are reported here, in every build.
        """
        domain = blog_domain(env)
        report(_diagnostics(domain))
        frame = self.frame.find(app)
        if not keeps_pages(app.builder):
            return []
        digests = Digests(app.builder, self.parts.templates, self.stale_outputs, frame)
        # The names of pages and sources follow from the settings, and are known then.
        known = self.old if self._has_same_settings() else Manifest()
        self.content_digests, self.listing_digests = digests.of_texts(), digests.of_posts()
        documents = digests.of_documents(self.content_digests)
        changed = {name for name in documents if self.old.documents.get(name) != documents[name]}
        unchanged = {name: known.files[name] for name in known.files.keys() - changed}
        files = files_of_documents(app.builder, unchanged, digests.copied)
        self.new = Manifest(documents, {}, files)
        unpublished = [
            file for docname in domain.unpublished for file in own_files(app.builder, docname)
        ]
        gone = gone_files(app.builder, self.old.files, self.new.files)
        remove(Path(app.outdir), [*gone, *unpublished])
        changed |= self.journal.pages & documents.keys()
        if self.stale_outputs:  # every build copies something over the files of these
            copied = self.stale_outputs.copied
            changed |= {name for name, own in self.new.files.items() if not copied.isdisjoint(own)}
        if makes_pages(app.builder):
            self.new.pages = self._pages(app, digests, known.pages)
            if _has_no_search_index(app.builder):
                changed |= env.found_docs
            report(_alike(self.new))
        self._remove_gone_pages(Path(app.outdir))
        has_lost = domain.removed or self.old.files.keys() - self.new.files.keys()
        is_changed = changed or has_lost or domain.reading or self.old.pages != self.new.pages
        if is_changed and _has_index_of_sphinx(app.builder):
            # It keeps words of documents that are gone, so it is made of all of them.
            remove(Path(app.outdir), [_index_file(app.builder)])
            return sorted(env.found_docs)
        if not changed and (has_lost or self.old.pages != self.new.pages):
            # With no document to write, Sphinx would not save that one is gone, and
            # Sphinx 8 would not ask for pages either.
            return [app.config.root_doc]
        return sorted(changed)

    def note_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: this document is being written."""
        resolved = blog_domain(app.env).resolved
        if not resolved and shows_cards(app.builder):
            self.parts.templates.warm_up()  # before the first writer process is forked
        resolved.add(docname)
        if keeps_pages(app.builder):
            self.journal.note_page(docname, self.new.files.get(docname, ())[:2])

    def must_write(self, builder: Builder, page: str) -> bool:
        """Return whether a generated page shows something new, is missing, or may be half
        written.
        """
        written = self.new.pages[page]
        is_sound = self.old.pages.get(page) == written and page not in self.journal.pages
        if self.stale_outputs and written[1] in self.stale_outputs.copied:  # over it, just now
            is_sound = False
        if is_sound and os.path.isfile(f"{builder.outdir}{os.sep}{written[1]}"):  # noqa: PTH113
            return False
        self.journal.note_page(page, written[1:])
        return True

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: remove pages without a source, and note what is shown now."""
        self.has_begun = False
        if exception is not None or not keeps_pages(app.builder):
            return
        if self.write_errors.number:  # as after a build that was killed
            return
        folder = Path(app.outdir)
        old, new = self.old, self.new
        # ``sphinx-build … FILE`` writes that file alone; the others still show what they did.
        unwritten = {
            docname: old.documents.get(docname, "")
            for docname in new.documents.keys() - blog_domain(app.env).resolved
        }
        failed = dict.fromkeys(self._failed(app.env), "")
        new = Manifest(new.documents | unwritten | failed, new.pages, new.files)
        if self.stale_outputs is not None:
            self.stale_outputs.complete(new)
        new.save(folder)
        self.journal.close()

    def _failed(self, env: BuildEnvironment) -> set[str]:
        """The documents to write again in the next build, which has to find the same errors.

        An error in a file that is included may be of any that was written.
        """
        places, resolved = self.policy.places, blog_domain(env).resolved
        names = {env.path2doc(place.rpartition(":")[0]) or place for place in places}
        return names if names <= resolved else resolved

    def is_foreign_file(self, folder: Path, file: str, mark: str) -> bool:
        """Return whether a file of the output folder is the author's, or no build of ours wrote it.

        One of ours that no manifest knows is told by a ``mark`` in its text.
        """
        if self.stale_outputs and file in self.stale_outputs.copied:
            return True
        if file in self.old.pages or file in self.journal.pages:
            return False
        path = folder / file
        return path.exists() and not (path.is_file() and mark.encode() in path.read_bytes())

    def _remove_gone_pages(self, folder: Path) -> None:
        """Remove the files of pages that this build does not make, before anybody else may
        write one of that name.
        """
        kept = {file for _, file in self.new.pages.values()}
        kept.update(file for files in self.new.files.values() for file in files)
        kept.update(self.stale_outputs.copied if self.stale_outputs else ())
        written = {file for _, file in self.old.pages.values()} | self.journal.files
        remove(folder, sorted(written - kept))

    def _has_same_settings(self) -> bool:
        return self.stale_outputs is not None and self.stale_outputs.settings == self.old.settings

    def _pages(
        self, app: Sphinx, digests: Digests, known: dict[str, list[str]]
    ) -> dict[str, list[str]]:
        """Digest and file of every page that no document stands behind. A document of the
        author's with the name of a generated page stands in its place.
        """
        taken = app.env.found_docs
        pages = {
            page.name: [
                digests.of_page(page),
                known[page.name][1] if page.name in known else output_file(app.builder, page.name),
            ]
            for page in digests.domain.pages
        }
        if app.config.html_theme == THEME and NOT_FOUND not in taken:
            pages[NOT_FOUND] = [digests.everywhere, f"{NOT_FOUND}.html"]
        if has_search_page(app) and SEARCH not in taken:
            pages[SEARCH] = [digests.everywhere, output_file(app.builder, SEARCH)]
        # Sphinx makes these in every build, or not at all.
        pages |= {name: ["", output_file(app.builder, name)] for name in digests.references.indices}
        for make in self.output_producers:
            pages |= make(app, pages)
        return dict(sorted(pages.items()))


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
    """Return whether every page must be written for its words to be in the index again."""
    is_made = getattr(builder, "search", False)
    return is_made and not Path(builder.outdir, _index_file(builder)).is_file()


def _has_index_of_sphinx(builder: Builder) -> bool:
    """Return whether Sphinx makes the index in its own way."""
    speedups = blog_domain(builder.env).options.speedups
    return getattr(builder, "search", False) and "search" not in speedups


def _index_file(builder: Builder) -> str:
    return str(getattr(builder, "searchindex_filename", ""))


def _alike(new: Manifest) -> Iterable[Diagnostic]:
    """Pages that would be one file on Windows and macOS; a post's card follows its page."""
    generated = (("", f, shown) for shown, f in new.pages.values() if not f.startswith("_"))
    documents = ((docname, files[0], docname) for docname, files in new.files.items())
    for file, docname, other in alike((*generated, *documents)):
        yield diagnostics.alike_files(file, other).at(docname)


def _diagnostics(domain: BlogDomain) -> Iterable[Diagnostic]:
    """Return what only the whole blog can see; two spotlights may find the same second featured
    post.
    """
    yield from domain.blog.diagnostics
    for docname, queries in sorted(domain.queries.items()):
        yield from domain.listing_results(docname).diagnostics
        for query in queries:
            if isinstance(query, ReadTimeQuery) and query.docname not in domain.readings:
                said = (
                    diagnostics.document_is_held_back(query.docname)
                    if query.docname in domain.unpublished
                    else diagnostics.unknown_document(query.docname, domain.readings)
                )
                yield said.at(docname, query.line)
