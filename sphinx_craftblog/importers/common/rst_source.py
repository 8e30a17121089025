"""reStructuredText of blogs that docutils alone has read, as Sphinx reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from docutils.parsers.rst.languages import en

_LINE = re.compile(r"([!-/:-@[-`{-~])\1*[ \t]*$")

_FIELD = re.compile(r":(?!\s)((?:\\.|[^\\:])+?)(?<!\s):(?:[ \t]+(.*))?$")

_LINK = re.compile(r"(?<![\w`])`(?P<text>[^`<]*?)\s*<(?P<to>[^`<>]+?)>`(?P<mark>__?)(?!\w)")

_NAMED = re.compile(r"^(?P<before>[ \t]*\.\.[ \t]+_[^:\n]+:[ \t]+)(?P<to>[^\s`]\S*)[ \t]*$", re.M)

_OF_DOCUTILS = frozenset(en.directives)

_OF_SPHINX = frozenset(
    {
        *("code-block", "sourcecode", "highlight", "toctree", "only", "index", "glossary", "tabs"),
        *(
            "seealso",
            "versionadded",
            "versionchanged",
            "deprecated",
            "centered",
            "hlist",
            "cssclass",
        ),
        *("literalinclude", "rst-class", "figure", "tabularcolumns", "codeauthor", "math"),
    }
)

_LITERAL = frozenset({"raw", "parsed-literal", "math", "literalinclude", "csv-table", "highlight"})
"""Directives in whose text there are no others."""

VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "soundcloud_playlist": "https://soundcloud.com/{}",
    "gist": "https://gist.github.com/{}",
    "media": "{}",
    "asciinema": "https://asciinema.org/a/{}",
}
"""Directives that show what is elsewhere, and where that is."""

_CODE_OPTIONS = {
    "linenostart": "lineno-start",
    "number-lines": "linenos",
    "hl_lines": "emphasize-lines",
    "emphasize-lines": "emphasize-lines",
    "lineno-start": "lineno-start",
    "linenos": "linenos",
    "caption": "caption",
    "name": "name",
    "class": "class",
    "dedent": "dedent",
    "force": "force",
}
"""Options of code in blogs, and what Sphinx calls those that it has."""


class RstSource(NamedTuple):
    """A document in parts: its title, its fields by lower names, and the text after both."""

    title: str
    fields: dict[str, str]
    body: str
    first_line: int


def split(text: str) -> RstSource:
    """The parts of a document."""
    lines = text.split("\n")
    number, title = _skipped(lines, 0), ""
    over = number + 2 < len(lines) and _LINE.match(lines[number]) and _LINE.match(lines[number + 2])
    if over and lines[number + 1].strip():
        title, number = lines[number + 1].strip(), number + 3
    elif (
        number + 1 < len(lines)
        and lines[number].strip()
        and not lines[number].startswith((" ", ":", ".. "))
        and _LINE.match(lines[number + 1])
        and len(lines[number + 1].strip()) >= min(4, len(lines[number].strip()))
    ):
        title, number = lines[number].strip(), number + 2
    start = _skipped(lines, number)
    fields: dict[str, str] = {}
    number = start
    while number < len(lines) and (match := _FIELD.match(lines[number])):
        name, value, number = match[1].lower(), [match[2] or ""], number + 1
        while number < len(lines) and lines[number][:1].isspace():
            value.append(lines[number].strip())
            number += 1
        fields[name] = "\n".join(value).strip()
    number = _skipped(lines, number)
    body = "\n".join(lines[number:]).rstrip("\n")
    return RstSource(plain(title), fields, body, number + 1)


def _skipped(lines: list[str], number: int) -> int:
    """The first line that is not blank."""
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def plain(text: str) -> str:
    """A line without the markup of roles, links and emphasis."""
    text = re.sub(r":[\w:+.-]+:`([^`<]*?)\s*(?:<[^`>]*>)?`", r"\1", text)
    text = re.sub(r"`([^`<]+?)\s*<[^`>]*>`__?", r"\1", text)
    text = re.sub(r"``([^`]+)``|`([^`]+)`_{0,2}", lambda m: m[1] or m[2], text)
    text = re.sub(r"(\*{1,2})(\S(?:.*?\S)?)\1", r"\2", text)
    return re.sub(r"\\(.)", r"\1", text)


def with_addresses(text: str, target: Callable[[str], str]) -> str:
    """A text with other targets of all its links and pictures."""

    def replaced(match: re.Match[str]) -> str:
        new = target(match["to"])
        if new == match["to"]:
            return match[0]
        if "text" in match.groupdict():
            return f"`{match['text'] or match['to']} <{new}>`{match['mark']}"
        return f"{match['before']}{new}"

    text = _outside_literals(text, lambda part: _LINK.sub(replaced, part))
    text = _NAMED.sub(replaced, text)
    return re.sub(
        r"^(?P<before>[ \t]*(?:\.\. (?:\|[^|\n]+\|[ \t]+)?(?:image|figure)::[ \t]+|:target:[ \t]+))"
        r"(?P<to>\S+)",
        replaced,
        text,
        flags=re.MULTILINE,
    )


def _outside_literals(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(``[^`\n]+``)", text)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


def for_sphinx(text: str, unknown: Callable[[str, int], None]) -> str:
    """A text with the directives of Sphinx; ``unknown`` is told those that nobody has."""
    made: list[str] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        match = re.match(r"([ \t]*)\.\. ([\w:+.-]+)::(?:[ \t]+(.*))?$", lines[number])
        if match is None:
            end = number + 1
            if re.search(r"::[ \t]*$", lines[number]):
                indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
                end = _end_of_block(lines, end, indent)
            made += lines[number:end]
            number = end
            continue
        indent, name, argument = match[1], match[2].lower(), (match[3] or "").strip()
        end = _end_of_options(lines, number + 1, indent)
        if name in {"code", "code-block", "sourcecode"}:
            made.append(f"{indent}.. code-block:: {_language(argument)}".rstrip())
            made += _code_options(lines[number + 1 : end])
            last = _end_of_block(lines, end, indent)
            made += lines[end:last]
            end = last
        elif name in VIDEOS and argument:
            url = VIDEOS[name].format(argument.split()[0])
            made.append(f"{indent}{argument if '://' in argument else url}")
        elif name == "thumbnail":
            made.append(f"{indent}.. figure:: {argument}")
            made += lines[number + 1 : end]
        elif name == "class":  # with Sphinx, one of Python's
            made.append(f"{indent}.. rst-class:: {argument}")
        elif _is_known(name):
            end = _end_of_block(lines, end, indent) if name in _LITERAL else end
            made += lines[number:end]
        else:
            unknown(name, number + 1)
            end = _end_of_block(lines, end, indent)
            made += [f"{indent}.. code-block:: rst", ""]
            made += [f"   {line}".rstrip() for line in lines[number:end]]
        number = end
    return re.sub(r"^([ \t]*)\.\. TEASER_END.*$", r"\1.. more", "\n".join(made), flags=re.MULTILINE)


def _end_of_options(lines: list[str], number: int, indent: str) -> int:
    while number < len(lines) and re.match(rf"{indent}[ \t]+:[\w-]+:", lines[number]):
        number += 1
    return number


def _end_of_block(lines: list[str], number: int, indent: str) -> int:
    end = number
    while number < len(lines) and (
        not lines[number].strip() or lines[number][len(indent) :][:1].isspace()
    ):
        number += 1
        end = number if lines[number - 1].strip() else end
    return end


def _code_options(lines: list[str]) -> Iterator[str]:
    for line in lines:
        match = re.match(r"([ \t]*):([\w-]+):[ \t]*(.*)$", line)
        name = _CODE_OPTIONS.get(match[2]) if match else None
        if match is None or name is None:
            continue
        value = match[3].strip()
        if name == "linenos":
            value = ""
        if name == "emphasize-lines":
            value = ",".join(re.findall(r"\d+(?:-\d+)?", value))
        yield f"{match[1]}:{name}: {value}".rstrip()


def _language(name: str) -> str:
    return name.split()[0] if name else "text"


def _is_known(name: str) -> bool:
    return name in _OF_DOCUTILS or name in _OF_SPHINX or ":" in name
