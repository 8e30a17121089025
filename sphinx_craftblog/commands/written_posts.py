"""What posts say of themselves, drafts too, from their front matter alone: nothing is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.slugs import fold
from sphinx_craftblog.reading.publication import checked_post

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Posts = list[tuple[str, dict[str, Any]]]
"""Docnames, and the checked keys of each."""


def written_posts(app: Sphinx) -> Iterator[tuple[str, dict[str, Any]]]:
    """The docname and the checked keys of every post, from its front matter alone."""
    env, domain = app.env, blog_domain(app.env)
    domain.begin()
    env.find_files(app.config, app.builder)
    for docname in sorted(env.found_docs):
        try:
            text = Path(env.doc2path(docname)).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError):  # a build says so
            continue
        if docname != env.config.root_doc and (checked := checked_post(env, docname, text)):
            yield docname, checked.values


def names_in_use(posts: Posts, *keys: str) -> list[str]:
    """The names that posts give for the keys, the most used first, in their most used spelling."""
    given = (values.get(key, ()) for _, values in posts for key in keys)
    spellings = Counter(
        name for names in given for name in ((names,) if isinstance(names, str) else names)
    )
    counts: Counter[str] = Counter()
    for name, count in spellings.items():
        counts[fold(name)] += count
    best = {fold(name): name for name in sorted(spellings, key=lambda one: (spellings[one], one))}
    return [best[name] for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
