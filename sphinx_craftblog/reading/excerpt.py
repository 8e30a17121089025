"""What a card shows of a post: its excerpt and its code panel, as HTML of their own.

They are rendered where the post is read (in parallel), without the builder, so
that one reading serves every builder. Links become plain text: a card is itself
a link, and a fragment must not hold an address that depends on its page.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import compress
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.highlighting import PygmentsBridge

from sphinx_craftblog.model.fragment import CodePanel
from sphinx_craftblog.reading.annotations import annotations_of, with_marks
from sphinx_craftblog.reading.mathml import UntranslatableError, mathml

DESCRIPTION_LENGTH = 200
"""Longest description made from an excerpt, in characters. Search engines cut at about 155."""


PANEL_LINES = 14
"""Lines of a code panel; a card is a glance at a post. Two more are shown rather than cut."""


def excerpt_blocks(doctree: nodes.document, paragraphs: int) -> list[nodes.Element]:
    """The blocks of an excerpt: up to a ``<!-- more -->``, else the first paragraphs."""
    before: list[nodes.Element] = []
    for node in _body(doctree):
        if _is_more(node):
            return before
        if isinstance(node, nodes.paragraph | nodes.bullet_list | nodes.enumerated_list):
            before.append(node)
    is_paragraph = (isinstance(node, nodes.paragraph) for node in before)
    return list(compress(before, is_paragraph))[:paragraphs]


def find_panel(doctree: nodes.document, wanted: bool | str) -> nodes.Element | None:
    """The captioned code block that a card shows; ``wanted`` may be its caption or name."""
    for container in _captioned(doctree):
        if wanted is True or wanted in panel_names(container):
            return container
    return None


def panel_choices(doctree: nodes.document) -> list[str]:
    """The captions and names that ``code_panel`` can mean."""
    return [name for container in _captioned(doctree) for name in panel_names(container)]


def panel_names(container: nodes.Element) -> list[str]:
    """The caption of a code block, and the name that it was given."""
    caption = container.next_node(nodes.caption)
    return [*([caption.astext()] if caption is not None else []), *container.get("names", ())]


def render_panel(container: nodes.Element, *, default_language: str) -> CodePanel:
    """Highlight the beginning of a captioned code block, as Sphinx does."""
    caption = container.next_node(nodes.caption)
    block = next(container.findall(nodes.literal_block))
    language = block.get("language", "default")
    if language == "default":
        language = default_language
    arguments: dict[str, Any] = block.get("highlight_args", {})
    lines = block.astext().rstrip().split("\n")
    shown = "\n".join(lines[:PANEL_LINES] if len(lines) > PANEL_LINES + 2 else lines).rstrip()
    highlighted = PygmentsBridge("html").highlight_block(
        shown, language, opts=arguments.get("opts"), force=True
    )
    # The list below the block, to which its marks lead, is not on a card.
    highlighted = with_marks(highlighted, dict.fromkeys(annotations_of(block), ""))
    title = caption.astext() if caption is not None else ""
    return CodePanel(title, language, highlighted, len(lines) - len(shown.split("\n")))


def render_blocks(blocks: list[nodes.Element]) -> str:
    """HTML of an excerpt's blocks: paragraphs and lists, emphasis, code, formulas."""
    return "\n".join(filter(None, map(_html, blocks)))


def paragraphs_of(text: str) -> str:
    """HTML of an excerpt that the author wrote as plain text."""
    parts = (" ".join(part.split()) for part in text.replace("\r", "").split("\n\n"))
    return "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts if part)


def plain_text(blocks: list[nodes.Element]) -> str:
    """An excerpt as one line of text, shortened at a word."""
    return shortened(" ".join(_text(block) for block in blocks))


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """``text`` on one line, cut with an ellipsis after a word when longer than ``length``."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "…"


def _body(node: nodes.Element) -> Iterator[nodes.Node]:
    """The blocks of a document in order, through its sections but into nothing else."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield from _body(child)
        else:
            yield child


def _is_more(node: nodes.Node) -> bool:
    if isinstance(node, nodes.raw) and "html" in node.get("format", ""):
        text = node.astext().strip()
        return text.startswith("<!--") and text.strip("<!- >").lower() == "more"
    return isinstance(node, nodes.comment) and node.astext().strip().lower() == "more"


def _captioned(doctree: nodes.document) -> Iterator[nodes.Element]:
    for container in doctree.findall(nodes.container):
        if container.get("literal_block") and container.next_node(nodes.literal_block) is not None:
            yield container


_TAGS: dict[type[nodes.Node], str] = {
    nodes.paragraph: "p",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
    nodes.title_reference: "cite",
}

_LEFT_OUT = (
    nodes.Invisible,
    nodes.raw,
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.system_message,
    nodes.problematic,
)


def _html(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return html.escape(str(node), quote=False)
    if isinstance(node, _LEFT_OUT) or not isinstance(node, nodes.Element):
        return ""
    if isinstance(node, nodes.math):
        try:
            return mathml(node.astext(), display=False)
        except UntranslatableError:
            return f"<code>{html.escape(node.astext(), quote=False)}</code>"
    inner = "".join(map(_html, node.children)) or html.escape(_target(node), quote=False)
    tag = _tag(node)
    return f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner


def _target(node: nodes.Element) -> str:
    """Return what a link without words of its own leads to: titles of others are not known here."""
    if not isinstance(node, addnodes.pending_xref):
        return ""
    name = str(node.get("reftarget", "")).rpartition("/")[2]
    return name.removesuffix(".md").replace("-", " ")


def _tag(node: nodes.Node) -> str | None:
    return next((tag for kind, tag in _TAGS.items() if isinstance(node, kind)), None)


def _text(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, _LEFT_OUT) or not isinstance(node, nodes.Element):
        return ""
    text = "".join(map(_text, node.children)) or _target(node)
    return text if isinstance(node, nodes.Inline) else f"{text} "
