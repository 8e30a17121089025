"""Feeds say what the posts say, in three formats, and stand on their own."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site, Warned
from sphinx.errors import ConfigError

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ROOT = "https://notes.example"


def atom(built: Built, folder: str = "blog") -> ElementTree.Element:
    return ElementTree.fromstring((built.out / folder / "atom.xml").read_bytes())


def rss(built: Built, folder: str = "blog") -> ElementTree.Element:
    root = ElementTree.fromstring((built.out / folder / "rss.xml").read_bytes())
    channel = root.find("channel")
    assert channel is not None
    return channel


def json_feed(built: Built, folder: str = "blog") -> dict[str, Any]:
    return json.loads(built.text(f"{folder}/feed.json"))


def titles(built: Built, folder: str = "blog") -> list[str]:
    """The titles in a feed, which are the same in every format."""
    found = [entry.findtext(f"{ATOM}title") for entry in atom(built, folder).iter(f"{ATOM}entry")]
    assert found == [item.findtext("title") for item in rss(built, folder).iter("item")]
    assert found == [item["title"] for item in json_feed(built, folder)["items"]]
    return found


def content(built: Built, folder: str = "blog") -> BeautifulSoup:
    """The text of the newest post in a feed, which is the same in every format."""
    text = json_feed(built, folder)["items"][0]["content_html"]
    assert text == atom(built, folder).findtext(f"{ATOM}entry/{ATOM}content")
    assert text == rss(built, folder).findtext(f"item/{CONTENT}")
    return BeautifulSoup(text, "html5lib").body


def feeds(built: Built) -> set[str]:
    names = ("atom.xml", "rss.xml", "feed.json")
    return {name for name in built.files() if name.rpartition("/")[2] in names}


TITLE = 'A & B <b> "c" ]]> </script>'


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site with one post of each kind, each the only one of its series."""
    shared_site.configure(
        'craftblog_timezone = "Europe/Berlin"\ncraftblog_drafts = True\n'
        'myst_enable_extensions = ["dollarmath"]'
    )
    shared_site.post(
        "all",
        date="2026-01-01 10:00",
        updated="2026-02-01",
        tags="[Rust]",
        category="News",
        authors="[Ada, Bob]",
        description="About it.",
        language="de",
        series="All",
    )
    shared_site.post(
        "text",
        "First, $a^2$.[^n]\n\n```python\nx = 1  # <b>\n```\n\n```{note}\nMind.\n```\n\n"
        "<script>alert('</p>')</script><style>p {}</style><button>Copy</button>\n\n"
        "## Part\n\nLast.\n\n[^n]: A note.",
        tags="Rust",
        authors="Ada",
        series="Text",
    )
    quoted = TITLE.replace("'", "''")
    tags, authors = "['R&D <i>']", "['A & <b>']"
    shared_site.post("names", title=f"'{quoted}'", tags=tags, authors=authors, series="Names")
    shared_site.post("marks", "One\x08two\ufffe.", description='"x\\by"', series="Marks")
    shared_site.post("empty", "", series="Empty")
    url = "https://example.org/a?b&c"
    shared_site.post("elsewhere", external_url=url, series="Elsewhere")
    shared_site.post("undated", date=None, draft="true", series="Not listed")
    shared_site.post("unlisted", unlisted="true", series="Not listed")
    shared_site.post("expired", expires="2026-02-01", series="Not listed")
    return shared_site.build()


def warnings_of(built: Built, file: str) -> list[Warned]:
    return [warned for warned in built.warnings if warned.file == file]


def test_the_blog_and_every_term_have_feeds(built: Built) -> None:
    folders = ["", "/tag/rust", "/tag/r-d-i", "/category/news", "/author/ada", "/author/bob"]
    folders += ["/author/a-b"]
    series = ("all", "text", "names", "marks", "empty", "elsewhere")
    folders += [f"/series/{name}" for name in series]
    names = ("atom.xml", "rss.xml", "feed.json")
    assert feeds(built) == {f"blog{folder}/{name}" for folder in folders for name in names}
    assert atom(built, "blog/tag/rust").findtext(f"{ATOM}title") == "Posts tagged Rust · Notes"


def test_only_listed_posts_with_a_date(built: Built) -> None:
    assert sorted(titles(built)) == sorted(["All", "Text", TITLE, "Marks", "Empty", "Elsewhere"])


def test_an_entry_says_all_of_its_post(built: Built) -> None:
    folder = "blog/series/all"
    url = f"{ROOT}/posts/all.html"
    feed = atom(built, folder)
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == url
    assert entry.findtext(f"{ATOM}published") == "2026-01-01T10:00:00+01:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00+01:00"
    assert feed.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00+01:00"
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Ada", "Bob"]
    assert [term.get("term") for term in entry.findall(f"{ATOM}category")] == ["News", "Rust"]
    assert entry.findtext(f"{ATOM}summary") == "About it."
    item = rss(built, folder).find("item")
    assert item is not None
    assert item.findtext("guid") == item.findtext("link") == url
    published = parsedate_to_datetime(item.findtext("pubDate") or "")
    assert published == datetime.fromisoformat("2026-01-01T10:00:00+01:00")
    assert [name.text for name in item.findall(f"{DC}creator")] == ["Ada", "Bob"]
    (found,) = json_feed(built, folder)["items"]
    assert (found["id"], found["url"], found["language"]) == (url, url, "de")
    assert [author["name"] for author in found["authors"]] == ["Ada", "Bob"]
    assert found["tags"] == ["News", "Rust"]


def test_the_address_of_each_feed_is_in_it(built: Built) -> None:
    folder = "blog/series/text"
    links = {link.get("rel"): link.get("href") for link in atom(built, folder).iter(f"{ATOM}link")}
    assert atom(built, folder).findtext(f"{ATOM}id") == f"{ROOT}/{folder}/atom.xml"
    link = rss(built, folder).find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{ROOT}/{folder}/rss.xml"
    assert json_feed(built, folder)["feed_url"] == f"{ROOT}/{folder}/feed.json"
    assert json_feed(built, folder)["home_page_url"] == f"{ROOT}/{folder}.html"
    assert links["alternate"] == f"{ROOT}/posts/text.html"


def test_the_text_stands_without_its_page(built: Built) -> None:
    text = content(built, "blog/series/text")
    assert not text.find_all(["h1", "script", "style", "button", "time"])
    assert not text.select(".headerlink, .craftblog-post-header, .craftblog-post-footer")
    assert text.math
    assert text.pre.text == "x = 1  # <b>\n"
    assert text.select_one(".admonition").text.split() == ["Note", "Mind."]
    assert "A note." in text.find("aside").text
    assert text.h2.text == "Part"


def test_names_are_text(built: Built) -> None:
    folder = "blog/series/names"
    assert titles(built, folder) == [TITLE]
    entry = atom(built, folder).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "A & <b>"
    assert json_feed(built, folder)["items"][0]["tags"] == ["R&D <i>"]


def test_characters_that_xml_forbids_go_with_a_warning(built: Built) -> None:
    (warning,) = warnings_of(built, "marks.md")
    assert warning.type == "craftblog.characters"
    assert "U+0008, U+FFFE" in warning.text
    assert content(built, "blog/series/marks").p.text == "Onetwo."
    assert json_feed(built, "blog/series/marks")["items"][0]["summary"] == "xy"


def test_a_post_without_author_or_text(built: Built) -> None:
    folder = "blog/series/empty"
    assert [warning.type for warning in warnings_of(built, "empty.md")] == ["craftblog.body"]
    assert atom(built, folder).findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Notes"
    assert "authors" not in json_feed(built, folder)["items"][0]
    assert content(built, folder).text.strip() == ""


def test_a_text_elsewhere_is_linked_to(built: Built) -> None:
    folder = "blog/series/elsewhere"
    entry = atom(built, folder).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == f"{ROOT}/posts/elsewhere.html"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert (
        link.get("href") == rss(built, folder).findtext("item/link") == "https://example.org/a?b&c"
    )
    assert rss(built, folder).findtext("item/guid") == f"{ROOT}/posts/elsewhere.html"
    (item,) = json_feed(built, folder)["items"]
    assert item["external_url"] == "https://example.org/a?b&c"


def test_newest_first_and_no_more_than_asked_for(site: Site) -> None:
    site.configure("craftblog_feed_length = 2")
    for day in (1, 3, 2):
        site.post(f"day-{day}", date=f"2026-01-0{day}", series="One", part=day)
    built = site.build()
    assert titles(built) == titles(built, "blog/series/one") == ["Day 3", "Day 2"]


def documents(built: Built, name: str) -> list[Any]:
    """A feed and its archives, from the newest back, as their links lead from one to another."""
    found = []
    url = f"{ROOT}/blog/{name}"
    while url:
        text = built.text(url.removeprefix(f"{ROOT}/"))
        if name.endswith(".json"):
            found.append(json.loads(text))
            url = found[-1].get("next_url", "")
        else:
            found.append(ElementTree.fromstring(text))
            links = {link.get("rel"): link.get("href") for link in found[-1].iter(f"{ATOM}link")}
            url = links.get("prev-archive") or ""
    return found


def test_posts_before_the_newest_are_in_archives(site: Site) -> None:
    site.configure("craftblog_feed_length = 2")
    for day in range(1, 6):
        site.post(f"day-{day}", date=f"2026-01-0{day}", tags="Rust")
    built = site.build()
    expected = [["Day 5", "Day 4"], ["Day 4", "Day 3"], ["Day 2", "Day 1"]]
    feed, *archives = documents(built, "atom.xml")
    assert [
        [entry.findtext(f"{ATOM}title") for entry in document.iter(f"{ATOM}entry")]
        for document in (feed, *archives)
    ] == expected
    assert {document.findtext(f"{ATOM}id") for document in (feed, *archives)} == {
        f"{ROOT}/blog/atom.xml"
    }
    mark = "{http://purl.org/syndication/history/1.0}archive"
    assert feed.find(mark) is None
    assert all(archive.find(mark) is not None for archive in archives)
    links = {link.get("rel"): link.get("href") for link in archives[1].findall(f"{ATOM}link")}
    assert links["self"] == f"{ROOT}/blog/atom-1.xml"
    assert links["current"] == f"{ROOT}/blog/atom.xml"
    assert links["next-archive"] == f"{ROOT}/blog/atom-2.xml"
    assert [
        [item.findtext("title") for item in document.iter("item")]
        for document in documents(built, "rss.xml")
    ] == expected
    assert [
        [item["title"] for item in document["items"]] for document in documents(built, "feed.json")
    ] == expected
    assert not (built.out / "blog/tag/rust/atom-1.xml").exists()


def test_a_new_post_leaves_full_archives_as_they_are(site: Site) -> None:
    site.configure("craftblog_feed_length = 2")
    for day in range(1, 6):
        site.post(f"day-{day}", date=f"2026-01-0{day}")
    names = [f"blog/{name}" for name in ("atom-1.xml", "atom-2.xml", "rss-1.xml", "feed-2.json")]
    built = site.build()
    before = {name: built.tree()[name] for name in names}
    site.post("day-6", date="2026-01-06")
    built = site.build()
    assert {name: built.tree()[name] for name in names} == before
    site.post("day-7", date="2026-01-07")
    assert len(documents(site.build(), "atom.xml")) == 4
    for day in range(3, 8):
        site.remove(f"posts/day-{day}.md")
    built = site.build()
    assert len(documents(built, "atom.xml")) == 1
    assert built.tree() == site.build_clean().tree()


@pytest.mark.parametrize("theme", ["craftblog", "furo"])
def test_a_page_tells_people_of_the_feeds(site: Site, theme: str) -> None:
    site.configure(f'html_theme = "{theme}"\ncraftblog_feeds = ["atom", "json"]')
    site.post("a", tags="[R&D, Rust]", category="News")
    built = site.build()
    page = built.html("blog/feeds")
    assert page.h1.text.startswith("Feeds")
    links = [link["href"] for link in page.select(".craftblog-feeds dd a")]
    assert links == [f"{ROOT}/blog/atom.xml", f"{ROOT}/blog/feed.json"]
    assert [h2.text for h2 in page.select(".craftblog-feeds h2")] == [
        "All posts",
        "Categories",
        "Tags",
    ]
    names = [link.text for link in page.select(".craftblog-terms li > a")]
    assert names == ["News", "R&D", "Rust"]
    for link in page.select(".craftblog-feeds a[href^='https:']"):
        assert (built.out / link["href"].removeprefix(f"{ROOT}/")).is_file()
    if theme == "craftblog":
        assert built.html("posts/a").select_one("footer a[href='../blog/feeds.html']")
    site.post("a", category="News")
    built = site.build()
    assert "Rust" not in built.text("blog/feeds.html")
    assert built.tree() == site.build_clean().tree()
    site.configure("craftblog_feeds = []")
    built = site.build()
    assert "blog/feeds.html" not in built.files()
    assert "feeds.html" not in built.text("posts/a.html")


def test_a_document_may_take_the_place_of_that_page(site: Site) -> None:
    site.post("a")
    site.write("blog/feeds.md", "---\norphan: true\n---\n# How to follow me\n")
    built = site.build()
    assert built.warnings == []
    assert "How to follow me" in built.text("blog/feeds.html")
    assert built.html("posts/a").select_one("footer a[href='../blog/feeds.html']")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('feeds = ["atm"]', "did you mean 'atom'"),
        ('feeds = "xml"', "names from atom, rss, json"),
        ("feeds = 3", "a list of names from atom, rss, json"),
        ("feed_length = 0", "1 or more"),
        ('feed_length = "many"', "number of posts, 1 or more"),
        ('feed_content = "excerpts"', "did you mean 'excerpt'"),
    ],
)
def test_a_wrong_setting_is_named(site: Site, setting: str, said: str) -> None:
    site.configure(f"craftblog_{setting}")
    with pytest.raises(ConfigError, match=said) as raised:
        site.build()
    assert f"conf.py:{len(site.folder.joinpath('conf.py').read_text().splitlines())}" in str(
        raised.value
    )


@pytest.mark.parametrize(
    ("builder", "base", "url", "image"),
    [
        ("html", "https://n.example", "https://n.example/posts/a.html", "https://n.example/"),
        (
            "html",
            "https://n.example/x/",
            "https://n.example/x/posts/a.html",
            "https://n.example/x/",
        ),
        ("dirhtml", "https://n.example/x", "https://n.example/x/posts/a/", "https://n.example/x/"),
    ],
)
def test_addresses_are_absolute(site: Site, builder: str, base: str, url: str, image: str) -> None:
    site.configure(f'html_baseurl = "{base}"')
    site.write("posts/pic.png", "one")
    site.post("b", date="2025-01-01")
    site.post(
        "a",
        "[there](b.md) [here](#more) ![A picture](pic.png)\n\n"
        '<video poster="p.png" src="/v.mp4"></video> <img srcset="s.png 2x, /t.png">\n\n'
        '<a href="javascript:alert(1)" onclick="x()">no</a> <a href="mailto:a@b.example">m</a>\n\n'
        "## More\n\nMore.",
    )
    built = site.build(builder)
    text = content(built)
    links = [link.get("href") for link in text.find_all("a")]
    other = url.replace("/a", "/b")
    assert links == [other, f"{url}#more", None, "mailto:a@b.example"]
    assert text.find("img", alt="A picture")["src"] == f"{image}_images/pic.png"
    folder = url.rpartition("a")[0] + ("a/" if builder == "dirhtml" else "")
    assert text.video["poster"] == f"{folder}p.png"
    assert text.video["src"] == "https://n.example/v.mp4"
    assert text.find(srcset=True)["srcset"] == f"{folder}s.png 2x, https://n.example/t.png"
    assert "onclick" not in str(text)


def test_pages_do_not_change_with_feeds(site: Site) -> None:
    site.post("a", tags="Rust")
    with_feeds = site.build().tree()
    site.configure("craftblog_feeds = []")
    without = site.build().tree()
    assert set(with_feeds) - set(without) == {name for name in with_feeds if "/rss" in name} | {
        name for name in with_feeds if "/atom" in name or "/feed" in name
    }
    page = "\n".join(
        line
        for line in with_feeds["posts/a.html"].decode().splitlines()
        if 'rel="alternate"' not in line and "blog/feeds.html" not in line
    )
    assert page == without["posts/a.html"].decode().rstrip("\n")
    assert "frame-->" not in page


def test_a_cover_is_enclosed(site: Site) -> None:
    site.write("posts/pic.png", "12345")
    site.post("a", image="pic.png", image_alt="A picture.")
    built = site.build()
    url = f"{ROOT}/_images/pic.png"
    assert built.text("_images/pic.png") == "12345"
    links = atom(built).findall(f"{ATOM}entry/{ATOM}link")
    expected = {"rel": "enclosure", "href": url, "type": "image/png", "length": "5"}
    assert [link.attrib for link in links[1:]] == [expected]
    enclosure = rss(built).find("item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {"url": url, "type": "image/png", "length": "5"}
    assert json_feed(built)["items"][0]["image"] == url
    site.write("posts/pic.png", "123")
    built = site.build()
    assert json_feed(built)["items"][0]["image"] == url
    enclosure = rss(built).find("item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib["length"] == "3"
    assert built.tree() == site.build_clean().tree()
    site.post("a", image="https://example.org/b.JPG", image_alt="A picture.")
    built = site.build()
    assert "_images/pic.png" not in built.files()
    link = atom(built).find(f"{ATOM}entry/{ATOM}link[@rel='enclosure']")
    assert link is not None
    assert (link.get("href"), link.get("length")) == ("https://example.org/b.JPG", None)


def test_excerpts_alone(site: Site) -> None:
    site.configure('craftblog_feed_content = "excerpt"')
    site.post("a", "First *words*.\n\nThe rest.")
    built = site.build()
    html = json_feed(built)["items"][0]["content_html"]
    assert html == atom(built).findtext(f"{ATOM}entry/{ATOM}summary")
    assert html == rss(built).findtext("item/description")
    assert "First <em>words</em>." in html
    assert "The rest" not in built.text("blog/atom.xml")


def test_a_choice_of_formats(site: Site) -> None:
    site.configure('craftblog_feeds = ["json"]\ncraftblog_path = ""')
    site.post("a")
    built = site.build()
    assert feeds(built) == {"feed.json"}
    links = built.html("index").find_all("link", rel="alternate")
    assert [link["href"] for link in links] == [f"{ROOT}/feed.json"]


@pytest.mark.parametrize("base", ["", "/notes/", "notes.example"])
def test_without_an_address_of_the_site_there_are_none(site: Site, base: str) -> None:
    site.configure(f'html_baseurl = "{base}"')
    assert site.build().warnings == []
    site.post("a")
    built = site.build()
    (warning,) = built.warnings
    assert warning.type == "craftblog.feeds"
    assert "html_baseurl" in warning.text
    assert feeds(built) == set()
    assert not built.html("index").find_all("link", rel="alternate")
    site.configure(f'html_baseurl = "{base}"\ncraftblog_feeds = []')
    assert site.build().warnings == []


@pytest.mark.parametrize("theme", ["craftblog", "alabaster", "furo"])
def test_pages_name_the_feeds(site: Site, theme: str) -> None:
    site.configure(f'html_theme = "{theme}"\ncraftblog_page_size = 1')
    for day in range(1, 5):
        site.post(f"p{day}", date=f"2026-01-0{day}", tags="Rust")
    built = site.build()
    for page in ("index", "posts/p1", "blog/tag/rust", "blog/tag/rust/page/1", "search"):
        links = built.html(page).head.find_all("link", rel="alternate")
        folders = ["blog", "blog/tag/rust"] if "tag/rust" in page else ["blog"]
        names = ("atom.xml", "rss.xml", "feed.json")
        assert [link["href"] for link in links] == [
            f"{ROOT}/{folder}/{name}" for folder in folders for name in names
        ]
        assert len({link["title"] for link in links}) == len(links)


def test_feeds_go_with_their_term(site: Site) -> None:
    site.post("a", tags="Rust")
    site.build()
    site.post("a", tags="SQL")
    assert {name for name in feeds(site.build()) if "tag" in name} == {
        f"blog/tag/sql/{name}" for name in ("atom.xml", "rss.xml", "feed.json")
    }


def test_feeds_that_say_the_same_are_not_written(site: Site) -> None:
    site.post("a", tags="Rust")
    site.post("b", date="2026-01-02", tags="SQL")
    out = site.build().out
    times = {name: (out / name).stat().st_mtime_ns for name in feeds(Built(out, ""))}
    site.post("b", "Another text.", date="2026-01-02", tags="SQL")
    built = site.build()
    same = {name for name in feeds(built) if (out / name).stat().st_mtime_ns == times[name]}
    assert same == {f"blog/tag/rust/{name}" for name in ("atom.xml", "rss.xml", "feed.json")}
    assert content(built).p.text == "Another text."


def test_lost_texts_are_taken_again(site: Site) -> None:
    site.post("a", tags="Rust")
    site.post("b", tags="Rust", date="2026-01-02")
    built = site.build()
    shutil.rmtree(built.out.parent / "doctrees/craftblog/content")
    (built.out / "blog/tag/rust/atom.xml").unlink()
    site.post("b", "Another text.", tags="Rust", date="2026-01-02")
    assert site.build().tree() == site.build_clean().tree()


def test_texts_go_with_their_post(site: Site) -> None:
    site.post("a")
    site.post("b")
    folder = site.build().out.parent / "doctrees/craftblog/content/html/posts"
    assert {path.name for path in folder.iterdir()} == {"a.text", "b.text"}
    site.remove("posts/b.md")
    site.build()
    assert {path.name for path in folder.iterdir()} == {"a.text"}


def test_two_output_folders_of_one_environment(site: Site) -> None:
    site.post("a")
    site.build()
    site.build("dirhtml")
    site.post("a", "Another text.")
    assert content(site.build()).p.text == "Another text."
    built = site.build("dirhtml")
    assert content(built).p.text == "Another text."
    assert built.tree() == site.build_clean("dirhtml").tree()


def test_settings_that_change_the_text(site: Site) -> None:
    site.post("a", 'Quoted "text".')
    assert content(site.build()).p.text == "Quoted “text”."
    site.configure("smartquotes = False")
    assert content(site.build()).p.text == 'Quoted "text".'


def test_a_build_of_one_file_leaves_feeds_to_the_next(site: Site) -> None:
    site.post("a")
    site.post("b")
    site.build()
    site.post("a", "New text.")
    site.post("b", "New text, too.")
    app = site.app("html")
    try:
        app.build(filenames=[site.folder / "posts/b.md"])
    finally:
        app.cleanup()
    assert site.build().tree() == site.build_clean().tree()


def test_neither_clock_nor_zone_nor_jobs_show(site: Site) -> None:
    site.configure("craftblog_now = None")
    for number in range(12):
        site.post(f"p{number}", tags="Rust", date=f"2026-01-{number + 1:02} 23:30")
    first = site.build_apart(into="_one", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="1790000000")
    second = site.build_apart(into="_two", TZ="America/Los_Angeles", SOURCE_DATE_EPOCH="1800000000")
    third = site.build_clean(jobs=2)
    found = {name: first.text(name) for name in feeds(first)}
    assert found
    assert found == {name: second.text(name) for name in feeds(second)}
    assert found == {name: third.text(name) for name in feeds(third)}


def test_a_file_of_the_author_stays(site: Site) -> None:
    site.configure('html_extra_path = ["own"]')
    site.write("own/blog/atom.xml", "mine")
    site.post("a")
    out = site.build().out
    Path(out, "blog/tag/rust").mkdir(parents=True)
    Path(out, "blog/tag/rust/rss.xml").write_text("strange")
    site.post("a", tags="Rust")
    built = site.build()
    (warning,) = built.warnings
    assert warning.type == "craftblog.feeds"
    assert "blog/tag/rust/rss.xml" in warning.text
    assert built.text("blog/atom.xml") == "mine"
    assert built.text("blog/tag/rust/rss.xml") == "strange"


def test_a_lost_manifest_loses_no_feeds(site: Site) -> None:
    site.post("a")
    out = site.build().out
    Path(out, ".craftblog.json").unlink()
    site.post("a", "Another text.")
    built = site.build()
    assert built.warnings == []
    assert content(built).p.text == "Another text."


@pytest.mark.parametrize("builder", ["text", "epub", "singlehtml", "json"])
def test_other_builders_make_none(site: Site, builder: str) -> None:
    site.post("a", tags="Rust")
    built = site.build(builder)
    assert feeds(built) == set()
    assert not [name for name, text in built.tree().items() if b"craftblog-frame" in text]


def test_a_post_keeps_the_id_of_an_earlier_blog(site: Site) -> None:
    site.post("one", feed_id="tag:old.example,2019:7")
    site.post("two")
    built = site.build()
    atom, rss = built.text("blog/atom.xml"), built.text("blog/rss.xml")
    assert "<id>tag:old.example,2019:7</id>" in atom
    assert '<guid isPermaLink="false">tag:old.example,2019:7</guid>' in rss
    assert '<guid isPermaLink="true">https://notes.example/posts/two.html</guid>' in rss
    ids = [item["id"] for item in json.loads(built.text("blog/feed.json"))["items"]]
    assert "tag:old.example,2019:7" in ids
    site.post("one", feed_id="not an id")
    built = site.build()
    (warning,) = built.warnings
    assert "'feed_id'" in warning.text
    assert "<id>https://notes.example/posts/one.html</id>" in built.text("blog/atom.xml")
