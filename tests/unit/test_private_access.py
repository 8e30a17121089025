"""No part of another package that is private is touched but by way of the registry."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType, SimpleNamespace

import pytest

import sphinx_craftblog
from sphinx_craftblog import private_access
from sphinx_craftblog.config import SPEEDUPS
from sphinx_craftblog.private_access import (
    ABSENT,
    REGISTRY,
    PrivateAccess,
    find_owner,
    find_part,
    source_digest,
    supported,
)

NAMED_TUPLE = {"_asdict", "_field_defaults", "_fields", "_make", "_replace"}
"""What Python documents of named tuples."""

READERS = {"delattr", "getattr", "hasattr", "setattr"}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(sphinx_craftblog.__path__, "sphinx_craftblog."):
        if not found.name.endswith(".make_fonts"):  # a tool for those who change the fonts
            yield importlib.import_module(found.name)


def is_private(name: object) -> bool:
    return (
        isinstance(name, str) and name.startswith("_") and not name.endswith("__") and name != "_"
    )


def private_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Private names of objects that are not one's own, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Name("self" | "cls"), _):
                pass
            case ast.Attribute(_, name) if is_private(name) and name not in NAMED_TUPLE:
                yield node.lineno, name
            case ast.ImportFrom(str(module), names):
                for name in (*module.split("."), *(alias.name for alias in names)):
                    if is_private(name):
                        yield node.lineno, name
            case ast.Call(ast.Name(function), [_, ast.Constant(name), *_]) if function in READERS:
                if is_private(name):
                    yield node.lineno, str(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("config._raw", "_raw"),
        ("self.env._app", "_app"),
        ("from sphinx.builders.html import _assets", "_assets"),
        ("from sphinx.builders.html._assets import clear", "_assets"),
        ("getattr(builder, '_write')", "_write"),
    ],
)
def test_a_private_name_is_seen(text: str, name: str) -> None:
    assert list(private_names(ast.parse(text))) == [(1, name)]


def test_no_module_names_a_private_part_of_another_package() -> None:
    found = []
    for module in modules():
        text = inspect.getsource(module)
        own = {
            *re.findall(r"^\s*(?:async )?def (_\w+)", text, re.MULTILINE),
            *re.findall(r"\b(?:self|cls)\.(_\w+)(?:: [^=]+)? =", text),
            *re.findall(r"^\s*(_\w+)(?:: [^=]+)? =", text, re.MULTILINE),
        }
        names = private_names(ast.parse(text))
        found += [f"{module.__name__}:{line}: {name}" for line, name in names if name not in own]
    assert found == []


def test_what_a_class_of_another_package_keeps_to_itself_is_in_the_registry() -> None:
    registered = {part.name for part in REGISTRY}
    found = set()
    for module in modules():
        for kind in vars(module).values():
            if not inspect.isclass(kind) or kind.__module__ != module.__name__:
                continue
            own = inspect.getsource(kind)
            used = set(re.findall(r"(?:self|super\(\))\.(_[a-z]\w*)|def (_[a-z]\w*)", own))
            names = {name for pair in used for name in pair if name} - NAMED_TUPLE
            for base in kind.__mro__[1:]:
                if base.__module__.partition(".")[0] in {"docutils", "myst_parser", "sphinx"}:
                    text = inspect.getsource(base)
                    found |= {name for name in names if re.search(rf"\b{name}\b", text)}
    assert found
    assert found <= registered


def test_every_part_says_what_it_is_for_and_what_happens_without_it() -> None:
    for part in REGISTRY:
        assert part.reason
        assert part.fallback
        assert set(part.speedups) <= SPEEDUPS.keys()
        assert find_owner(part) is not None, part.target
    targets = [part.target for part in REGISTRY]
    assert len(targets) == len(set(targets))


@pytest.mark.parametrize(
    "part", [part for part in REGISTRY if part.sources], ids=lambda p: p.target
)
def test_what_is_replaced_is_what_it_was_tested_with(part: PrivateAccess) -> None:
    digest = source_digest(find_part(part.target))
    assert digest in (part.sources or {}), (
        f"{part.target} is {digest} in this version: read what has changed in it, and add it"
    )


def test_all_speedups_are_in_effect_with_the_versions_that_are_installed() -> None:
    assert supported(SPEEDUPS) == tuple(SPEEDUPS)


def test_a_function_that_is_another_turns_its_speedup_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def another() -> None:
        """Of another release."""

    formatter = "sphinx.highlighting.PygmentsBridge.get_formatter"
    private_access.changed_parts.cache_clear()
    monkeypatch.setattr(formatter, another)
    assert set(SPEEDUPS) - set(supported(SPEEDUPS)) == {"formatters"}
    assert [part.target for part in private_access.changed_parts("formatters")] == [formatter]
    monkeypatch.delattr(formatter)
    private_access.changed_parts.cache_clear()
    assert "formatters" not in supported(SPEEDUPS)
    private_access.changed_parts.cache_clear()


def test_a_part_is_left_alone_unless_something_needs_it() -> None:
    always = PrivateAccess("package.Thing._part", "", "")
    for_one = PrivateAccess("package.Thing._part", "", "", ("search", "stems"))
    thing = SimpleNamespace(_part=1)
    assert always.of(thing, ("trees",)) == 1
    assert always.of(thing, ()) is None
    assert for_one.of(thing, ("trees", "stems")) == 1
    assert for_one.of(thing, ("trees",), 2) == 2
    assert for_one.of(SimpleNamespace(), ("search",), 2) == 2


@pytest.mark.parametrize(
    "text",
    [
        "def one(\n    a,\n) -> int:\n    return a\n",
        "@cache\n@other(\n    1\n)\ndef one() -> None:\n    if a:\n\n        b()\n    # c\n",
        "async def one(): pass\n",
        "def one():\n    return [\n        1,\n    ]\n",
    ],
)
def test_a_function_is_read_to_its_end(text: str) -> None:
    before = ["import a\n", "\n"]
    after = ["\n", "\n", "# of the next\n", "def two(): pass\n"]
    for margin in ("", "    "):
        lines = [margin + line if line.strip() else line for line in text.splitlines(True)]
        found = private_access.source_block([*before, *lines, *after], 3)
        assert found == lines


def test_what_has_no_source_has_no_digest(tmp_path: Path) -> None:
    assert source_digest(None) == source_digest(len) == ABSENT
    names: dict[str, object] = {}
    exec(compile(dedent("def one(): pass"), str(tmp_path / "gone.py"), "exec"), names)
    assert source_digest(names["one"]) not in {ABSENT, source_digest(source_digest)}
