"""Builds: incremental ones end where clean ones do; any number of jobs, any builder."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import sphinx
from conftest import Built, Site


def blog(site: Site) -> None:
    site.configure('craftblog_tags = {"rust": {"name": "Rust"}}\nhtml_copy_source = True')
    site.write(
        "index.md",
        "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n\n"
        "```{tag-index}\n```\n\n{read-time}`posts/two`\n",
    )
    for day, (name, tags) in enumerate(
        {"one": "[Rust, SQL]", "two": "[Rust]", "three": "[C++]", "four": "[SQL]"}.items(), 1
    ):
        body = f"Text of {name}.\n\n```{{code-block}} python\n:caption: {name}.py\nx = 1\n```\n"
        site.post(name, body=body, date=f"2026-01-0{day}", tags=tags)
    site.write("about.md", "---\norphan: true\n---\n# About\n\nSee {doc}`posts/one`.\n")


def differing(left: Built, right: Built) -> list[str]:
    """Names of files that are not the same in both, but for Sphinx's own leftovers."""
    sphinx_own = {"searchindex.js", ".buildinfo.bak"}
    a, b = left.tree(), right.tree()
    return sorted(n for n in a.keys() | b.keys() if a.get(n) != b.get(n) and n not in sphinx_own)


EDITS: dict[str, Callable[[Site], object]] = {
    "body": lambda site: site.post("two", "Other words.", date="2026-01-02", tags="[Rust]"),
    "title": lambda site: site.post("two", heading="New", date="2026-01-02", tags="[Rust]"),
    "date": lambda site: site.post("two", date="2026-02-02", tags="[Rust]"),
    "new tag": lambda site: site.post("two", date="2026-01-02", tags="[Rust, New]"),
    "last use of a tag goes": lambda site: site.post("three", date="2026-01-03"),
    "author": lambda site: site.post("two", date="2026-01-02", tags="[Rust]", author="Ada"),
    "draft": lambda site: site.post("two", date="2026-01-02", tags="[Rust]", draft="true"),
    "featured": lambda site: site.post("one", date="2026-01-01", featured="true"),
    "longer": lambda site: site.post("two", "word " * 600, date="2026-01-02", tags="[Rust]"),
    "added": lambda site: site.post("five", date="2026-03-01", tags="[Rust]"),
    "deleted": lambda site: site.remove("posts/two.md"),
    "renamed": lambda site: (site.folder / "posts/two.md").rename(site.folder / "posts/deux.md"),
    "index": lambda site: site.write("index.md", "# Home\n\n```{post-list}\n:limit: 2\n```\n"),
    "date format": lambda site: site.configure('craftblog_date_format = "yyyy"'),
    "vocabulary": lambda site: site.configure(
        'craftblog_tags = {"rust": {"name": "Rust lang", "aliases": ["Rust"]}}'
    ),
    "path": lambda site: site.configure('craftblog_path = "notes"'),
    "author renamed": lambda site: site.configure('craftblog_authors = {"a": ("Ada",)}'),
    "template": lambda site: (
        site.configure('templates_path = ["t"]'),
        site.write("t/craftblog/state.html", "mine"),
    ),
    "no tags at all": lambda site: [
        site.post(name, date="2026-01-01") for name in ("one", "two", "three", "four")
    ],
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_ends_where_a_clean_build_does(site: Site, edit: str) -> None:
    blog(site)
    site.build()
    time.sleep(0.01)
    EDITS[edit](site)
    again = site.build()
    assert differing(again, site.build_clean()) == []


def test_a_removed_tag_leaves_no_page_behind(site: Site) -> None:
    blog(site)
    assert "blog/tag/c-plus-plus.html" in site.build().files()
    site.post("three", date="2026-01-03")
    assert "blog/tag/c-plus-plus.html" not in site.build().files()


def test_a_build_that_changes_nothing_writes_nothing_of_ours(site: Site) -> None:
    blog(site)
    built = site.build()
    ours = [built.out / name for name in built.files() if name.startswith(("blog/", "posts/"))]
    ours += [
        built.out / name for name in ("index.html", ".craftblog.json", "_static/craftblog.css")
    ]
    before = {path: path.stat().st_mtime_ns for path in ours}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in ours} == before


def test_an_edit_writes_its_page_alone(site: Site) -> None:
    blog(site)
    built = site.build()
    before = {name: (built.out / name).stat().st_mtime_ns for name in built.files()}
    body = "Text of two.\n\nA further paragraph, below the excerpt.\n"
    site.post("two", body, date="2026-01-02", tags="[Rust]", code_panel="false")
    site.build()
    site.post("two", body + "More.\n", date="2026-01-02", tags="[Rust]", code_panel="false")
    before = {name: (built.out / name).stat().st_mtime_ns for name in built.files()}
    built = site.build()
    written = {
        name for name in built.files() if (built.out / name).stat().st_mtime_ns != before[name]
    }
    pages = {name for name in written if name.endswith(".html")}
    of_sphinx = {"genindex.html", "search.html"}
    if sphinx.version_info < (9,):
        of_sphinx.add("index.html")  # Sphinx 8 writes the front page in every build
    assert pages - of_sphinx == {"posts/two.html"}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_number_of_jobs_does_not_show(site: Site, builder: str) -> None:
    blog(site)
    one = site.build(builder, into="one")
    two = site.build(builder, into="two", jobs=2)
    assert one.tree() == two.tree()
    assert one.warnings == two.warnings == []


def test_zone_and_locale_do_not_show(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    blog(site)
    here = site.build(into="one").tree()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    time.tzset()
    try:
        assert site.build(into="two").tree() == here
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "builder",
    [
        "text",
        "latex",
        "epub",
        "man",
        "texinfo",
        "xml",
        "pseudoxml",
        "gettext",
        "json",
        "pickle",
        "singlehtml",
        "dummy",
        "linkcheck",
    ],
)
def test_every_builder_builds(site: Site, builder: str) -> None:
    blog(site)
    site.configure('html_baseurl = ""\nman_pages = [("index", "notes", "", [], 1)]')
    built = site.build(builder)
    ours = [w for w in built.warnings if w.type.startswith("craftblog") or "node" in w.text]
    assert ours == []
    others = {w.type for w in built.warnings}
    # epub asks for metadata of its own; a book without a toctree has no chapters
    assert others <= {"", "epub.unknown_project_files"} or builder == "epub"


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man", "text", "epub", "singlehtml"])
def test_a_book_may_hold_posts_and_not_the_pages_of_their_tags(site: Site, builder: str) -> None:
    blog(site)
    site.configure('version = "1"\nman_pages = [("index", "notes", "", [], 1)]')
    site.write("index.md", "# Home\n\n```{toctree}\nposts/one\n```\n\n```{post-list}\n```\n")
    site.write("blog/tag/rust.md", "---\norphan: true\n---\n# About Rust\n")
    built = site.build(builder)
    assert [w for w in built.warnings if w.type.startswith("craftblog")] == []
    if builder == "latex":
        assert "January 1, 2026 · 1 min read" in built.text("notes.tex")


def test_text_lists_the_same_posts_in_the_same_order(site: Site) -> None:
    blog(site)
    text = site.build("text").text("index.txt")
    places = [text.index(name) for name in ("Four (January 4, 2026)", "Three", "Two", "One")]
    assert places == sorted(places)
    assert "1 min read" in text


def test_text_is_rewritten_when_its_posts_change(site: Site) -> None:
    blog(site)
    site.build("text")
    site.post("four", date="2026-01-04", heading="Quatre")
    assert "Quatre (January 4, 2026)" in site.build("text").text("index.txt")


def test_builders_of_one_environment_do_not_swallow_each_others_changes(site: Site) -> None:
    blog(site)
    site.build("html")
    site.build("text")
    site.post("four", date="2026-01-04", heading="Quatre")
    site.build("text")
    assert "Quatre" in site.build("html").text("index.html")


def test_message_catalogs_hold_no_lists(site: Site) -> None:
    blog(site)
    catalog = site.build("gettext").text("index.pot")
    assert "Home" in catalog
    assert "Four" not in catalog


def test_two_blogs_in_one_process_do_not_mix(tmp_path_factory: pytest.TempPathFactory) -> None:
    left, right = (Site(tmp_path_factory.mktemp(name)) for name in ("left", "right"))
    blog(left)
    right.post("other", tags="[Other]")
    left.build()
    built = right.build()
    assert "blog/tag/rust.html" not in built.files()
    assert "blog/tag/other.html" in built.files()
    assert differing(left.build(), left.build_clean()) == []


def test_a_missing_fragment_is_made_again(site: Site) -> None:
    blog(site)
    site.build()
    (site.folder / "_build/doctrees/craftblog/fragments/posts/one.json").unlink()
    site.post("four", date="2026-01-04", heading="Quatre")
    again = site.build()
    assert again.warnings == []
    assert differing(again, site.build_clean()) == []


def test_never_a_file_that_a_build_of_ours_did_not_write_is_removed(site: Site) -> None:
    blog(site)
    built = site.build()
    (built.out / "blog/tag/by-hand.html").write_text("mine")
    site.remove("posts/three.md")
    assert "blog/tag/by-hand.html" in site.build().files()


def test_the_record_of_a_post_stays_small(site: Site) -> None:
    import pickle

    from sphinx_craftblog.domain import blog_domain

    site.post("long", body="A paragraph of many words. " * 80, tags="[a, b, c]", author="Ada")
    site.build()
    with (site.folder / "_build/doctrees/environment.pickle").open("rb") as file:
        data = pickle.load(file).domaindata["blog"]
    assert blog_domain is not None
    assert len(pickle.dumps(data["posts"]["posts/long"])) < 1300
