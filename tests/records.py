"""Records of a blog, made by hand for tests of the model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from sphinx_craftblog.model.blog import Blog, BlogConfig
from sphinx_craftblog.model.post import Post

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def day(text: str) -> datetime:
    """Midnight of a day in UTC: ``day("2026-01-02")``."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def record(docname: str, date: str = "2026-01-01", **fields: Any) -> Post:
    """A post, with its docname as its title unless another is given."""
    return Post(docname, fields.pop("title", docname), day(date) if date else None, **fields)


def blog_of(posts: Iterable[Post], *, now: datetime = NOW, **rules: Any) -> Blog:
    """The blog of some posts; ``rules`` are fields of :class:`BlogConfig`."""
    return Blog(posts, rules=BlogConfig(**rules), now=now, remembered={})


def names(posts: Iterable[Post]) -> list[str]:
    """The docnames of posts, in their order."""
    return [post.docname for post in posts]
