"""What there is to search with: the data of the search page, marks for Pagefind, its index."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import Built, Site, differences, leaks_of
from sphinx.errors import ConfigError

from sphinx_craftblog.commands import main

PAGEFIND = 'craftblog_search = "pagefind"\n'
PLAIN = "craftblog_feeds = []\ncraftblog_social_cards = False\n"


def write_posts(site: Site) -> None:
    """Two posts that readers may find, and one of every kind that they may not."""
    site.post(
        "one", "Of zebras.", date="2026-01-02", tags="[Rust, C++]", category="News", author="Ada"
    )
    site.post("two", "Of horses.\n\n## Saddles\n\nLeather.", date="2025-03-04", tags="[Rust]")
    site.post("sketch", "Of unicorns.", draft="true")
    site.post("later", "Of dragons.", date="2026-07-01")
    site.post("quiet", "Of griffins.", unlisted="true")
    site.post("gone", "Of phoenixes.", expires="2026-05-01")


@pytest.fixture
def blog(site: Site) -> Site:
    write_posts(site)
    return site


@pytest.fixture(scope="module")
def searched_site(shared_site: Site) -> Site:
    """The posts on a site with Sphinx's search, and two more."""
    write_posts(shared_site)
    shared_site.post("titled", title="Another title")
    shared_site.post("script", description='"</script><!-- \\u2028 &"')
    return shared_site


@pytest.fixture(scope="module")
def searched(searched_site: Site) -> Built:
    return searched_site.build(jobs=2)


@pytest.fixture(scope="module")
def for_pagefind(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The posts on a site for Pagefind in a theme, and two more; built once for each theme."""
    found: dict[str, Built] = {}

    def built(theme: str) -> Built:
        if theme not in found:
            site = Site(tmp_path_factory.mktemp(theme))
            write_posts(site)
            site.post("drei", "Von Pferden.", language="de")
            site.write("posts/bare.md", "---\ndate: 2026-01-01\ntitle: Bare\n---\nText alone.\n")
            site.configure(f"{PAGEFIND}html_theme = {theme!r}\ncraftblog_social_cards = False\n")
            # This theme changes Sphinx for all builds of its process.
            is_apart = theme == "pydata_sphinx_theme"
            found[theme] = site.build_apart() if is_apart else site.build()
        return found[theme]

    return built


@pytest.fixture
def pagefind() -> None:
    """Skips where Pagefind is not installed."""
    service = pytest.importorskip("pagefind.service", reason="Pagefind is not installed")
    if service.get_executable() is None:
        pytest.skip("the program of Pagefind is not installed")


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


def test_the_search_page_knows_of_every_listed_post(searched: Built) -> None:
    found = posts(searched)
    assert list(found) == ["posts/one", "posts/script", "posts/titled", "posts/two"]
    assert found["posts/one"] == [
        *("January 2, 2026", "2026-01-02"),
        *(["Rust", "C++"], ["News"], ["Ada"]),
        "Of zebras.",
    ]
    assert found["posts/two"] == ["March 4, 2025", "2025-03-04", ["Rust"], [], [], "Of horses."]


def test_a_title_of_its_own_is_told(searched: Built) -> None:
    assert posts(searched)["posts/titled"][-1] == "Another title"


def test_no_text_ends_the_script(searched: Built) -> None:
    assert posts(searched)["posts/script"][5] == "</script><!-- \u2028 &"
    assert not set("<>&\u2028") & set(searched.text("searchposts.js"))


def test_no_post_that_is_kept_back_leaks_into_it(
    searched_site: Site, searched: Built, tmp_path: Path
) -> None:
    assert leaks_of(searched_site, searched) == []
    leaking = Built(shutil.copytree(searched.out, tmp_path / "html"), "")
    with (leaking.out / "searchposts.js").open("a") as file:
        file.write("//posts/sketch")
    assert [leak.location for leak in leaks_of(searched_site, leaking)] == ["searchposts.js"]


def test_marks_are_in_no_other_search(searched: Built) -> None:
    assert "pagefind" not in searched.text("posts/one.html")


def edit_and_compare(site: Site, *edits: Callable[[], object]) -> None:
    """Build after each edit, and look that a clean build makes the same."""
    site.build()
    for number, edit in enumerate(edits):
        edit()
        again = site.build(jobs=2 - number % 2)
        assert differences(again, site.build_clean(into=f"_clean{number}")) == [], number


def test_an_edit_ends_where_a_clean_build_does(blog: Site) -> None:
    blog.configure(PLAIN)
    edit_and_compare(
        blog,
        lambda: None,
        lambda: blog.post("one", "Of zebras.", heading="Renamed", tags="[Rust]"),
        lambda: blog.post("one", "Of zebras.", unlisted="true"),
        lambda: blog.post("quiet", "Of griffins."),
        lambda: blog.post("two", "Of horses.", expires="2026-01-01"),
        lambda: blog.post("one", "Of zebras."),
        lambda: blog.post("one", "Of zebras.", draft="true"),
        lambda: blog.post("later", "Of dragons.", date="2026-01-07"),
        lambda: blog.remove("posts/later.md"),
        lambda: [path.unlink() for path in blog.folder.glob("posts/*.md")],
        lambda: blog.post("one", "Of zebras."),
        lambda: blog.write("search.md", "---\norphan: true\n---\n# Mine\n"),
    )


def test_an_edit_of_a_site_for_pagefind_ends_where_a_clean_build_does(blog: Site) -> None:
    blog.configure(PAGEFIND + PLAIN)

    def list_others() -> None:
        blog.post("one", "Of zebras.", unlisted="true")
        blog.post("quiet", "Of griffins.")
        blog.post("two", "Of horses.", expires="2026-01-01")

    def draft_another() -> None:
        blog.post("quiet", "Of griffins.", draft="true")
        blog.post("one", "Of zebras.", heading="Renamed", tags="[Rust]")

    edit_and_compare(
        blog,
        list_others,
        draft_another,
        lambda: [path.unlink() for path in blog.folder.glob("posts/*.md")],
        lambda: blog.post("one", "Of zebras."),
        lambda: blog.write("search.md", "---\norphan: true\n---\n# Mine\n"),
    )


FURO = 'html_theme = "furo"\n'
NONE = 'craftblog_search = "none"\n'
FURO_FOR_PAGEFIND = PAGEFIND + FURO


@pytest.mark.parametrize(
    ("builder", "switches"),
    [
        (
            "html",
            ("", PAGEFIND, NONE, "", FURO_FOR_PAGEFIND, PAGEFIND, FURO_FOR_PAGEFIND, FURO, ""),
        ),
        ("dirhtml", ("", PAGEFIND, FURO_FOR_PAGEFIND, "")),
    ],
)
def test_another_search_ends_where_a_clean_build_does(
    blog: Site, builder: str, switches: tuple[str, ...]
) -> None:
    clean: dict[str, Built] = {}
    for number, settings in enumerate(switches):
        blog.configure(settings + PLAIN)
        again = blog.build(builder, jobs=1 + number % 2)
        if settings not in clean:
            clean[settings] = blog.build_clean(builder, into=f"_clean{number}")
        assert differences(again, clean[settings]) == []
        # Other themes and other searches have no data.
        assert ("searchposts.js" in again.files()) == (settings == "")


def test_the_data_is_written_only_when_it_says_something_new(blog: Site) -> None:
    blog.configure(PLAIN)
    path = blog.build().out / "searchposts.js"
    time = path.stat().st_mtime_ns
    blog.post("two", "Of horses.\n\nMore.", date="2025-03-04", tags="[Rust]")
    blog.build()
    assert path.stat().st_mtime_ns == time


@pytest.mark.parametrize("place", ["extra/searchposts.js", "_build/html/searchposts.js"])
def test_a_file_of_the_authors_stays(site: Site, place: str) -> None:
    site.post("one")
    site.write(place, "mine")
    site.configure(f'{PLAIN}html_extra_path = ["extra"]')
    site.write("extra/other.txt", "")
    assert site.build().text("searchposts.js") == "mine"


@pytest.mark.parametrize("theme", ["craftblog", "furo", "alabaster", "pydata_sphinx_theme"])
def test_listed_posts_are_marked_for_pagefind_in_every_theme(
    for_pagefind: Callable[[str], Built], theme: str
) -> None:
    built = for_pagefind(theme)
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


def test_a_post_without_a_heading_is_marked_too(for_pagefind: Callable[[str], Built]) -> None:
    text = for_pagefind("craftblog").html("posts/bare").select_one("[data-pagefind-body]")
    assert "Text alone." in text.get_text()


def test_marks_are_in_no_feed(for_pagefind: Callable[[str], Built]) -> None:
    feed = for_pagefind("craftblog").text("blog/atom.xml")
    assert "Of zebras." in feed
    assert "pagefind" not in feed


def test_a_script_of_the_authors_stays(site: Site) -> None:
    site.post("one")
    site.configure(f'{FURO_FOR_PAGEFIND}{PLAIN}html_static_path = ["own"]')
    site.write("own/craftblog-search.js", "mine")
    assert site.build().text("_static/craftblog-search.js") == "mine"


def test_a_wrong_setting_is_told_what_there_is(site: Site) -> None:
    site.configure('craftblog_search = "pagefnd"')
    with pytest.raises(ConfigError, match=r"conf\.py:6: craftblog_search takes .*'pagefind'"):
        site.build()


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


@pytest.mark.usefixtures("pagefind")
@pytest.mark.parametrize("theme", ["craftblog", "furo"])
def test_the_index_has_the_text_of_listed_posts_alone(
    for_pagefind: Callable[[str], Built], theme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    built = for_pagefind(theme)
    assert index(built) == 0
    assert "4 pages, " in capsys.readouterr().out
    pages = indexed(built)
    assert pages.keys() == {f"/posts/{name}.html" for name in ("one", "two", "bare", "drei")}
    assert pages["/posts/two.html"]["content"] == "Two. Of horses. Saddles. Leather."
    assert pages["/posts/one.html"]["filters"] == {
        "tag": ["Rust", "C++"],
        "category": ["News"],
        "author": ["Ada"],
        "year": ["2026"],
    }
    assert pages["/posts/one.html"]["meta"]["date"] == "January 2, 2026"
    # Posts in other languages are in the same index.
    entry = json.loads(built.text("pagefind/pagefind-entry.json"))
    assert list(entry["languages"]) == ["en"]


@pytest.mark.usefixtures("pagefind")
def test_an_index_is_made_anew_and_left_alone_by_builds(blog: Site) -> None:
    blog.configure(PAGEFIND + PLAIN)
    built = blog.build()
    assert index(built) == 0
    blog.remove("posts/two.md")
    files = {name for name in built.files() if name.startswith("pagefind/")}
    again = blog.build()
    assert {name for name in again.files() if name.startswith("pagefind/")} == files
    assert index(again) == 0
    assert indexed(again).keys() == {"/posts/one.html"}
    assert leaks_of(blog, again) == []
