"""Markup of Sphinx and usual extensions that HTML or ARIA do not allow, and what says the same.

Each is an error of the Nu HTML Checker or a finding of axe that no style sheet can help.
"""

from __future__ import annotations

import re
from collections.abc import Callable


def fixed(html: str) -> str:
    """HTML without such markup."""
    for sign, pattern, write in _MENDS:
        if sign in html:
            html = pattern.sub(_outside_of_text(write), html)
    return html


Write = Callable[[re.Match[str]], str]

_TEXT = (
    r"(?P<text><!--.*?(?:-->|\Z)"
    r"|<(?P<of>script|style|template|textarea)\b.*?(?:</(?P=of)\s*>|\Z))"
)
"""What only looks like markup, as in the script of a plot.

Without an end it lasts until that of the text, so that nothing is gone through twice.
"""


def _outside_of_text(write: Write) -> Write:
    return lambda match: match["text"] or write(match)


def _mend(sign: str, pattern: str, write: str | Write) -> tuple[str, re.Pattern[str], Write]:
    """Return what all such HTML has in it, how it is found, and what is written for it."""

    def expand(match: re.Match[str]) -> str:
        return match.expand(write) if isinstance(write, str) else write(match)

    return sign, re.compile(f"{pattern}|{_TEXT}", re.DOTALL), expand


def _list_of_parameters(match: re.Match[str]) -> str:
    items = match["items"].replace("<dd>", "<li>").replace("</dd>", "</li>")
    return f'<ul class="sig-parameters">{items}</ul>'


_CAPTION = '<p class="caption" role="heading" aria-level="2">'

_MENDS = (
    # docutils before 0.22: a size in a style, which a strict policy blocks, and which keeps its
    # height where a small screen makes the picture narrower.
    _mend(
        "<img",
        r'(<img\b[^<>]*) style="width: (\d+)(?:\.0)?px; height: (\d+)(?:\.0)?px;?"',
        r'\1 width="\2" height="\3"',
    ),
    # docutils: a role that DPUB-ARIA 1.1 has given up, on the items of a list.
    _mend("doc-biblioentry", 'role="doc-biblioentry"', 'role="listitem"'),
    # Sphinx: parameters with a line each, as a list of definitions that has no terms.
    _mend("<dl>\n<dd>", r"<dl>(?P<items>\n<dd>(?:(?!<dl).)*?)</dl>", _list_of_parameters),
    # MyST-Parser: a box without a label.
    _mend(
        "task-list-item-checkbox",
        r'(<input class="task-list-item-checkbox"[^<>]*>(?:(?!<input).)*?)(</p>|</li>|<[uo]l)',
        r"<label>\1</label>\2",
    ),
    # Tables of Markdown and pandas: a heading of nothing, in the corner.
    _mend("<th", r"<th(\s[^<>]*)?>\s*(?:<p>\s*</p>\s*)?</th>", r"<td\1></td>"),
    # Sphinx's Graphviz: the text is within the element, which is read out only where it fails.
    _mend(
        "<object",
        r'(<object data="[^"<>]*" type="image/svg\+xml" class="[^"<>]*")'
        r'(>\s*<p class="warning">)([^<]*)',
        r'\1 aria-label="\3"\2\3',
    ),
    # pandas: styles that are only for elements beside them, which no browser has any more.
    _mend("<style scoped", r"<style scoped[^<>]*>(?:(?!<style).)*?</style>\s*", ""),
    # MyST-NB: paragraphs in a line of text.
    _mend(
        " admonition-title",
        r'<p class="(collapsed|expanded) admonition-title">((?:(?!<p).)*?)</p>',
        r'<span class="\1 admonition-title">\2</span>',
    ),
    # sphinx-design: what a label controls is what it is for; and SVG has no version 4.
    _mend("<label aria-controls", r'<label aria-controls="[^"]*"', "<label"),
    _mend('<svg version="4', r'<svg version="4[^"]*"', "<svg"),
    # Sphinx: the caption of a toctree is a heading that does not say which.
    _mend('role="heading"><', '<p class="caption" role="heading">', _CAPTION),
    # Sphinx's Graphviz: an attribute of HTML 3, beside the class that says the same.
    _mend("<div align", r'<div align="(\w+)" class="align-\1"', r'<div class="align-\1"'),
)
