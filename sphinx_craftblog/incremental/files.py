"""Which files of an output folder are there for which document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING
from unicodedata import normalize

from sphinx_craftblog.environment.output import output_file

if TYPE_CHECKING:
    from sphinx.builders import Builder


def files_of_documents(
    builder: Builder, known: Mapping[str, list[str]], copied: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """The files that are there for each document: its page first, its source if that is
    copied, its pictures and downloads.

    ``known`` are files from an earlier build, of documents that have not changed since,
    ``copied`` are :func:`copied_files`.
    """
    files: dict[str, list[str]] = {}
    own = 2 if _copies_sources(builder) else 1
    for docname in sorted(builder.env.found_docs):
        files[docname] = known[docname][:own] if docname in known else own_files(builder, docname)
        files[docname] += copied.get(docname, ())
    return files


def copied_files(builder: Builder) -> dict[str, list[str]]:
    """The pictures and downloads of each document that has some, as paths from the folder."""
    files: dict[str, list[str]] = {}
    for docnames, file in sorted(_copied(builder), key=itemgetter(1)):
        for docname in docnames:
            files.setdefault(docname, []).append(file)
    return files


def own_files(builder: Builder, docname: str) -> list[str]:
    page = output_file(builder, docname)
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


def alike(files: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Files that are one where case, or the form of an accent, does not count.

    Of ``files``, each with its docname (empty for a generated page) and a digest of what it
    shows, the second of two, its docname, and the first. Two that show the same lose nothing.
    """
    first: dict[str, tuple[str, str]] = {}
    for docname, file, shown in files:
        other, shown_there = first.setdefault(normalize("NFC", file).casefold(), (file, shown))
        if file != other and shown != shown_there:
            yield file, docname, other


def gone_files(builder: Builder, old: dict[str, list[str]], new: dict[str, list[str]]) -> list[str]:
    """Files that documents had and have no more, and nobody else uses."""
    kept = {file for files in new.values() for file in files}
    kept.update(file for _, file in _copied(builder))
    return sorted({file for files in old.values() for file in files} - kept)
