"""``craftblog migrate nikola``: sites as Nikola takes them, moved and built."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from imported import Moved
from sites import Run, Site, words

from sphinx_craftblog.migrating.elsewhere import rst_source
from sphinx_craftblog.migrating.elsewhere.nikola_text import nikola_document, with_shortcodes

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


@pytest.fixture
def old(tmp_path: Path) -> Site:
    site = Site.at(tmp_path / "old")
    site.write("conf.py", CONF)
    site.write("listings/hello.py", "print('hello')\n")
    site.write("files/assets/x.txt", "x\n")
    site.write("images/a.png", "")
    (site.folder / "images/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return site


def test_a_blog_keeps_its_addresses_and_entries(run: Run, old: Site) -> None:
    old.write("posts/1.rst", FIRST)
    old.write("posts/2.md", SECOND)
    old.write("pages/about.rst", ".. title: About\n.. slug: about\n\nUs.\n\nPart\n====\n\nText.\n")
    moved = Moved(run, "nikola", old)
    assert "To do by hand:\nposts/1.rst" in moved.said  # the cover has no alternative text
    assert "1 to do by hand" not in moved.said.partition("To do by hand")[0]
    result = moved.built()
    assert {
        *("posts/first/index.html", "posts/second/index.html", "about/index.html"),
        *("categories/python/index.html", "categories/c++/index.html", "archive.html"),
        *("categories/cat_news/index.html", "authors/bob/index.html", "2024/index.html"),
        *("rss.xml", "categories/python.xml", "old.html", "away.html", "images/a.png"),
        *("assets/x.txt", "listings/hello.py"),
    } <= result.files()
    ids = set(re.findall(r"<guid[^>]*>(.*?)</guid>", result.text("rss.xml")))
    assert ids == {"https://old.example/posts/first/", "https://old.example/posts/second/"}
    page = result.html("posts/first/index")
    assert "print('hello')" in words(page)
    assert page.select_one("p.lead") is not None
    assert "../second/" in {link.get("href") for link in page.select("p a")}
    first = moved.text("posts/first.rst")
    assert "   :date: 2024-05-01 10:00:00+02:00\n" in first
    assert "   :image: /public/images/a.png\n" in first
    assert "\n.. more\n" in first
    second = moved.text("posts/second.md")
    assert "Costs $5 and $6." in words(result.html("posts/second/index"))
    assert "<https://www.youtube.com/watch?v=abc>" in second
    assert "<!-- more -->" in second


def test_addresses_without_pretty_urls(run: Run, old: Site) -> None:
    more = 'PRETTY_URLS = False\nINDEX_PATH = "blog"\nTAG_PATH = "t"\nCATEGORY_PREFIX = ""\n'
    old.write("conf.py", CONF + more)
    old.write("posts/2012/My Post.rst", FIRST.replace(".. slug: first\n", ""))
    old.write("pages/index.rst", ".. title: Home\n.. slug: index\n\nHome.\n")
    moved = Moved(run, "nikola", old)
    assert "`two <https://old.example/>`" in moved.text("posts/2012/my-post.rst")
    result = Site.at(moved.folder).build("html")
    assert {
        *("posts/2012/my-post.html", "index.html", "t/python.html", "t/news.html"),
        *("t/python.xml", "blog/index.html"),
    } <= result.files()


def test_what_was_not_public_is_kept_back(run: Run, old: Site) -> None:
    head = ".. title: {}\n.. slug: {}\n.. date: 2024-05-01\n.. tags: {}\n.. status: {}\n\n{}\n"
    old.write("posts/a.rst", head.format("A", "a", "x", "", "Public."))
    old.write("posts/b.rst", head.format("B", "b", "draft, x", "", "Secret."))
    old.write("posts/c.rst", head.format("C", "c", "", "draft", "Secret."))
    old.write("posts/d.rst", head.format("D", "d", "", "private", "Hidden."))
    old.write("pages/e.rst", head.format("E", "e", "", "draft", "Secret."))
    moved = Moved(run, "nikola", old)
    result = moved.built()
    assert not any(b"Secret" in content for content in result.tree().values())
    assert "   :unlisted: true\n" in moved.text("posts/d.rst")
    assert "draft" not in moved.text("posts/b.rst").partition(":tags:")[2]


def test_translations_are_posts_in_their_language(run: Run, old: Site) -> None:
    old.write("posts/1.md", "---\ntitle: One\nslug: one\ndate: 2024-05-01\n---\n\nText.\n")
    old.write("posts/1.de.md", "---\ntitle: Eins\nslug: eins\n---\n\nText.\n")
    moved = Moved(run, "nikola", old)
    result = moved.built()
    assert {"posts/one/index.html", "de/posts/eins/index.html"} <= result.files()
    assert "language: de\n" in moved.text("de/posts/eins.md")


def test_metadata_in_a_file_of_its_own_and_posts_in_html(run: Run, old: Site) -> None:
    old.write("posts/1.rst", "Text.\n")
    old.write("posts/1.meta", ".. title: One\n.. slug: one\n.. date: 2024-05-01\n")
    old.write(
        "posts/2.html",
        "<!--\n.. title: Two\n.. slug: two\n.. date: 2024-05-02\n-->\n<p>In <b>HTML</b></p>"
        "<!-- TEASER_END --><p>More</p>",
    )
    moved = Moved(run, "nikola", old)
    moved.built()
    assert moved.text("posts/two.md").endswith("In **HTML**\n\n<!-- more -->\n\nMore\n")
    assert nikola_document("a", "T", "Title\nslug\n2012-01-01\na, b\n").values["slug"] == "slug"


def test_what_nobody_moves_is_named(run: Run, old: Site) -> None:
    body = dedent(
        """
        .. title: A
        .. slug: a
        .. date: 2024-05-01
        .. mood: good

        {{% chart Bar %}}x{{% /chart %}}, `no <link://slug/none>`_

        .. chart:: Bar
           :title: t

           x

        ::

           .. chart:: in code
        """
    )
    old.write("posts/a.rst", body)
    old.write("posts/b.rst", "---\ntitle: [\n---\n")
    old.write("galleries/g/a.png", "")
    moved = Moved(run, "nikola", old)
    for part in (
        "posts/a.rst:1: 'mood' has no counterpart",
        "posts/a.rst:6: {{% chart %}} has no counterpart",
        "posts/a.rst:8: '.. chart::' has no counterpart, and stands in the text as code, once",
        "posts/a.rst:1: there is no document 'link://slug/none'",
        "posts/b.rst:",
        "the pages of 1 folder of pictures are gone",
    ):
        assert part in moved.said
    assert Site.at(moved.folder).build("dirhtml").warnings == []


def test_wrong_usage_is_one_line(run: Run, old: Site, tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", old.folder):  # the second has no posts
        code, output, said = run("migrate", "nikola", folder, "--to", tmp_path / "new")
        assert (code, output, said.count("\n")) == (2, "", 1)
    for conf in ("POSTS = (\n", "project = 'x'\n"):
        old.write("conf.py", conf)
        code, _, said = run("migrate", "nikola", old.folder, "--to", tmp_path / "new")
        assert (code, said.count("\n")) == (2, 1)
        assert "conf.py" in said


@pytest.mark.parametrize(
    ("markup", "before", "after"),
    [
        ("md", "{{% raw %}}{{% x %}}{{% /raw %}}", "{{% x %}}"),
        ("md", "{{% highlight python %}}\nx\n{{% /highlight %}}", "\n\n```python\nx\n```\n\n"),
        ("md", '{{% thumbnail "/a.png" alt="A" %}}', "![A](/a.png)"),
        ("rst", "{{% vimeo 1 %}}", "https://vimeo.com/1"),
        ("rst", "{{% nothing 1 %}}", "``{{% nothing 1 %}}``"),
        ("md", "{{% nothing %}}a{{% /nothing %}}", "`{{% nothing %}}a{{% /nothing %}}`"),
    ],
)
def test_shortcodes(markup: str, before: str, after: str) -> None:
    found: list[str] = []
    made = with_shortcodes(
        before, lambda name, _: found.append(name), lambda _: None, markup=markup
    )
    assert made == after
    assert bool(found) == ("nothing" in before)


def test_directives_of_blogs_become_those_of_sphinx() -> None:
    def known(before: str) -> str:
        return rst_source.for_sphinx(before, pytest.fail)

    assert known(".. class:: x\n\nText") == ".. rst-class:: x\n\nText"
    assert known(".. code:: py\n   :linenos: inline\n   :x: y\n\n   .. z::") == (
        ".. code-block:: py\n   :linenos:\n\n   .. z::"
    )
    assert known("So::\n\n   .. nothing:: x") == "So::\n\n   .. nothing:: x"
