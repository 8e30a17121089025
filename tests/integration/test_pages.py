"""Generated pages, and the frame of a post."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site, words


def test_every_tag_has_a_page_and_the_index_has_every_tag(site: Site) -> None:
    site.post("one", date="2026-01-01", tags="[Rust, C++]")
    site.post("two", date="2026-02-01", tags="[Rust]")
    built = site.build()
    page = built.html("blog/tag/rust")
    assert page.h1.text == "Rust"
    assert page.title.text == "Posts tagged Rust · Notes"
    cards = page.select("article")
    assert [card.h2.text for card in cards] == ["Two", "One"]
    assert cards[0].h2.a["href"] == "../../posts/two.html"
    index = built.html("blog/tag")
    links = [(a.text, a["href"]) for a in index.select(".craftblog-terms a")]
    assert links == [("C++", "tag/c-plus-plus.html"), ("Rust", "tag/rust.html")]


def test_the_pages_may_lie_at_the_root(site: Site) -> None:
    site.configure('craftblog_path = ""')
    site.post("one", tags="[Rust]")
    assert {"tag.html", "tag/rust.html", "2026.html", "archive.html"} <= site.build().files()


def test_names_that_differ_in_case_are_one_term(site: Site) -> None:
    site.post("one", tags="[postgresql]", date="2026-01-01")
    site.post("two", tags="[PostgreSQL]", date="2026-01-02")
    site.post("three", tags="[PostgreSQL]", date="2026-01-03")
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("one.md", 3, "craftblog.term")
    assert built.html("blog/tag/postgresql").h1.text == "PostgreSQL"
    assert len(built.html("blog/tag/postgresql").select("article")) == 3


def test_different_terms_never_share_an_address(site: Site) -> None:
    site.post("one", tags="['a b']", date="2026-01-01")
    site.post("two", tags="[a-b]", date="2026-01-02")
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("two.md", 3, "craftblog.collision")
    assert "'a-b'" in warning.text
    assert "'a b'" in warning.text
    assert "'a-b-2'" in warning.text
    assert built.html("blog/tag/a-b").h1.text == "a b"
    assert built.html("blog/tag/a-b-2").h1.text == "a-b"


def test_a_term_named_index_does_not_overwrite_the_index(site: Site) -> None:
    site.post("one", tags="[index, '..']")
    for builder in ("html", "dirhtml"):
        built = site.build(builder)
        name = "blog/tag" if builder == "html" else "blog/tag/index"
        assert built.html(name).h1.text == "Tags"


def test_a_vocabulary_names_describes_and_joins(site: Site) -> None:
    site.configure(
        """
        craftblog_tags = {
            "pg": {"name": "PostgreSQL", "description": "The database.", "aliases": ["Postgres"]},
        }
        """
    )
    site.post("one", tags="[Postgres, pg]")
    site.post("two", tags="[postgresql]")
    built = site.build()
    assert built.warnings == []
    page = built.html("blog/tag/pg")
    assert page.h1.text == "PostgreSQL"
    assert page.select_one(".craftblog-lead").text == "The database."
    assert len(page.select("article")) == 2


def test_a_document_takes_the_place_of_a_generated_page(site: Site) -> None:
    site.post("one", tags="[Rust]")
    site.write(
        "blog/tag/rust.md",
        "---\norphan: true\n---\n# About Rust\n\n```{post-list}\n:tags: Rust\n```\n",
    )
    built = site.build()
    assert built.html("blog/tag/rust").h1.text == "About Rust"
    link = built.html("posts/one").select_one(".craftblog-tags a")
    assert link["href"] == "../blog/tag/rust.html"


def test_a_post_says_who_when_and_how_long(site: Site) -> None:
    site.configure('craftblog_authors = {"ada": {"name": "Ada Lovelace"}, "bob": ("Bob", "")}')
    site.post("one", author="[ada, Bob]", tags="[Rust]", updated="2026-02-03")
    built = site.build()
    header = built.html("posts/one").h1.find_next_sibling(class_="craftblog-post-header")
    assert words(header.select_one(".craftblog-meta")) == (
        "January 1, 2026 by Ada Lovelace, Bob 1 min read"
    )
    assert words(header.select_one(".craftblog-updated")) == "Updated February 3, 2026"
    assert built.html("blog/author/ada").h1.text == "Ada Lovelace"
    assert built.warnings == []


def test_an_unknown_author_is_a_warning_with_the_nearest(site: Site) -> None:
    site.configure('craftblog_authors = {"ada": {"name": "Ada Lovelace"}}')
    site.post("one", author="aad")
    (warning,) = site.build().warnings
    assert (warning.file, warning.line, warning.type) == ("one.md", 3, "craftblog.author")
    assert "did you mean 'ada'?" in warning.text


def test_the_only_author_wrote_what_names_none(site: Site) -> None:
    site.configure('craftblog_authors = {"ada": {"name": "Ada Lovelace"}}')
    site.post("one")
    assert "by Ada Lovelace" in words(site.build().html("posts/one").article)
    site.configure('author = "Grace"')
    assert "by Grace" in words(site.build().html("posts/one").article)
    site.configure("")
    assert site.build().html("posts/one").select(".craftblog-authors") == []


def test_posts_lead_to_the_ones_before_and_after(site: Site) -> None:
    for day, name in enumerate(("one", "two", "three"), 1):
        site.post(name, date=f"2026-01-0{day}")
    page = site.build().html("posts/two")
    links = {a["rel"][0]: (a["href"], words(a)) for a in page.nav.find_all_next("a", rel=True)}
    assert links["prev"] == ("one.html", "Previous One")
    assert links["next"] == ("three.html", "Next Three")


def test_posts_need_no_toctree(site: Site) -> None:
    site.post("one")
    assert site.build().warnings == []


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


def test_equations_need_no_script_and_no_other_host(site: Site) -> None:
    site.configure('myst_enable_extensions = ["dollarmath"]')
    site.post("one", body="So $x^2$ and\n\n$$\\frac{1}{2}$$ (half)\n\nsee {eq}`half`.")
    page = site.build().html("posts/one")
    assert len(page.find_all("math")) == 2
    assert page.find("math", display="block")
    assert page.select_one(".math .eqno").text.startswith("(1)")
    assert not [s for s in page.select("script[src]") if "//" in s["src"]]


@pytest.mark.parametrize("name", ["equation", "align*", "gather"])
def test_environments_of_amsmath_are_equations_too(site: Site, name: str) -> None:
    site.configure('myst_enable_extensions = ["amsmath"]')
    site.post("one", body=f"\\begin{{{name}}}\na &= b \\\\\nc &= d\n\\end{{{name}}}")
    built = site.build()
    assert built.warnings == []
    assert built.html("posts/one").select_one(".math math[display=block]")


def test_mathjax_stays_a_choice(site: Site) -> None:
    site.configure('myst_enable_extensions = ["dollarmath"]\nhtml_math_renderer = "mathjax"')
    site.post("one", body="So $x^2$.")
    assert site.build().html("posts/one").find("math") is None


def test_an_equation_that_cannot_be_set_is_shown_as_written(site: Site) -> None:
    site.configure('myst_enable_extensions = ["dollarmath"]')
    site.post("one", body="Text.\n\n$$\\nosuchcommand{1}$$")
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.type) == ("one.md", "craftblog.math")
    assert built.html("posts/one").select_one(".math pre").text == "\\nosuchcommand{1}"


def many(site: Site, count: int) -> None:
    site.configure("craftblog_page_size = 2")
    for day in range(1, count + 1):
        site.post(f"p{day}", date=f"2026-01-{day:02}", tags="[Rust]")


def listed(built: Built, page: str) -> list[str]:
    return [title.get_text() for title in built.html(page).select(".craftblog-card-title")]


def test_pages_are_numbered_from_the_oldest(site: Site) -> None:
    many(site, 7)
    built = site.build()
    assert listed(built, "blog/tag/rust") == ["P7", "P6", "P5"]
    assert listed(built, "blog/tag/rust/page/2") == ["P4", "P3"]
    assert listed(built, "blog/tag/rust/page/1") == ["P2", "P1"]
    assert "blog/tag/rust/page/3.html" not in built.files()


def test_a_new_post_moves_none_to_another_number(site: Site) -> None:
    many(site, 7)
    built = site.build()
    before = built.tree()
    many(site, 8)
    built = site.build()
    assert listed(built, "blog/tag/rust") == ["P8", "P7"]
    assert listed(built, "blog/tag/rust/page/3") == ["P6", "P5"]
    after = built.tree()
    assert after["blog/tag/rust/page/1.html"] == before["blog/tag/rust/page/1.html"]


def test_pages_lead_to_each_other_and_to_the_newest(site: Site) -> None:
    many(site, 7)
    built = site.build()

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
    titles = {
        built.html(page).title.get_text() for page in ("blog/tag/rust", "blog/tag/rust/page/1")
    }
    assert len(titles) == 2


def test_cards_link_from_wherever_they_stand(site: Site) -> None:
    many(site, 7)
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    for builder in ("html", "dirhtml"):
        built = site.build(builder)
        for path in built.out.rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            assert "craftblog-root" not in html
            for link in BeautifulSoup(html, "html5lib").select(".craftblog-card a"):
                target = (path.parent / link["href"]).resolve()
                assert target.is_file() or (target / "index.html").is_file(), (path, link)


def test_a_document_in_place_of_a_term_page_has_no_numbered_pages_behind_it(site: Site) -> None:
    many(site, 7)
    site.write("blog/tag/rust.md", "---\norphan: true\n---\n# Rust\n\n```{post-list}\n```\n")
    assert not [name for name in site.build().files() if "tag/rust/page" in name]
