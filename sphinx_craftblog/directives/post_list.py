"""``post-list``: posts as cards, compact, or titles."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.model import mistakes
from sphinx_craftblog.model.query import MATCHES, SORTS, STYLES, PostQuery

FILTERS = {
    "tags": "tags",
    "category": "categories",
    "author": "authors",
    "series": "series",
    "year": "years",
}
"""Options that filter, and the taxonomies in which they look."""


class PostList(BlogDirective):
    """The posts that every filter lets through, without those in a spotlight above."""

    option_spec: ClassVar[OptionSpec] = option_spec(
        *FILTERS, "language", "match", "sort", "limit", "offset", "style", "empty", "repeat"
    )

    def run(self) -> list[nodes.Node]:
        given = self.known_options()
        filters = tuple(
            (taxonomy, self._names(option, given[option]))
            for option, taxonomy in FILTERS.items()
            if option in given
        )
        return self.place(
            PostQuery(
                line=self.lineno,
                filters=filters,
                language=given.get("language", "").strip(),
                match=self.choice(given, "match", MATCHES),
                sort=self.choice(given, "sort", SORTS),
                limit=self.number(given, "limit", at_least=1),
                offset=self.number(given, "offset", at_least=0) or 0,
                style=self.choice(given, "style", STYLES),
                empty=given.get("empty", "").strip(),
                repeat="repeat" in given,
            )
        )

    def _names(self, option: str, text: str) -> tuple[str, ...]:
        names = tuple(part.strip() for part in text.split(",") if part.strip())
        if not names:
            # Nothing asked for is no filter that everything passes.
            self.mistake("term", mistakes.empty_term(option), option)
        return names
