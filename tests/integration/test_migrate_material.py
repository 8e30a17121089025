"""``craftblog migrate material``: blogs of Material for MkDocs, made ours and built."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import PIXEL, Moved, Source, target
from sites import Run, words

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


@pytest.fixture
def blog(tmp_path: Path) -> Source:
    source = Source(tmp_path / "old")
    source.write("mkdocs.yml", CONF)
    source.write("docs/index.md", "# Welcome\n\nHello.\n")
    source.write("docs/guide/start.md", "# Start\n\nSee [the end](end.md#last).\n")
    source.write("docs/guide/end.md", "# End\n\n## Last { #last }\n\nText.\n")
    source.write("docs/blog/index.md", "# Blog\n")
    text = "---\ndate: 2024-05-01\ncategories: [News]\n---\n\n# First one, again!\n\nText.\n"
    source.write("docs/blog/posts/first.md", text)
    return source


def test_posts_pages_and_feeds_are_where_they_were(run: Run, blog: Source) -> None:
    blog.write(
        "docs/blog/posts/second.md",
        """
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
        """,
    )
    blog.write("docs/blog/posts/hill.png", PIXEL)
    authors = "authors: {ada: {name: Ada, description: Writes, avatar: 'https://a.example/a.png'}}"
    blog.write("docs/blog/.authors.yml", authors)
    moved = Moved(run, "material", blog)
    assert moved.code == 0, moved.said
    built = moved.built()
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
    assert "'links' has no counterpart" in moved.said


def test_markdown_of_its_extensions(run: Run, blog: Source) -> None:
    blog.write("notes.txt", "From a *file*.\n")
    blog.write(
        "docs/blog/posts/marks.md",
        """
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
        """,
    )
    moved = Moved(run, "material", blog)
    text = moved.text("blog/2024/05/02/marks.md")
    assert ":::{admonition} Mind the *gap*\n:class: warning\n" in text
    assert "<details>\n<summary>Info</summary>\n\nClosed text.\n\n</details>" in text
    assert ":::{note}\nPlain.\n:::" in text
    code = (
        "```{code-block} py\n:caption: a.py\n:emphasize-lines: 2\n:linenos:\n:lineno-start: 3\n"
        'x = 1\ny = "!!! note"\n```'
    )
    assert f"::::{{tab-set}}\n:::{{tab-item}} One\n{code}\n:::\n:::{{tab-item}} Two" in text
    assert "From a *file*." in text
    assert '`--8<-- "gone.txt"`' in text
    assert "A <mark>mark</mark> and <kbd>Ctrl</kbd>+<kbd>C</kbd>, `==code==`." in text
    assert "<div>\n\n*Inside*" in text
    assert "    !!! note\n        code" in text
    assert "sphinx-design" in moved.text("requirements.txt")
    assert moved.code == 1
    assert "docs/blog/posts/marks.md:31: the snippet 'gone.txt'" in moved.said
    assert "1 icon of Material's" in moved.said
    page = moved.built().html("blog/2024/05/02/marks/index")
    assert page.select(".sd-tab-set")


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("blog_dir: .", "2024/05/01/first-one-again/index.html"),
        ("post_url_format: '{categories}/{file}'", "blog/news/first/index.html"),
        ("post_url_date_format: yyyy", "blog/2024/first-one-again/index.html"),
    ],
)
def test_addresses(run: Run, blog: Source, settings: str, address: str) -> None:
    blog.write("mkdocs.yml", CONF.replace("pagination_per_page: 5", settings))
    if settings.endswith(" ."):
        blog.write("docs/posts/first.md", (blog.folder / "docs/blog/posts/first.md").read_bytes())
    assert address in Moved(run, "material", blog).built().files()


def test_addresses_may_be_files(run: Run, blog: Source) -> None:
    blog.write("mkdocs.yml", f"{CONF}use_directory_urls: false\n")
    built = Moved(run, "material", blog).built()
    assert {"blog/2024/05/01/first-one-again.html", "guide/start.html"} <= built.files()


def test_what_is_no_blog_is_said_in_a_line(run: Run, blog: Source, tmp_path: Path) -> None:
    blog.write("mkdocs.yml", "site_name: Docs\n")
    code, _, said = run("migrate", "material", blog.folder, "--to", tmp_path / "new")
    assert (code, said.count("\n")) == (2, 1)
    assert "plugin 'blog'" in said


@pytest.mark.parametrize(
    "settings",
    ["site_url: 'https://['", "docs_dir: ..", "nav: {1: 2}", "plugins: {blog: {post_dir: 1}}"],
)
def test_settings_of_no_sense_are_no_traceback(run: Run, blog: Source, settings: str) -> None:
    blog.write("mkdocs.yml", f"plugins: [blog]\n{settings}\n")
    code, _, said = run("migrate", "material", blog.folder, "--to", blog.folder.parent / "new")
    assert code in {0, 1, 2}
    assert "Traceback" not in said
