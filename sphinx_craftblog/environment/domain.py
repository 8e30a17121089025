"""The blog's records in Sphinx's environment.

What a document says about itself lies in the domain, by docname; Sphinx clears
and merges it there. Beside it the domain carries what one build works with:
the settings, the moment, the index. That is made anew in each build, never
pickled, and the writer processes inherit it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from sphinx_craftblog import diagnostics
from sphinx_craftblog.config import Options, read_options
from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.model.blog import (
    Blog,
    BlogConfig,
    FeedsPage,
    GeneratedPage,
    ListingResults,
    ListPage,
)
from sphinx_craftblog.model.dates import present
from sphinx_craftblog.model.feeds import Selection, selections
from sphinx_craftblog.model.post import Post, Reading, is_unpublished
from sphinx_craftblog.model.query import PostQuery, Query, ReadTimeQuery
from sphinx_craftblog.model.related import RememberedPost

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


PAGE_BUILDERS = frozenset({"html", "dirhtml"})
"""The builders that make the pages of terms."""

SINGLE_PAGE_BUILDER = "singlehtml"
"""The builder that makes one page of the documents in the toctrees."""

ROLES = {
    "post": "posts",
    "tag": "tags",
    "category": "categories",
    "author": "authors",
    "series": "series",
    "archive": "years",
}
"""What the domain's roles name: posts, or the terms of a taxonomy."""

_PER_DOCUMENT = (
    *("posts", "readings", "listings", "cross_references", "labels", "pictures", "sources"),
    *("inherited", "diagnostics", "listing_digests"),
)


Value = TypeVar("Value")


class Stamp(NamedTuple):
    """What a file was: its modification time (nanoseconds), and a digest of its content."""

    time: int
    digest: bytes


class SourceStamp(NamedTuple):
    """What the file of a document was, as a :class:`Stamp`, and the suffix of its name."""

    time: int
    digest: bytes
    suffix: str


class CrossReference(NamedTuple):
    """A link to something that another document may define.

    ``domain`` is ``doc`` for documents, else Sphinx's domain or the kind of
    reference. ``anchor`` is a part of a document, or a role of the blog. ``path``
    is the file (from the source folder) that a Markdown link means; the link was
    read as one to a document if it ``leads_to_file``.
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


class Book(NamedTuple):
    """A book of one series: its title, its posts in order, and what was left out of it: the
    documents with their titles, and the labels that lead to them.
    """

    title: str
    order: tuple[str, ...]
    outside: dict[str, str]
    labels: dict[str, str]


class UnpublishedPost(NamedTuple):
    """A post that is not read because it is kept back: what decides about it, the time of
    change (nanoseconds) of the source that says so, a digest of the folders' defaults
    that do, and what was reported of it.
    """

    modified: int
    draft: bool
    date: datetime | None
    inherited: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


class _Table(Generic[Value]):
    """A table of the domain's data, by docname."""

    def __set_name__(self, owner: type[BlogDomain], name: str) -> None:
        self.name = name

    def __get__(self, domain: BlogDomain, owner: type[BlogDomain]) -> dict[str, Value]:
        return cast("dict[str, Value]", domain.data[self.name])


DERIVED = (
    *("blog", "hidden", "queries", "pages", "mentions", "selections", "selection_of"),
    *("in_toctrees", "linkable"),
)
"""What a domain finds out of all its documents, once a build."""


class BlogDomain(Domain):
    """Posts, reading times and listings of a project, and the blog made of them."""

    name = "blog"
    label = "Blog"
    object_types: ClassVar[dict[str, ObjType]] = {role: ObjType(role, role) for role in ROLES}
    data_version = 14
    initial_data: ClassVar[dict[str, Any]] = {
        name: {} for name in (*_PER_DOCUMENT, "unpublished", "files", "related")
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

    pictures = _Table[tuple[str, ...]]()
    """Addresses of the pictures in HTML that authors wrote; only of documents that have some."""

    sources = _Table[SourceStamp]()
    """What every source was when it was read."""

    inherited = _Table[bytes]()
    """Digests of what posts inherit from their folders; only those that inherit something."""

    diagnostics = _Table[tuple[Diagnostic, ...]]()
    """What was reported of documents while they were read; only of those that have mistakes."""

    listing_digests = _Table[tuple[str, tuple[object, ...]]]()
    """Digests of what other pages show of posts, with what they were made of beside the post."""

    unpublished = _Table[UnpublishedPost]()
    """Posts that are kept back."""

    files = _Table[Stamp]()
    """What the files were that documents depend on; by path, and not by docname."""

    related = _Table[list[RememberedPost]]()
    """What :mod:`.model.related` has found last; by a digest, and not by docname."""

    builder: Builder
    """The builder of this application."""

    reading: list[str]
    """The documents that this build reads: Sphinx's own list."""

    removed: bool
    """Whether this build has lost a document."""

    resolved: set[str]
    """The documents that this build writes, once it has come to them."""

    book: Book | None
    """What this build is a book of, if it is."""

    makes_pages: bool
    """Whether this build makes the pages of terms."""

    makes_single_page: bool
    """Whether this build makes one page, whose links are to parts of itself."""

    defaults: dict[str, object]
    """What posts inherit in each folder, as :mod:`.reading.folder_defaults` finds it."""

    times: dict[str, int]
    """The modification time of each source when this build began, by docname."""

    times_ahead: dict[str, int] | None = None
    """The same, where it was looked up before ``env-get-outdated``: for one use."""

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
        self.related.clear()

    def report(self, docname: str, found: Iterable[Diagnostic]) -> None:
        """Report what is wrong with a document that is being read, and keep it in mind."""
        if new := tuple(found):
            self.diagnostics[docname] = (*self.diagnostics.get(docname, ()), *new)
            report(new)

    def report_again(self, found: Iterable[Diagnostic]) -> None:
        """Report those mistakes of a document that is not read again which fail the build."""
        levels = self.options.policy
        report(diagnostic for diagnostic in found if levels.get(diagnostic.subtype) == "error")

    def find(self, role: str, target: str) -> tuple[str, str] | None:
        """The name of a role's target and the page that it is on, empty if there is none."""
        if role == "post":
            post = self.blog.published.get(target)
            return (post.title, post.docname) if post else None
        term = self.blog.taxonomies[ROLES[role]].find(target)
        if term is None:
            return None
        has_page = self.makes_pages or term.page in self.env.found_docs
        return term.name, term.page if has_page else ""

    def resolve_xref(  # type: ignore[override]  # names alone are no references
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """The link of a role; the name alone where it leads to no page."""
        found = self.find(typ, target)
        if found is None:
            if typ != "post" or target not in self.unpublished:
                return None
            report([diagnostics.link_to_unpublished(target).at(fromdocname, node.line)])
            return nodes.inline("", contnode.astext())
        name, page = found
        text = contnode.astext() if node.get("refexplicit") else name
        content = nodes.inline("", text, classes=contnode["classes"])
        return make_refnode(builder, fromdocname, page, "", content, name) if page else content

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Posts by docname, terms by slug and name: what another project can cite.

        The priority keeps them out of the search index, which has their pages.
        """
        for post in self.blog.posts:
            yield post.docname, post.title, "post", post.docname, "", -1
        for role, key in ROLES.items():
            for term in self.blog.taxonomies[key].terms if role != "post" else ():
                if self.makes_pages or term.page in self.env.found_docs:
                    for name in dict.fromkeys((term.slug, term.name)):
                        yield name, term.name, role, term.page, "", -1

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        # Posts are documents, which the standard domain finds.
        return []

    @cached_property
    def options(self) -> Options:
        """The settings, checked and typed."""
        return read_options(self.env.config, self.builder.confdir)

    @cached_property
    def site_url(self) -> str:
        """``html_baseurl`` without a slash at its end; empty if it is no address of a site."""
        url = str(self.env.config.html_baseurl or "").rstrip("/")
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and parts.netloc and not parts.query
        return quote(url, safe="%/:?#[]@!$&'()*+,;=~") if is_web else ""

    @cached_property
    def now(self) -> datetime:
        """The moment of this build, read once."""
        if self.options.now is not None:
            return self.options.now
        return present()

    @cached_property
    def blog(self) -> Blog:
        """The index of all posts that this build publishes; there after reading."""
        options = self.options
        rules = BlogConfig(
            path=options.path,
            page_size=options.page_size,
            related=options.related,
            authors=options.authors,
            default_author=options.default_author,
            vocabularies={"tags": options.tags, "categories": options.categories},
            has_closed_vocabularies=options.vocabulary == "closed",
        )
        published = (post for post in self.posts.values() if not self.excludes(post))
        return Blog(published, rules=rules, now=self.now, remembered=self.related)

    @cached_property
    def queries(self) -> dict[str, tuple[Query, ...]]:
        """What the listings of documents ask for.

        A document in the place of one of the blog's pages introduces it: what the page
        would show stands below its text, unless the document has a list of its own.
        """
        asked = dict(self.listings)
        for docname in sorted(self.blog.shown_by_pages.keys() & self.env.found_docs):
            own = asked.get(docname, ())
            if docname not in self.posts and all(isinstance(q, ReadTimeQuery) for q in own):
                asked[docname] = (*own, self.blog.shown_by_pages[docname])
        return asked

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The posts that have a page and are in no list: unlisted and expired ones."""
        blog = self.blog
        return frozenset(blog.published.keys() - {post.docname for post in blog.posts})

    @cached_property
    def linkable(self) -> Set[str]:
        """The documents that links can lead to: all, or those on the single page."""
        return self.in_toctrees if self.makes_single_page else self.env.found_docs

    @cached_property
    def in_toctrees(self) -> Set[str]:
        """The root document, and what its toctrees lead to: the documents of a book."""
        found, names = set[str](), [self.env.config.root_doc]
        while names:
            name = names.pop()
            if name not in found:
                found.add(name)
                names += self.env.toctree_includes.get(name, ())
        return found & self.env.found_docs

    def listing_results(self, docname: str) -> ListingResults:
        """Return what the listings of a document show; found once a build."""
        if docname not in self._answers:
            self._answers[docname] = self.blog.run_queries(
                self.queries[docname],
                docname=docname,
                unpublished=self.unpublished,
                paginates=self.makes_pages,
            )
        return self._answers[docname]

    @cached_property
    def selections(self) -> tuple[Selection, ...]:
        """What feeds are made of. Their addresses are whole: without ``site_url``, nothing."""
        options = self.options
        if not (options.feeds and self.site_url):
            return ()
        return tuple(selections(self.blog, options.feed_length))

    @cached_property
    def selection_of(self) -> dict[str, Selection]:
        """The feed with the same posts as a page, by its name; of the blog under no name."""
        return {one.page: one for one in self.selections if not one.number}

    @property
    def feeds_page(self) -> str:
        """The page that tells people of the feeds; empty without feeds."""
        return "/".join(filter(None, (self.options.path, "feeds"))) if self.selections else ""

    @cached_property
    def pages(self) -> tuple[GeneratedPage, ...]:
        """Every page to generate; a document of the author's stays in its place."""
        return tuple(self._find_pages())

    def _find_pages(self) -> Iterator[GeneratedPage]:
        taken = self.env.found_docs
        yield from self.blog.pages(taken)
        for docname, queries in sorted(self.queries.items()):
            if any(isinstance(query, PostQuery) and query.paginate for query in queries):
                listing_results = self.listing_results(docname)
                divided = queries[listing_results.divided]
                style = divided.style if isinstance(divided, PostQuery) else ""
                for part in listing_results.parts[1:]:
                    if part.name not in taken:
                        yield ListPage(part.name, docname, style, part)
        if self.feeds_page and self.feeds_page not in taken:
            yield FeedsPage(self.feeds_page)

    @cached_property
    def mentions(self) -> dict[str, tuple[Post, ...]]:
        """The listed posts whose text links to a document, newest first, by docname."""
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.blog.posts:
            for target in self.linked_from(post.docname):
                found[target].append(post)
        return {docname: tuple(posts) for docname, posts in found.items()}

    def linked_from(self, docname: str) -> list[str]:
        """The other documents that the text of one leads to."""
        targets = map(self._target, self.cross_references.get(docname, ()))
        return [target for target in dict.fromkeys(targets) if target not in ("", docname)]

    def _target(self, reference: CrossReference) -> str:
        """The document that a cross-reference leads to, empty if it is something else."""
        if reference.domain == "doc" or (reference.domain, reference.anchor) == (self.name, "post"):
            return reference.target
        data = self.env.domaindata["std"]
        for table in ("labels", "anonlabels"):
            if reference.target.lower() in data[table]:
                return str(data[table][reference.target.lower()][0])
        return ""

    def is_public(self, post: Post) -> bool:
        """Return whether readers see a post: it is no draft, and not dated in the future."""
        return not post.draft and (post.date is None or post.date <= self.now)

    def excludes(self, post: Post | UnpublishedPost) -> bool:
        """Return whether a post is kept back in this build."""
        return is_unpublished(
            draft=post.draft,
            date=post.date,
            now=self.now,
            drafts=self.options.drafts,
            future=self.options.future,
        )

    def begin(self) -> None:
        """Forget what an earlier build of the same process worked with."""
        self.reading, self.removed, self.times, self.defaults = [], False, {}, {}
        self.resolved = set()
        for name in ("options", "now", "site_url"):
            self.__dict__.pop(name, None)
        self.begin_again(None)

    def begin_again(self, book: Book | None) -> None:
        """Forget what was found out about documents: there are others now."""
        self.book = book
        self._answers: dict[str, ListingResults] = {}
        for name in DERIVED:
            self.__dict__.pop(name, None)


def note_builder(app: Sphinx) -> None:
    """``builder-inited``, first: from now on, the domain knows what it is built by."""
    blog_domain(app.env).builder = app.builder


def begin_build(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """``env-get-outdated``: the first event of every build of one process."""
    domain = blog_domain(env)
    domain.begin()
    domain.makes_pages = app.builder.name in PAGE_BUILDERS
    _empty_caches(env)
    domain.makes_single_page = app.builder.name == SINGLE_PAGE_BUILDER
    return []


def _empty_caches(env: BuildEnvironment) -> None:
    """Empty those tables that Sphinx leaves out when it saves the environment.

    In a further build of one process, it would take documents from them that the processes which
    read in parallel have written anew.
    """
    kept = vars(env)
    for name, saved in env.__getstate__().items():
        if isinstance(saved, dict) and not saved and kept.get(name):
            kept[name].clear()


def repeat_errors(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """``env-updated``: a build fails as long as an error is there, also if nobody reads it."""
    domain = blog_domain(env)
    for docname in sorted(domain.diagnostics.keys() - set(domain.reading)):
        domain.report_again(domain.diagnostics[docname])
    return []


def suggest_target(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """``warn-missing-reference``: say what a role of the blog was most likely meant to name."""
    if not isinstance(domain, BlogDomain):
        return None
    role, target = node["reftype"], node["reftarget"]
    names = (
        list(domain.blog.published)
        if role == "post"
        else [term.name for term in domain.blog.taxonomies[ROLES[role]].terms]
    )
    report([diagnostics.unknown_target(role, target, names).at(node["refdoc"], node.line)])
    return True


def blog_domain(env: BuildEnvironment) -> BlogDomain:
    """The blog's domain in an environment."""
    return cast("BlogDomain", env.get_domain(BlogDomain.name))
