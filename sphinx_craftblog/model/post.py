"""The records that a blog is made of: small, frozen, picklable.

What is saved of every document is a named tuple: these are loaded and saved in every
build, twice as fast as data classes.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sphinx_craftblog.model.pictures import Size


class Author(NamedTuple):
    """Someone who writes, as ``craftblog_authors`` declares them."""

    key: str
    name: str
    url: str = ""
    bio: str = ""
    avatar: str = ""
    email: str = ""
    links: tuple[tuple[str, str], ...] = ()


class Reading(NamedTuple):
    """What there is to read in a document, and how long it takes.

    ``words`` counts prose, tables and captions, without the characters in
    ``cjk`` (Han, kana), ``code_lines`` the lines of code that are not blank,
    ``figures`` the images and ``equations`` the display equations.
    """

    words: int = 0
    cjk: int = 0
    code_lines: int = 0
    figures: int = 0
    equations: int = 0
    minutes: int = 1


class Image(NamedTuple):
    """A post's cover: a path from the source folder, or a URL.

    ``size`` is width and height in pixels; none of what is elsewhere, or cannot be measured.
    """

    uri: str
    alt: str
    size: Size | None = None


class Change(NamedTuple):
    """One line of a post's revision log."""

    date: datetime
    note: str


class Post(NamedTuple):
    """All that other pages say about one post. About 1 KB when pickled.

    Names in ``tags``, ``categories``, ``authors`` and ``series`` are as the
    author wrote them; :class:`~sphinx_craftblog.model.blog.Blog` finds the
    terms behind them. ``thread`` is the address of the discussion that its ``comments`` are,
    if it names one. ``keywords`` are words of the title and the text that say
    what it is about, folded. ``fragment`` is the digest of the rendered parts (excerpt
    and code panel) that lie in the doctree folder. ``lines`` says where a key
    stands, for the mistakes that only the whole blog can see: the key, its line, and
    the file that it is inherited from, if it is.
    """

    docname: str
    title: str
    date: datetime | None = None
    updated: datetime | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    featured: bool = False
    pinned: bool = False
    draft: bool = False
    unlisted: bool = False
    expires: datetime | None = None
    image: Image | None = None
    series: str = ""
    part: int | None = None
    canonical_url: str = ""
    external_url: str = ""
    redirect_from: tuple[str, ...] = ()
    comments: bool = True
    thread: str = ""
    toc: bool = True
    language: str = ""
    location: str = ""
    changes: tuple[Change, ...] = ()
    reading: Reading = Reading()
    keywords: tuple[str, ...] = ()
    fragment: str = ""
    lines: tuple[tuple[str, int, str], ...] = ()

    def line(self, key: str) -> int | None:
        """Line of a front matter key in the post's own source, counted from 1."""
        return next((line for name, line, file in self.lines if name == key and not file), None)

    def place(self, *keys: str) -> tuple[str, int | None]:
        """Return where the first of these keys stands: the docname or the file, and the line."""
        places = {name: (file or self.docname, line) for name, line, file in self.lines}
        return next((places[key] for key in keys if key in places), (self.docname, None))


def is_unpublished(
    *, draft: bool, date: datetime | None, now: datetime, drafts: bool, future: bool
) -> bool:
    """Return whether a post leaves no trace in the output at the moment ``now``.

    ``drafts`` and ``future`` are the settings that let such posts through.
    """
    if draft and not drafts:
        return True
    return date is not None and date > now and not future
