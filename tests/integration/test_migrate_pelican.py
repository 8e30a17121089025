"""``craftblog migrate pelican``: sites as Pelican takes them, moved and built."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from imported import Moved
from sites import Run, Site, words

from sphinx_craftblog.migrating.elsewhere import python_markdown, rst_source

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


@pytest.fixture
def old(tmp_path: Path) -> Site:
    site = Site.at(tmp_path / "old")
    site.write("pelicanconf.py", CONF)
    site.write("publishconf.py", PUBLISH)
    return site


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


def test_a_blog_keeps_its_addresses_and_entries(run: Run, old: Site) -> None:
    old.write("content/news/one.md", ONE)
    old.write("content/news/two.rst", TWO)
    old.write("content/pages/about.md", "Title: About\n\nUs.\n")
    old.write("content/extra/robots.txt", "User-agent: *\n")
    (old.folder / "content/images").mkdir()
    (old.folder / "content/images/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    moved = Moved(run, "pelican", old)
    assert "To do by hand" not in moved.said
    result = moved.built()
    assert {
        *("one-thing-c.html", "second.html", "pages/about.html", "tag/c.html", "tag/python.html"),
        *("category/news.html", "author/ada.html", "author/bob.html", "archives.html"),
        *("tags.html", "categories.html", "feeds/all.atom.xml", "feeds/news.atom.xml"),
        *("feeds/bob.atom.xml", "index2.html", "category/news2.html", "images/a.png"),
        "robots.txt",
    } <= result.files()
    ids = set(re.findall(r"<entry[^>]*><id>(.*?)</id>", result.text("feeds/all.atom.xml")))
    assert ids == {
        "tag:old.example,2024-05-01:/one-thing-c.html",
        "tag:old.example,2024-05-02:/second.html",
    }
    links = {link.get("href") for link in result.html("one-thing-c").select("p a")}
    assert {"second.html", "/pages/about.html", "https://old.example/tag/python.html"} <= links
    links = {link.get("href") for link in result.html("second").select("p a")}
    assert {"one-thing-c.html", "/pages/about.html"} <= links
    front = moved.text("one-thing-c.md")
    assert "series: Things\npart: 1\n" in front
    assert "excerpt: What one is.\n" in front
    assert "updated: 2024-06-01\n" in front
    assert '```python\nx = "{filename}"\n```' in front
    assert "Two things" in words(result.html("second").h1)


def test_addresses_by_the_patterns_of_the_settings(run: Run, old: Site) -> None:
    more = """
    ARTICLE_URL = "{category}/{date:%Y}/{slug}/"
    ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
    YEAR_ARCHIVE_SAVE_AS = "posts/{date:%Y}/index.html"
    SLUGIFY_SOURCE = "basename"
    FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)"
    CATEGORY_SAVE_AS = "in/{slug}.html"
    TAG_SAVE_AS = ""
    """
    old.write("pelicanconf.py", CONF + dedent(more))
    old.write("content/Big News/2024-05-01-first.md", "Title: A\nTags: x\n\nText.\n")
    old.write("content/b.md", "Title: B\nDate: 2024-05-02\nCategory: Else\nSave_as: b.html\n\nT.\n")
    result = Moved(run, "pelican", old).built()
    assert {
        *("big-news/2024/first/index.html", "posts/2024/index.html", "in/big-news.html"),
        "b.html",
    } <= result.files()


def test_what_was_no_page_is_kept_back(run: Run, old: Site) -> None:
    old.write("content/a.md", "Title: A\nDate: 2024-05-01\n\nPublic.\n")
    old.write("content/b.md", "Title: B\nDate: 2024-05-01\nStatus: draft\n\nSecret.\n")
    old.write("content/pages/c.md", "Title: C\nStatus: draft\n\nSecret.\n")
    old.write("content/d.md", "Title: D\n\nSecret.\n")
    old.write("content/e.md", "Title: E\nDate: 2024-05-01\nStatus: hidden\n\nHidden.\n")
    moved = Moved(run, "pelican", old)
    assert "content/d.md:1: it has no date" in moved.said
    result = moved.built()
    assert not any(b"Secret" in content for content in result.tree().values())
    assert "unlisted: true\n" in moved.text("e.md")
    assert "Hidden" not in result.text("feeds/all.atom.xml")


def test_attached_files_go_with_the_post(run: Run, old: Site) -> None:
    old.write("pelicanconf.py", CONF + 'ARTICLE_SAVE_AS = "p/{slug}/index.html"\n')
    old.write("content/a/a.md", "Title: A\nDate: 2024-05-01\n\n[x]({attach}data/x.csv)\n")
    old.write("content/a/data/x.csv", "1,2\n")
    moved = Moved(run, "pelican", old)
    (path,) = moved.folder.rglob("*.csv")
    place = path.relative_to(moved.folder).as_posix()
    assert place.removeprefix("public/") == "p/a/data/x.csv"


def test_what_nobody_moves_is_named(run: Run, old: Site) -> None:
    old.write(
        "content/a.md",
        "Title: A\nDate: 2024-05-01\nMood: good\n\n{% notebook x.ipynb %}\n\n[b]({filename}b.md)\n",
    )
    old.write("content/c.rst", "C\n=\n\n:date: 2024-05-01\n\n.. nothing:: x\n\nText.\n")
    old.write("pelicanconf.py", CONF + "import os\nARTICLE_SAVE_AS = os.getcwd()\n")
    moved = Moved(run, "pelican", old)
    assert "content/a.md:1: 'mood' has no counterpart" in moved.said
    assert "content/a.md:5: {% notebook %}" in moved.said
    assert "'{filename}b.md'" in moved.said
    assert "content/c.rst:6: '.. nothing::'" in moved.said
    assert "ARTICLE_SAVE_AS is computed" in moved.said


def test_metadata_in_yaml_and_html(run: Run, old: Site) -> None:
    old.write("content/a.md", "---\ntitle: 'A: b'\ndate: 2024-05-01\ntags: [x, y]\n---\n\nText.\n")
    old.write(
        "content/b.html",
        '<html><head><title>B</title><meta name="date" content="2024-05-02">'
        '<meta name="tags" content="x, z"></head><body><p>In <b>HTML</b></p></body></html>',
    )
    moved = Moved(run, "pelican", old)
    assert "tags: [x, y]\n" in moved.text("a-b.md")
    assert moved.text("b.md").endswith("In **HTML**\n")
    moved.built()


def test_wrong_usage_is_one_line(run: Run, old: Site, tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", old.folder):  # the second has no posts
        code, output, said = run("migrate", "pelican", folder, "--to", tmp_path / "new")
        assert (code, output, said.count("\n")) == (2, "", 1)
    old.write("pelicanconf.py", "PATH = [\n")
    code, _, said = run("migrate", "pelican", old.folder, "--to", tmp_path / "new")
    assert (code, said.count("\n")) == (2, 1)
    assert "pelicanconf.py" in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    :::sh\n    ls\n\n    cd\n\nx", "```sh\nls\n\ncd\n```\n\nx"),
        ("- a\n\n        #!python\n        x\n", "- a\n\n    ```python\n    x\n    ```\n"),
        ("[TOC]\n\n#Head", "\n# Head"),
        (
            '!!! note "T"\n    a\n\n    b\n\nc',
            ":::{admonition} T\n:class: note\n\na\n\nb\n:::\n\nc",
        ),
        ("- a\n\n    ---\n\n    b", "- a\n\n    \n\n    b"),
        ("!!! tip\n    a\n", ":::{tip}\na\n:::\n"),
        ("# A {: #x }\n\ntext\n{: .c }", "{#x}\n# A\n\ntext\n"),
    ],
)
def test_the_dialect_of_python_markdown(before: str, after: str) -> None:
    assert python_markdown.myst(before, set()) == after


def test_parts_of_restructuredtext() -> None:
    source = rst_source.split("=====\n A *b*\n=====\n\n:Date: 2024\n:long: one\n  two\n\nText\n")
    assert source == ("A b", {"date": "2024", "long": "one\ntwo"}, "Text", 9)
    assert rst_source.split(":date: 1\n\nText").title == ""
