"""The one stylesheet: joined from its parts, with the colours of code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog.domain import blog_domain
from sphinx_craftblog.showing.theme import FOLDER, THEME
from sphinx_craftblog.showing.theme_options import read_theme_options, tokens

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.highlighting import PygmentsBridge

STYLESHEET = "craftblog.css"

STYLES = FOLDER / "styles"

THEME_PARTS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "content",
    "code",
    "components",
    "pages",
    "print",
)
"""The theme's parts, one concern a file, in the order of their cascade layers."""

CODE_COLOURS = "code-colours"
"""The theme's own colours of code, unless the author has chosen a ``pygments_style``."""

HOST_PARTS = ("host",)
"""What other themes get: the shape of cards and lists, in that theme's own colours."""


def write_stylesheet(app: Sphinx, builder: Builder) -> None:
    """``write-started``: put the stylesheet where the pages will look for it.

    It is made here and not copied because it holds the colours of the author's
    ``pygments_style``; pages carry its checksum, so it must be there before them.
    """
    if builder.format != "html" or builder.name == "epub":
        return
    css = stylesheet(builder)
    path = Path(builder.outdir, "_static", STYLESHEET)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != css:
        path.write_text(css, encoding="utf-8")


def is_styled(app: Sphinx, page: str, kind: str) -> bool:
    """Whether a page has the stylesheet: all of the bundled theme, the blog's own of another."""
    is_ours = app.config.html_theme == THEME or kind in {"post", "listing"}
    return is_ours or page in blog_domain(app.env).queries


def stylesheet(builder: Builder) -> str:
    """The style sheet of a builder's theme."""
    is_ours = builder.config.html_theme == THEME
    css = "\n".join(
        (STYLES / f"{part}.css").read_text(encoding="utf-8").strip()
        for part in (THEME_PARTS if is_ours else HOST_PARTS)
    )
    if is_ours:
        css += f"\n{_code_colours(builder)}\n{_chosen_tokens(builder)}"
    # What is for those who write it is a tenth of what readers would load.
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).lstrip()


def _chosen_tokens(builder: Builder) -> str:
    """What the theme's options set: in the layer of the tokens, so that paper keeps its own."""
    chosen = tokens(read_theme_options(builder.config))
    rules = " ".join(f"--{name}: {value};" for name, value in chosen.items())
    return f"@layer tokens {{ :root {{ {rules} }} }}\n" if rules else ""


def _code_colours(builder: Builder) -> str:
    if builder.config.pygments_style is None:
        return (STYLES / f"{CODE_COLOURS}.css").read_text(encoding="utf-8").strip()
    highlighter: PygmentsBridge = builder.highlighter  # type: ignore[attr-defined]
    rules = highlighter.get_formatter().get_style_defs(".highlight")
    return f"@layer code {{\n{rules}\n}}"
