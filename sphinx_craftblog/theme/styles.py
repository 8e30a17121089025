"""The stylesheets: joined from their parts, with the colours of code.

A page has one of them: all of it, or what lists need, which is little more than half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_craftblog.directives.nodes import hero, hero_section, listing, read_time
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.theme.bundled import FOLDER, THEME
from sphinx_craftblog.theme.fonts import files_of, rules_of
from sphinx_craftblog.theme.options import bundled_font, read_theme_options, tokens

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.highlighting import PygmentsBridge

STYLESHEET = "craftblog.css"

LISTS = "craftblog-lists.css"
"""What pages of lists have of the bundled theme, and a front page that is not much more."""

STYLES = FOLDER / "styles"

HAN = "han"
"""The fonts of languages with Han characters."""

THEME_PARTS = (
    "reset",
    "tokens",
    HAN,
    "base",
    "layout",
    "logo",
    "announcement",
    "shortcuts",
    "text",
    "content",
    "panel",
    "code",
    "components",
    "pages",
    "post",
    "special",
    "print",
)
"""The theme's parts, one concern a file, in the order of their cascade layers."""

EXTENSION_PARTS = {
    "sphinx_design": "sphinx-design",
    "myst_nb": "myst-nb",
    "sphinx_copybutton": "sphinx-copybutton",
    "sphinx.ext.graphviz": "diagrams",
    "sphinxcontrib.mermaid": "diagrams",
}
"""What the sheet has more where an extension is in use whose own sheet knows no dark scheme."""

LISTS_PARTS = tuple(
    part for part in THEME_PARTS if part not in {"content", "code", "post", "special"}
)
"""Those of a page of lists."""

CODE_COLOURS = "code-colours"
"""The theme's own colours of code, unless the author has chosen a ``pygments_style``."""

HOST_PARTS = ("host",)
"""What other themes get: the shape of cards and lists, in that theme's own colours."""


def write_stylesheets(app: Sphinx, env: object) -> list[str]:
    """``env-updated``: put the stylesheets, and a font, where the pages will look for them.

    Sheets are made here and not copied because they hold the colours of the author's
    ``pygments_style``; pages carry their checksums, so they must be there before them.
    A build of Sphinx 8 that has no page to write ends before ``write-started``.
    """
    builder = app.builder
    if builder.format != "html" or builder.name == "epub":
        return []
    for name, css in stylesheets(builder).items():
        path = Path(builder.outdir, "_static", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = css.encode()
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    font = bundled_font(read_theme_options(builder.config))
    for source in files_of(font) if font else ():
        target = Path(builder.outdir, "_static", "fonts", source.name)
        if not target.is_file() or target.stat().st_size != source.stat().st_size:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(source.read_bytes())
    return []


def is_styled(app: Sphinx, page: str, kind: str) -> bool:
    """Return whether a page has the stylesheet: all of the bundled theme, the blog's own of
    another.
    """
    is_ours = app.config.html_theme == THEME or kind in {"post", "listing"}
    return is_ours or page in blog_domain(app.env).queries


def stylesheets(builder: Builder) -> dict[str, str]:
    """The style sheets of a builder's theme, by file."""
    if builder.config.html_theme != THEME:
        return {STYLESHEET: _joined(HOST_PARTS)}
    own = f"{_code_colours(builder)}\n{_chosen_tokens(builder)}"
    options = read_theme_options(builder.config)
    unused = {
        "logo": not options.logo_dark,
        "announcement": not options.announcement.title,
        "shortcuts": not options.shortcuts,
    }
    extensions = builder.config.extensions
    used = {part: None for name, part in EXTENSION_PARTS.items() if name in extensions}
    parts = [part for part in (*THEME_PARTS, *used) if not unused.get(part)]
    # A list is in the site's language.
    has_han = builder.config.language[:2] in {"ja", "ko", "zh"}
    lists = [part for part in parts if part in LISTS_PARTS and (has_han or part != HAN)]
    return {STYLESHEET: _joined(parts, own), LISTS: _joined(lists, own)}


def _joined(parts: Iterable[str], own: str = "") -> str:
    """Parts in one sheet, and rules of a site's own after them."""
    return "".join(map(_part, parts)) + _shortened(own) + "\n"


@cache
def _part(name: str) -> str:
    return _shortened((STYLES / f"{name}.css").read_text(encoding="utf-8"))


def _shortened(css: str) -> str:
    """Rules without what is for those who write them: it is a fifth."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*\n\s*", "\n", css)
    css = re.sub(r" ?([{};]) ?\n?", r"\1", css)
    return re.sub(r"(?<=[:,]) ", "", css).replace(";}", "}").strip()


_LISTED = (
    *(hero, hero_section, listing, read_time),
    *(nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.transition),
    *(nodes.bullet_list, nodes.enumerated_list, nodes.list_item),
    *(nodes.emphasis, nodes.strong, nodes.literal, nodes.inline, nodes.reference),
    *(nodes.image, nodes.target, nodes.comment, nodes.compound, addnodes.toctree),
)
"""What the smaller sheet has styles for,"""

_NOT_LISTED = frozenset({"full", "only-dark", "only-light", "wide"})
"""unless it has one of these classes."""


def is_list(document: nodes.document) -> bool:
    """Return whether the smaller sheet has all that stands in a document."""
    return all(
        isinstance(node, nodes.Element)
        and isinstance(node, _LISTED)
        and not _NOT_LISTED & set(node["classes"])
        for node in document.findall(lambda node: not isinstance(node, nodes.Text))
    )


def _chosen_tokens(builder: Builder) -> str:
    """Return what the theme's options set: in the layer of the tokens, so that paper keeps its
    own.
    """
    options = read_theme_options(builder.config)
    font = bundled_font(options)
    rules = " ".join(f"--{name}: {value};" for name, value in tokens(options).items())
    chosen = f"@layer tokens {{ :root {{ {rules} }} }}\n" if rules else ""
    return (rules_of(font) if font else "") + chosen


def _code_colours(builder: Builder) -> str:
    if builder.config.pygments_style is None:
        return (STYLES / f"{CODE_COLOURS}.css").read_text(encoding="utf-8").strip()
    highlighter: PygmentsBridge = builder.highlighter  # type: ignore[attr-defined]
    rules = highlighter.get_formatter().get_style_defs(".highlight")
    return f"@layer code {{\n{rules}\n}}"
