"""An EPUB of the whole site: what no toctree has is read after the rest, and can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_craftblog.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Epub:
    """The documents of one application's EPUB, and their order."""

    def connect(self, app: Sphinx) -> None:
        """Connect what makes the book; other builders pass it by."""
        app.connect("builder-inited", self.begin)
        app.connect("write-started", self.order_documents)

    def begin(self, app: Sphinx) -> None:
        """``builder-inited``: keep what the author has set."""
        self.after = list(app.config.epub_post_files)
        self.left_out = list(app.config.epub_exclude_files)

    def order_documents(self, app: Sphinx, builder: Builder) -> None:
        """``write-started``: put posts, oldest first, and other documents at the end.

        Sphinx packs them, and leaves them out of the contents and of the pages that a reader
        turns; EPUB 3.3 (5.7.2) does not allow that unless a link leads to each of them. What
        is in no list and has no link to it is not packed.
        """
        if builder.name != "epub":
            return
        domain, config, documents = blog_domain(app.env), builder.config, app.env.found_docs
        listed = [post.docname for post in reversed(domain.blog.posts)]
        others = sorted(documents - set(listed) - domain.hidden)
        linked = {name for found in documents for name in domain.linked_from(found)}
        placed = {file for file, _ in (*config.epub_pre_files, *self.after)}
        added = [
            (file, app.env.titles[name].astext())
            for name in (*listed, *others)
            if name not in domain.in_toctrees and (file := _file(builder, name)) not in placed
        ]
        unreachable = sorted(domain.hidden - linked - domain.in_toctrees)
        config.epub_post_files = self.after + added
        config.epub_exclude_files = [
            *self.left_out,
            *(_file(builder, name) for name in unreachable),
        ]


def _file(builder: Builder, docname: str) -> str:
    return docname + getattr(builder, "out_suffix", "")
