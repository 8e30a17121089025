"""The posts of a site that may not be seen, and what may: told from the site, once built."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog.checks.leaks import HeldBack, Published
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import output_file
from sphinx_craftblog.features.social_cards import card_file
from sphinx_craftblog.incremental.files import own_files
from sphinx_craftblog.incremental.manifest import MANIFEST
from sphinx_craftblog.model.query import FeaturedQuery
from sphinx_craftblog.reading.front_matter import article_entries, read_front_matter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Site:
    """The posts of a site that was built, as the leak check wants them."""

    def __init__(self, app: Sphinx, builder: str) -> None:
        self.app = app
        self.builder_name = builder
        self._read: set[str] = set()
        app.connect("env-purge-doc", self._note)

    def _note(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """``env-purge-doc``: Sphinx is about to read a document, or forgets it."""
        self._read.add(docname)

    def unpublished(self) -> Iterator[HeldBack]:
        """Every post that has no page, or one that nothing may lead to by itself."""
        domain, env = self.domain, self.env
        for docname in sorted((self._read | domain.unpublished.keys()) - env.found_docs):
            text = self._source(docname)
            unpublished = domain.unpublished.get(docname)
            # One that is not known is held back by an included file, see ``drop_nested``.
            reason = "a draft" if unpublished is None or unpublished.draft else "not yet due"
            yield HeldBack(docname, reason, _title(text), _texts(text))
        in_toctrees = {name for names in env.toctree_includes.values() for name in names}
        for docname in sorted(domain.hidden):
            post, text = domain.posts[docname], self._source(docname)
            linking = self._linking[docname] - {docname}
            yield HeldBack(
                docname,
                "unlisted" if post.unlisted else "expired",
                post.title,
                (post.description, *_texts(text)),
                frozenset(self._files({docname, *self._spotlit[docname]})),
                frozenset([MANIFEST, *self._files(linking)]),
                # Themes show a toctree on every page, and lists the excerpt of a post.
                docname in in_toctrees or any(name in domain.posts for name in linking),
            )

    def published(self) -> Published:
        """Return what all other documents may show."""
        blog, env = self.domain.blog, self.env
        docnames = env.found_docs - self.domain.hidden
        terms = [term for taxonomy in blog.taxonomies.values() for term in taxonomy.terms]
        titles = {env.titles[name].astext() for name in docnames if name in env.titles}
        titles |= {post.title for post in blog.posts} | {term.name for term in terms}
        titles |= {env.config.project, env.config.html_title, self.domain.options.title}
        pages = [*docnames, *(page.name for page in blog.pages(()))]
        pages += [name.partition(".")[0] for _, name in env.images.values()]
        names = {re.sub(r"^\d{4}-\d{2}-\d{2}-", "", part) for p in pages for part in p.split("/")}
        return Published(frozenset(titles), frozenset(names), self._texts(docnames))

    def sources(self) -> dict[str, Path]:
        """The source of each document, by the file of its page."""
        env, builder = self.env, self._builder
        return {output_file(builder, name): Path(env.doc2path(name)) for name in env.found_docs}

    @property
    def env(self) -> BuildEnvironment:
        return self.app.env

    @cached_property
    def domain(self) -> BlogDomain:
        return blog_domain(self.env)

    @cached_property
    def _builder(self) -> Builder:
        """A builder that knows the names of the files to look at."""
        if self.app.builder.name == self.builder_name:
            return self.app.builder
        builder = self.app.registry.create_builder(self.app, self.builder_name, self.env)
        if (suffix := self.app.config.html_file_suffix) is not None:
            builder.out_suffix = suffix  # type: ignore[attr-defined]
        return builder

    def _files(self, docnames: Iterable[str]) -> list[str]:
        return [
            file for name in docnames for file in (*own_files(self._builder, name), card_file(name))
        ]

    @cached_property
    def _spotlit(self) -> dict[str, set[str]]:
        """For each post the documents that show its card by its name."""
        found: dict[str, set[str]] = defaultdict(set)
        for docname, queries in self.domain.listings.items():
            for query in queries:
                if isinstance(query, FeaturedQuery):
                    found[query.docname].add(docname)
        return found

    @cached_property
    def _linking(self) -> dict[str, set[str]]:
        """For each document those that link to it."""
        labels = self.env.domaindata["std"]["anonlabels"]
        found: dict[str, set[str]] = defaultdict(set)
        for docname, links in self.domain.cross_references.items():
            for link in links:
                found[link.target].add(docname)
                if place := labels.get(link.target.removeprefix("#").lower()):
                    found[place[0]].add(docname)
        return found

    def _source(self, docname: str) -> str:
        return _text_of(Path(self.env.doc2path(docname)))

    def _texts(self, docnames: Iterable[str]) -> Iterator[str]:
        for docname in docnames:
            yield self._source(docname)
            for path in self.env.dependencies.get(docname, ()):
                yield _text_of(self.env.srcdir / path)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        return ""


def _texts(source: str) -> tuple[str, ...]:
    """The text of a document, and what its front matter says in words."""
    front = read_front_matter(source)
    values = (entry.value for entry in front.entries.values())
    body = source.split("\n", front.length)[-1] if front.length else source
    return (body, *(value for value in values if isinstance(value, str)))


_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$|^(\S.*)\n([=\-~^\"'*+#])\3{2,}[ \t]*$", re.MULTILINE)


def _title(source: str) -> str:
    """The title of a document that was not read: what its metadata says, else its heading."""
    for entries in (read_front_matter(source).entries, article_entries(source)):
        if "title" in entries and isinstance(title := entries["title"].value, str):
            return title
    heading = _HEADING.search(_texts(source)[0])
    return (heading[1] or heading[2]) if heading else ""
