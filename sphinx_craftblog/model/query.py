"""What a listing asks for. A directive makes a query, the blog answers it."""

from __future__ import annotations

from dataclasses import dataclass

SORTS = ("newest", "oldest", "updated", "title")
STYLES = ("cards", "compact", "titles")
TERM_STYLES = ("list", "cloud", "grid")
TERM_SORTS = ("name", "count")
MATCHES = ("any", "all")


@dataclass(frozen=True, slots=True)
class FeaturedQuery:
    """The spotlight: the post named, else those that say so, else the newest."""

    line: int
    docname: str = ""
    limit: int = 1


@dataclass(frozen=True, slots=True)
class PostQuery:
    """A list of posts. ``filters`` are (taxonomy key, names) pairs, all of which
    hold; within one, ``match`` says whether one name is enough or all are wanted.
    """

    line: int
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    language: str = ""
    match: str = "any"
    sort: str = "newest"
    limit: int | None = None
    offset: int = 0
    style: str = "cards"
    empty: str = ""
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class TermQuery:
    """An index of a taxonomy's terms with their counts."""

    line: int
    taxonomy: str = "tags"
    style: str = "list"
    sort: str = "name"
    min_posts: int = 1


@dataclass(frozen=True, slots=True)
class ReadTimeQuery:
    """The reading time of a document."""

    line: int
    docname: str


Query = FeaturedQuery | PostQuery | TermQuery | ReadTimeQuery
