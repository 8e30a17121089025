"""Tags, categories, series and authors that may be one too many."""

from __future__ import annotations

from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from sites import assert_time_grows_with_length

from sphinx_craftblog.checks.terms import alike_terms, find_doubtful_terms
from sphinx_craftblog.model.blog import Blog, BlogConfig, Term
from sphinx_craftblog.model.post import Post

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def post(docname: str, date: str = "2026-01-01", **more: Any) -> Post:
    """A post, each key of which stands in a line of its own."""
    lines = tuple((key, number, "") for number, key in enumerate(("date", *more), 2))
    moment = datetime.fromisoformat(f"{date}T00:00:00+00:00")
    return Post(docname, docname.title(), moment, lines=lines, **more)


def advice(*posts: Post) -> list[str]:
    """What is said of the terms of posts, with its place."""
    blog = Blog(posts, rules=BlogConfig(), now=NOW, remembered={})
    domain = SimpleNamespace(blog=blog, now=NOW)
    env: Any = SimpleNamespace(get_domain=lambda _: domain, doc2path=lambda name: f"{name}.md")
    found = list(find_doubtful_terms(env))
    assert {finding[:2] for finding in found} <= {("term", "advice")}
    return [f"{finding.location} {finding.message}" for finding in found]


def test_a_tag_or_category_of_a_single_post_is_named() -> None:
    assert advice(
        post("a", tags=("Rust", "Bash")), post("b", tags=("rust",), categories=("Notes",))
    ) == [
        "a.md:3 no other post has the tag 'Bash'",
        "b.md:4 no other post has the category 'Notes'",
    ]


def test_a_series_or_author_of_a_single_post_is_not() -> None:
    assert advice(post("a", series="Queues", authors=("Ada",))) == []


def test_a_term_of_a_new_post_is_given_time() -> None:
    assert advice(post("a", date="2026-05-20", tags=("New",), categories=("Notes",))) == []


def test_terms_that_look_alike_are_named_where_fewer_posts_have_them() -> None:
    both = (post("one", tags=("Databases",)), post("two", tags=("Databases",)))
    said = "a.md:3 the tag 'Database' of 'a' looks like 'Databases' of 'one', 'two'"
    assert advice(post("a", tags=("Database",)), *both) == [said]
    assert advice(
        post("c", series="Queues", authors=("Ada Lovelace",)),
        post("d", series="Queus", authors=("Ada Lovelce",)),
    ) == [
        "d.md:3 the series 'Queus' of 'd' looks like 'Queues' of 'c'",
        "d.md:4 the author 'Ada Lovelce' of 'd' looks like 'Ada Lovelace' of 'c'",
    ]


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("Test", "tests", True),
        ("open-source", "OpenSource", True),
        ("Category", "Categories", True),
        ("class", "classes", True),
        ("colour", "color", True),
        ("kubernets", "kubernetes", True),
        ("Caching", "Cashing", True),
        ("PostgreSQL", "PostgerSQL", True),
        ("css", "cms", False),
        ("node", "nude", False),
        ("resting", "testing", False),
        ("year 2025", "year 2026", False),
        ("Python 3", "Python 2", False),
        ("C", "C++", False),
        ("Go", "Git", False),
        ("rust", "dust", False),
        ("日本", "日報", False),
    ],
)
def test_which_terms_look_alike(one: str, other: str, are_alike: bool) -> None:
    terms = [Term("tags", name, name, name, "", ()) for name in (one, other)]
    assert bool(list(alike_terms(terms))) == are_alike


def test_terms_are_not_compared_each_with_each() -> None:
    terms = [Term("tags", f"word-{n:x}", f"word-{n:x}", "", "", ()) for n in range(16_000)]
    assert_time_grows_with_length(lambda length: list(alike_terms(terms[:length])), len(terms))
