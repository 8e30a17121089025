"""How the bundled theme lays out documents: as they ask for, or as is usual for their kind."""

from __future__ import annotations

import pytest
from sites import Built, Site, differences


def layout(built: Built, page: str) -> str:
    found = built.html(page).main.find(class_=lambda name: bool(name) and name.endswith("-body"))
    return str(found["class"][0]).removesuffix("-body")


def test_each_kind_of_page_has_its_usual_layout(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.post("one", tags="[Rust]")
    built = site.build()
    pages = ("index", "posts/one", "about", "blog/tag/rust")
    assert [layout(built, page) for page in pages] == ["landing", "post", "page", "wide"]


@pytest.mark.parametrize("asked", ["landing", "post", "page", "wide"])
def test_a_document_may_ask_for_another(site: Site, asked: str) -> None:
    site.write("index.md", f"---\nlayout: {asked}\n---\n# Home\n")
    site.write("about.md", f"---\norphan: true\nlayout: {asked}\n---\n# About\n\n## More\n")
    site.write("old.rst", f":orphan:\n:layout: {asked}\n\nOld\n===\n")
    site.post("one", layout=asked)
    site.write(
        "posts/two.rst",
        f".. article::\n   :date: 2026-01-02\n   :layout: {asked}\n\nTwo\n===\n\nText.\n",
    )
    site.write("posts/sub/_defaults.yml", f"layout: {asked}\n")
    site.post("sub/three")
    built = site.build()
    assert built.warnings == []
    for page in ("index", "about", "old", "posts/one", "posts/two", "posts/sub/three"):
        assert layout(built, page) == asked
        is_post = page.startswith("posts/")
        assert len(built.html(page).select(".h-entry > .p-name")) == is_post
    assert bool(built.html("about").select(".post-toc")) == (asked == "post")


def test_a_layout_that_there_is_not_is_named_at_its_line(site: Site) -> None:
    site.write("about.md", "---\norphan: true\nlayout: lading\n---\n# About\n")
    site.write("old.rst", ":orphan:\n:layout: two columns\n\nOld\n===\n")
    site.post("one", layout="wyde")
    site.write("posts/sub/_defaults.yml", "tags: [Rust]\nlayout: paje\n")
    site.post("sub/two")
    site.post("sub/three")
    built = site.build()
    choices = "'layout' takes one of landing, post, page, wide, not"
    found = sorted((one.file, one.line, one.text, one.type) for one in built.warnings)
    assert found == [
        ("_defaults.yml", 2, f"{choices} 'paje'; did you mean 'page'?", "craftblog.layout"),
        ("about.md", 3, f"{choices} 'lading'; did you mean 'landing'?", "craftblog.layout"),
        ("old.rst", 2, f"{choices} 'two columns'", "craftblog.layout"),
        ("one.md", 3, f"{choices} 'wyde'; did you mean 'wide'?", "craftblog.layout"),
    ]
    assert [layout(built, page) for page in ("about", "posts/one")] == ["page", "post"]
    assert len(site.build().warnings) == 4


def test_the_layouts_of_another_theme_are_its_own(site: Site) -> None:
    site.configure('html_theme = "alabaster"')
    site.write("about.md", "---\norphan: true\nlayout: compact\n---\n# About\n")
    assert site.build().warnings == []


def test_another_layout_writes_its_page_and_no_other(site: Site) -> None:
    site.write("posts/sub/_defaults.yml", "tags: [Rust]\n")
    site.post("sub/one")
    site.post("two")
    before = site.build().tree()
    site.write("posts/sub/_defaults.yml", "tags: [Rust]\nlayout: wide\n")
    after = site.build()
    changed = {name for name, content in after.tree().items() if before.get(name) != content}
    assert {name for name in changed if name.endswith(".html")} == {"posts/sub/one.html"}
    assert differences(after, site.build_clean(jobs=2)) == []
