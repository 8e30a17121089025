"""Which earlier posts a post is like."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import names, record

from sphinx_craftblog.model import related
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.related import MOST, WINDOW, Remembered, related_posts


def found(*posts: Post, number: int = 3) -> dict[str, list[str]]:
    return {name: names(others) for name, others in related_posts(posts, number, {}).items()}


def test_the_most_alike_come_first_and_the_newer_of_two() -> None:
    posts = [
        record("word", keywords=("query",)),
        record("tag", tags=("Rust",)),
        record("series", series="S"),
        record("category", categories=("C",)),
        record("both", tags=("rust",), categories=("c",)),
        record("last", series="s", tags=("RUST",), categories=("C",), keywords=("query",)),
    ]
    assert found(*posts, number=5)["last"] == ["both", "series", "tag", "category", "word"]


def test_only_earlier_posts_are_named() -> None:
    posts = [record("a", tags=("x",)), record("b", tags=("x",))]
    assert found(*posts) == {"a": [], "b": ["a"]}


def test_no_post_is_named_by_many() -> None:
    posts = [record(f"p{n}", tags=("x",)) for n in range(WINDOW)]
    named = [name for others in found(*posts, number=WINDOW).values() for name in others]
    assert max(map(named.count, named)) == MOST


def test_none_are_wanted() -> None:
    assert found(record("a", tags=("x",)), record("b", tags=("x",)), number=0) == {}


@given(st.integers())
def test_what_was_found_before_does_not_show(seed: int) -> None:
    chance = random.Random(seed)

    def some_posts(most: int) -> list[Post]:
        return [
            Post(str(chance.randrange(99)), "", tags=words[:2], keywords=words[2:])
            for words in (tuple(chance.sample("abcdef", 4)) for _ in range(chance.randrange(most)))
        ]

    posts, remembered = some_posts(40), Remembered()
    with pytest.MonkeyPatch.context() as few:
        few.setattr(related, "WINDOW", 3)
        few.setattr(related, "MOST", 2)
        for _ in range(4):
            posts = [*{post.docname: post for post in posts}.values()]
            assert related_posts(posts, 2, remembered) == related_posts(posts, 2, {})
            place = chance.randrange(len(posts) + 1)
            posts[place : place + chance.randrange(3)] = some_posts(3)
