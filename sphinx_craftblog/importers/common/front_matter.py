"""Front matter as text: changed at the lines of its keys, so that all else stays."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from sphinx_craftblog.reading.front_matter import read_front_matter


class WrittenYaml(str):
    """A value that is YAML already."""

    __slots__ = ()


class FrontMatterText:
    """The front matter of a Markdown document, with changes until they are applied."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._read = read_front_matter("\n".join(lines))
        self.length = self._read.length
        self.is_broken = self._read.is_broken
        self._changes: dict[str, list[str]] = {}
        self._added: dict[str, str] = {}

    @property
    def values(self) -> dict[str, object]:
        """What each key says, typed by YAML."""
        return {key: entry.value for key, entry in self._read.entries.items()}

    def line(self, key: str) -> int:
        """The line of a key, as editors count; 1 if it is not there."""
        entry = self._read.entries.get(key)
        return entry.line if entry else 1

    def set(self, key: str, value: object, *, instead_of: str = "") -> None:
        """Give a key a value, in the place of another key if that is there."""
        text = f"{key}: {yaml_text(value)}"
        old = instead_of or key
        if old in self._read.entries:
            self._changes[old] = [text]
        else:
            self._added[key] = text

    def rename(self, key: str, new: str) -> None:
        """Give a value another key."""
        start, end = self._span(key)
        first = re.sub(
            rf"^(\s*[\"']?){re.escape(key)}([\"']?\s*:)", rf"\1{new}\2", self.lines[start]
        )
        self._changes[key] = [first, *self.lines[start + 1 : end]]

    def remove(self, key: str) -> None:
        """Take a key away."""
        if key in self._read.entries:
            self._changes[key] = []
        self._added.pop(key, None)

    def applied(self) -> list[str]:
        """All lines of the document, with the changes."""
        lines = list(self.lines)
        added = list(self._added.values())
        if added and self.length:
            lines[self.length - 1 : self.length - 1] = added
        for key in sorted(self._changes, key=self.line, reverse=True):
            start, end = self._span(key)
            lines[start:end] = self._changes[key]
        if added and not self.length:
            body = lines
            while body and not body[0].strip():
                body = body[1:]
            lines = ["---", *added, "---", "", *body]
        return lines

    def _span(self, key: str) -> tuple[int, int]:
        """The lines of a key and its value, from 0; comments after it are not its own."""
        start = self.line(key) - 1
        later = [entry.line - 1 for entry in self._read.entries.values() if entry.line - 1 > start]
        end = min(later, default=self.length - 1)
        while end > start + 1 and re.match(r"\s*(#|$)", self.lines[end - 1]):
            end -= 1
        return start, end


def yaml_text(value: Any) -> str:
    """A value in YAML, on one line, quoted only where it has to be."""
    if isinstance(value, WrittenYaml):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_scalar(str(item), in_list=True) for item in value)}]"
    return _scalar(value) if isinstance(value, str) else str(value)


def _scalar(text: str, *, in_list: bool = False) -> str:
    is_plain = not (in_list and set(text) & set(",[]{}")) and "\n" not in text
    try:
        if is_plain and text.strip() == text:
            read = yaml.safe_load(f"key: {text}")["key"]
            if read == text or re.fullmatch(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}\S*)?", text):
                return text
    except (yaml.YAMLError, ValueError, TypeError):
        pass
    return json.dumps(text, ensure_ascii=False)
