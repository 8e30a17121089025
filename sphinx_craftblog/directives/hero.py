"""``hero``: the opening of a landing page."""

from __future__ import annotations

from logging import LogRecord, getLogger
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import OptionSpec

from sphinx_craftblog import diagnostics
from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.directives.nodes import hero
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.private_access import MYST_LEVELS, MYST_RENDERER

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

OPENS = "craftblog_opens"
"""Attribute of the section that a hero's title has begun, until the document is in it."""

MYST_LOGGER = getLogger("sphinx.myst_parser.warnings_")
"""Where MyST warns of headings."""

ACTIONS = "craftblog-actions"
EYEBROW = "craftblog-eyebrow"


class Hero(BlogDirective):
    """Words above the title, the title, words below it, and links to go on with."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = option_spec("eyebrow", "title")

    def run(self) -> list[nodes.Node]:
        given = self.known_options()
        opening = hero()
        self.set_source_info(opening)
        if eyebrow := given.get("eyebrow", "").strip():
            words = nodes.paragraph(eyebrow, "", *self._inline(eyebrow), classes=[EYEBROW])
            self.set_source_info(words)
            opening += words
        self.state.nested_parse(self.content, self.content_offset, opening)
        if opening.children and isinstance(opening[-1], nodes.bullet_list):
            opening[-1]["classes"].append(ACTIONS)
        title = given.get("title") or " ".join(self.arguments)
        if not title.strip():
            return [opening]
        if self.state.document.next_node(nodes.section) is not None:
            self.diagnostic(diagnostics.second_title(title))
            return [opening]
        return [self._section(" ".join(title.split()), opening)]

    def _section(self, text: str, opening: hero) -> nodes.section:
        title = nodes.title(text, "", *self._inline(text))
        section = nodes.section("", title, opening, **{OPENS: True})
        section["names"].append(nodes.fully_normalize_name(title.astext()))
        self.set_source_info(section)
        self.set_source_info(title)
        self.state.document.note_implicit_target(section, section)
        _begin_levels(self.state, self.env)
        return section

    def _inline(self, text: str) -> list[nodes.Node]:
        found, messages = self.state.inline_text(text, self.lineno)
        return [*found, *messages]


def _begin_levels(state: object, env: BuildEnvironment) -> None:
    """Have MyST take the title for the heading of the first level: it warns of a document whose
    headings begin with the second.
    """
    speedups = blog_domain(env).options.speedups
    levels = MYST_LEVELS.of(MYST_RENDERER.of(state, speedups), speedups)
    if levels is not None:
        levels.setdefault(1, getattr(state, "document", None))
    else:
        MYST_LOGGER.addFilter(_is_of_no_heading)  # until the document is parsed


def _is_of_no_heading(record: LogRecord) -> bool:
    return getattr(record, "subtype", "") != "header"


class OpenWithHero(SphinxTransform):
    """Puts the rest of a document under the title that its hero gives it."""

    default_priority = 10  # before titles, labels and footnotes are looked for

    def apply(self, **kwargs: Any) -> None:
        MYST_LOGGER.removeFilter(_is_of_no_heading)
        for section in self.document.children:
            if isinstance(section, nodes.section) and section.attributes.pop(OPENS, False):
                rest = self.document[self.document.index(section) + 1 :]
                del self.document[self.document.index(section) + 1 :]
                section.extend(rest)
                return
