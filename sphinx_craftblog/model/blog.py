"""The index: every published post, every term, and the answers to listings' queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.model.pagination import Page, paginate, pinned_first
from sphinx_craftblog.model.post import Author, Post
from sphinx_craftblog.model.query import (
    ArchiveQuery,
    FeaturedQuery,
    PostQuery,
    Query,
    TermQuery,
)
from sphinx_craftblog.model.related import Remembered, related_posts
from sphinx_craftblog.model.series import diagnostics_in, reading_order
from sphinx_craftblog.model.slugs import RESERVED, fold, slugify, unique_slug


class DeclaredTerm(NamedTuple):
    """An entry of a vocabulary (``craftblog_tags``, ``craftblog_categories``)."""

    slug: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One tag, category, author, series or year, with its posts, newest first; a
    series' in reading order.

    ``page`` is the name of its page, as a docname. Terms are compared by
    identity: comparing (or hashing) by value would go through all their posts.
    """

    taxonomy: str
    slug: str
    name: str
    page: str
    description: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class TaxonomyKind:
    """A way of sorting posts. All of them share one engine and differ in this.

    ``folder`` holds the terms' pages, below ``craftblog_path``; ``index`` is the
    page that lists the terms. ``singular`` is the front matter's key.
    """

    key: str
    singular: str
    folder: str
    index: str


KINDS = (
    TaxonomyKind(key="tags", singular="tag", folder="tag", index="tag"),
    TaxonomyKind(key="categories", singular="category", folder="category", index="category"),
    TaxonomyKind(key="authors", singular="author", folder="author", index="author"),
    TaxonomyKind(key="series", singular="series", folder="series", index="series"),
    TaxonomyKind(key="years", singular="year", folder="", index="archive"),
)
"""Every taxonomy of a blog (specified addresses: tag/<slug>, …, <year>)."""


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """A taxonomy with the terms that posts use, by name; years newest first."""

    kind: TaxonomyKind
    index: str
    terms: tuple[Term, ...]
    by_name: Mapping[str, Term] = field(repr=False)

    def find(self, name: str) -> Term | None:
        """The term of a name, a slug or an alias, however it is cased."""
        return self.by_name.get(fold(name))


class IndexPage(NamedTuple):
    """A page of all terms of a taxonomy; of years, with all their posts."""

    name: str
    taxonomy: Taxonomy


class TermPage(NamedTuple):
    """A page of a term's posts, or of a part of them."""

    name: str
    taxonomy: Taxonomy
    term: Term
    part: Page


class ListPage(NamedTuple):
    """A further page of the list in document ``docname``."""

    name: str
    docname: str
    style: str
    part: Page


class FeedsPage(NamedTuple):
    """The page that tells people of the feeds."""

    name: str


GeneratedPage = IndexPage | TermPage | ListPage | FeedsPage
"""A page that no document stands behind."""


@dataclass(frozen=True, slots=True)
class BlogConfig:
    """The settings that turn posts into a blog."""

    path: str = "blog"
    page_size: int = 10
    related: int = 3
    authors: Mapping[str, Author] = field(default_factory=dict)
    default_author: str = ""
    vocabularies: Mapping[str, Sequence[DeclaredTerm]] = field(default_factory=dict)
    has_closed_vocabularies: bool = False


@dataclass(slots=True)
class ListingResults:
    """What the queries of one document show, in their order.

    ``parts`` are the pages of the list that is divided into some, the document's
    own first; ``divided`` is that list's number.
    """

    shown: list[tuple[Post, ...] | tuple[Term, ...]] = field(default_factory=list)
    divided: int = -1
    parts: tuple[Page, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Blog:
    """Every post that may be shown at the moment ``now``, and the index of them.

    ``published`` are all posts with a page; ``posts`` those of them that listings
    show (not unlisted, not expired), newest first. ``diagnostics`` are those that no
    post shows alone: unknown authors, terms that collide. ``shown_by_pages`` has
    the query of each generated page, for a document that stands in its place.
    ``remembered`` is kept from build to build.
    """

    def __init__(
        self, published: Iterable[Post], *, rules: BlogConfig, now: datetime, remembered: Remembered
    ) -> None:
        self.rules = rules
        self._remembered = remembered
        self.published = {post.docname: post for post in published}
        self.posts = tuple(
            sorted(
                (
                    post
                    for post in self.published.values()
                    if not post.unlisted and not (post.expires and post.expires <= now)
                ),
                key=newest_first,
            )
        )
        self.diagnostics: list[Diagnostic] = []
        self._authors: dict[str, Author] = {}
        self._places = {post.docname: place for place, post in enumerate(self.posts)}
        self._authors_by_name = {fold(a.name): a for a in rules.authors.values()} | {
            fold(key): author for key, author in rules.authors.items()
        }
        self._check_authors()
        if rules.has_closed_vocabularies:
            self._check_terms()
        self.taxonomies = {kind.key: self._taxonomy(kind) for kind in KINDS}
        for series in self.taxonomies["series"].terms:
            self.diagnostics += diagnostics_in(series.name, series.posts)
        self.shown_by_pages = dict(self._queries_of_pages())

    def authors(self, post: Post) -> tuple[Author, ...]:
        """Return who wrote a post; the default author where the post names none."""
        names = post.authors or ((self.rules.default_author,) if self.rules.default_author else ())
        return tuple(dict.fromkeys(self._author(name) for name in names))

    def terms(self, post: Post, taxonomy: str) -> tuple[Term, ...]:
        """The terms of a post in a taxonomy, in the order in which the post names them."""
        found = map(self.taxonomies[taxonomy].find, self._names(taxonomy, post))
        return tuple(dict.fromkeys(term for term in found if term is not None))

    def neighbours(self, docname: str) -> tuple[Post | None, Post | None]:
        """The posts (older, newer) beside a post in time; none for unlisted posts."""
        place = self._places.get(docname)
        if place is None:
            return None, None
        older = self.posts[place + 1] if place + 1 < len(self.posts) else None
        newer = self.posts[place - 1] if place else None
        return older, newer

    def series(self, post: Post) -> Term | None:
        """The series that a post belongs to, if it is listed there."""
        term = next(iter(self.terms(post, "series")), None)
        return term if post.docname in self._places else None

    def author_of(self, term: Term) -> Author | None:
        """Return who stands behind a term of the authors."""
        if term.taxonomy != "authors" or not term.posts:
            return None
        return next(a for post in term.posts for a in self.authors(post) if a.name == term.name)

    @cached_property
    def related(self) -> Mapping[str, tuple[Post, ...]]:
        """Earlier posts that a post is like, by docname."""
        return related_posts(self.posts[::-1], self.rules.related, self._remembered)

    def pages(self, taken: Container[str]) -> Iterable[IndexPage | TermPage]:
        """Every page to generate for the taxonomies. One whose name is ``taken`` by a document
        of the author's is not, nor are the numbered pages behind it.
        """
        for taxonomy in self.taxonomies.values():
            if taxonomy.terms and taxonomy.index not in taken:
                yield IndexPage(taxonomy.index, taxonomy)
            for term in taxonomy.terms:
                for part in self._parts(term):
                    if term.page not in taken and part.name not in taken:
                        yield TermPage(part.name, taxonomy, term, part)

    def _parts(self, term: Term) -> Iterable[Page]:
        if term.taxonomy == "series":  # to be read from its beginning
            return (Page(term.page, 0, term.posts),)
        return paginate(term.page, term.posts, self.rules.page_size)

    def _queries_of_pages(self) -> Iterable[tuple[str, Query]]:
        for key, taxonomy in self.taxonomies.items():
            all_terms = TermQuery(1, key) if key != "years" else ArchiveQuery(1)
            yield taxonomy.index, all_terms
            for term in taxonomy.terms:
                of_term = PostQuery(1, filters=((key, (term.name,), 1),))
                if key == "series":
                    yield term.page, of_term._replace(sort="reading")
                else:
                    yield term.page, of_term._replace(paginate=self.rules.page_size)

    def run_queries(
        self, queries: Iterable[Query], *, docname: str, unpublished: Iterable[str], paginates: bool
    ) -> ListingResults:
        """Return what the queries of document ``docname`` show, in their order.

        A list leaves out what a spotlight above it shows. ``unpublished`` are the
        docnames of posts that are kept back, to tell them from unknown ones.
        ``paginates`` says whether there can be further pages of a list.
        """
        results = ListingResults()
        spotlit: set[str] = set()
        for number, query in enumerate(queries):
            shown: tuple[Post, ...] | tuple[Term, ...] = ()
            match query:
                case FeaturedQuery():
                    shown = self._featured(query, docname, set(unpublished), results.diagnostics)
                    spotlit.update(post.docname for post in shown)
                case PostQuery():
                    posts = self._list(query, docname, results.diagnostics)
                    if query.paginate and paginates and not results.parts:
                        results.parts = tuple(paginate(docname, posts, query.paginate))
                        results.divided, posts = number, results.parts[0].posts
                    elif query.sort == "newest":
                        posts = pinned_first(posts)
                    left_out = set() if query.repeat else spotlit
                    posts = tuple(post for post in posts if post.docname not in left_out)
                    shown = posts[query.offset :][: query.limit]
                case ArchiveQuery():
                    shown = self.posts
                case TermQuery():
                    shown = self._index(query)
            results.shown.append(shown)
        return results

    def _featured(
        self, query: FeaturedQuery, docname: str, unpublished: set[str], found: list[Diagnostic]
    ) -> tuple[Post, ...]:
        if query.docname:
            if query.docname in self.published:
                return (self.published[query.docname],)
            said = (
                diagnostics.post_is_held_back(query.docname)
                if query.docname in unpublished
                else diagnostics.unknown_post(query.docname, self.published)
            )
            found.append(said.at(docname, query.line))
            return ()
        flagged = [post for post in self.posts if post.featured]
        for post in flagged[query.limit :]:
            said = diagnostics.several_featured([post.docname], flagged[0].docname)
            found.append(said.at(*post.place("featured")))
        return tuple((flagged or self.posts[:1])[: query.limit])

    def _list(self, query: PostQuery, docname: str, found: list[Diagnostic]) -> tuple[Post, ...]:
        posts = list(self.posts)
        for key, names, line in query.filters:
            taxonomy = self.taxonomies[key]
            wanted: list[set[str]] = []
            for name in names:
                term = taxonomy.find(name)
                if term is None:
                    said = diagnostics.unknown_term(
                        taxonomy.kind.singular, name, (term.name for term in taxonomy.terms)
                    )
                    found.append(said.at(docname, line))
                wanted.append({post.docname for post in term.posts} if term else set())
            enough: Callable[[Iterable[bool]], bool] = all if query.match == "all" else any
            posts = [p for p in posts if enough(p.docname in members for members in wanted)]
            posts = posts if names else []  # nothing asked for is no filter that all pass
        if query.language:
            languages = {fold(post.language) for post in self.posts if post.language}
            if fold(query.language) not in languages:
                said = diagnostics.unknown_language(query.language, sorted(languages))
                found.append(said.at(docname, query.line))
            posts = [post for post in posts if fold(post.language) == fold(query.language)]
        return tuple(_sorted(posts, query.sort))

    def _index(self, query: TermQuery) -> tuple[Term, ...]:
        terms = self.taxonomies[query.taxonomy].terms
        terms = tuple(term for term in terms if len(term.posts) >= query.min_posts)
        if query.sort == "count":
            terms = tuple(sorted(terms, key=lambda term: -len(term.posts)))
        return terms

    def _author(self, name: str) -> Author:
        if name not in self._authors:
            known = self._authors_by_name.get(fold(name))
            self._authors[name] = known or Author(key=slugify(name), name=name)
        return self._authors[name]

    def _check_authors(self) -> None:
        if not self.rules.authors:
            return
        for post in self.published.values():
            for name in post.authors:
                if fold(name) not in self._authors_by_name:
                    said = diagnostics.unknown_author(name, self.rules.authors)
                    self.diagnostics.append(said.at(*post.place("author", "authors")))

    def _check_terms(self) -> None:
        """A vocabulary that declares something has no other terms."""
        for kind in KINDS:
            declared = self.rules.vocabularies.get(kind.key, ())
            known = {fold(name) for term in declared for name in (*term.aliases, *term[:2])}
            for post in self.published.values() if declared else ():
                for name in self._names(kind.key, post):
                    if fold(name) not in known:
                        names = (n for term in declared for n in (*term[:2], *term.aliases))
                        said = diagnostics.undeclared_term(kind.singular, name, names)
                        self.diagnostics.append(said.at(*_place(kind, post)))

    def _names(self, taxonomy: str, post: Post) -> tuple[str, ...]:
        match taxonomy:
            case "tags":
                return post.tags
            case "categories":
                return post.categories
            case "authors":
                return tuple(author.name for author in self.authors(post))
            case "series":
                return (post.series,) if post.series else ()
            case _:
                return (str(post.date.year),) if post.date else ()

    def _taxonomy(self, kind: TaxonomyKind) -> Taxonomy:
        declared = self.rules.vocabularies.get(kind.key, ())
        by_declared_name = {
            fold(name): term for term in declared for name in (*term.aliases, term.slug, term.name)
        }
        members: dict[str, list[tuple[str, Post]]] = {}
        for post in reversed(self.posts):
            for name in dict.fromkeys(self._names(kind.key, post)):
                known = by_declared_name.get(fold(name))
                identity = fold(known.name) if known else fold(name)
                members.setdefault(identity, []).append((name, post))

        taken = dict.fromkeys(RESERVED, "") | {term.slug: term.name for term in declared}
        if kind.key == "authors":  # nobody else takes the address of one who is declared
            taken |= {slugify(key): author.name for key, author in self.rules.authors.items()}
        terms: list[Term] = []
        by_name: dict[str, Term] = {}
        for identity, uses in members.items():
            known = by_declared_name.get(identity)
            if known is None:
                name = Counter(name for name, _ in uses).most_common(1)[0][0]
                slug = self._new_slug(kind, name, uses[0][1], taken)
                self._note_spellings(kind, name, uses)
            else:
                name, slug = known.name, known.slug
            posts = tuple({post.docname: post for _, post in reversed(uses)}.values())
            term = Term(
                taxonomy=kind.key,
                slug=slug,
                name=name,
                page=self._page(kind.folder, slug),
                description=known.description if known else "",
                posts=reading_order(posts) if kind.key == "series" else posts,
            )
            terms.append(term)
            by_name |= {fold(spelling): term for spelling in {name for name, _ in uses}}
            by_name |= {fold(alias): term for alias in known.aliases} if known else {}
            by_name |= {identity: term}
        for term in terms:  # a slug finds its term, but never hides another's name
            by_name.setdefault(term.slug, term)
        terms.sort(key=lambda term: (fold(term.name), term.slug), reverse=kind.key == "years")
        return Taxonomy(kind, self._page(kind.index), tuple(terms), by_name)

    def _new_slug(self, kind: TaxonomyKind, name: str, post: Post, taken: dict[str, str]) -> str:
        author = self._authors_by_name.get(fold(name)) if kind.key == "authors" else None
        wanted = slugify(author.key if author else name)
        if author and taken.get(wanted) == name:
            return wanted
        slug = unique_slug(wanted, taken)
        is_undeclared_author = kind.key == "authors" and self.rules.authors and author is None
        if taken.get(wanted) and not is_undeclared_author:  # who is told of in any case
            said = diagnostics.term_collision(kind.singular, name, taken[wanted], wanted, slug)
            self.diagnostics.append(said.at(*_place(kind, post)))
        taken[slug] = name
        return slug

    def _note_spellings(
        self, kind: TaxonomyKind, name: str, uses: Sequence[tuple[str, Post]]
    ) -> None:
        for written, post in uses:
            if written != name:
                said = diagnostics.term_spellings(kind.singular, written, name)
                self.diagnostics.append(said.at(*_place(kind, post)))

    def _page(self, *parts: str) -> str:
        return "/".join(part for part in (self.rules.path, *parts) if part)


def newest_first(post: Post) -> tuple[float, str]:
    """Sort key: newest first; posts without a date (drafts) before all, ties by name."""
    return (-post.date.timestamp() if post.date else float("-inf"), post.docname)


def oldest_first(post: Post) -> tuple[float, str]:
    """Sort key: oldest first, posts without a date last."""
    return (post.date.timestamp() if post.date else float("inf"), post.docname)


def _sorted(posts: list[Post], sort: str) -> list[Post]:
    match sort:
        case "oldest":
            return sorted(posts, key=oldest_first)
        case "updated":
            return sorted(posts, key=lambda p: (-_last_revised(p), p.docname))
        case "reading":
            return list(reading_order(posts))
        case "title":
            return sorted(posts, key=lambda p: (fold(p.title), p.docname))
        case _:
            return posts


def _last_revised(post: Post) -> float:
    moment = post.updated or post.date
    return moment.timestamp() if moment else float("inf")


def _place(kind: TaxonomyKind, post: Post) -> tuple[str, int | None]:
    return post.place(kind.key, kind.singular)
