"""Reference tables made from the declarations in the code."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sphinx_craftblog.config import PREFIX, SETTINGS
from sphinx_craftblog.diagnostics import MESSAGES, Message
from sphinx_craftblog.model import query
from sphinx_craftblog.model.blog import KINDS
from sphinx_craftblog.model.comments import PROVIDERS
from sphinx_craftblog.private_access import REGISTRY, PrivateAccess
from sphinx_craftblog.reading.schema import ALIASES, KEYS, OF_ONE_POST
from sphinx_craftblog.theme.options import THEME_OPTIONS

DEFINITION = tuple[str, str, str]
"""A name (or a purpose), what it takes (or names), what it means."""


class Declared(SphinxDirective):
    """``declared:: settings`` (or ``front-matter``, ``messages``): a definition list."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        make = {
            "settings": settings,
            "front-matter": front_matter,
            "choices": choices,
            "comments": comments,
            "theme": theme,
            "private-parts": private_parts,
        }
        of_messages = {
            "messages": warnings,
            "errors": errors,
            "command-messages": command_messages,
        }
        if self.arguments[0] in of_messages:
            return self._parsed(of_messages[self.arguments[0]]())
        lines: list[str] = []
        is_text = self.arguments[0] == "private-parts"
        for name, takes, meaning in make[self.arguments[0]]():
            lines += [name if is_text else f"`{name}`", f": {takes}", "", f"  {meaning}", ""]
        return self._parsed(lines)

    def _parsed(self, lines: Iterable[str]) -> list[nodes.Node]:
        container = nodes.container()
        self.state.nested_parse(StringList([*lines], self.env.docname), 0, container)
        return container.children


def settings() -> Iterable[DEFINITION]:
    for setting in SETTINGS:
        yield (
            PREFIX + setting.name,
            f"*{setting.takes}*, default `{setting.default!r}`",
            setting.help,
        )


def theme() -> Iterable[DEFINITION]:
    for option in THEME_OPTIONS:
        yield option.name, f"*{option.takes}*, default `{option.default!r}`", option.help


def front_matter() -> Iterable[DEFINITION]:
    others = {name: [a for a, to in ALIASES.items() if to == name] for name in ALIASES.values()}
    for key in KEYS:
        note = " A value that cannot be understood keeps the post back." if key.publishes else ""
        note += " Checked and kept, but not shown yet." if key.kept else ""
        note += " Not inherited from a folder." if key.name in OF_ONE_POST else ""
        also = others.get(key.name)
        if also:
            note += f" ABlog's name `{also[0]}` is understood."
        yield key.name, f"*{key.takes}*", key.help + note


def choices() -> Iterable[DEFINITION]:
    table = {
        ":sort: (post-list)": query.SORTS,
        ":style: (post-list)": query.STYLES,
        ":match:": query.MATCHES,
        ":taxonomy:": [kind.key for kind in KINDS],
        ":style: (tag-index)": query.TERM_STYLES,
        ":sort: (tag-index)": query.TERM_SORTS,
    }
    for option, values in table.items():
        first, *others = (f"`{value}`" for value in values)
        yield option, f"{first} (default), {', '.join(others)}", ""


def comments() -> Iterable[DEFINITION]:
    for name, provider in PROVIDERS.items():
        for key, declared in provider.keys.items():
            default = declared.default
            if isinstance(default, tuple):
                default = dict(zip(("light", "dark"), default, strict=True))
            note = "required" if default is None else f"default `{default!r}`"
            yield f"{name}: {key}", f"*{declared.takes}*, {note}", ""
        if not provider.keys:
            yield name, "no further keys", ""


def private_parts() -> Iterable[DEFINITION]:
    """Parts of one purpose share an entry, which names them all."""
    together: dict[tuple[str, ...], list[PrivateAccess]] = {}
    for part in REGISTRY:
        key = (part.reason, part.fallback, *part.speedups)
        together.setdefault(key, []).append(part)
    for (reason, fallback, *speedups), parts in together.items():
        needed = ", ".join(f"`{name}`" for name in speedups) or "any"
        names = ", ".join(f"`{part.target}`" for part in parts)
        versions = sorted({v for part in parts for v in (part.sources or {}).values()})
        tested = f" Tested with {', '.join(versions)}." if versions else ""
        purpose = f"{reason[0].upper()}{reason[1:]}"
        yield purpose, names, f"Speedup: {needed}. Without it: {fallback}.{tested}"


def warnings() -> Iterable[str]:
    """A definition for each subtype: its messages."""
    return _definitions("warning")


def errors() -> Iterable[str]:
    for message in MESSAGES.values():
        if message.kind == "error":
            yield from _facts(message)


def command_messages() -> Iterable[str]:
    return _definitions("command")


def _definitions(kind: str) -> Iterable[str]:
    by_subtype: dict[str, list[Message]] = {}
    for message in MESSAGES.values():
        if message.kind == kind:
            by_subtype.setdefault(message.subtype, []).append(message)
    for subtype, messages in by_subtype.items():
        name = f"`{f'craftblog {subtype}'.rstrip()}`" if kind == "command" else f"`{subtype}`"
        first, *others = (line for message in messages for line in _facts(message))
        yield from (name, f": {first}", *(f"  {line}".rstrip() for line in others), "")


def _facts(message: Message) -> Iterable[str]:
    """An example of its text, its cause and its cure."""
    yield from (f"``{message.example()}``", "", f"{message.cause} {message.cure}", "")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("declared", Declared)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
