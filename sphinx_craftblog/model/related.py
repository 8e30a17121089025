"""Which earlier posts a post is like.

Only earlier ones, and by nothing that later posts change: a new post leaves the
pages of all others as they are.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence

from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.slugs import fold

WEIGHTS = {"series": 4, "tag": 3, "category": 2, "keyword": 1}
"""What sharing one of these counts. Chosen by hand: tags say what a post is about, a category
is wide, a word of the title may be chance.
"""

WINDOW = 16
"""How many of the last posts that share something are looked at, so that the cost of all
posts together grows with their number only.
"""

MOST = 4
"""How many posts may name one: so a new title of it is a matter of few pages, and readers are
not led to the same posts again and again.
"""


Remembered = dict[str, dict[str, tuple[str, ...]]]
"""What was found last, docnames by docname, by a digest of all that it was found from."""


def related_posts(
    posts: Sequence[Post], number: int, remembered: Remembered
) -> dict[str, tuple[Post, ...]]:
    """For each post, the docname, up to ``number`` earlier posts; ``posts`` oldest first.

    The most alike come first, the newer of two that are as much alike. No post is
    named by more than :data:`MOST` others. Most edits change nothing that counts here,
    and what is ``remembered`` of the last build holds.
    """
    if not number:
        return {}
    shared = [(p.docname, p.series, p.tags, p.categories, p.keywords) for p in posts]
    key = digest(number, WEIGHTS, WINDOW, MOST, shared)
    if key not in remembered:
        remembered.clear()
        remembered[key] = _find(posts, number)
    by_name = {post.docname: post for post in posts}
    return {
        docname: tuple(by_name[name] for name in names)
        for docname, names in remembered[key].items()
    }


def _find(posts: Sequence[Post], number: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    earlier: dict[Hashable, deque[int]] = defaultdict(lambda: deque(maxlen=WINDOW))
    times_named = [0] * len(posts)
    for place, post in enumerate(posts):
        likeness: dict[int, int] = {}
        for feature in _features(post):
            weight, others = WEIGHTS[feature[0]], earlier[feature]
            for other in others:
                if times_named[other] < MOST:
                    likeness[other] = likeness.get(other, 0) + weight
            others.append(place)
        ranked = sorted(zip(likeness.values(), likeness, strict=True), reverse=True)
        best = [other for _, other in ranked[:number]]
        for other in best:
            times_named[other] += 1
        found[post.docname] = tuple(posts[other].docname for other in best)
    return found


def _features(post: Post) -> Iterator[tuple[str, str]]:
    """Kind and name of what a post shares with others, each once."""
    if post.series:
        yield "series", fold(post.series)
    yield from {("tag", fold(tag)) for tag in post.tags}
    yield from {("category", fold(category)) for category in post.categories}
    for keyword in post.keywords:
        yield "keyword", keyword
