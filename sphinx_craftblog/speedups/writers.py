"""Writers that do all of their documents: references, pictures and words as well as the page.

Sphinx does these in the process that all writers wait for, which takes it 10 ms a post: more
than a few of them have nothing to do.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, make_chunks

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.private_access import WRITE_CACHE, WRITE_PARALLEL
from sphinx_craftblog.speedups.search_index import SearchIndex

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATELESS = ("myst_parser", "sphinx", "sphinx_craftblog", "sphinx_design")
"""Packages that note nothing elsewhere when they resolve a document."""

NOTING = ("sphinx.ext.imgconverter",)
"""Parts of them that do: it names new pictures."""

EVENTS = ("doctree-resolved", "missing-reference", "warn-missing-reference")
"""What is emitted when a document is resolved."""


def have_writers_resolve(app: Sphinx) -> None:
    """``builder-inited``: have those who write documents resolve and index them as well.

    Sphinx offers no hook for this, so one method of this builder's instance is wrapped.
    """
    builder: Any = app.builder
    if type(builder) not in {StandaloneHTMLBuilder, DirectoryHTMLBuilder}:
        return
    name, speedups = WRITE_PARALLEL.name, blog_domain(app.env).options.speedups
    as_sphinx = WRITE_PARALLEL.of(builder, speedups)
    if as_sphinx is None:
        return

    def write_parallel(docnames: Sequence[str], nproc: int) -> None:
        is_ours = not builder.search or isinstance(builder.indexer, SearchIndex)
        if is_ours and all(map(_is_stateless, _resolvers(app))):
            _Writing(app).write(docnames, nproc + 1)  # this process has time for nothing else
        else:
            as_sphinx(docnames, nproc)

    setattr(builder, name, write_parallel)


class _Writing:
    """The documents of one build, written by several processes."""

    def __init__(self, app: Sphinx) -> None:
        builder: Any = app.builder
        self.builder = builder
        self.env = app.env
        self.domain = blog_domain(app.env)
        self.index: SearchIndex | None = builder.indexer if builder.search else None
        phased = self.builder if hasattr(self.builder, "phase") else app  # Sphinx 8.1
        self._set_phase = partial(setattr, phased, "phase")
        takes = inspect.signature(app.env.get_and_resolve_doctree).parameters
        self._tags: dict[str, Any] = {"tags": builder.tags} if "tags" in takes else {}

    def write(self, docnames: Sequence[str], jobs: int) -> None:
        """Write the first here, so that all processes inherit what is loaded for it."""
        self._write(docnames[0])
        tasks, chunks = ParallelTasks(jobs), make_chunks(docnames[1:], jobs)
        progress = status_iterator(chunks, "writing output... ", "darkgreen", len(chunks))

        def take(chunk: list[str], shares: tuple[dict[str, str], Any]) -> None:
            next(progress)
            images, words = shares
            self.builder.images.update(images)
            if self.index is not None:
                self.index.take(words)

        for chunk in chunks:
            self.domain.resolved.update(chunk)
            tasks.add_task(self._write_chunk, chunk, take)
        tasks.join()
        waiting = WRITE_CACHE.of(self.env, self.domain.options.speedups, {})
        for docname in docnames:
            waiting.pop(docname, None)

    def _write_chunk(self, docnames: Iterable[str]) -> tuple[dict[str, str], Any]:
        """In a process of its own: the pictures that pages show, and the words of documents."""
        self.builder.images.clear()
        if self.index is not None:
            self.index.begin_share()
        for docname in docnames:
            self._write(docname)
        return self.builder.images, self.index.share() if self.index is not None else None

    def _write(self, docname: str) -> None:
        self._set_phase(BuildPhase.RESOLVING)
        doctree = self.env.get_and_resolve_doctree(docname, self.builder, **self._tags)
        self._set_phase(BuildPhase.WRITING)
        self.builder.write_doc_serialized(docname, doctree)
        self.builder.write_doc(docname, doctree)


def _resolvers(app: Sphinx) -> Iterable[object]:
    """Return what resolves a document: listeners, transforms and domains."""
    for event in EVENTS:
        yield from (listener.handler for listener in app.events.listeners.get(event, ()))
    yield from app.registry.get_post_transforms()
    yield from map(type, app.env.domains.values())


def _is_stateless(resolver: Any) -> bool:
    while isinstance(resolver, partial):
        resolver = resolver.func
    module = str(resolver.__module__)
    return module.partition(".")[0] in STATELESS and not module.startswith(NOTING)
