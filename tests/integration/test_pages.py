"""Generated pages, and the frame of a post."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site, Warned, words

from sphinx_craftblog.rendering.cards import ROOT

ENVIRONMENTS = ("equation", "align*", "gather")

CONF = """
craftblog_page_size = 2
craftblog_authors = {"ada": {"name": "Ada Lovelace"}, "bob": ("Bob", "")}
craftblog_tags = {
    "pg": {"name": "PostgreSQL", "description": "The database.", "aliases": ["Postgres"]},
}
myst_enable_extensions = ["amsmath", "dollarmath"]
"""


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site with every kind of term, seven posts of one tag, and equations."""
    shared_site.configure(CONF)
    shared_site.post("one", date="2026-02-01", tags="[Zig, C++]")
    shared_site.post(
        "two", date="2026-03-01", tags="[Zig]", author="[ada, Bob]", updated="2026-03-03"
    )
    many(shared_site, 7)
    for day, name in enumerate(("sqlite", "SQLite", "SQLite"), 1):
        shared_site.post(f"case-{day}", date=f"2025-01-0{day}", tags=f"[{name}]")
    shared_site.post("blank", tags="['a b']", date="2025-02-01")
    shared_site.post("hyphen", tags="[a-b]", date="2025-02-02")
    shared_site.post("aliased", tags="[Postgres, pg]", date="2025-03-01")
    shared_site.post("named", tags="[postgresql]", date="2025-03-02")
    for day in range(1, 6):
        shared_site.post(f"own-{day}", tags="[Own]", date=f"2025-04-0{day}")
    page = "---\norphan: true\n---\n# About\n\n```{post-list}\n:tags: Rust\n```\n"
    shared_site.write("blog/tag/own.md", page)
    shared_site.post("unknown", author="aad", date="2025-05-01")
    text = "So $x^2$ and\n\n$$\\frac{1}{2}$$ (half)\n\nsee {eq}`half`."
    shared_site.post("equations", text, date="2025-06-01")
    for number, name in enumerate(ENVIRONMENTS, 1):
        text = f"\\begin{{{name}}}\na &= b \\\\\nc &= d\n\\end{{{name}}}"
        shared_site.post(f"amsmath-{number}", text, date="2025-07-01")
    shared_site.post("no-math", "Text.\n\n$$\\nosuchcommand{1}$$", date="2025-08-01")
    return shared_site.build()


def many(site: Site, count: int) -> None:
    for day in range(1, count + 1):
        site.post(f"p{day}", date=f"2026-01-{day:02}", tags="[Rust]")


def listed(built: Built, page: str) -> list[str]:
    return [title.get_text() for title in built.html(page).select(".craftblog-card-title")]


def warnings_of(built: Built, *files: str) -> list[Warned]:
    return [warned for warned in built.warnings if warned.file in files]


def test_every_tag_has_a_page_and_the_index_has_every_tag(built: Built) -> None:
    page = built.html("blog/tag/zig")
    assert page.h1.text == "Zig"
    assert page.title.text == "Posts tagged Zig · Notes"
    cards = page.select("article")
    assert [card.h2.text for card in cards] == ["Two", "One"]
    assert cards[0].h2.a["href"] == "../../posts/two.html"
    links = [(a.text, a["href"]) for a in built.html("blog/tag").select(".craftblog-terms li > a")]
    assert links == [
        ("a b", "tag/a-b.html"),
        ("a-b", "tag/a-b-2.html"),
        ("C++", "tag/c-plus-plus.html"),
        ("Own", "tag/own.html"),
        ("PostgreSQL", "tag/pg.html"),
        ("Rust", "tag/rust.html"),
        ("SQLite", "tag/sqlite.html"),
        ("Zig", "tag/zig.html"),
    ]


def test_names_that_differ_in_case_are_one_term(built: Built) -> None:
    (warning,) = warnings_of(built, "case-1.md", "case-2.md", "case-3.md")
    assert (warning.file, warning.line, warning.type) == ("case-1.md", 3, "craftblog.term")
    assert built.html("blog/tag/sqlite").h1.text == "SQLite"
    assert len(built.html("blog/tag/sqlite").select("article")) == 3


def test_different_terms_never_share_an_address(built: Built) -> None:
    (warning,) = warnings_of(built, "blank.md", "hyphen.md")
    assert (warning.file, warning.line, warning.type) == ("hyphen.md", 3, "craftblog.collision")
    assert "'a-b'" in warning.text
    assert "'a b'" in warning.text
    assert "'a-b-2'" in warning.text
    assert built.html("blog/tag/a-b").h1.text == "a b"
    assert built.html("blog/tag/a-b-2").h1.text == "a-b"


def test_a_vocabulary_names_describes_and_joins(built: Built) -> None:
    assert warnings_of(built, "aliased.md", "named.md") == []
    page = built.html("blog/tag/pg")
    assert page.h1.text == "PostgreSQL"
    assert page.select_one(".craftblog-lead").text == "The database."
    assert len(page.select("article")) == 2


def test_a_document_takes_the_place_of_a_generated_page(built: Built) -> None:
    assert built.html("blog/tag/own").h1.text == "About"
    link = built.html("posts/own-1").select_one(".craftblog-tags a")
    assert link["href"] == "../blog/tag/own.html"
    assert not [name for name in built.files() if "tag/own/page" in name]


def test_a_post_says_who_when_and_how_long(built: Built) -> None:
    header = built.html("posts/two").h1.find_next_sibling(class_="craftblog-post-header")
    assert words(header.select_one(".craftblog-meta")) == (
        "March 1, 2026 by Ada Lovelace, Bob 1 min read"
    )
    assert words(header.select_one(".craftblog-updated")) == "Updated March 3, 2026"
    assert built.html("blog/author/ada").h1.text == "Ada Lovelace"
    assert warnings_of(built, "two.md") == []  # it is in no toctree, and need not be


def test_an_unknown_author_is_a_warning_with_the_nearest(built: Built) -> None:
    (warning,) = warnings_of(built, "unknown.md")
    assert (warning.line, warning.type) == (3, "craftblog.author")
    assert "did you mean 'ada'?" in warning.text


def test_posts_lead_to_the_ones_before_and_after(built: Built) -> None:
    page = built.html("posts/p6")
    links = {a["rel"][0]: (a["href"], words(a)) for a in page.nav.find_all_next("a", rel=True)}
    assert links["prev"] == ("p5.html", "Previous P5")
    assert links["next"] == ("p7.html", "Next P7")


def test_equations_need_no_script_and_no_other_host(built: Built) -> None:
    page = built.html("posts/equations")
    assert len(page.find_all("math")) == 2
    assert page.find("math", display="block")
    assert page.select_one(".math .eqno").text.startswith("(1)")
    assert not [s for s in page.select("script[src]") if "//" in s["src"]]


@pytest.mark.parametrize("number", range(1, len(ENVIRONMENTS) + 1))
def test_environments_of_amsmath_are_equations_too(built: Built, number: int) -> None:
    assert warnings_of(built, f"amsmath-{number}.md") == []
    assert built.html(f"posts/amsmath-{number}").select_one(".math math[display=block]")


def test_an_equation_that_cannot_be_set_is_shown_as_written(built: Built) -> None:
    (warning,) = warnings_of(built, "no-math.md")
    assert warning.type == "craftblog.math"
    assert built.html("posts/no-math").select_one(".math pre").text == "\\nosuchcommand{1}"


def test_pages_are_numbered_from_the_oldest(built: Built) -> None:
    assert listed(built, "blog/tag/rust") == ["P7", "P6", "P5"]
    assert listed(built, "blog/tag/rust/page/2") == ["P4", "P3"]
    assert listed(built, "blog/tag/rust/page/1") == ["P2", "P1"]
    assert "blog/tag/rust/page/3.html" not in built.files()


def test_pages_lead_to_each_other_and_to_the_newest(built: Built) -> None:
    def links(page: str) -> list[tuple[str, str]]:
        found = built.html(page).select("nav.craftblog-pagination a")
        return [(link.get_text(), link["href"]) for link in found]

    assert links("blog/tag/rust") == [("Older posts", "rust/page/2.html")]
    assert links("blog/tag/rust/page/2") == [
        ("Newer posts", "../../rust.html"),
        ("Older posts", "1.html"),
    ]
    assert links("blog/tag/rust/page/1") == [
        ("Newer posts", "2.html"),
        ("Newest posts", "../../rust.html"),
    ]
    pages = ("blog/tag/rust", "blog/tag/rust/page/1")
    assert len({built.html(page).title.get_text() for page in pages}) == 2


def test_the_pages_may_lie_at_the_root(site: Site) -> None:
    site.configure('craftblog_path = ""')
    site.post("one", tags="[Rust]")
    assert {"tag.html", "tag/rust.html", "2026.html", "archive.html"} <= site.build().files()


def test_a_term_named_index_does_not_overwrite_the_index(site: Site) -> None:
    site.post("one", tags="[index, '..']")
    for builder in ("html", "dirhtml"):
        built = site.build(builder)
        name = "blog/tag" if builder == "html" else "blog/tag/index"
        assert built.html(name).h1.text == "Tags"


def test_the_only_author_wrote_what_names_none(site: Site) -> None:
    site.configure('craftblog_authors = {"ada": {"name": "Ada Lovelace"}}')
    site.post("one")
    assert "by Ada Lovelace" in words(site.build().html("posts/one").article)
    site.configure('author = "Grace"')
    assert "by Grace" in words(site.build().html("posts/one").article)
    site.configure("")
    assert site.build().html("posts/one").select(".craftblog-authors") == []


def test_the_404_page_works_at_any_depth(site: Site) -> None:
    site.configure('html_baseurl = "https://example.org/notes/"')
    for builder in ("html", "dirhtml"):
        page = site.build(builder).html("404")
        assert page.base["href"].startswith("/notes/404")
        assert page.find("meta", {"name": "robots"})["content"] == "noindex"


def test_dirhtml_links_lead_to_files(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{tag-index}\n```\n")
    site.post("one", tags="[Rust]")
    built = site.build("dirhtml")
    for link in built.html("index").main.select(".craftblog-list a, .craftblog-terms a"):
        assert (built.out / link["href"] / "index.html").is_file()


def test_mathjax_stays_a_choice(site: Site) -> None:
    site.configure('myst_enable_extensions = ["dollarmath"]\nhtml_math_renderer = "mathjax"')
    site.post("one", body="So $x^2$.")
    assert site.build().html("posts/one").find("math") is None


def test_a_new_post_moves_none_to_another_number(site: Site) -> None:
    site.configure("craftblog_page_size = 2")
    many(site, 7)
    built = site.build()
    before = built.tree()
    many(site, 8)
    built = site.build()
    assert listed(built, "blog/tag/rust") == ["P8", "P7"]
    assert listed(built, "blog/tag/rust/page/3") == ["P6", "P5"]
    after = built.tree()
    assert after["blog/tag/rust/page/1.html"] == before["blog/tag/rust/page/1.html"]


def test_cards_link_from_wherever_they_stand(site: Site) -> None:
    site.configure("craftblog_page_size = 2")
    many(site, 7)
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    for builder in ("html", "dirhtml"):
        built = site.build(builder)
        for path in built.out.rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            assert ROOT not in html
            for link in BeautifulSoup(html, "html5lib").select(".craftblog-card a"):
                target = (path.parent / link["href"]).resolve()
                assert target.is_file() or (target / "index.html").is_file(), (path, link)
