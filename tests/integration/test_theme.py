"""The bundled theme: its pages, its weight, its colors."""

from __future__ import annotations

import re

import pytest
from sites import Built, Site, words
from theme_colors import THEME, colours, contrast


@pytest.fixture
def blog(site: Site) -> Site:
    site.write("index.md", "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n")
    for day, name in enumerate(("one", "two"), 1):
        site.post(name, f"Text.\n\n## Part {day}\n\nMore.", date=f"2026-01-0{day}", tags="[Rust]")
    return site


def test_a_page_begins_with_a_link_past_its_header(blog: Site) -> None:
    page = blog.build().html("posts/one")
    first = page.body.find(["a", "button", "input"])
    assert first.text == "Skip to main content"
    assert page.main["id"] == first["href"].removeprefix("#")
    assert page.header
    assert page.footer
    assert len(page.find_all("main")) == 1


def test_a_page_asks_for_one_sheet_one_script_and_no_other_host(blog: Site) -> None:
    built = blog.build()
    for name, scripts in (("index", 1), ("posts/one", 2), ("blog/tag/rust", 1)):
        page = built.html(name)
        assert len(sheets(built, name)) == 1
        assert len(page.select("script[src]")) == scripts  # a post has one for its readers
        addresses = [tag.get("src") or tag["href"] for tag in page.select("script[src], link")]
        assert not [
            a for a in addresses if "//" in a and not a.startswith("https://notes.example/")
        ]
        # A strict CSP lets data through, which is no code.
        assert not page.select("[style], script:not([src], [type='application/ld+json'])")


def test_only_the_search_page_loads_search(blog: Site) -> None:
    built = blog.build()
    scripts = " ".join(tag["src"] for tag in built.html("search").select("script"))
    for name in ("searchtools.js", "language_data.js", "searchindex.js", "doctools.js"):
        assert name in scripts
        assert name not in built.text("index.html")


def test_contents_stand_beside_a_post_unless_it_says_no(blog: Site) -> None:
    page = blog.build().html("posts/one")
    assert [a.text for a in page.select(".post-toc ul ul a")] == ["Part 1"]
    blog.post("one", "Text.\n\n## Part 1\n\nMore.", toc="false")
    assert blog.build().html("posts/one").select(".post-toc") == []


def test_search_engines_get_a_description(blog: Site) -> None:
    blog.configure('craftblog_description = "About \\"craft\\""')
    blog.post("one", description='"Its own <words>"')
    built = blog.build()

    def description(page: str) -> str:
        return built.html(page).find("meta", {"name": "description"})["content"]

    assert description("index") == 'About "craft"'
    assert description("posts/one") == "Its own <words>"
    assert description("posts/two") == "Text."
    assert description("blog/tag/rust") == "Posts tagged Rust, on Notes."


def test_a_pygments_style_of_the_authors_is_used(blog: Site) -> None:
    blog.configure('pygments_style = "monokai"')
    assert "#272822" in blog.build().text("_static/craftblog.css").lower()


def test_a_site_may_extend_the_frame(blog: Site) -> None:
    blog.configure('templates_path = ["t"]')
    blog.write(
        "t/layout.html",
        '{% extends "!layout.html" %}{% block extrahead %}<meta name="x">{% endblock %}',
    )
    assert blog.build().html("posts/one").find("meta", {"name": "x"})


EMPTY_TEMPLATES = {
    "head": "head",
    "post_top": ".craftblog-post-header",
    "post_bottom": ".craftblog-post-footer",
    "footer": "body > footer",
}


@pytest.mark.parametrize("name", EMPTY_TEMPLATES)
def test_a_site_fills_an_empty_template(blog: Site, name: str) -> None:
    blog.configure('templates_path = ["_templates"]')
    (blog.folder / "_templates").mkdir()
    before = blog.build().tree()
    blog.write(f"_templates/craftblog/{name}.html", '<link class="mine" href="/x">\n')
    after = blog.build()
    assert len(after.html("posts/one").select(f"{EMPTY_TEMPLATES[name]} .mine")) == 1
    assert after.tree() == blog.build_clean().tree()
    blog.remove(f"_templates/craftblog/{name}.html")
    assert blog.build().tree() == before


@pytest.mark.parametrize("name", ["post_top", "post_bottom"])
def test_those_of_posts_work_in_every_theme(blog: Site, name: str) -> None:
    blog.configure('html_theme = "basic"\ntemplates_path = ["_templates"]')
    blog.write(f"_templates/craftblog/{name}.html", "<p class=mine>{{ post.title }}</p>\n")
    assert words(blog.build().html("posts/one").select_one(".mine")) == "One"


def test_a_page_in_a_toctree_says_where_it_stands(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\nguide/index\n```\n")
    blog.write("guide/index.md", "# The *guide*\n\n```{toctree}\nfirst\n```\n")
    blog.write("guide/first.md", "# First\n")
    built = blog.build()
    crumbs = built.html("guide/first").select("nav[aria-label=Breadcrumbs] a")
    assert [(words(a), a["href"]) for a in crumbs] == [("The guide", "index.html")]
    for page in ("guide/index", "posts/one", "blog/tag/rust"):
        assert not built.html(page).select(".breadcrumbs")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_color_is_readable_where_it_stands(scheme: str) -> None:
    table = colours()[scheme]
    pairs = [
        (name, ground)
        for name in ("text", "muted", "accent")
        for ground in ("page", "raised", "sunken")
    ]
    pairs += [(name, "raised") for name in ("note", "tip", "warning", "danger")]
    pairs += [
        (name, ground)
        for name in table
        if name.startswith("code-")
        for ground in ("page", "sunken", "mark", "added", "deleted")
    ]
    pairs += [("text", "mark"), ("page", "accent"), ("page", "text")]
    low = {pair: contrast(table[pair[0]], table[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    assert contrast(table["line-strong"], table["page"]) >= 3  # borders of inputs


def test_code_has_only_colors_that_are_readable_where_code_stands() -> None:
    css = (THEME / "styles" / "code-colours.css").read_text()
    assert len(re.findall(r"\.[a-z]\w*", css)) > 60
    used = set(re.findall(r"[ ;{]color: ([^;]+);", css))
    assert used <= {f"var(--{name})" for name in colours()["light"] if name.startswith("code-")}
    grounds = set(re.findall(r"background: ([^;]+);", css))
    assert grounds == {"var(--added)", "var(--deleted)"}  # with the page's own, all are tested


def test_every_color_of_the_styles_is_a_token() -> None:
    for path in (THEME / "styles").glob("*.css"):
        if path.stem not in {"tokens", "print"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", path.read_text()), path.name


def sheets(built: Built, page: str) -> list[str]:
    """The names of a page's style sheets, but for the one of MyST-NB."""
    hrefs = [str(link["href"]) for link in built.html(page).select("link[rel=stylesheet]")]
    names = [href.split("?")[0].rsplit("/", 1)[1] for href in hrefs]
    return [name for name in names if not name.startswith("mystnb.")]


def test_lists_have_a_smaller_style_sheet_until_more_stands_on_the_page(blog: Site) -> None:
    built = blog.build()
    assert sheets(built, "index") == sheets(built, "blog/tag/rust") == ["craftblog-lists.css"]
    assert sheets(built, "posts/one") == ["craftblog.css"]
    assert not built.html("index").select("script[src*='craftblog-content.js']")
    blog.write("index.md", "# Home\n\n```{note}\nNew.\n```\n\n```{post-list}\n```\n")
    built = blog.build()
    assert sheets(built, "index") == ["craftblog.css"]
    assert built.html("index").select("script[src*='craftblog-content.js']")
