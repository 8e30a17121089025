"""What the bundled theme puts around every page: links, icons, the announcement, the logo.

Other themes are told as well: one of them may inherit from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.locale import _ as translate_of_sphinx

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages, shows_cards
from sphinx_craftblog.i18n import FEEDS_TITLE, TAXONOMY_TITLES, translate
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.social_links import FEEDS
from sphinx_craftblog.rendering.cards import CardMaker
from sphinx_craftblog.theme.bundled import FOLDER, SEARCH, has_search_page
from sphinx_craftblog.theme.fonts import first_file
from sphinx_craftblog.theme.options import (
    SiteLink,
    ThemeOptions,
    bundled_font,
    read_theme_options,
    theme_mistake,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FEW = 4
"""As many links as stand beside each other on a small screen; more are in a menu."""


SCRIPTS = FOLDER / "static"
"""The theme's scripts. Pages name them with a digest, so that none is older than its page."""


class FrameLink(NamedTuple):
    """A link of the frame, to a ``page`` of the site (with an ``anchor``), a ``file``, or a URL."""

    title: str
    page: str = ""
    anchor: str = ""
    file: str = ""
    url: str = ""
    icon: str = ""


class SiteChrome:
    """The frame of the pages of one application, as each build finds it."""

    options: ThemeOptions
    header: list[FrameLink]
    social: list[FrameLink]
    announcement: FrameLink | None
    scripts: str

    def begin(self, app: Sphinx) -> None:
        """``builder-inited``: have Sphinx copy the second logo, as it does with the first."""
        self.options = read_theme_options(app.config)
        self.scripts = digest([path.read_bytes() for path in sorted(SCRIPTS.glob("*.js"))])
        logo = self.options.logo_dark
        if not logo or not shows_cards(app.builder):
            return
        path = Path(app.confdir, logo)
        if path.is_file():
            app.config.html_static_path = [*app.config.html_static_path, logo]
            return
        beside = [Path(logo).with_name(file.name).as_posix() for file in path.parent.glob("*.*")]
        report([theme_mistake(app, "logo_dark", diagnostics.missing_logo(logo, sorted(beside)))])
        self.options = replace(self.options, logo_dark="")

    def find(self, app: Sphinx) -> str:
        """Find where the links lead, and tell of those that lead nowhere; the digest of it all."""
        self.header, self.social, self.announcement = [], [], None
        if not shows_cards(app.builder):
            return ""
        pages = _pages(app)
        found: list[Diagnostic] = []
        given = self.options.header_links
        if given is None:
            self.header = list(_usual_links(app, pages))
        else:
            for link in given:
                self.header += _found(app, "header_links", link, pages, found)
        self.social = list(self._find_social(app, found))
        if (text := self.options.announcement).title:
            links = _found(app, "announcement", text, pages, found) if text.url else []
            self.announcement = links[0] if links else FrameLink(text.title)
        if makes_pages(app.builder):
            report(found)
        return digest(self.options, self.header, self.social, self.announcement)

    def _find_social(self, app: Sphinx, found: list[Diagnostic]) -> Iterable[FrameLink]:
        for link in self.options.social_links:
            if link.icon != FEEDS or link.url:
                yield FrameLink(link.name, url=link.url, icon=link.icon)
            elif makes_pages(app.builder):
                if page := blog_domain(app.env).feeds_page:
                    yield FrameLink(translate(FEEDS_TITLE), page=page, icon=link.icon)
                else:
                    said = diagnostics.no_feeds_to_link()
                    found.append(theme_mistake(app, "social_links", said))

    def add_context(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
    ) -> None:
        """``html-page-context``: the frame as the theme's templates show it, as plain data."""
        if not shows_cards(app.builder):
            return
        options, pathto = self.options, context["pathto"]
        page_url = pathto
        if blog_domain(app.env).makes_single_page:
            page_url = CardMaker(app.builder, pagename).url

        def shown(link: FrameLink) -> dict[str, Any]:
            return _shown(link, pagename, pathto, page_url)

        logo = Path(options.logo_dark).name
        font, language = bundled_font(options), app.config.language
        context["craftblog"]["frame"] = {
            "links": [shown(link) for link in self.header],
            "has_menu": len(self.header) > FEW,
            "social": [shown(link) for link in self.social],
            "social_in_header": options.social_in_header,
            "announcement": self.announcement and shown(self.announcement),
            "announcement_mark": digest(options.announcement),
            "scheme": "" if options.scheme == "auto" else options.scheme,
            "has_switch": options.scheme_switch,
            "has_shortcuts": options.shortcuts,
            "scripts": self.scripts,
            "font": pathto(f"_static/fonts/{first_file(font, language)}", True) if font else "",
            "logo_dark": pathto(f"_static/{logo}", True) if logo else "",
            "footer_text": options.footer_text,
        }


def _shown(
    link: FrameLink,
    pagename: str,
    pathto: Callable[..., str],
    page_url: Callable[[str], str],
) -> dict[str, Any]:
    url = link.url
    if link.page:
        start = page_url(link.page)
        url = link.anchor if link.anchor and start.startswith("#") else start + link.anchor
    elif link.file:
        url = pathto(link.file, True)
    return {
        "title": link.title,
        "url": url,
        "icon": link.icon,
        "is_current": link.page == pagename and not link.anchor,
        "is_elsewhere": bool(link.url),
    }


def _usual_links(app: Sphinx, pages: set[str]) -> Iterable[FrameLink]:
    """The archive, the tags, and the search, where there are such pages."""
    taxonomies = blog_domain(app.env).blog.taxonomies
    for key in ("years", "tags"):
        if (index := taxonomies[key].index) in pages:
            yield FrameLink(translate(TAXONOMY_TITLES[key]), page=index)
    if SEARCH in pages:
        yield FrameLink(str(translate_of_sphinx("Search")), page=SEARCH)


def _pages(app: Sphinx) -> set[str]:
    """The names of all pages that the frame may lead to."""
    pages = set(blog_domain(app.env).linkable)
    if makes_pages(app.builder):
        pages |= {page.name for page in blog_domain(app.env).pages}
    if has_search_page(app):
        pages.add(SEARCH)
    if getattr(app.builder, "use_index", False):
        pages.add("genindex")
    return pages


def _found(
    app: Sphinx, option: str, link: SiteLink, pages: set[str], found: list[Diagnostic]
) -> list[FrameLink]:
    """Return where a link leads; none, and one more mistake, if there is no such place."""
    title, url = link
    if "://" in url or url.startswith(("//", "mailto:")):
        return [FrameLink(title, url=url)]
    name, mark, anchor = url.partition("#")
    page = name.strip("/")
    if page in pages:
        return [FrameLink(title, page=page, anchor=mark + anchor)]
    if name.startswith("/"):
        return [FrameLink(title, file=url.lstrip("/"))]
    found.append(theme_mistake(app, option, diagnostics.unknown_page(url, sorted(pages))))
    return []
