"""``craftblog migrate material``: a blog of Material for MkDocs, made ours and built.

The texts that come of it are in ``unit/test_material.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import PIXEL, Moved, Source, target
from sites import Built, Run, words

CONF = """
site_name: My notes
site_url: https://notes.example/
site_description: What I find
theme: {name: material, language: en}
plugins:
  - search
  - blog:
      pagination_per_page: 5
  - rss: {match_path: blog/posts/.*}
  - redirects:
      redirect_maps: {old.md: guide/start.md, away.md: 'https://away.example/'}
nav:
  - Home: index.md
  - Guide: [guide/start.md, guide/end.md]
  - Blog: blog/index.md
markdown_extensions:
  - pymdownx.mark
  - pymdownx.keys
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
"""

SECOND = """
---
date: {created: 2024-06-02, updated: 2024-07-01}
slug: two
authors: [ada]
pin: true
readtime: 7
links: [guide/start.md]
---

# Second

See [first](first.md), [start](../../guide/start.md) and
![Hill](hill.png){ loading=lazy width="50" }.

<!-- more -->

More.
"""

MARKS = """
---
date: 2024-05-02
---

# Marks

!!! warning "Mind the *gap*"

    It is wide.

    ??? info

        Closed :material-check: text.

!!! note
    Plain.

=== "One"

    ``` py title="a.py" hl_lines="2 9" linenums="3"
    x = 1
    y = "!!! note"
    ```

=== "Two"

    Text two.

--8<-- "notes.txt"

--8<-- "gone.txt"

A ==mark== and ++ctrl+c++, `==code==`.

<div markdown>
*Inside*
</div>

    !!! note
        code
"""


def write(source: Source) -> None:
    source.write("mkdocs.yml", CONF)
    source.write("docs/index.md", "# Welcome\n\nHello.\n")
    source.write("docs/guide/start.md", "# Start\n\nSee [the end](end.md#last).\n")
    source.write("docs/guide/end.md", "# End\n\n## Last { #last }\n\nText.\n")
    source.write("docs/blog/index.md", "# Blog\n")
    text = "---\ndate: 2024-05-01\ncategories: [News]\n---\n\n# First one, again!\n\nText.\n"
    source.write("docs/blog/posts/first.md", text)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    source = Source(tmp_path_factory.mktemp("material") / "old")
    write(source)
    source.write("docs/blog/posts/second.md", SECOND)
    source.write("docs/blog/posts/hill.png", PIXEL)
    authors = "authors: {ada: {name: Ada, description: Writes, avatar: 'https://a.example/a.png'}}"
    source.write("docs/blog/.authors.yml", authors)
    source.write("docs/blog/posts/marks.md", MARKS)
    source.write("notes.txt", "From a *file*.\n")
    return Moved("material", source.folder)


@pytest.fixture(scope="module")
def built(moved: Moved) -> Built:
    return moved.built()


def test_posts_pages_and_feeds_are_where_they_were(moved: Moved, built: Built) -> None:
    (left,) = moved.left
    assert "the snippet 'gone.txt'" in left
    assert {
        "index.html",
        "guide/start/index.html",
        "blog/index.html",
        "blog/2024/05/01/first-one-again/index.html",
        "blog/2024/06/02/two/index.html",
        "blog/category/news/index.html",
        "blog/posts/hill.png",
        "feed_rss_created.xml",
        "feed_json_updated.json",
    } <= built.files()
    assert target(built, "old/index.html") == "../guide/start/"
    assert target(built, "away/index.html") == "https://away.example/"
    assert target(built, "blog/archive/2024/index.html") == "../../../blog/2024/"
    assert "Second" in words(built.html("blog/index").select_one("main"))
    assert "Second" not in words(built.html("index").select_one("main"))
    text = moved.text("blog/2024/06/02/two.md")
    assert "date: 2024-06-02\nupdated: 2024-07-01\nread_time: 7\npinned: true\n" in text
    assert "[first](/blog/2024/05/01/first-one-again.md)" in text
    assert '{width="50"}' in text
    assert '"ada": {"name": "Ada", "bio": "Writes", "avatar": "https://a.example/a.png"}' in (
        moved.text("conf.py")
    )
    assert "guide/start\nguide/end\nblog\n" in moved.text("index.md").replace("/index\n", "\n")
    assert moved.says("'links' has no counterpart")


def test_markdown_of_its_extensions(built: Built) -> None:
    page = built.html("blog/2024/05/02/marks/index")
    assert "Text two." in words(page.article)
    assert "tab-item" not in words(page.article)
    assert words(page.select_one(".admonition.warning p:last-of-type")) == "It is wide."
    assert page.select_one("kbd") is not None


def test_addresses_may_be_files(tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    write(source)
    source.write("mkdocs.yml", f"{CONF}use_directory_urls: false\n")
    built = Moved("material", source.folder).built()
    assert {"blog/2024/05/01/first-one-again.html", "guide/start.html"} <= built.files()


def test_what_is_no_blog_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    source.write("mkdocs.yml", "site_name: Docs\n")
    code, _, said = run("migrate", "material", source.folder, "--to", tmp_path / "new")
    assert (code, said.count("\n")) == (2, 1)
    assert "plugin 'blog'" in said
