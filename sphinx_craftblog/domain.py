"""The blog's records in Sphinx's environment.

What a document says about itself lies in the domain, by docname; Sphinx clears
and merges it there. Beside it the domain carries what one build works with:
the settings, the moment, the index. That is made anew in each build, never
pickled, and the writer processes inherit it.
"""

from __future__ import annotations

import os
from collections.abc import Set
from datetime import datetime, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar, cast

from sphinx.domains import Domain

from sphinx_craftblog.model.blog import Answers, Blog, Rules
from sphinx_craftblog.model.post import Post, Reading, is_held_back
from sphinx_craftblog.model.query import Query
from sphinx_craftblog.options import Options, read_options

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


_PER_DOCUMENT = ("posts", "readings", "listings", "cross_references", "labels", "sources")


Value = TypeVar("Value")


class Stamp(NamedTuple):
    """What a file was: its modification time (nanoseconds), and a digest of its content."""

    time: int
    digest: bytes


class CrossReference(NamedTuple):
    """A link to something that another document may define.

    ``domain`` is ``doc`` for documents, else Sphinx's domain or the kind of
    reference. ``path`` is the file (from the source folder) that a Markdown link
    means; the link was read as one to a document if it ``leads_to_file``.
    """

    domain: str
    target: str
    anchor: str = ""
    path: str = ""
    leads_to_file: bool = False


class Label(NamedTuple):
    """An entry of one of Sphinx's tables; the first part of its ``value`` is a docname."""

    domain: str
    table: str
    name: str
    value: tuple[object, ...]


class Held(NamedTuple):
    """A post that is not read because it is kept back: what decides about it, and
    the modification time (nanoseconds) of the source that says so.
    """

    modified: int
    draft: bool
    date: datetime | None


class _Table(Generic[Value]):
    """A table of the domain's data, by docname."""

    def __set_name__(self, owner: type[BlogDomain], name: str) -> None:
        self.name = name

    def __get__(self, domain: BlogDomain, owner: type[BlogDomain]) -> dict[str, Value]:
        return cast("dict[str, Value]", domain.data[self.name])


class BlogDomain(Domain):
    """Posts, reading times and listings of a project, and the blog made of them."""

    name = "blog"
    label = "Blog"
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {
        name: {} for name in (*_PER_DOCUMENT, "held", "files")
    }

    posts = _Table[Post]()
    """Every post that was read."""

    readings = _Table[Reading]()
    """The reading time of every document."""

    listings = _Table[tuple[Query, ...]]()
    """The queries of every document that has some, in their order on the page."""

    cross_references = _Table[tuple[CrossReference, ...]]()
    """What documents refer to; only those that refer to something."""

    labels = _Table[tuple[Label, ...]]()
    """What documents can be referred to by; only those that have labels."""

    sources = _Table[Stamp]()
    """What every source was when it was read."""

    held = _Table[Held]()
    """Posts that are kept back."""

    files = _Table[Stamp]()
    """What the files were that documents depend on; by path, and not by docname."""

    reading: list[str]
    """The documents that this build reads: Sphinx's own list."""

    removed: bool
    """Whether this build has lost a document."""

    times: dict[str, int]
    """The modification time of each source when this build began, by docname."""

    def clear_doc(self, docname: str) -> None:
        for table in _PER_DOCUMENT:
            self.data[table].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for table in _PER_DOCUMENT:
            for docname in docnames & otherdata[table].keys():
                self.data[table][docname] = otherdata[table][docname]

    def forget_records(self) -> None:
        """Empty the records of all documents, in a process that will read its own."""
        for table in _PER_DOCUMENT:
            self.data[table].clear()

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        # Posts are documents, which the standard domain finds.
        return []

    @cached_property
    def options(self) -> Options:
        """The settings, checked and typed."""
        return read_options(self.env.config)

    @cached_property
    def now(self) -> datetime:
        """The moment of this build, read once."""
        if self.options.now is not None:
            return self.options.now
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdecimal():
            return datetime.fromtimestamp(int(epoch), timezone.utc)
        return datetime.now(timezone.utc)

    @cached_property
    def blog(self) -> Blog:
        """The index of all posts that this build publishes; there after reading."""
        options = self.options
        rules = Rules(
            path=options.path,
            page_size=options.page_size,
            authors=options.authors,
            default_author=options.default_author,
            vocabularies={"tags": options.tags, "categories": options.categories},
        )
        published = (post for post in self.posts.values() if not self.holds_back(post))
        return Blog(published, rules=rules, now=self.now)

    def answers(self, docname: str) -> Answers:
        """What the listings of a document show; found once a build."""
        if docname not in self._answers:
            found = self.blog.answer(self.listings[docname], docname=docname, held=self.held)
            self._answers[docname] = found
        return self._answers[docname]

    def holds_back(self, post: Post | Held) -> bool:
        """Whether a post is kept back in this build."""
        return is_held_back(
            draft=post.draft,
            date=post.date,
            now=self.now,
            drafts=self.options.drafts,
            future=self.options.future,
        )

    def begin(self) -> None:
        """Forget what an earlier build of the same process worked with."""
        self.reading, self.removed, self.times = [], False, {}
        self._answers: dict[str, Answers] = {}
        for name in ("options", "now", "blog"):
            self.__dict__.pop(name, None)


def begin_build(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """``env-get-outdated``: the first event of every build of one process."""
    blog_domain(env).begin()
    return []


def blog_domain(env: BuildEnvironment) -> BlogDomain:
    """The blog's domain in an environment."""
    return cast("BlogDomain", env.get_domain(BlogDomain.name))
