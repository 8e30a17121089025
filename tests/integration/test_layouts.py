"""How the bundled theme lays out documents: as they ask for, or as is usual for their kind."""

from __future__ import annotations

import pytest
from sites import Built, Site, differences


def layout(built: Built, page: str) -> str:
    found = built.html(page).main.find(class_=lambda name: bool(name) and name.endswith("-body"))
    return str(found["class"][0]).removesuffix("-body")


ASKED = ("landing", "post", "page", "wide")


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A page of each kind as is usual, and of most kinds with each layout."""
    site = shared_site
    site.configure("craftblog_feeds = []\ncraftblog_social_cards = False\n")
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.post("one", tags="[Rust]")
    for asked in ASKED:
        head = f"---\norphan: true\nlayout: {asked}\n---\n"
        site.write(f"{asked}/about.md", f"{head}# About\n\n## More\n")
        site.write(f"{asked}/old.rst", f":orphan:\n:layout: {asked}\n\nOld\n===\n")
        site.post(f"{asked}-one", layout=asked)
        article = f".. article::\n   :date: 2026-01-02\n   :layout: {asked}\n"
        site.write(f"posts/{asked}-two.rst", f"{article}\nTwo\n===\n\nText.\n")
        site.write(f"posts/{asked}/_defaults.yml", f"layout: {asked}\n")
        site.post(f"{asked}/three")
    return site.build()


def test_each_kind_of_page_has_its_usual_layout(built: Built) -> None:
    pages = ("index", "posts/one", "about", "blog/tag/rust")
    assert [layout(built, page) for page in pages] == ["landing", "post", "page", "wide"]


@pytest.mark.parametrize("asked", ASKED)
def test_a_document_may_ask_for_another(built: Built, asked: str) -> None:
    assert built.warnings == []
    posts = [f"posts/{asked}{end}" for end in ("-one", "-two", "/three")]
    for page in (f"{asked}/about", f"{asked}/old", *posts):
        assert layout(built, page) == asked
        assert len(built.html(page).select(".h-entry > .p-name")) == page.startswith("posts/")
    assert bool(built.html(f"{asked}/about").select(".post-toc")) == (asked == "post")


def test_the_front_page_may_ask_for_another(site: Site) -> None:
    site.write("index.md", "---\nlayout: wide\n---\n# Home\n")
    built = site.build()
    assert built.warnings == []
    assert layout(built, "index") == "wide"


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
