"""Blogs of other tools, and what comes of moving them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from textwrap import dedent

from sites import Built, Site

from sphinx_craftblog.importers import plan_import

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Source:
    """A blog of another tool."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


class Moved:
    """What a migration makes of a blog. It is written when it is built."""

    def __init__(self, tool: str, place: Path, media: Path | None = None) -> None:
        """``place`` is the folder of the blog, or its export file."""
        self.folder = place.parent / "new"
        self._plan = plan_import(tool, place, self.folder, media)
        self.files = {*self._plan.sources, *self._plan.copies}
        self.said = [f"{note.path}:{note.line}: {note.text}" for note in self._plan.notes]
        self.left = [f"{note.path}:{note.line}: {note.text}" for note in self._plan.left]

    def text(self, name: str) -> str:
        return self._plan.sources[name].new

    def says(self, text: str) -> bool:
        """Whether a note has these words, or begins with this place."""
        return any(text in said for said in self.said)

    def built(self) -> Built:
        """The new site, built without a warning as its conf.py says that it is built."""
        self._plan.write()
        builder = re.findall(r"sphinx-build -b (\w+)", self.text("conf.py"))
        settings = {"nitpicky": True, "craftblog_social_cards": False}
        built = Site.at(self.folder).build(*builder, **settings)
        assert built.warnings == [], built.log
        return built


def target(built: Built, file: str) -> str:
    """Where a page that forwards leads."""
    return re.findall(r'http-equiv="refresh" content="0; ?url=([^"]*)"', built.text(file))[0]


EXPORT_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
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
"""How an export of WordPress begins."""


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


def write_export(path: Path, *items: str) -> None:
    """Write an export file of WordPress."""
    path.write_text(f"{EXPORT_HEAD}{''.join(items)}</channel></rss>", encoding="utf-8")
