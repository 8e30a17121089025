"""Walks through the trees of documents: shorter ones, and some that need not be taken.

Each transform of docutils and Sphinx looks for its nodes in the whole tree, some fifty
times a document. docutils does so with a generator in a generator for each level. For
quotation marks, texts without any are taken apart and put together again; for the
language of code, every node is visited though few are code; for the inventory, every
title of the site is copied, to take out pictures that few have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import std
from sphinx.transforms import SphinxSmartQuotes
from sphinx.transforms.post_transforms import code
from sphinx.util.nodes import NodeMatcher, clean_astext

from sphinx_craftblog.domain import blog_domain
from sphinx_craftblog.speed.places import Places

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_educate: Callable[..., None] = SphinxSmartQuotes.apply
_highlight: Callable[..., None] = code.HighlightLanguageTransform.apply


def _find_all(self: nodes.Node) -> Iterator[nodes.Node]:
    """The node and all below it, in the order of the text."""
    return _find_of_class(self, nodes.Node)


def _find_of_class(self: nodes.Node, cls: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """Those of a class. Whoever asks may change what is below the node that he was given."""
    if isinstance(self, cls):
        yield self
    above = []
    children = iter(self.children)
    while True:
        for child in children:
            if isinstance(child, cls):
                yield child
            if child.children:
                above.append(children)
                children = iter(child.children)
                break
        else:
            if not above:
                return
            children = above.pop()


def _find_matching(self: NodeMatcher[Any], node: nodes.Node) -> Iterator[nodes.Node]:
    """Those that match, of those that are of a class which can."""
    return filter(self.match, _find_of_class(node, self.classes or nodes.Node))


QUOTABLE = re.compile(r"""["'`\\\x00]|--|\.\.\.|\. \. \.|&quot;""")
"""What docutils changes in a text, or looks at more closely, with the actions ``q``, ``d``, ``D``,
``i``, ``e`` and ``w``.
"""


def _educate_where_needed(self: SphinxSmartQuotes, **kwargs: Any) -> None:
    """Hand docutils the blocks of text that have something to change, or a language of their own
    (which may be one to warn of).
    """
    is_known = set("qdDiew").issuperset(self.config.smartquotes_action)
    if not is_known or not self.is_available():
        _educate(self, **kwargs)
        return
    document: Any = self.document
    blocks = [
        node
        for node in document.findall(nodes.TextElement)
        if not isinstance(node, nodes.FixedTextElement)
        and not isinstance(node.parent, nodes.TextElement)
        and (QUOTABLE.search(node.astext()) or node.get_language_code(""))
    ]
    document.findall = lambda *_: iter(blocks)
    try:
        _educate(self, **kwargs)
    finally:
        del document.findall


def _highlight_literal_blocks(self: code.HighlightLanguageTransform, **kwargs: Any) -> None:
    """Visit code alone, unless the document says for parts of itself what language it is in."""
    if any(self.document.findall(addnodes.highlightlang)):
        _highlight(self, **kwargs)
        return
    visitor = code.HighlightLanguageVisitor(self.document, self.config.highlight_language)
    visitor.settings.append(visitor.default_setting)
    for node in self.document.findall(nodes.literal_block):
        visitor.visit_literal_block(node)


def _text_of(title: nodes.Element) -> str:
    """Copy titles alone that have more than text in them."""
    if all(isinstance(child, nodes.Text) for child in title.children):
        return title.astext()
    return clean_astext(title)


_SHORTER: tuple[tuple[Any, str, Callable[..., Any], Callable[..., Any] | None], ...] = tuple(
    (owner, name, own, vars(owner).get(name))
    for owner, name, own in (
        (nodes.Node, "_superfast_findall", _find_all),
        (nodes.Node, "_fast_findall", _find_of_class),
        (NodeMatcher, "findall", _find_matching),
        (SphinxSmartQuotes, "apply", _educate_where_needed),
        (code.HighlightLanguageTransform, "apply", _highlight_literal_blocks),
        (std, "clean_astext", _text_of),
    )
)
"""Functions with what takes their place, and what is there, if docutils or Sphinx still has it."""


class ShorterWalks:
    """Has one build walk through trees in our way."""

    def __init__(self) -> None:
        self._places = Places()
        self.end = self._places.give_back

    def begin(self, app: Sphinx, *args: object) -> list[str]:
        """``env-get-outdated``: before anything is read."""
        if "trees" in blog_domain(app.env).options.speedups:
            for owner, name, own, usual in _SHORTER:
                if usual is not None:
                    self._places.take(owner, name, usual, own)
        return []
