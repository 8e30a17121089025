"""The same three posts under every theme, each in that theme's own layout."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sites import Site

THEMES = {
    # theme: extensions of its own
    "craftblog": [],
    "furo": [],
    "pydata_sphinx_theme": [],
    "sphinx_book_theme": [],
    "sphinx_rtd_theme": ["sphinx_rtd_theme"],
    "shibuya": [],
    "alabaster": [],
}


def layout(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """The elements around the part of a page that has its title, which are the theme's.

    A theme may have other titles: of the site, or for print.
    """
    (title,) = (h1 for h1 in page.find_all("h1") if h1.find_parent("section"))
    around = title.find_parent("section").parents
    return [(box.name, box.get("class", [])) for box in around]


@pytest.mark.parametrize("theme", THEMES)
def test_the_blog_keeps_the_layout_of_its_theme(site: Site, theme: str) -> None:
    site.configure(
        f"extensions += {THEMES[theme]}\n"
        'craftblog_authors = {"ada": {"name": "Ada"}}\nnitpicky = True\n'
    )
    site.write(
        "index.md", "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n\n```{tag-index}\n```\n"
    )
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    for day, name in enumerate(("one", "two", "three"), 1):
        body = "Text.\n\n```{code-block} sql\n:caption: a.sql\nSELECT 1;\n```\n"
        site.post(name, body, date=f"2026-01-0{day}", tags="[Rust, C++]")
    # In its file, the test application of Sphinx would take Alabaster for basic.
    # The PyData theme and those made of it change Sphinx for all builds of a process.
    changes_sphinx = theme in {"pydata_sphinx_theme", "sphinx_book_theme"}
    if changes_sphinx:
        with (site.folder / "conf.py").open("a") as settings:
            settings.write(f'html_theme = "{theme}"\n')
    built = site.build_apart() if changes_sphinx else site.build(html_theme=theme)
    assert built.warnings == []
    usual = layout(built.html("about"))
    for page in ("index", "posts/two", "blog/tag/rust", "blog/tag", "blog/author/ada"):
        html = built.html(page)
        own = bool(html.select_one("header.site-header"))
        assert own is (theme == "craftblog")
        boxes = layout(html)  # and one title
        assert own or boxes == usual, f"{page} has not the layout of {theme}"
        assert html.find("link", href=lambda href: href and "_static/craftblog" in href)
    assert len(built.html("index").select(".craftblog-card-title")) == 3
    assert len(built.html("blog/tag/rust").select(".craftblog-card-title")) == 3
    post = built.html("posts/two")
    assert post.select_one(".craftblog-post-header time")
    assert len(post.select(".craftblog-neighbours a")) == 2


def test_pages_without_parts_of_the_blog_are_the_hosts_alone(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    assert "craftblog.css" not in site.build(html_theme="alabaster").text("about.html")
