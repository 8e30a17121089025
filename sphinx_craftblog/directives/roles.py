"""``{blog:post}``; the other roles of the domain take a name as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import inline
from sphinx.roles import XRefRole

from sphinx_craftblog.directives.blog_directive import document_name

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment


class PostRole(XRefRole):
    """A post, by its docname from the source folder."""

    innernodeclass = inline

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        return title, document_name(target, env.config.source_suffix)
