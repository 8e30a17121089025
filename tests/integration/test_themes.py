"""The same three posts under every theme, each in that theme's own layout."""

from __future__ import annotations

import pytest
from sites import Site

LAYOUTS = {
    # theme: (extensions of its own, what every page of its layout has)
    "craftblog": ([], "header.site-header"),
    "furo": ([], "aside.sidebar-drawer"),
    "pydata_sphinx_theme": ([], ".bd-header"),
    "sphinx_book_theme": ([], ".bd-sidebar-primary"),
    "sphinx_rtd_theme": (["sphinx_rtd_theme"], "nav.wy-nav-side"),
    "shibuya": ([], ".sy-head"),
    "alabaster": ([], "div.sphinxsidebar"),
}


@pytest.mark.parametrize("theme", LAYOUTS)
def test_the_blog_keeps_the_layout_of_its_theme(site: Site, theme: str) -> None:
    extensions, mark = LAYOUTS[theme]
    site.configure(
        f"extensions += {extensions}\n"
        'craftblog_authors = {"ada": {"name": "Ada"}}\nnitpicky = True'
    )
    site.write(
        "index.md", "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n\n```{tag-index}\n```\n"
    )
    for day, name in enumerate(("one", "two", "three"), 1):
        body = "Text.\n\n```{code-block} sql\n:caption: a.sql\nSELECT 1;\n```\n"
        site.post(name, body, date=f"2026-01-0{day}", tags="[Rust, C++]")
    # In its file, the test application of Sphinx would take Alabaster for basic.
    built = site.build(html_theme=theme)
    assert built.warnings == []
    for page in ("index", "posts/two", "blog/tag/rust", "blog/tag", "blog/author/ada"):
        html = built.html(page)
        assert html.select_one(mark), f"{page} has not the layout of {theme}"
        titles = [
            h1
            for h1 in html.find_all("h1")
            # The Book theme has a second one for print, Alabaster one for its logo.
            if not h1.find_parent(id="jb-print-docs-body") and "logo" not in h1.get("class", [])
        ]
        assert len(titles) == 1
        assert html.find("link", href=lambda href: href and "_static/craftblog" in href)
    assert len(built.html("index").select(".craftblog-card-title")) == 3
    assert len(built.html("blog/tag/rust").select(".craftblog-card-title")) == 3
    post = built.html("posts/two")
    assert post.select_one(".craftblog-post-header time")
    assert len(post.select(".craftblog-neighbours a")) == 2


def test_pages_without_parts_of_the_blog_are_the_hosts_alone(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    assert "craftblog.css" not in site.build(html_theme="alabaster").text("about.html")
