"""YAML front matter, and the options of an ``article``, with types and line numbers.

MyST hands front matter on as text without lines (dates, booleans and lists all
become strings), so it is read here once more, from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import DiagnosticMessage
from sphinx_craftblog.reading.code_lines import outside_of_code
from sphinx_craftblog.reading.yaml_traps import find_no_pair, find_trap

DECISIVE = frozenset({"date", "draft", "unlisted", "expires", "blogpost", "exclude"})
"""Keys that say whether or when a post is published, so that no two values of one will do."""

MAX_VALUES = 10_000
"""Most values that front matter may hold once its aliases are written out."""

CHARACTERS = 100
"""Characters of a text that count as one more value: an alias repeats a text, too."""

MAX_DEPTH = 50
"""Deepest nesting; libyaml's own recursion has no limit."""

LONGEST_NUMBER = 100
"""Characters of a number; longer ones are text. Python takes its time over them, and may refuse."""

_UNMAKABLE = (yaml.YAMLError, ValueError, TypeError, OverflowError, LookupError, AttributeError)
"""What PyYAML raises for a value that is not of the type that it looks like, or says it is."""


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Loader):  # type: ignore[misc]
    """Makes plain values alone; numbers are decimal (``1:30`` is not 90, ``010`` not 8), and no
    longer than anybody's.
    """


_INTEGER, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"

Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag not in (_INTEGER, _FLOAT)]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_DIGITS = list("-+.0123456789")
Loader.add_implicit_resolver(_INTEGER, re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), _DIGITS)
_FRACTION = r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?$|[-+]?\.inf$|\.nan$"
Loader.add_implicit_resolver(_FLOAT, re.compile(_FRACTION), _DIGITS)


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int | float:
    if len(str(node.value)) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(str(node.value))} digits")
    if node.tag.endswith("int"):
        return loader.construct_yaml_int(node)
    return loader.construct_yaml_float(node)


Loader.add_constructor(_INTEGER, _number)
Loader.add_constructor(_FLOAT, _number)


class Entry(NamedTuple):
    """A key with its value, and the line of the source where it stands; ``file`` is the
    path of the file where another than the document says it, ``text`` the value as it
    stands there.
    """

    value: object
    line: int
    file: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a document, and what is wrong with them as (line, message).

    ``length`` is the number of lines with both fences. ``is_broken`` means that
    the YAML could not be read, so that nobody knows what it says. ``raised`` has
    what YAML raised when it made the value of a key, whose text is taken for it.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    length: int = 0
    problems: tuple[tuple[int, DiagnosticMessage], ...] = ()
    is_broken: bool = False
    raised: dict[str, list[Exception]] = field(default_factory=dict)


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown source; empty where it has none."""
    length = front_matter_length(text)
    if not length:
        if fence := re.match(r"(-{3,}) *\n[\w-]+:(?:\s|$)", text):
            return _broken(0, 1, diagnostics.unclosed_front_matter(fence[1]))
        return _misplaced(text)
    below = text.split("\n", length)[-1]
    if (stray := _KEY.match(below)) and re.match(r"(?:.+\n)+-{3,}\s*$", below, re.MULTILINE):
        return _broken(length, length + 1, diagnostics.stray_key(stray["key"], length))
    yaml_text = "\n".join(text.split("\n", length)[1 : length - 1]) + "\n"
    return _read(yaml_text, length)


_NAMES = "date|title|draft|tags|author|authors|category|categories|description|updated|unlisted"
_KEY = re.compile(rf"[ \t]*:?[\"']?(?P<key>{_NAMES})[\"']? *(?P<sign>[:=])(?:\s|$)", re.IGNORECASE)
_BEFORE = re.compile(r"\s*$|\s*[-–—]+\s*$|\+{3}\s*$|\s*\{\s*$|`{3,}|<!--.*-->\s*$|#")
_DIRECTIVE = re.compile(r"\s*(?:`{3,}|~{3,}|:{3,})\s*\{")


def _misplaced(text: str) -> FrontMatter:
    """Return whether a text begins with keys that are not read, in another form or another
    place.
    """
    above: list[str] = []
    for number, line in enumerate(text.split("\n", 12)[:12], 1):
        if found := _KEY.match(line):
            if any(line.startswith("#") for line in above) and not _is_fence(above[-1]):
                break  # text under a heading
            opening = next((line.strip() for line in above if line.strip()), "")
            form = "TOML" if opening == "+++" else "JSON" if opening == "{" else ""
            if form:
                return _broken(0, 1, diagnostics.foreign_front_matter(form))
            instead = opening if opening and set(opening) <= set("-–—") != set("---") else ""
            instead = "" if opening == "---" else instead
            return _broken(0, number, diagnostics.misplaced_front_matter(found["key"], instead))
        if not _BEFORE.match(line) or _DIRECTIVE.match(line):  # options of its own may follow
            break
        above.append(line)
    return FrontMatter()


def _is_fence(line: str) -> bool:
    return bool(re.match(r"\s*(?:[-–—]+|\+{3})\s*$", line))


def read_keys(text: str) -> FrontMatter:
    """The keys of a file that is YAML and nothing else."""
    return _read(text, 0)


@lru_cache(1 << 12)  # read once to know whether a post is held back, and once for its record
def _read(yaml_text: str, length: int) -> FrontMatter:
    """Return what YAML says; with a ``length`` it stands between fences, else it is the whole
    file.
    """
    first, last = (2, length) if length else (1, yaml_text.count("\n") + 1)

    def broken(line: int, problem: str) -> FrontMatter:
        return _broken(length, line, diagnostics.broken_front_matter(problem, of_folder=not length))

    loader = None
    try:
        _check_depth(yaml_text)
        loader = Loader(yaml_text)
        root = _root(loader)
        if root is None:
            return FrontMatter(length=length)
        if not isinstance(root, yaml.MappingNode):
            found = "list" if isinstance(root, yaml.SequenceNode) else "text"
            why = find_no_pair(yaml_text.lstrip().split("\n", 1)[0]) if found == "text" else ""
            said = diagnostics.front_matter_is_no_mapping(found, why=why, of_folder=not length)
            return _broken(length, first, said)
        for key, node in root.value:
            if not isinstance(key, yaml.ScalarNode):
                return broken(key.start_mark.line + first, "a key is not text")
            if key.value == "<<":
                return broken(key.start_mark.line + first, diagnostics.yaml_merge())
            if not node.tag.startswith(_STANDARD) or node.tag.startswith(_OF_PYTHON):
                problem = diagnostics.yaml_quote(str(key.value), "!")
                return broken(node.start_mark.line + first, problem)
        return _entries(loader, root, length, first, yaml_text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark and (trap := find_trap(yaml_text.split("\n")[:-1], mark.line)):
            return broken(trap[0] + first, trap[1])
        line = mark.line + first if mark else first
        # What the reader of characters raises has a reason, the rest a problem.
        reason = getattr(error, "problem", None) or getattr(error, "reason", None)
        return broken(min(line, last), reason or str(error))
    finally:
        if loader is not None:
            loader.dispose()


def read_value(text: str) -> object:
    """The value of an option that is written as YAML.

    :raises ValueError: if it cannot be read.
    """
    loader = None
    try:
        _check_depth(text)
        loader = Loader(text)
        root = _root(loader)
        return None if root is None else _value(loader, root, [])
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    finally:
        if loader is not None:
            loader.dispose()


def front_matter_length(text: str) -> int:
    """Number of lines of the front matter with its fences, by MyST's rule; 0 if there is none.

    It opens with three or more dashes on the first line and ends with a line of
    at least as many, or with ``...``.
    """
    opening = re.match("-{3,}", text)
    if opening is None:
        return 0
    closing = re.compile(rf"(?: {{0,3}}-{{{len(opening[0])},}}|\.{{3}})[ \t]*$")
    lines = iter(text.split("\n"))
    next(lines)
    for number, line in enumerate(lines, 2):
        if closing.match(line):
            return number
    return 0


def article_entries(text: str) -> dict[str, Entry]:
    """The options of the ``article`` directives of a source, reST or MyST.

    A look at the text alone, to know before a document is read whether it is to
    be published. What counts in the end is what the directive itself is given.
    """
    entries: dict[str, Entry] = {}
    if "article" not in text:
        return entries
    lines = text.split("\n")
    for number in outside_of_code(lines):
        if _ARTICLE.match(lines[number]):
            for offset, key, value in _options_below(lines, number + 1):
                entries.setdefault(key, Entry(value, offset + 1))
            entries.setdefault("", Entry("", number + 1))
    return entries


_ARTICLE = re.compile(r"\s*(?:\.\. article::|(?:`{3,}|~{3,}|:{3,})\{article\})\s*$")
_OPTION = re.compile(r":?([\w-]+):(?:\s(.*))?$")


def _options_below(lines: list[str], start: int) -> Iterator[tuple[int, str, str]]:
    for number in range(start, len(lines)):
        if lines[number].strip() == "---":
            continue
        option = _OPTION.match(lines[number].strip())
        if option is None:
            return
        yield number, option[1], (option[2] or "").strip()


def _broken(length: int, line: int, said: DiagnosticMessage) -> FrontMatter:
    return FrontMatter(length=length, problems=((line, said),), is_broken=True)


def _entries(
    loader: yaml.SafeLoader, root: yaml.MappingNode, length: int, first: int, source: str
) -> FrontMatter:
    entries: dict[str, Entry] = {}
    problems = []
    all_raised = {}
    is_broken = False
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + first
        key = str(key_node.value)
        raised: list[Exception] = []
        value = _value(loader, value_node, raised)
        if raised:
            all_raised[key] = raised
        if key not in entries:
            text = source[value_node.start_mark.index : value_node.end_mark.index]
            entries[key] = Entry(value, line, text="" if isinstance(value, str) else text)
        elif key in DECISIVE and value != entries[key].value:
            is_broken = True
            said = diagnostics.contradicted_key(key, entries[key].line, of_folder=not length)
            problems.append((line, said))
        else:
            problems.append((line, diagnostics.repeated_key(key, entries[key].line)))
    return FrontMatter(entries, length, tuple(problems), is_broken, all_raised)


_STANDARD = "tag:yaml.org,2002:"
_OF_PYTHON = f"{_STANDARD}python/"


def _value(loader: yaml.SafeLoader, node: yaml.Node, raised: list[Exception]) -> object:
    """The typed value of a node; its text where YAML sees a type that it cannot make.

    ``2026-13-45`` looks like a date to YAML, and raises when it makes one of it.
    """
    try:
        return loader.construct_object(node, deep=True)
    except _UNMAKABLE as error:
        raised.append(error)
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [_value(loader, item, raised) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            return {str(key.value): _value(loader, item, raised) for key, item in node.value}
        return {}


def _root(loader: yaml.SafeLoader) -> yaml.Node | None:
    """The node of a whole text, if it holds one that is not too large."""
    root: yaml.Node | None = loader.get_single_node()
    if root is not None and _written_out(root) > MAX_VALUES:
        raise yaml.MarkedYAMLError(problem="it holds too many values")
    return root


def _written_out(node: yaml.Node) -> int:
    """Return how many values a node holds when every alias is followed (more than allowed if
    endless).
    """
    sizes: dict[int, int] = {}

    def measure(node: yaml.Node) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = MAX_VALUES + 1  # what an alias to itself finds
            own = len(node.value) // CHARACTERS if isinstance(node, yaml.ScalarNode) else 0
            sizes[id(node)] = 1 + own + sum(map(measure, _children(node)))
        return sizes[id(node)]

    return measure(node)


def _children(node: yaml.Node) -> Iterable[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return (child for pair in node.value for child in pair)
    return node.value if isinstance(node, yaml.SequenceNode) else ()


_DEEP_LINE = re.compile(r"^[ ?-]{16}", re.MULTILINE)
"""A line that at most 32 blocks are around, or more if it is longer: two for each column."""


def _check_depth(text: str) -> None:
    """Refuse what is nested too deeply, before libyaml follows it.

    :raises yaml.MarkedYAMLError: if it is.
    """
    if text.count("[") + text.count("{") <= MAX_DEPTH - 32 and not _DEEP_LINE.search(text):
        return  # the usual front matter is not worth to be parsed twice
    try:
        is_too_deep = _is_too_deep(text, Loader)
    except yaml.MarkedYAMLError as error:
        # libyaml looks ahead, and may give up before it has told of one level.
        end = error.problem_mark.index if error.problem_mark else 0
        opened = sum(text.count(sign, 0, end) for sign in "[{")
        is_too_deep = False
        if opened > MAX_DEPTH:
            with suppress(yaml.YAMLError):  # PyYAML's own parser counts level by level
                is_too_deep = _is_too_deep(text, yaml.SafeLoader)
        if not is_too_deep:
            raise
    if is_too_deep:
        raise yaml.MarkedYAMLError(problem="it is nested too deeply")


def _is_too_deep(text: str, loader: type[yaml.SafeLoader]) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False
