"""Social cards: the picture that apps show with a link to a post that has none of its own.

Each is drawn where the page of its post is written, in as many processes as write pages.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog import diagnostics
from sphinx_craftblog.config import CardOptions, where_set
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import site_url
from sphinx_craftblog.features.card import MARK, SocialCard
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.reading.images import find_cover
from sphinx_craftblog.rendering.cards import CardMaker
from sphinx_craftblog.theme.accent import shown_accent
from sphinx_craftblog.theme.options import read_theme_options

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_craftblog.features.card_drawing import Drawing
    from sphinx_craftblog.features.card_fonts import Fonts

FOLDER = "_images/social/"
"""Where the cards lie, from the output folder."""

PACKAGES = ("pillow", "python-bidi", "arabic-reshaper")
"""What draws them: the extra ``social``."""

UNFINISHED = ".tmp"
"""What the name of a card ends in until all of it is written."""

EDITION = 1
"""To be raised when cards are drawn in another way."""


ACCENT = "#0b5cad"
"""The color of the bar at the edge, unless the site has one of its own."""


class SocialCards:
    """The cards of one application."""

    _fonts: Fonts

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._files: dict[str, str] = {}
        self._due: set[str] = set()
        self._logo: Path | None = None
        self._accent = ACCENT
        self._drawing: Drawing | None = None

    def file(self, docname: str) -> str:
        """The card of a post, from the output folder; empty if it has none."""
        return self._files.get(docname, "")

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of each card, by its file."""
        self._files, self._due, self._drawing = {}, set(), None
        domain = blog_domain(app.env)
        options = domain.options.social_cards
        if options is None or not site_url(app.builder):
            return {}
        try:
            versions = [version(name) for name in PACKAGES]
        except PackageNotFoundError as error:
            if options.is_asked_for:
                report([diagnostics.no_extra_for_cards(error.name).at("")])
            return {}
        self._logo, self._accent = _logo(app, options), _accent(app, options)
        looks = digest(
            *(EDITION, versions, self._accent, self._logo and _digest_of(self._logo)),
            *(domain.options.title, domain.options.date_format, app.config.language),
        )
        found = {}
        for post in self._drawable(app, domain):
            file = card_file(post.docname)
            if self.changes.is_foreign_file(Path(app.outdir), file, MARK):
                report([diagnostics.card_onto_stranger(file).at(post.docname)])
                continue
            self._files[post.docname] = file
            authors = [author.name for author in domain.blog.authors(post)]
            day = post.date and post.date.date().isoformat()
            found[file] = [digest(looks, post.title, authors, day, post.language), file]
        return found

    def _drawable(self, app: Sphinx, domain: BlogDomain) -> Iterator[Post]:
        """The posts that get a card."""
        from sphinx_craftblog.features.card_fonts import Fonts
        from sphinx_craftblog.features.card_text import card_line

        self._fonts = Fonts()
        for _, post in sorted(domain.blog.published.items()):
            if post.image or post.draft:
                continue
            texts = (post.title, *(author.name for author in domain.blog.authors(post)))
            if missing := self._fonts.missing(card_line(" ".join(texts))):
                report([diagnostics.undrawable(missing).at(post.docname)])
            else:
                yield post

    def find_due(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """``env-updated``: the posts whose card must be drawn, or whose page names one no more."""
        old, new = self.changes.old.pages, self.changes.new.pages
        there = _files_below(Path(app.outdir), FOLDER) if self._files else set()
        self._due = {
            docname
            for docname, file in self._files.items()
            if old.get(file) != new[file] or file not in there or file in self.changes.journal.pages
        }
        if self._due:
            self._drawing = self._begin_drawing()
        lost = {
            file.removeprefix(FOLDER).removesuffix(".png")
            for file in old.keys() - new.keys()
            if file.startswith(FOLDER)
        }
        return sorted(self._due | lost & env.found_docs)

    def _begin_drawing(self) -> Drawing:
        from sphinx_craftblog.features.card_drawing import Drawing

        drawing = Drawing(self._fonts, self._accent, self._logo)
        if self._logo and drawing.logo is None:
            report([diagnostics.unreadable_logo(self._logo.name).at("")])
        return drawing

    def note(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: this post's page is written next, and its card with it."""
        if docname in self._due:
            file = self._files[docname]
            self.changes.journal.note_page(file, [file, file + UNFINISHED])

    def draw(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
    ) -> None:
        """``html-page-context``: draw the card of a post."""
        if pagename not in self._due or self._drawing is None:
            return
        domain = blog_domain(app.env)
        post = domain.blog.published[pagename]
        card = SocialCard(
            post.title,
            domain.options.title,
            tuple(author.name for author in domain.blog.authors(post)),
            CardMaker(app.builder, pagename).shown(post.date).text if post.date else "",
            post.language or app.config.language or "",
        )
        _replace(Path(app.outdir, self._files[pagename]), self._drawing.png(card))

    def leave_undrawn(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: leave to the next build what this one, of some files, has not.

        And one card with a logo that cannot be read, to be told of it again.
        """
        left = self._due - blog_domain(app.env).resolved
        if self._drawing and self._logo and self._drawing.logo is None:
            left.add(min(self._due))
        for docname in left:
            self.changes.new.pages[self._files[docname]][0] = ""
        return []


def card_file(docname: str) -> str:
    """Return where the card of a post lies, from the output folder."""
    return f"{FOLDER}{docname}.png"


def _accent(app: Sphinx, options: CardOptions) -> str:
    """The accent of the cards, else that of the pages."""
    of_theme = read_theme_options(app.config).accent
    return options.accent or (shown_accent(of_theme).light if of_theme else ACCENT)


def _logo(app: Sphinx, options: CardOptions) -> Path | None:
    """The file of the logo, if there is one."""
    if options.logo:
        relative, problem = find_cover(app.env, f"/{options.logo}", app.config.root_doc)
        if problem:
            report([problem.at(where_set(app, "craftblog_social_cards"))])
        return None if problem else Path(app.srcdir, relative)
    path = Path(app.confdir, app.config.html_logo or "")
    return path if path.suffix.lower() in {".png", ".jpg", ".jpeg"} and path.is_file() else None


def _digest_of(path: Path) -> str:
    return blake2b(path.read_bytes()).hexdigest()


def _files_below(folder: Path, name: str) -> set[str]:
    """The files below a folder, as paths from the one around it."""
    paths = (
        os.path.join(parent, file)  # noqa: PTH118 - many
        for parent, _, files in os.walk(folder / name)
        for file in files
    )
    start = len(f"{folder}{os.sep}")
    return {path[start:].replace(os.sep, "/") for path in paths}


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step, if it says something else."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.write_bytes(content)
    unfinished.replace(path)
