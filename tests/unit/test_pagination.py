"""Pages of a list keep their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import names, record

from sphinx_craftblog.model.pagination import Page, paginate, pinned_first
from sphinx_craftblog.model.post import Post


def posts(count: int, **fields: object) -> list[Post]:
    """``p1`` is the oldest; newest first, as the blog has them."""
    return [record(f"p{n}", **fields) for n in range(count, 0, -1)]


def divided(count: int, size: int, front: str = "blog/tag/x") -> list[Page]:
    return list(paginate(front, posts(count), size))


def test_a_list_is_counted_from_the_oldest() -> None:
    front, second, first = divided(7, 2)
    assert names(front.posts) == ["p7", "p6", "p5"]
    assert (second.name, names(second.posts)) == ("blog/tag/x/page/2", ["p4", "p3"])
    assert (first.name, names(first.posts)) == ("blog/tag/x/page/1", ["p2", "p1"])


def test_pages_name_those_beside_them() -> None:
    front, second, first = divided(7, 2)
    assert (front.newer, front.older) == ("", second.name)
    assert (second.newer, second.older) == (front.name, first.name)
    assert (first.newer, first.older) == (second.name, "")


@pytest.mark.parametrize(
    ("front", "page"),
    [
        ("index", "page/1"),
        ("blog/index", "blog/page/1"),
        ("blog", "blog/page/1"),
        ("myindex", "myindex/page/1"),
    ],
)
def test_where_the_pages_of_a_document_lie(front: str, page: str) -> None:
    assert divided(4, 2, front)[1].name == page


def test_a_list_of_none_has_its_front_page() -> None:
    (front,) = divided(0, 2)
    assert front == Page("blog/tag/x", 0, ())


@given(st.integers(0, 60), st.integers(1, 9))
def test_a_new_post_changes_no_page_that_is_full(count: int, size: int) -> None:
    before, after = divided(count, size), divided(count + 1, size)
    full = {part.name: names(part.posts) for part in before[1:]}
    assert {part.name: names(part.posts) for part in after[1:]}.items() >= full.items()
    assert size <= len(after[0].posts) < 2 * size or count + 1 < size
    assert [name for part in after for name in names(part.posts)] == names(posts(count + 1))


def test_pinned_posts_come_first_and_keep_their_places() -> None:
    listed = [post._replace(pinned=post.docname == "p1") for post in posts(7)]
    front, *_, first = paginate("x", listed, 2)
    assert names(front.posts) == ["p1", "p7", "p6", "p5"]
    assert names(first.posts) == ["p2", "p1"]
    assert names(pinned_first(listed)) == ["p1", "p7", "p6", "p5", "p4", "p3", "p2"]
