"""``featured``: the spotlight card."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_craftblog.directives.blog_directive import (
    BlogDirective,
    document_name,
    option_spec,
)
from sphinx_craftblog.model.query import FeaturedQuery


class Featured(BlogDirective):
    """The post named, else the newest with ``featured: true``, else the newest."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = option_spec("limit")

    def run(self) -> list[nodes.Node]:
        given = self.known_options()
        written = self.arguments[0] if self.arguments else ""
        return self.place(
            FeaturedQuery(
                line=self.lineno,
                docname=document_name(written, self.config.source_suffix),
                limit=self.number(given, "limit", at_least=1) or 1,
            )
        )
