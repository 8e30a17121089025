"""The bundled theme: its pages, its weight, its templates."""

from __future__ import annotations

import pytest
from pygments.styles import get_style_by_name
from sites import Built, Site, differences, words

PLAIN = "craftblog_feeds = []\ncraftblog_social_cards = False\n"


def write_blog(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n")
    for day, name in enumerate(("one", "two"), 1):
        site.post(name, f"Text.\n\n## Part {day}\n\nMore.", date=f"2026-01-0{day}", tags="[Rust]")


@pytest.fixture
def blog(site: Site) -> Site:
    write_blog(site)
    return site


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """Posts, lists of them, and pages in a toctree."""
    write_blog(shared_site)
    shared_site.configure('craftblog_description = "About \\"craft\\""')
    shared_site.post("bare", "Text.\n\n## Part 1\n\nMore.", toc="false")
    shared_site.post("told", description='"Its own <words>"')
    shared_site.write("guide/index.md", "# The *guide*\n\n```{toctree}\nfirst\n```\n")
    shared_site.write("guide/first.md", "# First\n")
    index = shared_site.folder / "index.md"
    index.write_text(index.read_text() + "\n```{toctree}\nguide/index\n```\n")
    return shared_site.build()


def test_a_page_begins_with_a_link_past_its_header(built: Built) -> None:
    page = built.html("posts/one")
    first = page.body.find(["a", "button", "input"])
    assert first.text == "Skip to main content"
    assert page.main["id"] == first["href"].removeprefix("#")
    assert page.header
    assert page.footer
    assert len(page.find_all("main")) == 1


def test_a_page_asks_for_one_sheet_one_script_and_no_other_host(built: Built) -> None:
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


def test_only_the_search_page_loads_search(built: Built) -> None:
    scripts = " ".join(tag["src"] for tag in built.html("search").select("script"))
    for name in ("searchtools.js", "language_data.js", "searchindex.js", "doctools.js"):
        assert name in scripts
        assert name not in built.text("index.html")


def test_contents_stand_beside_a_post_unless_it_says_no(built: Built) -> None:
    page = built.html("posts/one")
    assert [a.text for a in page.select(".post-toc ul ul a")] == ["Part 1"]
    assert built.html("posts/bare").select(".post-toc") == []


def test_search_engines_get_a_description(built: Built) -> None:
    def description(page: str) -> str:
        return built.html(page).find("meta", {"name": "description"})["content"]

    assert description("index") == 'About "craft"'
    assert description("posts/told") == "Its own <words>"
    assert description("posts/two") == "Text."
    assert description("blog/tag/rust") == "Posts tagged Rust, on Notes."


def test_a_pygments_style_of_the_authors_is_used(blog: Site) -> None:
    ground = get_style_by_name("monokai").background_color
    blog.configure(PLAIN)
    own = blog.build().text("_static/craftblog.css")
    blog.configure(f'{PLAIN}pygments_style = "monokai"')
    css = blog.build().text("_static/craftblog.css")
    assert ground.lower() in css.lower()
    assert ground.lower() not in own.lower()


FILLED = {
    "head": "head",
    "post_top": ".craftblog-post-header",
    "post_bottom": ".craftblog-post-footer",
    "footer": "body > footer",
}
"""The empty templates that a site fills, and where they stand on the page of a post."""


def test_a_site_fills_the_empty_templates(blog: Site) -> None:
    blog.configure(f'{PLAIN}templates_path = ["_templates"]')
    (blog.folder / "_templates").mkdir()
    before = blog.build().tree()
    for name in FILLED:
        blog.write(f"_templates/craftblog/{name}.html", f'<link class="{name}" href="/x">\n')
        after = blog.build()
        assert len(after.html("posts/one").select(f"{FILLED[name]} .{name}")) == 1
    assert differences(after, blog.build_clean()) == []
    for name in FILLED:
        blog.remove(f"_templates/craftblog/{name}.html")
        after = blog.build()
        assert not after.html("posts/one").select(f".{name}")
    assert after.tree() == before


def test_a_site_may_extend_the_frame_and_every_theme_has_the_templates_of_posts(
    blog: Site,
) -> None:
    for name in ("post_top", "post_bottom"):
        blog.write(f"_templates/craftblog/{name}.html", f"<p class={name}>{{{{ post.title }}}}</p>")
    blog.write(
        "_templates/layout.html",
        '{% extends "!layout.html" %}{% block extrahead %}<meta name="x">{% endblock %}',
    )
    for theme in ("craftblog", "basic"):
        blog.configure(f'{PLAIN}html_theme = "{theme}"\ntemplates_path = ["_templates"]')
        page = blog.build(into=theme).html("posts/one")
        assert page.find("meta", {"name": "x"})
        for name in ("post_top", "post_bottom"):
            assert words(page.select_one(f".{name}")) == "One"


def test_a_page_in_a_toctree_says_where_it_stands(built: Built) -> None:
    crumbs = built.html("guide/first").select("nav[aria-label=Breadcrumbs] a")
    assert [(words(a), a["href"]) for a in crumbs] == [("The guide", "index.html")]
    for page in ("guide/index", "posts/one", "blog/tag/rust"):
        assert not built.html(page).select(".breadcrumbs")


def sheets(built: Built, page: str) -> list[str]:
    """The names of a page's style sheets, but for the one of MyST-NB."""
    hrefs = [str(link["href"]) for link in built.html(page).select("link[rel=stylesheet]")]
    names = [href.split("?")[0].rsplit("/", 1)[1] for href in hrefs]
    return [name for name in names if not name.startswith("mystnb.")]


def test_lists_have_a_smaller_style_sheet_until_more_stands_on_the_page(blog: Site) -> None:
    blog.configure(PLAIN)
    built = blog.build()
    assert sheets(built, "index") == sheets(built, "blog/tag/rust") == ["craftblog-lists.css"]
    assert sheets(built, "posts/one") == ["craftblog.css"]
    assert not built.html("index").select("script[src*='craftblog-content.js']")
    blog.write("index.md", "# Home\n\n```{note}\nNew.\n```\n\n```{post-list}\n```\n")
    built = blog.build()
    assert sheets(built, "index") == ["craftblog.css"]
    assert built.html("index").select("script[src*='craftblog-content.js']")
