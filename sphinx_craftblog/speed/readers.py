"""Forked readers that do not send back what they were given.

After its documents, a reader process pickles its whole environment, and Sphinx
takes from it what these documents say. All that is known of other documents
goes along, once for each of many processes: more than linear in their number
(Sphinx issue 10967).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_craftblog.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Readers:
    """Knows the process that builds from those that it forks."""

    main = 0

    def note_main(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """``env-before-read-docs``: readers are forked after this."""
        self.main = os.getpid()

    def forget_others(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """``source-read``: in a reader, before its first document, empty what it inherited."""
        domain = blog_domain(app.env)
        if os.getpid() == self.main or "readers" not in domain.options.speedups:
            return
        self.main = os.getpid()  # of this process's copy: once is enough
        env = app.env
        for table in (env.tocs, env.titles, env.longtitles, env.metadata):
            table.clear()
        env.toc_num_entries.clear()
        env.files_to_rebuild.clear()
        domain.forget_records()
