"""``craftblog migrate wordpress``: export files, moved and built."""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from html import escape
from pathlib import Path

import pytest
from sites import Built, Run, Site, words

from sphinx_craftblog.migrating.elsewhere.html import Converter
from sphinx_craftblog.migrating.elsewhere.wordpress_text import Shortcodes

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Notes &amp; more</title><link>https://old.example</link>
<description>What I note</description><language>en-US</language>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>ada</wp:author_login>
<wp:author_display_name><![CDATA[Ada Lovelace]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>tools</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name>Tools</wp:cat_name></wp:category>
<wp:category><wp:category_nicename>hammers</wp:category_nicename>
<wp:category_parent>tools</wp:category_parent><wp:cat_name>Hammers</wp:cat_name></wp:category>
<wp:tag><wp:tag_slug>c</wp:tag_slug><wp:tag_name>C++</wp:tag_name></wp:tag>
"""

TERMS = (
    '<category domain="category" nicename="hammers">Hammers</category>'
    '<category domain="post_tag" nicename="c">C++</category>'
)


def item(title: str, body: str = "Text.", *, more: str = "", **fields: str) -> str:
    """An item of an export, at ``/2024/05/<slug>/`` unless it says otherwise."""
    slug = re.sub(r"\W+", "-", title.lower()).strip("-")
    said = {
        "post_id": str(sum(map(ord, title))),
        "post_date": "2024-05-01 10:00:00",
        "post_date_gmt": "2024-05-01 08:00:00",
        "post_name": slug,
        "status": "publish",
        "post_type": "post",
        "link": f"https://old.example/2024/05/{slug}/",
        **fields,
    }
    link = said.pop("link")
    tags = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in said.items())
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<guid>https://old.example/?p={said['post_id']}</guid><dc:creator>ada</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>{tags}{more}</item>\n"
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


@pytest.fixture
def run(run: Run) -> Run:
    """A migration: its exit code, and what it prints to both streams."""
    return partial(run, "migrate", "wordpress")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "export.xml"


def write(export: Path, *items: str) -> None:
    export.write_text(f"{HEAD}{''.join(items)}</channel></rss>", encoding="utf-8")


def moved(run: Run, export: Path, *options: object) -> tuple[Site, str]:
    folder = export.parent / "new"
    code, _, said = run(export, "--to", folder, "--write", *options)
    assert code == ("To do by hand:" in said), said
    return Site.at(folder), said


def built(site: Site) -> Built:
    built = site.build("dirhtml", nitpicky=True)
    assert built.warnings == []
    return built


def markdown(html: str) -> str:
    return Converter(lambda link: link).convert(html)


def classic(html: str) -> str:
    """What the classic editor's text becomes, which has no paragraphs."""
    return Converter(lambda link: link).convert(html, by_blank_lines=True)


def test_a_blog_keeps_its_addresses_and_entries(run: Run, export: Path) -> None:
    write(
        export,
        item("One", 'See <a href="https://old.example/2024/05/two/">two</a>.', more=TERMS),
        item("Two", more=TERMS + meta("_wp_old_slug", "second"), is_sticky="1"),
        item("About", post_type="page", link="https://old.example/about/"),
    )
    site, said = moved(run, export)
    assert "To do by hand" not in said
    result = built(site)
    assert {
        *("2024/05/one/index.html", "2024/05/two/index.html", "about/index.html"),
        *("2024/05/second/index.html", "category/tools/hammers/index.html", "tag/c/index.html"),
        *("author/ada/index.html", "feed/index.html", "2024/index.html"),
    } <= result.files()
    ids = re.findall(r"<entry[^>]*><id>(.*?)</id>", result.text("atom.xml"))
    assert sorted(ids) == ["https://old.example/?p=290", "https://old.example/?p=314"]
    assert result.text("feed/index.html") == result.text("rss.xml")
    page = result.html("2024/05/one/index")
    assert "../two/" in {link.get("href") for link in page.select("p a")}
    assert "Ada Lovelace" in words(page)
    text = (site.folder / "2024/05/two.md").read_text(encoding="utf-8")
    assert "date: 2024-05-01 10:00:00+02:00\n" in text
    assert "pinned: true\n" in text


def test_what_was_not_public_is_kept_back(run: Run, export: Path) -> None:
    write(
        export,
        item("Public"),
        item("Draft", "Secret 1.", status="draft", link="https://old.example/?p=7"),
        item("Private", "Secret 2.", status="private"),
        item("Waiting", "Secret 3.", status="pending"),
        item("Later", "Secret 4.", status="future", post_date="2024-06-01 10:00:00"),
        item("Locked", "Secret 5.", post_password="x"),
        item("Members", "Secret 6.", status="private", post_type="page"),
        item("Thrown away", "Secret 7.", status="trash"),
    )
    site, said = moved(run, export)
    assert "asked for a password" in said
    assert "was not yet due" in said
    result = built(site)
    assert not any(b"Secret" in content for content in result.tree().values())
    assert not any("Secret 7" in path.read_text("utf-8") for path in site.folder.rglob("*.md"))


def test_uploaded_files_are_copied_from_a_folder(run: Run, export: Path) -> None:
    uploads = export.parent / "uploads"
    (uploads / "2024").mkdir(parents=True)
    (uploads / "2024/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    url = "https://old.example/wp-content/uploads/2024"
    write(
        export,
        item(
            "One",
            f'<img src="{url}/a-300x200.png" alt="A"> and <img src="{url}/gone.png" alt="B">',
            more=meta("_thumbnail_id", "77"),
        ),
        item(
            "Pic",
            post_id="77",
            post_type="attachment",
            status="inherit",
            attachment_url=f"{url}/a.png",
            more=meta("_wp_attachment_image_alt", "A drawing"),
        ),
    )
    site, said = moved(run, export, "--media", uploads)
    assert "1 link to uploaded files stay at the old site" in said
    text = (site.folder / "2024/05/one.md").read_text(encoding="utf-8")
    assert "image: /public/wp-content/uploads/2024/a.png\nimage_alt: A drawing\n" in text
    assert f"![B]({url}/gone.png)" in text
    assert "wp-content/uploads/2024/a.png" in built(site).files()


def test_without_the_folder_pictures_stay_where_they_are(run: Run, export: Path) -> None:
    url = "https://old.example/wp-content/uploads/a.png"
    write(export, item("One", f'<img src="{url}" alt="A">'))
    site, said = moved(run, export)
    assert "name the copy with '--media'" in said
    assert f"![A]({url})" in (site.folder / "2024/05/one.md").read_text(encoding="utf-8")


def test_things_that_nobody_moves_are_said_once(run: Run, export: Path) -> None:
    comment = "<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    write(
        export,
        item("One", "[contact-form to='me']", more=comment * 2 + meta("mood", "good")),
        item("Two", "[contact-form to='me'] and [sic]", more=comment + meta("mood", "bad")),
        item("Shop", post_type="product"),
        item("Number", link="https://old.example/?p=12"),
    )
    _, said = moved(run, export)
    assert "3 comments left in WordPress" in said
    assert "'mood' has no counterpart, and is left out of 2 documents" in said
    assert "[contact-form] stays as text in 2 places" in said
    assert "1 item of the type 'product'" in said
    assert "1 document had an address with a number alone" in said
    assert "sic" not in said


def test_links_by_number_lead_to_the_post(run: Run, export: Path) -> None:
    body = '<a href="/?p=55">five</a> <a href="https://www.old.example/2024/05/five/#x">at x</a>'
    body += ' <a href="/2024/05/five/#y">at y</a>'
    text = '<h2 id="x">X</h2>\nText\n\n<h2 id="y">Why</h2>\nText'
    write(export, item("One", body), item("Five", text, post_id="55"))
    site, _ = moved(run, export)
    text = (site.folder / "2024/05/one.md").read_text(encoding="utf-8")
    assert "[five](five.md) [at x](five.md#x) [at y](https://old.example/2024/05/five/#y)" in text
    built(site)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html></html>", "begins with <html>"),
        ("<rss", "unclosed token"),
        ("", "no element found"),
        (f"{HEAD}</channel></rss>", "no posts and no pages"),
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
            "declares the entity 'a'",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss>&x;</rss>',
            "declares the entity 'x'",
        ),
    ],
)
def test_what_is_no_export_is_one_line(run: Run, export: Path, text: str, reason: str) -> None:
    export.write_text(text, encoding="utf-8")
    code, output, said = run(export, "--to", export.parent / "new")
    assert (code, output, said.count("\n")) == (2, "", 1)
    assert reason in said
    assert run(export.parent / "none.xml", "--to", export.parent / "new")[0] == 2


def test_markdownify_is_asked_for(run: Run, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(export, item("One"))
    monkeypatch.delitem(sys.modules, "sphinx_craftblog.migrating.elsewhere.html", raising=False)
    monkeypatch.setitem(sys.modules, "markdownify", None)
    code, _, said = run(export, "--to", export.parent / "new")
    assert (code, said.count("\n")) == (2, 1)
    assert "pip install 'sphinx-craftblog[migrate]'" in said


def test_a_broken_end_is_said_and_the_rest_moved(run: Run, export: Path) -> None:
    write(export, item("One", "Text with \x0b a control."))
    export.write_text(
        export.read_text("utf-8").replace("</channel></rss>", "<item><title>B</wrong>"), "utf-8"
    )
    site, said = moved(run, export)
    assert "cannot be read from here on (mismatched tag)" in said
    assert (site.folder / "2024/05/one.md").is_file()


def test_several_files_of_one_export(run: Run, export: Path) -> None:
    write(export, item("One"))
    write(export.with_name("export2.xml"), item("Two"))
    folder = export.parent / "new"
    code, output, _ = run(export.parent, "--to", folder, "--format", "json")
    assert code == 0
    assert {"2024/05/one.md", "2024/05/two.md"} <= set(json.loads(output)["files"])


# Texts


def test_the_block_editor(run: Run, export: Path) -> None:
    notes = json.dumps([{"id": "f-1", "content": "A <em>note</em>."}])
    body = """<!-- wp:paragraph {"a":{"b":1}} -->
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
    write(export, item("One", body, more=meta("footnotes", notes)))
    site, said = moved(run, export)
    assert "'latest-posts', which WordPress computes, is left out of 1 place" in said
    page = built(site).html("2024/05/one/index")
    assert page.select_one("figure.align-center figcaption em").get_text() == "it"
    assert page.select_one("#part") is not None
    assert "A note." in words(page.select_one(".footnote"))
    assert "<!-- more -->" in (site.folder / "2024/05/one.md").read_text(encoding="utf-8")


def test_the_classic_editor_parts_paragraphs_by_blank_lines() -> None:
    text = "One\ntwo\n\nThree <em>four</em>\n\n<ul>\n<li>a</li>\n</ul>\nfive\n<pre>a\n\nb</pre>"
    assert classic(text) == ("One\\\ntwo\n\nThree *four*\n\n- a\n\nfive\n\n```text\na\n\nb\n```")


def test_shortcodes() -> None:
    expand = Shortcodes(lambda _: []).expanded
    assert classic(expand('[code lang="php"]\nif (a &lt; b) {\n\n}\n[/code]')) == (
        "```php\nif (a < b) {\n\n}\n```"
    )
    assert classic(expand("[python]x < 1[/python]")) == "```python\nx < 1\n```"
    caption = '[caption align="alignleft"]<img src="/a.png" alt="A" /> Said[/caption]'
    assert classic(expand(caption)) == (":::{figure} /a.png\n:alt: A\n:align: left\n\nSaid\n:::")
    assert classic(expand("[embed]https://v.example/1[/embed]")) == "<https://v.example/1>"
    assert classic(expand("[[gallery]] and [sic]")) == "\\[gallery] and \\[sic]"


@pytest.mark.parametrize(
    "text",
    [
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
    ],
)
def test_plain_text_stays_plain_text(run: Run, export: Path, text: str) -> None:
    write(export, item("One", f"<p>before</p><p>{escape(text)}</p><p>x<br>{escape(text)}</p>"))
    site, _ = moved(run, export)
    page = built(site).html("2024/05/one/index")
    found = [words(one) for one in page.select("p") if text.split()[0] in one.get_text()]
    shown = " ".join(text.split())
    assert shown in found
    assert f"x {shown}" in found


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b>Note:</b>then</p>", "<strong>Note:</strong>then"),
        ("<p>H<sub>2</sub>O</p>", "H{sub}`2`O"),
        ("<p><code>a`b|c</code></p>", "``a`b|c``"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
        ("<blockquote><p>a</p><cite>b</cite></blockquote>", "> a\n>\n> — b"),
        ('<a href="tel:1">t</a>', '<a href="tel:1">t</a>'),
        ('<p><a href="#no">t</a></p>', "t"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n:   b"),
        ("<p>a</p><hr><hr><h2>b</h2><hr><p>c</p>", "a\n\n---\n\n## b\n\nc"),
        ("<pre><code class='language-nope'>x</code></pre>", "```text\nx\n```"),
        ("<pre><code>```</code></pre>", "````text\n```\n````"),
        (
            "<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>",
            "| a |\n| --- |\n| b\\|c |",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p><p>d</p></td></tr></table>",
            ":::{list-table}\n* - a\n  - b\n* - c\n\n    d\n  -\n:::",
        ),
        (
            "<table><tr><td colspan='2'>a</td></tr></table>",
            '```{raw} html\n<table><tr><td colspan="2">a</td></tr></table>\n```',
        ),
        (
            "<details><summary>s</summary><h3>t</h3></details>",
            "<details><summary>s</summary>\n\n**t**\n\n</details>",
        ),
        ("<script>alert(1)</script><p>a</p>", "a"),
        ("<![if !mso]><p>a</p><![endif]--><![", "a"),
        ("<!--[if mso]>x<![endif]--><p>a</p>", "a"),
        ("<a href='http://['>a</a>", "[a](http://[)"),
    ],
)
def test_html_as_markdown(html: str, text: str) -> None:
    assert markdown(html) == text
