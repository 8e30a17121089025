"""Posts that are written in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from sphinx_craftblog.importers.common import wording
from sphinx_craftblog.importers.common.post import ImportedSite, NoSiteError
from sphinx_craftblog.importers.common.sources import Document


def as_markdown(document: Document, target: Callable[[str], str], site: ImportedSite) -> str:
    """The text of a document in HTML as Markdown; ``target`` tells where links lead.

    :raises NoSiteError: if what does it is not installed.
    """
    try:
        from sphinx_craftblog.importers.common.html import Converter
    except ImportError:
        raise NoSiteError(wording.no_markdownify()) from None
    converter = Converter(target)
    try:
        text = converter.convert(document.body)
    except RecursionError:
        site.note(document.path, document.first_line, wording.too_deep())
        return " ".join(re.sub(r"<[^<>]*>", " ", document.body).split())
    for (kind, name), count in converter.seen.items():
        said, is_left = wording.of_html(kind, name, count)
        site.note(document.path, document.first_line, said, is_left=is_left)
    return text


def read_page(path: str, text: str) -> Document:
    """A page with the metadata in its head, and what is in its body."""
    parser = _Head()
    parser.feed(text)
    parser.close()
    found = re.search(r"<body\b[^>]*>(.*?)(?:</body>|$)", text, re.DOTALL | re.IGNORECASE)
    values = {key: value for key, value in parser.values.items() if value}
    return Document(path, dict(values), found[1] if found else text)


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = (found.get("name") or "").lower()
        if tag == "meta" and name:
            key = {"keywords": "tags"}.get(name, name)
            self.values[key] = (found.get("content") or found.get("contents") or "").strip()
        self._is_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._is_title = False

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.values["title"] = self.values.get("title", "") + data.strip()
