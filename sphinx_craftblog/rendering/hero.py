"""The opening of a page: a section around its title in HTML, and plain text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_craftblog.directives.hero import EYEBROW
from sphinx_craftblog.directives.nodes import hero, hero_section
from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class ShowHero(SphinxPostTransform):
    """Replaces heroes by what the builder shows of them."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        builder = blog_domain(self.env).builder
        for opening in list(self.document.findall(hero)):
            if builder.format == "html":
                opening.replace_self(_with_title(opening))
            else:
                opening.replace_self(opening.children)


def _with_title(opening: hero) -> hero_section:
    """The opening with the title of its section, if nothing stands between them."""
    children, section = opening.children, opening.parent
    place = section.index(opening)
    title = section[place - 1] if place else None
    if not isinstance(title, nodes.title):
        return hero_section("", *children)
    section.remove(title)
    first = children[0] if children else None
    has_eyebrow = isinstance(first, nodes.paragraph) and EYEBROW in first["classes"]
    children.insert(1 if has_eyebrow else 0, title)
    # Its number and the link to it are found by the names of the section that it is in.
    return hero_section("", *children, ids=section["ids"])


def visit(translator: HTML5Translator, node: hero_section) -> None:
    """No level of headings, and no ``id`` a second time: the title in it is the document's."""
    translator.body.append('<section class="craftblog-hero">\n')


def depart(translator: HTML5Translator, node: hero_section) -> None:
    translator.body.append("</section>\n")
