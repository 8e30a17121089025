"""Which earlier posts a post is like.

Only earlier ones, and by nothing that later posts change: a new post leaves the
pages of all others as they are.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence

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


Shared = tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What counts of a post: docname, series, tags, categories and keywords."""

RememberedPost = tuple[Shared, tuple[str, ...]]
"""What counted of a post, and the docnames of those that it is like."""

Remembered = dict[str, list[RememberedPost]]
"""What was found last, oldest first, by a digest of what holds for all posts."""


Earlier = dict[Hashable, deque[int]]
"""Places of the last posts that have something, by what that is."""


def related_posts(
    posts: Sequence[Post], number: int, remembered: Remembered
) -> dict[str, tuple[Post, ...]]:
    """For each post, the docname, up to ``number`` earlier posts; ``posts`` oldest first.

    The most alike come first, the newer of two that are as much alike. No post is
    named by more than :data:`MOST` others. What is ``remembered`` of the last build holds
    where no changed post could be found.
    """
    if not number:
        return {}
    shared = [(p.docname, p.series, p.tags, p.categories, p.keywords) for p in posts]
    key = digest(number, WEIGHTS, WINDOW, MOST)
    known = remembered.get(key, [])
    if shared != [of_post for of_post, _ in known]:
        remembered.clear()
        known = remembered[key] = list(_find(shared, number, known))
    by_name = {post.docname: post for post in posts}
    return {of_post[0]: tuple(by_name[name] for name in names) for of_post, names in known}


def _find(
    posts: Sequence[Shared], number: int, known: Sequence[RememberedPost]
) -> Iterator[RememberedPost]:
    begin, end = _unchanged(posts, known)
    places = {post[0]: place for place, post in enumerate(posts)}
    earlier: Earlier = defaultdict(lambda: deque(maxlen=WINDOW))
    times_named = [0] * len(posts)
    # By what posts may now be found that were not, or no more, and for how many posts to come:
    # then what has changed is no longer among the last.
    doubtful: dict[Hashable, int] = {}

    def doubt(*names: str) -> None:
        for name in names if end else ():
            if name in places:
                doubtful.update(dict.fromkeys(_features(posts[places[name]]), WINDOW))

    for place, post in enumerate(posts):
        features = list(_features(post))
        if place == len(posts) - end:
            for gone, named in known[begin : len(known) - end]:
                doubtful.update(dict.fromkeys(_features(gone), WINDOW))
                doubt(*named)
        is_changed = begin <= place < len(posts) - end
        # What is after the changes has kept its place counted from the end.
        before = () if is_changed else known[place if place < begin else place - len(posts)][1]
        if is_changed or not doubtful.keys().isdisjoint(features):
            found = _most_alike(features, number, earlier, times_named)
        else:
            found = [places[name] for name in before]
        for feature in features:
            earlier[feature].append(place)
            if feature in doubtful:
                doubtful[feature] -= 1
                if not doubtful[feature]:
                    del doubtful[feature]
        for other in found:
            times_named[other] += 1
        names = tuple(posts[other][0] for other in found)
        # A post that is named more often, or less, may be found no more, or again.
        doubt(*{*names}.symmetric_difference(before))
        if is_changed:
            doubt(post[0])
        yield post, names


def _most_alike(
    features: Iterable[tuple[str, str]], number: int, earlier: Earlier, times_named: Sequence[int]
) -> list[int]:
    """Places of the posts to be named, the most alike first."""
    likeness: dict[int, int] = {}
    for feature in features:
        weight = WEIGHTS[feature[0]]
        for other in earlier[feature]:
            if times_named[other] < MOST:
                likeness[other] = likeness.get(other, 0) + weight
    ranked = sorted(zip(likeness.values(), likeness, strict=True), reverse=True)
    return [other for _, other in ranked[:number]]


def _unchanged(posts: Sequence[Shared], known: Sequence[RememberedPost]) -> tuple[int, int]:
    """Return how many posts are as they were, from the oldest on, and from the newest back."""
    shortest = min(len(posts), len(known))
    begin = next((n for n in range(shortest) if posts[n] != known[n][0]), shortest)
    end = next(
        (n for n in range(shortest - begin) if posts[-1 - n] != known[-1 - n][0]),
        shortest - begin,
    )
    return begin, end


def _features(post: Shared) -> Iterator[tuple[str, str]]:
    """Kind and name of what a post shares with others, each once."""
    _, series, tags, categories, keywords = post
    if series:
        yield "series", fold(series)
    yield from {("tag", fold(tag)) for tag in tags}
    yield from {("category", fold(category)) for category in categories}
    for keyword in keywords:
        yield "keyword", keyword
