"""What a page's head tells search engines, other sites and apps that show a link to it.

It goes into ``metatags``, which every HTML theme puts into its pages. Nothing is said
twice: what a document, another extension or the theme says already is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from babel.core import get_global
from markupsafe import escape
from sphinx.util.images import get_image_size

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import absolute_url, makes_pages, site_url
from sphinx_craftblog.features import structured_data
from sphinx_craftblog.features.card import HEIGHT, WIDTH
from sphinx_craftblog.features.pages import page_title
from sphinx_craftblog.features.social_cards import SocialCards
from sphinx_craftblog.i18n import TAXONOMY_TITLES, language_tag, translate
from sphinx_craftblog.model.blog import FeedsPage, GeneratedPage, IndexPage, ListPage, TermPage
from sphinx_craftblog.model.post import Author, Post
from sphinx_craftblog.model.query import ReadTimeQuery
from sphinx_craftblog.model.web_address import is_web_address
from sphinx_craftblog.rendering.html import HtmlParts
from sphinx_craftblog.theme.bundled import NOT_FOUND

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

OPEN_GRAPH = "sphinxext.opengraph"
"""The extension that writes OpenGraph metadata itself."""

_SHIBUYA = "_sphinx_extensions"
"""Where Shibuya looks whether someone else writes OpenGraph metadata. Without that extension
it leaves out ``metatags``, and writes some of its own.
"""

_WRITTEN = re.compile(r"""(?:property|name)=["']((?:og|article|twitter):[\w:]+|description)["']""")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that stand for nothing, and that HTML and XML forbid."""

_PROFILE = re.compile(r"https://[^/]+/@([^/@]+)/?")
"""A profile in the Fediverse, as Mastodon and others write its address."""


class PreviewImage(NamedTuple):
    """A post's picture; its size is 0 where it is not known."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


class Subject(NamedTuple):
    """The page whose head is written: a document, or one that is ``generated``."""

    name: str
    kind: str
    title: str
    description: str
    url: str
    post: Post | None
    generated: GeneratedPage | None


class Head:
    """The heads of one application's pages."""

    _site: _Site | None = None

    def __init__(self, parts: HtmlParts, cards: SocialCards) -> None:
        self.parts = parts
        self.cards = cards

    def begin(self, app: Sphinx, env: object) -> list[str]:
        """``env-updated``: everything is read; what was known of the last build is not true."""
        self._site = _Site(app, self.parts, self.cards) if makes_pages(app.builder) else None
        return []

    def add(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: object,
    ) -> None:
        """``html-page-context``, after others: what is not said of a page yet."""
        site = self._site
        if site is None:
            return
        if pagename == NOT_FOUND:
            context["pageurl"] = None  # it is shown at any address
        subject = site.subject(pagename, context["craftblog"])
        if subject is None:
            return
        context["pageurl"] = subject.url or None
        written = context.get("metatags") or ""
        said = frozenset(_WRITTEN.findall(written))
        if _SHIBUYA in context:
            context[_SHIBUYA] = [*context[_SHIBUYA], OPEN_GRAPH]
        else:
            said |= site.said_by_theme(context.get("meta"))
        context["metatags"] = written + "".join(
            _meta(key, text)
            for key, text in _metadata(subject, site)
            if text and not _is_in(key, said)
        )
        if "application/ld+json" not in written:
            context["metatags"] += _structured_data(subject, site)


class _Site:
    """What the heads of all pages have in common, found once a build."""

    def __init__(self, app: Sphinx, parts: HtmlParts, cards: SocialCards) -> None:
        self.builder: Builder = app.builder
        self.domain = blog_domain(app.env)
        self.has_open_graph = OPEN_GRAPH not in app.extensions
        self._parts = parts
        self._cards = cards
        self._people: dict[Author, structured_data.Person] = {}
        options = self.domain.options
        self.blog = structured_data.StructuredBlog(
            _clean(options.title),
            _clean(options.description),
            self.url(app.config.root_doc),
            language_tag(app.config.language),
        )

    def subject(self, name: str, craftblog: dict[str, str]) -> Subject | None:
        """Return what a page is about; nothing of pages that Sphinx makes, such as the search."""
        env, post = self.builder.env, self.domain.blog.published.get(name)
        generated = None if name in env.found_docs else self._generated.get(name)
        description = craftblog["description"]
        if post is not None:
            title = post.title
        elif generated is not None:
            title = page_title(generated, env)
        elif name not in env.found_docs:
            return None
        elif craftblog["kind"] == "landing":
            title = self.domain.options.title
        else:
            title = env.titles[name].astext()
            if craftblog["kind"] == "listing" or self._has_listing(name):
                blog = self.domain.options.title
                description = translate("%(title)s, on %(blog)s.", title=title, blog=blog)
        return Subject(
            name,
            craftblog["kind"],
            _clean(title),
            _clean(description),
            (post.canonical_url if post else "") or self.url(name),
            post,
            generated,
        )

    def _has_listing(self, docname: str) -> bool:
        queries = self.domain.queries.get(docname, ())
        return not all(isinstance(query, ReadTimeQuery) for query in queries)

    def url(self, page: str) -> str:
        return absolute_url(self.builder, page)

    def cover(self, post: Post) -> PreviewImage | None:
        """A post's picture, or the card drawn in its place, if it has an absolute address."""
        image, env = post.image, self.builder.env
        if image is None:
            return self._card(post)
        if is_web_address(image.uri):
            return PreviewImage(image.uri, _clean(image.alt))
        if image.uri not in env.images or not self.blog.url:
            return None
        name = quote(env.images[image.uri][1])
        size = get_image_size(Path(env.srcdir, image.uri)) or (0, 0)
        folder = getattr(self.builder, "imagedir", "_images")
        return PreviewImage(site_url(self.builder, f"{folder}/{name}"), _clean(image.alt), *size)

    def _card(self, post: Post) -> PreviewImage | None:
        file = self._cards.file(post.docname)
        if not file:
            return None
        return PreviewImage(site_url(self.builder, quote(file)), _clean(post.title), WIDTH, HEIGHT)

    def authors(self, post: Post) -> list[structured_data.Person]:
        return [self.person(author) for author in self.domain.blog.authors(post)]

    def person(self, author: Author) -> structured_data.Person:
        """Someone who writes, with their own address, else that of the page of their posts."""
        if author not in self._people:
            term = self.domain.blog.taxonomies["authors"].find(author.name)
            own = author.url if is_web_address(author.url) else ""
            url = own or (self.url(term.page) if term else "")
            self._people[author] = structured_data.Person(_clean(author.name), url)
        return self._people[author]

    def profile(self, author: Author) -> structured_data.Person:
        """The same person, as the page about them shows them."""
        avatar = author.avatar
        if avatar and not is_web_address(avatar):
            avatar = site_url(self.builder, quote(avatar.lstrip("/"), safe="%/"))
        links = (url for _, url in author.links if is_web_address(url))
        return self.person(author)._replace(
            bio=_clean(author.bio), image=avatar, same_as=tuple(links)
        )

    def terms(self, post: Post, taxonomy: str) -> list[str]:
        return [_clean(term.name) for term in self.domain.blog.terms(post, taxonomy)] or [
            _clean(name) for name in getattr(post, taxonomy)
        ]

    def said_by_theme(self, meta: dict[str, str] | None) -> frozenset[str]:
        """Return what templates of site and theme say; a description only of documents that have
        one.
        """
        if not self._said_by_theme or (meta and meta.get("description")):
            return self._said_by_theme
        return self._said_by_theme - {"description", "og:description"}

    @cached_property
    def nodes_of_blog(self) -> list[structured_data.Node]:
        return structured_data.blog_nodes(self.blog)

    @cached_property
    def _generated(self) -> dict[str, GeneratedPage]:
        return {page.name: page for page in self.domain.pages}

    @cached_property
    def _said_by_theme(self) -> frozenset[str]:
        folders = self._parts.templates.folders[:-1]
        paths = (path for folder in folders for path in folder.rglob("*.html"))
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths)
        return frozenset(key for text in texts for key in _WRITTEN.findall(text))


def _metadata(subject: Subject, site: _Site) -> Iterator[tuple[str, str]]:
    """Keys and texts of the ``<meta>`` elements; an empty text says nothing."""
    yield "description", subject.description
    post = subject.post
    cover = site.cover(post) if post else None
    if site.has_open_graph:
        yield "og:type", "article" if post else "website"
        yield "og:title", subject.title
        yield "og:description", subject.description
        yield "og:url", subject.url
        yield "og:site_name", site.blog.title
        yield "og:locale", _locale(_language(subject, site))
        if cover:
            yield "og:image", cover.url
            yield "og:image:width", str(cover.width or "")
            yield "og:image:height", str(cover.height or "")
            yield "og:image:alt", cover.alt
        yield "twitter:card", "summary_large_image" if cover else "summary"
    if post:
        yield from _of_article(post, site)


def _of_article(post: Post, site: _Site) -> Iterator[tuple[str, str]]:
    yield "article:published_time", post.date.isoformat() if post.date else ""
    yield "article:modified_time", post.updated.isoformat() if post.updated else ""
    for person in site.authors(post):
        yield "article:author", person.url or person.name
    for category in site.terms(post, "categories")[:1]:
        yield "article:section", category
    for tag in site.terms(post, "tags"):
        yield "article:tag", tag
    for author in site.domain.blog.authors(post):
        yield "fediverse:creator", _fediverse_name(author)


def _structured_data(subject: Subject, site: _Site) -> str:
    """The JSON-LD of the front page, a post or a listing."""
    if subject.kind == "page":
        return ""
    found = [*site.nodes_of_blog]
    post = subject.post
    if post:
        cover = site.cover(post)
        article = structured_data.StructuredArticle(
            post._replace(description=subject.description),
            subject.title,
            subject.url,
            _language(subject, site),
            site.authors(post),
            cover.url if cover else "",
            site.terms(post, "tags"),
            site.terms(post, "categories"),
        )
        found.append(structured_data.posting(article, site.blog))
    elif subject.kind == "listing":
        page = subject.generated
        author = site.domain.blog.author_of(page.term) if isinstance(page, TermPage) else None
        collection = structured_data.collection(
            title=subject.title,
            description=subject.description,
            url=subject.url,
            blog=site.blog,
            author=site.profile(author) if author else None,
        )
        found.append(collection)
    if subject.kind != "landing" and site.blog.url:
        found.append(structured_data.breadcrumbs([*_way_to(subject, site)]))
    return structured_data.script(found)


def _way_to(subject: Subject, site: _Site) -> Iterator[tuple[str, str]]:
    """Names and URLs of the pages above a page, and its own."""
    yield site.blog.title, site.blog.url
    root = site.builder.config.root_doc
    match subject.generated:
        case TermPage(_, taxonomy, term, part):
            yield translate(TAXONOMY_TITLES[taxonomy.kind.key]), site.url(taxonomy.index)
            if part.number:
                yield _clean(term.name), site.url(term.page)
        case ListPage(_, docname) if docname != root:
            yield _clean(site.builder.env.titles[docname].astext()), site.url(docname)
        case IndexPage() | ListPage() | FeedsPage() | None:
            pass
    yield subject.title, subject.url


def _language(subject: Subject, site: _Site) -> str:
    own = subject.post.language if subject.post else ""
    return language_tag(own) if own else site.blog.language


@lru_cache
def _locale(language: str) -> str:
    """A language with its territory, as OpenGraph writes it: the likely one unless given."""
    parts = language.split("-")
    territory = next((part for part in parts[1:] if len(part) == 2), "")
    if not territory:
        likely = get_global("likely_subtags").get(parts[0].lower(), "").split("_")
        territory = next((part for part in likely[1:] if len(part) == 2), "")
    return "_".join(filter(None, (parts[0].lower(), territory.upper())))


def _fediverse_name(author: Author) -> str:
    for url in (author.url, *(url for _, url in author.links)):
        if found := _PROFILE.fullmatch(url):
            return f"@{found[1]}@{urlsplit(url).netloc}"
    return ""


def _is_in(key: str, said: frozenset[str]) -> bool:
    """Return whether something is said already; size and alt of an image go with the image."""
    return key in said or (key.startswith("og:image:") and "og:image" in said)


def _meta(key: str, text: str) -> str:
    kind = "property" if key.startswith(("og:", "article:")) else "name"
    return f'\n<meta {kind}="{key}" content="{escape(text)}" />'


def _clean(text: str) -> str:
    """A text as one line without characters that HTML and XML forbid."""
    return " ".join(_CONTROL.sub("", text).split())
