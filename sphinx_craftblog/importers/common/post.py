"""What another tool's blog has, in words that are no tool's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sphinx_craftblog.importers.common import wording
from sphinx_craftblog.importers.common.plan import Note

Moment = dt.datetime | dt.date


class NoSiteError(ValueError):
    """There is no blog of the tool where one was looked for; the message says why."""


@dataclass(slots=True)
class ImportedPost:
    """A post, or with ``is_page`` a page.

    ``path`` is its source file, from the folder of the site and with slashes, and ``line`` where
    it begins in there, for messages.
    ``address`` is the path of its URL below the base URL: ``/2024/05/title/`` or ``/x.html``;
    so are ``aliases``, which forwarded to it. ``body`` is MyST Markdown or reStructuredText
    without the title. Its links to posts, pages and files of the site are addresses of that
    form, too: they become links to documents and files where they are. ``image`` is an address
    or a URL. ``feed_id`` is the id of its entry in the old feed, or empty. ``front_matter`` are
    further keys of ours, such as ``pinned``.
    """

    path: str
    address: str
    title: str
    date: Moment | None = None
    updated: Moment | None = None
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    series: str = ""
    part: int = 0
    language: str = ""
    description: str = ""
    image: str = ""
    image_alt: str = ""
    is_draft: bool = False
    expires: Moment | None = None
    canonical_url: str = ""
    aliases: list[str] = field(default_factory=list)
    feed_id: str = ""
    is_page: bool = False
    markup: Literal["md", "rst"] = "md"
    body: str = ""
    front_matter: dict[str, Any] = field(default_factory=dict)
    line: int = 1

    def terms(self, kind: str) -> list[str]:
        """Its terms of a kind: ``"tag"``, ``"category"``, ``"author"`` or ``"series"``."""
        if kind == "series":
            return [self.series] if self.series else []
        return {"tag": self.tags, "category": self.categories, "author": self.authors}[kind]


@dataclass(slots=True)
class ImportedSite:
    """A blog, and what it had at which address.

    ``tool`` is its name for people. ``base_url`` ends with a slash, or is empty. ``authors`` are
    entries of ``craftblog_authors`` by their keys. ``files`` are further files that the site
    has, by their addresses without the first slash (``images/a.png``). ``feeds`` are the formats
    of the old feeds (``"atom"``, ``"rss"``, ``"json"``) by their addresses; ``term_addresses``
    those of the pages of terms by kind (``"tag"``, ``"category"``, ``"author"``, ``"series"``)
    and name, and ``term_feeds`` the formats of feeds by their places below each of them
    (``index.xml``). ``redirects`` lead from an old address to another, to a URL, or to a
    page or feed of ours (``blog:archive``, ``blog:tag/x/atom.xml``).
    ``extensions`` are further ones of MyST that the texts need, and ``settings`` further
    settings of conf.py. ``order`` are addresses of pages in the order of a menu.
    ``packages`` are what to install for further Sphinx extensions. Without ``has_list_at_home``,
    the front page is a page like others, and another has the list of posts. ``remote`` are URLs
    of files that stay where they are, though that is below the base URL.
    """

    tool: str
    title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = ""
    timezone: str = ""
    authors: dict[str, dict[str, Any]] = field(default_factory=dict)
    posts: list[ImportedPost] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    feed_content: str = ""
    feed_length: int = 0
    page_size: int = 0
    term_addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    term_feeds: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    extensions: set[str] = field(default_factory=set)
    settings: dict[str, Any] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    packages: dict[str, str] = field(default_factory=dict)
    has_list_at_home: bool = True
    remote: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def require_posts(self, place: Path) -> None:
        """Refuse a site that has none.

        :raises NoSiteError: if it has nothing but pages.
        """
        if all(post.is_page for post in self.posts):
            raise NoSiteError(wording.no_posts(self.tool, place))

    def note(self, path: str, line: int, text: str, *, is_left: bool = True) -> None:
        """Tell people something of a place in the old site; ``is_left`` if they have to do it."""
        self.notes.append(Note(path, line, text, is_left))
