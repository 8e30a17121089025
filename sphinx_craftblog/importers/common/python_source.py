"""A conf.py as text: what it sets, and edits at the places that its syntax tree names."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import NamedTuple


class UnknownError(ValueError):
    """A value that only running the file would tell."""


class Assignment(NamedTuple):
    """A name that is set, and the statement that does it."""

    name: str
    target: ast.Name
    value: ast.expr
    statement: ast.stmt


class PythonSource:
    """The text of a conf.py, with its edits until they are applied.

    :raises SyntaxError: if it is no Python.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._lines = re.findall(r"[^\n]*\n|[^\n]+$", text)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._edits: list[tuple[int, int, str]] = []
        self.assignments = list(self._find())
        self._values: dict[str, object] = {}
        self.opaque: set[str] = set()
        for assignment in self.assignments:
            try:
                self._values[assignment.name] = self.evaluate(assignment.value)
                self.opaque.discard(assignment.name)
            except UnknownError:
                self.opaque.add(assignment.name)

    def get(self, name: str, default: object = None) -> object:
        """Return what the file sets a name to; the default if it does not, or nobody can tell."""
        return self._values.get(name, default)

    def strings(self, name: str) -> list[str]:
        """The strings in a list, or the one that stands for it."""
        found = [text for value in self._values_of(name) for text in self._known_in(value)]
        return [text for text in found if isinstance(text, str)]

    def _values_of(self, name: str) -> Iterator[ast.expr]:
        """Yield what a name is set to, and what is added to it."""
        for node in ast.walk(self.tree):
            match node:
                case ast.AugAssign(target=ast.Name(id=found)) if found == name:
                    yield node.value
                case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr=attribute)):
                    if found == name and node.args and attribute in {"append", "extend", "insert"}:
                        yield node.args[-1]
        yield from (one.value for one in self.assignments if one.name == name)

    def _known_in(self, node: ast.expr) -> list[object]:
        """The items of a list that can be told."""
        if isinstance(node, ast.List | ast.Tuple):
            return [value for item in node.elts for value in self._known_in(item)]
        if isinstance(node, ast.BinOp):
            return [*self._known_in(node.left), *self._known_in(node.right)]
        try:
            value = self.evaluate(node)
        except UnknownError:
            return []
        return value if isinstance(value, list) else [value]

    def has(self, name: str) -> bool:
        """Return whether the file sets a name at all."""
        return any(assignment.name == name for assignment in self.assignments)

    def line(self, name: str) -> int:
        """The last line that sets a name; 1 if none does."""
        return max((a.target.lineno for a in self.assignments if a.name == name), default=1)

    def evaluate(self, node: ast.expr) -> object:
        """The value of an expression that is written out, or made of names that are.

        :raises UnknownError: if it is not.
        """
        match node:
            case ast.Constant():
                return node.value
            case ast.List() | ast.Tuple():
                return [self.evaluate(item) for item in node.elts]
            case ast.Dict():
                return {
                    _hashable(self.evaluate(key)): self.evaluate(value)
                    for key, value in zip(node.keys, node.values, strict=True)
                    if key is not None
                }
            case ast.Name() if node.id in self._values and node.id not in self.opaque:
                return self._values[node.id]
            case ast.JoinedStr():
                return "".join(str(self.evaluate(part)) for part in node.values)
            case ast.FormattedValue():
                return self.evaluate(node.value)
            case ast.Call(func=ast.Attribute(attr="get" | "getenv"), args=[_, default]):
                if self.code(node).startswith("os."):
                    return self.evaluate(default)
            case ast.BinOp(op=ast.Add()):
                left, right = self.evaluate(node.left), self.evaluate(node.right)
                if isinstance(left, str) and isinstance(right, str):
                    return left + right
                if isinstance(left, list) and isinstance(right, list):
                    return left + right
        raise UnknownError

    def replace(self, node: ast.expr | ast.stmt, text: str) -> None:
        """Put text in the place of a node."""
        self._edits.append((*self._span(node), text))

    def remove(self, statement: ast.stmt) -> None:
        """Take a statement away, with its lines; one that stands alone in a block is ``pass``."""
        start, end = self._span(statement)
        if any(
            block == [statement]
            for node in ast.walk(self.tree)
            if not isinstance(node, ast.Module)
            for block in (getattr(node, name, None) for name in ("body", "orelse", "finalbody"))
        ):
            self._edits.append((start, end, "pass"))
            return
        first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
        before = self.text[self._starts[first] : start]
        after = self.text[end : self._starts[last + 1]]
        if not before.strip() and (not after.strip() or after.lstrip().startswith("#")):
            start, end = self._starts[first], self._starts[last + 1]
            if self._is_blank(first - 1) and (self._is_blank(last + 1)):
                end = self._starts[last + 2] if last + 2 < len(self._starts) else end
        elif after.lstrip().startswith(";"):
            end += after.index(";") + 1
        self._edits.append((start, end, ""))

    def remove_items(self, node: ast.List | ast.Tuple, items: list[ast.expr]) -> None:
        """Take items out of a list, with their commas, and their lines if they are alone there."""
        kept = [item for item in node.elts if item not in items]
        if not kept:
            inside = self._span(node)
            empty = "[]" if isinstance(node, ast.List) else "()"
            self._edits.append((*inside, empty))
            return
        last = node.elts[-1]
        after = self.text[self._span(last)[1] :].lstrip()
        if not after.startswith(",") and last in items:
            behind = node.elts[node.elts.index(kept[-1]) + 1 :]
            self._edits.append((self._span(kept[-1])[1], self._span(last)[1], ""))
            items = [item for item in items if item not in behind]
        runs: list[tuple[int, int]] = []
        for item in items:
            start, end = self._with_comma(item)
            if runs and runs[-1][1] == start:
                start = runs.pop()[0]
            runs.append((start, end))
        self._edits += [(*self._with_line(start, end), "") for start, end in runs]

    def _with_comma(self, item: ast.expr) -> tuple[int, int]:
        """The place of an item, the comma behind it and the spaces after that."""
        start, end = self._span(item)
        end = self.text.index(",", end) + 1
        rest = self.text[end : self._end_of_line(end)]
        return start, end + len(rest) - len(rest.lstrip(" "))

    def _with_line(self, start: int, end: int) -> tuple[int, int]:
        """A place with its line, if there is nothing else on that but a comment."""
        line = self.text.rfind("\n", 0, start) + 1
        rest = self.text[end : self._end_of_line(end)].strip()
        if not self.text[line:start].strip() and (not rest or rest.startswith("#")):
            return line, self._end_of_line(end)
        return start, end

    def edited(self) -> str:
        """The text with all edits; one inside another is left out."""
        text, last = self.text, len(self.text) + 1
        outer: list[tuple[int, int, str]] = []
        for start, end, new in sorted(set(self._edits), key=lambda edit: (edit[0], -edit[1])):
            if outer and start < outer[-1][1]:
                continue
            outer.append((start, end, new))
        for start, end, new in reversed(outer):
            if end <= last:
                text, last = text[:start] + new + text[end:], start
        return text

    def code(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node."""
        start, end = self._span(node)
        return self.text[start:end]

    def _find(self) -> Iterator[Assignment]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        yield Assignment(target.id, target, node.value, node)
            elif (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and node.value is not None
            ):
                yield Assignment(node.target.id, node.target, node.value, node)

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        end_line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._offset(node.lineno, node.col_offset), self._offset(end_line, end)

    def _offset(self, line: int, column: int) -> int:
        """The tree counts bytes of UTF-8."""
        begun = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(begun)

    def _end_of_line(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def _is_blank(self, line: int) -> bool:
        return line < 0 or (line < len(self._lines) and not self._lines[line].strip())


def _hashable(key: object) -> object:
    return tuple(key) if isinstance(key, list) else str(key) if isinstance(key, dict) else key


def written(value: object, indent: int = 0) -> str:
    """A value as people write it in conf.py: double quotes, and a line for each key."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        if not value:
            return "{}"
        pad = " " * (indent + 4)
        if indent:
            pairs = (f"{written(k)}: {written(v, indent)}" for k, v in value.items())
            return "{" + ", ".join(pairs) + "}"
        lines = (f"{pad}{written(k)}: {written(v, 4)},\n" for k, v in value.items())
        return "{\n" + "".join(lines) + " " * indent + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return repr(value)
