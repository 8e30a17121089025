"""``craftblog migrate hugo``: a blog as Hugo takes it, made ours and built.

The texts that come of it are in ``unit/test_hugo.py``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from imported import PIXEL, Moved, Source, target
from sites import Built, Run, words

CONF = """
baseURL = "https://notes.example/"
title = "My notes"
languageCode = "en-us"
[params]
author = "Ada"
city = "London"
[permalinks]
log = "/:year/:month/:slug/"
[languages.en]
weight = 1
[languages.de]
weight = 2
"""

SECOND = """
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
"""

TRIP = """
---
title: Trip
date: 2024-05-03
cover: {image: hill.png, alt: A hill}
---
![Hill](hill.png) and <img src="raw.png">, and ![all](/images/all.png)

{{< figure src="hill.png" alt="The hill" caption="Seen from below" >}}
"""

CODES = """
---
title: Codes
date: 2024-05-03
---
{{< highlight go "linenos=table,hl_lines=2 3-4" >}}
package main

import "fmt"
// The end
{{< /highlight >}}

{{< youtube abc123 >}} in {{< param city >}}

{{< mine x="1" >}}inner *text*{{< /mine >}}

{{< notice tip >}}
Be brief.
{{< /notice >}}

```go {linenos=inline,hl_lines=[1]}
{{</* ref "x" */>}} {{< ref "kept.md" >}}
```
"""


def write(source: Source) -> None:
    source.write("hugo.toml", CONF)
    first = "---\ntitle: First\ndate: 2024-05-01T10:00:00Z\n---\nText.\n"
    source.write("content/posts/first.md", first)


@pytest.fixture
def blog(tmp_path: Path) -> Source:
    source = Source(tmp_path / "old")
    write(source)
    return source


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    source = Source(tmp_path_factory.mktemp("hugo") / "old")
    write(source)
    source.write("content/log/second.md", SECOND)
    source.write("content/about.md", "---\ntitle: About\naliases: [/me/]\n---\nIt is I.\n")
    source.write("content/_index.md", "---\ntitle: Welcome\n---\nHello.\n")
    source.write("content/posts/trip/index.md", TRIP)
    source.write("content/posts/trip/hill.png", PIXEL)
    source.write("content/posts/trip/raw.png", PIXEL)
    source.write("static/images/all.png", PIXEL)
    source.write("static/CNAME", "notes.example\n")
    source.write("content/posts/codes.md", CODES)
    for keys, text in (
        ("draft: true", "Secret."),
        ("publishDate: 2999-01-01", "Later."),
        ("expiryDate: 2021-01-01", "Over."),
    ):
        front = f"---\ntitle: T\ndate: 2020-01-01\n{keys}\n---\n{text}\n"
        source.write(f"content/posts/{text[0].lower()}.md", front)
    text = "---\ntitle: Erster\ndate: 2024-05-01\ntags: [Neu]\n---\nWorte.\n"
    source.write("content/posts/first.de.md", text)
    return Moved("hugo", source.folder)


@pytest.fixture(scope="module")
def built(moved: Moved) -> Built:
    return moved.built()


# The whole of a blog


def test_posts_pages_and_feeds_are_where_they_were(moved: Moved, built: Built) -> None:
    (left,) = moved.left
    assert "shortcode 'mine'" in left
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


def test_a_bundle_keeps_its_pictures(moved: Moved, built: Built) -> None:
    assert (moved.folder / "posts/trip/hill.png").is_file()
    for name in ("images/all.png", "posts/trip/raw.png", "CNAME"):
        assert (built.out / name).is_file()
    page = built.html("posts/trip/index")
    assert words(page.figcaption) == "Seen from below"
    assert "image: hill.png\nimage_alt: A hill\n" in moved.text("posts/trip/index.md")


def test_drafts_and_due_posts_stay_back(built: Built) -> None:
    assert "posts/s/index.html" not in built.files()
    assert "posts/l/index.html" not in built.files()
    assert "posts/o/index.html" in built.files()
    assert "Over." not in built.text("blog/atom.xml")


def test_shortcodes_that_nobody_knows_stand_out_on_the_page(built: Built) -> None:
    page = built.html("posts/codes/index")
    assert '{{< mine x="1" >}}' in words(page.article)
    assert words(page.select_one(".admonition.tip p:last-child")) == "Be brief."


def test_a_language_of_its_own_has_its_own_addresses(built: Built) -> None:
    assert built.html("de/posts/first/index").select_one("article[lang=de], [lang=de]")
    assert target(built, "de/tags/neu/index.html") == "../../../blog/tag/neu/"


# The command


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


def test_the_files_are_written_where_that_is_wanted(run: Run, blog: Source, tmp_path: Path) -> None:
    blog.write("content/posts/codes.md", CODES)
    new = tmp_path / "new"
    code, _, said = run("migrate", "hugo", blog.folder, "--to", new, "--write")
    assert code == 1
    assert "To do by hand:\ncontent/posts/codes.md:14: shortcode 'mine'" in said
    assert (new / "posts/first.md").is_file()
    assert (new / "conf.py").is_file()


def test_a_folder_to_write_to_is_asked_for(run: Run, blog: Source) -> None:
    code, _, said = run("migrate", "hugo", blog.folder)
    assert code == 2
    assert "'--to'" in said


def test_the_plan_is_data_if_wanted(run: Run, blog: Source, tmp_path: Path) -> None:
    _, out, _ = run("migrate", "hugo", blog.folder, "--to", tmp_path / "new", "--format", "json")
    data = json.loads(out)
    assert data["written"] is False
    assert "posts/first.md" in data["files"]
