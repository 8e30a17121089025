"""What there is to search with: the data of the search page, marks for Pagefind, its command."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from sites import Built, Site, leaks_of

from sphinx_craftblog.commands import main, search_index

PAGEFIND = 'craftblog_search = "pagefind"\n'


@pytest.fixture
def blog(site: Site) -> Site:
    """Two posts that readers may find, and one of every kind that they may not."""
    site.post(
        "one", "Of zebras.", date="2026-01-02", tags="[Rust, C++]", category="News", author="Ada"
    )
    site.post("two", "Of horses.\n\n## Saddles\n\nLeather.", date="2025-03-04", tags="[Rust]")
    site.post("sketch", "Of unicorns.", draft="true")
    site.post("later", "Of dragons.", date="2026-07-01")
    site.post("quiet", "Of griffins.", unlisted="true")
    site.post("gone", "Of phoenixes.", expires="2026-05-01")
    return site


def posts(built: Built) -> dict[str, Any]:
    """What ``searchposts.js`` says."""
    text = built.text("searchposts.js")
    begin, end = "craftblogSearchPosts(", ");\n"
    assert text.startswith(begin)
    assert text.endswith(end)
    found: dict[str, Any] = json.loads(text[len(begin) : -len(end)])
    return found


def marks(built: Built, page: str) -> dict[str, list[str]]:
    """What the head of a page tells Pagefind: values by key."""
    found: dict[str, list[str]] = {}
    for meta in built.html(page).head.find_all("meta"):
        for kind in ("data-pagefind-meta", "data-pagefind-filter"):
            if kind in meta.attrs:
                found.setdefault(meta[kind].removesuffix("[content]"), []).append(meta["content"])
    return found


def differences(one: Built, other: Built) -> list[str]:
    left, right = one.tree(), other.tree()
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def test_the_search_page_knows_of_every_listed_post(blog: Site) -> None:
    assert posts(blog.build(jobs=2)) == {
        "posts/one": [
            *("January 2, 2026", "2026-01-02"),
            *(["Rust", "C++"], ["News"], ["Ada"]),
            "Of zebras.",
        ],
        "posts/two": ["March 4, 2025", "2025-03-04", ["Rust"], [], [], "Of horses."],
    }


def test_a_title_of_its_own_is_told(site: Site) -> None:
    site.post("one", title="Another title")
    assert posts(site.build())["posts/one"][-1] == "Another title"


def test_no_text_ends_the_script(site: Site) -> None:
    site.post("one", description='"</script><!-- \\u2028 &"')
    built = site.build()
    assert posts(built)["posts/one"][5] == "</script><!-- \u2028 &"
    assert not set("<>&\u2028") & set(built.text("searchposts.js"))


def test_no_post_that_is_kept_back_leaks_into_it(blog: Site) -> None:
    built = blog.build()
    assert leaks_of(blog, built) == []
    with (built.out / "searchposts.js").open("a") as file:
        file.write("//posts/sketch")
    assert [leak.location for leak in leaks_of(blog, built)] == ["searchposts.js"]


EDITS: dict[str, Callable[[Site], object]] = {
    "nothing": lambda site: site,
    "title": lambda site: site.post("one", "Of zebras.", heading="Renamed", tags="[Rust]"),
    "deleted": lambda site: site.remove("posts/two.md"),
    "unlisted": lambda site: site.post("one", "Of zebras.", unlisted="true"),
    "listed": lambda site: site.post("quiet", "Of griffins."),
    "expired": lambda site: site.post("two", "Of horses.", expires="2026-01-01"),
    "drafted": lambda site: site.post("one", "Of zebras.", draft="true"),
    "no post": lambda site: [path.unlink() for path in site.folder.glob("posts/*.md")],
    "a document": lambda site: site.write("search.md", "---\norphan: true\n---\n# Mine\n"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("settings", ["", PAGEFIND])
def test_an_edit_ends_where_a_clean_build_does(blog: Site, settings: str, edit: str) -> None:
    blog.configure(settings)
    blog.build()
    EDITS[edit](blog)
    again = blog.build(jobs=2)
    assert differences(again, blog.build_clean()) == []


FURO = PAGEFIND + 'html_theme = "furo"\n'
SWITCHES = ["", PAGEFIND, 'craftblog_search = "none"\n', "", FURO, PAGEFIND, FURO, ""]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_another_search_ends_where_a_clean_build_does(blog: Site, builder: str) -> None:
    for number, settings in enumerate(SWITCHES):
        blog.configure(settings)
        again = blog.build(builder, jobs=1 + number % 2)
        assert differences(again, blog.build_clean(builder, into=f"_clean{number}")) == []


def test_the_data_is_written_only_when_it_says_something_new(blog: Site) -> None:
    path = blog.build().out / "searchposts.js"
    time = path.stat().st_mtime_ns
    blog.post("two", "Of horses.\n\nMore.", date="2025-03-04", tags="[Rust]")
    blog.build()
    assert path.stat().st_mtime_ns == time


@pytest.mark.parametrize("place", ["extra/searchposts.js", "_build/html/searchposts.js"])
def test_a_file_of_the_authors_stays(blog: Site, place: str) -> None:
    blog.write(place, "mine")
    blog.configure('html_extra_path = ["extra"]')
    blog.write("extra/other.txt", "")
    assert blog.build().text("searchposts.js") == "mine"


def test_other_themes_and_other_searches_have_no_data(blog: Site) -> None:
    for settings in ('html_theme = "furo"', PAGEFIND, 'craftblog_search = "none"'):
        blog.configure(settings)
        assert "searchposts.js" not in blog.build().files()


@pytest.mark.parametrize("theme", ["craftblog", "furo", "alabaster", "pydata_sphinx_theme"])
def test_listed_posts_are_marked_for_pagefind_in_every_theme(blog: Site, theme: str) -> None:
    blog.configure(f"{PAGEFIND}html_theme = {theme!r}")
    built = blog.build_apart()
    assert marks(built, "posts/one") == {
        "title": ["One"],
        "date": ["January 2, 2026"],
        "datetime": ["2026-01-02"],
        "tag": ["Rust", "C++"],
        "category": ["News"],
        "author": ["Ada"],
        "year": ["2026"],
    }
    html = built.html("posts/one")
    text = html.select("[data-pagefind-body]")
    assert [element.name for element in text] == ["section"]
    for ignored in html.select("[data-pagefind-ignore]"):
        ignored.decompose()
    assert text[0].get_text().split()[-2:] == ["Of", "zebras."]
    assert "2026" not in text[0].get_text()
    for page in ("index", "posts/quiet", "posts/gone", "blog/tag/rust", "search"):
        assert not built.html(page).select("[data-pagefind-body], head [name^=pagefind]")
    assert "searchindex.js" not in built.files()
    page = built.html("search")
    assert page.select_one('.craftblog-search[data-engine="pagefind"]')
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    scripts = [script.get("src", "").partition("?")[0] for script in page.find_all("script")]
    assert scripts.count("_static/craftblog-search.js") == 1
    assert "_static/craftblog-search.js" in built.files()
    assert html.select_one('a[href*="search.html"], form[action*="search.html"], link[rel=search]')


def test_a_post_without_a_heading_is_marked_too(site: Site) -> None:
    site.configure(PAGEFIND)
    site.write("posts/one.md", "---\ndate: 2026-01-01\ntitle: One\n---\nText alone.\n")
    text = site.build().html("posts/one").select_one("[data-pagefind-body]")
    assert "Text alone." in text.get_text()


def test_marks_are_in_no_feed_and_in_no_other_search(blog: Site) -> None:
    blog.configure(PAGEFIND)
    built = blog.build()
    assert "Of zebras." in built.text("blog/atom.xml")
    assert "pagefind" not in built.text("blog/atom.xml")
    blog.configure("")
    assert "pagefind" not in blog.build().text("posts/one.html")


def test_a_script_of_the_authors_stays(blog: Site) -> None:
    blog.configure(f'{FURO}html_static_path = ["own"]')
    blog.write("own/craftblog-search.js", "mine")
    assert blog.build().text("_static/craftblog-search.js") == "mine"


# craftblog search-index


def index(built: Built) -> int:
    return main(["search-index", str(built.out)])


def indexed(built: Built) -> dict[str, dict[str, Any]]:
    """The pages in Pagefind's index, by their address."""
    found = {}
    for path in (built.out / "pagefind" / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        page = json.loads(text[text.index("{") :])
        found[page["url"]] = page
    return found


@pytest.mark.parametrize("theme", ["craftblog", "furo"])
def test_the_index_has_the_text_of_listed_posts_alone(
    blog: Site, theme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    blog.configure(f"{PAGEFIND}html_theme = {theme!r}")
    built = blog.build_apart()
    assert index(built) == 0
    assert "2 pages, " in capsys.readouterr().out
    pages = indexed(built)
    assert pages.keys() == {"/posts/one.html", "/posts/two.html"}
    assert pages["/posts/two.html"]["content"] == "Two. Of horses. Saddles. Leather."
    assert pages["/posts/one.html"]["filters"] == {
        "tag": ["Rust", "C++"],
        "category": ["News"],
        "author": ["Ada"],
        "year": ["2026"],
    }
    assert pages["/posts/one.html"]["meta"]["date"] == "January 2, 2026"


def test_an_index_is_made_anew_and_left_alone_by_builds(blog: Site) -> None:
    blog.configure(PAGEFIND)
    built = blog.build()
    assert index(built) == 0
    blog.remove("posts/two.md")
    files = {name for name in built.files() if name.startswith("pagefind/")}
    again = blog.build()
    assert {name for name in again.files() if name.startswith("pagefind/")} == files
    assert index(again) == 0
    assert indexed(again).keys() == {"/posts/one.html"}
    assert leaks_of(blog, again) == []


def test_posts_in_other_languages_are_in_the_same_index(blog: Site) -> None:
    blog.configure(PAGEFIND)
    blog.post("drei", "Von Pferden.", language="de")
    built = blog.build("dirhtml")
    assert index(built) == 0
    entry = json.loads(built.text("pagefind/pagefind-entry.json"))
    assert list(entry["languages"]) == ["en"]
    assert "/posts/drei/" in indexed(built)


def test_without_pages_there_is_no_index(
    blog: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(blog.folder)
    assert main(["search-index"]) == 1
    assert "no folder '_build/html'" in capsys.readouterr().err
    built = blog.build()
    assert main(["search-index"]) == 1
    error = capsys.readouterr().err
    assert "craftblog_search = 'pagefind'" in error
    assert error.count("\n") == 1
    assert not (built.out / "pagefind").exists()


def test_another_folder_of_that_name_stays(blog: Site, capsys: pytest.CaptureFixture[str]) -> None:
    blog.configure(PAGEFIND)
    blog.write("_build/html/pagefind/notes.txt", "mine")
    assert index(blog.build()) == 1
    assert "is not an index of Pagefind's" in capsys.readouterr().err
    assert [path.name for path in blog.folder.glob("_build/html/pagefind/*")] == ["notes.txt"]


def test_without_the_extra_it_is_named(
    blog: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.configure(PAGEFIND)
    built = blog.build()
    monkeypatch.setitem(sys.modules, "pagefind", None)
    assert index(built) == 1
    assert 'pip install "sphinx-craftblog[pagefind]"' in capsys.readouterr().err


def test_what_pagefind_complains_of_is_told(
    blog: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.configure(PAGEFIND)
    built = blog.build()
    monkeypatch.setattr(search_index, "FOLDER", "--no-such-option")
    assert index(built) == 1
    assert "--no-such-option" in capsys.readouterr().err


def test_a_wrong_setting_is_told_what_there_is(site: Site) -> None:
    site.configure('craftblog_search = "pagefnd"')
    with pytest.raises(Exception, match="'pagefind'"):
        site.build()
