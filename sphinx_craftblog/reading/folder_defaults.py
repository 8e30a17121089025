"""Keys that posts inherit from the ``_defaults.yml`` of the folders that they lie in.

The files are read before anything else, once in a build. What a post has inherited is
kept as a digest, so that a file that is new, or gone, is noticed as a changed one is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import DiagnosticMessage
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.dates import date_of_file_name
from sphinx_craftblog.reading import schema
from sphinx_craftblog.reading.front_matter import Entry, FrontMatter, read_keys
from sphinx_craftblog.reading.images import find_cover
from sphinx_craftblog.reading.sources import digest_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FILE = "_defaults.yml"

DISPLACED = {
    "author": "authors",
    "authors": "author",
    "category": "categories",
    "categories": "category",
    "changes": "updated",
    "comments": "nocomments",
    "image": "image_alt",
    "nocomments": "comments",
}
"""Keys that, where they are given, leave no room for another one from further up."""


class Inherited(NamedTuple):
    """What the posts of a folder inherit.

    ``is_broken`` means that a file could not be read, so that nobody knows what it
    says; ``digest`` is of all the files.
    """

    entries: Mapping[str, Entry] = {}
    is_broken: bool = False
    digest: bytes = b""


def look(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """``env-get-outdated``: read the files, and put in the posts that inherit something else
    than they did. In place, so that whoever comes next sees it.
    """
    domain = blog_domain(env)
    now = {docname: inherited_by(env, docname).digest for docname in env.found_docs}
    known = domain.posts.keys() & now.keys() - added
    changed |= {name for name in known if domain.inherited.get(name, b"") != now[name]}
    return []


def inherited_by(env: BuildEnvironment, docname: str) -> Inherited:
    """Return what a document inherits if it is a post; the front page never does."""
    if docname == env.config.root_doc:
        return Inherited()
    return _of_folder(env, docname.rpartition("/")[0])


def with_inherited(
    own: Mapping[str, Entry], inherited: Inherited, docname: str
) -> dict[str, Entry]:
    """The keys of a post, and those of its folders that it does not give itself."""
    if date_of_file_name(docname):
        inherited = inherited._replace(entries=_without(inherited.entries, {"date"}))
    return _joined(own, inherited.entries)


def _of_folder(env: BuildEnvironment, folder: str) -> Inherited:
    known = cast("dict[str, Inherited]", blog_domain(env).defaults)
    if folder not in known:
        above = _of_folder(env, folder.rpartition("/")[0]) if folder else Inherited()
        known[folder] = _below(env, folder, above)
    return known[folder]


def _below(env: BuildEnvironment, folder: str, above: Inherited) -> Inherited:
    """Return what a folder's posts inherit from its own file, if there is one, and from those
    above.
    """
    path = Path(env.srcdir, folder, FILE)
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        if (other := path.with_suffix(".yaml")).is_file():
            report([diagnostics.misnamed_defaults(other.name, FILE).at(str(other), 1)])
        return above
    except OSError as error:
        content, front = b"", _unreadable(error.strerror or "it cannot be opened")
    else:
        front = _parsed(content)
    found = [said.at(str(path), line) for line, said in front.problems]
    zone = blog_domain(env).options.timezone
    found += schema.check_defaults(front.entries, file=str(path), zone=zone)
    entries = {
        written: entry._replace(file=str(path))
        for written, entry in front.entries.items()
        if schema.is_inherited(written, entry)
    }
    if "image" in entries:
        entries["image"], problem = _image(env, folder, entries["image"])
        found += [problem.at(str(path), entries["image"].line)] if problem else []
    report(found)
    return Inherited(
        _joined(entries, above.entries),
        front.is_broken or above.is_broken,
        digest_of(b"\0".join((above.digest, folder.encode(), content))),
    )


def _parsed(content: bytes) -> FrontMatter:
    try:
        return read_keys(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _unreadable("it is not UTF-8")


def _unreadable(problem: str) -> FrontMatter:
    said = diagnostics.broken_front_matter(problem, of_folder=True)
    return FrontMatter(problems=((1, said),), is_broken=True)


def _image(
    env: BuildEnvironment, folder: str, entry: Entry
) -> tuple[Entry, DiagnosticMessage | None]:
    """A cover by its path from the source folder, as it means the same for every post."""
    uri = entry.value
    if not isinstance(uri, str) or not uri.strip() or "://" in uri:
        return entry, None
    path, problem = find_cover(env, uri.strip(), str(PurePosixPath(folder, FILE)))
    return entry._replace(value=f"/{path}"), problem


def _joined(nearer: Mapping[str, Entry], farther: Mapping[str, Entry]) -> dict[str, Entry]:
    given: set[str] = set()
    for written, entry in nearer.items():
        name = schema.ALIASES.get(written, written)
        if entry.value is not None or name == "draft":  # ``tags:`` with nothing after it
            given |= {name, DISPLACED.get(name, name)}
    return {**nearer, **_without(farther, given)}


def _without(entries: Mapping[str, Entry], names: set[str]) -> dict[str, Entry]:
    return {
        written: entry
        for written, entry in entries.items()
        if schema.ALIASES.get(written, written) not in names
    }
