"""The bundled theme: its name, and what it sets up with Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.model.markup import fixed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "craftblog"

FOLDER = Path(__file__).parent / THEME
"""Where it lies."""

NOT_FOUND = "404"
"""The page that hosts show for an address that does not exist."""

SEARCH = "search"
"""The page that readers search on."""


def has_search_page(app: Sphinx) -> bool:
    """Return whether Sphinx makes that page, or we do."""
    search = blog_domain(app.env).options.search
    if search == "pagefind":
        return makes_pages(app.builder)
    return search == "sphinx" and getattr(app.builder, "search", False)


def fix_markup(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
) -> None:
    """``html-page-context``: the text of others in markup that the standards allow."""
    if app.config.html_theme == THEME and makes_pages(app.builder) and context.get("body"):
        context["body"] = fixed(context["body"])


def set_defaults(app: Sphinx, config: Config) -> None:
    """``config-inited``: the theme draws the permalink mark itself.

    Sphinx's pilcrow is text, and ends up in what readers copy and machines read.
    """
    if config.html_theme == THEME and config.html_permalinks_icon == "¶":
        config.html_permalinks_icon = ""
