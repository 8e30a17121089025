"""Forked readers that do not send back what they were given.

After its documents, a reader process pickles its whole environment, and Sphinx
takes from it what these documents say. All that is known of other documents
goes along, once for each of many processes: more than linear in their number
(Sphinx issue 10967).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinx.project import Project

from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Unsent(Project):
    """The files of a site, which are not sent: the main process found them."""

    def __init__(self, project: Project) -> None:
        super().__init__(project.srcdir, project.source_suffix)
        self.restore(project)

    def __reduce__(self) -> tuple[type[Project], tuple[object, ...]]:
        return Project, (self.srcdir, self.source_suffix)


class Readers:
    """Knows the process that builds from those that it forks."""

    main = 0

    def note_main(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """``env-before-read-docs``: readers are forked after this."""
        self.main = os.getpid()

    def drop_inherited_state(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """``source-read``: in a reader, before its first document, empty what it inherited."""
        domain = blog_domain(app.env)
        if os.getpid() == self.main or "readers" not in domain.options.speedups:
            return
        self.main = os.getpid()  # of this process's copy: once is enough
        env = app.env
        tables: tuple[dict[str, Any], ...] = (
            *(env.tocs, env.titles, env.longtitles, env.metadata),
            *(env.dependencies, env.included, env.domaindata["index"]["entries"]),
        )
        for table in tables:
            table.clear()
        env.images = type(env.images)()
        env.project = Unsent(env.project)
        env.toc_num_entries.clear()
        env.files_to_rebuild.clear()
        domain.forget_records()
