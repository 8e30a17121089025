"""What feeds a blog has: of all its posts, and of each tag, category, author and series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_craftblog.model.blog import Blog, Term, newest_first
from sphinx_craftblog.model.post import Post

FED = ("categories", "tags", "authors", "series")
"""The taxonomies whose terms have feeds."""


class Format(NamedTuple):
    """A format of feeds: the file's name, its media type, and what people call it."""

    file: str
    type: str
    name: str


FORMATS = {
    "atom": Format("atom.xml", "application/atom+xml", "Atom"),
    "rss": Format("rss.xml", "application/rss+xml", "RSS"),
    "json": Format("feed.json", "application/feed+json", "JSON Feed"),
}
"""The formats by the names that ``craftblog_feeds`` takes."""


class Selection(NamedTuple):
    """Posts that make a feed, newest first and each with a date.

    Without a ``term`` they are of the whole blog. A feed has the newest posts; those
    before them are in archives (RFC 5005), whose ``number`` counts from the oldest.
    ``archives`` is how many of these there are.
    """

    term: Term | None
    posts: tuple[Post, ...]
    number: int = 0
    archives: int = 0

    @property
    def page(self) -> str:
        """The page with the same posts; empty for the whole blog."""
        return self.term.page if self.term else ""

    @property
    def beside(self) -> tuple[int, int]:
        """The numbers of the archives before and after; 0 where there is none."""
        if not self.number:
            return self.archives, 0
        return self.number - 1, self.number + 1 if self.number < self.archives else 0

    def file(self, folder: str, kind: str, number: int | None = None) -> str:
        """Return where the feed, or an archive of it, lies in a format, from the output folder."""
        name, number = FORMATS[kind].file, self.number if number is None else number
        if number:
            stem, _, suffix = name.rpartition(".")
            name = f"{stem}-{number}.{suffix}"
        return "/".join(filter(None, (self.page or folder, name)))


def selections(blog: Blog, length: int) -> Iterator[Selection]:
    """Every feed that has a post; those without a date stand nowhere in time.

    Only the feed of the whole blog has archives: each post is in several others.
    """
    posts = _dated(blog.posts)
    if not posts:
        return
    full = (len(posts) - 1) // length
    yield Selection(None, posts[:length], archives=full)
    for number in range(1, full + 1):
        end = len(posts) - (number - 1) * length
        yield Selection(None, posts[end - length : end], number, full)
    for key in FED:
        for term in blog.taxonomies[key].terms:
            # A series is in reading order.
            found = sorted(term.posts, key=newest_first) if key == "series" else term.posts
            if dated := _dated(found):
                yield Selection(term, dated[:length])


def _dated(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(post for post in posts if post.date is not None)
