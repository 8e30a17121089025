"""``craftblog migrate pelican``: a site as Pelican takes it, moved and built.

The texts that come of it are in ``unit/test_pelican.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from imported import Moved, Source
from sites import Built, Run, words

CONF = """
AUTHOR = "Ada"
SITENAME = "Notes"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Rome"
DEFAULT_LANG = "en"
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
DEFAULT_PAGINATION = 1
FEED_ALL_ATOM = None
"""

PUBLISH = """
from pelicanconf import *
SITEURL = "https://old.example"
FEED_ALL_ATOM = "feeds/all.atom.xml"
"""

ONE = """
Title: One thing: C++
Date: 2024-05-01 10:00
Modified: 2024-06-01
Tags: C++, python
Summary: What *one* is.
Series: Things
series_index: 1

See [two]({filename}two.rst), ![a picture]({static}/images/a.png), [tag]({tag}python)
and <a href="{filename}/pages/about.md">us</a>.

    :::python
    x = "{filename}"
"""

TWO = """
Two *things*
############

:date: 2024-05-02
:tags: python; web
:authors: Ada; Bob
:slug: second

Text with `one <{filename}one.md>`_ and a list_.

.. code-block:: python
   :linenos: table
   :hl_lines: 1

   x = 1

.. image:: {static}/images/a.png
   :alt: A

.. _list: |filename|../pages/about.md
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    source = Source(tmp_path_factory.mktemp("pelican") / "old")
    source.write("pelicanconf.py", CONF)
    source.write("publishconf.py", PUBLISH)
    source.write("content/news/one.md", ONE)
    source.write("content/news/two.rst", TWO)
    source.write("content/pages/about.md", "Title: About\n\nUs.\n")
    source.write("content/extra/robots.txt", "User-agent: *\n")
    source.write("content/images/a.png", b"\x89PNG\r\n\x1a\n")
    source.write("content/b.md", "Title: B\nDate: 2024-05-01\nStatus: draft\n\nSecret.\n")
    source.write("content/pages/c.md", "Title: C\nStatus: draft\n\nSecret.\n")
    source.write("content/d.md", "Title: D\n\nSecret.\n")
    source.write("content/e.md", "Title: E\nDate: 2024-05-01\nStatus: hidden\n\nHidden.\n")
    source.write(
        "content/y.md", "---\ntitle: 'Y: b'\ndate: 2024-04-01\ntags: [x, y]\n---\n\nText.\n"
    )
    source.write(
        "content/h.html",
        '<html><head><title>H</title><meta name="date" content="2024-04-02">'
        '<meta name="tags" content="x, z"></head><body><p>In <b>HTML</b></p></body></html>',
    )
    return Moved("pelican", source.folder)


@pytest.fixture(scope="module")
def built(moved: Moved) -> Built:
    return moved.built()


def test_a_blog_keeps_its_addresses_and_entries(moved: Moved, built: Built) -> None:
    assert {
        *("one-thing-c.html", "second.html", "pages/about.html", "tag/c.html", "tag/python.html"),
        *("category/news.html", "author/ada.html", "author/bob.html", "archives.html"),
        *("tags.html", "categories.html", "feeds/all.atom.xml", "feeds/news.atom.xml"),
        *("feeds/bob.atom.xml", "index2.html", "category/news2.html", "images/a.png"),
        "robots.txt",
    } <= built.files()
    ids = set(re.findall(r"<entry[^>]*><id>(.*?)</id>", built.text("feeds/all.atom.xml")))
    assert {
        "tag:old.example,2024-05-01:/one-thing-c.html",
        "tag:old.example,2024-05-02:/second.html",
    } <= ids
    links = {link.get("href") for link in built.html("one-thing-c").select("p a")}
    assert {"second.html", "/pages/about.html", "https://old.example/tag/python.html"} <= links
    links = {link.get("href") for link in built.html("second").select("p a")}
    assert {"one-thing-c.html", "/pages/about.html"} <= links
    front = moved.text("one-thing-c.md")
    assert "series: Things\npart: 1\n" in front
    assert "excerpt: What one is.\n" in front
    assert "updated: 2024-06-01\n" in front
    assert '```python\nx = "{filename}"\n```' in front
    assert "Two things" in words(built.html("second").h1)


def test_what_was_no_page_is_kept_back(built: Built) -> None:
    assert not any(b"Secret" in content for content in built.tree().values())
    assert "e.html" in built.files()
    assert "Hidden" not in built.text("feeds/all.atom.xml")


def test_posts_of_every_kind_have_pages(built: Built) -> None:
    assert {"y-b.html", "h.html", "tag/x.html", "tag/z.html"} <= built.files()
    assert built.html("h").select_one("article strong").text == "HTML"


def test_addresses_by_the_patterns_of_the_settings(tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    more = """
ARTICLE_URL = "{category}/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
YEAR_ARCHIVE_SAVE_AS = "posts/{date:%Y}/index.html"
CATEGORY_SAVE_AS = "in/{slug}.html"
TAG_SAVE_AS = ""
"""
    source.write("pelicanconf.py", CONF.replace('SITEURL = ""', PUBLISH.split("\n")[2]) + more)
    source.write("content/Big News/first.md", "Title: First\nDate: 2024-05-01\nTags: x\n\nText.\n")
    built = Moved("pelican", source.folder).built()
    assert {
        *("big-news/2024/first/index.html", "posts/2024/index.html", "in/big-news.html")
    } <= built.files()


def test_wrong_usage_is_one_line(run: Run, tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    for conf in (CONF, "PATH = [\n"):
        source.write("pelicanconf.py", conf)
        code, output, said = run("migrate", "pelican", source.folder, "--to", tmp_path / "new")
        assert (code, output, said.count("\n")) == (2, "", 1)
