"""Where the documents and files of an imported site go, and how others link to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.features.redirects import address
from sphinx_craftblog.importers.common import wording
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite
from sphinx_craftblog.model.dates import read_moment
from sphinx_craftblog.model.slugs import slugify

PUBLIC = "public"
"""Folder of files that keep their addresses, by ``html_extra_path``."""

TAKEN = ("search", "genindex")
"""Pages that Sphinx makes."""


SCHEMES = ("http", "https", "mailto", "ftp")
"""Schemes of URLs that MyST takes for such."""


class Places:
    """The document of each post and page, by its old address."""

    def __init__(self, site: ImportedSite) -> None:
        self.site = site
        self.builder = _builder(site.posts)
        self.posts: dict[str, ImportedPost] = {}
        self.schemes = set(SCHEMES)
        self._root = urlsplit(site.base_url).path
        self.beside: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self._folders = {str(one) for path in site.files for one in PurePosixPath(path).parents}
        for post in site.posts:
            self._place(post)

    def docname_at(self, old: str) -> str | None:
        """The document that was at an address."""
        return self._by_address.get(_key(old))

    def uri(self, docname: str) -> str:
        """The address of a document, from the root of the site."""
        if self.builder != "dirhtml":
            return f"{quote(docname)}.html"
        name = docname.removesuffix("index") if _is_index(docname) else f"{docname}/"
        return quote(name)

    def file(self, docname: str) -> str:
        """The path of a document's source."""
        return f"{docname}.{self.posts[docname].markup}"

    def target(self, link: str, docname: str) -> str | None:
        """Return what a link or picture of a document is to say; None if that is not for us to
        know.

        :raises LookupError: if it leads to nothing that the site has.
        """
        base = self.site.base_url
        if link in self.site.remote:
            return None
        if base and link.startswith(base):
            link = f"/{link.removeprefix(base)}"
        elif len(self._root) > 1 and link.startswith(self._root):
            link = f"/{link.removeprefix(self._root)}"
        if scheme := re.match(r"([A-Za-z][\w+.-]*):", link):
            self.schemes.add(scheme[1].lower())
        if not link.startswith("/") or link.startswith("//"):
            return None
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        path = unquote(parts.path)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if found := self.docname_at(path):
            document = self._written(self.file(found), docname)
            if not fragment or self._has_heading(self.posts[found], parts.fragment):
                return f"{document}{fragment}"
            # MyST knows headings alone; a place of another kind is there all the same.
            return f"{base}{self.uri(found)}{fragment}" if base else document
        name = path.removeprefix("/")
        if name in self.site.files:
            return self._written(self._placed(name, docname), docname)
        raise LookupError(link)

    def files(self) -> dict[str, str]:
        """The old place of each file, by the new one."""
        return {self.beside.get(name, f"{PUBLIC}/{name}"): name for name in self.site.files}

    def _has_heading(self, post: ImportedPost, name: str) -> bool:
        """Return whether a heading of a document in Markdown has a name, its own or that of its
        text.
        """
        if post.markup != "md":
            return False
        headings = re.findall(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", post.body, re.MULTILINE)
        return f"{{#{name}}}" in post.body or name in map(_heading_name, headings)

    def _placed(self, name: str, docname: str) -> str:
        """The new place of a file, which is beside a document that shows it."""
        if _is_index(docname) and name.startswith(docname.removesuffix("index")):
            self.beside.setdefault(name, name)
        return self.beside.get(name, f"{PUBLIC}/{name}")

    def _written(self, path: str, docname: str) -> str:
        folder = docname.rpartition("/")[0]
        near = path.removeprefix(f"{folder}/") if folder else path
        near = near if path.startswith(f"{folder}/") or not folder else f"/{path}"
        return quote(near, safe="/()!$&'*+,;=@~")

    def _place(self, post: ImportedPost) -> None:
        docname = self._docname(post)
        if docname in TAKEN:
            self.site.note(post.path, post.line, wording.page_of_sphinx(docname), is_left=False)
            return
        other = self.posts.get(docname) or self.posts.get(
            self._by_address.get(_key(post.address), "")
        )
        if other is not None:
            self.site.note(post.path, post.line, wording.same_address(post.address, other.path))
            return
        self.posts[docname] = post
        for old in (post.address, *post.aliases):
            self._by_address.setdefault(_key(old), docname)

    def _docname(self, post: ImportedPost) -> str:
        try:
            path = address(post.address)
        except InvalidValue:
            parts = unquote(post.address).split("/")
            path = "/".join(slugify(part) for part in parts if part.strip())
            self.site.note(post.path, post.line, wording.bad_address(post.address, path))
        is_folder = path.endswith("/") or not path
        name = path.strip("/")
        for suffix in ("index.html", ".html", ".htm"):
            if name == suffix or name.endswith(f"/{suffix}" if suffix[0] != "." else suffix):
                is_folder = suffix == "index.html"
                name = name.removesuffix(suffix).strip("/")
                break
        if not name:
            return "index"
        if is_folder and (self.builder != "dirhtml" or name in self._folders):
            return f"{name}/index"
        return name


def is_public(post: ImportedPost) -> bool:
    """Return whether lists have a post today."""
    if post.is_draft or post.is_page or post.date is None or post.front_matter.get("unlisted"):
        return False
    now = datetime.now(timezone.utc)
    is_over = post.expires and read_moment(post.expires, zone=timezone.utc) <= now
    return not is_over and read_moment(post.date, zone=timezone.utc) <= now


def _heading_name(text: str) -> str:
    """The name that MyST gives a heading, which is GitHub's."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def old_path(written: str) -> str:
    """An old address as ``redirect_from`` has it."""
    return f"/{unquote(written).lstrip('/')}"


def _builder(posts: Iterable[ImportedPost]) -> str:
    folders = files = 0
    for post in posts:
        folders += post.address.endswith("/") and post.address != "/"
        files += post.address.endswith((".html", ".htm"))
    return "html" if files > folders else "dirhtml"


def _is_index(docname: str) -> bool:
    return docname == "index" or docname.endswith("/index")


def _key(old: str) -> str:
    """Return what two spellings of an address have in common."""
    path = unquote(old).strip("/")
    return "" if path == "index.html" else path.removesuffix("/index.html").removesuffix(".html")
