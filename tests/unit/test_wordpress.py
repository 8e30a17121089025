"""Exports of WordPress: the texts that come of them, and what is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from imported import EXPORT_HEAD, Moved, item, meta, write_export

from sphinx_craftblog.importers import NoSiteError


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "export.xml"


def moved(export: Path, media: Path | None = None) -> Moved:
    return Moved("wordpress", export, media)


def test_what_was_not_public_is_a_draft(export: Path) -> None:
    write_export(
        export,
        item("Public"),
        item("Draft", status="draft", link="https://old.example/?p=7"),
        item("Private", status="private"),
        item("Waiting", status="pending"),
        item("Later", status="future", post_date="2024-06-01 10:00:00"),
        item("Locked", post_password="x"),
        item("Members", status="private", post_type="page"),
        item("Thrown away", "Gone.", status="trash"),
    )
    found = moved(export)
    assert found.says("asked for a password")
    assert found.says("was not yet due")
    texts = {name: found.text(name) for name in found.files if "2024/" in name or "draft" in name}
    kept = {name for name, text in texts.items() if "\ndraft: true\n" in text}
    assert texts.keys() - kept == {"2024/05/public.md"}
    assert len(kept) == 6
    assert not any("Gone." in text for text in texts.values())


def test_uploaded_files_are_copied_from_a_folder(export: Path) -> None:
    uploads = export.parent / "uploads"
    (uploads / "2024").mkdir(parents=True)
    (uploads / "2024/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    url = "https://old.example/wp-content/uploads/2024"
    write_export(
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
    found = moved(export, uploads)
    assert found.says("1 link to uploaded files stay at the old site")
    text = found.text("2024/05/one.md")
    assert "image: /public/wp-content/uploads/2024/a.png\nimage_alt: A drawing\n" in text
    assert f"![B]({url}/gone.png)" in text
    assert "public/wp-content/uploads/2024/a.png" in found.files


def test_without_the_folder_pictures_stay_where_they_are(export: Path) -> None:
    url = "https://old.example/wp-content/uploads/a.png"
    write_export(export, item("One", f'<img src="{url}" alt="A">'))
    found = moved(export)
    assert found.says("name the copy with '--media'")
    assert f"![A]({url})" in found.text("2024/05/one.md")


def test_things_that_nobody_moves_are_said_once(export: Path) -> None:
    comment = "<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    write_export(
        export,
        item("One", "[contact-form to='me']", more=comment * 2 + meta("mood", "good")),
        item("Two", "[contact-form to='me'] and [sic]", more=comment + meta("mood", "bad")),
        item("Shop", post_type="product"),
        item("Number", link="https://old.example/?p=12"),
    )
    found = moved(export)
    assert found.says("3 comments left in WordPress")
    assert found.says("'mood' has no counterpart, and is left out of 2 documents")
    assert found.says("[contact-form] stays as text in 2 places")
    assert found.says("1 item of the type 'product'")
    assert found.says("1 document had an address with a number alone")
    assert not found.says("sic")


def test_links_by_number_lead_to_the_post(export: Path) -> None:
    body = '<a href="/?p=55">five</a> <a href="https://www.old.example/2024/05/five/#x">at x</a>'
    body += ' <a href="/2024/05/five/#y">at y</a>'
    text = '<h2 id="x">X</h2>\nText\n\n<h2 id="y">Why</h2>\nText'
    write_export(export, item("One", body), item("Five", text, post_id="55"))
    found = moved(export)
    text = found.text("2024/05/one.md")
    assert "[five](five.md) [at x](five.md#x) [at y](https://old.example/2024/05/five/#y)" in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html></html>", "begins with <html>"),
        ("<rss", ""),  # the rest are the words of expat
        ("", ""),
        (f"{EXPORT_HEAD}</channel></rss>", "no posts and no pages"),
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
def test_what_is_no_export_is_refused(export: Path, text: str, reason: str) -> None:
    export.write_text(text, encoding="utf-8")
    with pytest.raises(NoSiteError) as refused:
        moved(export)
    said = str(refused.value)
    assert f"{str(export)!r} is no export file of WordPress that can be read: " in said
    assert reason in said


def test_a_broken_end_is_said_and_the_rest_moved(export: Path) -> None:
    write_export(export, item("One", "Text with \x0b a control."))
    export.write_text(
        export.read_text("utf-8").replace("</channel></rss>", "<item><title>B</wrong>"), "utf-8"
    )
    found = moved(export)
    assert found.says("cannot be read from here on (")
    assert "2024/05/one.md" in found.files


def test_several_files_of_one_export(export: Path) -> None:
    write_export(export, item("One"))
    write_export(export.with_name("export2.xml"), item("Two"))
    found = Moved("wordpress", export.parent)
    assert {"2024/05/one.md", "2024/05/two.md"} <= found.files


def test_markdownify_is_asked_for(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_export(export, item("One"))
    monkeypatch.delitem(sys.modules, "sphinx_craftblog.importers.common.html", raising=False)
    monkeypatch.setitem(sys.modules, "markdownify", None)
    with pytest.raises(NoSiteError, match=r"pip install 'sphinx-craftblog\[migrate\]'"):
        moved(export)
