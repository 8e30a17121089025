"""Which pictures say nothing to those who do not see them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.finding import Finding, line_of, node_place, place_in

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_IMG = re.compile(r"(?i)<img\b(?=((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*))\1>")
_ALT = re.compile(r"(?i)(?<![^\s\"'])alt(?![^\s=/>])")
_SRC = re.compile(r"(?i)(?<![^\s\"'])src\s*=\s*[\"']?([^\s\"'>]*)")


def find_images_without_alt(env: BuildEnvironment) -> Iterator[Finding]:
    """The pictures without a text, in documents and in HTML in them.

    One that means nothing has an empty text: ``:alt:`` in a directive, or ``alt=""`` in HTML.
    """
    found: dict[Finding, None] = {}
    for docname in sorted(env.found_docs):
        for node in env.get_doctree(docname).findall(nodes.Element):
            for name in map(posixpath.basename, _silent(node)):
                place = _place(env, docname, node, name)
                said = diagnostics.image_says_nothing(name)
                found[Finding("image", "problem", place, said.text)] = None
    yield from found


def _silent(node: nodes.Element) -> Iterator[str]:
    """The addresses of pictures without a text in an element."""
    if isinstance(node, nodes.image):
        # That of Markdown's ``![](…)`` is empty; only what a directive made has its source.
        is_meant = "alt" in node and node.rawsource
        if not node.get("alt") and not is_meant:
            yield str(node["uri"])
    elif isinstance(node, nodes.raw) and "html" in node.get("format", ""):
        for attributes in _IMG.findall(node.astext()):
            if not _ALT.search(attributes):
                src = _SRC.search(attributes)
                yield src[1] if src else ""


def _place(env: BuildEnvironment, docname: str, node: nodes.Element, name: str) -> str:
    """The file that a picture is written in, which may be an included one, and its line."""
    source, line = node_place(env, docname, node)
    return place_in(env, str(source), line_of(name, source, line or 1) or line)
