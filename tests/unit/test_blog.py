"""The index of a blog: which posts a query finds, which terms there are, where their pages are."""

from __future__ import annotations

import pytest
from records import blog_of, day, names, record

from sphinx_craftblog.model.blog import Blog, DeclaredTerm, IndexPage, ListingResults, TermPage
from sphinx_craftblog.model.post import Author
from sphinx_craftblog.model.query import ArchiveQuery, FeaturedQuery, PostQuery, Query, TermQuery

POSTS = [
    record("one", tags=("Rust", "SQL"), categories=("Systems",), authors=("Ada",)),
    record("two", "2026-02-01", tags=("Rust",), authors=("Bob",), updated=day("2026-05-01")),
    record("three", "2026-03-01", tags=("SQL",), featured=True, series="Tour"),
    record("four", "2025-04-01", language="de", title="A fourth"),
]


def run_queries(
    blog: Blog, *queries: Query, unpublished: tuple[str, ...] = (), paginates: bool = True
) -> ListingResults:
    return blog.run_queries(queries, docname="index", unpublished=unpublished, paginates=paginates)


def filtered(key: str, *wanted: str, **more: object) -> PostQuery:
    return PostQuery(1, filters=((key, wanted, 4),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (PostQuery(1), ["three", "two", "one", "four"]),
        (PostQuery(1, limit=2), ["three", "two"]),
        (PostQuery(1, limit=1, offset=1), ["two"]),
        (PostQuery(1, offset=9), []),
        (PostQuery(1, sort="oldest"), ["four", "one", "two", "three"]),
        (PostQuery(1, sort="updated"), ["two", "three", "one", "four"]),
        (PostQuery(1, sort="title"), ["four", "one", "three", "two"]),
        (filtered("tags", "rust"), ["two", "one"]),
        (filtered("tags", "rust", "sql"), ["three", "two", "one"]),
        (filtered("tags", "rust", "sql", match="all"), ["one"]),
        (filtered("tags"), []),
        (filtered("tags", match="all"), []),  # nothing asked for is no filter that all pass
        (filtered("categories", "SYSTEMS"), ["one"]),
        (filtered("authors", "bob"), ["two"]),
        (filtered("series", "Tour"), ["three"]),
        (filtered("years", "2025"), ["four"]),
        (PostQuery(1, filters=(("tags", ("rust",), 4), ("authors", ("ada",), 5))), ["one"]),
        (PostQuery(1, language="DE"), ["four"]),
    ],
)
def test_a_query_finds_its_posts(query: PostQuery, expected: list[str]) -> None:
    results = run_queries(blog_of(POSTS), query)
    assert names(results.shown[0]) == expected  # type: ignore[arg-type]
    assert results.diagnostics == []


def test_a_name_that_no_post_has_is_said_at_the_line_of_its_option() -> None:
    results = run_queries(blog_of(POSTS), filtered("tags", "Rsut"))
    (diagnostic,) = results.diagnostics
    assert results.shown == [()]
    assert (diagnostic.docname, diagnostic.line) == ("index", 4)
    assert "did you mean 'Rust'?" in diagnostic.text


@pytest.mark.parametrize(
    ("query", "unpublished", "expected", "said"),
    [
        (FeaturedQuery(3), (), ["three"], ""),
        (FeaturedQuery(3, limit=3), (), ["three"], ""),
        (FeaturedQuery(3, "one"), (), ["one"], ""),
        (FeaturedQuery(3, "thre"), (), [], "did you mean 'three'?"),
        (FeaturedQuery(3, "secret"), ("secret",), [], "'secret'"),
    ],
)
def test_the_spotlight(
    query: FeaturedQuery, unpublished: tuple[str, ...], expected: list[str], said: str
) -> None:
    results = run_queries(blog_of(POSTS), query, unpublished=unpublished)
    assert names(results.shown[0]) == expected  # type: ignore[arg-type]
    assert [diagnostic.line for diagnostic in results.diagnostics] == ([3] if said else [])
    assert all(said in diagnostic.text for diagnostic in results.diagnostics)


def test_without_a_featured_post_the_newest_is_in_the_spotlight() -> None:
    results = run_queries(blog_of([record("a"), record("b", "2026-02-01")]), FeaturedQuery(1))
    assert names(results.shown[0]) == ["b"]  # type: ignore[arg-type]


def test_of_two_featured_posts_the_older_is_told_of() -> None:
    blog = blog_of([record("a", featured=True), record("b", "2026-02-01", featured=True)])
    results = run_queries(blog, FeaturedQuery(1))
    assert names(results.shown[0]) == ["b"]  # type: ignore[arg-type]
    assert [diagnostic.docname for diagnostic in results.diagnostics] == ["a"]
    assert run_queries(blog, FeaturedQuery(1, limit=2)).diagnostics == []


def test_a_list_leaves_out_what_a_spotlight_above_it_shows() -> None:
    blog = blog_of(POSTS)
    _, below = run_queries(blog, FeaturedQuery(1), PostQuery(2, limit=2)).shown
    _, repeated = run_queries(blog, FeaturedQuery(1), PostQuery(2, limit=2, repeat=True)).shown
    above, _ = run_queries(blog, PostQuery(1, limit=2), FeaturedQuery(2)).shown
    assert names(below) == ["two", "one"]  # type: ignore[arg-type]
    assert names(repeated) == names(above) == ["three", "two"]  # type: ignore[arg-type]


def test_pinned_posts_are_first_where_the_newest_are() -> None:
    blog = blog_of([record("a", pinned=True), record("b", "2026-02-01")])
    newest, oldest = run_queries(blog, PostQuery(1), PostQuery(2, sort="oldest", limit=1)).shown
    assert names(newest) == ["a", "b"]  # type: ignore[arg-type]
    assert names(oldest) == ["a"]  # type: ignore[arg-type]


def test_only_the_first_list_of_a_document_is_divided() -> None:
    blog = blog_of(record(f"p{n}", f"2026-01-0{n}") for n in range(1, 6))
    query = PostQuery(1, paginate=2)
    results = run_queries(blog, query, query)
    assert results.divided == 0
    assert [len(shown) for shown in results.shown] == [3, 5]
    assert [part.number for part in results.parts] == [0, 1]
    assert run_queries(blog, query, paginates=False).parts == ()


def test_who_is_not_listed() -> None:
    posts = [
        record("listed"),
        record("unlisted", unlisted=True),
        record("expired", expires=day("2026-05-31")),
        record("expires-today", expires=day("2026-06-01")),
        record("expires-later", expires=day("2026-06-02")),
    ]
    blog = blog_of(posts)
    assert names(blog.posts) == ["expires-later", "listed"]
    assert blog.published.keys() == set(names(posts))


def test_posts_of_one_date_are_in_the_order_of_their_names() -> None:
    posts = [record("b"), record("a"), record("undated", "")]
    assert names(blog_of(posts).posts) == ["undated", "a", "b"]


def test_neighbours_in_time() -> None:
    blog = blog_of([*POSTS, record("hidden", "2026-02-15", unlisted=True)])
    older, newer = blog.neighbours("two")
    assert (older and older.docname, newer and newer.docname) == ("one", "three")
    assert blog.neighbours("four")[0] is None
    assert blog.neighbours("three")[1] is None
    assert blog.neighbours("hidden") == (None, None)


# Terms


def pages(blog: Blog, *taken: str) -> list[str]:
    return [page.name for page in blog.pages(taken)]


def test_every_term_has_a_page() -> None:
    assert pages(blog_of(POSTS)) == [
        *("blog/tag", "blog/tag/rust", "blog/tag/sql"),
        *("blog/category", "blog/category/systems"),
        *("blog/author", "blog/author/ada", "blog/author/bob"),
        *("blog/series", "blog/series/tour"),
        *("blog/archive", "blog/2026", "blog/2025"),
    ]
    assert pages(blog_of(POSTS, path=""))[:2] == ["tag", "tag/rust"]
    assert pages(blog_of([])) == []


def test_a_document_takes_the_place_of_a_page_and_of_those_behind_it() -> None:
    blog = blog_of((record(f"p{n}", tags=("A",)) for n in range(5)), page_size=2)
    assert {"blog/tag/a", "blog/tag/a/page/1"} <= set(pages(blog))
    assert not {name for name in pages(blog, "blog/tag/a") if name.startswith("blog/tag/a")}
    assert "blog/tag/a" in pages(blog, "blog/tag/a/page/1")


def test_spellings_of_one_term_are_one() -> None:
    blog = blog_of(
        [record("a", tags=("Rust",)), record("b", tags=("rust",)), record("c", tags=("Rust",))]
    )
    (term,) = blog.taxonomies["tags"].terms
    assert (term.name, term.slug, len(term.posts)) == ("Rust", "rust", 3)
    (diagnostic,) = blog.diagnostics
    assert diagnostic.docname == "b"


def test_names_of_one_address_are_told_apart() -> None:
    blog = blog_of([record("a", tags=("C++", "c plus plus"))])
    assert [term.slug for term in blog.taxonomies["tags"].terms] == ["c-plus-plus-2", "c-plus-plus"]
    (diagnostic,) = blog.diagnostics
    assert "c-plus-plus-2" in diagnostic.text


def test_a_declared_term_has_its_name_and_its_aliases() -> None:
    declared = DeclaredTerm("postgresql", "PostgreSQL", "A database.", ("pg",))
    blog = blog_of(
        [record("a", tags=("PG",)), record("b", tags=("postgresql",))],
        vocabularies={"tags": [declared]},
    )
    (term,) = blog.taxonomies["tags"].terms
    assert (term.name, term.description, len(term.posts)) == ("PostgreSQL", "A database.", 2)
    for name in ("pg", "PostgreSQL", "postgresql"):
        assert blog.taxonomies["tags"].find(name) is term
    assert blog.diagnostics == []


def test_a_closed_vocabulary_has_no_other_terms() -> None:
    declared = {"tags": [DeclaredTerm("postgresql", "PostgreSQL")]}
    posts = [record("a", tags=("Postgre",), categories=("Free",))]
    (diagnostic,) = blog_of(posts, vocabularies=declared, has_closed_vocabularies=True).diagnostics
    assert "did you mean 'PostgreSQL'?" in diagnostic.text
    assert blog_of(posts, vocabularies=declared).diagnostics == []


def test_the_default_author_stands_in() -> None:
    ada = Author("ada", "Ada Lovelace")
    blog = blog_of(
        [record("a"), record("b", authors=("ADA", "Bob"))],
        authors={"ada": ada},
        default_author="ada",
    )
    assert [blog.authors(post) for post in blog.posts] == [(ada,), (ada, Author("bob", "Bob"))]
    (diagnostic,) = blog.diagnostics
    assert (diagnostic.docname, "'Bob'" in diagnostic.text) == ("b", True)
    assert blog.author_of(blog.taxonomies["authors"].terms[0]) == ada


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (TermQuery(1), ["Rust", "SQL"]),
        (TermQuery(1, "categories"), ["Systems"]),
        (TermQuery(1, "years"), ["2026", "2025"]),
        (TermQuery(1, "years", sort="count", min_posts=2), ["2026"]),
        (TermQuery(1, "authors", min_posts=2), []),
    ],
)
def test_an_index_of_terms(query: TermQuery, expected: list[str]) -> None:
    (shown,) = run_queries(blog_of(POSTS), query).shown
    assert [term.name for term in shown] == expected  # type: ignore[union-attr]


def test_the_archive_shows_all() -> None:
    (shown,) = run_queries(blog_of(POSTS), ArchiveQuery(1)).shown
    assert len(shown) == len(POSTS)


def test_generated_pages_are_divided_but_for_series() -> None:
    posts = [record(f"p{n}", series="S", part=9 - n, tags=("T",)) for n in range(1, 8)]
    found = {page.name: page for page in blog_of(posts, page_size=3).pages(())}
    tag, series = found["blog/tag/t"], found["blog/series/s"]
    assert isinstance(tag, TermPage)
    assert isinstance(series, TermPage)
    assert isinstance(found["blog/tag"], IndexPage)
    assert len(tag.part.posts) == 4
    assert "blog/tag/t/page/1" in found
    assert [post.part for post in series.part.posts] == [2, 3, 4, 5, 6, 7, 8]
    assert "blog/series/s/page/1" not in found
