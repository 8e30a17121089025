"""Marks in the pages of listed posts for Pagefind (https://pagefind.app), which reads them from
the output folder: which part is the text, and what is known of the post.

Pages without marks are not indexed. So those of drafts, unlisted and expired posts are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.features.microformats import CONTENT
from sphinx_craftblog.features.search_posts import names
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.rendering.cards import CardMaker

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TEXT = re.compile(rf'<section(?= [^>]*class="[^"]*\b{CONTENT}\b)')
"""The beginning of the section that a post is."""


def mark(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """``html-page-context``: the marks, if this is the page of a listed post."""
    domain = blog_domain(app.env)
    post = domain.blog.published.get(pagename)
    if post is None or pagename in domain.hidden:
        return
    if domain.options.search != "pagefind" or not makes_pages(app.builder):
        return
    body, count = _TEXT.subn(r"\g<0> data-pagefind-body", context["body"], count=1)
    context["body"] = body if count else f"<div data-pagefind-body>{body}</div>"
    context["metatags"] += "".join(_metas(post, CardMaker(app.builder, pagename)))


def _metas(post: Post, maker: CardMaker) -> Iterator[str]:
    domain, date = maker.domain, maker.date(post.date)
    yield _meta("meta", "title", post.title)
    if date is not None:
        yield _meta("meta", "date", date.text)
        yield _meta("meta", "datetime", date.machine)
    for name in names(domain, post, "tags"):
        yield _meta("filter", "tag", name)
    for name in names(domain, post, "categories"):
        yield _meta("filter", "category", name)
    for author in domain.blog.authors(post):
        yield _meta("filter", "author", author.name)
    if post.date is not None:
        yield _meta("filter", "year", str(post.date.year))


def _meta(kind: str, key: str, text: str) -> str:
    marks = f'name="pagefind:{key}" data-pagefind-{kind}="{key}[content]"'
    return f'\n<meta {marks} content="{escape(text)}" />'
