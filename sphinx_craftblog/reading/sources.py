"""What the sources were when they were read: content, not the time of a change.

Sphinx reads a document again when its file is newer than the last reading. A fresh
checkout makes every file newer, and a file that was put back, or moved in, may be
older. Both are told apart here by a digest of the content that was read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from sphinx_craftblog.environment.domain import BlogDomain, SourceStamp, Stamp, blog_domain
from sphinx_craftblog.reading.files import Files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def scan_sources(app: Sphinx, *args: object) -> None:
    """``builder-inited``, and ``build-finished`` for a further build of the process: have the
    environment look for changed files without the path objects that Sphinx makes of each.
    """
    env, domain = app.env, blog_domain(app.env)
    if "sources" not in domain.options.speedups:
        return

    def get_outdated_files(config_changed: bool) -> tuple[set[str], set[str], set[str]]:
        del env.get_outdated_files  # an environment is pickled with all that it has
        if config_changed:
            return env.get_outdated_files(config_changed)
        times = domain.times_ahead = _times(env)
        read, found = env.all_docs, env.found_docs
        folder, trees = f"{env.srcdir}{os.sep}", f"{env.doctreedir}{os.sep}"

        @cache
        def time_of(path: str) -> int:
            return time_of_change(os.path.join(folder, path))  # noqa: PTH118 - it may be a whole path

        changed = {
            name
            for name in found & read.keys()
            if name in env.reread_always
            or times[name] > read[name] * 1000
            or not os.path.isfile(f"{trees}{name}.doctree")  # noqa: PTH113 - many
            or any(
                not 0 < time_of(str(path)) <= read[name] * 1000
                for path in env.dependencies.get(name, ())
            )
        }
        return found - read.keys(), changed, read.keys() - found

    env.get_outdated_files = get_outdated_files  # type: ignore[method-assign]


def refine_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """``env-get-outdated``: correct what a look at times alone has found.

    Taken out are documents with new times and the content that was read. Put in are
    documents whose reading was interrupted, whose file (or dependency) has another
    content and an older time, or another suffix, and whose links lead to a file that was
    not there, or is no more. In place, so that whoever comes next sees it.
    """
    domain = blog_domain(env)
    times = domain.times = domain.times_ahead or _times(env)
    domain.times_ahead = None
    if "sources" in domain.options.speedups:
        changed -= {name for name in changed if _is_read(env, domain, name)}
    missed = set(_interrupted(env))
    for docname in domain.sources.keys() & times.keys() - added - changed:
        known = domain.sources[docname]
        if _suffix(env, docname) != known.suffix:
            missed.add(docname)
        elif known.time != times[docname]:
            if _source_digest(env, docname) != known.digest:
                missed.add(docname)
            else:
                domain.sources[docname] = known._replace(time=times[docname])
    for docname, paths in env.dependencies.items():
        if any(_is_changed(env, domain, str(path)) for path in paths):
            missed.add(docname)
    exists: dict[str, bool] = {}
    for docname, references in domain.cross_references.items():
        for link in references:
            if link.path and link.path not in exists:
                exists[link.path] = _exists(env, link.path)
            if link.path and exists[link.path] != link.leads_to_file:
                missed.add(docname)
    changed |= missed & env.found_docs
    return []


def look_at_toctrees(app: Sphinx, env: BuildEnvironment, *args: object) -> list[str]:
    """``env-get-outdated``, with posts held back: the documents whose toctree has lost one."""
    found = env.found_docs
    includes = env.toctree_includes.items()
    return [name for name, children in includes if name in found and not found >= {*children}]


def begin_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """``env-before-read-docs``: say on disk what is being read, in case it comes to no end."""
    if docnames:
        path = _journal(env)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(docnames), encoding="utf-8")
        temporary.replace(path)  # in one step: a build that was killed may have left the other


def note_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """``source-read``, before anyone changes the text: keep its digest."""
    domain = blog_domain(app.env)
    # The time is of before reading: a change in between is seen in the next build.
    time, digest = domain.times.get(docname, 0), digest_of(content[0].encode())
    domain.sources[docname] = SourceStamp(time, digest, _suffix(app.env, docname))


def note_dependencies(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: keep the digests of pictures and other files that documents were made of."""
    domain = blog_domain(env)
    if not domain.reading and not domain.removed:
        return
    used: dict[str, list[str]] = {}
    for docname, paths in env.dependencies.items():
        for name in paths:
            used.setdefault(str(name), []).append(docname)
    for path in domain.files.keys() - used.keys():
        del domain.files[path]
    read = set(domain.reading)
    for path, docnames in used.items():
        if path in domain.files and read.isdisjoint(docnames):
            continue
        time = time_of_change(env.srcdir / path)
        known = domain.files.get(path)
        if known is not None and known.time == time:
            continue
        is_as_read = 0 < time <= min(env.all_docs.get(name, 0) for name in docnames) * 1000
        if is_as_read and (env.srcdir / path).is_file():
            domain.files[path] = Stamp(time, digest_of((env.srcdir / path).read_bytes()))
        else:  # changed after one of the documents was read, or gone, or a folder
            domain.files.pop(path, None)


def end_reading(app: Sphinx, builder: object) -> None:
    """``write-started``: what was read is saved."""
    _journal(app.env).unlink(missing_ok=True)


def digest_of(content: bytes) -> bytes:
    """A digest short enough to be kept for every file, and long enough to be trusted."""
    return blake2b(content, digest_size=12).digest()


def _is_read(env: BuildEnvironment, domain: BlogDomain, docname: str) -> bool:
    """Return whether a document and all its dependencies are as they were when it was read."""
    known, read = domain.sources.get(docname), env.all_docs[docname] * 1000
    newest = domain.times[docname]
    if known is None or docname in env.reread_always:
        return False
    if known.suffix != _suffix(env, docname):
        return False
    if not Path(env.doctreedir, f"{docname}.doctree").is_file():
        return False
    if newest > read and _source_digest(env, docname) != known.digest:
        return False
    for path in env.dependencies.get(docname, ()):
        time = time_of_change(env.srcdir / path)
        if not time or (time > read and not _is_as_read(env, domain, str(path))):
            return False
        newest = max(newest, time)
    # So that the next build need not look into them, should this one be saved.
    env.all_docs[docname] = max(env.all_docs[docname], -(newest // -1000))
    return True


def _is_as_read(env: BuildEnvironment, domain: BlogDomain, path: str) -> bool:
    known = domain.files.get(path)
    if known is None:
        return False
    try:
        return digest_of((env.srcdir / path).read_bytes()) == known.digest
    except OSError:
        return False


def _is_changed(env: BuildEnvironment, domain: BlogDomain, path: str) -> bool:
    """Return whether a dependency has another content than it had, whatever its time."""
    known = domain.files.get(path)
    if known is None or known.time == (time := time_of_change(env.srcdir / path)):
        return False
    if not _is_as_read(env, domain, path):
        return True
    domain.files[path] = Stamp(time, known.digest)
    return False


def _source_digest(env: BuildEnvironment, docname: str) -> bytes:
    path = Path(env.doc2path(docname))
    if not path.is_file():  # one may wait for ever to read a pipe
        return b""
    try:
        text = path.read_text(encoding=env.settings["input_encoding"])
    except (OSError, UnicodeError):
        return b""
    return digest_of(text.encode())


def _times(env: BuildEnvironment) -> dict[str, int]:
    """When each document's file was changed, in nanoseconds."""
    folder = f"{env.srcdir}{os.sep}"
    return {docname: time_of_change(folder + _file(env, docname)) for docname in env.found_docs}


def _suffix(env: BuildEnvironment, docname: str) -> str:
    return _file(env, docname)[len(docname) :]


def _file(env: BuildEnvironment, docname: str) -> str:
    """The file of a document, from the source folder."""
    files = env.project
    return files.name_of(docname) if isinstance(files, Files) else str(env.doc2path(docname, False))


def time_of_change(path: str | os.PathLike[str]) -> int:
    """When a file was changed or, where the system keeps that, moved or given another time,
    in nanoseconds; 0 if there is none. A time of the future says nothing.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - of every file, in every build
    except (OSError, ValueError):  # a name that no file can have
        return 0
    given, kept = found.st_mtime_ns, found.st_ctime_ns
    return given if kept < given <= time_ns() else kept


def _exists(env: BuildEnvironment, path: str) -> bool:
    return os.path.isfile(f"{env.srcdir}{os.sep}{path}")  # noqa: PTH113 - many, in every build


def _journal(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir, "craftblog", "reading.json")


def _interrupted(env: BuildEnvironment) -> Iterable[str]:
    """The documents that a build was reading when it was killed."""
    try:
        return [str(name) for name in json.loads(_journal(env).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
