"""Ways into the archive: pages of lists, series, years, related posts, mentions, roles."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sites import Built, Site
from sphinx.util.inventory import InventoryFile

OF_A_BOOK = {"version": "1", "copyright": "Ada"}
"""What EPUB wants to be told."""


def texts(built: Built, page: str, selector: str) -> list[str]:
    return [" ".join(found.text.split()) for found in built.html(page).select(selector)]


def titles(built: Built, page: str) -> list[str]:
    return texts(built, page, ".craftblog-card-title")


def posts(site: Site, number: int, **front: object) -> None:
    for day in range(1, number + 1):
        site.post(f"p{day}", f"Words of {day}.", date=f"2026-01-{day:02}", **front)


# ---- what a site shows


LEFT_OUT = {
    "limit": (":paginate:\n:limit: 1", "':limit:' is left out"),
    "sort": (":paginate:\n:sort: title", "':sort: title' is left out"),
    "negative": (":paginate: -1", "1 or more"),
    "word": (":paginate: many", "1 or more"),
}
"""Options of a list that do not go together, and what is said of them."""

SERIES: dict[str, tuple[tuple[int | None, ...], str, str]] = {
    "Missing": ((1, 3), "missing-2", "part 2 is missing"),
    "Late": ((2, 3), "late-1", "part 1 is missing"),
    "Twice": ((1, 1), "twice-2", "'posts/twice-1' is part 1 of the series 'Twice' too"),
    "Unnumbered": ((1, None), "unnumbered-2", "the next free one is 2"),
}
"""Parts of series that leave a gap, the post of which it is said, and what is said."""


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site with lists on many pages, series, an author, and posts of three years."""
    shared_site.configure(
        "craftblog_page_size = 2\n"
        'craftblog_authors = {"ada": {"name": "Ada", "bio": "Writes <code>.", '
        '"url": "https://ada.example/", "avatar": "_static/ada.png"}}'
    )
    for day in range(1, 8):
        shared_site.post(f"p{day}", date=f"2026-01-{day:02}", tags="[Rust]")
    write_lists(shared_site)
    for name, (parts, _, _) in SERIES.items():
        write_series(shared_site, name, *parts)
    write_series(shared_site, "Engines", 2, 1, 4, 3)  # twice as many as are on a page
    write_series(shared_site, "Loose", None, None)
    write_series(shared_site, "Single", 1)
    changes = "[{date: 2026-02-01, note: First <b>}, {date: 2026-03-01, note: Second}]"
    shared_site.post("changed", date="2023-05-01", changes=changes, author="ada")
    shared_site.post("one", date="2024-03-01", tags="[C++]", category="News", author="ada")
    url = "https://www.example.org/a?b=1&c=2"
    shared_site.post("elsewhere", date="2024-02-01", external_url=url, tags="[C++]")
    return shared_site.build()


def write_lists(site: Site) -> None:
    listing = "```{post-list}\n:tags: Rust\n:paginate: 2\n```\n"
    site.write("index.md", f"# Home\n\n{listing}")
    for name in ("rust", "notes/index", "taken"):
        site.write(f"{name}.md", f"---\norphan: true\n---\n# {name}\n\n{listing}")
    site.write("taken/page/1.md", "---\norphan: true\n---\n# My own\n")
    site.write("twice.md", f"---\norphan: true\n---\n# Twice\n\n{listing}\n{listing}")
    for name, (options, _) in LEFT_OUT.items():
        wrong = f"```{{post-list}}\n:tags: Rust\n{options}\n```\n"
        site.write(f"{name}.md", f"---\norphan: true\n---\n# {name}\n\n{wrong}")
    site.write("blog/tag/rust.md", "# On Rust\n\nWhat Rust is.\n")
    site.write("blog/tag.md", "# Topics\n\nAll of them.\n")
    own = "```{post-list}\n:tags: Rust\n:limit: 1\n```\n"
    site.write("blog/category/news.md", f"# News\n\n{own}")
    site.write(
        "roles.md",
        "---\norphan: true\n---\n# Roles\n\n"
        "{blog:post}`posts/one`, {blog:tag}`C++`, {blog:category}`the news <news>`,\n"
        "{blog:author}`Ada`, {blog:series}`engines`, {blog:archive}`2026`\n",
    )


def write_series(site: Site, name: str, *parts: int | None) -> None:
    for day, part in enumerate(parts, 1):
        post = f"{name.lower()}-{day}"
        site.post(post, date=f"2025-01-{day:02}", heading=f"{name} {day}", series=name, part=part)


def test_a_list_is_divided_and_counted_from_the_oldest(built: Built) -> None:
    assert titles(built, "index") == ["P7", "P6", "P5"]
    assert titles(built, "page/2") == ["P4", "P3"]
    assert titles(built, "page/1") == ["P2", "P1"]
    assert "page/3.html" not in built.files()


def test_pages_of_a_list_name_those_beside_them(built: Built) -> None:
    middle = built.html("page/2")
    assert middle.title.text == "Home, page 2 · Notes"
    assert middle.select_one('link[rel="next"]')["href"] == "../index.html"
    assert middle.select_one('link[rel="prev"]')["href"] == "1.html"
    links = middle.select("nav.craftblog-pagination a")
    assert [a["href"] for a in links] == ["../index.html", "1.html"]
    assert built.html("index").select_one('link[rel="prev"]')["href"] == "page/2.html"
    assert not built.html("page/1").select('link[rel="prev"]')


def test_the_list_of_a_document_has_its_pages_beneath_it(built: Built) -> None:
    assert {"rust/page/1.html", "notes/page/1.html"} <= built.files()


def test_a_document_in_the_place_of_a_numbered_page_stays(built: Built) -> None:
    assert built.html("taken/page/1").h1.text.startswith("My own")
    assert titles(built, "taken/page/2") == ["P4", "P3"]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_does_not_go_with_pages_is_said(built: Built, name: str) -> None:
    [warned] = [warned for warned in built.warnings if warned.file == f"{name}.md"]
    assert LEFT_OUT[name][1] in warned.text
    assert warned.type == "craftblog.option"
    assert titles(built, name) == ["P7", "P6", "P5"]


def test_only_one_list_of_a_document_is_divided(built: Built) -> None:
    assert [warned.line for warned in built.warnings if warned.file == "twice.md"] == [13]
    assert len(titles(built, "twice")) == 3 + 7


def test_the_archive_shows_every_post_under_its_year(built: Built) -> None:
    years = built.html("blog/archive").select(".craftblog-archive-year")
    counts = [" ".join(year.h2.text.split()) for year in years]
    assert counts == ["2026 7 posts", "2025 15 posts", "2024 2 posts", "2023 1 post"]
    assert [a.text for a in years[2].select("li a")] == ["One", "Elsewhere"]
    assert years[0].h2.a["href"] == "2026.html"


def test_a_document_introduces_what_the_page_would_list(built: Built) -> None:
    # It is in no toctree, and need not be.
    assert not [warned for warned in built.warnings if warned.file in {"tag.md", "rust.md"}]
    assert "What Rust is." in built.html("blog/tag/rust").text
    assert titles(built, "blog/tag/rust") == ["P7", "P6", "P5"]
    assert titles(built, "blog/tag/rust/page/1") == ["P2", "P1"]
    assert texts(built, "blog/tag", ".craftblog-terms li > a") == ["C++", "Rust"]


def test_an_introduction_with_a_list_of_its_own_gets_no_other(built: Built) -> None:
    assert titles(built, "blog/category/news") == ["P7"]


def test_a_post_says_where_it_stands_in_its_series(built: Built) -> None:
    page = built.html("posts/engines-1")
    nav = page.select_one("nav.craftblog-series")
    assert "Part 2 of 4" in nav.text
    assert nav.select_one("progress")["value"] == "2"
    names = [" ".join(li.text.split()) for li in nav.select("li")]
    assert names == ["Engines 2", "Engines 1", "Engines 4", "Engines 3"]
    assert nav.select_one("[aria-current=page]").text == "Engines 1"
    assert nav.select_one("p a")["href"] == "../blog/series/engines.html"
    assert page.select_one(".craftblog-next-part a")["href"] == "engines-4.html"


def test_the_page_of_a_series_is_in_reading_order(built: Built) -> None:
    parts = ["Engines 2", "Engines 1", "Engines 4", "Engines 3"]
    assert titles(built, "blog/series/engines") == parts


def test_a_series_without_parts_is_read_from_its_oldest_post(built: Built) -> None:
    assert titles(built, "blog/series/loose") == ["Loose 1", "Loose 2"]
    assert not [warned for warned in built.warnings if warned.file.startswith("loose")]


def test_a_series_of_one_post_makes_no_fuss(built: Built) -> None:
    assert not [warned for warned in built.warnings if warned.file.startswith("single")]
    assert not built.html("posts/single-1").select("progress")
    assert texts(built, "posts/single-1", ".craftblog-series a") == ["Single"]


@pytest.mark.parametrize("name", SERIES)
def test_a_gap_in_a_series_is_said_where_it_is(built: Built, name: str) -> None:
    _, file, text = SERIES[name]
    [warned] = [found for found in built.warnings if found.file.startswith(f"{name.lower()}-")]
    assert text in warned.text
    assert (warned.file, warned.type) == (f"{file}.md", "craftblog.series")
    assert warned.line in {3, 4}


def test_the_log_of_a_post_is_shown_newest_first(built: Built) -> None:
    assert texts(built, "posts/changed", ".craftblog-changes li") == [
        "March 1, 2026 Second",
        "February 1, 2026 First <b>",
    ]


def test_an_author_page_says_who_that_is(built: Built) -> None:
    page = built.html("blog/author/ada")
    assert page.select_one(".p-note").text == "Writes <code>."
    assert page.select_one("a[rel=me]")["href"] == "https://ada.example/"
    assert page.select_one("img.u-photo")["src"] == "../../_static/ada.png"


def test_roles_lead_to_posts_and_terms(built: Built) -> None:
    assert not [warned for warned in built.warnings if warned.file == "roles.md"]
    links = built.html("roles").select("main p a")
    assert [(a.text, a["href"]) for a in links] == [
        ("One", "posts/one.html"),
        ("C++", "blog/tag/c-plus-plus.html"),
        ("the news", "blog/category/news.html"),
        ("Ada", "blog/author/ada.html"),
        ("Engines", "blog/series/engines.html"),
        ("2026", "blog/2026.html"),
    ]


def test_a_post_that_lies_elsewhere_leads_there(built: Built) -> None:
    link = built.html("posts/elsewhere").select_one(".craftblog-elsewhere a")
    assert (link.text, link["href"]) == (
        "Read this article at example.org",
        "https://www.example.org/a?b=1&c=2",
    )
    for page in ("blog/tag/c-plus-plus", "blog/archive"):
        [out] = built.html(page).select('a[href^="https://www.example"]:not([aria-label])')
        assert out["rel"] == ["external"]


# ---- pages of a list


def test_what_a_spotlight_shows_moves_no_page(site: Site) -> None:
    posts(site, 6)
    site.write(
        "index.md", "# H\n\n```{featured} posts/p3\n```\n\n```{post-list}\n:paginate: 2\n```"
    )
    built = site.build()
    assert titles(built, "page/2") == ["P4", "P3"]
    site.write("index.md", "# H\n\n```{featured}\n```\n\n```{post-list}\n:paginate: 2\n```")
    built = site.build()
    assert titles(built, "index") == ["P6", "P5"]
    assert titles(built, "page/2") == ["P4", "P3"]


def test_a_pinned_post_is_first_and_keeps_its_page(site: Site) -> None:
    site.configure("craftblog_page_size = 2")
    posts(site, 7, tags="[Rust]")
    site.post("p2", date="2026-01-02", tags="[Rust]", pinned="true")
    site.write(
        "index.md",
        "# Home\n\n```{post-list}\n:limit: 2\n```\n\n```{post-list}\n:sort: title\n```\n",
    )
    built = site.build()
    assert titles(built, "index") == ["P2", "P7", *(f"P{day}" for day in range(1, 8))]
    assert titles(built, "blog/tag/rust") == ["P2", "P7", "P6", "P5"]
    assert titles(built, "blog/tag/rust/page/1") == ["P2", "P1"]
    site.write("index.md", "# Home\n\n```{post-list}\n:paginate: 2\n```\n")
    assert titles(site.build(), "index") == ["P2", "P7", "P6", "P5"]
    text = site.build("text").text("index.txt")
    assert [text.count(f"P{day} ") for day in range(1, 8)] == [1] * 7


def test_a_new_post_moves_no_page_and_writes_few(site: Site) -> None:
    site.configure("craftblog_page_size = 5")
    site.write("index.md", "# Home\n\n```{post-list}\n:paginate: 5\n```\n")
    posts(site, 28, tags="[Rust, SQL]")
    built = site.build()
    before = {path: path.stat().st_mtime_ns for path in built.out.rglob("*.html")}
    site.post("new", date="2026-02-01", tags="[Rust]")
    after = site.build()
    written = {
        path.relative_to(built.out).as_posix()
        for path in built.out.rglob("*.html")
        if path.stat().st_mtime_ns != before.get(path)
    }
    assert written - {"genindex.html", "search.html"} == {
        "posts/new.html",
        "posts/p28.html",  # its neighbor
        "index.html",
        "blog/tag/rust.html",
        "blog/2026.html",
        # these show how many posts there are
        "blog/tag.html",
        "blog/archive.html",
    }
    assert after.tree() == site.build_clean().tree()


@pytest.mark.parametrize("builder", ["singlehtml", "text", "xml", "latex", "epub"])
def test_other_builders_show_the_whole_list(site: Site, builder: str) -> None:
    posts(site, 7)
    site.write("index.md", "# Home\n\n```{post-list}\n:paginate: 2\n```\n\n```{archive}\n```\n")
    built = site.build(builder, **OF_A_BOOK)
    assert built.warnings == []
    name = {"singlehtml": "index.html", "text": "index.txt", "xml": "index.xml"}.get(builder)
    name = name or ("notes.tex" if builder == "latex" else "index.xhtml")
    assert all(f"P{day}" in built.text(name) for day in range(1, 8))


# ---- archive


def test_an_archive_by_month_names_months_in_the_language(site: Site) -> None:
    site.configure('language = "de"')
    site.post("one", date="2026-01-01")
    site.post("two", date="2026-03-01")
    site.write("index.md", "# Home\n\n```{archive}\n:by: month\n```\n")
    assert texts(site.build(), "index", "h3") == ["März 2026", "Januar 2026"]


def test_an_archive_without_posts_says_so(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{archive}\n```\n")
    assert texts(site.build(), "index", ".craftblog-empty") == ["Nothing here yet."]


# ---- around a post


def test_related_posts_are_earlier_ones_that_share_most(site: Site) -> None:
    site.post("rust-and-sql", date="2026-01-01", tags="[Rust, SQL]")
    site.post("rust", date="2026-01-02", tags="[Rust]")
    site.post("css", date="2026-01-03", tags="[CSS]")
    site.post("now", date="2026-01-04", tags="[SQL, rust]")
    site.post("later", date="2026-01-05", tags="[Rust, SQL]")
    built = site.build()
    assert texts(built, "posts/now", ".craftblog-related a") == ["Rust and sql", "Rust"]
    assert not built.html("posts/css").select(".craftblog-related")


def test_no_post_is_named_by_many(site: Site) -> None:
    days = range(2, 9)
    site.post("hub", date="2026-01-01", tags=f"[{', '.join(f't{day}' for day in days)}]")
    for day in days:
        site.post(f"p{day}", date=f"2026-01-{day:02}", tags=f"[t{day}]")
    built = site.build()
    naming = [day for day in days if texts(built, f"posts/p{day}", ".craftblog-related a")]
    assert naming == [2, 3, 4, 5]


def test_words_of_the_text_relate_posts(site: Site) -> None:
    for day, word in enumerate(("kubernetes", "gardening", "kubernetes"), 1):
        site.post(f"p{day}", f"All of {word}.\n\nMore of {word}.", date=f"2026-01-{day:02}")
    assert texts(site.build(), "posts/p3", ".craftblog-related a") == ["P1"]


def test_related_posts_can_be_turned_off(site: Site) -> None:
    site.configure("craftblog_related = 0")
    posts(site, 2, tags="[Rust]")
    assert not site.build().html("posts/p2").select(".craftblog-related")


def test_a_post_names_the_posts_that_mention_it(site: Site) -> None:
    site.post("one", "(here)=\n## A place\n\nText.", date="2026-01-01")
    site.post("doc", "See {doc}`one`.", date="2026-01-02")
    site.post("file", "See [it](one.md).", date="2026-01-03")
    site.post("label", "See {ref}`here`.", date="2026-01-04")
    site.post("role", "See {blog:post}`posts/one`.", date="2026-01-05")
    site.post("secret", "See {doc}`one`.", date="2026-01-06", unlisted="true")
    built = site.build()
    assert built.warnings == []
    mentions = texts(built, "posts/one", ".craftblog-mentions a")
    assert mentions == ["Role", "Label", "File", "Doc"]
    site.remove("posts/file.md")
    assert texts(site.build(), "posts/one", ".craftblog-mentions a") == ["Role", "Label", "Doc"]


# ---- roles and inventory


def test_an_unknown_target_is_a_nitpicky_warning_with_a_hint(site: Site) -> None:
    site.post("one", tags="[Rust]")
    site.write("index.md", "# Home\n\nOf {blog:tag}`Ruts` and {blog:post}`posts/onne`.\n")
    assert site.build().warnings == []
    site.configure("nitpicky = True")
    site.write("index.md", "# Start\n\nOf {blog:tag}`Ruts` and {blog:post}`posts/onne`.\n")
    said = [(warned.line, warned.text) for warned in site.build().warnings]
    assert said == [
        (3, "no tag 'Ruts'; did you mean 'Rust'?"),
        (3, "no post 'posts/onne'; did you mean 'posts/one'?"),
    ]


def test_a_role_to_a_post_that_is_kept_back_is_plain_text(site: Site) -> None:
    site.post("one", draft="true", heading="Secret")
    site.write("index.md", "# Home\n\nOf {blog:post}`it <posts/one>`.\n")
    built = site.build()
    [warned] = built.warnings
    assert "'posts/one' is a draft or not yet due" in warned.text
    assert texts(built, "index", "main p") == ["Of it."]
    assert not built.html("index").select("main p a")


def test_a_link_shows_the_name_that_a_term_has_now(site: Site) -> None:
    site.post("one", tags="[rust]")
    site.write("index.md", "# Home\n\n{blog:tag}`rust` {blog:post}`posts/one`\n")
    site.build()
    site.configure('craftblog_tags = {"rust": {"name": "Rust language"}}')
    site.post("one", tags="[rust]", heading="Renamed")
    built = site.build()
    assert texts(built, "index", "main p") == ["Rust language Renamed"]
    assert built.tree() == site.build_clean().tree()


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_roles_are_text_where_there_are_no_pages_of_terms(site: Site, builder: str) -> None:
    site.post("one", tags="[Rust]")
    site.write("index.md", "# Home\n\n```{toctree}\nposts/one\n```\n\nOf {blog:tag}`Rust`.\n")
    assert site.build(builder, **OF_A_BOOK).warnings == []


def test_another_project_cites_posts_and_terms(site: Site, tmp_path: Path) -> None:
    site.post("one", tags="[C++]", author="Ada L.")
    site.post("hidden", heading="Hidden words", unlisted="true")
    built = site.build()
    with (built.out / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", os.path.join)
    assert {"posts/one"} == inventory["blog:post"].keys()
    assert inventory["blog:tag"].keys() == {"C++", "c-plus-plus"}

    other = Site(tmp_path / "other")
    where = f'{{"notes": ("https://notes.example/", {str(built.out / "objects.inv")!r})}}'
    other.configure(
        'extensions = ["sphinx_craftblog", "sphinx.ext.intersphinx"]\nnitpicky = True\n'
        f"intersphinx_mapping = {where}"
    )
    other.write(
        "index.md", "# H\n\n{blog:post}`posts/one` {blog:tag}`C++` {blog:author}`by <Ada L.>`\n"
    )
    there = other.build()
    assert there.warnings == []
    links = there.html("index").select("main p a")
    assert [(a.text, a["href"]) for a in links] == [
        ("One", "https://notes.example/posts/one.html"),
        ("C++", "https://notes.example/blog/tag/c-plus-plus.html"),
        ("by", "https://notes.example/blog/author/ada-l.html"),
    ]


# ---- a book of a series


def book(site: Site, **settings: str) -> None:
    lines = [f"{name} = {value}" for name, value in settings.items()]
    site.configure("\n".join(['craftblog_only_series = "Engines"', *lines]))
    site.write("about.md", "---\norphan: true\n---\n(about)=\n# About the author\n")
    site.post("other", "Not of the series.", date="2026-01-05")
    links = "See [](s2.md), [that](other.md), {doc}`other`, {ref}`about`, {ref}`us <about>`."
    site.post("s1", f"Words of one.\n\n{links}", date="2026-01-02", series="Engines", part=2)
    site.post("s2", "Words of two. $a^2$", date="2026-01-03", series="Engines", part=1)


def test_one_series_makes_a_book_in_reading_order(site: Site) -> None:
    book(site, html_baseurl="''", myst_enable_extensions="['dollarmath']")
    built = site.build("epub", **OF_A_BOOK)
    assert built.warnings == []
    package = ElementTree.fromstring(built.text("content.opf"))
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    spine = [items[entry.get("idref")] for entry in package.iterfind(".//{*}spine/{*}itemref")]
    order = [entry.get("href") for entry in spine]
    assert [name for name in order if name.startswith(("index", "posts"))] == [
        "index.xhtml",
        "posts/s2.xhtml",
        "posts/s1.xhtml",
    ]
    with_formulas = [item.get("href") for item in spine if item.get("properties") == "mathml"]
    assert with_formulas == ["posts/s2.xhtml"]
    assert package.find(".//{*}title").text == "Engines"
    assert not {name for name in built.files() if "other" in name or "about" in name}


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_one_series_makes_a_pdf_in_reading_order(site: Site, suffix: str) -> None:
    book(site)
    if suffix == "rst":
        site.remove("index.md")
        site.write("index.rst", "Home\n====\n")
    built = site.build("latex")
    assert built.warnings == []
    text = built.text("engines.tex")
    assert 0 < text.index("Words of two.") < text.index("Words of one.")
    assert "Not of the series" not in text
    assert r"\sphinxhref{https://notes.example/posts/other.html}{that}" in text
    assert r"\sphinxhref{https://notes.example/about.html}{us}" in text


def test_an_unknown_series_makes_no_empty_book(site: Site) -> None:
    book(site)
    site.configure('craftblog_only_series = "Engine"')
    built = site.build("epub")
    assert any("did you mean 'Engines'?" in said.text for said in built.warnings)
    assert "posts/other.xhtml" in built.files()


def test_after_a_book_the_site_is_whole(site: Site) -> None:
    book(site)
    site.build("text")
    site.configure("")
    assert site.build().tree() == site.build_clean().tree()
