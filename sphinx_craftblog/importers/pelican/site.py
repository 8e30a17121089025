"""Blogs of Pelican, told from its settings and sources without running them."""

from __future__ import annotations

import posixpath
import re
import string
import unicodedata
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from sphinx_craftblog.importers.common import python_markdown, rst_source, wording
from sphinx_craftblog.importers.common.addresses import split_url
from sphinx_craftblog.importers.common.dates import read_date
from sphinx_craftblog.importers.common.pages_in_html import as_markdown, read_page
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, Moment, NoSiteError
from sphinx_craftblog.importers.common.python_source import PythonSource
from sphinx_craftblog.importers.common.sources import (
    Document,
    TextReader,
    UnreadableError,
    as_moment,
    parsed,
)
from sphinx_craftblog.importers.pelican.liquid import with_liquid
from sphinx_craftblog.model.slugs import slugify as our_slug

SETTINGS = ("pelicanconf.py", "publishconf.py")

DEFAULTS: dict[str, Any] = {
    "ARTICLE_PATHS": [""],
    "ARTICLE_EXCLUDES": [],
    "PAGE_PATHS": ["pages"],
    "PAGE_EXCLUDES": [],
    "STATIC_PATHS": ["images"],
    "EXTRA_PATH_METADATA": {},
    "USE_FOLDER_AS_CATEGORY": True,
    "DEFAULT_CATEGORY": "misc",
    "DEFAULT_LANG": "en",
    "DEFAULT_METADATA": {},
    "FILENAME_METADATA": r"(?P<date>\d{4}-\d{2}-\d{2}).*",
    "PATH_METADATA": "",
    "SLUGIFY_SOURCE": "title",
    "SLUG_REGEX_SUBSTITUTIONS": [
        (r"[^\w\s-]", ""),
        (r"(?u)\A\s*", ""),
        (r"(?u)\s*\Z", ""),
        (r"[-\s]+", "-"),
    ],
    "ARTICLE_URL": "{slug}.html",
    "ARTICLE_LANG_URL": "{slug}-{lang}.html",
    "DRAFT_URL": "drafts/{slug}.html",
    "DRAFT_LANG_URL": "drafts/{slug}-{lang}.html",
    "PAGE_URL": "pages/{slug}.html",
    "PAGE_LANG_URL": "pages/{slug}-{lang}.html",
    "DRAFT_PAGE_URL": "drafts/pages/{slug}.html",
    "DRAFT_PAGE_LANG_URL": "drafts/pages/{slug}-{lang}.html",
    "TAG_URL": "tag/{slug}.html",
    "CATEGORY_URL": "category/{slug}.html",
    "AUTHOR_URL": "author/{slug}.html",
    "DIRECT_TEMPLATES": ["index", "tags", "categories", "authors", "archives"],
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/{slug}.atom.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
    "AUTHOR_FEED_RSS": "feeds/{slug}.rss.xml",
    "FEED_MAX_ITEMS": 100,
}
"""Pelican's settings that addresses and metadata depend on. A ``_SAVE_AS`` is its ``_URL``."""

DIRECT = {"tags": "tag", "categories": "category", "authors": "author", "archives": "archive"}
"""Pages that list all terms of a kind."""

COVERS = ("image", "cover", "thumbnail", "featured_image", "header_cover", "og_image")

IGNORED = ("template", "translation", "save_as", "url", "lang", "slug", "status", "timezone")

READ = {".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm"}

_INTRA = re.compile(r"[{|](filename|static|attach|tag|category|author|index)[|}](.*)$", re.DOTALL)


def read(source: Path) -> ImportedSite:
    """The blog in the folder of pelicanconf.py.

    :raises NoSiteError: if there is none.
    """
    folder = source if source.is_dir() else source.parent
    if not (folder / SETTINGS[0]).is_file():
        raise NoSiteError(wording.no_site("Pelican", source, SETTINGS[0]))
    text = ""
    for name in SETTINGS:
        try:
            part = (folder / name).read_text(encoding="utf-8") if (folder / name).is_file() else ""
            PythonSource(part)
        except (OSError, UnicodeError, ValueError) as error:
            raise NoSiteError(wording.bad_settings(folder / name, error)) from None
        except SyntaxError as error:
            raise NoSiteError(wording.bad_settings(folder / name, error)) from None
        text += f"{part}\n"
    return _Blog(folder, PythonSource(text)).read()


class _Blog:
    def __init__(self, folder: Path, settings: PythonSource) -> None:
        self.folder = folder
        self.settings = settings
        self.site = ImportedSite("Pelican")
        # Who does not set it names the folder to the command, and most call it so.
        default = "content" if (folder / "content").is_dir() else "."
        self.content = posixpath.normpath(str(settings.get("PATH", default) or "."))
        self.reader = TextReader(self.site, folder)
        self.posts: dict[str, ImportedPost] = {}
        self.metadata: dict[str, dict[str, Any]] = {}
        self.attached: dict[str, str] = {}

    def get(self, name: str) -> Any:
        """A setting, or Pelican's default for it."""
        if name in self.settings.opaque:
            self.site.note(SETTINGS[0], self.settings.line(name), wording.computed_setting(name))
            self.settings.opaque.discard(name)
        default = DEFAULTS.get(name)
        if default is None and name.endswith("_SAVE_AS"):
            default = self.get(f"{name.removesuffix('_SAVE_AS')}_URL")
            if isinstance(default, str) and default.endswith("/"):
                default += "index.html"
        return self.settings.get(name, default)

    def read(self) -> ImportedSite:
        """The whole site."""
        site = self.site
        site.title = str(self.get("SITENAME") or "")
        site.description = str(self.get("SITESUBTITLE") or "")
        url = str(self.get("SITEURL") or "")
        url = f"https:{url}" if url.startswith("//") else url
        site.base_url = f"{url.rstrip('/')}/" if url.startswith("http") else ""
        site.language = str(self.get("DEFAULT_LANG") or "en")
        site.timezone = str(self.get("TIMEZONE") or "")
        if isinstance(size := self.get("DEFAULT_PAGINATION"), int) and size:
            site.page_size = size
        if "render_math" in map(_last, self.strings("PLUGINS")) or self.get("ENABLE_MATHJAX"):
            site.extensions.add("dollarmath")
        sources = list(self._sources())
        documents = [(path, kind, found) for path, kind in sources
                     if (found := self._document(path)) is not None]  # fmt: skip
        for path, is_page, document in documents:
            self._add(path, is_page, document)
        self._add_files()
        for path, _, document in documents:
            if path in self.posts:
                self._set_body(path, document)
        self._add_terms()
        self._add_feeds()
        self._forward_further_pages()
        site.posts = list(self.posts.values())
        site.require_posts(self.folder)
        self.reader.note_left()
        return site

    def strings(self, name: str) -> list[str]:
        found = self.get(name)
        return [str(one) for one in found] if isinstance(found, list | tuple) else []

    # Sources

    def _sources(self) -> Iterator[tuple[str, bool]]:
        """The documents below the folder of content, and whether each is a page."""
        pages, articles = self.strings("PAGE_PATHS"), self.strings("ARTICLE_PATHS")
        for file in self.reader.files(self.content):
            path = file.removeprefix(f"{self.content}/") if self.content != "." else file
            if file.endswith(".ipynb") and not _is_below(path, self.strings("STATIC_PATHS")):
                self.site.note(file, 1, wording.notebook())
            if PurePosixPath(path).suffix.lower() not in READ or file in SETTINGS:
                continue
            if _is_below(path, pages) and not _is_below(path, self.strings("PAGE_EXCLUDES")):
                yield path, True
            elif _is_below(path, articles) and not _is_below(
                path, self.strings("ARTICLE_EXCLUDES")
            ):
                yield path, False

    def _document(self, path: str) -> Document | None:
        """A document with its metadata, or none with a note."""
        file = self._file(path)
        text = self.reader.text(file)
        if text is None:
            return None
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        if path.endswith((".html", ".htm")):
            return read_page(file, text)
        if path.endswith(".rst"):
            source = rst_source.split(text)
            title = {"title": source.title} if source.title else {}
            return Document(file, {**title, **source.fields}, source.body, source.first_line)
        return _markdown_document(file, text)

    def _add(self, path: str, is_page: bool, document: Document) -> None:
        values = self._with_defaults(path, document)
        if not values.get("title"):
            if not path.endswith((".html", ".htm")):
                self.site.note(document.path, 1, wording.left_out_without("title"))
            return
        status = str(document.take("status") or values.get("status") or "published").strip().lower()
        if status == "skip":
            return
        post = ImportedPost(
            document.path, "", rst_source.plain(document.text("title") or _line(values["title"]))
        )
        post.is_page = is_page
        post.is_draft = status not in {"published", "hidden"}
        if status == "hidden" and not is_page:
            post.front_matter["unlisted"] = True
        post.date = self._moment(document, values, "date")
        post.updated = self._moment(document, values, "modified")
        if post.date is None and not is_page:
            self.site.note(document.path, 1, wording.left_out_without("date"))
            return
        if post.updated and post.date and str(post.updated) <= str(post.date):
            post.updated = None
        post.authors = _names(values.get("authors") or values.get("author") or self.get("AUTHOR"))
        post.tags = _names(values.get("tags"))
        category = _line(values.get("category"))
        post.categories = [] if is_page or not category else [category]
        document.take("authors", "author", "tags", "category")
        language = _line(values.get("lang")) or self.site.language
        if language.lower() != self.site.language.lower():
            post.language = language
        self._set_series(post, document)
        if summary := document.take("summary"):
            post.front_matter["excerpt"] = rst_source.plain(_without_markup(str(summary)))
        post.description = document.text("description")
        self._set_cover(post, document)
        if document.text("comments").lower() in {"false", "no", "off"}:
            post.front_matter["comments"] = False
        for key in IGNORED:
            document.take(key)
        slug = self._slug(values, path)
        self.metadata[path] = {**values, "slug": slug, "lang": language, "path": path}
        kind = ("DRAFT_" if post.is_draft else "") + ("PAGE" if is_page else "ARTICLE")
        kind = kind.replace("DRAFT_ARTICLE", "DRAFT") + ("_LANG" if post.language else "")
        post.address = self._address(kind, path, post)
        if self.site.base_url and post.date and not is_page:
            url = self._expanded(str(values.get("url") or self.get(f"{kind}_URL")), path, post)
            day = f"{post.date:%Y-%m-%d}"
            whole = split_url(f"{self.site.base_url}{url.lstrip('/')}")
            post.feed_id = quote(f"tag:{whole.hostname},{day}:{whole.path}", safe=":/,%")
        self.posts[path] = post
        self.reader.finish(document)

    def _with_defaults(self, path: str, document: Document) -> dict[str, Any]:
        """The metadata of a document with those of its path, which it overrides."""
        found: dict[str, Any] = {"category": self.get("DEFAULT_CATEGORY")}
        defaults = self.get("DEFAULT_METADATA")
        if isinstance(defaults, dict):
            found |= defaults
        found |= self._extra(path)
        file = PurePosixPath(path)
        of_path: dict[str, Any] = {}
        for pattern, text in (
            (self.get("FILENAME_METADATA"), file.stem),
            (self.get("PATH_METADATA"), path),
        ):
            try:
                match = re.match(str(pattern), text) if pattern else None
            except re.error:
                match = None
            for key, value in match.groupdict().items() if match else ():
                if value is not None:
                    of_path.setdefault(key.lower(), value)
        if self.get("USE_FOLDER_AS_CATEGORY") and file.parent.name:
            of_path.setdefault("category", file.parent.name)
        found |= of_path
        return found | {key.lower(): value for key, value in document.values.items() if value != ""}

    def _extra(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        extra = self.get("EXTRA_PATH_METADATA")
        for key, values in sorted(extra.items()) if isinstance(extra, dict) else ():
            if isinstance(values, dict) and (path == key or path.startswith(f"{key.rstrip('/')}/")):
                found |= values
        return found

    def _moment(self, document: Document, values: dict[str, Any], key: str) -> Moment | None:
        value = document.take(key) or values.get(key)
        if value in (None, ""):
            return None
        text = read_date(str(value).replace("_", " ")) if isinstance(value, str) else None
        found = as_moment(text or value)
        if found is None:
            self.site.note(document.path, 1, wording.bad_date(key, value))
        return found

    def _set_series(self, post: ImportedPost, document: Document) -> None:
        post.series = document.text("series")
        index = document.text("series_index")
        if post.series and index.isdecimal() and int(index) > 0:
            post.part = int(index)

    def _set_cover(self, post: ImportedPost, document: Document) -> None:
        for key in COVERS:
            if cover := document.text(key):
                post.image = post.image or cover

    # Addresses

    def _slug(self, values: dict[str, Any], path: str) -> str:
        if slug := _line(values.get("slug")):
            return slug
        stem = PurePosixPath(path).stem
        title = stem if self.get("SLUGIFY_SOURCE") == "basename" else _line(values["title"])
        slug = self.slugify(title)
        if not slug:
            slug = our_slug(title) or our_slug(stem)
            self.site.note(self._file(path), 1, wording.unknown_slug(slug))
        return slug

    def slugify(self, text: str, kind: str = "") -> str:
        """A name in an address, by Pelican's rules."""
        text = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", "", text))
        if not self.get("SLUGIFY_USE_UNICODE"):
            apart = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
            text = apart.encode("ascii", "ignore").decode()
        rules: Any = self.settings.get(f"{kind}_REGEX_SUBSTITUTIONS") if kind else None
        for rule in rules or self.get("SLUG_REGEX_SUBSTITUTIONS") or []:
            if isinstance(rule, list | tuple) and len(rule) == 2:
                try:
                    text = re.sub(str(rule[0]), str(rule[1]), text, flags=re.IGNORECASE)
                except re.error:
                    continue
        text = text if self.get("SLUGIFY_PRESERVE_CASE") else text.lower()
        return text.strip()

    def _address(self, kind: str, path: str, post: ImportedPost) -> str:
        pattern = self.metadata[path].get("save_as") or self.get(f"{kind}_SAVE_AS")
        place = self._expanded(str(pattern), path, post)
        if place.endswith("/index.html") or place == "index.html":
            place = place.removesuffix("index.html")
        return f"/{place.lstrip('/')}"

    def _expanded(self, pattern: str, path: str, post: ImportedPost) -> str:
        """A pattern of an address with a post's metadata in it."""
        values = {key.replace("-", "_"): value for key, value in self.metadata[path].items()}
        values |= {
            "path": path,
            "date": post.date or date(1, 1, 1),
            "author": self.slugify(post.authors[0], "AUTHOR") if post.authors else "",
            "category": self.slugify(post.categories[0], "CATEGORY") if post.categories else "",
        }
        try:
            return string.Formatter().vformat(pattern, (), values)
        except (KeyError, ValueError, IndexError, AttributeError, TypeError):
            self.site.note(SETTINGS[0], 1, wording.bad_pattern(pattern, post.path))
            return f"{values['slug']}.html"

    def _term(self, kind: str, name: str) -> str:
        """The address of a term's page; empty if there is none."""
        pattern = self.get(f"{kind.upper()}_SAVE_AS")
        if not pattern:
            return ""
        return self._with_slug(str(pattern), self.slugify(name, kind.upper()))

    def _with_slug(self, pattern: str, slug: str) -> str:
        place = pattern.replace("{slug}", slug).replace("%s", slug).lstrip("/")
        return f"/{place.removesuffix('index.html') if place.endswith('/index.html') else place}"

    # Texts

    def _set_body(self, path: str, document: Document) -> None:
        post = self.posts[path]

        def target(link: str) -> str:
            return self._target(link, path)

        if post.image:
            post.image = target(post.image)
            if not post.image.startswith(("/", "http")):
                post.image = f"/{post.image}"
        if path.endswith((".html", ".htm")):
            post.body = as_markdown(document, target, self.site)
        elif path.endswith(".rst"):
            post.markup = "rst"
            body = rst_source.with_addresses(document.body, target)

            def unknown(name: str, line: int) -> None:
                place = document.first_line + line - 1
                self.reader.unknown(f"'.. {name}::'", document.path, place)

            post.body = rst_source.for_sphinx(body, unknown)
        else:
            body = with_liquid(document.body, document, self.reader, self._code)
            body = re.sub(r"<!--\s*PELICAN_BEGIN_SUMMARY\s*-->\n*", "", body)
            body = re.sub(r"<!--\s*PELICAN_END_SUMMARY\s*-->", "<!-- more -->", body)
            body = python_markdown.myst(body, self.site.extensions)
            post.body = python_markdown.with_links(body, target)

    def _code(self, path: str) -> str | None:
        """The text of a file with code that a post shows."""
        folder = str(self.get("CODE_DIR") or "code")
        name = posixpath.normpath(posixpath.join(folder, path))
        return None if name.startswith("..") else self.reader.text(self._file(name))

    def _target(self, link: str, path: str) -> str:
        """Return where a link of a document leads, as an address of the site or a URL."""
        match = _INTRA.match(link.replace("%7B", "{").replace("%7D", "}").replace("%7C", "|"))
        if match is None:
            link = re.sub(r"(?<=.)#(?:comment|disqus_thread).*$", "", link)
            return python_markdown.absolute(link, self.posts[path].address, self.site)
        kind, rest = match[1], match[2]
        place, mark, fragment = rest.partition("#")
        place = unquote(place)
        if kind in {"tag", "category", "author"}:
            return self._page_of_term(kind, place)
        if kind == "index":
            return "/"
        name = (
            place.lstrip("/")
            if place.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
        )
        if name in self.posts:
            return f"{self.posts[name].address}{mark}{fragment}"
        if kind == "attach":
            self._attach(name, path)
        if name in self.attached:
            return f"/{self.attached[name]}"
        if (self.folder / self.content / name).is_file():
            new = self._static(name)
            self.site.files[new] = self.folder / self.content / name
            return f"/{new}"
        self.site.note(self._file(path), 1, wording.lost_reference(link))
        return self.site.base_url or "/"

    def _page_of_term(self, kind: str, name: str) -> str:
        """The link to a term's page, which is none of a document."""
        address = self._term(kind, name)
        url = f"{self.site.base_url.rstrip('/')}{address}"
        self.site.remote.add(url)
        return url or "/"

    def _attach(self, name: str, path: str) -> None:
        """A file that goes with the first document that attaches it."""
        original = self.folder / self.content / name
        if name in self.attached or not original.is_file():
            return
        tail = posixpath.relpath(name, posixpath.dirname(path) or ".")
        tail = posixpath.basename(name) if tail.startswith("../") else tail
        address = self.posts[path].address.lstrip("/")
        folder = address if address.endswith("/") else posixpath.dirname(address)
        new = posixpath.normpath(posixpath.join(folder, tail))
        self.site.files.pop(self._static(name), None)
        self.site.files[new] = original
        self.attached[name] = new

    def _static(self, path: str) -> str:
        return str(self._extra(path).get("path") or path).lstrip("/")

    # What is around posts

    def _add_files(self) -> None:
        places = self.strings("STATIC_PATHS")
        for file in self.reader.files(self.content):
            path = file.removeprefix(f"{self.content}/") if self.content != "." else file
            if _is_below(path, places) and path not in self.posts:
                self.site.files[self._static(path)] = self.folder / file

    def _add_terms(self) -> None:
        found = self.site.term_addresses
        for post in self.posts.values():
            if post.is_draft or post.is_page:
                continue
            for kind, names in (
                ("tag", post.tags),
                ("category", post.categories),
                ("author", post.authors),
            ):
                for name in names:
                    if address := self._term(kind, name):
                        found[kind, name] = address
            archive = self.get("YEAR_ARCHIVE_SAVE_AS")
            if archive and post.date:
                found["archive", f"{post.date.year:04}"] = self._year(str(archive), post.date)
        for name in self.strings("DIRECT_TEMPLATES"):
            place: Any = self.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
            if place and name in DIRECT:
                found[DIRECT[name], ""] = f"/{str(place).lstrip('/')}"

    def _year(self, pattern: str, moment: Moment) -> str:
        try:
            place = pattern.format(date=moment).lstrip("/")
        except (KeyError, ValueError, IndexError):
            return ""
        return f"/{place.removesuffix('index.html')}"

    def _add_feeds(self) -> None:
        if not self.site.base_url:
            return
        length = self.get("FEED_MAX_ITEMS")
        self.site.feed_length = length if isinstance(length, int) else 0
        for form in ("atom", "rss"):
            for name in (f"FEED_ALL_{form.upper()}", f"FEED_{form.upper()}"):
                if place := self.get(name):
                    self.site.feeds[f"/{str(place).lstrip('/')}"] = form
            file = {"atom": "atom.xml", "rss": "rss.xml"}[form]
            for kind, name in list(self.site.term_addresses):
                pattern = self.get(f"{kind.upper()}_FEED_{form.upper()}") if name else ""
                if pattern and kind in {"tag", "category", "author"}:
                    old = self._with_slug(str(pattern), self.slugify(name, kind.upper()))
                    self.site.redirects[old] = f"blog:{kind}/{our_slug(name)}/{file}"
        language = self.site.language.lower()
        if place := self.get("TRANSLATION_FEED_ATOM"):
            address = str(place).replace("{lang}", language).replace("%s", language)
            self.site.feeds.setdefault(f"/{address.lstrip('/')}", "atom")

    def _forward_further_pages(self) -> None:
        """The second and later pages of lists, whose posts are elsewhere now."""
        size = self.site.page_size
        if not size or self.settings.has("PAGINATION_PATTERNS"):
            return
        posts = [post for post in self.posts.values() if not (post.is_draft or post.is_page)]
        for number in range(2, -(-len(posts) // size) + 1):
            self.site.redirects[f"/index{number}.html"] = "blog:archive"
        for (kind, name), address in self.site.term_addresses.items():
            stem, _, suffix = address.rpartition(".")
            if name and stem and kind in {"tag", "category", "author"}:
                count = sum(name in post.terms(kind) for post in posts)
                for number in range(2, -(-count // size) + 1):
                    old = f"{stem}{number}.{suffix}"
                    self.site.redirects[old] = f"blog:{kind}/{our_slug(name)}"

    def _file(self, path: str) -> str:
        return path if self.content == "." else f"{self.content}/{path}"


def _markdown_document(path: str, text: str) -> Document:
    """The metadata lines of Python-Markdown, or the front matter in YAML of a plugin."""
    found = re.match(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if found:
        try:
            values = parsed(found[1], "yaml")
        except UnreadableError:
            pass
        else:
            body = text[found.end() :]
            first = text.count("\n", 0, found.end()) + 1
            return Document(path, {key.lower(): one for key, one in values.items()}, body, first)
    lines = text.split("\n")
    values, number, key = {}, 0, ""
    if lines and re.match(r"-{3}[ \t]*$", lines[0]):
        number = 1
    while number < len(lines):
        line = lines[number]
        if not line.strip() or re.match(r"(-{3}|\.{3})[ \t]*$", line):
            number += 1
            break
        if match := re.match(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)$", line):
            key = match[1].lower()
            values[key] = f"{values[key]}, {match[2]}" if values.get(key) else match[2].strip()
        elif key and re.match(r" {4,}\S", line):
            values[key] = f"{values[key]} {line.strip()}".strip()
        else:
            break
        number += 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    return Document(path, values, "\n".join(lines[number:]).rstrip("\n"), number + 1)


def _names(value: object) -> list[str]:
    """Names in a list, or in a text that parts them by semicolons or commas."""
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    if not isinstance(value, list | tuple):
        return []
    names = (" ".join(str(name).split()) for name in value if name is not None)
    return [name for name in dict.fromkeys(names) if name]


def _line(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _without_markup(text: str) -> str:
    text = re.sub(r"<[^<>]*>", "", text)
    return " ".join(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).split())


def _is_below(path: str, folders: list[str]) -> bool:
    names = (folder.strip("/").removeprefix("./") for folder in folders)
    return any(
        name in {"", "."} or path == name or path.startswith(f"{name}/") or fnmatch(path, name)
        for name in names
    )
