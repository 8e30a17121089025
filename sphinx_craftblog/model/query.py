"""What a listing asks for. A directive makes a query, the blog answers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SORTS = ("newest", "oldest", "updated", "title")
STYLES = ("cards", "compact", "titles")
TERM_STYLES = ("list", "cloud", "grid")
TERM_SORTS = ("name", "count")
MATCHES = ("any", "all")
PERIODS = ("year", "month")


class FeaturedQuery(NamedTuple):
    """The spotlight: the post named, else those that say so, else the newest."""

    line: int
    docname: str = ""
    limit: int = 1


class PostQuery(NamedTuple):
    """A list of posts. ``filters`` are taxonomy keys, names and the lines that say so, all of
    which hold; within one, ``match`` says whether one name is enough or all are wanted.
    ``paginate`` is the number of posts on a page, 0 for all on one.
    """

    line: int
    filters: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    language: str = ""
    match: str = "any"
    sort: str = "newest"
    limit: int | None = None
    offset: int = 0
    style: str = "cards"
    empty: str = ""
    repeat: bool = False
    paginate: int = 0

    def is_rest_of(self, above: Sequence[object]) -> bool:
        """Return whether this is the plain rest after a spotlight; without any it needs no
        words.
        """
        has_spotlight = any(isinstance(query, FeaturedQuery) for query in above)
        return has_spotlight and not (self.filters or self.empty or self.repeat)


class TermQuery(NamedTuple):
    """An index of a taxonomy's terms with their counts."""

    line: int
    taxonomy: str = "tags"
    style: str = "list"
    sort: str = "name"
    min_posts: int = 1


class ArchiveQuery(NamedTuple):
    """All posts, newest first, by year or by month."""

    line: int
    by: str = "year"


class ReadTimeQuery(NamedTuple):
    """The reading time of a document."""

    line: int
    docname: str


Query = FeaturedQuery | PostQuery | TermQuery | ArchiveQuery | ReadTimeQuery
