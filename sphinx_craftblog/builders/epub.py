"""An EPUB of the whole site: what no toctree has is read after the rest, and can be found."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Epub:
    """The documents of one application's EPUB, and their order."""

    def connect(self, app: Sphinx) -> None:
        """Connect what makes the book; other builders pass it by."""
        app.connect("builder-inited", self.begin)
        app.connect("builder-inited", declare_languages)
        app.connect("write-started", self.order_documents)
        app.connect("write-started", copy_styles)

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


def copy_styles(app: Sphinx, builder: Builder) -> None:
    """``write-started``: copy MyST-NB's style sheet, before the book is packed.

    It does that itself when a build has finished: a first book is without it, though each page
    asks for it, and a second is not.
    """
    if builder.name == "epub":
        Path(app.outdir, "_static").mkdir(parents=True, exist_ok=True)
        for listener in app.events.listeners.get("build-finished", ()):
            if getattr(listener.handler, "__module__", "").startswith("myst_nb."):
                listener.handler(app, None)


def declare_languages(app: Sphinx) -> None:
    """``builder-inited``: have an EPUB's list of files say which hold MathML or SVG.

    EPUB 3.3 (5.6.2) asks for it, Sphinx does not write it, and there is no hook
    between that file and the archive made of it.
    """
    if app.builder.name != "epub":
        return
    builder: Any = app.builder
    build = builder.build_epub

    def build_epub() -> None:
        package = Path(app.outdir, "content.opf")
        text = package.read_text(encoding="utf-8")
        package.write_text(_with_properties(text, package.parent), encoding="utf-8")
        build()

    builder.build_epub = build_epub


_LANGUAGES = {"mathml": b"<math", "svg": b"<svg"}


def _with_properties(package: str, folder: Path) -> str:
    def declared(item: re.Match[str]) -> str:
        file = folder / unquote(html.unescape(item[1]))
        content = file.read_bytes() if file.is_file() else b""
        used = " ".join(name for name, start in _LANGUAGES.items() if start in content)
        return f'{item[0]} properties="{used}"' if used else item[0]

    pattern = r'<item id="[^"]*" href="([^"]+)" media-type="application/xhtml\+xml"(?! properties)'
    return re.sub(pattern, declared, package)


def _file(builder: Builder, docname: str) -> str:
    return docname + getattr(builder, "out_suffix", "")
