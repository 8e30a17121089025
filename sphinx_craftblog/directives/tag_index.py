"""``tag-index``: the terms of a taxonomy with their counts."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.model.blog import KINDS
from sphinx_craftblog.model.query import TERM_SORTS, TERM_STYLES, TermQuery


class TagIndex(BlogDirective):
    """Every tag (or category, author, series, year) that posts have."""

    option_spec: ClassVar[OptionSpec] = option_spec("taxonomy", "style", "sort", "min-posts")

    def run(self) -> list[nodes.Node]:
        given = self.known_options()
        return self.place(
            TermQuery(
                line=self.lineno,
                taxonomy=self.choice(given, "taxonomy", [kind.key for kind in KINDS]),
                style=self.choice(given, "style", TERM_STYLES),
                sort=self.choice(given, "sort", TERM_SORTS),
                min_posts=self.number(given, "min-posts", at_least=1) or 1,
            )
        )
