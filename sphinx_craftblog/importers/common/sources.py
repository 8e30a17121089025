"""Files of other tools as they are read: configurations, front matter, dates."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import yaml

from sphinx_craftblog.importers.common import wording
from sphinx_craftblog.importers.common.dates import read_date
from sphinx_craftblog.importers.common.post import ImportedSite, Moment
from sphinx_craftblog.model.dates import read_moment


class UnreadableError(ValueError):
    """A text that is not of its format; ``line`` is where that shows, from 1."""

    def __init__(self, problem: str, line: int = 1) -> None:
        super().__init__(problem)
        self.line = line


class _Loader(yaml.SafeLoader):
    """Reads YAML with tags of other tools, whose values are taken for what they look like."""


def _untagged(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else None


_Loader.add_multi_constructor("", _untagged)


def parsed(text: str, form: str) -> dict[str, Any]:
    """A mapping in YAML, TOML or JSON.

    :raises UnreadableError: if it is none.
    """
    try:
        if form == "toml":
            value: object = tomllib.loads(text)
        else:
            value = json.loads(text) if form == "json" else yaml.load(text, _Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(error.problem or "no YAML", line) from None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, OverflowError) as error:
        found = re.search(r"line (\d+)", str(error))
        said = str(error).partition("\n")[0].partition(" (at ")[0]
        raise UnreadableError(said, int(found[1]) if found else 1) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UnreadableError("it is no mapping of keys to values")
    return {str(key): entry for key, entry in value.items()}


@dataclass(slots=True)
class Document:
    """A source file with front matter: its values by key, and its text from ``first_line`` on.

    ``own`` are the keys that the file has itself, where a folder or a site gives others.
    """

    path: str
    values: dict[str, Any]
    body: str
    first_line: int = 1
    has_front_matter: bool = True
    own: set[str] = field(default_factory=set)
    _taken: set[str] = field(default_factory=set)

    def take(self, *names: str) -> Any:
        """The first value that is given by one of these names, whatever their case."""
        found = None
        for key, value in self.values.items():
            if str(key).casefold() in names:
                self._taken.add(key)
                found = value if found is None else found
        return found

    def text(self, *names: str) -> str:
        """A value as text on one line; empty if there is none."""
        value = self.take(*names)
        return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""

    def names(self, *names: str, split: str = "") -> list[str]:
        """A value as a list of names; a text is one of them, or several with ``split``."""
        value = self.take(*names)
        if isinstance(value, str):
            value = re.split(split, value) if split else [value]
        elif isinstance(value, int | float | date) and not isinstance(value, bool):
            value = [value]
        if not isinstance(value, list):
            return []
        kept = (" ".join(str(name).split()) for name in value if name is not None)
        return [name for name in dict.fromkeys(kept) if name]

    @property
    def left(self) -> list[str]:
        """The keys that nobody has taken."""
        own = self.own or self.values
        return [key for key in self.values if key in own and key not in self._taken]


def read_document(path: str, text: str) -> Document:
    """The front matter and the text of a file.

    :raises UnreadableError: if the front matter cannot be read.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for mark, end, form in (("---", "---|\\.\\.\\.", "yaml"), ("+++", "\\+\\+\\+", "toml")):
        if re.match(rf"{re.escape(mark)}[ \t]*\n", text):
            found = re.compile(rf"^(?:{end})[ \t]*$", re.MULTILINE).search(text, len(mark))
            if found is None:
                break
            front = text[: found.start()].partition("\n")[2]
            try:
                values = parsed(front, form)
            except UnreadableError as error:
                raise UnreadableError(str(error), error.line + 1) from None
            return _document(path, values, text, found.end())
    if text.startswith("{\n"):
        try:
            values, end_of_json = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError) as error:
            found_line = getattr(error, "lineno", 1)
            raise UnreadableError(str(error), found_line) from None
        if isinstance(values, dict):
            return _document(path, values, text, end_of_json)
    return Document(path, {}, text, has_front_matter=False)


def _document(path: str, values: dict[str, Any], text: str, end: int) -> Document:
    body = text[end:].lstrip("\n")
    return Document(path, values, body, text.count("\n", 0, len(text) - len(body)) + 1)


class TextReader:
    """Reads the files of a site, and notes those that cannot be read."""

    def __init__(self, site: ImportedSite, folder: Path) -> None:
        self.site = site
        self.folder = folder
        self._left: dict[str, list[str]] = defaultdict(list)
        self._unknown: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def text(self, path: str) -> str | None:
        """The text of a file, or None with a note."""
        try:
            return (self.folder / path).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:  # not UTF-8, or no path at all
            self.site.note(path, 1, wording.not_read(error))
            return None

    def document(self, path: str) -> Document | None:
        """A document, or None with a note."""
        text = self.text(path)
        if text is None:
            return None
        try:
            return read_document(path, text)
        except UnreadableError as error:
            self.site.note(path, error.line, wording.unread_front_matter(error))
            return None

    def configuration(self, path: str) -> dict[str, Any]:
        """A file of settings; empty with a note if it cannot be read."""
        text = self.text(path)
        form = path.rpartition(".")[2]
        try:
            return parsed(text, "yaml" if form == "yml" else form) if text else {}
        except UnreadableError as error:
            self.site.note(path, error.line, wording.not_read(error))
            return {}

    def files(self, below: str = "") -> Iterator[str]:
        """The files below a folder of the site, sorted, without hidden ones."""
        try:
            place = (self.folder / below).resolve()
        except (OSError, ValueError):
            return
        if not place.is_relative_to(self.folder.resolve()):
            return
        for parent, folders, names in os.walk(self.folder / below):
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and name != "node_modules"
            )
            for name in sorted(names):
                if not name.startswith(".") or name in {".nojekyll", ".htaccess"}:
                    yield (Path(parent) / name).relative_to(self.folder).as_posix()

    def moment(self, document: Document, *names: str) -> Moment | None:
        """A date of a document; None with a note if it cannot be read."""
        value = document.take(*names)
        found = as_moment(value)
        if value not in (None, "") and found is None:
            self.site.note(document.path, 1, wording.bad_date(names[0], value))
        return found

    def finish(self, document: Document) -> None:
        """Remember the keys of a document that nobody has taken."""
        for key in document.left:
            self._left[key].append(document.path)

    def unknown(self, name: str, path: str, line: int) -> None:
        """Remember markup that has no counterpart."""
        self._unknown[name].append((path, line))

    def note_left(self) -> None:
        """Note each key and each kind of markup that has no counterpart, once."""
        for key, paths in self._left.items():
            text = wording.key_without_counterpart(key, len(paths))
            self.site.note(paths[0], 1, text, is_left=False)
        for name, places in self._unknown.items():
            text = wording.unknown_markup(name, len(places))
            self.site.note(*places[0], text)


def as_moment(value: object) -> Moment | None:
    """A date as tools write it; None if it is none."""
    if isinstance(value, datetime | date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    text = re.sub(r"\s+([+-]\d{2}):?(\d{2})$", r"\1:\2", text)
    text = re.sub(r"\s*(?:UTC|GMT|Z)$", "+00:00", text)
    text = re.sub(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)", _padded, text)
    text = re.sub(r"^(\d{4}-\d\d-\d\d)[ T]+(\d):", r"\1 0\2:", text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            return read_moment(text, zone=timezone.utc)
        except ValueError:
            # Only with the name of a month: nobody can tell which 3/4/2026 is.
            written_out = read_date(text) if re.search("[A-Za-z]{3}", text) else None
            return as_moment(written_out) if written_out and written_out != text else None
    return found if re.search(r"\d:\d", text) else found.date()


def _padded(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
