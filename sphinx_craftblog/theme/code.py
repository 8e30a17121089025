"""Code blocks on pages of the bundled theme: the language in the bar, notes on lines."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes

from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.reading.annotations import annotations_of, marks_in, with_marks
from sphinx_craftblog.theme.bundled import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

NAMES = {
    "Bash": "Shell",
    "Bash Session": "Shell",
    "PowerShell Session": "PowerShell",
    "Python console session": "Python",
    "Django/Jinja": "Jinja",
    "HTML+Django/Jinja": "Jinja",
    "Nginx configuration file": "Nginx",
    "Text only": "",
}
"""Languages that readers know by another name than that of Pygments' lexer."""

ANNOTATIONS = "craftblog-annotations"
"""Class of a list whose items belong to lines of the code above it."""

MARK = (
    '<span class="craftblog-annotation"> '
    '<a href="#{id}"><span>(</span>{number}<span>)</span></a></span>'
)
"""What stands in a line of code for an item; where no styles are, as in feeds, "(1)"."""

BAR = '<div class="code-block-caption"'
"""What Sphinx begins a block's caption with."""


def offer_blocks(app: Sphinx, config: Config) -> None:
    """``config-inited``: write code blocks for the bundled theme, if it is the site's."""
    if config.html_theme == THEME:
        app.add_node(nodes.caption, override=True, html=(visit_caption, None))
        app.add_node(nodes.literal_block, override=True, html=(visit_literal_block, None))


def visit_caption(translator: HTML5Translator, node: nodes.caption) -> None:
    """A caption; over a code block it is a title bar that knows the language.

    As an attribute, which the styles show, it is neither in feeds nor in the search index.
    """
    start = len(translator.body)
    type(translator).visit_caption(translator, node)
    name = html.escape(_language(node.parent))
    if name and makes_pages(translator.builder) and translator.body[start].startswith(BAR):
        bar = translator.body[start]
        translator.body[start] = bar.replace(BAR, f'{BAR} data-language="{name}"', 1)


def visit_literal_block(translator: HTML5Translator, node: nodes.literal_block) -> None:
    """A code block; comments that stand for items of the list below it link to them."""
    start = len(translator.body)
    try:
        type(translator).visit_literal_block(translator, node)
    except nodes.SkipNode:
        if makes_pages(translator.builder):
            highlighted = "".join(translator.body[start:])
            translator.body[start:] = [_annotated(highlighted, node, translator.document)]
        raise


def language_name(language: str) -> str:
    """A language as readers know it, from its name in a code block; empty if it has none."""
    try:
        lexer: object = find_lexer_class_by_name(language)
    except ClassNotFound:
        lexer = lexer_classes.get(language)  # where extensions add theirs
    name = str(getattr(lexer, "name", ""))
    return NAMES.get(name, name)


def _language(container: nodes.Element) -> str:
    block = container.next_node(nodes.literal_block)
    language = "" if block is None else block.get("language", "default")
    return "" if language in {"", "default"} else language_name(language)


def _annotated(highlighted: str, block: nodes.Element, document: nodes.document) -> str:
    """A block with links to the items below it; these, written later, are made ready for that."""
    items = annotations_of(block)
    marks = {}
    for number in sorted(marks_in(highlighted) & items.keys()):
        item = items[number]
        if not item["ids"]:
            document.set_id(item)
        marks[number] = MARK.format(id=item["ids"][0], number=number)
        if ANNOTATIONS not in item.parent["classes"]:
            item.parent["classes"].append(ANNOTATIONS)
    return with_marks(highlighted, marks)
