"""Every private part of another package that the extension reads or replaces.

A release of Sphinx, docutils or MyST may change these parts without notice, so each has a row in
:data:`REGISTRY`, and no other module names one. A part with a speedup is left alone unless
``craftblog_speedups`` names that speedup; a part without one, unless the list names anything. A
function that is replaced has the digests of the sources that it was replaced for: under any other
source its speedup stays off, and Sphinx does the work in its own way.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

ABSENT = ""
"""The digest of a function that a supported version does not have."""

ALL_SPHINX = "Sphinx 8.1 to 9.2"
SPHINX_8 = "Sphinx 8.1 and 8.2"
SPHINX_81 = "Sphinx 8.1"
SPHINX_82 = "Sphinx 8.2"
SPHINX_82_ON = "Sphinx 8.2 to 9.2"
SPHINX_9 = "Sphinx 9.0 to 9.2"
DOCUTILS_21 = "docutils 0.21"
DOCUTILS_22 = "docutils 0.22"
DOCUTILS_23 = "docutils 0.23"


class PrivateAccess(NamedTuple):
    """A private part of another package."""

    target: str
    """Where it is, as a dotted path; the last part is its name."""

    reason: str
    """What it is needed for."""

    fallback: str
    """What happens without it."""

    speedups: tuple[str, ...] = ()
    """The names in ``craftblog_speedups`` that need it."""

    sources: Mapping[str, str] | None = None
    """Of a function that is replaced or taken for granted: the digests of the sources that it was
    tested with, and the versions that have them.
    """

    @property
    def name(self) -> str:
        """Its name on the object, or in the module, that has it."""
        return self.target.rpartition(".")[2]

    def is_allowed(self, speedups: Collection[str]) -> bool:
        """Return whether the speedups that are in effect let the part be touched."""
        return bool(set(self.speedups).intersection(speedups) if self.speedups else speedups)

    def of(self, owner: object, speedups: Collection[str], default: Any = None) -> Any:
        """Return the part of an object, or a default where it is not to be had."""
        if not self.is_allowed(speedups):
            return default
        try:
            return getattr(owner, self.name, default)
        except Exception:
            return default

    def is_as_tested(self) -> bool:
        """Return whether the source of the function is one that it was tested with."""
        return self.sources is None or source_digest(find_part(self.target)) in self.sources


CONFIG_FILE = PrivateAccess(
    "sphinx.config.Config._raw_config",
    "the names that conf.py sets, however it does so",
    "the names that conf.py assigns in so many words",
)
PICTURE_NAMES = PrivateAccess(
    "sphinx.util._files.FilenameUniqDict._existing",
    "the names of pictures that are taken, after pictures were named by their paths",
    "the table of pictures is made anew, in the square of the number of pictures of one name",
)
CHECKSUMS = PrivateAccess(
    "sphinx.builders.html._assets._file_checksum_inner",
    "a further build of one process finds the checksums of style sheets and scripts again",
    "the checksums in the links of pages are corrected as pages are written",
)
MYST_RENDERER = PrivateAccess(
    "myst_parser.mocking.MockState._renderer",
    "a hero gives a page its title, so the first heading below may be of the second level",
    "MyST's warning about that heading is filtered out",
)
MYST_LEVELS = PrivateAccess(
    "myst_parser.mdit_to_docutils.base.DocutilsRenderer._level_to_section",
    MYST_RENDERER.reason,
    MYST_RENDERER.fallback,
)
WRITE_CACHE = PrivateAccess(
    "sphinx.environment.BuildEnvironment._write_doc_doctree_cache",
    "documents that wait to be written are dropped from memory",
    "all of them stay in memory",
    (
        "doctrees",
        "writers",
    ),
)
READ_CACHE = PrivateAccess(
    "sphinx.environment.BuildEnvironment._pickled_doctree_cache",
    "what was loaded from disk of a document is dropped once the document is written",
    "it stays in memory",
    ("doctrees",),
)
WRITE_PARALLEL = PrivateAccess(
    "sphinx.builders.Builder._write_parallel",
    "the processes that write documents resolve and index them as well",
    "the main process does so",
    ("writers",),
    {"e00f9f39": SPHINX_8, "11a0886c": SPHINX_9},
)
GET_SETTINGS = PrivateAccess(
    "sphinx.util.docutils._get_settings",
    "docutils finds its default settings once",
    "it finds them for each document",
    ("settings",),
    {ABSENT: SPHINX_8, "3aca7093": "Sphinx 9.0", "7efc8516": "Sphinx 9.1 and 9.2"},
)
DEFAULT_SETTINGS = PrivateAccess(
    "myst_parser.mdit_to_docutils.base.get_default_settings",
    "docutils finds its default settings once",
    "it finds them for each document",
    ("settings",),
    {"a4b1135d": DOCUTILS_21, "00ed1fb6": DOCUTILS_22, "dad60c40": DOCUTILS_23},
)

_TRAVERSAL = ("nodes are found in one pass", "docutils finds them in its own way", ("trees",))
_QUOTES = ("only texts with quotation marks are looked at", "all texts are", ("trees",))
_CODE = ("only code is asked for its language", "every node is", ("trees",))
_FILES = ("files are found and compared by name", "Sphinx makes path objects of them", ("sources",))
_INDEX = (
    "the search index is changed in place",
    "Sphinx makes the index, and every page is written in a build that changes it",
    ("search",),
)
_STEMS = (
    "the search index and the stems of words are kept from build to build",
    "Sphinx makes the index and finds the stems",
    ("search", "stems"),
)

REGISTRY: tuple[PrivateAccess, ...] = (
    *(CONFIG_FILE, PICTURE_NAMES, CHECKSUMS, MYST_RENDERER, MYST_LEVELS),
    *(WRITE_CACHE, READ_CACHE, WRITE_PARALLEL, GET_SETTINGS, DEFAULT_SETTINGS),
    PrivateAccess(
        "docutils.nodes.Node.findall",
        *_TRAVERSAL,
        {"371729e8": DOCUTILS_21, "f1fc389a": DOCUTILS_22, "0d63d62a": DOCUTILS_23},
    ),
    PrivateAccess(
        "sphinx.util.nodes.NodeMatcher.findall",
        *_TRAVERSAL,
        {"09f963e6": SPHINX_81, "6f80138f": SPHINX_82_ON},
    ),
    PrivateAccess(
        "sphinx.transforms.SphinxSmartQuotes.apply",
        *_QUOTES,
        {
            "440c8609": SPHINX_8,
            "1562b3b3": "Sphinx 9.0",
            "d50cda88": "Sphinx 9.1",
            "fee55e7a": "Sphinx 9.2",
        },
    ),
    PrivateAccess(
        "docutils.transforms.universal.SmartQuotes.apply",
        *_QUOTES,
        {"20da00e7": DOCUTILS_21, "8067b297": "docutils 0.22 and 0.23"},
    ),
    PrivateAccess(
        "sphinx.transforms.post_transforms.code.HighlightLanguageTransform.apply",
        *_CODE,
        {"50559d98": ALL_SPHINX},
    ),
    PrivateAccess(
        "sphinx.transforms.post_transforms.code.HighlightLanguageVisitor.visit_literal_block",
        *_CODE,
        {"0d8ee27e": ALL_SPHINX},
    ),
    PrivateAccess(
        "sphinx.highlighting.PygmentsBridge.get_formatter",
        "Pygments makes a formatter once for each set of options",
        "it makes one for each block of code",
        ("formatters",),
        {"5c998dfb": SPHINX_81, "098d7124": SPHINX_82_ON},
    ),
    PrivateAccess("sphinx.project.Project._docname_to_path", *_FILES),
    PrivateAccess("sphinx.project.Project._path_to_docname", *_FILES),
    PrivateAccess("sphinx.project.Project.discover", *_FILES, {"3a46ac4e": ALL_SPHINX}),
    PrivateAccess("sphinx.project.Project.doc2path", *_FILES, {"645ca102": ALL_SPHINX}),
    PrivateAccess(
        "sphinx.project.Project.path2doc",
        *_FILES,
        {"f15c6696": SPHINX_81, "99e99813": SPHINX_82_ON},
    ),
    PrivateAccess("sphinx.project.Project.restore", *_FILES, {"6d903363": ALL_SPHINX}),
    PrivateAccess(
        "sphinx.environment.BuildEnvironment.get_outdated_files",
        *_FILES,
        {"3a28d7e8": SPHINX_81, "76eb73b7": SPHINX_82, "fa2ca525": SPHINX_9},
    ),
    PrivateAccess(
        "sphinx.environment._has_doc_changed", *_FILES, {ABSENT: SPHINX_8, "8fbf2dca": SPHINX_9}
    ),
    PrivateAccess(
        "sphinx.search.IndexBuilder.__init__",
        *_INDEX,
        {"6d07081f": SPHINX_81, "4f7a07ac": SPHINX_82, "b54ef23f": SPHINX_9},
    ),
    PrivateAccess(
        "sphinx.search.IndexBuilder.load",
        *_INDEX,
        {"c9c702ef": SPHINX_81, "713c1739": SPHINX_82_ON},
    ),
    PrivateAccess(
        "sphinx.search.IndexBuilder.feed",
        *_INDEX,
        {"681f2e5f": SPHINX_81, "32ea5c49": SPHINX_82_ON},
    ),
    PrivateAccess("sphinx.search.IndexBuilder.prune", *_INDEX, {"97df3629": ALL_SPHINX}),
    PrivateAccess(
        "sphinx.search.IndexBuilder.get_terms",
        *_INDEX,
        {"c2927686": SPHINX_81, "8812807a": SPHINX_82_ON},
    ),
    PrivateAccess(
        "sphinx.search.IndexBuilder.freeze",
        *_INDEX,
        {"80ebdd7d": SPHINX_81, "8671a667": SPHINX_82_ON},
    ),
    PrivateAccess("sphinx.search.IndexBuilder._word_collector", *_INDEX, {"b351ffcc": ALL_SPHINX}),
    PrivateAccess("sphinx.search.IndexBuilder._titles", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._filenames", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._all_titles", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._mapping", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._title_mapping", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._index_entries", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._objtypes", *_INDEX),
    PrivateAccess("sphinx.search.IndexBuilder._objnames", *_INDEX),
    PrivateAccess(
        "sphinx.builders.html.StandaloneHTMLBuilder.load_indexer",
        *_STEMS,
        {"f626d954": SPHINX_81, "d2182b6e": SPHINX_82_ON},
    ),
    PrivateAccess(
        "sphinx.builders.html.StandaloneHTMLBuilder.dump_search_index",
        *_STEMS,
        {"c73f2584": SPHINX_81, "bf6e16c0": SPHINX_82_ON},
    ),
)
"""All of them. Tests compare them with the source of this package, and with what is installed."""


def supported(speedups: Iterable[str]) -> tuple[str, ...]:
    """Return those speedups whose parts of other packages are as they were tested."""
    return tuple(name for name in speedups if not changed_parts(name))


@cache
def changed_parts(speedup: str) -> tuple[PrivateAccess, ...]:
    """Return what a speedup needs that is not as it was tested; found once in a process."""
    needed = (part for part in REGISTRY if speedup in part.speedups)
    return tuple(part for part in needed if not part.is_as_tested())


def source_digest(function: object) -> str:
    """Return a digest of the text of a function in its file.

    It is :data:`ABSENT` for what is not written in Python, or not there at all.
    """
    code = getattr(function, "__code__", None)  # its own, not that of a function that it wraps
    if code is None:
        return ABSENT
    block = source_block(_lines(code.co_filename), code.co_firstlineno)
    return blake2b("".join(block).encode(), digest_size=4).hexdigest()


def source_block(lines: Sequence[str], number: int) -> list[str]:
    """Return the lines of a function that begins, with its decorators, at a line from 1.

    It ends before a line that is not further in. :func:`inspect.getblock` finds the same by
    Python's tokens, and takes a hundred times as long.
    """
    rest = lines[number - 1 :]
    margin = len(rest[0]) - len(rest[0].lstrip()) if rest else 0
    found: list[str] = []
    is_body = False
    for line in rest:
        text = line.lstrip()
        is_within = not text or len(line) - len(text) > margin or text[0] in ")]}"
        if is_body and not is_within:
            break
        is_body = is_body or text.startswith(("def ", "async def "))
        found.append(line)
    while found and not found[-1].strip():
        found.pop()
    return found


@lru_cache(maxsize=1)
def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines(keepends=True)
    except (OSError, UnicodeError):
        return []


def find_owner(part: PrivateAccess) -> object:
    """Return the module or class that a part belongs to, or None."""
    return find_part(part.target.rpartition(".")[0])


def find_part(target: str) -> object:
    """Return what a dotted path leads to, or None."""
    path, _, name = target.rpartition(".")
    try:
        owner: Any = importlib.import_module(path)
    except ImportError:
        owner = find_part(path) if path else None
    return getattr(owner, name, None)
