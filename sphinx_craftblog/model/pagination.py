"""Pages of a list that keep their numbers.

They are counted from the oldest post: ``page/1`` holds the first posts ever, and the
front page the newest. A new post changes the front page and, when that is full, the one
that it starts; a link to ``page/3`` stays true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_craftblog.model.post import Post


class Page(NamedTuple):
    """One page of a list.

    ``number`` is 0 on the front page. ``newer`` and ``older`` are the names of the
    pages beside it, empty at the ends.
    """

    name: str
    number: int
    posts: tuple[Post, ...]
    newer: str = ""
    older: str = ""


def paginate(front: str, posts: Sequence[Post], size: int) -> Iterator[Page]:
    """The pages of ``posts`` (newest first) with ``size`` posts each, the front page first.

    The front page has at least ``size`` posts and fewer than twice as many, and
    before them those that are pinned, which keep their places further back as well.
    The pages of ``blog/index`` lie in ``blog/page``, as those of ``blog`` do.
    """
    full = max(len(posts) // size - 1, 0)
    folder = f"/{front}".removesuffix("/index").strip("/")

    def name(number: int) -> str:
        return f"{folder}/page/{number}".lstrip("/") if number <= full else front

    end = len(posts) - full * size
    pinned = [post for post in posts[end:] if post.pinned]
    newest = pinned_first([*pinned, *posts[:end]])
    yield Page(front, 0, newest, older=name(full) if full else "")
    for number in range(full, 0, -1):
        start, end = end, end + size
        older = name(number - 1) if number > 1 else ""
        yield Page(name(number), number, tuple(posts[start:end]), name(number + 1), older)


def pinned_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts in their order, the pinned ones before the others."""
    return tuple(sorted(posts, key=lambda post: not post.pinned))
