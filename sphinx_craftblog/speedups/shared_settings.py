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

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.private_access import DEFAULT_SETTINGS, GET_SETTINGS

if TYPE_CHECKING:
    from pygments.formatter import Formatter
    from sphinx.application import Sphinx

    Settings = Callable[..., Values]

OWNERS = ((sphinx.util.docutils, GET_SETTINGS), (myst, DEFAULT_SETTINGS))
"""Who asks docutils for settings: Sphinx, from 9.0 on, and MyST."""


class SharedSettings:
    """Has the documents of one build begin with copies of the same settings.

    Neither Sphinx nor MyST lets an application choose them, so two functions of modules are
    replaced while documents are read, and put back before anything else is done.
    """

    def __init__(self) -> None:
        self._replaced: list[tuple[Any, str, Settings, Settings]] = []

    def apply(self, app: Sphinx, *args: object) -> None:
        """``env-before-read-docs``: replace the functions, unless another extension has done so."""
        self.restore()
        speedups = blog_domain(app.env).options.speedups
        for module, part in OWNERS:
            usual = part.of(module, speedups)
            if usual is not None and part.is_as_tested():
                own = _remembering(usual)
                setattr(module, part.name, own)
                self._replaced.append((module, part.name, usual, own))

    def restore(self, *args: object) -> None:
        """``env-updated``, and ``build-finished``: put back what was there, where ours still is."""
        while self._replaced:
            module, name, usual, own = self._replaced.pop()
            if getattr(module, name) is own:
                setattr(module, name, usual)


def _remembering(find: Settings) -> Settings:
    """Return a function that finds settings again only for other arguments than the last."""
    last: list[Any] = [None, None]

    def settings(*components: Any, **options: Any) -> Values:
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        if last[0] != (kinds, options):
            last[:] = (kinds, dict(options)), find(*components, **options)
        return _copied(last[1])

    return settings


def _copied(settings: Values) -> Values:
    """Return settings of a document's own, which parsers may change."""
    found = copy(settings)
    for name, value in vars(settings).items():
        if isinstance(value, list | dict | set):
            setattr(found, name, copy(value))
    found.record_dependencies = DependencyList()
    return found


def share_formatters(app: Sphinx) -> None:
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
