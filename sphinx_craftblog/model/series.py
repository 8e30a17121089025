"""A series in reading order, and what is wrong with its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.model.post import Post


def reading_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts of a series by their parts, then those without one, oldest first."""
    return tuple(sorted(posts, key=_place))


def diagnostics_in(name: str, posts: Sequence[Post]) -> Iterator[Diagnostic]:
    """Gaps, parts given twice, and posts without one; ``posts`` in reading order."""
    numbered = [post for post in posts if post.part is not None]
    if not numbered:
        return
    first = numbered[0]
    if first.part != 1:
        yield diagnostics.missing_part(name, 1, None).at(*_part(first))
    for before, post in pairwise(numbered):
        if post.part == before.part:
            yield diagnostics.doubled_part(name, post.part, before.docname).at(*_part(post))
        elif post.part != (before.part or 0) + 1:
            said = diagnostics.missing_part(name, (before.part or 0) + 1, before.part)
            yield said.at(*_part(post))
    for post in posts[len(numbered) :]:
        if post.line("part"):  # one that will not do, as has been said
            continue
        said = diagnostics.no_part(name, (numbered[-1].part or 0) + 1)
        yield said.at(post.docname, post.line("series"))


def _place(post: Post) -> tuple[bool, int, float, str]:
    when = post.date.timestamp() if post.date else float("inf")
    return post.part is None, post.part or 0, when, post.docname


def _part(post: Post) -> tuple[str, int | None]:
    """Return where a post says which part it is."""
    return post.docname, post.line("part")
