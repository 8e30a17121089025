"""What a page is, for machines: a JSON-LD graph in the vocabulary of schema.org.

Search engines read it; the rules for articles are Google's
(https://developers.google.com/search/docs/appearance/structured-data/article).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sphinx_craftblog.model.post import Post

Node = dict[str, Any]

HEADLINE = 110
"""Characters of a headline that Google shows at most."""

_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
"""Characters that could end a script element, or begin a comment in it."""


class StructuredBlog(NamedTuple):
    """The blog that a page is of. ``url`` is its front page, empty without ``html_baseurl``."""

    title: str
    description: str
    url: str
    language: str


class Person(NamedTuple):
    """Someone who writes. ``image`` and ``same_as`` are URLs."""

    name: str
    url: str
    bio: str = ""
    image: str = ""
    same_as: tuple[str, ...] = ()


class StructuredArticle(NamedTuple):
    """A post: its record, and what its record alone does not say."""

    post: Post
    title: str
    url: str
    language: str
    authors: Sequence[Person]
    image: str
    tags: Sequence[str]
    categories: Sequence[str]


def script(nodes: Iterable[Node]) -> str:
    """The ``<script>`` element with a graph, whatever text is in it."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    return f'\n<script type="application/ld+json">{script_json(graph)}</script>'


def script_json(value: object) -> str:
    """A value as JSON that may stand in a script, whatever text is in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def blog_nodes(blog: StructuredBlog) -> list[Node]:
    """The site, and the blog that it is."""
    says = {
        "url": blog.url,
        "name": blog.title,
        "description": blog.description,
        "inLanguage": blog.language,
    }
    site = _node("WebSite", f"{blog.url}#website", **says)
    return [site, _node("Blog", _blog_id(blog), **says, isPartOf={"@id": site["@id"]})]


def posting(article: StructuredArticle, blog: StructuredBlog) -> Node:
    """A post."""
    post = article.post
    reading = post.reading
    title = article.title
    return _node(
        "BlogPosting",
        f"{article.url}#post",
        url=article.url,
        mainEntityOfPage=article.url,
        headline=title if len(title) <= HEADLINE else f"{title[: HEADLINE - 1].rstrip()}…",
        description=post.description,
        datePublished=_moment(post.date),
        dateModified=_moment(post.updated or post.date),
        author=[person(author) for author in article.authors],
        image=[article.image] if article.image else [],
        wordCount=reading.words + reading.cjk,
        timeRequired=f"PT{reading.minutes}M",
        keywords=list(article.tags),
        articleSection=list(article.categories),
        inLanguage=article.language,
        isPartOf={"@id": _blog_id(blog)},
    )


def collection(
    *, title: str, description: str, url: str, blog: StructuredBlog, author: Person | None = None
) -> Node:
    """A page of posts or terms; with an ``author``, the page about them."""
    return _node(
        "ProfilePage" if author else "CollectionPage",
        f"{url}#page",
        url=url,
        name=title,
        description=description,
        inLanguage=blog.language,
        isPartOf={"@id": _blog_id(blog)},
        mainEntity=person(author) if author else None,
    )


def person(author: Person) -> Node:
    """Someone who writes."""
    return _node(
        "Person",
        name=author.name,
        url=author.url,
        description=author.bio,
        image=author.image,
        sameAs=list(author.same_as),
    )


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """The way from the front page to a page: names and URLs."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, 1)
    ]
    return _node("BreadcrumbList", itemListElement=items)


def _node(kind: str, id_: str = "", **says: object) -> Node:
    """A node that says what there is to say."""
    return {key: value for key, value in {"@type": kind, "@id": id_, **says}.items() if value}


def _blog_id(blog: StructuredBlog) -> str:
    return f"{blog.url}#blog"


def _moment(date: datetime | None) -> str:
    return date.isoformat() if date else ""
