"""Files that Sphinx wrote under other settings, or copied from where they are no more.

Sphinx never removes a file. A page of an earlier theme's script, an index that is
switched off, a style sheet that was renamed stay for ever; in a clean build they
are not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pygments
import sphinx
from sphinx.builders.html import _assets

from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.showing.manifest import JOURNAL, MANIFEST, Journal, Manifest, remove

if TYPE_CHECKING:
    from sphinx.builders import Builder

KEPT = frozenset({".buildinfo", "searchindex.js", "objects.inv", MANIFEST, JOURNAL})
"""What Sphinx compares with before it writes it again, and our own."""


class Leftovers:
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
        if self.old.settings != self.settings and self.journal.strangers is None:
            self.journal.note_strangers(set(_listed(self.folder)) - ours)

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
            others = set(_listed(self.folder)) - (self.journal.strangers or set())
        new.others = sorted(others - known)


def forget_checksums() -> None:
    """Have Sphinx look at style sheets and scripts again, for the checksums in its pages.

    Since version 9 it keeps them for the whole process, which may build more than once.
    """
    clear = getattr(getattr(_assets, "_file_checksum_inner", None), "cache_clear", None)
    if clear is not None:
        clear()


def _listed(folder: Path) -> Iterator[str]:
    """Files right in the folder (as pages of ``dirhtml`` are) and in its static folder, but for
    those that are kept.
    """
    for path in [*folder.glob("*"), *folder.glob("*/index.html"), *folder.glob("_static/**/*")]:
        if _is_counted(path):
            yield path.relative_to(folder).as_posix()


def _is_counted(path: Path) -> bool:
    return path.is_file() and path.name not in KEPT


def _settings(builder: Builder) -> str:
    """A digest of the settings that decide which files Sphinx makes."""
    config = builder.config
    info = getattr(builder, "build_info", None)
    return digest(
        info.config_hash if info else "",
        info.tags_hash if info else "",
        config.language,
        sorted(config.extensions),
        sphinx.__version__,
        pygments.__version__,
        _setup_of(builder),
    )


def _setup_of(builder: Builder) -> str:
    """The text of a conf.py with a ``setup``: what that does to pages, nobody else knows."""
    if "setup" not in builder.config._raw_config:
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
