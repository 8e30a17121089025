"""The names that posts give themselves."""

from __future__ import annotations

from sphinx_craftblog.commands.written_posts import names_in_use


def test_names_are_listed_by_use_in_their_most_used_spelling() -> None:
    posts = [
        ("a", {"tags": ("Rust", "C++"), "category": "Notes"}),
        ("b", {"tags": ("rust",), "categories": ("Notes", "Art")}),
        ("c", {"tags": ("Rust",)}),
        ("d", {}),
    ]
    assert names_in_use(posts, "tags") == ["Rust", "C++"]
    assert names_in_use(posts, "category", "categories") == ["Notes", "Art"]
    assert names_in_use(posts, "series") == []
