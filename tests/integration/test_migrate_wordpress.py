"""``craftblog migrate wordpress``: an export file, moved and built.

The texts that come of it are in ``unit/test_wordpress.py``, and HTML as Markdown is in
``unit/test_importers_html.py``.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pytest
from imported import Moved, item, meta, write_export
from sites import Built, Run, words

TERMS = (
    '<category domain="category" nicename="hammers">Hammers</category>'
    '<category domain="post_tag" nicename="c">C++</category>'
)

PLAIN = [
    "costs $5 and $6",
    "{ref}`x`",
    "a [^1] b",
    "[x]: y",
    "% comment",
    "+++",
    "(label)=",
    "# heading",
    "- item",
    "1986. year",
    "> quote",
    ":::{note}",
    "*a* _b_ `c`",
    "a & &amp; <b>",
    "back\\slash",
    "- - -",
    "| a | b |",
    "==",
    "~~~",
    "term\n: definition",
    "{{ x }}",
    "http://a_b_c",
]
"""Texts that mean something in Markdown, and nothing in HTML."""

NOTES = json.dumps([{"id": "f-1", "content": "A <em>note</em>."}])

BLOCKS = """<!-- wp:paragraph {"a":{"b":1}} -->
<p>First.<sup data-fn="f-1" class="fn"><a href="#f-1">1</a></sup></p>
<!-- /wp:paragraph -->

<!-- wp:more -->
<!--more-->
<!-- /wp:more -->

<!-- wp:heading -->
<h2 class="wp-block-heading" id="part">Part</h2>
<!-- /wp:heading -->

<!-- wp:image {"id":1} -->
<figure class="wp-block-image aligncenter"><img src="https://else.example/a.png" alt="A"/>
<figcaption class="wp-element-caption">What <em>it</em> is</figcaption></figure>
<!-- /wp:image -->

<!-- wp:latest-posts {"n":3} /-->

<!-- wp:footnotes /-->"""

LINKS = (
    '<a href="/?p=55">five</a> <a href="https://www.old.example/2024/05/five/#x">at x</a>'
    ' <a href="/2024/05/five/#y">at y</a>'
)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    export = tmp_path_factory.mktemp("wordpress") / "export.xml"
    uploads = export.parent / "uploads"
    (uploads / "2024").mkdir(parents=True)
    (uploads / "2024/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    url = "https://old.example/wp-content/uploads/2024"
    picture = {"post_type": "attachment", "status": "inherit", "attachment_url": f"{url}/a.png"}
    plain = (
        item(
            f"Plain {number}",
            f"<p>before</p><p>{escape(text)}</p><p>x<br>{escape(text)}</p>",
            post_date="2023-01-01 10:00:00",
            post_date_gmt="2023-01-01 09:00:00",
            link=f"https://old.example/plain/{number}/",
            post_id=str(9000 + number),
        )
        for number, text in enumerate(PLAIN)
    )
    write_export(
        export,
        item("One", 'See <a href="https://old.example/2024/05/two/">two</a>.', more=TERMS),
        item("Two", more=TERMS + meta("_wp_old_slug", "second"), is_sticky="1"),
        item("About", post_type="page", link="https://old.example/about/"),
        item("Draft", "Secret 1.", status="draft", link="https://old.example/?p=7"),
        item("Private", "Secret 2.", status="private"),
        item("Waiting", "Secret 3.", status="pending"),
        item("Later", "Secret 4.", status="future", post_date="2024-06-01 10:00:00"),
        item("Locked", "Secret 5.", post_password="x"),
        item("Members", "Secret 6.", status="private", post_type="page"),
        item("Thrown away", "Secret 7.", status="trash"),
        item(
            "Picture", f'<img src="{url}/a-300x200.png" alt="A">', more=meta("_thumbnail_id", "77")
        ),
        item("Pic", post_id="77", more=meta("_wp_attachment_image_alt", "A drawing"), **picture),
        item("Links", LINKS),
        item("Five", '<h2 id="x">X</h2>\nText\n\n<h2 id="y">Why</h2>\nText', post_id="55"),
        item("Blocks", BLOCKS, more=meta("footnotes", NOTES)),
        *plain,
    )
    return Moved("wordpress", export, uploads)


@pytest.fixture(scope="module")
def built(moved: Moved) -> Built:
    return moved.built()


def test_a_blog_keeps_its_addresses_and_entries(moved: Moved, built: Built) -> None:
    assert {
        *("2024/05/one/index.html", "2024/05/two/index.html", "about/index.html"),
        *("2024/05/second/index.html", "category/tools/hammers/index.html", "tag/c/index.html"),
        *("author/ada/index.html", "feed/index.html", "2024/index.html"),
    } <= built.files()
    ids = re.findall(r"<entry[^>]*><id>(.*?)</id>", built.text("tag/c-plus-plus/atom.xml"))
    assert sorted(ids) == ["https://old.example/?p=290", "https://old.example/?p=314"]
    assert built.text("feed/index.html") == built.text("rss.xml")
    page = built.html("2024/05/one/index")
    assert "../two/" in {link.get("href") for link in page.select("p a")}
    assert "Ada Lovelace" in words(page)
    text = moved.text("2024/05/two.md")
    assert "date: 2024-05-01 10:00:00+02:00\n" in text
    assert "pinned: true\n" in text


def test_what_was_not_public_is_kept_back(moved: Moved, built: Built) -> None:
    assert not any(b"Secret" in content for content in built.tree().values())
    assert not any("Secret 7" in moved.text(name) for name in moved.files if name.endswith(".md"))


def test_uploaded_files_are_copied_from_a_folder(built: Built) -> None:
    assert "wp-content/uploads/2024/a.png" in built.files()
    assert built.html("2024/05/picture/index").select_one("article img[alt=A]") is not None


def test_links_by_number_lead_to_the_post(built: Built) -> None:
    links = built.html("2024/05/links/index").select("article p a")
    leads = {words(link): link["href"] for link in links}
    assert (leads["five"], leads["at x"]) == ("../five/", "../five/#x")
    assert leads["at y"] == "https://old.example/2024/05/five/#y"


def test_the_block_editor(moved: Moved, built: Built) -> None:
    assert moved.says("'latest-posts', which WordPress computes, is left out of 1 place")
    page = built.html("2024/05/blocks/index")
    assert page.select_one("figure figcaption em").get_text() == "it"
    assert page.select_one("#part") is not None
    assert "A note." in words(page.article)
    assert "<!-- more -->" in moved.text("2024/05/blocks.md")


@pytest.mark.parametrize("number", range(len(PLAIN)), ids=PLAIN.__getitem__)
def test_plain_text_stays_plain_text(built: Built, number: int) -> None:
    text = PLAIN[number]
    page = built.html(f"plain/{number}/index")
    found = [words(one) for one in page.select("p") if text.split()[0] in one.get_text()]
    shown = " ".join(text.split())
    assert shown in found
    assert f"x {shown}" in found


def test_the_command_moves_an_export_and_its_uploads(run: Run, tmp_path: Path) -> None:
    export, uploads, new = tmp_path / "export.xml", tmp_path / "uploads", tmp_path / "new"
    uploads.mkdir()
    (uploads / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    url = "https://old.example/wp-content/uploads/a.png"
    write_export(export, item("One", f'<img src="{url}" alt="A">'))
    code, output, _ = run(
        *("migrate", "wordpress", export, "--to", new, "--media", uploads),
        *("--write", "--format", "json"),
    )
    assert code == 0
    assert {"2024/05/one.md", "public/wp-content/uploads/a.png"} <= set(json.loads(output)["files"])
    assert (new / "public/wp-content/uploads/a.png").is_file()


def test_what_is_no_export_is_one_line(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_text("<html></html>", encoding="utf-8")
    for path in (export, tmp_path / "none.xml"):
        code, output, said = run("migrate", "wordpress", path, "--to", tmp_path / "new")
        assert (code, output, said.count("\n")) == (2, "", 1)
