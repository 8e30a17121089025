"""Which pages a change touches, and which are gone.

A manifest in the output folder says what each page showed of *other* documents.
Comparing it with what the page would show now gives the documents to write again,
without reading them again. It lies with the output, not in the environment,
because one environment serves several builders and is saved before they write.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog import __version__
from sphinx_craftblog.domain import BlogDomain, blog_domain
from sphinx_craftblog.model import mistakes
from sphinx_craftblog.model.blog import Term
from sphinx_craftblog.model.mistakes import Mistake
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.query import ReadTimeQuery
from sphinx_craftblog.report import report
from sphinx_craftblog.showing.cards import makes_pages, shows_cards
from sphinx_craftblog.showing.theme import NOT_FOUND, THEME

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_craftblog.showing.html import HtmlParts

MANIFEST = ".craftblog.json"


@dataclass(slots=True)
class Manifest:
    """What an output folder shows: the digest of each document, digest and file of each
    generated page, and the files of each post, as paths from the folder.
    """

    documents: dict[str, str] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """The manifest of an output folder; an empty one where there is none to read."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, folder: Path) -> None:
        """Replace the folder's manifest, unless it says the same."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=0, sort_keys=True) + "\n"
        path = folder / MANIFEST
        with contextlib.suppress(OSError, UnicodeError):
            if path.read_text(encoding="utf-8") == text:
                return
        temporary = path.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


class Changes:
    """What one build of one application has to write, and what it has written."""

    def __init__(self, parts: HtmlParts) -> None:
        self.parts = parts
        self.old = self.new = Manifest()
        self.salt = ""
        self.resolved: set[str] = set()
        self._faces: dict[str, str] = {}

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
        folder = Path(app.outdir)
        self.old = Manifest.load(folder)
        self.new = Manifest(digests, {}, _files_of_posts(app.builder, domain))
        held = [file for docname in domain.held for file in _own_files(app.builder, docname)]
        _remove(folder, [*_gone(app.builder, self.old.files, self.new.files), *held])
        changed = sorted(
            docname
            for docname, digest in digests.items()
            if self.old.documents.get(docname) != digest
        )
        if makes_pages(app.builder):
            self.new.pages = self._digest_pages(app, domain)
        if not changed and (domain.removed or self.old.pages != self.new.pages):
            # With no document to write, Sphinx would not save that one is gone, and
            # Sphinx 8 would not ask for pages either.
            return [app.config.root_doc]
        return changed

    def note_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: this document is being written."""
        if not self.resolved and shows_cards(app.builder):
            self.parts.templates.warm_up()  # before the first writer process is forked
        self.resolved.add(docname)

    def must_write(self, builder: Builder, page: str) -> bool:
        """Whether a generated page shows something new, or is missing."""
        written = self.new.pages[page]
        return self.old.pages.get(page) != written or not Path(builder.outdir, written[1]).exists()

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: remove pages without a source, and note what is shown now."""
        if exception is not None or not keeps_pages(app.builder):
            return
        folder = Path(app.outdir)
        old, new = self.old, self.new
        kept = {file for _, file in new.pages.values()}
        kept.update(_output(app.builder, docname) for docname in app.env.found_docs)
        _remove(folder, sorted({file for _, file in old.pages.values()} - kept))
        # ``sphinx-build … FILE`` writes that file alone; the others still show what they did.
        unwritten = {
            docname: old.documents.get(docname, "")
            for docname in new.documents.keys() - self.resolved
        }
        Manifest(new.documents | unwritten, new.pages, new.files).save(folder)

    def _digest_documents(self, builder: Builder, domain: BlogDomain) -> dict[str, str]:
        self.salt = _salt(builder, domain, self.parts.templates.digest)
        digests = {}
        found = list(domain.blog.mistakes)
        for docname, queries in sorted(domain.listings.items()):
            answers = domain.blog.answer(queries, docname=docname, held=domain.held)
            found += [*answers.mistakes, *_unknown_documents(domain, docname)]
            minutes = [
                domain.readings[query.docname].minutes
                for query in queries
                if isinstance(query, ReadTimeQuery) and query.docname in domain.readings
            ]
            shown = [self._face(domain, entry) for group in answers.shown for entry in group]
            digests[docname] = _digest(self.salt, minutes, shown)
        report(found)  # once each: two spotlights find the same second featured post
        for docname in domain.blog.published:
            neighbours = [
                self._face(domain, post) for post in domain.blog.neighbours(docname) if post
            ]
            own = self._face(domain, domain.blog.published[docname])
            digests[docname] = _digest(self.salt, digests.get(docname), own, neighbours)
        return {
            docname: self.salt + digests.get(docname, "")
            for docname in sorted(builder.env.found_docs)
        }

    def _digest_pages(self, app: Sphinx, domain: BlogDomain) -> dict[str, list[str]]:
        """Digest and file of every page to generate. A document of the author's with
        the name of a page stands in its place.
        """
        pages = {
            page: [
                _digest(
                    self.salt,
                    self._face(domain, term) if term else taxonomy.kind.key,
                    [self._face(domain, entry) for entry in (term or taxonomy).entries],
                ),
                _output(app.builder, page),
            ]
            for page, taxonomy, term in domain.blog.pages()
        }
        if app.config.html_theme == THEME:
            pages[NOT_FOUND] = [self.salt, f"{NOT_FOUND}.html"]
        return {page: pages[page] for page in sorted(pages.keys() - app.env.found_docs)}

    def _face(self, domain: BlogDomain, entry: Post | Term) -> str:
        """Digest of all that other pages show of a post or a term, made once a build."""
        name = entry.page if isinstance(entry, Term) else entry.docname
        if name not in self._faces:
            self._faces[name] = _digest(*self._shown_of(domain, entry))
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


def keeps_pages(builder: Builder) -> bool:
    """Whether a builder writes a file a document, and only those that changed."""
    return builder.format in {"html", "text", "xml", "pseudoxml"} and builder.name != "singlehtml"


def exclude_manifest(app: Sphinx, config: Config) -> None:
    """``config-inited``: EPUB packs every file of its folder, but not this one."""
    if MANIFEST not in config.epub_exclude_files:
        config.epub_exclude_files = [*config.epub_exclude_files, MANIFEST]


def _salt(builder: Builder, domain: BlogDomain, templates: str) -> str:
    options, config = domain.options, builder.config
    info = getattr(builder, "build_info", None)
    return _digest(
        __version__,
        templates,
        builder.name,
        config.language,
        info.config_hash if info else "",
        options.path,
        options.date_format,
        options.title,
        options.description,
        # The frame of every page links to tags and archive, if there are any.
        [bool(domain.blog.taxonomies[key].terms) for key in ("tags", "years")],
    )


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _unknown_documents(domain: BlogDomain, docname: str) -> Iterable[Mistake]:
    for query in domain.listings[docname]:
        if isinstance(query, ReadTimeQuery) and query.docname not in domain.readings:
            text = mistakes.unknown_document(query.docname, domain.readings)
            yield Mistake("reference", text, docname, query.line)


def _files_of_posts(builder: Builder, domain: BlogDomain) -> dict[str, list[str]]:
    """The files in the output that are there for a post: its page, source, pictures, downloads."""
    copied: dict[str, list[str]] = {}
    for docnames, file in _copied(builder):
        for docname in docnames:
            copied.setdefault(docname, []).append(file)
    return {
        docname: sorted([*_own_files(builder, docname), *copied.get(docname, [])])
        for docname in domain.blog.published
    }


def _own_files(builder: Builder, docname: str) -> list[str]:
    source = Path(builder.env.doc2path(docname, False)).as_posix()
    suffix = builder.config.html_sourcelink_suffix
    copied = source if source.endswith(suffix) else source + suffix
    return [_output(builder, docname), f"_sources/{copied}"]


def _copied(builder: Builder) -> Iterable[tuple[set[str], str]]:
    """Pictures and downloads: the documents that have them, and the file in the output."""
    images = getattr(builder, "imagedir", "_images")
    for docnames, name in builder.env.images.values():
        yield docnames, f"{images}/{name}"
    for docnames, download in builder.env.dlfiles.values():
        yield docnames, f"_downloads/{download}"


def _output(builder: Builder, page: str) -> str:
    """The file of a document or generated page, from the output folder."""
    # As old as Sphinx; its successor, get_output_path, is not in Sphinx 8.
    if hasattr(builder, "get_outfilename"):
        return Path(builder.get_outfilename(page)).relative_to(builder.outdir).as_posix()
    return page + str(getattr(builder, "out_suffix", ""))


def _gone(builder: Builder, old: dict[str, list[str]], new: dict[str, list[str]]) -> list[str]:
    """Files of posts that are gone, or that posts have no more, and nobody else uses."""
    env = builder.env
    kept = {file for files in new.values() for file in files}
    kept.update(file for _, file in _copied(builder))
    for docname in old.keys() & env.found_docs:
        kept.update(_own_files(builder, docname))
    return sorted({file for files in old.values() for file in files} - kept)


def _remove(folder: Path, files: Iterable[str]) -> None:
    """Remove files that an earlier build wrote, and the folders that they leave empty."""
    for name in files:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            continue
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break
