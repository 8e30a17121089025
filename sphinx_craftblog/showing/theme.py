"""The bundled theme: its name, and what it sets up with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "craftblog"

NOT_FOUND = "404"
"""The page that hosts show for an address that does not exist."""


def set_defaults(app: Sphinx, config: Config) -> None:
    """``config-inited``: the theme draws the permalink mark itself.

    Sphinx's pilcrow is text, and ends up in what readers copy and machines read.
    """
    if config.html_theme == THEME and config.html_permalinks_icon == "¶":
        config.html_permalinks_icon = ""
