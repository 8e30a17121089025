"""Comments under posts: the script that loads them, and threads that their provider has not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.comments import example_of_thread, find_thread
from sphinx_craftblog.rendering.comments import SCRIPT, SCRIPT_SOURCE, has_comments, script_digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_craftblog.incremental.changes import Changes

_FILE = f"_static/{SCRIPT}"

_MARK = "Comments of sphinx-craftblog"
"""What tells the script in an output folder from somebody else's file of that name."""


class CommentsScript:
    """The script of one application, in the output folder as long as a post has comments."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of the script, if a page asks for it."""
        domain = blog_domain(app.env)
        if not any(has_comments(post, domain) for post in domain.blog.published.values()):
            return {}
        if self.changes.is_foreign_file(Path(app.outdir), _FILE, _MARK):
            stale_outputs = self.changes.stale_outputs
            if stale_outputs is None or _FILE not in stale_outputs.copied:
                report([diagnostics.comments_onto_stranger(_FILE).at("")])
            return {}
        return {_FILE: [script_digest(domain.options.comments), _FILE]}

    def write(self, app: Sphinx, env: object) -> list[str]:
        """``env-updated``: put it there before the pages, which carry its checksum."""
        if _FILE in self.changes.new.pages and self.changes.must_write(app.builder, _FILE):
            path = Path(app.outdir, _FILE)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(SCRIPT_SOURCE.read_bytes())
        return []


def report_diagnostics(app: Sphinx, env: object) -> list[str]:
    """``env-updated``: say which posts name a thread that their provider has not."""
    domain = blog_domain(app.env)
    comments = domain.options.comments
    if comments is not None:
        example = example_of_thread(comments)
        report(
            diagnostics.no_thread(post.thread, comments.provider, example).at(
                *post.place("comments")
            )
            for _, post in sorted(domain.blog.published.items())
            if post.comments and post.thread and find_thread(comments, post.thread) is None
        )
    return []
