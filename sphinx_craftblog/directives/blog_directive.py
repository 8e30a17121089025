"""What the blog's directives share: options with messages that say where and what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import DiagnosticMessage
from sphinx_craftblog.directives.nodes import listing
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.query import Query


class AnyOption(dict[str, Callable[[str], Any]]):
    """An option spec that lets every option through, so that our own message meets the author."""

    def __bool__(self) -> bool:
        return True  # else MyST takes the options of a directive that has none for its content

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return as_text


def as_text(value: str | None) -> str:
    """An option as it was written; empty for a flag."""
    return "" if value is None else str(value)


def option_spec(*names: str) -> AnyOption:
    """A spec with these names, for those who ask the directive what it takes."""
    return AnyOption(dict.fromkeys(names, as_text))


class BlogDirective(SphinxDirective):
    """A directive whose mistakes are reported in the blog's own words."""

    has_content = False

    def known_options(self) -> dict[str, str]:
        """The options given, without those that the directive does not have."""
        known: Sequence[str] = list(self.option_spec or ())
        self.check_repeated()
        for name in self.options:
            if name not in known:
                self.diagnostic(diagnostics.unknown_option(self.name, name, known), name)
        return {name: text for name, text in self.options.items() if name in known}

    def diagnostic(self, said: DiagnosticMessage, option: str = "") -> None:
        """Report a mistake in an option, or in the directive itself."""
        self._report(said, self.line_of(option))

    def check_repeated(self) -> None:
        """Tell of options that are given twice, which MyST lets through; the last one counts."""
        places: dict[str, list[int]] = {}
        for offset, line in enumerate(self.block_text.split("\n")):
            if option := re.match(r"\s*:([\w-]+):(?:\s|$)", line):
                places.setdefault(option[1], []).append(self.lineno + offset)
            elif places and line.strip():
                break
        for name, lines in places.items():
            for line_of_other in lines[:-1]:
                self._report(diagnostics.repeated_option(name, lines[-1]), line_of_other)

    def _report(self, said: DiagnosticMessage, line: int) -> None:
        docname, (source, first) = self.env.docname, self.get_source_info()
        if Path(source).is_absolute() and Path(source) != Path(self.env.doc2path(docname)):
            # In an included file.
            found = said.at(source, first + line - self.lineno)
        else:
            found = said.at(docname, line)
        blog_domain(self.env).report(docname, [found])

    def line_of(self, option: str) -> int:
        """The line of the source where an option stands."""
        for offset, line in enumerate(self.block_text.split("\n")):
            stripped = line.strip().lstrip(":")
            if option and stripped.startswith(f"{option}:"):
                return self.lineno + offset
        return self.lineno

    def number(self, given: dict[str, str], name: str, *, at_least: int) -> int | None:
        """A whole number, or none where it is not given or will not do."""
        text = given.get(name)
        if text is None:
            return None
        if text.strip().isdecimal() and at_least <= int(text[:9]) and len(text.strip()) <= 9:
            return int(text)
        wanted = f"a whole number, {at_least} or more"
        self.diagnostic(diagnostics.bad_number(name, text, wanted), name)
        return None

    def choice(self, given: dict[str, str], name: str, choices: Sequence[str]) -> str:
        """One of ``choices``; the first where it is not given or will not do."""
        text = given.get(name, choices[0]).strip()
        if text in choices:
            return text
        self.diagnostic(diagnostics.unknown_choice(name, text, choices), name)
        return choices[0]

    def place(self, query: Query) -> list[nodes.Node]:
        """Put the query into the domain and its placeholder into the document."""
        domain, docname = blog_domain(self.env), self.env.docname
        queries = domain.listings.get(docname, ())
        domain.listings[docname] = (*queries, query)
        node = listing(docname=docname, number=len(queries))
        self.set_source_info(node)
        return [node]


def document_name(written: str, suffixes: Any) -> str:
    """The docname that an author means: from the source folder, its suffix may be there."""
    name = written.strip().strip("/")
    for suffix in suffixes:
        name = name.removesuffix(suffix)
    return name
