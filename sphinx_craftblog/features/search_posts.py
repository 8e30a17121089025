"""``searchposts.js``: what the search page shows of a post that Sphinx's index does not know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.features.structured_data import script_json
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.rendering.cards import CardMaker
from sphinx_craftblog.theme.bundled import SEARCH, THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "searchposts.js"

_CALL = "craftblogSearchPosts("
"""What the file begins with: a function of the search page's script. As a script and not as
data, it can be read from the disk, where a page may fetch nothing.
"""


class SearchPosts:
    """The file of one application; the bundled theme's page alone reads it."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._text = ""

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of it, if there is one."""
        self._text = ""
        is_wanted = SEARCH in pages and blog_domain(app.env).options.search == "sphinx"
        if not is_wanted or app.config.html_theme != THEME:
            return {}
        if self.changes.is_foreign_file(Path(app.outdir), FILE, _CALL):
            return {}
        maker = CardMaker(app.builder, SEARCH)
        shown = {post.docname: _shown(post, maker) for post in maker.domain.blog.posts}
        self._text = f"{_CALL}{script_json(dict(sorted(shown.items())))});\n"
        return {FILE: [digest(self._text), FILE]}

    def write(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the file, if it says something else than it did."""
        if self._text and self.changes.must_write(app.builder, FILE):
            Path(app.outdir, FILE).write_text(self._text, encoding="utf-8")
        return []


def _shown(post: Post, maker: CardMaker) -> list[object]:
    """Date, for readers and for machines, tags, categories, authors, description; and the
    title, if it is not the document's.
    """
    domain, date = maker.domain, maker.date(post.date)
    shown: list[object] = [
        *(date or ("", "")),
        names(domain, post, "tags"),
        names(domain, post, "categories"),
        [author.name for author in domain.blog.authors(post)],
        post.description,
    ]
    title = domain.env.titles[post.docname].astext()
    return shown if title == post.title else [*shown, post.title]


def names(domain: BlogDomain, post: Post, taxonomy: str) -> list[str]:
    """The names of a post's terms."""
    return [term.name for term in domain.blog.terms(post, taxonomy)]
