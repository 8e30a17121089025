"""Blogs of Material for MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timezone
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from sphinx_craftblog.importers.common import markdown, wording
from sphinx_craftblog.importers.common.addresses import absolute, base_url, fragment_of, is_local
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, NoSiteError
from sphinx_craftblog.importers.common.sources import Document, TextReader, as_moment
from sphinx_craftblog.importers.common.values import listed, mapping, one_line
from sphinx_craftblog.importers.material.pymdown import Dialect
from sphinx_craftblog.model.dates import read_moment, show_date

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml")

LIST = "\n```{post-list}\n:paginate:\n```\n"

PACKAGES = {"sphinx_design": "sphinx-design"}
"""What to install for a Sphinx extension."""

OWN_KEYS = ("template", "icon", "status", "subtitle", "hide", "search", "social")
"""Keys that say how a page looks in Material, or have another place with us."""


def read(source: Path) -> ImportedSite:
    """The blog in a folder.

    :raises NoSiteError: if there is none of Material's.
    """
    site = ImportedSite("Material for MkDocs")
    reader = TextReader(site, source)
    name = next((one for one in CONFIGURATIONS if (source / one).is_file()), "")
    if not name:
        raise NoSiteError(wording.no_site(site.tool, source, CONFIGURATIONS[0]))
    settings = reader.configuration(name)
    inherited = settings.pop("INHERIT", None)
    if isinstance(inherited, str) and (source / inherited).is_file():
        settings = {**reader.configuration(inherited), **settings}
    plugins = dict(_plugins(settings.get("plugins")))
    blog = plugins.get("blog", plugins.get("material/blog"))
    if blog is None or blog.get("enabled") is False:
        raise NoSiteError(wording.no_site(site.tool, source, "plugin 'blog' in its settings"))
    _Blog(site, reader, settings, plugins, blog).read()
    site.require_posts(source)
    reader.note_left()
    return site


class _Blog:
    """Goes through the documents twice: links need the addresses of all."""

    def __init__(
        self,
        site: ImportedSite,
        reader: TextReader,
        settings: dict[str, Any],
        plugins: dict[str, dict[str, Any]],
        blog: dict[str, Any],
    ) -> None:
        self.site = site
        self.reader = reader
        self.settings = settings
        self.plugins = plugins
        self.blog = blog
        url = str(settings.get("site_url") or "")
        site.base_url = base_url(url)
        site.title = one_line(settings.get("site_name"))
        site.description = one_line(settings.get("site_description"))
        site.language = one_line(mapping(settings.get("theme")).get("language")).partition("-")[0]
        size = blog.get("pagination_per_page", 10)
        site.page_size = size if isinstance(size, int) and size > 0 else 0
        self.docs = str(settings.get("docs_dir") or "docs").strip("/")
        self.folder = str(blog.get("blog_dir", "blog")).strip("./")
        posts = str(blog.get("post_dir") or "{blog}/posts")
        self.posts = posts.replace("{blog}", self.folder).strip("./")
        site.has_list_at_home = not self.folder
        self.is_folder = settings.get("use_directory_urls") is not False
        self.extensions = frozenset(dict(_plugins(settings.get("markdown_extensions"))))
        self.by_source: dict[str, str] = {}
        self.documents: list[tuple[Document, ImportedPost]] = []
        self.titles = dict(_titles(settings.get("nav")))
        self._metas: dict[str, dict[str, Any]] = {}
        self.has_feed = "rss" in plugins
        self.icons: list[str] = []
        self._authors()

    def read(self) -> None:
        """Read the documents, and then convert their texts."""
        names = [path.removeprefix(f"{self.docs}/") for path in self.reader.files(self.docs)]
        for name in names:
            if name.endswith((".md", ".markdown")):
                self._read_document(name)
            else:
                self.site.files[name] = self.reader.folder / self.docs / name
        for document, post in self.documents:
            self._convert(document, post)
            self.reader.finish(document)
        self.site.order = [self.by_source[name] for name in self.titles if name in self.by_source]
        if self.icons:
            text = wording.icons_gone(len(self.icons))
            self.site.note(self.icons[0], 1, text, is_left=False)
        self._redirects()
        self._terms()
        self._feeds()

    def _read_document(self, name: str) -> None:
        path = f"{self.docs}/{name}"
        document = self.reader.document(path)
        if document is None:
            return
        document.own = set(document.values)
        document.values = self._meta(name) | document.values
        post = ImportedPost(path, "", document.text("title"))
        post.is_page = not name.startswith(f"{self.posts}/" if self.posts else "")
        text, heading = markdown.without_title(document.body, post.title)
        post.title = post.title or heading or self.titles.get(name, "")
        if heading:
            document.first_line += document.body.count("\n") - text.count("\n")
            document.body = text
        stem = PurePosixPath(name).stem
        post.title = post.title or stem.replace("-", " ").replace("_", " ").capitalize()
        self._fill(document, post)
        post.address = self._page_address(name) if post.is_page else self._address(document, post)
        self.by_source[name] = post.address
        self.documents.append((document, post))
        self.site.posts.append(post)

    def _fill(self, document: Document, post: ImportedPost) -> None:
        dates = document.take("date")
        created = dates.get("created") if isinstance(dates, dict) else dates
        updated = dates.get("updated") if isinstance(dates, dict) else None
        post.date, post.updated = as_moment(created), as_moment(updated)
        if created is not None and post.date is None:
            self.site.note(post.path, 1, wording.bad_date("date", created))
        post.is_draft = document.take("draft") is True
        post.categories = document.names("categories")
        post.tags = document.names("tags")
        post.authors = document.names("authors") or document.names("author")
        post.series = document.text("series")
        if document.take("comments") is False:
            post.front_matter["comments"] = False
        post.description = document.text("description")
        if post.description and post.is_page:
            post.description = ""
        readtime = document.take("readtime")
        if isinstance(readtime, int) and readtime > 0 and not post.is_page:
            post.front_matter["read_time"] = readtime
        if document.take("pin") is True:
            post.front_matter["pinned"] = True
        hidden = document.take("hide")
        if isinstance(hidden, list) and "toc" in hidden:
            post.front_matter["toc"] = False
        if mapping(document.take("search")).get("exclude") is True:
            post.front_matter["nosearch"] = True
        document.take(*OWN_KEYS)

    def _address(self, document: Document, post: ImportedPost) -> str:
        """The path of a post's URL, by the plugin's rules."""
        form = str(self.blog.get("post_url_date_format") or "yyyy/MM/dd")
        day = ""
        if post.date is not None:
            moment = read_moment(post.date, zone=timezone.utc)
            try:
                day = show_date(moment, form=form, language="en")
            except (ValueError, AttributeError, KeyError, TypeError):  # no pattern of a date
                day = f"{moment:%Y/%m/%d}"
        most = self.blog.get("post_url_max_categories", 1)
        names = post.categories[: most if isinstance(most, int) else 1]
        values = {
            "date": day,
            "slug": document.text("slug") or slugified(post.title),
            "file": PurePosixPath(post.path).stem,
            "categories": "/".join(map(slugified, names)),
        }
        pattern = str(self.blog.get("post_url_format") or "{date}/{slug}")
        path = re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], ""), pattern)
        path = re.sub("/{2,}", "/", f"/{self.folder}/{path}").strip("/")
        return f"/{path}/" if self.is_folder else f"/{path}.html"

    def _page_address(self, name: str) -> str:
        stem = name.rpartition(".")[0]
        base = stem.rpartition("/")[2]
        if base in {"index", "README"}:
            return f"/{stem.removesuffix(base)}"
        return f"/{stem}/" if self.is_folder else f"/{stem}.html"

    def _meta(self, name: str) -> dict[str, Any]:
        """The values that folders give their documents."""
        found: dict[str, Any] = {}
        if "meta" not in self.plugins and "material/meta" not in self.plugins:
            return found
        for folder in reversed(PurePosixPath(name).parents):
            path = f"{self.docs}/{folder}/.meta.yml".replace("/./", "/")
            if path not in self._metas:
                is_there = (self.reader.folder / path).is_file()
                self._metas[path] = self.reader.configuration(path) if is_there else {}
            found |= self._metas[path]
        return found

    def _convert(self, document: Document, post: ImportedPost) -> None:
        def unknown(name: str, line: int) -> None:
            self.reader.unknown(name, post.path, document.first_line + max(line - 1, 0))

        dialect = Dialect(self.extensions, self._snippet, unknown)
        separator = str(self.blog.get("post_excerpt_separator") or "").strip()
        body = document.body
        if separator and not re.fullmatch(r"<!-+\s*more\s*-+>", separator):
            body = body.replace(separator, "<!-- more -->", 1)
        body = dialect.converted(body)
        body = markdown.with_links(body, partial(self._linked, post=post))
        if "pymdownx.arithmatex" in self.extensions:
            self.site.extensions.add("dollarmath")
        post.body = markdown.myst(body, self.site.extensions)
        if self.folder and post.address == f"/{self.folder}/":
            post.body += LIST
        self.icons += [post.path] * dialect.icons
        for name in dialect.needs:
            self.site.packages[name] = PACKAGES[name]
        if self.has_feed and self.site.base_url and not post.is_page:
            post.feed_id = f"{self.site.base_url}{quote(post.address[1:])}"

    def _linked(self, link: str, post: ImportedPost) -> str:
        """The address that a link leads to: it is written from file to file."""
        if not is_local(link):
            return link
        path, fragment = fragment_of(link)
        name = f"/{post.path.removeprefix(f'{self.docs}/')}"
        place = absolute(path, name) if path else name
        wanted = place.lstrip("/")
        for one in (wanted, f"{wanted}.md", f"{wanted.rstrip('/')}/index.md"):
            if one in self.by_source:
                return f"{quote(self.by_source[one], safe='/~@+')}{fragment}"
        if wanted in self.site.files:
            return f"{quote(place, safe='/~@+')}{fragment}"
        return absolute(link, post.address)

    def _snippet(self, name: str) -> str | None:
        settings = dict(_plugins(self.settings.get("markdown_extensions")))
        bases = _listed(mapping(settings.get("pymdownx.snippets")).get("base_path")) or ["."]
        root = self.reader.folder.resolve()
        for base in (*map(str, bases), self.docs):
            path = (root / base / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                try:
                    return path.read_text(encoding="utf-8")
                except (OSError, UnicodeError):
                    return None
        return None

    def _authors(self) -> None:
        file = str(self.blog.get("authors_file") or "{blog}/.authors.yml")
        path = f"{self.docs}/{file.replace('{blog}', self.folder)}".replace("//", "/")
        if not (self.reader.folder / path).is_file():
            return
        for key, entry in mapping(self.reader.configuration(path).get("authors")).items():
            entry = mapping(entry)
            values = {
                "name": one_line(entry.get("name")) or str(key),
                "url": one_line(entry.get("url")),
                "bio": one_line(entry.get("description")),
                "avatar": one_line(entry.get("avatar")),
            }
            for name in ("url", "avatar"):
                if not values[name].startswith(("http://", "https://")):
                    values[name] = ""
            self.site.authors[str(key)] = {k: v for k, v in values.items() if v}

    def _redirects(self) -> None:
        maps = mapping(self.plugins.get("redirects", {}).get("redirect_maps"))
        for old, new in maps.items():
            path, _ = fragment_of(str(new))
            target = self.by_source.get(path.lstrip("/"), "")
            if str(new).startswith(("http://", "https://")):
                target = str(new)
            if target:
                self.site.redirects[self._page_address(str(old))] = target
            else:
                self.site.note(CONFIGURATIONS[0], 1, wording.lost_reference(str(new)))

    def _terms(self) -> None:
        for post in self.site.posts:
            if post.is_page:
                continue
            places = [("category", name, slugified(name)) for name in post.categories]
            if post.date:
                places.append(("archive", str(post.date.year), str(post.date.year)))
            if self.blog.get("authors_profiles") is True:
                places += [("author", name, slugified(name)) for name in post.authors]
            for kind, name, slug in places:
                path = re.sub("/{2,}", "/", f"/{self.folder}/{kind}/{slug}")
                address = f"{path}/" if self.is_folder else f"{path}.html"
                self.site.term_addresses.setdefault((kind, name), address)

    def _feeds(self) -> None:
        settings = self.plugins.get("rss")
        if settings is None:
            return
        names = mapping(settings.get("feeds_filenames"))
        for key, default, form in (
            ("rss_created", "feed_rss_created.xml", "rss"),
            ("rss_updated", "feed_rss_updated.xml", "rss"),
            ("json_created", "feed_json_created.json", "json"),
            ("json_updated", "feed_json_updated.json", "json"),
        ):
            self.site.feeds[f"/{names.get(key) or default}"] = form
        self.site.feed_content = "excerpt"
        length = settings.get("length", 20)
        self.site.feed_length = length if isinstance(length, int) and length > 0 else 0


def slugified(name: str) -> str:
    """A name as the plugin has it in an address."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"</?[^<>]*>", "", name).strip().lower())
    return kept.replace(" ", "-")


def _plugins(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names with their settings, of which a list may have either."""
    for entry in _listed(value):
        if isinstance(entry, str):
            yield entry, {}
        elif isinstance(entry, dict):
            yield from ((str(name), mapping(settings)) for name, settings in entry.items())


def _titles(value: object) -> Iterator[tuple[str, str]]:
    """The documents of ``nav`` in order, with their titles."""
    for entry in _listed(value):
        if isinstance(entry, str):
            yield entry, ""
        elif isinstance(entry, dict):
            for title, place in entry.items():
                if isinstance(place, str):
                    yield place, str(title)
                else:
                    yield from _titles(place)


def _listed(value: object) -> list[Any]:
    if isinstance(value, dict):
        return [{key: entry} for key, entry in value.items()]
    return listed(value)
