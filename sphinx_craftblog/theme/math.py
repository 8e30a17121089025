"""Equations on pages of the bundled theme: MathML, with no script and no third party."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import get_node_location
from sphinx.util.math import get_node_equation_number

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.i18n import translate
from sphinx_craftblog.reading.mathml import UntranslatableError, mathml
from sphinx_craftblog.theme.bundled import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "mathml"


def offer_renderer(app: Sphinx, config: Config) -> None:
    """``config-inited``: register MathML, and use it where the author has chosen nothing.

    Sphinx's default loads MathJax from another host. ``html_math_renderer = "mathjax"``
    has it back.
    """
    # Sphinx itself takes the other one of two renderers; with a third (imgmath, …) it
    # asks the author. So ours is only there for the bundled theme, and only alone.
    if config.html_theme != THEME:
        return
    others = set(app.registry.html_inline_math_renderers) - {"mathjax"}
    if not others or config.html_math_renderer == RENDERER:
        app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_math_block, None))


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """A formula within a line."""
    translator.body.append(_formula(node, display=False))
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """A display equation, with its number and a link to it where it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(_formula(node, display=True))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, translate("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _formula(node: nodes.math | nodes.math_block, *, display: bool) -> str:
    source = node.astext()
    try:
        return mathml(source, display=display)
    except UntranslatableError as error:
        place = get_node_location(node) or ""
        report([diagnostics.bad_equation(source, str(error)).at(place)])
        tag = "pre" if display else "code"
        return f"<{tag}>{html.escape(source, quote=False)}</{tag}>"
