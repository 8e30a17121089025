"""What Python-Markdown's extensions have beyond Markdown, as MyST reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sphinx_craftblog.importers.common import markdown
from sphinx_craftblog.importers.common.shortcodes import KINDS, box, details

_START = re.compile(r"^([ \t]*)(!!!|\?\?\?\+?|===[!+]{0,2})[ \t]+([^\n]*?)[ \t]*$")

_BOX = re.compile(r"([\w-]*)((?:[ \t]+[\w-]+)*)[ \t]*(?:\"(.*)\"|'(.*)')?$")

_FENCE = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d+\.)[ \t]*)?(`{3,}|~{3,})")

_LIST = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]")

_SNIPPET = re.compile(r"^([ \t]*)-{1,2}8<-{1,2}[ \t]+[\"']([^\"'\n]+)[\"'][ \t]*$", re.MULTILINE)

_ICON = re.compile(
    r":(?:material|octicons|fontawesome|simple|custom|zensical)-[\w-]+:(?:\{[^{}\n]*\})?[ \t]?"
)

_KEYS = re.compile(r"\+\+([\w\"-]+(?:\+[\w\"-]+)*)\+\+")

_MARKS = {
    "pymdownx.mark": (re.compile(r"==(?=\S)([^=\n]+?)(?<=\S)=="), r"<mark>\1</mark>"),
    "pymdownx.caret": (re.compile(r"\^\^(?=\S)([^^\n]+?)(?<=\S)\^\^"), r"<ins>\1</ins>"),
}
"""Signs that stand around words, by the extension that reads them."""


@dataclass(slots=True)
class Dialect:
    """What a site's Markdown may have.

    ``snippet`` finds the text of a file; ``unknown`` is told what stays and the line.
    ``needs`` is filled with the Sphinx extensions that a text needs, ``icons`` counts what was
    taken out.
    """

    extensions: frozenset[str]
    snippet: Callable[[str], str | None]
    unknown: Callable[[str, int], None]
    needs: set[str] = field(default_factory=set)
    icons: int = 0

    def converted(self, text: str) -> str:
        """A text as MyST reads it."""
        text = _SNIPPET.sub(self._included, text)
        text = "\n".join(self._blocks(text.split("\n")))
        return markdown.outside_code(text, self._of_prose)

    def _included(self, match: re.Match[str]) -> str:
        found = self.snippet(match[2])
        if found is None:
            line = match.string.count("\n", 0, match.start()) + 1
            self.unknown(f"the snippet {match[2]!r}", line)
            return f"{match[1]}`{match[0].strip()}`"
        return "\n".join(f"{match[1]}{line}".rstrip() for line in found.rstrip("\n").split("\n"))

    def _blocks(self, lines: list[str]) -> Iterator[str]:
        """Lines with boxes and tabs as directives, those within others, too."""
        number = 0
        fence = ""
        is_list = False
        tabs: list[str] = []
        indent = ""
        while number < len(lines):
            line = lines[number]
            if mark := _FENCE.match(line):
                if not fence:
                    fence = mark[1]
                elif mark[1].startswith(fence) and line.strip() == mark[1]:
                    fence = ""
            found = _START.match(line) if not fence else None
            width = len(line) - len(line.lstrip())
            if found and (width < 4 or is_list):
                inner, after = _content(lines, number + 1, found[1])
                said = self._block(found[2], found[3], list(self._blocks(inner)))
                if said is not None:
                    if found[2].startswith("==="):
                        tabs.append(said)
                        indent = found[1]
                    else:
                        yield from _indented(said, found[1])
                        yield ""
                    number = after
                    following = next((one for one in lines[after:] if one.strip()), "")
                    if tabs and not re.match(r"[ \t]*===[ \t]", following):
                        yield from _indented(_tab_set(tabs), indent)
                        yield ""
                        tabs = []
                    continue
            if line.strip() and not fence and width < 4:
                is_list = bool(_LIST.match(line)) or (is_list and width > 0)
            yield line
            number += 1

    def _block(self, mark: str, rest: str, inner: list[str]) -> str | None:
        body = "\n".join(inner).strip("\n")
        if mark.startswith("==="):
            named = re.fullmatch(r"[\"'](.*)[\"']", rest)
            if not named:
                return None
            self.needs.add("sphinx_design")
            fence = _colons(body, 3)
            return f"{fence}{{tab-item}} {named[1]}\n{body}\n{fence}"
        found = _BOX.match(rest)
        if not found:
            return None
        kind = found[1].lower()
        title: str | None = found[3] if found[3] is not None else found[4]
        if mark.startswith("???"):
            said = title or kind.capitalize()
            return details(said, body, is_open=mark.endswith("+")).strip("\n")
        if title is None and KINDS.get(kind) != kind:
            title = kind.replace("-", " ").capitalize()
        return box(kind, title or "", body) if body else box(kind, "", title or kind)

    def _of_prose(self, text: str) -> str:
        text = markdown.with_inner_markdown(text)
        text = re.sub(r"^\[TOC\][ \t]*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"^[ \t]*\{:?[ \t]*\.annotate[ \t]*\}[ \t]*$", "", text, flags=re.MULTILINE)
        text, count = _ICON.subn("", text)
        self.icons += count
        for name, (form, instead) in _MARKS.items():
            if name in self.extensions:
                text = form.sub(instead, text)
        if "pymdownx.keys" in self.extensions:
            text = _KEYS.sub(_key_caps, text)
        if "pymdownx.arithmatex" in self.extensions:
            text = re.sub(r"\\\((.{1,1000}?)\\\)", r"$\1$", text)
            text = re.sub(r"\\\[(.{1,4000}?)\\\]", r"$$\1$$", text, flags=re.DOTALL)
        return text


def _content(lines: list[str], start: int, indent: str) -> tuple[list[str], int]:
    """The lines that belong to a box, without their indent, and the number of the line after."""
    width = len(indent.expandtabs(4)) + 4
    end = start
    number = start
    while number < len(lines):
        line = lines[number]
        if line.strip():
            if len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) < width:
                break
            end = number + 1
        number += 1
    return [line.expandtabs(4)[width:] if line.strip() else "" for line in lines[start:end]], end


def _indented(text: str, indent: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"{indent}{line}" if line.strip() else ""


def _tab_set(tabs: list[str]) -> str:
    body = "\n".join(tabs)
    fence = _colons(body, 4)
    return f"{fence}{{tab-set}}\n{body}\n{fence}"


def _colons(inner: str, least: int) -> str:
    runs = (len(run) for run in re.findall(r"^[ \t]*(:{3,})", inner, re.MULTILINE))
    return ":" * max(least, 1 + max(runs, default=0))


def _key_caps(match: re.Match[str]) -> str:
    return "+".join(f"<kbd>{key.strip(chr(34)).capitalize()}</kbd>" for key in match[1].split("+"))
