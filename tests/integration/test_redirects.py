"""Earlier addresses lead to where posts are now."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Built, Site

from sphinx_craftblog.publishing.redirects import UnfitError, address


def target(built: Built, file: str) -> str:
    """Where a page forwards to, by all that it says."""
    page = built.html(file.removesuffix(".html"))
    content = page.find("meta", {"http-equiv": "refresh"})["content"]
    assert page.body.a["href"] == content.removeprefix("0; url=")
    return page.body.a["href"]


def redirects(built: Built) -> set[str]:
    pages = {name: text for name, text in built.tree().items() if ".htm" in name}
    return {name for name, text in pages.items() if b'http-equiv="refresh"' in text}


def rules(built: Built) -> list[str]:
    return built.text("_redirects").splitlines()[1:]


def test_a_page_forwards_to_the_post(site: Site) -> None:
    site.post("new", heading="Now <here>", redirect_from="[old/name.html]")
    built = site.build()
    assert built.warnings == []
    page = built.html("old/name")
    assert target(built, "old/name.html") == "../posts/new.html"
    assert page.html["lang"] == "en"
    assert page.title.text == page.a.text == "Now <here>"
    assert page.find("link", rel="canonical")["href"] == "https://notes.example/posts/new.html"
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert not page.find("script")
    assert not page.find("link", rel="stylesheet")
    assert rules(built) == ["/old/name.html /posts/new.html 301"]


@pytest.mark.parametrize(
    ("builder", "written", "file", "href"),
    [
        ("html", "old/name.html", "old/name.html", "../posts/new.html"),
        ("html", "/old/name", "old/name.html", "../posts/new.html"),
        ("html", "/old/name/", "old/name/index.html", "../../posts/new.html"),
        ("html", "old.htm", "old.htm", "posts/new.html"),
        ("html", "a/b/release-1.2", "a/b/release-1.2.html", "../../posts/new.html"),
        ("html", "2019/caf%C3%A9", "2019/café.html", "../posts/new.html"),
        ("html", "alt/größe und mehr", "alt/größe und mehr.html", "../posts/new.html"),
        ("html", "posts/new/", "posts/new/index.html", "../../posts/new.html"),
        ("dirhtml", "old/name.html", "old/name.html", "../posts/new/"),
        ("dirhtml", "/old/name", "old/name/index.html", "../../posts/new/"),
        ("dirhtml", "/old/name/", "old/name/index.html", "../../posts/new/"),
        ("dirhtml", "posts/new.html", "posts/new.html", "../posts/new/"),
    ],
)
def test_where_an_address_is(site: Site, builder: str, written: str, file: str, href: str) -> None:
    site.post("new", redirect_from=f"['{written}']")
    built = site.build(builder)
    assert built.warnings == []
    assert redirects(built) == {file}
    if file.endswith(".html"):
        assert target(built, file) == href


def test_rules_are_written_for_hosts(site: Site) -> None:
    site.configure('html_baseurl = "https://notes.example/blog/"')
    site.post("a b", redirect_from="[old/größe und mehr, 'old/a:b', old/x, old/x.html]")
    site.post("c", external_url="'https://example.org/a%20b?c=d#e'", redirect_from="c")
    assert rules(site.build()) == [
        "/blog/old/gr%C3%B6%C3%9Fe%20und%20mehr /blog/posts/a%20b.html 301",
        "/blog/old/a%3Ab /blog/posts/a%20b.html 301",
        "/blog/old/x /blog/posts/a%20b.html 301",
        "/blog/old/x.html /blog/posts/a%20b.html 301",
        "/blog/c https://example.org/a%20b?c=d#e 301",
    ]


def test_a_text_elsewhere_is_forwarded_to(site: Site) -> None:
    site.post("a", external_url="https://example.org/?a&b", redirect_from="old", language="de")
    built = site.build()
    assert target(built, "old.html") == "https://example.org/?a&b"
    page = built.html("old")
    assert page.find("link", rel="canonical")["href"] == "https://example.org/?a&b"
    assert page.html["lang"] == "de"


@pytest.mark.parametrize("key", ["redirect", "redirect_from"])
def test_redirects_of_an_article_and_by_ablogs_name(site: Site, key: str) -> None:
    site.write(
        "posts/a.rst",
        f"A\n=\n\n.. article::\n   :date: 2026-01-01\n   :{key}: old/a, old/b/\n\nText.\n",
    )
    built = site.build()
    assert built.warnings == []
    assert redirects(built) == {"old/a.html", "old/b/index.html"}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("''", "it is empty"),
        ("../up", "leads out"),
        ("a/%2e%2e/b", "leads out"),
        ("a/./b", "leads out"),
        ("a%2Fb", "leads out"),
        ("a//b", "two slashes"),
        ("//example.org/x", "no path within this site"),
        ("https://example.org/x", "no path within this site"),
        ("'C:/x'", "no path within this site"),
        (r"'a\b'", "no path within this site"),
        ("a%5Cb", "leads out"),
        ('"a\\nb"', "control character"),
        ('"a\\0b"', "control character"),
        ("a%0Ab", "control character"),
        ("a%FF", "not UTF-8"),
        ("old?p=1", "query"),
        ("'old#part'", "fragment"),
        ("'old/*'", "no wildcards"),
        ("a" * 251, "too long"),
        ("ä" * 126, "too long"),
        ("a/" * 451, "too long"),
    ],
)
def test_what_is_no_address_is_left_out(site: Site, written: str, reason: str) -> None:
    site.post("a", redirect_from=f"[old, {written}]")
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("a.md", 3, "craftblog.redirect")
    assert reason in warning.text
    assert redirects(built) == {"old.html"}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("about", "the document 'about'"),
        ("/", "the document 'index'"),
        ("posts/b.html", "the document 'posts/b'"),
        ("posts/a", "the post's own address"),
        ("blog/tag/rust.html", "the page 'blog/tag/rust'"),
        ("genindex", "the page 'genindex'"),
        ("search.html", "the page 'search'"),
        ("404", "the page '404'"),
        ("more", "the page 'more'"),
        ("own/page.html", "the file 'own/page.html'"),
        ("_static/x", "the folder '_static'"),
        ("about.html/", "the document 'about'"),
        ("own/page.html/x.html", "the file 'own/page.html'"),
        ("taken", "already leads to the post 'posts/0'"),
        ("taken.html", "already leads to the post 'posts/0'"),
        ("taken.html/", "already leads to the post 'posts/0'"),
    ],
)
def test_what_has_an_address_keeps_it(site: Site, written: str, reason: str) -> None:
    site.configure('html_extra_path = ["own_files"]\nhtml_additional_pages = {"more": "page.html"}')
    site.write("own_files/own/page.html", "Own.")
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.post("0", redirect_from="taken", tags="Rust")
    site.post("b")
    without = site.build().tree()
    site.post("a", redirect_from=f"['{written}']", unlisted="true")
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("a.md", 3, "craftblog.redirect")
    assert reason in warning.text
    assert redirects(built) == {"taken.html"}
    for name in ("about.html", "own/page.html", "blog/tag/rust.html"):
        assert built.tree()[name] == without[name]


def test_held_back_posts_lead_nowhere_to(site: Site) -> None:
    site.post("a", redirect_from="one", draft="true")
    site.post("b", redirect_from="two", expires="2026-02-01")
    site.post("c", redirect_from="three", unlisted="true")
    assert redirects(site.build()) == {"two.html", "three.html"}


def test_a_renamed_post_leaves_a_way(site: Site) -> None:
    site.post("old")
    site.build()
    site.remove("posts/old.md")
    site.post("new", redirect_from="posts/old.html")
    built = site.build()
    assert built.warnings == []
    assert target(built, "posts/old.html") == "../posts/new.html"
    site.post("old")
    built = site.build()
    assert [w.type for w in built.warnings] == ["craftblog.redirect"]
    assert redirects(built) == set()
    assert "_redirects" not in built.files()


def test_redirects_go_with_their_key_and_stay_unwritten_otherwise(site: Site) -> None:
    site.post("a", redirect_from="[one, two/, three]")
    built = site.build()
    one, two = built.out / "one.html", built.out / "two/index.html"
    times = one.stat().st_mtime_ns
    site.post("a", "Another text.", redirect_from="[one]", tags="[New]")
    built = site.build()
    assert one.stat().st_mtime_ns == times
    assert not two.parent.exists()
    assert redirects(built) == {"one.html"}
    site.post("a", redirect_from="[one]", heading="Another title")
    assert site.build().html("one").title.text == "Another title"


def test_a_file_can_become_a_folder_and_back(site: Site) -> None:
    for written, file in (("x.html", "x.html"), ("x.html/", "x.html/index.html")) * 2:
        site.post("a", redirect_from=written)
        built = site.build()
        assert built.warnings == []
        assert redirects(built) == {file}


def test_rules_of_the_author_are_left_alone(site: Site) -> None:
    site.configure('html_extra_path = ["own"]')
    site.write("own/_redirects", "/a /b 301\n")
    site.write("own/page.html", "Own.")
    site.post("a", redirect_from="old")
    assert site.build().text("_redirects") == "/a /b 301\n"
    site.remove("own/_redirects")
    site.remove("own/page.html")
    site.post("a", redirect_from="[old, page]")
    built = site.build()
    assert len(rules(built)) == 2
    site.write("own/_redirects", "/a /b 301\n")
    site.write("own/page.html", "Own.")
    site.post("a", redirect_from="old")
    built = site.build()
    assert (built.text("_redirects"), built.text("page.html")) == ("/a /b 301\n", "Own.")


def test_a_strange_file_is_left_alone(site: Site) -> None:
    site.post("a")
    out = site.build().out
    (out / "old.html").write_text("mine")
    (out / "_redirects").write_text("mine")
    (out / "folder").write_text("mine")
    site.post("a", redirect_from="[old, new, folder/x]")
    for _ in range(2):
        site.post("b", redirect_from="new/too")
        built = site.build()
        assert {w.type for w in built.warnings} == {"craftblog.redirect"}
        assert len(built.warnings) == 2
        assert (built.text("old.html"), built.text("_redirects")) == ("mine", "mine")
        assert redirects(built) == {"new.html", "new/too.html"}


def test_a_lost_manifest_loses_no_redirects(site: Site) -> None:
    site.post("a", redirect_from="old")
    out = site.build().out
    Path(out, ".craftblog.json").unlink()
    site.post("a", redirect_from="old", heading="Another")
    built = site.build()
    assert built.warnings == []
    assert built.html("old").title.text == "Another"


def test_the_template_may_be_overridden(site: Site) -> None:
    site.configure('templates_path = ["mine"]')
    site.write("mine/craftblog/redirect.html", "to {{ url }}")
    site.post("a", redirect_from="old")
    assert site.build().text("old.html") == "to posts/a.html"
    site.write("mine/craftblog/redirect.html", "now to {{ url }}")
    assert site.build().text("old.html") == "now to posts/a.html"


@pytest.mark.parametrize("builder", ["text", "epub", "singlehtml"])
def test_other_builders_make_none(site: Site, builder: str) -> None:
    site.post("a", redirect_from="old")
    assert not [name for name in site.build(builder).files() if "old" in name]


@given(st.text(st.sampled_from("ab./%2e5c0\\?#:* é\n\0"), max_size=12) | st.text(max_size=20))
def test_no_address_leads_out(written: str) -> None:
    try:
        path = address(written)
    except UnfitError:
        return
    root = Path("/site")
    assert (root / path).is_relative_to(root)
    assert not {"..", "."} & set(path.split("/"))
    assert path.isprintable() or not set(path) & set("\n\r\0\t")


# craftblog_redirects


def test_a_setting_forwards_to_documents_pages_and_urls(site: Site) -> None:
    site.post("new", tags="[C++]")
    site.configure(
        "craftblog_redirects = {'drafts': 'posts/new', '/blog/tag/c.html': 'blog/tag/c-plus-plus',"
        " 'shop/': 'https://shop.example/?a=1'}"
    )
    built = site.build()
    assert built.warnings == []
    assert target(built, "drafts.html") == "posts/new.html"
    assert target(built, "blog/tag/c.html") == "../../blog/tag/c-plus-plus.html"
    assert built.html("blog/tag/c").title.text == "Posts tagged C++"
    assert target(built, "shop.html") == "https://shop.example/?a=1"
    assert set(rules(built)) == {
        "/drafts /posts/new.html 301",
        "/blog/tag/c.html /blog/tag/c-plus-plus.html 301",
        "/shop https://shop.example/?a=1 301",
    }


def test_an_earlier_feed_is_a_copy(site: Site) -> None:
    site.post("new", tags="[rust]")
    site.configure("craftblog_redirects = {'feed.xml': 'blog/atom.xml'}")
    built = site.build()
    assert built.warnings == []
    assert built.text("feed.xml") == built.text("blog/atom.xml")
    assert rules(built) == ["/feed.xml /blog/atom.xml 301"]
    site.post("newer")
    built = site.build()
    assert built.warnings == []
    assert "Newer" in built.text("feed.xml")
    assert built.tree() == site.build_clean().tree()
    site.configure("")
    assert "feed.xml" not in site.build().files()


def test_a_setting_that_leads_nowhere_is_named_with_its_line(site: Site) -> None:
    site.post("new")
    site.configure("craftblog_redirects = {\n  'a': 'posts/now',\n  'posts/new': 'index',\n}")
    warned = {warning.line: warning for warning in site.build().warnings}
    assert "did you mean 'posts/new'?" in warned[7].text
    assert "the address of the document 'posts/new'" in warned[8].text
    assert {warning.type for warning in warned.values()} == {"craftblog.redirect"}


def test_a_page_that_forwards_follows_what_it_leads_to(site: Site) -> None:
    site.post("new", heading="Before")
    site.configure("craftblog_redirects = {'old': 'posts/new'}")
    site.build()
    site.post("new", heading="After")
    assert site.build().tree() == site.build_clean().tree()
