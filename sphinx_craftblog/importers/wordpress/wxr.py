"""The export file of WordPress (WXR), read in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

_WP = re.compile(r"https?://wordpress\.org/export/[\d.]+/(excerpt/)?$")

_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
"""What XML forbids, and some plugins leave in texts."""

_CHUNK = 1 << 20


class BadExportError(ValueError):
    """A file is no export, or not one to read to its end; ``line`` is where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class WxrTerm(NamedTuple):
    """A category, tag or author as the export declares it, or a post names it."""

    kind: str
    slug: str
    name: str
    parent: str = ""


@dataclass(slots=True)
class Item:
    """A post, page, file or whatever else is in an export: its fields by their names."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    terms: list[WxrTerm] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    def get(self, name: str) -> str:
        """The text of a field, empty if it is not there."""
        return self.fields.get(name, "").strip()


@dataclass(slots=True)
class Export:
    """What an export file says."""

    fields: dict[str, str] = field(default_factory=dict)
    terms: list[WxrTerm] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def read_export(path: Path, into: Export) -> None:
    """Add what a file says.

    :raises BadExportError: where it is no export, or ends to be XML; what stands above is read.
    :raises OSError: if it cannot be read.
    """
    reader = _Reader(into)
    try:
        for chunk in _chunks(path):
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadExportError(expat.errors.messages[error.code], error.lineno) from None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_wide = file.read(2) in {b"\xff\xfe", b"\xfe\xff"}
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk if is_wide else chunk.translate(None, _CONTROLS)


class _Reader:
    """Takes the events of the parser."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text_of
        self.parser.EntityDeclHandler = self._entity
        self._path: list[str] = []
        self._text: list[str] = []
        self._item: Item | None = None
        self._attributes: dict[str, str] = {}
        self._inner: dict[str, str] = {}

    def _entity(self, name: str, *_: object) -> None:
        """Entities can make a small file a huge one, or read other files."""
        raise BadExportError(f"it declares the entity {name!r}", self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _short(name)
        if not self._path and name != "rss":
            raise BadExportError(f"it begins with <{name}>", self.parser.CurrentLineNumber)
        self._path.append(name)
        self._text = []
        depth = len(self._path)
        if depth == 3:
            self._inner = {}
            self._attributes = attributes
            if name == "item":
                self._item = Item(self.parser.CurrentLineNumber)
        elif depth == 4 and self._item is not None:
            self._inner = {}
            self._attributes = attributes

    def _text_of(self, text: str) -> None:
        self._text.append(text)

    def _end(self, _: str) -> None:
        name, text = self._path.pop(), "".join(self._text)
        self._text = []
        depth = len(self._path)
        if self._item is not None:
            self._end_in_item(self._item, name, text, depth)
        elif depth == 2:
            self._end_in_channel(name, text)
        elif depth == 3:
            self._inner[name] = text.strip()

    def _end_in_channel(self, name: str, text: str) -> None:
        get = self._inner.get
        if name == "wp:author":
            login = get("wp:author_login", "")
            term = WxrTerm("author", login, get("wp:author_display_name") or login)
            self.export.terms.append(term)
        elif name == "wp:category":
            term = WxrTerm(
                "category",
                get("wp:category_nicename", ""),
                get("wp:cat_name", ""),
                get("wp:category_parent", ""),
            )
            self.export.terms.append(term)
        elif name == "wp:tag":
            term = WxrTerm("post_tag", get("wp:tag_slug", ""), get("wp:tag_name", ""))
            self.export.terms.append(term)
        else:
            self.export.fields.setdefault(name, text.strip())

    def _end_in_item(self, item: Item, name: str, text: str, depth: int) -> None:
        if depth == 4:
            self._inner[name] = text
        elif depth == 3:
            if name == "category":
                said = self._attributes
                term = WxrTerm(
                    said.get("domain", "category"), said.get("nicename", ""), text.strip()
                )
                item.terms.append(term)
            elif name == "wp:postmeta":
                item.meta[self._inner.get("wp:meta_key", "")] = self._inner.get("wp:meta_value", "")
            elif name == "wp:comment":
                item.comments += self._inner.get("wp:comment_approved", "1") == "1"
            else:
                item.fields[name] = text
        elif depth == 2:
            self.export.items.append(item)
            self._item = None


def _short(name: str) -> str:
    """A name with the prefix that people write, whichever version of the format it is of."""
    space, _, local = name.rpartition(" ")
    if match := _WP.match(space):
        return f"{'excerpt:' if match[1] else 'wp:'}{local}"
    return f"{_PREFIXES.get(space, '')}{local}"
