"""What is made anew for every document, or for every block of code in it, and made once here.

docutils finds out its default settings from the options of a command line: twice for each
document that MyST reads, once of them for nothing. Pygments derives the styles of every token
for each block that it highlights, though pages take them from a style sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

import sphinx.util.docutils
from docutils.frontend import Values
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base as myst
from pygments.formatters import HtmlFormatter

from sphinx_craftblog.domain import blog_domain
from sphinx_craftblog.speed.places import Places

if TYPE_CHECKING:
    from pygments.formatter import Formatter
    from sphinx.application import Sphinx

    Settings = Callable[..., Values]


class ReusedSettings:
    """Has documents of one build begin with copies of the same settings."""

    PLACES = ((sphinx.util.docutils, "_get_settings"), (myst, "get_default_settings"))
    """Who asks docutils for settings: Sphinx, from 9.0 on, and MyST."""

    def __init__(self) -> None:
        self._places = Places()
        self.end = self._places.give_back

    def begin(self, app: Sphinx, *args: object) -> None:
        """``env-before-read-docs``: take the places of the functions."""
        if "settings" not in blog_domain(app.env).options.speedups:
            return
        self.end()
        for module, name in self.PLACES:
            if usual := getattr(module, name, None):
                self._places.take(module, name, usual, _remembering(usual))


def _remembering(find: Settings) -> Settings:
    """A function that finds settings again only for other arguments than the last."""
    last: list[Any] = [None, None]

    def settings(*components: Any, **options: Any) -> Values:
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        if last[0] != (kinds, options):
            last[:] = (kinds, dict(options)), find(*components, **options)
        return _copied(last[1])

    return settings


def _copied(settings: Values) -> Values:
    """Settings of a document's own, which parsers may change."""
    found = copy(settings)
    for name, value in vars(settings).items():
        if isinstance(value, list | dict | set):
            setattr(found, name, copy(value))
    found.record_dependencies = DependencyList()
    return found


def reuse_formatters(app: Sphinx) -> None:
    """``builder-inited``: have the builder make the formatter of highlighted code once for each
    set of its options.
    """
    bridge: Any = getattr(app.builder, "highlighter", None)
    is_usual = getattr(bridge, "formatter", None) is HtmlFormatter
    if not is_usual or "formatters" not in blog_domain(app.env).options.speedups:
        return
    make = bridge.get_formatter
    made: dict[str, Formatter[str]] = {}

    def get_formatter(**options: Any) -> Formatter[str]:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = make(**options)
        return made[name]

    bridge.get_formatter = get_formatter
