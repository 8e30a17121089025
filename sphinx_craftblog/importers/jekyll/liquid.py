"""Jekyll's Liquid in texts as MyST; what only Jekyll can work out stands out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from sphinx_craftblog.importers.common import markdown
from sphinx_craftblog.importers.common.shortcodes import VIDEOS, Call, figure

_TAG = re.compile(r"[-\s]*([\w:-]+)\s*(.*?)[-\s]*$", re.DOTALL)

_ARGUMENT = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"',]+))")

_FILTER = re.compile(r"\s*([\w]+)\s*(?::\s*(.*))?\s*$", re.DOTALL)

PICTURES = re.compile(r"(?:.*[/_-])?(?:figure|image|img|picture)(?:\.\w+)?$", re.IGNORECASE)
"""Includes that show a picture."""

_ENDS = {"highlight": "endhighlight", "raw": "endraw", "comment": "endcomment"}


class Piece(NamedTuple):
    """A tag or an output, and where it is."""

    start: int
    end: int
    is_tag: bool
    written: str


class Liquid:
    """What a document's Liquid may ask for.

    ``referred`` finds the address of a document by its path or its name; ``unknown`` is told
    the name and the place of what is left. ``values`` are variables by their names with dots,
    and ``included`` is given the text of a file that is included, empty if there is none.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        referred: Callable[[str], str | None],
        unknown: Callable[[str, int], None],
        included: Callable[[str], str],
    ) -> None:
        self.values = values
        self.referred = referred
        self.unknown = unknown
        self.included = included

    def converted(self, text: str) -> str:
        """A text without the Liquid that can be told."""
        if "{%" not in text and "{{" not in text:
            return text
        code = markdown.code_ranges(text)
        parts: list[str] = []
        place = number = 0
        ends: dict[str, int] = {}
        for piece in _pieces(text):
            if piece.start < place:
                continue
            while number < len(code) and code[number][1] <= piece.start:
                number += 1
            is_code = number < len(code) and code[number][0] <= piece.start
            found = _TAG.match(piece.written)
            name = found[1] if piece.is_tag and found else ""
            if is_code and name != "raw":
                continue
            parts.append(text[place : piece.start])
            place = piece.end
            if name in _ENDS:
                close = _closing(text, piece.end, _ENDS[name], ends)
                if close is not None:
                    inner = text[piece.end : close[0]]
                    place = close[1]
                    rest = found[2] if found else ""
                    parts.append(inner if name == "raw" else _block(name, rest, inner))
                    continue
            if piece.is_tag:
                said = self._tag(name, found[2] if found else "")
            else:
                said = self.value(piece.written)
            if said is None:
                shown = name if piece.is_tag else " ".join(piece.written.split())
                if not re.match(r"end|else|elsif$|when$", name):
                    self.unknown(f"Liquid's {shown!r}", piece.start)
                said = _visible(text, piece)
            parts.append(said)
        return "".join([*parts, text[place:]])

    def value(self, expression: str) -> str | None:
        """Return what an output shows; None if that cannot be told."""
        first, *filters = _split(expression)
        value = self._operand(first)
        for one in filters:
            found = _FILTER.match(one)
            if found is None or value is None:
                return None
            value = self._filtered(value, found[1], found[2] or "")
        return value

    def _operand(self, written: str) -> str | None:
        written = written.strip().strip("-").strip()
        if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
            return written[1:-1]
        value = self.values.get(written)
        return str(value) if isinstance(value, str | int | float) else None

    def _filtered(self, value: str, name: str, argument: str) -> str | None:
        base = str(self.values.get("site.baseurl") or "")
        if name == "relative_url":
            return value if re.match(r"\w+:", value) else f"{base}/{value.lstrip('/')}"
        if name == "absolute_url":
            site = str(self.values.get("site.url") or "")
            return value if re.match(r"\w+:", value) else f"{site}{base}/{value.lstrip('/')}"
        if name in {"xml_escape", "escape", "strip", "cgi_escape", "uri_escape", "escape_once"}:
            return value
        other = self._operand(argument)
        if other is not None and name in {"prepend", "append"}:
            return other + value if name == "prepend" else value + other
        return None

    def _tag(self, name: str, rest: str) -> str | None:
        if name in {"post_url", "link"}:
            written = rest.strip().strip("\"'")
            found = self.referred(written)
            return None if found is None else quote(found, safe="/%~@+,;=:&$!'*")
        if name in VIDEOS and rest.strip():
            address = VIDEOS[name].format(rest.split()[0].strip("\"'"))
            return f"[{address}]({address})"
        if name == "gist" and rest.strip():
            return f"<https://gist.github.com/{rest.split()[0]}>"
        if name in {"include", "include_relative", "include_cached"}:
            return self._include(rest)
        return None

    def _include(self, rest: str) -> str | None:
        file, _, arguments = rest.strip().partition(" ")
        stem = file.rpartition("/")[2].partition(".")[0].lower()
        given = {key: a or b or c for key, a, b, c in _ARGUMENT.findall(arguments)}
        if stem in {"toc", "table_of_contents"}:
            return ""
        if stem in VIDEOS and given.get("id"):
            address = VIDEOS[stem].format(given["id"])
            return f"[{address}]({address})"
        if stem == "video" and given.get("provider") in VIDEOS and given.get("id"):
            address = VIDEOS[given["provider"]].format(given["id"])
            return f"[{address}]({address})"
        keys = ("image_path", "src", "url", "path", "file")
        source = next((given[key] for key in keys if key in given), "")
        if PICTURES.match(file) and source:
            named = {"src": source, "alt": given.get("alt") or given.get("title", "")}
            named["caption"] = given.get("caption") or given.get("description", "")
            return figure(Call(stem, rest, named=named, is_block=True))
        text = self.included(file)
        return "" if text and not _SILENT.sub("", text).strip() else None


_SILENT = re.compile(
    r"(?s)\{%-?\s*(capture|comment)\b.*?\{%-?\s*end\1\s*-?%\}|<!--.*?-->|\{%.*?%\}"
)
"""What of a file that is included shows nothing."""


def _block(name: str, rest: str, inner: str) -> str:
    if name == "comment":
        return ""
    inner = re.sub(r"\{%-?\s*(?:end)?raw\s*-?%\}", "", inner).strip("\n")
    language, _, options = rest.strip().partition(" ")
    head = markdown.code_head(f"{language} {{{options}}}" if options else language, inner)
    mark = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", inner)), default=0))
    return f"{mark}{head or language}\n{inner}\n{mark}"


def _pieces(text: str) -> Iterator[Piece]:
    place = 0
    closes = {"{%": "%}", "{{": "}}"}
    for found in re.finditer(r"\{[%{]", text):
        start = found.start()
        if start < place or found[0] not in closes:
            continue
        end = text.find(closes[found[0]], start + 2)
        if end < 0:
            del closes[found[0]]
            continue
        place = end + 2
        yield Piece(start, place, found[0] == "{%", text[start + 2 : end])


def _closing(text: str, start: int, name: str, last: dict[str, int]) -> tuple[int, int] | None:
    """Return where a tag begins and ends that closes another; ``last`` remembers names without
    one.
    """
    if last.get(name) == -1:
        return None
    found = re.compile(rf"\{{%-?\s*{name}\s*-?%\}}").search(text, start)
    if found is None:
        last[name] = -1
        return None
    return found.span()


def _split(expression: str) -> list[str]:
    """The parts of an expression between bars that are in no quotes."""
    parts = [""]
    quote = ""
    for character in expression:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "|":
            parts.append("")
            continue
        parts[-1] += character
    return parts


def _visible(text: str, piece: Piece) -> str:
    """Liquid as code that readers see; within a tag of HTML as it is."""
    written = text[piece.start : piece.end]
    line = text[text.rfind("\n", 0, piece.start) + 1 : piece.start]
    if line.rfind("<") > line.rfind(">") or line.rstrip().endswith("](") or "`" in written:
        return written
    return f"`{' '.join(written.split())}`"
