"""Directives in the text of a document: found with their lines, and written anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import dedent

import yaml

LITERAL = frozenset(
    {
        *("code", "code-block", "sourcecode", "parsed-literal", "highlight", "raw", "math"),
        *("code-cell", "prompt", "productionlist", "graphviz", "mermaid", "literalinclude"),
        *("ipython", "jupyter-execute", "plot", "testcode", "doctest", "csv-table", "eval-rst"),
    }
)
"""Directives whose content is no markup of the document's own."""


@dataclass(slots=True)
class Block:
    """A directive: lines ``start`` up to ``end`` (from 0), and what stands in it.

    ``fence`` is what opens it in MyST, empty in reStructuredText.
    """

    name: str
    start: int
    end: int
    indent: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    fence: str = ""

    @property
    def line(self) -> int:
        """Its first line, as editors count."""
        return self.start + 1

    def written(
        self,
        name: str,
        argument: str = "",
        options: Mapping[str, str] | None = None,
        body: Iterable[str] = (),
    ) -> list[str]:
        """Another directive in its place, in the same markup."""
        given = [f":{key}: {value}".rstrip() for key, value in (options or {}).items()]
        body = list(body)
        if self.fence:
            lines = [f"{self.fence}{{{name}}} {argument}".rstrip(), *given]
            lines += ["", *body] if body and given else body
            lines.append(self.fence)
        else:
            lines = [f".. {name}:: {argument}".rstrip(), *(f"   {option}" for option in given)]
            lines += ["", *(f"   {line}".rstrip() for line in body)] if body else []
        return [f"{self.indent}{line}".rstrip() for line in lines]


def rst_literal_lines(lines: list[str]) -> set[int]:
    """The lines of literal blocks and comments, where markup is text."""
    found: set[int] = set()
    number = 0
    while number < len(lines):
        line = lines[number]
        stripped = line.strip()
        number += 1
        directive = re.match(r"\.\. +([\w:.-]+)::(?:\s|$)", stripped)
        if directive:
            is_literal = directive[1] in LITERAL
        elif re.match(r"\.\.(\s|$)", stripped):
            is_literal = not re.match(r"\.\. +(_|\||\[)", stripped)
        else:
            is_literal = stripped.endswith("::")
        if not is_literal:
            continue
        depth = _indent(line)
        while number < len(lines) and (not lines[number].strip() or _indent(lines[number]) > depth):
            found.add(number)
            number += 1
    return found


_FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(?:\{([\w:.+-]+)\}|([^`{]*))")


def markdown_literal_lines(lines: list[str]) -> set[int]:
    """The lines of code blocks with their fences, where markup is text."""
    found: set[int] = set()
    directives: list[str] = []
    literal = ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        fence = match[1] if match else ""
        is_bare = bool(match) and not line.strip().strip(fence[0])
        if literal:
            found.add(number)
            if is_bare and fence.startswith(literal):
                literal = ""
        elif match is None:
            continue
        elif is_bare and directives and fence.startswith(directives[-1]):
            directives.pop()
        elif match[2] and match[2] not in LITERAL:
            directives.append(fence)
        elif match[2] or fence[0] != ":":
            literal = fence
            found.add(number)
    return found


def rst_blocks(lines: list[str], names: Iterable[str]) -> Iterator[Block]:
    """The directives of these names."""
    wanted = re.compile(rf"(\s*)\.\. +({'|'.join(names)})::(?:\s+(.*?))?\s*$")
    literal = rst_literal_lines(lines)
    for number, line in enumerate(lines):
        match = wanted.match(line)
        if match is None or number in literal:
            continue
        depth = _indent(line)
        end = last = number + 1
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > depth):
            end += 1
            if lines[end - 1].strip():
                last = end
        inner = dedent("\n".join(lines[number + 1 : last])).split("\n") if last > number + 1 else []
        block = Block(match[2], number, last, match[1], match[3] or "")
        _read_inner(block, inner)
        yield block


def markdown_blocks(lines: list[str], names: Iterable[str]) -> Iterator[Block]:
    """The directives of these names, in fences of backticks, tildes or colons."""
    wanted = re.compile(rf"(\s*)(`{{3,}}|~{{3,}}|:{{3,}})\{{({'|'.join(names)})\}}\s*(.*?)\s*$")
    literal = markdown_literal_lines(lines)
    for number, line in enumerate(lines):
        match = wanted.match(line)
        if match is None or number in literal:
            continue
        closing = re.compile(rf"\s*{match[2][0]}{{{len(match[2])},}}\s*$")
        end = next((n for n in range(number + 1, len(lines)) if closing.match(lines[n])), None)
        stop = len(lines) if end is None else end
        block = Block(
            match[3], number, stop if end is None else end + 1, match[1], match[4], fence=match[2]
        )
        inner = dedent("\n".join(lines[number + 1 : stop])).split("\n")
        _read_inner(block, inner if stop > number + 1 else [])
        yield block


def in_eval_rst(lines: list[str], change: Callable[[list[str]], list[str]]) -> list[str]:
    """A Markdown document, with reStructuredText in it changed.

    What is changed stands on the lines where it is in the document.
    """
    found = list(lines)
    fences = re.compile(r"\s*(`{3,}|:{3,})\{eval-rst\}\s*$")
    openings = [number for number, line in enumerate(lines) if fences.match(line)]
    for start in reversed(openings):
        fence = lines[start].strip().partition("{")[0]
        end = next((n for n in range(start + 1, len(lines)) if lines[n].strip() == fence), None)
        if end is not None:
            found[start + 1 : end] = change([""] * (start + 1) + lines[start + 1 : end])[
                start + 1 :
            ]
    return found


def _read_inner(block: Block, inner: list[str]) -> None:
    """Options, then the body."""
    place = 0
    if block.fence and inner and inner[0].strip() == "---":
        closing = next((n for n in range(1, len(inner)) if inner[n].strip() == "---"), None)
        if closing is not None:
            try:
                given = yaml.safe_load("\n".join(inner[1:closing]))
            except (yaml.YAMLError, ValueError):
                given = None
            for key, value in (given if isinstance(given, dict) else {}).items():
                block.options[str(key)] = as_text(value)
            place = closing + 1
    else:
        last = ""
        while place < len(inner) and inner[place].strip():
            option = re.match(r":([^:\s][^:]*):(?:\s+(.*?))?\s*$", inner[place])
            if option:
                last = option[1]
                block.options[last] = option[2] or ""
            elif last and inner[place].startswith(" "):
                block.options[last] = f"{block.options[last]} {inner[place].strip()}".strip()
            elif last or block.fence:
                break
            else:  # the argument goes on
                block.argument = f"{block.argument} {inner[place].strip()}".strip()
            place += 1
    body = inner[place:]
    while body and not body[0].strip():
        body = body[1:]
    while body and not body[-1].strip():
        body = body[:-1]
    block.body = body


def as_text(value: object) -> str:
    """A value of YAML as ABlog's options have it: a list with commas."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None or value is True else str(value)


def _indent(line: str) -> int:
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())
