"""Sites as Nikola takes them: the texts that come of them, and what is said."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from imported import Moved, Source

from sphinx_craftblog.importers import NoSiteError
from sphinx_craftblog.importers.nikola.text import nikola_document, with_shortcodes

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
.. date: 2024-05-01 10:00:00 UTC+02:00
.. tags: python
.. category: News

See `two <link://slug/second>`_ and `tags <link://tag/python>`_.
"""


@pytest.fixture
def old(tmp_path: Path) -> Source:
    source = Source(tmp_path / "old")
    source.write("conf.py", CONF)
    return source


def moved(old: Source) -> Moved:
    return Moved("nikola", old.folder)


def test_addresses_without_pretty_urls(old: Source) -> None:
    more = 'PRETTY_URLS = False\nINDEX_PATH = "blog"\nTAG_PATH = "t"\nCATEGORY_PREFIX = ""\n'
    old.write("conf.py", CONF + more)
    old.write("posts/2012/My Post.rst", FIRST)
    old.write("pages/index.rst", ".. title: Home\n.. slug: index\n\nHome.\n")
    found = moved(old)
    assert "`two <https://old.example/>`" in found.text("posts/2012/my-post.rst")
    assert "sphinx-build -b html" in found.text("conf.py")
    for name in ("t/python.html", "t/news.html", "t/python.xml", "blog/index.html"):
        assert f'"{name}": ' in found.text("conf.py")


def test_what_was_not_public_is_kept_back(old: Source) -> None:
    head = ".. title: {}\n.. slug: {}\n.. date: 2024-05-01\n.. tags: {}\n.. status: {}\n\n{}\n"
    old.write("posts/a.rst", head.format("A", "a", "x", "", "Public."))
    old.write("posts/b.rst", head.format("B", "b", "draft, x", "", "Secret."))
    old.write("posts/c.rst", head.format("C", "c", "", "draft", "Secret."))
    old.write("posts/d.rst", head.format("D", "d", "", "private", "Hidden."))
    old.write("pages/e.rst", head.format("E", "e", "", "draft", "Secret."))
    found = moved(old)
    assert "draft" not in found.text("posts/a.rst")
    for name in ("posts/b.rst", "posts/c.rst", "e.rst"):
        assert "   :draft: true\n" in found.text(name)
    assert "   :unlisted: true\n" in found.text("posts/d.rst")
    assert "draft" not in found.text("posts/b.rst").partition(":tags:")[2]


def test_translations_are_posts_in_their_language(old: Source) -> None:
    old.write("posts/1.md", "---\ntitle: One\nslug: one\ndate: 2024-05-01\n---\n\nText.\n")
    old.write("posts/1.de.md", "---\ntitle: Eins\nslug: eins\n---\n\nText.\n")
    found = moved(old)
    assert "language: de\n" in found.text("de/posts/eins.md")
    assert "language" not in found.text("posts/one.md")


def test_metadata_in_a_file_of_its_own_and_posts_in_html(old: Source) -> None:
    old.write("posts/1.rst", "Text.\n")
    old.write("posts/1.meta", ".. title: One\n.. slug: one\n.. date: 2024-05-01\n")
    old.write(
        "posts/2.html",
        "<!--\n.. title: Two\n.. slug: two\n.. date: 2024-05-02\n-->\n<p>In <b>HTML</b></p>"
        "<!-- TEASER_END --><p>More</p>",
    )
    found = moved(old)
    assert "   :date: 2024-05-01\n" in found.text("posts/one.rst")
    assert found.text("posts/two.md").endswith("In **HTML**\n\n<!-- more -->\n\nMore\n")
    assert nikola_document("a", "T", "Title\nslug\n2012-01-01\na, b\n").values["slug"] == "slug"


def test_what_nobody_moves_is_named(old: Source) -> None:
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
    found = moved(old)
    for part in (
        "posts/a.rst:1: 'mood' has no counterpart",
        "posts/a.rst:6: {{% chart %}} has no counterpart",
        "posts/a.rst:8: '.. chart::' has no counterpart, and stands in the text as code, once",
        "posts/a.rst:1: there is no document 'link://slug/none'",
        "posts/b.rst:",
        "the pages of 1 folder of pictures are gone",
    ):
        assert found.says(part)


def test_what_is_no_blog_is_refused(old: Source, tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", old.folder):  # the second has no posts
        with pytest.raises(NoSiteError):
            Moved("nikola", folder)
    for conf in ("POSTS = (\n", "project = 'x'\n"):
        old.write("conf.py", conf)
        with pytest.raises(NoSiteError, match=r"conf\.py"):
            moved(old)


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
