"""``craftblog migrate hugo``: blogs as Hugo takes them, made ours and built."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from imported import PIXEL, Moved, Source, target
from sites import Run, words

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
    source.write(
        "content/posts/first.md",
        """
        ---
        title: First
        date: 2024-05-01T10:00:00Z
        ---
        Text.
        """,
    )
    return source


# The whole of a blog


def test_posts_pages_and_feeds_are_where_they_were(run: Run, blog: Source) -> None:
    blog.write(
        "content/log/second.md",
        """
        +++
        title = "A *second* one"
        date = 2024-06-02
        slug = "two"
        tags = ["C++", "Go"]
        categories = ["News"]
        aliases = ["/old/two/", "other"]
        description = "About two"
        +++
        Text with [the first]({{< ref "first.md" >}}) and [again](/posts/first/).

        <!--more-->

        # One

        ### Three
        """,
    )
    blog.write("content/about.md", "---\ntitle: About\naliases: [/me/]\n---\nIt is I.\n")
    blog.write("content/_index.md", "---\ntitle: Welcome\n---\nHello.\n")
    moved = Moved(run, "hugo", blog)
    assert moved.code == 0, moved.said
    built = moved.built()
    assert {
        "posts/first/index.html",
        "2024/06/two/index.html",
        "about/index.html",
        "posts/index.html",
        "index.xml",
        "tags/go/index.xml",
    } <= built.files()
    assert "Hello." in words(built.html("index").body)
    assert target(built, "old/two/index.html") == "../../2024/06/two/"
    assert target(built, "2024/06/other/index.html") == "../../../2024/06/two/"
    assert target(built, "me/index.html") == "../about/"
    assert target(built, "tags/c++/index.html") == "../../blog/tag/c-plus-plus/"
    assert target(built, "categories/news/index.html") == "../../blog/category/news/"
    page = built.html("2024/06/two/index")
    assert words(page.h1).startswith("A *second* one")
    assert [link["href"] for link in page.select("article a") if "first" in words(link)][:1] == [
        "../../../posts/first/"
    ]
    assert [words(heading) for heading in page.select("article h2, article h3")] == ["One", "Three"]
    assert "<id>https://notes.example/2024/06/two/</id>" in built.text("blog/atom.xml")


def test_conf_py_is_what_a_person_would_write(run: Run, blog: Source) -> None:
    moved = Moved(run, "hugo", blog)
    assert moved.text("conf.py").startswith(
        dedent(
            """\
            # Every setting: https://sphinx-craftblog.readthedocs.io/reference/settings.html
            project = "My notes"
            author = "Ada"
            """
        )
    )
    assert 'html_baseurl = "https://notes.example/"' in moved.text("conf.py")
    assert "sphinx-build -b dirhtml" in moved.text("conf.py")
    assert "craftblog_page_size = 5" in moved.text("conf.py")
    assert "sphinx-build -b dirhtml . _build/dirhtml" in moved.text("README.md")
    assert (
        moved.text("posts/first.md") == "---\ndate: 2024-05-01 10:00:00\n---\n\n# First\n\nText.\n"
    )


def test_a_bundle_keeps_its_pictures(run: Run, blog: Source) -> None:
    blog.write(
        "content/posts/trip/index.md",
        """
        ---
        title: Trip
        date: 2024-05-03
        cover: {image: hill.png, alt: A hill}
        ---
        ![Hill](hill.png) and <img src="raw.png">, and ![all](/images/all.png)

        {{< figure src="hill.png" alt="The hill" caption="Seen from below" >}}
        """,
    )
    for name in ("content/posts/trip/hill.png", "content/posts/trip/raw.png"):
        blog.write(name, PIXEL)
    blog.write("static/images/all.png", PIXEL)
    blog.write("static/CNAME", "notes.example\n")
    moved = Moved(run, "hugo", blog)
    assert moved.code == 0, moved.said
    assert (moved.folder / "posts/trip/hill.png").is_file()
    built = moved.built()
    for name in ("images/all.png", "posts/trip/raw.png", "CNAME"):
        assert (built.out / name).is_file()
    page = built.html("posts/trip/index")
    assert words(page.figcaption) == "Seen from below"
    assert "image: hill.png\nimage_alt: A hill\n" in moved.text("posts/trip/index.md")


def test_drafts_and_due_posts_stay_back(run: Run, blog: Source) -> None:
    for keys, text in (
        ("draft: true", "Secret."),
        ("publishDate: 2999-01-01", "Later."),
        ("expiryDate: 2021-01-01", "Over."),
    ):
        front = f"---\ntitle: T\ndate: 2020-01-01\n{keys}\n---\n{text}\n"
        blog.write(f"content/posts/{text[0].lower()}.md", front)
    moved = Moved(run, "hugo", blog)
    built = moved.built()
    assert "posts/s/index.html" not in built.files()
    assert "posts/l/index.html" not in built.files()
    assert "Over." not in built.text("blog/atom.xml")


def test_shortcodes_become_markdown_or_stand_out(run: Run, blog: Source) -> None:
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
    moved = Moved(run, "hugo", blog)
    text = moved.text("posts/codes.md")
    assert "```{code-block} go\n:linenos:\n:emphasize-lines: 2,3-4\npackage main\n\n" in text
    assert "(https://www.youtube.com/watch?v=abc123) in Rome, London" in text
    assert '`{{< mine x="1" >}}`inner *text*`{{< /mine >}}`' in text
    assert ":::{tip}\nBe brief.\n:::" in text
    assert "`{{< youtube kept >}}`" in text
    assert '{{< ref "x" >}} {{< ref "kept.md" >}}' in text
    assert moved.code == 1
    assert "content/posts/codes.md:15: shortcode 'mine'" in moved.said
    moved.built()


def test_a_language_of_its_own_has_its_own_addresses(run: Run, blog: Source) -> None:
    blog.write("hugo.toml", CONF + "[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n")
    text = "---\ntitle: Erster\ndate: 2024-05-01\ntags: [Neu]\n---\nWorte.\n"
    blog.write("content/posts/first.de.md", text)
    built = Moved(run, "hugo", blog).built()
    assert built.html("de/posts/first/index").select_one("article[lang=de], [lang=de]")
    assert target(built, "de/tags/neu/index.html") == "../../../blog/tag/neu/"


def test_keys_without_counterpart_are_named_once(run: Run, blog: Source) -> None:
    for name in "ab":
        text = "---\ntitle: T\ndate: 2024-05-01\nmood: good\n---\nText.\n"
        blog.write(f"content/posts/{name}.md", text)
    moved = Moved(run, "hugo", blog)
    assert moved.code == 0
    assert moved.said.count("'mood'") == 1
    assert "'mood' has no counterpart, and is left out of 2 documents" in moved.said


# What cannot be read


def test_front_matter_that_is_none_is_named_with_its_line(run: Run, blog: Source) -> None:
    blog.write("content/posts/yaml.md", "---\ntitle: T\ntags: [a\n---\nText.\n")
    blog.write("content/posts/toml.md", "+++\ntitle = 'T'\ndate = 2024-99-99\n+++\nText.\n")
    blog.write("content/posts/bytes.md", b"---\ntitle: \xff\n---\n")
    blog.write("content/posts/date.md", "---\ntitle: T\ndate: soon\n---\nText.\n")
    moved = Moved(run, "hugo", blog)
    assert moved.code == 1
    assert "content/posts/yaml.md:4: this front matter cannot be read" in moved.said
    assert "content/posts/toml.md:3: this front matter cannot be read" in moved.said
    assert "content/posts/bytes.md:1: the file cannot be read" in moved.said
    assert "content/posts/date.md:1: 'date' is 'soon'" in moved.said
    moved.built()


def test_what_is_no_site_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    code, out, said = run("migrate", "hugo", tmp_path, "--to", tmp_path / "new")
    assert (code, out) == (2, "")
    assert said.count("\n") == 1
    assert "is no site of Hugo" in said


def test_nothing_is_written_over_or_without_write(run: Run, blog: Source, tmp_path: Path) -> None:
    new = tmp_path / "new"
    code, files, said = run("migrate", "hugo", blog.folder, "--to", new)
    assert code == 0
    assert not new.exists()
    assert f"{new / 'conf.py'}\n" in files
    assert "'--write' writes them" in said
    new.mkdir()
    (new / "conf.py").write_text("mine", encoding="utf-8")
    code, _, said = run("migrate", "hugo", blog.folder, "--to", new, "--write")
    assert code == 2
    assert "has conf.py already" in said
    assert [path.name for path in new.iterdir()] == ["conf.py"]


def test_a_folder_to_write_to_is_asked_for(run: Run, blog: Source) -> None:
    code, _, said = run("migrate", "hugo", blog.folder)
    assert code == 2
    assert "'--to'" in said


def test_the_plan_is_data_if_wanted(run: Run, blog: Source, tmp_path: Path) -> None:
    _, out, _ = run("migrate", "hugo", blog.folder, "--to", tmp_path / "new", "--format", "json")
    data = json.loads(out)
    assert data["written"] is False
    assert "posts/first.md" in data["files"]
