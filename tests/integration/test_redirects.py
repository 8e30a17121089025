"""Earlier addresses lead to where posts are now."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site, Warned, differences


def target(built: Built, file: str) -> str:
    """Where a page forwards to, by all that it says."""
    page = BeautifulSoup(built.text(file), "html5lib")
    content = page.find("meta", {"http-equiv": "refresh"})["content"]
    assert page.body.a["href"] == content.removeprefix("0; url=")
    return page.body.a["href"]


def redirects(built: Built) -> set[str]:
    pages = {name: text for name, text in built.tree().items() if ".htm" in name}
    return {name for name, text in pages.items() if b'http-equiv="refresh"' in text}


def rules(built: Built) -> list[str]:
    return built.text("_redirects").splitlines()[1:]


PLACES = {
    "html": [
        ("name", "old/name.html", "old/name.html", "../posts/name.html"),
        ("no-ending", "/old/no-ending", "old/no-ending.html", "../posts/no-ending.html"),
        ("slash", "/old/slash/", "old/slash/index.html", "../../posts/slash.html"),
        ("htm", "old.htm", "old.htm", "posts/htm.html"),
        ("dot", "a/b/release-1.2", "a/b/release-1.2.html", "../../posts/dot.html"),
        ("encoded", "2019/caf%C3%A9", "2019/café.html", "../posts/encoded.html"),
        ("blanks", "alt/größe und mehr", "alt/größe und mehr.html", "../posts/blanks.html"),
        ("beneath", "posts/beneath/", "posts/beneath/index.html", "../../posts/beneath.html"),
    ],
    "dirhtml": [
        ("name", "old/name.html", "old/name.html", "../posts/name/"),
        ("no-ending", "/old/no-ending", "old/no-ending/index.html", "../../posts/no-ending/"),
        ("slash", "/old/slash/", "old/slash/index.html", "../../posts/slash/"),
        ("itself", "posts/itself.html", "posts/itself.html", "../posts/itself/"),
    ],
}
"""By the builder: a post, what it says it was, the file that forwards, and the link in it."""

UNFIT = {
    "unfit-empty": ("''", "it is empty"),
    "unfit-up": ("../up", "leads out"),
    "unfit-escape": ('"a\\nb"', "control character"),
    "unfit-name": ("a" * 251, "too long"),
    "unfit-bytes": ("ä" * 126, "too long"),
    "unfit-path": ("a/" * 451, "too long"),
}

TAKEN = {
    "taken-document": ("about", "the document 'about'"),
    "taken-root": ("/", "the document 'index'"),
    "taken-post": ("posts/b.html", "the document 'posts/b'"),
    "taken-own": ("posts/taken-own", "the post's own address"),
    "taken-tag": ("blog/tag/rust.html", "the page 'blog/tag/rust'"),
    "taken-genindex": ("genindex", "the page 'genindex'"),
    "taken-search": ("search.html", "the page 'search'"),
    "taken-404": ("404", "the page '404'"),
    "taken-additional": ("more", "the page 'more'"),
    "taken-file": ("own/page.html", "the file 'own/page.html'"),
    "taken-folder": ("_static/x", "the folder '_static'"),
    "taken-below-document": ("about.html/", "the document 'about'"),
    "taken-below-file": ("own/page.html/x.html", "the file 'own/page.html'"),
    "taken-twice": ("taken", "already leads to the post 'posts/0'"),
    "taken-twice-html": ("taken.html", "already leads to the post 'posts/0'"),
    "taken-below-twice": ("taken.html/", "already leads to the post 'posts/0'"),
}

SETTING = """
craftblog_redirects = {
  'a': 'posts/elsewhre',
  'posts/0': 'index',
  'drafts': 'posts/0',
  '/blog/tag/c.html': 'blog/tag/c-plus-plus',
  'shop/': 'https://shop.example/?a=1',
}
html_extra_path = ["own_files"]
html_additional_pages = {"more": "page.html"}
"""


@pytest.fixture(scope="module")
def forwarding(shared_site: Site) -> Built:
    """A site with earlier addresses of every kind, in the front matter and in ``conf.py``."""
    site = shared_site
    site.configure(SETTING.lstrip())
    site.write("own_files/own/page.html", "Own.")
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.post("0", redirect_from="taken", tags="[Rust, C++]")
    site.post("b")
    site.post("title", heading="Now <here>", redirect_from="[old/title.html]")
    site.post(
        "elsewhere",
        external_url="'https://example.org/?a&b'",
        redirect_from="elsewhere",
        language="de",
    )
    for key in ("redirect", "redirect_from"):
        site.write(
            f"posts/{key}.rst",
            f"A\n=\n\n.. article::\n   :date: 2026-01-01\n   :{key}: {key}/a, {key}/b/\n\nText.\n",
        )
    site.post("held-draft", redirect_from="held/one", draft="true")
    site.post("held-expired", redirect_from="held/two", expires="2026-02-01")
    site.post("held-unlisted", redirect_from="held/three", unlisted="true")
    for name, written, _, _ in PLACES["html"]:
        site.post(name, redirect_from=f"['{written}']")
    for name, (written, _) in UNFIT.items():
        site.post(name, redirect_from=f"[old/{name}, {written}]")
    for name, (written, _) in TAKEN.items():
        site.post(name, redirect_from=f"['{written}']")
    return site.build()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of pages that are folders, and that lies in a folder of its host."""
    site = Site(tmp_path_factory.mktemp("folders"))
    site.configure('html_baseurl = "https://notes.example/blog/"')
    site.post("a b", redirect_from="[old/größe und mehr, 'old/a:b', old/x, old/x.html]")
    site.post("c", external_url="'https://example.org/a%20b?c=d#e'", redirect_from="c")
    for name, written, _, _ in PLACES["dirhtml"]:
        site.post(name, redirect_from=f"['{written}']")
    return site.build("dirhtml")


def warnings_of(built: Built, file: str) -> list[Warned]:
    return [warning for warning in built.warnings if warning.file == file]


def test_exactly_the_earlier_addresses_forward(forwarding: Built) -> None:
    assert redirects(forwarding) == {
        *(file for _, _, file, _ in PLACES["html"]),
        *(f"old/{name}.html" for name in UNFIT),
        *("redirect/a.html", "redirect/b/index.html"),
        *("redirect_from/a.html", "redirect_from/b/index.html"),
        *("held/two.html", "held/three.html"),
        *("drafts.html", "blog/tag/c.html", "shop.html"),
        *("old/title.html", "elsewhere.html", "taken.html"),
    }


def test_only_what_cannot_be_done_is_warned_of(forwarding: Built) -> None:
    files = [*UNFIT, *TAKEN]
    expected = sorted([*(f"{name}.md" for name in files), "conf.py", "conf.py"])
    assert sorted(warning.file for warning in forwarding.warnings) == expected
    assert {warning.type for warning in forwarding.warnings} == {"craftblog.redirect"}


def test_a_page_forwards_to_the_post(forwarding: Built) -> None:
    page = forwarding.html("old/title")
    assert target(forwarding, "old/title.html") == "../posts/title.html"
    assert page.html["lang"] == "en"
    assert page.title.text == page.a.text == "Now <here>"
    assert page.find("link", rel="canonical")["href"] == "https://notes.example/posts/title.html"
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert not page.find("script")
    assert not page.find("link", rel="stylesheet")
    assert "/old/title.html /posts/title.html 301" in rules(forwarding)


@pytest.mark.parametrize(("name", "written", "file", "href"), PLACES["html"])
def test_where_an_address_is(
    forwarding: Built, name: str, written: str, file: str, href: str
) -> None:
    assert target(forwarding, file) == href


@pytest.mark.parametrize(("name", "written", "file", "href"), PLACES["dirhtml"])
def test_where_an_address_is_among_folders(
    folders: Built, name: str, written: str, file: str, href: str
) -> None:
    assert target(folders, file) == href


def test_rules_are_written_for_hosts(folders: Built) -> None:
    assert folders.warnings == []
    assert rules(folders)[:5] == [
        "/blog/old/gr%C3%B6%C3%9Fe%20und%20mehr /blog/posts/a%20b/ 301",
        "/blog/old/a%3Ab /blog/posts/a%20b/ 301",
        "/blog/old/x /blog/posts/a%20b/ 301",
        "/blog/old/x.html /blog/posts/a%20b/ 301",
        "/blog/c https://example.org/a%20b?c=d#e 301",
    ]
    assert len(rules(folders)) == 5 + len(PLACES["dirhtml"])


def test_a_text_elsewhere_is_forwarded_to(forwarding: Built) -> None:
    assert target(forwarding, "elsewhere.html") == "https://example.org/?a&b"
    page = forwarding.html("elsewhere")
    assert page.find("link", rel="canonical")["href"] == "https://example.org/?a&b"
    assert page.html["lang"] == "de"


@pytest.mark.parametrize("key", ["redirect", "redirect_from"])
def test_redirects_of_an_article_and_by_ablogs_name(forwarding: Built, key: str) -> None:
    assert target(forwarding, f"{key}/a.html") == f"../posts/{key}.html"
    assert target(forwarding, f"{key}/b/index.html") == f"../../posts/{key}.html"


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_no_address_is_left_out_and_others_are_kept(forwarding: Built, name: str) -> None:
    (warning,) = warnings_of(forwarding, f"{name}.md")
    assert (warning.line, warning.type) == (3, "craftblog.redirect")
    assert UNFIT[name][1] in warning.text
    assert target(forwarding, f"old/{name}.html") == f"../posts/{name}.html"


@pytest.mark.parametrize("name", TAKEN)
def test_what_has_an_address_keeps_it(forwarding: Built, name: str) -> None:
    (warning,) = warnings_of(forwarding, f"{name}.md")
    assert (warning.line, warning.type) == (3, "craftblog.redirect")
    assert TAKEN[name][1] in warning.text


def test_what_is_at_an_address_is_left_as_it_is(forwarding: Built) -> None:
    assert forwarding.html("about").h1.text.startswith("About")
    assert forwarding.text("own/page.html") == "Own."
    assert forwarding.html("blog/tag/rust").h1.text == "Rust"
    assert target(forwarding, "taken.html") == "posts/0.html"


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


def test_other_builders_make_none(site: Site) -> None:
    site.post("a", redirect_from="old")
    for builder in ("text", "epub", "singlehtml"):
        assert not [name for name in site.build(builder).files() if "old" in name]


# craftblog_redirects


def test_a_setting_forwards_to_documents_pages_and_urls(forwarding: Built) -> None:
    assert target(forwarding, "drafts.html") == "posts/0.html"
    assert target(forwarding, "blog/tag/c.html") == "../../blog/tag/c-plus-plus.html"
    assert forwarding.html("blog/tag/c").title.text == "Posts tagged C++"
    assert target(forwarding, "shop.html") == "https://shop.example/?a=1"
    assert {
        "/drafts /posts/0.html 301",
        "/blog/tag/c.html /blog/tag/c-plus-plus.html 301",
        "/shop https://shop.example/?a=1 301",
    } <= set(rules(forwarding))


def test_a_setting_that_leads_nowhere_is_named_with_its_line(forwarding: Built) -> None:
    warned = {warning.line: warning.text for warning in warnings_of(forwarding, "conf.py")}
    assert warned.keys() == {7, 8}
    assert "did you mean 'posts/elsewhere'?" in warned[7]
    assert "the address of the document 'posts/0'" in warned[8]


def test_what_an_earlier_address_shows_follows_what_it_leads_to(site: Site) -> None:
    site.post("new", heading="Before", tags="[rust]")
    site.configure("craftblog_redirects = {'feed.xml': 'blog/atom.xml', 'old': 'posts/new'}")
    built = site.build()
    assert built.warnings == []
    assert built.text("feed.xml") == built.text("blog/atom.xml")
    assert sorted(rules(built)) == [
        "/feed.xml /blog/atom.xml 301",
        "/old /posts/new.html 301",
    ]
    site.post("new", heading="After", tags="[rust]")
    site.post("newer")
    built = site.build()
    assert built.warnings == []
    assert built.html("old").title.text == "After"
    assert "Newer" in built.text("feed.xml")
    assert differences(built, site.build_clean()) == []
    site.configure("")
    assert not {"feed.xml", "old.html"} & site.build().files()
