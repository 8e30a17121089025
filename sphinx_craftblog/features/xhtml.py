"""HTML as XML, for books: a reader of EPUB does not open a chapter that is not well-formed."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from sphinx_craftblog.features.feed_content import HtmlReader, without_forbidden
from sphinx_craftblog.model.markup import fixed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
"""Elements that have no end in HTML (13.1.2 of the standard)."""

FOREIGN = {"math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg"}
"""Elements of other languages with their namespaces, which HTML needs not, and a book does.
Below them names have capital letters that count.
"""

_UNNAMED = re.compile(rf"<({'|'.join(FOREIGN)})\b(?![^<>]*\sxmlns=)")

PREFIXES = {"epub": "http://www.idpf.org/2007/ops", "xlink": "http://www.w3.org/1999/xlink"}
"""What attributes may begin with, beside ``xml``."""

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""")

_AROUND = f'<div xmlns:epub="{PREFIXES["epub"]}">'
"""What Sphinx's pages declare."""


def make_well_formed(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object
) -> None:
    """``html-page-context``: have a chapter of a book in XML, whatever HTML is in its text."""
    if app.builder.name == "epub" and context.get("body"):
        context["body"] = as_xhtml(fixed(context["body"]))


def as_xhtml(text: str) -> str:
    """A piece of HTML as it is, if it is well-formed XML, else written anew as such."""
    text = _UNNAMED.sub(lambda found: f'{found[0]} xmlns="{FOREIGN[found[1]]}"', text)
    try:
        ParserCreate(namespace_separator=" ").Parse(f"{_AROUND}{text}</div>".encode(), True)
    except (ExpatError, UnicodeEncodeError):
        writer = _Writer()
        writer.feed(text)
        writer.close()
        return writer.finished()
    return text


class _Writer(HtmlReader):
    """Writes down what it reads, without comments, and with an end of every element."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[str] = []
        self._open: list[str] = []
        self._number_open = Counter[str]()  # of each name, in small letters

    def finished(self) -> str:
        """All of it."""
        while self._open:
            self._end()
        return without_forbidden("".join(self._written))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, is_empty=tag in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML does not know empty elements: ``<div/>`` is open.
        self._start(tag, is_empty=tag in VOID or self._is_foreign(tag))

    def handle_endtag(self, tag: str) -> None:
        while self._number_open[tag]:
            if self._end() == tag:
                return

    def handle_data(self, data: str) -> None:
        self._written.append(html.escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&#{name};"))

    def _is_foreign(self, tag: str) -> bool:
        return tag in FOREIGN or any(self._number_open[name] for name in FOREIGN)

    def _start(self, tag: str, *, is_empty: bool) -> None:
        source = (self.get_starttag_text() or "")[1:]
        name = source[: len(tag)] if self._is_foreign(tag) and tag not in FOREIGN else tag
        if not _NAME.fullmatch(name):
            return
        attributes: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(source, len(tag)):
            key = match[1] if self._is_foreign(tag) else match[1].lower()
            prefix, _, rest = key.rpartition(":")
            if prefix in PREFIXES:
                attributes[f"xmlns:{prefix}"] = PREFIXES[prefix]
            is_known = key == rest != "xmlns" or prefix in ("xml", *PREFIXES)
            if is_known and _NAME.fullmatch(rest):
                attributes.setdefault(key, html.unescape(match[2] or match[3] or match[4] or ""))
        if tag in FOREIGN:
            attributes["xmlns"] = FOREIGN[tag]
        shown = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
        self._written.append(f"<{name}{shown}{' /' if is_empty else ''}>")
        if not is_empty:
            self._open.append(name)
            self._number_open[tag] += 1

    def _end(self) -> str:
        name = self._open.pop()
        self._written.append(f"</{name}>")
        self._number_open[name.lower()] -= 1
        return name.lower()
