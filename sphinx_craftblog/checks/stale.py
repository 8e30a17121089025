"""Which posts nobody has revised for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.ages import is_older
from sphinx_craftblog.checks.finding import Finding, place_in
from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def find_stale(env: BuildEnvironment, age: timedelta) -> Iterator[Finding]:
    """The listed posts that were published and last revised longer ago than ``age``."""
    domain = blog_domain(env)
    for post in reversed(domain.blog.posts):
        moment = post.updated or post.date
        if moment and is_older(post, age, domain.now):
            said = diagnostics.stale_post(moment.date())
            yield Finding("stale", "advice", place_in(env, post.docname), said.text)
