"""Shorter ways through the trees of documents.

Each transform of docutils and Sphinx looks for its nodes in the whole tree, some fifty
times a document. docutils does so with a generator in a generator for each level. For
quotation marks, it takes texts without any apart and puts them together again; for the
language of code, Sphinx visits every node, though few are code.

What is replaced belongs to one document, or to one application: another that runs in the same
process has docutils' and Sphinx's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform, code
from sphinx.util.nodes import NodeMatcher

from sphinx_craftblog.config import active_speedups

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def connect_to_transforms(app: Sphinx, config: Config) -> None:
    """``config-inited``: have the transforms of this application take the shorter ways."""
    if "trees" not in active_speedups(config):
        return
    app.add_transform(BeginTraversal)
    app.add_transform(EndTraversal)
    app.add_post_transform(ResumeTraversal)
    for transforms in (app.registry.get_transforms(), app.registry.get_post_transforms()):
        for place, transform in enumerate(transforms):
            transforms[place] = _SHORTER.get(transform, transform)


def find_nodes(
    document: nodes.document, condition: Any = None, *args: Any, **options: Any
) -> Iterator[Any]:
    """Return what ``document.findall`` does, in one pass for all that is usually asked of it."""
    if not (args or options):
        if isinstance(condition, NodeMatcher):
            found = find_of_class(document, condition.classes or nodes.Node)
            return filter(condition.match, found)
        if condition is None or isinstance(condition, type):
            return find_of_class(document, condition or nodes.Node)
    return type(document).findall(document, condition, *args, **options)


def find_of_class(
    node: nodes.Node, kind: type[nodes.Node] | tuple[type[nodes.Node], ...]
) -> Iterator[nodes.Node]:
    """Yield the node and those below it that are of a class, in the order of the text.

    What is below a node may be changed as soon as the node was yielded.
    """
    if isinstance(node, kind):
        yield node
    above = []
    children = iter(node.children)
    while True:
        for child in children:
            if isinstance(child, kind):
                yield child
            if child.children:
                above.append(children)
                children = iter(child.children)
                break
        else:
            if not above:
                return
            children = above.pop()


class BeginTraversal(SphinxTransform):
    """Has one document find its nodes in one pass, from the first transform on."""

    default_priority = 0

    def apply(self, **kwargs: Any) -> None:
        vars(self.document)["findall"] = partial(find_nodes, self.document)


class EndTraversal(SphinxTransform):
    """Leaves a document as docutils made it, before it is pickled."""

    default_priority = 999

    def apply(self, **kwargs: Any) -> None:
        vars(self.document).pop("findall", None)


class ResumeTraversal(SphinxPostTransform):
    """Has a document that is about to be written find its nodes in one pass."""

    default_priority = 0

    def run(self, **kwargs: Any) -> None:
        vars(self.document)["findall"] = partial(find_nodes, self.document)


QUOTABLE = re.compile(r"""["'`\\\x00]|--|\.\.\.|\. \. \.|&quot;""")
"""What docutils changes in a text, or looks at more closely, with the actions ``q``, ``d``, ``D``,
``i``, ``e`` and ``w``.
"""


class QuoteTexts(SphinxSmartQuotes):
    """Hands docutils the blocks of text that have something to change, or a language of their own
    (which may be one to warn of).
    """

    def apply(self, **kwargs: Any) -> None:
        is_known = set("qdDiew").issuperset(self.config.smartquotes_action)
        if not is_known or not self.is_available():
            super().apply(**kwargs)
            return
        document: Any = self.document
        blocks = [
            node
            for node in document.findall(nodes.TextElement)
            if not isinstance(node, nodes.FixedTextElement)
            and not isinstance(node.parent, nodes.TextElement)
            and (QUOTABLE.search(node.astext()) or node.get_language_code(""))
        ]
        usual = document.findall
        document.findall = lambda *_: iter(blocks)
        try:
            super().apply(**kwargs)
        finally:
            document.findall = usual


class HighlightCode(code.HighlightLanguageTransform):
    """Visits code alone, unless the document says for parts of itself what language it is in."""

    def apply(self, **kwargs: Any) -> None:
        if any(self.document.findall(addnodes.highlightlang)):
            super().apply(**kwargs)
            return
        visitor = code.HighlightLanguageVisitor(self.document, self.config.highlight_language)
        visitor.settings.append(visitor.default_setting)
        for node in self.document.findall(nodes.literal_block):
            visitor.visit_literal_block(node)


_SHORTER: dict[Any, type] = {
    SphinxSmartQuotes: QuoteTexts,
    code.HighlightLanguageTransform: HighlightCode,
}
