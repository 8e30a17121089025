"""``craftblog migrate ablog``: sites as ABlog takes them, moved and built.

The texts that come of them are in ``unit/test_ablog.py``.
"""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
from sites import Built, Run, Site, words
from sphinx.config import Config

from sphinx_craftblog.importers.ablog import plan_migration

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
"""

OF_BUILT = """
blog_feed_archives = True
blog_feed_templates = {"atom": {}, "social": {}}
disqus_shortname = "notes"
"""

INDEX = """
# Home

```{postlist} 5
:tags: python
:excerpts:
```
"""

ONE = """
One
===

.. post:: 03. March 2024
   :tags: python, C++
   :category: News
   :author: Ada
   :redirect: old/one
   :location: Ist

First text.
"""

SEVERAL = """
Several
=======

.. post:: May 1, 2024
   :tags: x

Text.

Part: two
---------

.. post:: May 2, 2024
   :tags: y

More.
"""

LINKS = """
:orphan:

Links
=====

:ref:`one`, :ref:`the
first <one>`, :ref:`tag-c`, :ref:`category-news`, :ref:`by <author-ada>`,
:ref:`archive-2024`, :ref:`blog-posts`, :ref:`blog-tags`, :ref:`Feed <blog-feed>`,
:ref:`location-ist`, ``:ref:`blog-posts```.

========= ==================
Tag       All
========= ==================
x         :ref:`blog-tags`
========= ==================
"""

LIST = """
:orphan:

List
====

.. postlist::
   :tags: x, y
   :list-style: circle
   :sort:
"""

RST_IN_MARKDOWN = """
# Inner

```{eval-rst}
.. post:: May 1, 2024
   :tags: inner
```

Text.

```{eval-rst}
:ref:`tag-inner`

.. postlist:: 3
```
"""

POST = "{0}\n=\n\n.. post:: May 1, 2024\n   :tags: {1}\n\nText.\n"
MARKDOWN_POST = (
    "---\nblogpost: true\ndate: {0}\nauthor: Bob\ntags: [python]\n---\n\n# Two\n\nText.\n"
)


def ids(built: Built) -> set[str]:
    return set(re.findall(r"<entry[^>]*><id>(.*?)</id>", built.text("blog/atom.xml")))


def moved(site: Site) -> Site:
    plan_migration(site.folder).write()
    return site


def built_of(site: Site) -> Built:
    """The site, moved and built without a warning."""
    built = moved(site).build(nitpicky=True)
    assert built.warnings == []
    return built


@pytest.fixture
def blog(tmp_path: Path) -> Site:
    site = Site.at(tmp_path / "blog")
    site.write("conf.py", CONF)
    site.write("index.md", INDEX)
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site.at(tmp_path_factory.mktemp("ablog"))
    site.write("conf.py", CONF + OF_BUILT)
    site.write("index.md", INDEX)
    site.write("one.rst", ONE)
    site.write("2024/two.md", MARKDOWN_POST.format("Apr 5, 2024"))
    site.write("several.rst", SEVERAL)
    site.write("links.rst", LINKS)
    site.write("more.md", "---\norphan: true\n---\n\n# More\n\n{ref}`tag-c` and [it](#one)\n")
    site.write("list.rst", LIST)
    site.write("both.rst", POST.format("B", "x, y"))
    site.write("inner.md", RST_IN_MARKDOWN)
    docinfo = ":blogpost: true\n:orphan:\n:date: May 1, 2024\n:author: Ada\n\nA\n=\n\nText.\n"
    site.write("docinfo.rst", docinfo)
    site.write("terms.rst", POST.format("T", "a_b, Été, open source, Open-Source"))
    site.write("thread/index.rst", POST.format("H", "x"))
    update = "A\n=\n\n.. post:: May 1, 2024\n\n.. update:: June 2, 2024\n\n   More.\n\nText.\n"
    site.write("update.rst", update)
    site.write("undated.rst", "A\n=\n\n.. post::\n   :tags: x\n\nText.\n")
    site.write("future.rst", "B\n=\n\n.. post:: Jan 1, 2999\n\nText.\n")
    site.write(
        "_templates/localtoc.html",
        '{% include "ablog/postcard.html" %}\n'
        "{% for post in ablog.recent(5) %}{{ post }}{% endfor %}\n",
    )
    return built_of(site)


# The whole of a site


def test_a_site_keeps_its_addresses_and_entries(built: Built) -> None:
    assert {
        *("blog.html", "blog/archive.html", "blog/2024.html", "blog/tag.html"),
        *("blog/tag/python.html", "blog/tag/c.html", "blog/category/news.html"),
        *("blog/author/ada-lovelace.html", "blog/author/bob.html", "blog/drafts.html"),
        *("old/one.html", "one.html", "2024/two.html", "blog/atom.xml"),
    } <= built.files()
    own = {"https://notes.example/one.html", "https://notes.example/2024/two.html"}
    assert own <= ids(built)
    assert "First text." in words(built.html("index"))
    assert built.html("one").select_one(".sphinxsidebar, .body") is not None  # of its own theme


def test_addresses_that_differ_forward(built: Built) -> None:
    assert {
        *("blog/tag/a_b.html", "blog/tag/ete.html", "blog/tag/open-source.html"),
        *("blog/location.html", "blog/location/istanbul.html", "blog/drafts.html"),
        *("blog/social.xml", "blog/2024/atom.xml", "blog/tag/a_b/social.xml"),
    } <= built.files()
    assert built.text("blog/social.xml") == built.text("blog/atom.xml")
    assert "url=" not in str(built.html("blog/tag/ete").head)
    assert 'url=../../blog/tag/a-b.html"' in str(built.html("blog/tag/a_b").head)


def test_what_has_no_date_is_a_draft(built: Built) -> None:
    assert not {"undated.html", "future.html"} & built.files()


def test_updates_stay_on_the_page(built: Built) -> None:
    assert "More." in words(built.html("update").select_one(".admonition.update"))


def test_several_posts_in_a_document_are_one(built: Built) -> None:
    assert {"blog/tag/x.html", "blog/tag/y.html"} <= built.files()
    assert "Part: two" in words(built.html("several").select_one(".craftblog-changes"))


def test_links_by_ablogs_labels_lead_where_they_did(built: Built) -> None:
    links = {link["href"] for link in built.html("links").select(".body p a")}
    assert {"one.html", "blog/tag/c.html", "blog.html", "blog/2024.html"} <= links
    links = {link["href"] for link in built.html("more").select(".body p a")}
    assert {"one.html", "blog/tag/c.html"} <= links


def test_lists_filter_and_sort_as_they_did(built: Built) -> None:
    links = [link.text for link in built.html("list").select(".craftblog-list a")]
    assert sorted(links) == ["B", "Several"]


def test_restructuredtext_in_markdown_is_a_post(built: Built) -> None:
    assert "blog/tag/inner.html" in built.files()
    assert "docinfo.html" in built.files()


def test_threads_at_disqus_keep_their_identifiers(built: Built) -> None:
    assert 'data-identifier="/thread/"' in str(built.html("thread/index"))


def test_a_site_without_markdown_and_with_another_base(blog: Site) -> None:
    blog.write(
        "conf.py", CONF.replace('    "myst_parser",\n', "") + 'html_baseurl = "https://n.example"\n'
    )
    blog.remove("index.md")
    blog.write("index.rst", "Home\n====\n")
    blog.write("README.md", "# Read me\n")
    blog.write("a.rst", POST.format("A", "x"))
    built = built_of(blog)
    assert "README.html" not in built.files()
    assert "blog.html" in built.files()
    assert ids(built) == {"https://notes.example/a.html"}


def test_a_site_without_an_address_and_with_an_index_of_its_own(blog: Site) -> None:
    blog.write("conf.py", CONF.replace('blog_baseurl = "https://notes.example"\n', ""))
    blog.write("a.rst", POST.format("A", "x"))
    blog.write("index.md", "# Home\n\n{ref}`blog-tags`, {ref}`the feed <blog-feed>`\n")
    blog.write("blog/index.md", "---\norphan: true\n---\n\n# All\n\n{ref}`blog-posts`\n")
    built = built_of(blog)
    assert built.html("index").select_one(".body p a")["href"] == "blog/tag.html"
    assert not {file for file in built.files() if file.endswith("atom.xml")}
    assert 'url=blog/index.html"' in built.text("blog.html")


def test_posts_by_pattern(blog: Site) -> None:
    blog.write("conf.py", CONF + 'blog_post_pattern = "news/*/*.md"\n')
    blog.write("news/2024/a.md", "---\ndate: May 1, 2024\n---\n\n# A\n\nText.\n")
    blog.write("news/2024/b.md", "---\ndate: May 2, 2024\n---\n\n# B\n\nText.\n")
    blog.write("news/2024/page.md", "# Page\n\nText.\n")
    blog.write("news/index.md", "---\norphan: true\n---\n\n# All\n")
    assert len(ids(moved(blog).build())) == 2


def test_notebooks_are_posts(blog: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("myst_nb", reason="MyST-NB is not installed")
    # Sphinx keeps the suffixes of earlier builds of the process, and MyST-NB has its own parser.
    suffixes = Config.config_values["source_suffix"].default
    monkeypatch.delitem(suffixes, ".md", raising=False)
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
    moved(blog)
    text = (blog.folder / "n/plot.ipynb").read_text(encoding="utf-8")
    assert '"hide_input": true' in text
    blog.write("n/draft.ipynb", text.replace('"hide_input": true', '"draft": true'))
    built = blog.build()
    assert built.warnings == []
    assert {"n/plot.html", "old.html", "blog/tag/x.html", "blog/2024.html"} <= built.files()
    assert "n/draft.html" not in built.files()


# The command


@pytest.fixture
def run(run: Run) -> Run:
    """A migration: its exit code, and what it prints to both streams."""
    return partial(run, "migrate", "ablog")


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


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


def test_a_second_run_finds_nothing_to_do(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: 1. May 2024\n\nText.\n")
    code, diff, _ = run(blog.folder, "--write")
    after = tree(blog.folder)
    assert (code, "+.. article::\n" in diff) == (0, True)
    assert b".. article::\n" in after["a.rst"]
    assert run(blog.folder, "--write")[1] == ""
    assert tree(blog.folder) == after


def test_what_is_left_to_people_stands_out(run: Run, blog: Site) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: someday\n\nText.\n")
    code, _, said = run(blog.folder)
    assert code == 1
    assert "To do by hand:\na.rst:4: " in said


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
