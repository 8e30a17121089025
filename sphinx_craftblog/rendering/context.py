"""What a page's template is told about the blog."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import escape

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.i18n import language_tag, other_direction
from sphinx_craftblog.model.dates import text_direction
from sphinx_craftblog.model.pagination import Page
from sphinx_craftblog.rendering.cards import CardMaker
from sphinx_craftblog.rendering.comments import SCRIPT, has_comments
from sphinx_craftblog.rendering.html import FRAME_MARKS, without_frames
from sphinx_craftblog.theme.bundled import NOT_FOUND, THEME
from sphinx_craftblog.theme.layouts import layout_of
from sphinx_craftblog.theme.styles import LISTS, STYLESHEET, is_list, is_styled

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_craftblog.model.blog import Blog

TEXT = "craftblog_text"
"""Where a post's context carries its body without what stands around the text."""

DESCRIPTION = "craftblog_description"
"""Where a generated page's context carries its description."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page as a theme sees it: ``craftblog`` in the template's context.

    ``kind`` is ``landing``, ``post``, ``listing`` or ``page``, and ``layout`` one of
    :data:`~sphinx_craftblog.reading.schema.LAYOUTS`. ``has_text`` is
    whether it has more than lists, and so the whole style sheet and the script for
    texts. ``direction`` is that of the site's language, ``ltr`` or ``rtl``. ``language`` and
    ``text_direction`` are empty unless the page's differ from the site's. ``tags_page``,
    ``archive_page`` and ``feeds_page`` are the names of these pages, empty while
    they would be.
    ``base`` is the address from which links are relative, given where that is
    not the page's own. ``search`` is the setting of that name. ``minutes`` is the reading time
    of a document, 0 for other pages.
    """

    kind: str
    layout: str
    has_text: bool
    title: str
    description: str
    direction: str
    language: str
    text_direction: str
    tags_page: str
    archive_page: str
    feeds_page: str
    base: str
    search: str
    minutes: int


def add_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """``html-page-context``: tell the template what page it makes, and search engines too."""
    domain = blog_domain(app.env)
    blog, options = domain.blog, domain.options
    post = blog.published.get(pagename)
    kind, description = "page", ""
    if post is not None:
        kind, description = "post", post.description
    elif pagename == app.config.root_doc:
        kind, description = "landing", options.description
    elif DESCRIPTION in context:
        kind, description = "listing", context[DESCRIPTION]
    elif pagename in blog.shown_by_pages:
        kind = "listing"
    language = language_tag(post.language) if post and post.language else ""
    if language == language_tag(app.config.language):
        language = ""
    is_short = kind in {"landing", "listing"} and pagename != domain.feeds_page
    has_text = not is_short or (doctree is not None and not is_list(doctree))
    page = PageParts(
        kind=kind,
        layout=layout_of(app.env, pagename, kind),
        has_text=has_text,
        title=options.title,
        description=description,
        direction=text_direction(app.config.language),
        language=language,
        text_direction=other_direction(language, app.config),
        tags_page=_index_page(app, blog, "tags"),
        archive_page=_index_page(app, blog, "years"),
        feeds_page=domain.feeds_page if makes_pages(app.builder) else "",
        base=_fixed_address(app, pagename) if pagename == NOT_FOUND else "",
        search=options.search,
        minutes=domain.readings[pagename].minutes if pagename in domain.readings else 0,
    )
    context["craftblog"] = asdict(page)  # plain data: some builders write it out
    if app.config.html_theme != THEME and is_styled(app, pagename, kind):
        app.builder.add_css_file(STYLESHEET)  # type: ignore[attr-defined]
    elif not has_text:
        _replace_stylesheet(app, context)
    if post is not None and has_comments(post, domain) and makes_pages(app.builder):
        app.builder.add_js_file(SCRIPT, defer="defer")  # type: ignore[attr-defined]
    metatags = context.get("metatags", "")
    parts = domain.listing_results(pagename).parts if pagename in domain.queries else ()
    if parts:
        metatags += links_beside(parts[0], CardMaker(app.builder, pagename))
    if post is not None and (post.unlisted or post.draft):
        metatags += _meta("robots", "noindex")
    context["metatags"] = metatags


def _replace_stylesheet(app: Sphinx, context: dict[str, Any]) -> None:
    """Give the page the sheet of lists, in the place of the theme's whole one."""
    sheets = context.get("css_files", [])  # this page's alone
    whole = next((sheet for sheet in sheets if sheet.filename == f"_static/{STYLESHEET}"), None)
    if whole is not None:
        app.builder.add_css_file(LISTS, priority=whole.priority)  # type: ignore[attr-defined]
        sheets.remove(whole)


def split_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """``html-page-context``: keep a post's text apart from what stands around it."""
    body = context.get("body", "")
    if FRAME_MARKS.search(body):
        context["body"], context[TEXT] = FRAME_MARKS.sub("", body), without_frames(body)


def links_beside(part: Page, maker: CardMaker) -> str:
    """``<link>`` elements to the pages before and after one page of a list."""
    beside = {"next": part.newer, "prev": part.older}
    return "".join(
        f'\n<link rel="{kind}" href="{escape(maker.url(page))}" />'
        for kind, page in beside.items()
        if page
    )


def _index_page(app: Sphinx, blog: Blog, taxonomy: str) -> str:
    found = blog.taxonomies[taxonomy]
    return found.index if found.terms or found.index in app.env.found_docs else ""


def _fixed_address(app: Sphinx, pagename: str) -> str:
    """A page's path on its host. The 404 page is shown at any address, whatever its own."""
    root = urlsplit(app.config.html_baseurl).path.rstrip("/")
    return f"{root}/{app.builder.get_target_uri(pagename)}"


def _meta(name: str, content: str) -> str:
    return f'\n<meta name="{name}" content="{escape(content)}" />'
