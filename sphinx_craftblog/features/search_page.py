"""The page that readers search on: one script shows what Sphinx's index or Pagefind finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.features.pages import page_context
from sphinx_craftblog.i18n import translate
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.rendering.cards import CardMaker
from sphinx_craftblog.rendering.html import HtmlParts
from sphinx_craftblog.theme.bundled import FOLDER, SEARCH, THEME
from sphinx_craftblog.theme.styles import STYLESHEET

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPT = "_static/craftblog-search.js"
"""What finds and shows. Sphinx copies it for the bundled theme, and we do for another."""


class SearchPage:
    """The search page of one application.

    Sphinx makes it for its own search, with the template of the theme, and we do for Pagefind.
    For Sphinx's search, another theme than the bundled one has a page of its own.
    """

    def __init__(self, parts: HtmlParts, changes: Changes) -> None:
        self.parts = parts
        self.changes = changes

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of the script, where another theme needs it."""
        has_own = (
            self.changes.stale_outputs is not None and SCRIPT in self.changes.stale_outputs.copied
        )
        if has_own or SEARCH not in pages or not is_with_pagefind(app):
            return {}
        return {SCRIPT: [digest(_script()), SCRIPT]}

    def add_context(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: object,
    ) -> None:
        """``html-page-context``: the body of the page, and for all pages that there is one."""
        is_ours, is_made = app.config.html_theme == THEME, self._is_made(app)
        if is_made:
            context["hasdoc"] = _with_search_page(context["hasdoc"])
        if pagename != SEARCH or SEARCH not in self.changes.new.pages:
            return
        if is_ours or is_made:
            context["body"] = str(self._body(app))
        if is_made and not is_ours:
            context["metatags"] += '\n<meta name="robots" content="noindex" />'
            app.builder.add_css_file(STYLESHEET)  # type: ignore[attr-defined]

    def write(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """``html-collect-pages``: Pagefind's page, and the script that another theme has not."""
        builder = app.builder
        if SCRIPT in self.changes.new.pages and self.changes.must_write(builder, SCRIPT):
            path = Path(app.outdir, SCRIPT)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_script(), encoding="utf-8")
        if self._is_made(app) and self.changes.must_write(builder, SEARCH):
            template = "search.html" if app.config.html_theme == THEME else "page.html"
            yield SEARCH, page_context(_title(), Markup()), template

    def _is_made(self, app: Sphinx) -> bool:
        """Return whether we make the page."""
        return SEARCH in self.changes.new.pages and is_with_pagefind(app)

    def _body(self, app: Sphinx) -> Markup:
        maker = CardMaker(app.builder, SEARCH)
        taxonomies = maker.domain.blog.taxonomies
        archive, tags = taxonomies["years"], taxonomies["tags"]
        return self.parts.templates.render(
            "search",
            title=_title(),
            engine=maker.domain.options.search,
            root=maker.root,
            script="" if app.config.html_theme == THEME else maker.root + SCRIPT,
            archive=maker.page_url(archive.index) if archive.terms else None,
            tags=maker.page_url(tags.index) if tags.terms else None,
        )


def is_with_pagefind(app: Sphinx) -> bool:
    """Return whether Pagefind is to index the site."""
    return blog_domain(app.env).options.search == "pagefind"


def _title() -> str:
    return translate("Search")


def _script() -> str:
    return (FOLDER / "static" / Path(SCRIPT).name).read_text(encoding="utf-8")


def _with_search_page(hasdoc: Callable[[str], bool]) -> Callable[[str], bool]:
    """Sphinx knows of its own search page alone, and themes lead to one that it knows of."""
    return lambda name: name == SEARCH or hasdoc(name)
