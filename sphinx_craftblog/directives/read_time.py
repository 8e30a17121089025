"""``read-time``: "12 min read", as a directive and as a role."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import OptionSpec

from sphinx_craftblog.directives.blog_directive import (
    BlogDirective,
    document_name,
    option_spec,
)
from sphinx_craftblog.directives.nodes import read_time
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.query import ReadTimeQuery

THIS_DOCUMENT = "."
"""What the role takes for the document in which it stands; a role cannot be empty."""


class ReadTime(BlogDirective):
    """A paragraph with the reading time of this document, or of the one named."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = option_spec()

    def run(self) -> list[nodes.Node]:
        self.known_options()
        written = self.arguments[0] if self.arguments else THIS_DOCUMENT
        node = _place(self.env, written, self.lineno)
        self.set_source_info(node)
        return [nodes.paragraph("", "", node)]


class ReadTimeRole(SphinxRole):
    """The same within a line."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        node = _place(self.env, self.text, self.lineno)
        self.set_source_info(node)
        return [node], []


def _place(env: BuildEnvironment, written: str, line: int) -> read_time:
    domain, docname = blog_domain(env), env.docname
    if written.strip() in {"", THIS_DOCUMENT}:
        return read_time(of=docname)
    name = document_name(written, env.config.source_suffix)
    query = ReadTimeQuery(line=line, docname=name)
    domain.listings[docname] = (*domain.listings.get(docname, ()), query)
    return read_time(of=name)
