"""What is wrong with YAML that cannot be read, in the words of who wrote it.

YAML's own messages speak of tokens and contexts, and name the line where reading ended.
Most mistakes are one of a few, and stand on a line that shows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_craftblog import diagnostics

_PAIR = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+):(?P<space>[ \t]*)(?P<value>.*)$")
_BRACKETS = {"[": "]", "{": "}"}

Place = tuple[int, str]
"""A line, counted from 0, and what is wrong there."""


def find_trap(lines: Sequence[str], number: int) -> Place | None:
    """The mistake in ``lines`` that made reading end at line ``number``, if it is a usual one."""
    number = min(number, len(lines) - 1)
    if number < 0:
        return None
    if trap := _certain(lines[number], number):
        return trap
    for above in range(number, -1, -1):
        # A value that does not end is noticed further down, as is a key without its space.
        if trap := _open_value(lines, above, number) or _no_space(lines[above], above):
            return trap
    return _likely(lines, number)


def find_no_pair(line: str) -> str:
    """Why a line in the place of keys is no key with its value; empty if it does not show."""
    if trap := _no_space(line, 0):
        return trap[1]
    if re.match(r"[\w-]+ *= *\S", line):
        return diagnostics.yaml_equals_sign()
    return ""


def _pair(line: str) -> re.Match[str] | None:
    return _PAIR.match(line.rstrip())


def _certain(line: str, number: int) -> Place | None:
    if re.match(r" *\t", line):
        return number, diagnostics.yaml_tab()
    if re.match(r"\s*-[^\s-]", line):
        return number, diagnostics.yaml_dash()
    if line.strip() == "---":
        return number, diagnostics.yaml_second_document()
    pair = _pair(line)
    if pair and pair["space"] and re.match(r"[@`%*&!|>]|[-?] ", pair["value"]):
        return number, diagnostics.yaml_quote(pair["key"], pair["value"][0])
    return None


def _open_value(lines: Sequence[str], number: int, last: int) -> Place | None:
    """A value that begins with a quote or bracket, and does not end up to line ``last``."""
    pair = _pair(lines[number])
    if not pair or not pair["space"]:
        return None
    first, rest = pair["value"][:1], pair["value"][1:]
    if first in {'"', "'"} and first not in rest:
        return number, diagnostics.yaml_unclosed(pair["key"], first)
    closing = _BRACKETS.get(first)
    if closing and closing not in rest and closing not in "".join(lines[number + 1 : last + 1]):
        return number, diagnostics.yaml_unclosed(pair["key"], first)
    return None


def _likely(lines: Sequence[str], number: int) -> Place | None:
    line, above = lines[number], lines[number - 1] if number else ""
    pair = _pair(line)
    if pair and pair["space"]:
        value = pair["value"]
        if value[:1] == '"' and "\\" in value:
            return number, diagnostics.yaml_backslash(pair["key"])
        if value[:1] in {"[", "{", '"', "'"}:
            return number, diagnostics.yaml_quote(pair["key"], value[0])
        if re.search(r":(\s|$)", value):
            return number, diagnostics.yaml_colon(pair["key"])
    if re.match(r"\s*- ", line) and (pair := _pair(above)) and pair["value"]:
        return number, diagnostics.yaml_list_below_text(pair["key"])
    if re.match(r" +[\w-]+:", line):
        return number, diagnostics.yaml_indented()
    for place, text in ((number - 1, above), (number, line)):
        if re.match(r"[^\s:#-][^:]*$", text):
            return place, diagnostics.yaml_no_pair()
    return None


def _no_space(line: str, number: int) -> Place | None:
    pair = _pair(line)
    if pair and not pair["space"] and pair["value"]:
        return number, diagnostics.yaml_no_space(pair["key"])
    return (number, diagnostics.yaml_dash()) if re.match(r"\s*-[^\s-]", line) else None
