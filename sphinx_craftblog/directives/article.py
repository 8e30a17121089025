"""``article``: metadata of a document, where there is no front matter."""

from __future__ import annotations

from typing import ClassVar, cast

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_craftblog import diagnostics
from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.reading.collector import ARTICLE
from sphinx_craftblog.reading.front_matter import Entry
from sphinx_craftblog.reading.schema import ALIASES, BY_NAME


class Article(BlogDirective):
    """Makes its document a post. Its options are the front matter's keys."""

    option_spec: ClassVar[OptionSpec] = option_spec(*BY_NAME, *ALIASES)

    def run(self) -> list[nodes.Node]:
        self.check_repeated()
        data = self.env.temp_data
        entries = cast("dict[str, Entry]", data.setdefault(ARTICLE, {}))
        for key, text in self.options.items():
            line = self.line_of(key)
            if key in entries:
                self.diagnostic(diagnostics.repeated_key(key, entries[key].line), key)
            entries.setdefault(key, Entry(text, line))
        return []
