"""``post-list``: posts as cards, compact, or titles."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_craftblog import diagnostics
from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.environment.domain import blog_domain
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
        *FILTERS,
        "language",
        "match",
        "sort",
        "limit",
        "offset",
        "style",
        "empty",
        "repeat",
        "paginate",
    )

    def run(self) -> list[nodes.Node]:
        given = self.known_options()
        filters = tuple(
            (taxonomy, self._names(option, given[option]), self.line_of(option))
            for option, taxonomy in FILTERS.items()
            if option in given
        )
        paginate = self._page_size(given)
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
                paginate=paginate,
            )
        )

    def _page_size(self, given: dict[str, str]) -> int:
        """Posts on a page; 0 where the list is not divided, or cannot be."""
        if "paginate" not in given:
            return 0
        for option in ("limit", "offset"):
            if given.pop(option, None) is not None:
                self.diagnostic(diagnostics.not_with_paginate(option), option)
        if given.get("sort", "newest").strip() != "newest":
            self.diagnostic(diagnostics.paginate_is_by_date(given.pop("sort")), "sort")
        above = blog_domain(self.env).listings.get(self.env.docname, ())
        if any(isinstance(query, PostQuery) and query.paginate for query in above):
            self.diagnostic(diagnostics.second_paginate(), "paginate")
            return 0
        usual = blog_domain(self.env).options.page_size
        if not given["paginate"].strip():
            return usual
        return self.number(given, "paginate", at_least=1) or usual

    def _names(self, option: str, text: str) -> tuple[str, ...]:
        names = tuple(part.strip() for part in text.split(",") if part.strip())
        if not names:
            self.diagnostic(diagnostics.empty_filter(option), option)
        return names
