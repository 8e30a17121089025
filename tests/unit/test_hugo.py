"""Blogs as Hugo takes them: the texts that come of them, and what is said."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from imported import Moved, Source

from sphinx_craftblog.importers import NoSiteError

CONF = """
baseURL = "https://notes.example/"
title = "My notes"
languageCode = "en-us"
[pagination]
pagerSize = 5
[params]
author = "Ada"
description = "What I find"
city = "London"
[permalinks]
log = "/:year/:month/:slug/"
"""


@pytest.fixture
def blog(tmp_path: Path) -> Source:
    source = Source(tmp_path / "old")
    source.write("hugo.toml", CONF)
    first = "---\ntitle: First\ndate: 2024-05-01T10:00:00Z\n---\nText.\n"
    source.write("content/posts/first.md", first)
    return source


def moved(blog: Source) -> Moved:
    return Moved("hugo", blog.folder)


def test_conf_py_is_what_a_person_would_write(blog: Source) -> None:
    found = moved(blog)
    assert found.left == []
    assert found.text("conf.py").startswith(
        dedent(
            """\
            # Every setting: https://sphinx-craftblog.readthedocs.io/reference/settings.html
            project = "My notes"
            author = "Ada"
            """
        )
    )
    assert 'html_baseurl = "https://notes.example/"' in found.text("conf.py")
    assert "sphinx-build -b dirhtml" in found.text("conf.py")
    assert "craftblog_page_size = 5" in found.text("conf.py")
    assert "sphinx-build -b dirhtml . _build/dirhtml" in found.text("README.md")
    first = "---\ndate: 2024-05-01 10:00:00\n---\n\n# First\n\nText.\n"
    assert found.text("posts/first.md") == first


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/:year/:month/:slug/", "2024/05/one.md"),
        ("/:section/:filename/", "log/a-file.md"),
        ("/:sections[1:]/:title/", "the-title.md"),
        ("/x/:yearday/:contentbasename.html", "x/122/a-file.md"),
    ],
)
def test_addresses_follow_the_permalinks(blog: Source, pattern: str, path: str) -> None:
    blog.write("hugo.toml", CONF.replace("/:year/:month/:slug/", pattern))
    text = "---\ntitle: The title\nslug: one\ndate: 2024-05-01\n---\nText.\n"
    blog.write("content/log/a-file.md", text)
    assert path in moved(blog).files


def test_shortcodes_become_markdown_or_stand_out(blog: Source) -> None:
    blog.write(
        "content/posts/codes.md",
        """
        ---
        title: Codes
        date: 2024-05-03
        place: Rome
        ---
        {{< highlight go "linenos=table,hl_lines=2 3-4" >}}
        package main

        import "fmt"
        // The end
        {{< /highlight >}}

        {{< youtube abc123 >}} in {{< param place >}}, {{< param city >}}

        {{< mine x="1" >}}inner *text*{{< /mine >}}

        {{< notice tip >}}
        Be brief.
        {{< /notice >}}

        `{{< youtube kept >}}` and:

        ```go {linenos=inline,hl_lines=[1]}
        {{</* ref "x" */>}} {{< ref "kept.md" >}}
        ```
        """,
    )
    found = moved(blog)
    text = found.text("posts/codes.md")
    assert "```{code-block} go\n:linenos:\n:emphasize-lines: 2,3-4\npackage main\n\n" in text
    assert "(https://www.youtube.com/watch?v=abc123) in Rome, London" in text
    assert '`{{< mine x="1" >}}`inner *text*`{{< /mine >}}`' in text
    assert ":::{tip}\nBe brief.\n:::" in text
    assert "`{{< youtube kept >}}`" in text
    assert '{{< ref "x" >}} {{< ref "kept.md" >}}' in text
    (left,) = found.left
    assert left.startswith("content/posts/codes.md:15: shortcode 'mine'")


def test_keys_without_counterpart_are_named_once(blog: Source) -> None:
    for name in "ab":
        text = "---\ntitle: T\ndate: 2024-05-01\nmood: good\n---\nText.\n"
        blog.write(f"content/posts/{name}.md", text)
    found = moved(blog)
    assert found.left == []
    (said,) = (note for note in found.said if "'mood'" in note)
    assert "'mood' has no counterpart, and is left out of 2 documents" in said


def test_front_matter_that_is_none_is_named_with_its_line(blog: Source) -> None:
    blog.write("content/posts/yaml.md", "---\ntitle: T\ntags: [a\n---\nText.\n")
    blog.write("content/posts/toml.md", "+++\ntitle = 'T'\ndate = 2024-99-99\n+++\nText.\n")
    blog.write("content/posts/bytes.md", b"---\ntitle: \xff\n---\n")
    blog.write("content/posts/date.md", "---\ntitle: T\ndate: soon\n---\nText.\n")
    found = moved(blog)
    for said in (
        "content/posts/yaml.md:4: this front matter cannot be read",
        "content/posts/toml.md:3: this front matter cannot be read",
        "content/posts/bytes.md:1: the file cannot be read",
        "content/posts/date.md:1: 'date' is 'soon'",
    ):
        assert any(note.startswith(said) for note in found.left)
    assert not {"posts/yaml.md", "posts/toml.md", "posts/bytes.md"} & found.files


def test_what_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError, match="is no site of Hugo"):
        Moved("hugo", tmp_path)
