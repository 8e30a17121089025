"""What the sources were when they were read: content, not the time of a change.

Sphinx reads a document again when its file is newer than the last reading. A fresh
checkout makes every file newer, and a file that was put back, or moved in, may be
older. Both are told apart here by a digest of the content that was read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.environment import CONFIG_OK

from sphinx_craftblog.domain import BlogDomain, Stamp, blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def recognise(app: Sphinx) -> None:
    """``builder-inited``: take files with a new time and the content that was read as read."""
    env, domain = app.env, blog_domain(app.env)
    if "sources" not in domain.options.speedups or env.config_status != CONFIG_OK:
        return
    for docname, stamp in domain.sources.items():
        if docname not in env.all_docs:
            continue
        newest = _newest_if_as_read(env, domain, docname, stamp)
        if newest is not None:
            env.all_docs[docname] = max(env.all_docs[docname], newest // 1000)


def look_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """``env-get-outdated``: documents that a look at times alone misses.

    These are the ones whose reading was interrupted, whose files (or dependencies)
    have another content and an older time, and whose links lead to a file that was
    not there, or is no more.
    """
    domain = blog_domain(env)
    domain.times = {name: _time(env.doc2path(name)) for name in env.found_docs}
    missed = set(_interrupted(env))
    for docname in domain.sources.keys() & env.found_docs - added - changed:
        stamp = domain.sources[docname]
        if stamp.time != domain.times[docname]:
            if _source_digest(env, docname) != stamp.digest:
                missed.add(docname)
            else:
                domain.sources[docname] = Stamp(domain.times[docname], stamp.digest)
    for docname, paths in env.dependencies.items():
        if any(_is_changed(env, domain, str(path)) for path in paths):
            missed.add(docname)
    for docname, links in domain.links.items():
        if any(link.leads_to_file != _exists(env, link.path) for link in links if link.path):
            missed.add(docname)
    # In place, so that who comes next sees them among the changed.
    changed |= missed & env.found_docs
    return []


def look_at_toctrees(app: Sphinx, env: BuildEnvironment, *args: object) -> list[str]:
    """``env-get-outdated``, with posts held back: the documents whose toctree has lost one."""
    found = env.found_docs
    includes = env.toctree_includes.items()
    return [name for name, children in includes if name in found and not found >= {*children}]


def note_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """``env-before-read-docs``: say on disk what is being read, in case it comes to no end."""
    if docnames:
        path = _journal(env)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(docnames), encoding="utf-8")


def note_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """``source-read``, before anyone changes the text: keep its digest."""
    domain = blog_domain(app.env)
    # The time is of before reading: a change in between is seen in the next build.
    domain.sources[docname] = Stamp(domain.times.get(docname, 0), digest_of(content[0].encode()))


def note_dependencies(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: keep the digests of pictures and other files that documents were made of."""
    domain = blog_domain(env)
    used = {str(path): docname for docname, paths in env.dependencies.items() for path in paths}
    for path in domain.files.keys() - used.keys():
        del domain.files[path]
    for path, docname in used.items():
        time = _time(env.srcdir / path)
        known = domain.files.get(path)
        if known is not None and known.time == time:
            continue
        if 0 < time // 1000 <= env.all_docs.get(docname, 0):
            domain.files[path] = Stamp(time, digest_of((env.srcdir / path).read_bytes()))
        else:  # changed after the document was read, or gone
            domain.files.pop(path, None)


def note_read(app: Sphinx, builder: object) -> None:
    """``write-started``: what was read is saved."""
    _journal(app.env).unlink(missing_ok=True)


def digest_of(content: bytes) -> bytes:
    """A digest short enough to be kept for every file, and long enough to be trusted."""
    return blake2b(content, digest_size=12).digest()


def _newest_if_as_read(
    env: BuildEnvironment, domain: BlogDomain, docname: str, stamp: Stamp
) -> int | None:
    """The newest time (ns) of a document's files if all are as they were read, and newer."""
    read = env.all_docs[docname] * 1000
    newest = _time(env.doc2path(docname))
    if newest > read and _source_digest(env, docname) != stamp.digest:
        return None
    for path in env.dependencies.get(docname, ()):
        time = _time(env.srcdir / path)
        if not time or (time > read and not _is_as_read(env, domain, str(path))):
            return None
        newest = max(newest, time)
    return newest if newest > read else None


def _is_as_read(env: BuildEnvironment, domain: BlogDomain, path: str) -> bool:
    known = domain.files.get(path)
    if known is None:
        return False
    try:
        return digest_of((env.srcdir / path).read_bytes()) == known.digest
    except OSError:
        return False


def _is_changed(env: BuildEnvironment, domain: BlogDomain, path: str) -> bool:
    """Whether a dependency has another content than it had, whatever its time."""
    known = domain.files.get(path)
    if known is None or known.time == (time := _time(env.srcdir / path)):
        return False
    if not _is_as_read(env, domain, path):
        return True
    domain.files[path] = Stamp(time, known.digest)
    return False


def _source_digest(env: BuildEnvironment, docname: str) -> bytes:
    try:
        text = Path(env.doc2path(docname)).read_text(encoding=env.settings["input_encoding"])
    except (OSError, UnicodeError):
        return b""
    return digest_of(text.encode())


def _time(path: str | os.PathLike[str]) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - of every file, in every build
    except OSError:
        return 0


def _exists(env: BuildEnvironment, path: str) -> bool:
    return os.path.isfile(os.path.join(env.srcdir, path))  # noqa: PTH113, PTH118 - many, in each build


def _journal(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir, "craftblog", "reading.json")


def _interrupted(env: BuildEnvironment) -> Iterable[str]:
    """The documents that a build was reading when it was killed."""
    try:
        return [str(name) for name in json.loads(_journal(env).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
