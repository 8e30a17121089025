"""Blogs of Nikola, told from its conf.py and sources without running them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from sphinx_craftblog.importers.common import python_markdown, rst_source, wording
from sphinx_craftblog.importers.common.dates import read_date
from sphinx_craftblog.importers.common.pages_in_html import as_markdown
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, Moment, NoSiteError
from sphinx_craftblog.importers.common.python_source import PythonSource
from sphinx_craftblog.importers.common.sources import (
    Document,
    TextReader,
    UnreadableError,
    as_moment,
)
from sphinx_craftblog.importers.nikola.text import (
    nikola_document,
    with_inclusions,
    with_math,
    with_shortcodes,
    with_teaser,
)
from sphinx_craftblog.model.slugs import slugify as our_slug

CONFIGURATION = "conf.py"

DEFAULTS: dict[str, Any] = {
    "DEFAULT_LANG": "en",
    "TAG_PATH": "categories",
    "CATEGORY_PREFIX": "cat_",
    "AUTHOR_PATH": "authors",
    "ARCHIVE_PATH": "",
    "ARCHIVE_FILENAME": "archive.html",
    "INDEX_PATH": "",
    "RSS_PATH": "",
    "RSS_FILENAME_BASE": "rss",
    "RSS_EXTENSION": ".xml",
    "ATOM_FILENAME_BASE": "index",
    "ATOM_EXTENSION": ".atom",
    "GENERATE_RSS": True,
    "GENERATE_ATOM": False,
    "PRETTY_URLS": True,
    "INDEX_DISPLAY_POST_COUNT": 10,
    "FEED_LENGTH": 10,
    "FILES_FOLDERS": {"files": ""},
    "IMAGE_FOLDERS": {"images": "images"},
    "GALLERY_FOLDERS": {"galleries": "galleries"},
    "LISTINGS_FOLDERS": {"listings": "listings"},
    "TRANSLATIONS": {},
    "TRANSLATIONS_PATTERN": "{path}.{lang}.{ext}",
    "COMPILERS": {
        "rest": [".txt", ".rst"],
        "markdown": [".md", ".mdown", ".markdown"],
        "html": [".html", ".htm"],
        "ipynb": [".ipynb"],
    },
}
"""Nikola's settings that addresses and texts depend on."""

HELD_TAGS = frozenset({"draft", "private", "mathjax", "retired"})
"""Tags that say something of a post and are none of its subjects."""

IGNORED = (
    *("type", "slug", "template", "hidetitle", "pretty_url", "category", "tags", "status"),
    *("has_math", "date", "title", "filters", "annotations", "noannotations", "guid", "path"),
)


class NikolaSource(NamedTuple):
    """A file of a post or page, where its page goes, and its language if it is a translation."""

    path: str
    folder: str
    is_page: bool
    compiler: str
    language: str


def read(source: Path) -> ImportedSite:
    """The blog in the folder of conf.py.

    :raises NoSiteError: if there is none.
    """
    folder = source if source.is_dir() else source.parent
    file = folder / CONFIGURATION
    if not file.is_file():
        raise NoSiteError(wording.no_site("Nikola", source, CONFIGURATION))
    try:
        settings = PythonSource(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, ValueError, SyntaxError) as error:
        raise NoSiteError(wording.bad_settings(file, error)) from None
    if not settings.has("POSTS"):
        raise NoSiteError(wording.no_site("Nikola", source, "POSTS in its conf.py"))
    return _Blog(folder, settings).read()


class _Blog:
    def __init__(self, folder: Path, settings: PythonSource) -> None:
        self.folder = folder
        self.settings = settings
        self.site = ImportedSite("Nikola")
        self.reader = TextReader(self.site, folder)
        self.posts: dict[str, ImportedPost] = {}
        self.slugs: dict[str, str] = {}
        self.math: set[str] = set()

    def get(self, name: str) -> Any:
        """A setting, or Nikola's default for it; the main language's of those that have several."""
        if name in self.settings.opaque:
            self.site.note(CONFIGURATION, self.settings.line(name), wording.computed_setting(name))
            self.settings.opaque.discard(name)
        value: Any = self.settings.get(name, DEFAULTS.get(name))
        if isinstance(value, dict) and name not in DEFAULTS:
            return value.get(self.site.language, next(iter(value.values()), None))
        default = DEFAULTS.get(name)
        if isinstance(value, dict) and not isinstance(default, dict):
            value = value.get(self.site.language, default)
        is_like = isinstance(value, type(default)) or default is None
        return value if is_like or (value is None and isinstance(default, str)) else default

    def read(self) -> ImportedSite:
        """The whole site."""
        site = self.site
        site.language = str(self.get("DEFAULT_LANG") or "en")
        site.title = str(self.get("BLOG_TITLE") or "")
        site.description = str(self.get("BLOG_DESCRIPTION") or "")
        url = str(self.get("SITE_URL") or "")
        site.base_url = f"{url.rstrip('/')}/" if url.startswith("http") else ""
        site.timezone = str(self.get("TIMEZONE") or "")
        site.page_size = int(self.get("INDEX_DISPLAY_POST_COUNT") or 0)
        documents = {}
        for source in sorted(self._sources(), key=lambda one: bool(one.language)):
            document = self._document(source)
            if document is not None:
                documents[source.path] = source, document
                self._add(source, document)
        if any(path.endswith((".md", ".markdown", ".mdown")) for path in self.math):
            site.extensions.add("dollarmath")
        self._add_files()
        for source, document in documents.values():
            if source.path in self.posts:
                self._set_body(source, document)
        self._add_terms()
        self._add_feeds()
        self._add_redirects()
        site.posts = list(self.posts.values())
        site.require_posts(self.folder)
        self.reader.note_left()
        return site

    # Sources

    def _sources(self) -> Iterator[NikolaSource]:
        compilers = {
            str(suffix): str(name)
            for name, suffixes in self.get("COMPILERS").items()
            for suffix in suffixes
        }
        seen: set[str] = set()
        for name in ("POSTS", "PAGES", "STORIES"):
            rules = self.get(name)
            for rule in rules if isinstance(rules, list | tuple) else ():
                if not isinstance(rule, list | tuple) or len(rule) < 2:
                    continue
                pattern = str(rule[0])
                folder = (
                    rule[1]
                    if not isinstance(rule[1], dict)
                    else rule[1].get(self.site.language, "")
                )
                for source in self._matching(pattern, str(folder), name != "POSTS", compilers):
                    if source.path not in seen:
                        seen.add(source.path)
                        yield source

    def _matching(
        self, pattern: str, folder: str, is_page: bool, compilers: dict[str, str]
    ) -> Iterator[NikolaSource]:
        """The files of a rule, also of folders below the one that it names."""
        base, _, name = pattern.rpartition("/")
        for path in self.reader.files(base):
            file = PurePosixPath(path)
            if not fnmatch(file.name, name):
                continue
            compiler = compilers.get(file.suffix, "")
            if compiler not in {"rest", "markdown", "html"}:
                text = (
                    wording.notebook()
                    if compiler == "ipynb"
                    else wording.unknown_format(file.suffix)
                )
                self.site.note(path, 1, text)
                continue
            below = posixpath.relpath(str(file.parent), base or ".")
            place = posixpath.normpath(posixpath.join(folder or ".", below))
            yield NikolaSource(path, "" if place == "." else place, is_page, compiler,
                         self._language(path))  # fmt: skip

    def _language(self, path: str) -> str:
        """The language of a file, if it is a translation of another."""
        languages = [name for name in self.get("TRANSLATIONS") if name != self.site.language]
        found = re.search(r"\.([\w@-]+)\.\w+$", path)
        return found[1] if found and found[1] in languages else ""

    def _document(self, source: NikolaSource) -> Document | None:
        text = self.reader.text(source.path)
        if text is None:
            return None
        meta = str(PurePosixPath(source.path).with_suffix(".meta"))
        has_meta = (self.folder / meta).is_file()
        try:
            document = nikola_document(
                source.path, text, self.reader.text(meta) if has_meta else None
            )
        except UnreadableError as error:
            self.site.note(source.path, error.line, wording.unread_front_matter(error))
            return None
        document.values = {key.lower(): value for key, value in document.values.items()}
        if not document.values and source.compiler == "rest":
            parts = rst_source.split(document.body)
            values = {**({"title": parts.title} if parts.title else {}), **parts.fields}
            document = Document(source.path, values, parts.body, parts.first_line)
        return document

    def _add(self, source: NikolaSource, document: Document) -> None:
        stem = PurePosixPath(source.path).stem
        original = None
        if source.language:
            stem = stem.removesuffix(f".{source.language}")
            path = source.path.replace(f".{source.language}.", ".")
            original = self.posts.get(path)
        slug = document.text("slug") or self.slugs.get(original.address if original else "", "")
        slug = slug or self.slugify(stem, source.path)
        title = document.text("title") or (original.title if original else slug)
        post = ImportedPost(source.path, self._address(source, slug), title)
        post.is_page = source.is_page
        post.language = source.language
        tags = document.names("tags", split=",")
        status = document.text("status").lower()
        post.is_draft = status == "draft" or "draft" in tags
        if (status == "private" or "private" in tags) and not source.is_page:
            post.front_matter["unlisted"] = True
        if status == "featured":
            post.front_matter["featured"] = True
        post.tags = [tag for tag in tags if tag not in HELD_TAGS]
        if category := document.text("category"):
            post.categories = [category]
        if original is not None:
            post.tags, post.categories = (
                post.tags or original.tags,
                post.categories or list(original.categories),
            )
        post.date = self._moment(document, "date") or (original.date if original else None)
        post.updated = self._moment(document, "updated")
        if post.updated and post.date and str(post.updated) <= str(post.date):
            post.updated = None
        author = document.text("author") or str(self.get("BLOG_AUTHOR") or "")
        post.authors = document.names("authors", split=",") or ([author] if author else [])
        post.description = document.text("description")
        post.image = document.text("previewimage")
        if document.text("nocomments").lower() in {"true", "yes", "1"}:
            post.front_matter["comments"] = False
        if document.take("has_math") or "mathjax" in tags:
            self.math.add(source.path)
        guid = document.text("guid")
        whole = (
            f"{self.site.base_url}{quote(post.address.lstrip('/'))}" if self.site.base_url else ""
        )
        post.feed_id = guid if re.match(r"[A-Za-z][\w+.-]*:\S+$", guid) else whole
        for key in IGNORED:
            document.take(key)
        for key in [key for key, value in document.values.items() if value in ("", None)]:
            document.take(key)
        self.posts[source.path] = post
        self.slugs[post.address] = slug
        self.reader.finish(document)

    def _moment(self, document: Document, key: str) -> Moment | None:
        value = document.take(key)
        if value in (None, ""):
            return None
        text = re.sub(r"(?:UTC|GMT)\s*(?=[+-]\d)", "", str(value))
        found = as_moment(read_date(text) or value)
        if found is None:
            self.site.note(document.path, 1, wording.bad_date(key, value))
        return found

    # Addresses

    def slugify(self, text: str, path: str = "") -> str:
        """A name in an address, by Nikola's rules."""
        if self.settings.get("USE_SLUGIFY", True) is False:
            return re.sub(r"[/\\?#\"'\r\n\t*:<>|]", "-", text)
        apart = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        plain = apart.encode("ascii", "ignore").decode()
        slug = re.sub(r"[-\s]+", "-", re.sub(r"[^+\w\s-]", "", plain).strip().lower())
        if not slug and text.strip():
            slug = our_slug(text)
            self.site.note(path or CONFIGURATION, 1, wording.unknown_slug(slug))
        return slug

    def _address(self, source: NikolaSource, slug: str) -> str:
        folder = str(self.get("TRANSLATIONS").get(source.language, "")) if source.language else ""
        parts = [*folder.split("/"), *source.folder.split("/"), *slug.split("/")]
        place = "/".join(part for part in parts if part and part != ".")
        if slug == "index":
            return f"/{place.removesuffix('index')}"
        return f"/{place}/" if self.get("PRETTY_URLS") else f"/{place}.html"

    def _page(self, *parts: object) -> str:
        """The address of a page of a term."""
        place = "/".join(str(part).strip("/") for part in parts if part)
        return f"/{place}/" if self.get("PRETTY_URLS") else f"/{place}.html"

    def _term(self, kind: str, name: str) -> str:
        if kind == "tag":
            return self._page(self.get("TAG_PATH"), self.slugify(name))
        if kind == "author":
            return self._page(self.get("AUTHOR_PATH"), self.slugify(name))
        slugs = "/".join(self.slugify(part) for part in re.split(r"(?<!\\)/", name))
        path = self.get("CATEGORY_PATH") or self.get("TAG_PATH")
        return self._page(path, f"{self.get('CATEGORY_PREFIX')}{slugs}")

    # Texts

    def _set_body(self, source: NikolaSource, document: Document) -> None:
        post = self.posts[source.path]

        def target(link: str) -> str:
            return self._target(link, source.path)

        def unknown(name: str, line: int) -> None:
            name = name if name.startswith("{") else f"'.. {name}::'"
            self.reader.unknown(name, document.path, document.first_line + line - 1)

        if post.image:
            post.image = target(post.image)
        if source.compiler == "html":
            document.body = with_teaser(document.body).replace("<!-- more -->", "<!--more-->")
            post.body = as_markdown(document, target, self.site)
            return
        markup = "rst" if source.compiler == "rest" else "md"
        body = with_shortcodes(document.body, unknown, self._listing, markup=markup)
        if markup == "rst":
            post.markup = "rst"
            body = with_inclusions(body, source.path, self._included, self._listing)
            body = re.sub(r":doc:`([^`<]*?)(?:\s*<([^`<>]*)>)?`", self._doc, body)
            post.body = rst_source.for_sphinx(rst_source.with_addresses(body, target), unknown)
            return
        body = with_teaser(body)
        if source.path in self.math:
            body = with_math(body)
        elif "dollarmath" in self.site.extensions:
            body = python_markdown.without_math(body)
        post.body = python_markdown.with_links(
            python_markdown.myst(body, self.site.extensions), target
        )

    def _listing(self, name: str) -> str | None:
        for folder in self.get("LISTINGS_FOLDERS"):
            if ".." not in PurePosixPath(name).parts and (self.folder / folder / name).is_file():
                return self.reader.text(f"{folder}/{name}")
        return None

    def _included(self, path: str) -> str | None:
        return self.reader.text(path) if (self.folder / path).is_file() else None

    def _doc(self, match: re.Match[str]) -> str:
        """A reference to a post by its slug."""
        slug = (match[2] or match[1]).strip()
        for path, post in self.posts.items():
            if self.slugs[post.address] == slug and not post.language:
                said = match[1].strip() if match[2] else self.posts[path].title
                return f"`{said} <{post.address}>`__"
        return match[1].strip()

    def _target(self, link: str, path: str) -> str:
        """Return where a link of a document leads, as an address of the site or a URL."""
        if not link.startswith("link://"):
            found = python_markdown.absolute(link, self.posts[path].address, self.site)
            whole = re.sub(r"\.thumbnail(?=\.\w+$)", "", found)  # which Nikola makes of pictures
            return whole if whole.lstrip("/") in self.site.files else found
        link, mark, fragment = link.partition("#")
        kind, _, name = link.removeprefix("link://").partition("/")
        name = unquote(name)
        address = self._linked(kind, name)
        if address is None:
            self.site.note(path, 1, wording.lost_reference(link))
            return self.site.base_url or "/"
        return f"{address}{mark}{fragment}"

    def _linked(self, kind: str, name: str) -> str | None:
        """The address that a ``link://`` stands for."""
        if kind in {"slug", "post_path"}:
            return next((a for a, slug in self.slugs.items() if slug == name.strip("/")), None)
        if kind in {"filename", "slug_source"}:
            post = self.posts.get(name)
            return post.address if post else None
        if kind in {"root", "index", "root_path"}:
            return "/"
        if kind in {"gallery", "listing_source"}:
            return f"/{'galleries' if kind == 'gallery' else 'listings'}/{name}"
        pages = {
            "rss": f"/{self._feed()}",
            "archive": self._archive(name),
            "tag_index": f"/{self.get('TAG_PATH')}/",
            "category_index": f"/{self.get('CATEGORY_PATH') or self.get('TAG_PATH')}/",
            "authors": f"/{self.get('AUTHOR_PATH')}/",
        }
        address = pages.get(kind)
        if kind in {"tag", "category", "author"} and name:
            address = self._term(kind, name)
        if address is None:
            return None
        url = f"{self.site.base_url.rstrip('/')}{address}"
        self.site.remote.add(url)
        return url

    # What is around posts

    def _archive(self, year: str = "") -> str:
        folder = str(self.get("ARCHIVE_PATH") or "").strip("/")
        place = f"{year}/" if year else str(self.get("ARCHIVE_FILENAME"))
        return f"/{folder}/{place}" if folder else f"/{place}"

    def _feed(self) -> str:
        name = f"{self.get('RSS_FILENAME_BASE')}{self.get('RSS_EXTENSION')}"
        return "/".join(filter(None, (str(self.get("RSS_PATH") or "").strip("/"), name)))

    def _add_files(self) -> None:
        for setting in ("FILES_FOLDERS", "IMAGE_FOLDERS", "GALLERY_FOLDERS", "LISTINGS_FOLDERS"):
            for folder, place in self.get(setting).items():
                for path in self.reader.files(str(folder)):
                    new = posixpath.normpath(
                        posixpath.join(str(place) or ".", path[len(folder) + 1 :])
                    )
                    self.site.files[new] = self.folder / path
        galleries = {
            posixpath.dirname(path)
            for folder in self.get("GALLERY_FOLDERS")
            for path in self.reader.files(str(folder))
        }
        if galleries:
            first = min(galleries)
            self.site.note(first, 1, wording.galleries(len(galleries)))

    def _add_terms(self) -> None:
        found = self.site.term_addresses
        public = [post for post in self.posts.values() if not (post.is_draft or post.is_page)]
        authors = {name for post in public for name in post.authors}
        for post in public:
            for kind in ("tag", "category", "author"):
                for name in post.terms(kind):
                    if kind != "author" or len(authors) > 1:
                        found[kind, name] = self._term(kind, name)
            if post.date:
                year = f"{post.date.year:04}"
                found["archive", year] = self._archive(year)
        found["tag", ""] = f"/{self.get('TAG_PATH')}/"
        if len(authors) > 1:
            found["author", ""] = f"/{self.get('AUTHOR_PATH')}/"
        found["archive", ""] = self._archive()
        folder = str(self.get("INDEX_PATH") or "").strip("/")
        if folder:
            self.site.redirects[f"/{folder}/"] = "blog:archive"
        size = self.site.page_size or 10
        for number in range(1, -(-len(public) // size)):
            name = f"index-{number}.html"
            self.site.redirects[f"/{folder}/{name}" if folder else f"/{name}"] = "blog:archive"

    def _add_feeds(self) -> None:
        if not self.site.base_url:
            return
        self.site.feed_length = int(self.get("FEED_LENGTH") or 0)
        if self.get("GENERATE_RSS"):
            self.site.feeds[f"/{self._feed()}"] = "rss"
            for (kind, name), address in self.site.term_addresses.items():
                if name and kind in {"tag", "category", "author"}:
                    old = f"{address.rstrip('/').removesuffix('.html')}{self.get('RSS_EXTENSION')}"
                    self.site.redirects[old] = f"blog:{kind}/{our_slug(name)}/rss.xml"
        if self.get("GENERATE_ATOM"):
            folder = str(self.get("ATOM_PATH") or self.get("INDEX_PATH") or "").strip("/")
            name = f"{self.get('ATOM_FILENAME_BASE')}{self.get('ATOM_EXTENSION')}"
            self.site.feeds[f"/{folder}/{name}" if folder else f"/{name}"] = "atom"

    def _add_redirects(self) -> None:
        rules = self.get("REDIRECTIONS")
        for rule in rules if isinstance(rules, list | tuple) else ():
            if isinstance(rule, list | tuple) and len(rule) == 2:
                old, new = f"/{str(rule[0]).lstrip('/')}", str(rule[1])
                self.site.redirects[old] = new if "://" in new else f"/{new.lstrip('/')}"
