"""Blogs of Material for MkDocs: the texts that come of them, and what is said."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from imported import Moved, Source

from sphinx_craftblog.importers import NoSiteError

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


def moved(blog: Source) -> Moved:
    return Moved("material", blog.folder)


def test_markdown_of_its_extensions(blog: Source) -> None:
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
    found = moved(blog)
    text = found.text("blog/2024/05/02/marks.md")
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
    assert "sphinx-design" in found.text("requirements.txt")
    (left,) = found.left
    assert left.startswith("docs/blog/posts/marks.md:31: the snippet 'gone.txt'")
    assert found.says("1 icon of Material's")


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ("blog_dir: .", "2024/05/01/first-one-again.md"),
        ("post_url_format: '{categories}/{file}'", "blog/news/first.md"),
        ("post_url_date_format: yyyy", "blog/2024/first-one-again.md"),
    ],
)
def test_addresses(blog: Source, settings: str, path: str) -> None:
    blog.write("mkdocs.yml", CONF.replace("pagination_per_page: 5", settings))
    if settings.endswith(" ."):
        blog.write("docs/posts/first.md", (blog.folder / "docs/blog/posts/first.md").read_bytes())
    found = moved(blog)
    assert path in found.files
    assert "sphinx-build -b dirhtml" in found.text("conf.py")


def test_addresses_may_be_files(blog: Source) -> None:
    blog.write("mkdocs.yml", f"{CONF}use_directory_urls: false\n")
    found = moved(blog)
    assert {"blog/2024/05/01/first-one-again.md", "guide/start.md"} <= found.files
    assert "sphinx-build -b html" in found.text("conf.py")


def test_what_is_no_blog_is_refused(blog: Source) -> None:
    blog.write("mkdocs.yml", "site_name: Docs\n")
    with pytest.raises(NoSiteError, match="plugin 'blog'"):
        moved(blog)


@pytest.mark.parametrize(
    "settings",
    ["site_url: 'https://['", "docs_dir: ..", "nav: {1: 2}", "plugins: {blog: {post_dir: 1}}"],
)
def test_settings_of_no_sense_are_moved_or_refused(blog: Source, settings: str) -> None:
    blog.write("mkdocs.yml", f"plugins: [blog]\n{settings}\n")
    with suppress(NoSiteError):
        assert "conf.py" in moved(blog).files
