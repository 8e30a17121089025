"""Sites as ABlog takes them: the texts that come of them, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from imported import Source

from sphinx_craftblog.importers.ablog import NoAblogError, plan_migration

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
def blog(tmp_path: Path) -> Source:
    source = Source(tmp_path)
    source.write("conf.py", CONF)
    source.write("index.md", INDEX)
    return source


def text(blog: Source, name: str) -> str:
    return (blog.folder / name).read_text(encoding="utf-8")


def settings(blog: Source) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(text(blog, "conf.py"), found)
    return found


def moved(blog: Source) -> str:
    """Migrate, and be sure that a second time there is nothing to do; what was said."""
    plan = plan_migration(blog.folder)
    plan.write()
    assert plan_migration(blog.folder).changes == []
    return "\n".join(f"{note.path}:{note.line}: {note.text}" for note in plan.notes)


# conf.py


def test_conf_py_keeps_what_is_not_of_ablog(blog: Source) -> None:
    moved(blog)
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


def test_names_that_conf_py_uses_again(blog: Source) -> None:
    more = """
    html_title = blog_title + "!"
    html_baseurl = blog_baseurl
    og = f"{blog_baseurl}/{blog_title}"
    version = ablog.__version__
    """
    blog.write("conf.py", CONF + dedent(more))
    plan = plan_migration(blog.folder)
    assert any("'version = ablog.__version__' needs ABlog" in note.text for note in plan.left)
    plan.write()
    conf = text(blog, "conf.py")
    assert "html_title = craftblog_title + \"!\"\nhtml_baseurl = 'https://notes.example'\n" in conf
    assert "og = f\"{'https://notes.example'}/{craftblog_title}\"\n" in conf
    again = plan_migration(blog.folder)
    assert again.changes == []
    assert again.left  # until somebody does it


def test_what_is_no_site_is_refused(blog: Source) -> None:
    blog.write("conf.py", 'project = "x"\n')
    with pytest.raises(NoAblogError):
        plan_migration(blog.folder)


# Posts


def test_options_of_posts(blog: Source) -> None:
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
    moved(blog)
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


def test_the_body_of_a_directive_stays_on_the_page(blog: Source) -> None:
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\n   One.\n\n   Two.\n\nThree.\n")
    moved(blog)
    assert text(blog, "a.rst").endswith("   :excerpt: 2\n\nOne.\n\nTwo.\n\nThree.\n")


def test_docinfo_becomes_an_article(blog: Source) -> None:
    blog.write(
        "a.rst",
        ":blogpost: true\n:orphan:\n:date: May 1, 2024\n:author: Ada\n\nA\n=\n\nText.\n",
    )
    blog.write("page.rst", ":orphan:\n\nPage\n====\n")
    moved(blog)
    assert text(blog, "a.rst").startswith(
        ":orphan:\n\n.. article::\n   :date: 2024-05-01\n   :author: Ada\n\nA\n=\n"
    )
    assert text(blog, "page.rst") == ":orphan:\n\nPage\n====\n"


def test_front_matter_is_changed_where_it_must_be(blog: Source) -> None:
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
    moved(blog)
    assert text(blog, "a.md").splitlines()[:12] == [
        *("---", "# what it is", "blogpost: true", "date: 2021-11-03", "tags:", "- one", "- two"),
        *("redirect_from: [old/a, old/b.html, old/b.html.html]", "x-subtitle: None", "myst:"),
        *("  heading_anchors: 2", "---"),
    ]


def test_a_directive_in_markdown_becomes_front_matter(blog: Source) -> None:
    blog.write(
        "a.md",
        "# A\n\n```{post} 2024-05-01\n---\ntags: [one, two]\n---\n```\n\nText.\n",
    )
    moved(blog)
    assert text(blog, "a.md") == (
        "---\nblogpost: true\ndate: 2024-05-01\ntags: [one, two]\n---\n\n# A\n\nText.\n"
    )


def test_restructuredtext_in_markdown(blog: Source) -> None:
    blog.write(
        "a.md",
        "# A\n\n```{eval-rst}\n.. post:: May 1, 2024\n   :tags: x\n```\n\nText.\n\n"
        "```{eval-rst}\n:ref:`tag-x`\n\n.. postlist:: 3\n```\n",
    )
    moved(blog)
    assert text(blog, "a.md") == (
        "# A\n\n```{eval-rst}\n.. article::\n   :date: 2024-05-01\n   :tags: x\n```\n\nText.\n\n"
        "```{eval-rst}\n:blog:tag:`x`\n\n.. post-list::\n   :limit: 3\n   :style: titles\n```\n"
    )


def test_examples_are_left_alone(blog: Source) -> None:
    rst = "A\n=\n\nSo::\n\n   .. post:: May 1, 2024\n\n   :ref:`blog-posts`\n"
    markdown = "# B\n\n````md\n```{postlist} 3\n```\n{ref}`blog-tags`\n````\n\n`{ref}`\n"
    blog.write("a.rst", rst)
    blog.write("b.md", markdown)
    moved(blog)
    assert (text(blog, "a.rst"), text(blog, "b.md")) == (rst, markdown)


def test_posts_by_pattern(blog: Source) -> None:
    blog.write("conf.py", CONF + 'blog_post_pattern = "news/*/*.md"\n')
    blog.write("news/2024/a.md", "---\ndate: May 1, 2024\n---\n\n# A\n\nText.\n")
    blog.write("news/2024/b.md", "---\ndate: May 2, 2024\n---\n\n# B\n\nText.\n")
    blog.write("news/2024/page.md", "# Page\n\nText.\n")
    blog.write("news/index.md", "---\norphan: true\n---\n\n# All\n")
    moved(blog)
    assert settings(blog)["craftblog_posts"] == ["news/*/*"]
    assert text(blog, "news/2024/page.md").startswith("---\nblogpost: false\n---\n\n# Page")
    assert "blogpost" not in text(blog, "news/2024/a.md") + text(blog, "news/index.md")


def test_what_has_no_date_is_a_draft(blog: Source) -> None:
    blog.write("a.rst", "A\n=\n\n.. post::\n   :tags: x\n\nText.\n")
    blog.write("b.rst", "B\n=\n\n.. post:: Jan 1, 2999\n\nText.\n")
    said = moved(blog)
    assert "a.rst:4: no date" in said
    assert "b.rst:4: ABlog published the page of 'b' before its date 2999-01-01" in said
    assert "   :draft: true\n" in text(blog, "a.rst")
    assert "   :date: 2999-01-01\n" in text(blog, "b.rst")


def test_updates_stay_and_date_the_post(blog: Source) -> None:
    blog.write(
        "a.rst",
        "A\n=\n\n.. post:: May 1, 2024\n\n.. update:: June 2, 2024\n\n   More.\n\nText.\n",
    )
    blog.write(
        "b.md",
        "---\nblogpost: true\ndate: 2024-05-01\n---\n\n# B\n\n:::{update} 3 Jun 2024\nMore.\n:::\n",
    )
    moved(blog)
    assert "   :updated: 2024-06-02\n\n.. admonition:: Updated on June 2, 2024\n" in text(
        blog, "a.rst"
    )
    assert "updated: 2024-06-03\n" in text(blog, "b.md")


def test_several_posts_in_a_document_are_one(blog: Source) -> None:
    blog.write(
        "a.rst",
        "A\n=\n\n.. post:: May 1, 2024\n   :tags: x\n\nText.\n\nPart: two\n---------\n\n"
        ".. post:: May 2, 2024\n   :tags: y\n\nMore.\n",
    )
    said = moved(blog)
    assert "a.rst:12: a document is one post now, and 'Part: two' is a further one" in said
    found = text(blog, "a.rst")
    assert found.count(".. article::") == 1
    assert "   :tags: x, y\n" in found


def test_notebooks_are_posts(blog: Source) -> None:
    nb = 'blog_post_pattern = ["n/*"]\n'
    blog.write("conf.py", CONF.replace("myst_parser", "myst_nb") + nb)
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# Plot\n", "\n", "Text."]}
    notebook = {
        "cells": [cell],
        "metadata": {"date": "May 1, 2024", "tags": ["x"], "redirect": "old", "hide_input": True},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    blog.write("n/plot.ipynb", json.dumps(notebook, indent=1) + "\n")
    moved(blog)
    metadata = json.loads(text(blog, "n/plot.ipynb"))["metadata"]
    assert metadata["date"] == "2024-05-01"
    assert metadata["tags"] == ["x"]
    assert metadata["hide_input"] is True


# Links, lists, templates


def test_links_by_ablogs_labels(blog: Source) -> None:
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
    moved(blog)
    found = text(blog, "links.rst")
    assert ":blog:post:`first-post`, :blog:post:`the\nfirst <first-post>`, :blog:tag:`C++`" in found
    assert ":blog:author:`by <Ada>`" in found
    assert "`Tags <https://notes.example/blog/tag.html>`__" in found
    assert "``:ref:`blog-posts```" in found
    assert "\nx         |blog-tags|\n" in found
    assert "{blog:tag}`C++` and {blog:post}`it <first-post>`" in text(blog, "more.md")


def test_lists_filter_and_sort_as_they_did(blog: Source) -> None:
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
    said = moved(blog)
    assert "list.rst:6: lists do not filter by location" in said
    assert text(blog, "list.rst").splitlines()[5:] == [
        *(".. post-list::", "   :tags: x, y", "   :match: all", "   :sort: oldest"),
        "   :style: titles",
    ]


def test_templates_no_longer_need_ablog(blog: Source) -> None:
    blog.write(
        "_templates/localtoc.html",
        '{% include "ablog/postcard.html" %}\n'
        "{% for post in ablog.recent(5) %}{{ post }}{% endfor %}\n",
    )
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    said = moved(blog)
    assert "_templates/localtoc.html:" in said
    assert "include" not in text(blog, "_templates/localtoc.html")


def test_what_a_site_needs_and_how_it_is_built(blog: Source) -> None:
    blog.write("requirements.txt", "sphinx>=8\nablog>=0.11  # posts\nablog-theme\n")
    blog.write("pyproject.toml", '[project]\ndependencies = ["sphinx", "ablog~=0.11"]\n')
    blog.write("Makefile", "html:\n\tablog build\n")
    said = moved(blog)
    assert text(blog, "requirements.txt") == "sphinx>=8\nsphinx-craftblog  # posts\nablog-theme\n"
    assert '["sphinx", "sphinx-craftblog"]' in text(blog, "pyproject.toml")
    assert "Makefile:2: 'ablog build' names ABlog" in said
    assert "pyproject.toml" not in said


def test_a_site_without_markdown_gets_no_new_pages(blog: Source) -> None:
    blog.write("conf.py", CONF.replace('    "myst_parser",\n', ""))
    (blog.folder / "index.md").unlink()
    blog.write("index.rst", "Home\n====\n")
    blog.write("README.md", "# Read me\n")
    moved(blog)
    assert (blog.folder / "blog.rst").is_file()
    assert not (blog.folder / "blog.md").exists()
    assert "README.md" in settings(blog)["exclude_patterns"]


# Addresses and feeds


def test_addresses_that_differ_forward(blog: Source) -> None:
    blog.write(
        "conf.py",
        CONF + "blog_feed_archives = True\nblog_feed_templates = {'atom': {}, 'social': {}}\n",
    )
    blog.write(
        "a.rst",
        "A\n=\n\n.. post:: May 1, 2024\n   :tags: a_b, Été, open source, Open-Source\n"
        "   :location: Ist\n\nText.\n",
    )
    moved(blog)
    found = settings(blog)
    assert set(found["craftblog_tags"]) >= {"open-source"}
    redirects = found["craftblog_redirects"]
    assert redirects["blog/tag/a_b"] == "blog/tag/a-b"
    assert redirects["blog/location"] == redirects["blog/location/istanbul"] == "blog/archive"
    assert redirects["blog/social.xml"] == redirects["blog/2024/atom.xml"] == "blog/atom.xml"
    assert {"blog/drafts", "blog/tag/a_b/social.xml"} <= redirects.keys()
    assert "blog/tag/ete" not in redirects  # a term of ours has this address


def test_entries_keep_ids_where_the_base_differs(blog: Source) -> None:
    blog.write("conf.py", CONF + 'html_baseurl = "https://new.example/"\n')
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    blog.write("b.md", "---\nblogpost: true\ndate: 2024-05-01\n---\n\n# B\n\nText.\n")
    moved(blog)
    assert "   :feed_id: https://notes.example/a.html\n" in text(blog, "a.rst")
    assert "\nfeed_id: https://notes.example/b.html\n" in text(blog, "b.md")


def test_an_index_in_the_folder_of_the_blog_stays(blog: Source) -> None:
    blog.write("blog/index.md", "---\norphan: true\n---\n\n# All\n\n{ref}`blog-posts`\n")
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n\nText.\n")
    moved(blog)
    assert not (blog.folder / "blog.md").exists()
    assert text(blog, "blog/index.md").startswith("---\norphan: true\n---\n\n# All\n\n")
    assert settings(blog)["craftblog_redirects"]["blog"] == "blog/index"


def test_threads_at_disqus_keep_their_identifiers(blog: Source) -> None:
    blog.write("conf.py", CONF + 'disqus_shortname = "notes"\n')
    moved(blog)
    comments = {"provider": "disqus", "shortname": "notes", "identifier": "path"}
    assert settings(blog)["craftblog_comments"] == comments


def test_a_site_without_an_address_has_no_feeds(blog: Source) -> None:
    blog.write("conf.py", CONF.replace('blog_baseurl = "https://notes.example"\n', ""))
    blog.write("a.rst", "A\n=\n\n.. post:: May 1, 2024\n   :tags: x\n\nText.\n")
    blog.write("index.md", "# Home\n\n{ref}`blog-tags`, {ref}`the feed <blog-feed>`\n")
    assert "index.md:3: a link to the feed" in moved(blog)
    assert settings(blog)["craftblog_feeds"] == []
    assert "blog/tag.html" in text(blog, "index.md")


def test_line_ends_and_marks_stay(blog: Source) -> None:
    source = "\ufeffA\r\n=\r\n\r\n.. post:: May 1, 2024\r\n\r\nText.\r\n".encode()
    (blog.folder / "a.rst").write_bytes(source)
    moved(blog)
    written = (blog.folder / "a.rst").read_bytes()
    assert written.startswith("\ufeffA\r\n=\r\n\r\n.. article::\r\n".encode())
    assert b"\n" not in written.replace(b"\r\n", b"")
