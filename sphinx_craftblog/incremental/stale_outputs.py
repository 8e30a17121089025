"""Files that Sphinx wrote under other settings, or copied from where they are no more.

Sphinx never removes a file. A page of an earlier theme's script, an index that is
switched off, a style sheet that was renamed stay for ever; in a clean build they
are not there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Collection, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pygments
import sphinx

from sphinx_craftblog.config import digest_of_config, names_in_conf_py
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.incremental.manifest import JOURNAL, MANIFEST, Journal, Manifest, remove
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.private_access import CHECKSUMS, find_owner

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

NEVER_STALE = frozenset({".buildinfo", "searchindex.js", "objects.inv", MANIFEST, JOURNAL})
"""What Sphinx compares with before it writes it again, and our own."""


class StaleOutputs:
    """The files of one output folder that belong to no page."""

    def __init__(self, builder: Builder, old: Manifest, journal: Journal) -> None:
        self.folder = Path(builder.outdir)
        self.old = old
        self.journal = journal
        self.settings = _settings(builder)
        self.statics, self.style = _statics(builder)
        self.copied = frozenset(self.statics)
        self._has_search = getattr(builder, "search", True)
        self._search_index = str(getattr(builder, "searchindex_filename", ""))

    def remove(self) -> None:
        """Remove what is not made again, before anything is written."""
        ours = {file for files in self.old.files.values() for file in files}
        ours.update(file for _, file in self.old.pages.values())
        gone = set(self.old.statics) - self.copied - ours  # which we have written over a copied one
        if self.old.settings != self.settings:
            gone |= set(self.old.others)
        if self.old.settings and not self._has_search:
            gone.add(self._search_index)
        remove(self.folder, sorted(gone))
        if self.old.settings != self.settings and self.journal.foreign_files is None:
            self.journal.note_foreign_files(set(_listed(self.folder)) - ours)

    def complete(self, new: Manifest) -> None:
        """Fill in what a manifest says beside pages; the build has written everything."""
        new.settings = self.settings
        new.statics = [name for name in self.statics if (self.folder / name).is_file()]
        if self.old.settings:  # then ``.buildinfo`` was of a build of ours
            (self.folder / ".buildinfo.bak").unlink(missing_ok=True)
        known = {file for files in new.files.values() for file in files}
        known |= {file for _, file in new.pages.values()} | set(new.statics)
        if self.old.settings == self.settings:
            # Where no file is copied to any more, Sphinx has made the one that is there.
            made = {name for name in self.old.statics if _is_counted(self.folder / name)}
            others = made.union(self.old.others)
        else:
            others = set(_listed(self.folder)) - (self.journal.foreign_files or set())
        new.others = sorted(others - known)


def forget_checksums(speedups: Collection[str]) -> None:
    """Have Sphinx look at style sheets and scripts again, for the checksums in its pages.

    Since version 8.2 it keeps them for the whole process, which may build more than once.
    """
    checksum = CHECKSUMS.of(find_owner(CHECKSUMS), speedups)
    if hasattr(checksum, "cache_clear"):
        checksum.cache_clear()


def correct_checksums(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
) -> None:
    """``html-page-context``: correct the checksums of links, where Sphinx cannot forget them."""
    if CHECKSUMS.is_allowed(blog_domain(app.env).options.speedups):
        return
    for name in ("css_tag", "js_tag"):
        if name in context:
            context[name] = partial(_with_checksum, Path(app.outdir), context[name])


def _with_checksum(folder: Path, make: Callable[[Any], str], asset: Any) -> str:
    path = folder / str(getattr(asset, "filename", "") or "")
    if not path.is_file():
        return make(asset)
    checksum = zlib.crc32(path.read_bytes().replace(b"\r", b""))
    return re.sub(r"\?v=[0-9a-f]{8}", f"?v={checksum:08x}", make(asset))


def _listed(folder: Path) -> Iterator[str]:
    """Files right in the folder (as pages of ``dirhtml`` are) and in its static folder, but for
    those that are kept.
    """
    for path in [*folder.glob("*"), *folder.glob("*/index.html"), *folder.glob("_static/**/*")]:
        if _is_counted(path):
            yield path.relative_to(folder).as_posix()


def _is_counted(path: Path) -> bool:
    return path.is_file() and path.name not in NEVER_STALE


def _settings(builder: Builder) -> str:
    """A digest of the settings that decide which files Sphinx makes."""
    config = builder.config
    return digest(
        digest_of_config(config, "html"),
        sorted(builder.tags),
        config.language,
        sorted(config.extensions),
        sphinx.__version__,
        pygments.__version__,
        _setup_of(builder),
    )


def _setup_of(builder: Builder) -> str:
    """The text of a conf.py with a ``setup``: what that does to pages, nobody else knows."""
    if "setup" not in names_in_conf_py(builder.config, builder.confdir):
        return ""
    try:
        return Path(builder.confdir, "conf.py").read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def _statics(builder: Builder) -> tuple[list[str], str]:
    """The names of all files to copy, and a digest of the style sheets and scripts in them.

    Pages carry checksums of these.
    """
    config = builder.config
    theme = getattr(builder, "theme", None)
    themes = reversed(theme.get_theme_dirs()) if theme else ()
    folders = [Path(folder, "static") for folder in themes]
    folders += [Path(builder.confdir, entry) for entry in config.html_static_path]
    names: set[str] = set()
    contents = blake2b(digest_size=8)
    for target, entries in (
        ("_static", folders),
        ("", [Path(builder.confdir, entry) for entry in config.html_extra_path]),
    ):
        for entry in entries:
            for path in _files_below(entry):
                name = PurePosixPath(target, path.relative_to(_base(entry)).as_posix())
                if target and any(part.startswith(".") for part in name.parts):
                    continue  # as Sphinx does
                if target:
                    name = _rendered(name)
                names.add(name.as_posix())
                if target and name.suffix in {".css", ".js"}:
                    contents.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return sorted(names), contents.hexdigest()


def _base(entry: Path) -> Path:
    return entry if entry.is_dir() else entry.parent


def _files_below(entry: Path) -> list[Path]:
    if entry.is_file():
        return [entry]
    return sorted(path for path in entry.rglob("*") if path.is_file())


def _rendered(name: PurePosixPath) -> PurePosixPath:
    """The name of a file once Sphinx has rendered it, if it is a template."""
    for ending in ("_t", ".jinja"):
        if name.name.endswith(ending) and name.name != ending:
            return name.with_name(name.name.removesuffix(ending))
    return name
