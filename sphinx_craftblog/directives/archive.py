"""``archive``: every post, by year and month."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.model.query import PERIODS, ArchiveQuery


class Archive(BlogDirective):
    """The titles and dates of all posts, newest first, under their years."""

    option_spec: ClassVar[OptionSpec] = option_spec("by")

    def run(self) -> list[nodes.Node]:
        given = self.known_options()
        return self.place(ArchiveQuery(self.lineno, self.choice(given, "by", PERIODS)))
