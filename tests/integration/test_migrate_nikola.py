"""``craftblog migrate nikola``: a site as Nikola takes it, moved and built.

The texts that come of it are in ``unit/test_nikola.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from imported import Moved, Source
from sites import Built, Run, words

CONF = """
import time
BLOG_AUTHOR = "Ada"
BLOG_TITLE = {"en": "Notes", "de": "Notizen"}
SITE_URL = "https://old.example/"
BLOG_DESCRIPTION = "What I note"
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "de": "./de"}
POSTS = (
    ("posts/*.rst", "posts", "post.tmpl"),
    ("posts/*.md", "posts", "post.tmpl"),
    ("posts/*.html", "posts", "post.tmpl"),
)
PAGES = (("pages/*.rst", "", "page.tmpl"),)
CONTENT_FOOTER = "{}".format(time.gmtime().tm_year)
REDIRECTIONS = [("old.html", "/posts/first/"), ("away.html", "https://else.example/")]
"""

FIRST = """
.. title: The first
.. slug: first
.. date: 2024-05-01 10:00:00 UTC+02:00
.. tags: python, C++, mathjax
.. category: News
.. link:
.. description: What the first is
.. type: text
.. previewimage: /images/a.png

See `two <link://slug/second>`_, :doc:`second`, `tags <link://tag/python>`_.

.. TEASER_END

.. code:: python
   :number-lines:

   x = 1

.. class:: lead

A paragraph.

.. youtube:: abc

.. listing:: hello.py python

.. thumbnail:: /images/a.png
   :alt: A
"""

SECOND = """
<!--
.. title: The second: $5
.. slug: second
.. date: 2024/05/02 23:00
.. tags: python
.. author: Bob
-->

Costs $5 and $6. [One](link://slug/first#x), [file](/assets/x.txt), {{% youtube abc %}}.

<!-- TEASER_END -->

More.
"""


def write(source: Source) -> None:
    source.write("conf.py", CONF)
    source.write("listings/hello.py", "print('hello')\n")
    source.write("files/assets/x.txt", "x\n")
    source.write("images/a.png", b"\x89PNG\r\n\x1a\n")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    source = Source(tmp_path_factory.mktemp("nikola") / "old")
    write(source)
    source.write("posts/1.rst", FIRST)
    source.write("posts/2.md", SECOND)
    about = ".. title: About\n.. slug: about\n\nUs.\n\nPart\n====\n\nText.\n"
    source.write("pages/about.rst", about)
    head = ".. title: {}\n.. slug: {}\n.. date: 2023-05-01\n.. tags: {}\n.. status: {}\n\n{}\n"
    source.write("posts/b.rst", head.format("B", "b", "draft, x", "", "Secret."))
    source.write("posts/c.rst", head.format("C", "c", "", "draft", "Secret."))
    source.write("posts/d.rst", head.format("D", "d", "", "private", "Hidden."))
    source.write("pages/e.rst", head.format("E", "e", "", "draft", "Secret."))
    source.write("posts/3.md", "---\ntitle: One\nslug: one\ndate: 2023-05-01\n---\n\nText.\n")
    source.write("posts/3.de.md", "---\ntitle: Eins\nslug: eins\n---\n\nText.\n")
    source.write("posts/4.rst", "Text.\n")
    source.write("posts/4.meta", ".. title: Four\n.. slug: four\n.. date: 2023-05-01\n")
    of_html = "<!--\n.. title: Five\n.. slug: five\n.. date: 2023-05-02\n-->\n<p>In <b>HTML</b></p>"
    source.write("posts/5.html", of_html)
    chart = "{{% chart Bar %}}x{{% /chart %}}\n\n.. chart:: Bar\n   :title: t\n\n   x\n"
    source.write("posts/6.rst", f".. title: Six\n.. slug: six\n.. date: 2023-05-01\n\n{chart}")
    return Moved("nikola", source.folder)


@pytest.fixture(scope="module")
def built(moved: Moved) -> Built:
    return moved.built()


def test_a_blog_keeps_its_addresses_and_entries(moved: Moved, built: Built) -> None:
    places = {left.partition(":")[0] for left in moved.left}
    assert places == {"posts/1.rst", "posts/6.rst"}  # a cover without a text; a chart
    assert {
        *("posts/first/index.html", "posts/second/index.html", "about/index.html"),
        *("categories/python/index.html", "categories/c++/index.html", "archive.html"),
        *("categories/cat_news/index.html", "authors/bob/index.html", "2024/index.html"),
        *("rss.xml", "categories/python.xml", "old.html", "away.html", "images/a.png"),
        *("assets/x.txt", "listings/hello.py"),
    } <= built.files()
    ids = set(re.findall(r"<guid[^>]*>(.*?)</guid>", built.text("rss.xml")))
    base = "https://old.example"
    assert {f"{base}/posts/first/", f"{base}/posts/second/", f"{base}/de/posts/eins/"} <= ids
    page = built.html("posts/first/index")
    assert "print('hello')" in words(page)
    assert page.select_one("p.lead") is not None
    assert "../second/" in {link.get("href") for link in page.select("p a")}
    first = moved.text("posts/first.rst")
    assert "   :date: 2024-05-01 10:00:00+02:00\n" in first
    assert "   :image: /public/images/a.png\n" in first
    assert "\n.. more\n" in first
    second = moved.text("posts/second.md")
    assert "Costs $5 and $6." in words(built.html("posts/second/index"))
    assert "<https://www.youtube.com/watch?v=abc>" in second
    assert "<!-- more -->" in second


def test_what_was_not_public_is_kept_back(built: Built) -> None:
    assert not any(b"Secret" in content for content in built.tree().values())
    assert "posts/d/index.html" in built.files()
    assert "Hidden" not in built.text("rss.xml")


def test_posts_of_every_kind_have_pages(built: Built) -> None:
    assert {"posts/one/index.html", "de/posts/eins/index.html"} <= built.files()
    assert {"posts/four/index.html", "posts/five/index.html"} <= built.files()
    assert "{{% chart Bar %}}" in words(built.html("posts/six/index"))


def test_addresses_without_pretty_urls(tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    write(source)
    more = 'PRETTY_URLS = False\nINDEX_PATH = "blog"\nTAG_PATH = "t"\nCATEGORY_PREFIX = ""\n'
    source.write("conf.py", CONF + more)
    source.write("posts/2012/My Post.rst", FIRST.replace(".. slug: first\n", ""))
    source.write("posts/2.md", SECOND)
    source.write("pages/index.rst", ".. title: Home\n.. slug: index\n\nHome.\n")
    built = Moved("nikola", source.folder).built()
    assert {
        *("posts/2012/my-post.html", "index.html", "t/python.html", "t/news.html"),
        *("t/python.xml", "blog/index.html"),
    } <= built.files()


def test_wrong_usage_is_one_line(run: Run, tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    for conf in ("", "POSTS = (\n", "project = 'x'\n"):
        source.write("conf.py", conf)
        code, output, said = run("migrate", "nikola", source.folder, "--to", tmp_path / "new")
        assert (code, output, said.count("\n")) == (2, "", 1)
