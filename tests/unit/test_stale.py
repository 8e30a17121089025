"""Posts that nobody has revised for long."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_craftblog.checks.stale import find_stale
from sphinx_craftblog.model.blog import Blog, BlogConfig
from sphinx_craftblog.model.post import Post

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T00:00:00+00:00")


@pytest.mark.parametrize(
    ("years", "found"),
    [
        (10, []),
        (3, ["old.md last revised on 2020-01-01"]),
        (1, ["old.md last revised on 2020-01-01", "middle.md last revised on 2025-01-01"]),
    ],
)
def test_listed_posts_that_nobody_has_revised_are_named_oldest_first(
    years: int, found: list[str]
) -> None:
    posts = (
        Post("middle", "Middle", day("2025-01-01")),
        Post("old", "Old", day("2020-01-01")),
        Post("revised", "Revised", day("2020-01-01"), day("2026-01-01")),
        Post("hidden", "Hidden", day("2020-01-01"), unlisted=True),
    )
    domain = SimpleNamespace(blog=Blog(posts, rules=BlogConfig(), now=NOW, remembered={}), now=NOW)
    env: Any = SimpleNamespace(get_domain=lambda _: domain, doc2path=lambda name: f"{name}.md")
    stale = list(find_stale(env, timedelta(days=365 * years)))
    assert {finding[:2] for finding in stale} <= {("stale", "advice")}
    assert [f"{finding.location} {finding.message}" for finding in stale] == found
