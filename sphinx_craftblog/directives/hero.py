"""``hero``: the opening of a landing page."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import OptionSpec

from sphinx_craftblog.directives.blog_directive import BlogDirective, option_spec
from sphinx_craftblog.directives.nodes import hero
from sphinx_craftblog.model import mistakes

OPENS = "craftblog_opens"
"""Attribute of the section that a hero's title has begun, until the document is in it."""

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
            self.mistake(mistakes.second_title(title))
            return [opening]
        return [self._section(" ".join(title.split()), opening)]

    def _section(self, text: str, opening: hero) -> nodes.section:
        title = nodes.title(text, "", *self._inline(text))
        section = nodes.section("", title, opening, **{OPENS: True})
        section["names"].append(nodes.fully_normalize_name(title.astext()))
        self.set_source_info(section)
        self.set_source_info(title)
        self.state.document.note_implicit_target(section, section)
        # MyST warns of headings that begin with the second level, and asks this alone.
        renderer: Any = getattr(self.state, "_renderer", None)
        if renderer is not None:
            renderer._level_to_section.setdefault(1, self.state.document)
        return section

    def _inline(self, text: str) -> list[nodes.Node]:
        found, messages = self.state.inline_text(text, self.lineno)
        return [*found, *messages]


class OpenWithHero(SphinxTransform):
    """Puts the rest of a document under the title that its hero gives it."""

    default_priority = 10  # before titles, labels and footnotes are looked for

    def apply(self, **kwargs: Any) -> None:
        for section in self.document.children:
            if isinstance(section, nodes.section) and section.attributes.pop(OPENS, False):
                rest = self.document[self.document.index(section) + 1 :]
                del self.document[self.document.index(section) + 1 :]
                section.extend(rest)
                return
