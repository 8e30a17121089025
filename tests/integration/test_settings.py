"""Settings of a site: what an application makes of them."""

from __future__ import annotations

import pytest
from sites import Site
from sphinx.errors import ConfigError, ExtensionError


def test_a_wrong_setting_stops_the_build_at_its_line(site: Site) -> None:
    site.configure("craftblog_excerpt = -1")
    with pytest.raises(ConfigError) as caught:
        site.build()
    said = f"{site.folder / 'conf.py'}:6: craftblog_excerpt takes a whole number, 0 or more, not -1"
    assert str(caught.value) == said


def test_the_theme_alone_says_what_is_missing(site: Site) -> None:
    site.write(
        "conf.py", 'project = "Notes"\nextensions = ["myst_parser"]\nhtml_theme = "craftblog"\n'
    )
    with pytest.raises(ExtensionError, match="'sphinx_craftblog' in the extensions"):
        site.build()


@pytest.mark.parametrize(
    "extensions",
    [
        ["sphinx_craftblog"],
        ["myst_parser", "sphinx_craftblog"],
        ["sphinx_craftblog", "myst_parser"],
    ],
)
def test_markdown_works_whether_or_not_myst_is_listed(site: Site, extensions: list[str]) -> None:
    site.configure(f"extensions = {extensions}")
    site.post("one")
    built = site.build("dummy" if len(extensions) > 1 else "html")
    assert built.warnings == []


def test_settings_reach_the_pages(site: Site) -> None:
    site.configure(
        """
        html_title = "Title"
        craftblog_title = "Blog"
        craftblog_posts = ["news/*", "essays/**"]
        craftblog_autors = {}
        """
    )
    site.post("ignored")
    for name in ("news/a", "essays/2026/b", "news/index"):
        site.write(f"{name}.md", "---\ndate: 2026-01-01\norphan: true\n---\n# A\n\nText.\n")
    built = site.build()
    unknown, no_toctree = built.warnings
    assert (unknown.file, unknown.line) == ("conf.py", 10)
    assert unknown.type == "craftblog.unknown_setting"
    assert no_toctree.file == "ignored.md"
    title = built.html("index").title
    assert title is not None
    assert title.text == "Blog"
    names = ("news/a", "essays/2026/b", "news/index", "posts/ignored")
    kinds = {name: built.html(name).select_one("body")["class"][0] for name in names}
    assert kinds == {
        "news/a": "post",
        "essays/2026/b": "post",
        "news/index": "page",
        "posts/ignored": "page",
    }
