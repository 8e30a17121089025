"""Which posts readers only come to by lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.ages import is_new
from sphinx_craftblog.checks.finding import Finding, place_in
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.model.query import FeaturedQuery

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def find_unlinked(env: BuildEnvironment) -> Iterator[Finding]:
    """The listed posts to which no other document leads by its text, a toctree or a spotlight,
    and no other part of a series.
    """
    domain = blog_domain(env)
    linked = set(_linked(env, domain))
    for post in domain.blog.posts:
        if post.docname not in linked and not is_new(post, domain.now):
            place = place_in(env, post.docname)
            yield Finding("unlinked", "advice", place, diagnostics.unlinked_post().text)


def _linked(env: BuildEnvironment, domain: BlogDomain) -> Iterator[str]:
    for docname in env.found_docs:
        yield from domain.linked_from(docname)
    yield from chain.from_iterable(env.toctree_includes.values())
    for query in chain.from_iterable(domain.listings.values()):
        if isinstance(query, FeaturedQuery):
            yield query.docname
    for series in domain.blog.taxonomies["series"].terms:
        if len(series.posts) > 1:
            yield from (post.docname for post in series.posts)
