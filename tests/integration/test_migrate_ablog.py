"""``craftblog migrate ablog``: sites as ABlog takes them, moved and built."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from sites import Built, Run, Site, words

from sphinx_craftblog.migrating.dates import read_date, to_cldr
from sphinx_craftblog.migrating.python_source import PythonSource

CONF = """
# The blog of a test.
import ablog

project = "Notes"
extensions = [
    "ablog",  # posts
    "myst_parser",
]
templates_path = ["_templates", ablog.get_html_templates_path()]
exclude_patterns = ["_build", "_clean"]
html_theme = "alabaster"
html_sidebars = {
    "**": [
        "localtoc.html",
        "ablog/postcard.html",
        "recentposts.html",  # the old name
    ],
    "index": ["ablog/tagcloud.html"],
}
blog_title = "My notes"
blog_baseurl = "https://notes.example"
blog_authors = {
    "Ada": ("Ada Lovelace", "https://ada.example"),
    "Bob": ("Bob", None),
}
blog_default_author = ["Ada"]
blog_feed_fulltext = True
blog_locations = {"Ist": ("İstanbul", None)}
post_date_format = "%d. %B %Y"
post_redirect_refresh = 1
fontawesome_included = True
"""

INDEX = """
# Home

```{postlist} 5
:tags: python
:excerpts:
```
"""


@pytest.fixture
def run(run: Run) -> Run:
    """A migration: its exit code, and what it prints to both streams."""
    return partial(run, "migrate", "ablog")


@pytest.fixture
def blog(site: Site) -> Site:
    site.folder = site.folder / "blog"
    site.write("conf.py", CONF)
    site.write("index.md", INDEX)
    return site


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def text(site: Site, name: str) -> str:
    return (site.folder / name).read_text(encoding="utf-8")


def settings(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(text(site, "conf.py"), found)
    return found


def ids(built: Built, feed: str = "blog/atom.xml") -> set[str]:
    return set(re.findall(r"<entry[^>]*><id>(.*?)</id>", built.text(feed)))


def moved(run: Run, site: Site) -> str:
    """Migrate, and be sure that a second run finds nothing to do; what was said."""
    before = tree(site.folder)
    _, diff, _ = run(site.folder)
    assert tree(site.folder) == before
    code, _, said = run(site.folder, "--write")
    after = tree(site.folder)
    assert bool(diff) == (after != before)
    assert run(site.folder, "--write")[1] == ""
    assert tree(site.folder) == after
    assert (code == 1) == ("To do by hand:" in said)
    return said


# The whole of a site


def test_a_site_keeps_its_addresses_and_entries(run: Run, blog: Site) -> None:
    blog.write(
        "one.rst",
        """
        One
        ===

        .. post:: 03. March 2024
           :tags: python, C++
           :category: News
           :author: Ada
           :redirect: old/one

        First text.
        """,
    )
    blog.write(
        "2024/two.md",
        "---\nblogpost: true\ndate: Apr 5, 2024\nauthor: Bob\ntags: [python]\n---\n\n"
        "# Two\n\nText.\n",
    )
    said = moved(run, blog)
    assert "To do by hand" not in said
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert {
        *("blog.html", "blog/archive.html", "blog/2024.html", "blog/tag.html"),
        *("blog/tag/python.html", "blog/tag/c.html", "blog/category/news.html"),
        *("blog/author/ada-lovelace.html", "blog/author/bob.html", "blog/drafts.html"),
        *("old/one.html", "one.html", "2024/two.html", "blog/atom.xml"),
    } <= built.files()
    assert ids(built) == {"https://notes.example/one.html", "https://notes.example/2024/two.html"}
    assert "First text." in words(built.html("index"))
    assert settings(blog)["html_theme"] == "alabaster"


def test_conf_py_keeps_what_is_not_of_ablog(run: Run, blog: Site) -> None:
    moved(run, blog)
    conf = text(blog, "conf.py")
    assert conf.startswith("# The blog of a test.\n")
    assert '    "sphinx_craftblog",  # posts\n' in conf
    assert 'templates_path = ["_templates"]\n' in conf
    found = settings(blog)
    assert found["html_sidebars"] == {"**": ["localtoc.html"], "index": []}
    assert found["html_baseurl"] == "https://notes.example"
    assert found["craftblog_title"] == "My notes"
    assert found["craftblog_authors"]["Bob"] == ("Bob", "")
    assert found["craftblog_default_author"] == "Ada"
    assert found["craftblog_feed_content"] == "full"
    assert found["craftblog_date_format"] == "dd. MMMM y"
    assert not {name for name in found if name.startswith(("blog_", "post_", "fontawesome"))}
    assert "ablog" not in conf.replace("ablog_", "").lower().replace("the blog", "")


def test_names_that_conf_py_uses_again(run: Run, blog: Site) -> None:
    more = """
    html_title = blog_title + "!"
    html_baseurl = blog_baseurl
    og = f"{blog_baseurl}/{blog_title}"
    version = ablog.__version__
    """
    blog.write("conf.py", CONF + dedent(more))
    code, _, said = run(blog.folder, "--write")
    assert code == 1
    assert "'version = ablog.__version__' needs ABlog" in said
    conf = text(blog, "conf.py")
    assert "html_title = craftblog_title + \"!\"\nhtml_baseurl = 'https://notes.example'\n" in conf
    assert "og = f\"{'https://notes.example'}/{craftblog_title}\"\n" in conf
    assert run(blog.folder)[0] == 1


def test_nothing_is_written_without_being_asked(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: 1. May 2024\n\nText.\n")
    before = tree(blog.folder)
    code, diff, said = run(blog.folder)
    assert (code, tree(blog.folder)) == (0, before)
    assert "--- a/a.rst\n+++ b/a.rst\n" in diff
    assert "-.. post:: 1. May 2024\n" in diff
    assert "--- /dev/null\n+++ b/blog.md\n" in diff
    assert "'--write' changes them; nothing to do by hand" in said
    assert "nothing to change" not in said


def test_the_report_as_data(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: someday\n\nText.\n")
    code, output, _ = run(blog.folder, "--format", "json", "--write")
    data = json.loads(output)
    assert (code, data["written"]) == (1, True)
    assert "a.rst" in {change["path"] for change in data["changes"]}
    (note,) = [note for note in data["notes"] if note["is_left"]]
    assert (note["path"], note["line"]) == ("a.rst", 4)
    assert "'someday' is no date" in note["message"]


def test_wrong_usage_is_one_line(run: Run, blog: Site, tmp_path: Path) -> None:
    blog.write("conf.py", 'project = "x"\n')
    for folder in (blog.folder, tmp_path / "nowhere"):
        code, output, said = run(folder)
        assert (code, output, said.count("\n")) == (2, "", 1)
    blog.write("conf.py", "extensions = [\n")
    code, _, said = run(blog.folder)
    assert (code, said.count("\n")) == (2, 1)
    assert "conf.py:1" in said


# Posts


def test_options_of_posts(run: Run, blog: Site) -> None:
    blog.write(
        "a.rst",
        """
        .. post:: May 1, 2024
           :tags: one,
                  two
           :location: Ist
           :language: German
           :nocomments:
           :image: 2
           :external_link: https://else.example/
           :exclude:

           Shown *in lists*
           alone.

        A
        =

        .. image:: one.png

        .. figure:: two.png
           :alt: A second picture
        """,
    )
    moved(run, blog)
    assert text(blog, "a.rst").split("\n\n")[0].splitlines() == [
        ".. article::",
        "   :date: 2024-05-01",
        "   :tags: one, two",
        "   :excerpt: Shown in lists alone.",
        "   :image: two.png",
        "   :image_alt: A second picture",
        "   :external_url: https://else.example/",
        "   :comments: false",
        "   :language: de",
        "   :location: İstanbul",
    ]


def test_the_body_of_a_directive_stays_on_the_page(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\n   One.\n\n   Two.\n\nThree.\n")
    moved(run, blog)
    assert text(blog, "a.rst").endswith("   :excerpt: 2\n\nOne.\n\nTwo.\n\nThree.\n")


def test_docinfo_becomes_an_article(run: Run, blog: Site) -> None:
    blog.write(
        "a.rst",
        ":blogpost: true\n:orphan:\n:date: May 1, 2024\n:author: Ada\n\nA\n=\n\nText.\n",
    )
    blog.write("page.rst", ":orphan:\n\nPage\n====\n")
    moved(run, blog)
    assert text(blog, "a.rst").startswith(
        ":orphan:\n\n.. article::\n   :date: 2024-05-01\n   :author: Ada\n\nA\n=\n"
    )
    assert text(blog, "page.rst") == ":orphan:\n\nPage\n====\n"
    assert blog.build(nitpicky=True).warnings == []


def test_front_matter_is_changed_where_it_must_be(run: Run, blog: Site) -> None:
    blog.write(
        "a.md",
        """
        ---
        # what it is
        blogpost: true
        date: 3rd November 2021   # long ago
        tags:
        - one
        - two
        redirect: [old/a, old/b.html]
        exclude: true
        subtitle: None
        myst:
          heading_anchors: 2
        ---

        # A

        Text.
        """,
    )
    moved(run, blog)
    assert text(blog, "a.md").splitlines()[:12] == [
        *("---", "# what it is", "blogpost: true", "date: 2021-11-03", "tags:", "- one", "- two"),
        *("redirect_from: [old/a, old/b.html, old/b.html.html]", "x-subtitle: None", "myst:"),
        *("  heading_anchors: 2", "---"),
    ]


def test_a_directive_in_markdown_becomes_front_matter(run: Run, blog: Site) -> None:
    blog.write(
        "a.md",
        "# A\n\n```{post} 2024-05-01\n---\ntags: [one, two]\n---\n```\n\nText.\n",
    )
    moved(run, blog)
    assert text(blog, "a.md") == (
        "---\nblogpost: true\ndate: 2024-05-01\ntags: [one, two]\n---\n\n# A\n\nText.\n"
    )


def test_restructuredtext_in_markdown(run: Run, blog: Site) -> None:
    blog.write(
        "a.md",
        "# A\n\n```{eval-rst}\n.. post:: May 1, 2024\n   :tags: x\n```\n\nText.\n\n"
        "```{eval-rst}\n:ref:`tag-x`\n\n.. postlist:: 3\n```\n",
    )
    moved(run, blog)
    assert text(blog, "a.md") == (
        "# A\n\n```{eval-rst}\n.. article::\n   :date: 2024-05-01\n   :tags: x\n```\n\nText.\n\n"
        "```{eval-rst}\n:blog:tag:`x`\n\n.. post-list::\n   :limit: 3\n   :style: titles\n```\n"
    )
    assert blog.build(nitpicky=True).warnings == []


def test_examples_are_left_alone(run: Run, blog: Site) -> None:
    rst = "A\n=\n\nSo::\n\n   .. post:: May 1, 2024\n\n   :ref:`blog-posts`\n"
    markdown = "# B\n\n````md\n```{postlist} 3\n```\n{ref}`blog-tags`\n````\n\n`{ref}`\n"
    blog.write("a.rst", rst)
    blog.write("b.md", markdown)
    moved(run, blog)
    assert (text(blog, "a.rst"), text(blog, "b.md")) == (rst, markdown)


def test_posts_by_pattern(run: Run, blog: Site) -> None:
    blog.write("conf.py", CONF + 'blog_post_pattern = "news/*/*.md"\n')
    blog.write("news/2024/a.md", "---\ndate: May 1, 2024\n---\n\n# A\n\nText.\n")
    blog.write("news/2024/b.md", "---\ndate: May 2, 2024\n---\n\n# B\n\nText.\n")
    blog.write("news/2024/page.md", "# Page\n\nText.\n")
    blog.write("news/index.md", "---\norphan: true\n---\n\n# All\n")
    moved(run, blog)
    assert settings(blog)["craftblog_posts"] == ["news/*/*"]
    assert text(blog, "news/2024/page.md").startswith("---\nblogpost: false\n---\n\n# Page")
    assert "blogpost" not in text(blog, "news/2024/a.md") + text(blog, "news/index.md")
    assert len(ids(blog.build())) == 2


def test_what_has_no_date_is_a_draft(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post::\n   :tags: x\n\nText.\n")
    blog.write("b.rst", "B\n=\n\n.. post:: Jan 1, 2999\n\nText.\n")
    said = moved(run, blog)
    assert "a.rst:4: no date" in said
    assert "b.rst:4: ABlog published the page of 'b' before its date 2999-01-01" in said
    built = blog.build()
    assert built.warnings == []
    assert not {"a.html", "b.html"} & built.files()


def test_updates_stay_and_date_the_post(run: Run, blog: Site) -> None:
    blog.write(
        "a.rst",
        "A\n=\n\n.. post:: May 1, 2024\n\n.. update:: June 2, 2024\n\n   More.\n\nText.\n",
    )
    blog.write(
        "b.md",
        "---\nblogpost: true\ndate: 2024-05-01\n---\n\n# B\n\n:::{update} 3 Jun 2024\nMore.\n:::\n",
    )
    moved(run, blog)
    assert "   :updated: 2024-06-02\n\n.. admonition:: Updated on June 2, 2024\n" in text(
        blog, "a.rst"
    )
    assert "updated: 2024-06-03\n" in text(blog, "b.md")
    built = blog.build(nitpicky=True)
    assert "More." in words(built.html("a").select_one(".admonition.update"))


def test_several_posts_in_a_document_are_one(run: Run, blog: Site) -> None:
    blog.write(
        "a.rst",
        "A\n=\n\n.. post:: May 1, 2024\n   :tags: x\n\nText.\n\nPart: two\n---------\n\n"
        ".. post:: May 2, 2024\n   :tags: y\n\nMore.\n",
    )
    said = moved(run, blog)
    assert "a.rst:12: a document is one post now, and 'Part: two' is a further one" in said
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert {"blog/tag/x.html", "blog/tag/y.html"} <= built.files()
    assert "Part: two" in words(built.html("a").select_one(".craftblog-changes"))


def test_notebooks_are_posts(run: Run, blog: Site) -> None:
    pytest.importorskip("myst_nb")
    blog.write(
        "conf.py",
        CONF.replace("myst_parser", "myst_nb")
        + 'blog_post_pattern = ["n/*"]\nnb_execution_mode = "off"\n',
    )
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# Plot\n", "\n", "Text."]}
    notebook = {
        "cells": [cell],
        "metadata": {"date": "May 1, 2024", "tags": ["x"], "redirect": "old", "hide_input": True},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    blog.write("n/plot.ipynb", json.dumps(notebook, indent=1) + "\n")
    moved(run, blog)
    assert '"date": "2024-05-01"' in text(blog, "n/plot.ipynb")
    built = blog.build_apart()  # Sphinx keeps the parsers of other tests' suffixes
    assert built.warnings == []
    assert {"n/plot.html", "old.html", "blog/tag/x.html", "blog/2024.html"} <= built.files()
    draft = text(blog, "n/plot.ipynb").replace('"hide_input": true', '"draft": true')
    blog.write("n/plot.ipynb", draft)
    assert "n/plot.html" not in blog.build_apart().files()


# Links, lists, templates


def test_links_by_ablogs_labels(run: Run, blog: Site) -> None:
    blog.write(
        "first-post.rst",
        "First\n=====\n\n.. post:: May 1, 2024\n   :tags: C++\n   :category: News\n"
        "   :author: Ada\n   :location: Ist\n\nText.\n",
    )
    blog.write(
        "links.rst",
        """
        :orphan:

        Links
        =====

        :ref:`first-post`, :ref:`the
        first <first-post>`, :ref:`tag-c`, :ref:`category-news`, :ref:`by <author-ada>`,
        :ref:`archive-2024`, :ref:`blog-posts`, :ref:`blog-tags`, :ref:`Feed <blog-feed>`,
        :ref:`location-ist`, ``:ref:`blog-posts```.

        ========= ==================
        Tag       All
        ========= ==================
        x         :ref:`blog-tags`
        ========= ==================
        """,
    )
    blog.write(
        "more.md", "---\norphan: true\n---\n\n# More\n\n{ref}`tag-c` and [it](#first-post)\n"
    )
    moved(run, blog)
    found = text(blog, "links.rst")
    assert ":blog:post:`first-post`, :blog:post:`the\nfirst <first-post>`, :blog:tag:`C++`" in found
    assert ":blog:author:`by <Ada>`" in found
    assert "`Tags <https://notes.example/blog/tag.html>`__" in found
    assert "``:ref:`blog-posts```" in found
    assert "\nx         |blog-tags|\n" in found
    assert "{blog:tag}`C++` and {blog:post}`it <first-post>`" in text(blog, "more.md")
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    links = {link["href"] for link in built.html("links").select(".body p a")}
    assert {"first-post.html", "blog/tag/c.html", "blog.html", "blog/2024.html"} <= links


def test_lists_filter_and_sort_as_they_did(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n   :tags: x, y\n\nText.\n")
    blog.write("b.rst", "B\n=\n\n.. post:: May 2, 2024\n   :tags: x\n\nText.\n")
    blog.write(
        "list.rst",
        """
        :orphan:

        List
        ====

        .. postlist::
           :tags: x, y, z
           :list-style: circle
           :format: {title} by {author}
           :location: Ist
           :sort:
        """,
    )
    said = moved(run, blog)
    assert "list.rst:6: lists do not filter by location" in said
    assert text(blog, "list.rst").splitlines()[5:] == [
        *(".. post-list::", "   :tags: x, y", "   :match: all", "   :sort: oldest"),
        "   :style: titles",
    ]
    built = blog.build(nitpicky=True)
    assert [link.text for link in built.html("list").select(".craftblog-list a")] == ["A"]


def test_templates_that_need_ablog_no_longer_stop_the_build(run: Run, blog: Site) -> None:
    blog.write(
        "_templates/localtoc.html",
        '{% include "ablog/postcard.html" %}\n'
        "{% for post in ablog.recent(5) %}{{ post }}{% endfor %}\n",
    )
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    said = moved(run, blog)
    assert "_templates/localtoc.html:" in said
    assert "include" not in text(blog, "_templates/localtoc.html")
    assert blog.build(nitpicky=True).warnings == []


def test_what_a_site_needs_and_how_it_is_built(run: Run, blog: Site) -> None:
    blog.write("requirements.txt", "sphinx>=8\nablog>=0.11  # posts\nablog-theme\n")
    blog.write("pyproject.toml", '[project]\ndependencies = ["sphinx", "ablog~=0.11"]\n')
    blog.write("Makefile", "html:\n\tablog build\n")
    said = moved(run, blog)
    assert text(blog, "requirements.txt") == "sphinx>=8\nsphinx-craftblog  # posts\nablog-theme\n"
    assert '["sphinx", "sphinx-craftblog"]' in text(blog, "pyproject.toml")
    assert "Makefile:2: 'ablog build' names ABlog" in said
    assert "pyproject.toml" not in said


def test_a_site_without_markdown_gets_no_new_pages(run: Run, blog: Site) -> None:
    blog.write("conf.py", CONF.replace('    "myst_parser",\n', ""))
    blog.remove("index.md")
    blog.write("index.rst", "Home\n====\n")
    blog.write("README.md", "# Read me\n")
    moved(run, blog)
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert "README.html" not in built.files()
    assert "blog.html" in built.files()


# Addresses and feeds


def test_addresses_that_differ_forward(run: Run, blog: Site) -> None:
    blog.write(
        "conf.py",
        CONF + "blog_feed_archives = True\nblog_feed_templates = {'atom': {}, 'social': {}}\n",
    )
    blog.write(
        "a.rst",
        "A\n=\n\n.. post:: May 1, 2024\n   :tags: a_b, Été, open source, Open-Source\n"
        "   :location: Ist\n\nText.\n",
    )
    moved(run, blog)
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert {
        *("blog/tag/a_b.html", "blog/tag/ete.html", "blog/tag/open-source.html"),
        *("blog/location.html", "blog/location/istanbul.html", "blog/drafts.html"),
        *("blog/social.xml", "blog/2024/atom.xml", "blog/tag/a_b/social.xml"),
    } <= built.files()
    assert built.text("blog/social.xml") == built.text("blog/atom.xml")
    assert "url=" not in str(built.html("blog/tag/ete").head)
    assert 'url=../../blog/tag/a-b.html"' in str(built.html("blog/tag/a_b").head)


def test_entries_keep_ids_where_the_base_differs(run: Run, blog: Site) -> None:
    blog.write("conf.py", CONF + 'html_baseurl = "https://new.example/"\n')
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    blog.write("b.md", "---\nblogpost: true\ndate: 2024-05-01\n---\n\n# B\n\nText.\n")
    moved(run, blog)
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert ids(built) == {"https://notes.example/a.html", "https://notes.example/b.html"}


def test_an_index_in_the_folder_of_the_blog_stays(run: Run, blog: Site) -> None:
    blog.write("blog/index.md", "---\norphan: true\n---\n\n# All\n\n{ref}`blog-posts`\n")
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    moved(run, blog)
    assert not (blog.folder / "blog.md").exists()
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert 'url=blog/index.html"' in built.text("blog.html")


def test_threads_at_disqus_keep_their_identifiers(run: Run, blog: Site) -> None:
    blog.write("conf.py", CONF + 'disqus_shortname = "notes"\n')
    blog.write("a/index.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    moved(run, blog)
    assert 'data-identifier="/a/"' in str(blog.build(nitpicky=True).html("a/index"))


def test_a_site_without_an_address_has_no_feeds(run: Run, blog: Site) -> None:
    blog.write("conf.py", CONF.replace('blog_baseurl = "https://notes.example"\n', ""))
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n   :tags: x\n\nText.\n")
    blog.write("index.md", "# Home\n\n{ref}`blog-tags`, {ref}`the feed <blog-feed>`\n")
    assert "index.md:3: a link to the feed" in moved(run, blog)
    built = blog.build(nitpicky=True)
    assert built.warnings == []
    assert built.html("index").select_one(".body p a")["href"] == "blog/tag.html"
    assert not {file for file in built.files() if file.endswith("atom.xml")}


def test_line_ends_and_marks_stay(run: Run, blog: Site) -> None:
    source = "\ufeffA\r\n=\r\n\r\n.. post:: May 1, 2024\r\n\r\nText.\r\n".encode()
    (blog.folder / "a.rst").write_bytes(source)
    moved(run, blog)
    written = (blog.folder / "a.rst").read_bytes()
    assert written.startswith("\ufeffA\r\n=\r\n\r\n.. article::\r\n".encode())
    assert b"\n" not in written.replace(b"\r\n", b"")


# Dates, and conf.py as text


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("March 03, 2026", "2026-03-03"),
        ("08 Oct, 2019", "2019-10-08"),
        ("3rd November 2021", "2021-11-03"),
        ("2016-7-15", "2016-07-15"),
        ("2016/07/15", "2016-07-15"),
        ("20160715", "2016-07-15"),
        ("04/20/2016", "2016-04-20"),
        ("20/04/2016", "2016-04-20"),
        ("20.04.16", "2016-04-20"),
        ("Sept 1 2020", "2020-09-01"),
        ("Thu, 02 Jan 2020 10:30:00 +0200", "2020-01-02 10:30:00+02:00"),
        ("Jan 2, 2020 1:05 pm", "2020-01-02 13:05:00"),
        ("2020-01-02T10:30", "2020-01-02 10:30:00"),
        ("31 Feb 2020", None),
        ("someday", None),
        ("2020", None),
    ],
)
def test_dates_are_read_as_dateutil_reads_them(written: str, date: str | None) -> None:
    assert read_date(written) == date


def test_the_format_of_conf_py_comes_first() -> None:
    assert read_date("03/04/2020") == "2020-03-04"
    assert read_date("03/04/2020", "%d/%m/%Y") == "2020-04-03"


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("%d %B %Y", "dd MMMM y"),
        ("%b %-d, %y", "MMM d, yy"),
        ("%A the %e of %B", "EEEE 'the' d 'of' MMMM"),
        ("%H:%M", None),
    ],
)
def test_formats_of_dates(form: str, pattern: str | None) -> None:
    assert to_cldr(form) == pattern


def test_items_leave_lists_with_their_commas() -> None:
    source = PythonSource(
        'é = 1; a = ["x", "y", "z"]\nb = [\n    "x",\n    "y",  "z",  # it\n]\n'
        'c = ["y", "x", "z",\n     "y"]\n'
    )
    for assignment in source.assignments[1:]:
        node: Any = assignment.value
        source.remove_items(node, [item for item in node.elts if item.value != "x"])
    assert source.edited() == 'é = 1; a = ["x"]\nb = [\n    "x",\n]\nc = ["x"]\n'
