"""An ABlog site: its documents, and what is said of its posts."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from unicodedata import normalize

from sphinx.util.matching import get_matching_files

from sphinx_craftblog.importers.common.plan import Plan
from sphinx_craftblog.importers.common.python_source import PythonSource

KINDS = ("tags", "category", "author", "location", "language")
"""ABlog's catalogs, by the options of a post."""


@dataclass(slots=True)
class AblogPost:
    """What ABlog knows of a post. ``date`` is in ISO's form, empty for a draft."""

    docname: str
    path: str
    line: int
    date: str = ""
    labels: dict[str, list[str]] = field(default_factory=dict)
    is_section: bool = False


@dataclass(slots=True)
class AblogDocument:
    """A file that Sphinx reads: ``markup`` is ``rst``, ``md`` or ``ipynb``."""

    docname: str
    path: str
    markup: str


class AblogSite:
    """The settings of a site, its documents and its posts."""

    def __init__(self, plan: Plan, source: PythonSource) -> None:
        self.plan = plan
        self.source = source
        self.extensions = set(source.strings("extensions"))
        self.path = str(source.get("blog_path", "blog")).strip("/").removeprefix("./")
        self.path = "" if self.path == "." else self.path
        self.date_format = str(source.get("post_date_format", "%d %B %Y"))
        self.authors = _names(source.get("blog_authors"))
        self.locations = _names(source.get("blog_locations"))
        self.languages = _names(source.get("blog_languages"))
        base = source.get("blog_baseurl")
        self.base = base.rstrip("/") if isinstance(base, str) else ""
        self.documents = list(self._documents())
        self.matched = set(self._matched())
        self.posts: list[AblogPost] = []

    @property
    def reads_markdown(self) -> bool:
        """Whether Sphinx reads Markdown before our extension comes."""
        suffixes = self.source.get("source_suffix")
        is_set = isinstance(suffixes, dict | list) and ".md" in suffixes
        return is_set or bool({"myst_parser", "myst_nb", "recommonmark"} & self.extensions)

    @property
    def suffixes(self) -> dict[str, str]:
        """Each suffix of documents, and the markup behind it."""
        found = {}
        written = self.source.get("source_suffix", [".rst"])
        names = [written] if isinstance(written, str) else list(written)  # type: ignore[call-overload]
        for name in names or [".rst"]:
            found[str(name)] = {".md": "md", ".ipynb": "ipynb"}.get(str(name), "rst")
        if self.reads_markdown:
            found[".md"] = "md"
        if {"myst_nb", "nbsphinx"} & self.extensions:
            found[".ipynb"] = "ipynb"
        return found

    @property
    def has_base(self) -> bool:
        """Whether the site knows its address, as feeds want it; computed ones count."""
        names = ("blog_baseurl", "html_baseurl")
        return any(self.source.get(name) or name in self.source.opaque for name in names)

    @property
    def list_page(self) -> str:
        """The document that has the list of all posts, or is to have it."""
        index = f"{self.path}/index"
        has_index = any(document.docname == index for document in self.documents)
        return index if self.path and has_index else self.path

    @property
    def excluded(self) -> list[str]:
        """Patterns of files that are no documents."""
        names = ("exclude_patterns", "templates_path", "html_extra_path")
        return [text for name in names for text in self.source.strings(name)]

    def unread_markdown(self) -> list[str]:
        """Markdown files that would become documents with our extension."""
        if self.reads_markdown:
            return []
        exclude = [*self.excluded, "_build", ".*", "**/site-packages/**"]
        return self._files(["**.md"], exclude)

    def label(self, docname: str) -> str:
        """The label that ABlog gives a post: the name of its file, or of its folder."""
        folder, _, name = docname.rpartition("/")
        return folder.rpartition("/")[2] if name == "index" else name

    def is_future(self, date: str) -> bool:
        """Return whether a post is dated after today, so that ABlog calls it a draft."""
        return date[:10] > datetime.now().astimezone().date().isoformat()

    def is_published(self, post: AblogPost) -> bool:
        """Return whether ABlog lists a post."""
        return bool(post.date) and not self.is_future(post.date)

    def labels(self, kind: str) -> list[str]:
        """The labels that posts have in a catalog, drafts among them, as ABlog meets them."""
        return list(dict.fromkeys(name for post in self.posts for name in post.labels[kind]))

    def name(self, kind: str, label: str) -> str:
        """The name that ABlog shows, and makes an address of, for a label."""
        tables = {"author": self.authors, "location": self.locations, "language": self.languages}
        return tables.get(kind, {}).get(label, label)

    def _documents(self) -> Iterable[AblogDocument]:
        include = self.source.strings("include_patterns") or ["**"]
        found = self._files(include, self.excluded)
        for suffix, markup in self.suffixes.items():
            for path in found:
                if path.endswith(suffix):
                    yield AblogDocument(path.removesuffix(suffix), path, markup)

    def _files(self, include: list[str], exclude: list[str]) -> list[str]:
        return sorted(get_matching_files(self.plan.folder, include, exclude))

    def _matched(self) -> Iterable[str]:
        """``blog_post_pattern``, as ABlog reads it."""
        for pattern in self.source.strings("blog_post_pattern"):
            for found in glob.glob(os.path.join(self.plan.folder, pattern), recursive=True):  # noqa: PTH118, PTH207
                if PurePath(found).is_relative_to(self.plan.folder):
                    yield PurePath(found).relative_to(self.plan.folder).with_suffix("").as_posix()


def _names(table: object) -> dict[str, str]:
    if not isinstance(table, dict):
        return {}
    return {
        str(label): str(entry[0])
        for label, entry in table.items()
        if isinstance(entry, list) and entry
    }


def ablog_slug(name: str) -> str:
    """ABlog's address of a name."""
    kept = re.sub(r"[^\w\s-]", "", normalize("NFKD", name)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def split(text: str) -> list[str]:
    """Names with commas."""
    return [part for part in (part.strip() for part in text.split(",")) if part]
