"""Blogs of Jekyll."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import category
from urllib.parse import quote

from sphinx_craftblog.importers.common import markdown, wording
from sphinx_craftblog.importers.common.addresses import absolute, base_url, fragment_of, is_local
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, NoSiteError
from sphinx_craftblog.importers.common.sources import Document, TextReader, as_moment
from sphinx_craftblog.importers.common.values import count, listed, mapping, one_line
from sphinx_craftblog.importers.jekyll import kramdown
from sphinx_craftblog.importers.jekyll.liquid import Liquid

CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""Jekyll's named styles of ``permalink``."""

ARCHIVES = {
    "tags": ("tag", "tag", "/tag/:name/"),
    "categories": ("category", "category", "/category/:name/"),
    "year": ("year", "archive", "/:year/"),
}
"""What jekyll-archives makes: name of its permalink, our kind of terms, default address."""

LEFT_OUT = (
    *("Gemfile*", "*.gemspec", "Rakefile", "package*.json", "README*", "LICENSE*", "CHANGELOG*"),
    *(
        "CONTRIBUTING*",
        "Dockerfile",
        "docker-compose*",
        "Makefile",
        "*.sh",
        "yarn.lock",
        "vendor/*",
    ),
)
"""Files that make a site and are no part of it."""

IMAGES = ("image", "cover", "thumbnail", "feature_image", "featured_image")
"""Keys of a post's picture."""

FILLED = (".xml", ".json", ".rss", ".atom", ".scss", ".sass", ".txt", ".css", ".js")
"""Files that Jekyll fills in if they have front matter."""

OWN_KEYS = ("layout", "date", "classes", "sitemap", "header", "last_modified_at")
"""Keys that say nothing to readers."""

_SITES = ("url", "website", "web", "uri")
"""Names of an author's site."""

_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)")


def read(source: Path) -> ImportedSite:
    """The blog in a folder.

    :raises NoSiteError: if there is none of Jekyll's.
    """
    site = ImportedSite("Jekyll")
    reader = TextReader(site, source)
    name = next((one for one in CONFIGURATIONS if (source / one).is_file()), "")
    if not name:
        raise NoSiteError(wording.no_site("Jekyll", source, CONFIGURATIONS[0]))
    _Blog(site, reader, reader.configuration(name)).read()
    site.require_posts(source)
    reader.note_left()
    return site


class _Blog:
    """Goes through the files twice: links need the addresses of all."""

    def __init__(self, site: ImportedSite, reader: TextReader, settings: dict[str, Any]) -> None:
        self.site = site
        self.reader = reader
        self.settings = settings
        self.root = str(settings.get("source") or "").strip("./")
        self.base = f"/{str(settings.get('baseurl') or '').strip('/')}".rstrip("/")
        url = str(settings.get("url") or "").rstrip("/")
        site.base_url = base_url(f"{url}{self.base}")
        site.title = one_line(settings.get("title") or settings.get("name"))
        site.description = one_line(settings.get("description") or settings.get("tagline"))
        language = one_line(
            settings.get("lang") or settings.get("locale") or settings.get("language")
        )
        site.language = language.replace("-", "_").partition("_")[0].lower()
        site.timezone = str(settings.get("timezone") or "")
        site.page_size = count(settings.get("paginate"))
        style = str(settings.get("permalink") or "date")
        self.style = style
        self.pattern = STYLES.get(style, style)
        collections = mapping(settings.get("collections"))
        self.collections = {
            str(name): mapping(entry)
            for name, entry in collections.items()
            if name not in {"posts", "drafts"}
        }
        posts = mapping(collections.get("posts"))
        self.pattern = str(posts.get("permalink") or self.pattern)
        self.authors = self._authors()
        self.documents: list[tuple[Document, ImportedPost]] = []
        self.by_source: dict[str, str] = {}
        self.by_name: dict[str, str] = {}
        self.math: set[str] = set()
        self.feed_forms: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.entry_id = ""

    def read(self) -> None:
        """Read the files, and then convert their texts."""
        for path in self.reader.files(self.root):
            name = path.removeprefix(f"{self.root}/") if self.root else path
            self._read_file(path, name)
        self._feeds()
        for document, post in self.documents:
            self._convert(document, post)
            self.reader.finish(document)
        if "dollarmath" in self.site.extensions:
            for post in self.site.posts:
                if post.path not in self.math:
                    post.body = markdown.without_math(post.body)
        self._terms()

    def _read_file(self, path: str, name: str) -> None:
        parts = name.split("/")
        is_text = path.endswith((*MARKDOWN, ".html", ".htm", ".textile"))
        if "_posts" in parts or "_drafts" in parts:
            if path.endswith(".textile"):
                self.site.note(path, 1, wording.unknown_format(".textile"))
            elif is_text:
                self._read_post(path, name)
            return
        if parts[0].startswith("_") and parts[0].removeprefix("_") in self.collections:
            if self.collections[parts[0][1:]].get("output") is True and is_text:
                self._read_page(path, name, parts[0][1:])
            return
        if any(part.startswith(("_", "#")) for part in parts) or self._is_excluded(name):
            return
        if is_text:
            self._read_page(path, name, "")
        elif path.endswith(
            (".xml", ".json", ".rss", ".atom", ".scss", ".sass", ".txt", ".css", ".js")
        ):
            self._read_other(path, name)
        else:
            self.site.files[name] = self.reader.folder / path

    def _is_excluded(self, name: str) -> bool:
        own = [str(one).strip("/") for one in listed(self.settings.get("exclude"))]
        if any(name == one or name.startswith(f"{one}/") or fnmatch(name, one) for one in own):
            return True
        return name in CONFIGURATIONS or any(fnmatch(name, one) for one in LEFT_OUT)

    def _read_other(self, path: str, name: str) -> None:
        """A file that Jekyll fills in if it has front matter: of those, feeds are known."""
        try:
            text = (self.reader.folder / path).read_text(encoding="utf-8")
        except (OSError, UnicodeError):
            text = ""
        if not re.match(r"\ufeff?---\s*\n", text):
            self.site.files[name] = self.reader.folder / path
            return
        form = "rss" if "<rss" in text else "atom" if "<feed" in text else ""
        form = "json" if not form and "jsonfeed.org" in text else form
        found = re.search(r"^permalink:\s*[\"']?(/\S*?)[\"']?\s*$", text, re.MULTILINE)
        if form and "site.posts" in text:
            self.feed_forms[found[1] if found else f"/{name}"] = form
            entry = re.search(r"<(?:id|guid)[^>]*>((?:(?!</).)*post\.(?:id|url).*?)</", text)
            if entry and not self.entry_id:
                self.entry_id = entry[1]

    def _read_post(self, path: str, name: str) -> None:
        document = self.reader.document(path)
        if document is None:
            return
        self._default(document, name, "posts")
        folders, _, rest = name.partition("_posts/" if "_posts/" in name else "_drafts/")
        stem = PurePosixPath(rest).stem
        dated = _NAME.match(stem)
        slug = document.text("slug") or (dated[2] if dated else stem)
        is_draft = "_drafts/" in name
        if not dated and not is_draft:
            self.site.note(path, 1, wording.not_dated(rest))
            return
        post = ImportedPost(path, "", document.text("title"))
        post.title = post.title or " ".join(part.capitalize() for part in slug.split("-"))
        post.date = self.reader.moment(document, "date") or (as_moment(dated[1]) if dated else None)
        post.is_draft = is_draft or document.take("published") is False
        post.is_draft = post.is_draft or document.take("draft") is True
        above = [part for part in folders.split("/") if part]
        own = document.names("categories", split=r"\s+") or document.names("category")
        post.categories = list(dict.fromkeys([*above, *own]))
        post.tags = document.names("tags", split=r"\s+|,\s*") or document.names("tag")
        self._fill(document, post)
        pattern = document.text("permalink") or self.pattern
        pattern = STYLES.get(pattern, pattern)
        post.address = _expanded(pattern, post, slug)
        self.ids[path] = f"{post.address.rstrip('/').rpartition('/')[0]}/{slug}"
        self._remember(document, post, name, stem)

    def _read_page(self, path: str, name: str, collection: str) -> None:
        document = self.reader.document(path)
        if document is None or not document.has_front_matter:
            if document is not None and path.endswith((".html", ".htm")):
                self.site.files[name] = self.reader.folder / path
            return
        self._default(document, name, collection or "pages")
        post = ImportedPost(path, "", document.text("title"), is_page=True)
        post.address = self._page_address(document, name, collection)
        if document.take("published") is False:
            return
        to = document.text("redirect_to")
        if to:
            self.site.redirects[post.address] = to
            return
        is_html = path.endswith((".html", ".htm"))
        logic = "for|assign|capture" + ("|include|if" if is_html else "")
        if is_template(document.body, logic):
            self._leave_template(path, post.address, document.body)
            return
        if post.address == "/404.html" or (post.address == "/" and not document.body.strip()):
            return
        self._fill(document, post)
        post.title = post.title or (self.site.title if post.address == "/" else "")
        self._remember(document, post, name, PurePosixPath(name).stem)

    def _leave_template(self, path: str, address: str, body: str) -> None:
        """Leave out a page that a program fills in; if it lists posts, ours takes its place."""
        if address in {"/", "/404.html"}:
            return
        lists = (("tags", "tag"), ("categories", "category"), ("posts", "archive"))
        for name, page in lists:
            if re.search(rf"\b(?:site|paginator)\.{name}\b", body):
                self.site.redirects[address] = f"blog:{page}"
                self.site.note(path, 1, wording.list_of_posts(address), is_left=False)
                return
        self.site.note(path, 1, wording.page_of_template(address))

    def _page_address(self, document: Document, name: str, collection: str) -> str:
        own = document.text("permalink")
        if own and own not in STYLES:
            return f"/{own.lstrip('/')}".replace(":basename", PurePosixPath(name).stem)
        path = PurePosixPath(name)
        stem = path.with_suffix("").as_posix()
        if collection:
            stem = stem.partition("/")[2]
            pattern = str(self.collections[collection].get("permalink") or "")
            if not pattern or pattern in STYLES:
                pattern = (
                    "/:collection/:path/" if pattern == "pretty" else "/:collection/:path.html"
                )
            values = {"collection": collection, "path": stem, "output_ext": ".html"}
            values |= {"name": path.stem, "title": document.text("slug") or path.stem}
            return _filled(pattern, values)
        is_folder = self.style == "pretty" or self.pattern.endswith("/")
        if path.stem == "index":
            return f"/{stem.removesuffix('index')}"
        return f"/{stem}/" if is_folder else f"/{stem}.html"

    def _default(self, document: Document, name: str, kind: str) -> None:
        """Add the values of ``defaults`` in the configuration."""
        values: dict[str, Any] = {}
        for entry in map(mapping, listed(self.settings.get("defaults"))):
            scope = mapping(entry.get("scope"))
            path = str(scope.get("path") or "").strip("/")
            is_there = (
                not path or name == path or name.startswith(f"{path}/") or fnmatch(name, path)
            )
            if is_there and scope.get("type", kind) in {kind, kind.removesuffix("s")}:
                values |= mapping(entry.get("values"))
        document.own = set(document.values)
        document.values = values | document.values

    def _remember(self, document: Document, post: ImportedPost, name: str, stem: str) -> None:
        self.by_source[name] = post.address
        if not post.is_page:
            self.by_name[stem] = post.address
        self.documents.append((document, post))
        self.site.posts.append(post)

    def _fill(self, document: Document, post: ImportedPost) -> None:
        """What the front matter of posts and of pages says alike."""
        post.updated = self.reader.moment(document, "last_modified_at", "updated", "modified_date")
        if post.updated and (post.date is None or str(post.updated)[:10] < str(post.date)[:10]):
            post.updated = None
        names = document.names("authors") or document.names("author")
        author = document.take("author")
        if isinstance(author, dict):
            names = [one_line(author.get("name"))]
        post.authors = [name for name in names if name] or list(self.authors[:1])
        post.series = document.text("series")
        post.description = document.text("description", "subtitle", "summary")
        if excerpt := document.text("excerpt"):
            post.front_matter["excerpt"] = excerpt
        post.canonical_url = document.text("canonical_url")
        post.aliases = [
            f"/{str(old).lstrip('/')}" for old in listed(document.take("redirect_from", "alias"))
        ]
        language = document.text("lang", "language").replace("-", "_").partition("_")[0].lower()
        post.language = language if language != (self.site.language or "en") else ""
        if document.take("comments") is False and "comments" in document.own:
            post.front_matter["comments"] = False
        if document.take("toc") is False and "toc" in document.own:
            post.front_matter["toc"] = False
        if document.take("pin", "pinned", "sticky") is True:
            post.front_matter["pinned"] = True
        if document.take("hidden", "unlisted") is True and not post.is_page:
            post.front_matter["unlisted"] = True
        external = document.text("external_url", "link")
        if external.startswith(("http://", "https://")) and not post.is_page:
            post.front_matter["external_url"] = external
        if document.take("math", "mathjax", "use_math", "usemathjax", "katex") is True:
            self.math.add(post.path)
        self._cover(document, post)
        document.take(*OWN_KEYS)

    def _cover(self, document: Document, post: ImportedPost) -> None:
        image = document.take(*IMAGES)
        header = mapping(document.take("header"))
        if isinstance(image, dict):
            post.image_alt = one_line(image.get("alt") or image.get("caption"))
            image = image.get("path") or image.get("feature") or image.get("src")
        image = image or header.get("overlay_image") or header.get("image") or header.get("teaser")
        is_own = bool(document.own & {*IMAGES, "header"})
        post.image = str(image) if isinstance(image, str) and is_own and not post.is_page else ""
        post.image_alt = post.image_alt or document.text("image_alt", "image-alt")

    def _authors(self) -> list[str]:
        """Declare the authors that the site names; the first is who writes if nobody is named."""
        for path in ("_data/authors.yml", "_data/authors.yaml", "_data/author.yml"):
            place = f"{self.root}/{path}".lstrip("/")
            if (self.reader.folder / place).is_file():
                for key, entry in self.reader.configuration(place).items():
                    self.site.authors[key] = _author(mapping(entry)) or {"name": key}
        own = self.settings.get("author")
        if isinstance(own, dict) and (entry := _author(own)):
            key = next((k for k, v in self.site.authors.items() if v["name"] == entry["name"]), "")
            self.site.authors.setdefault(key or entry["name"], entry)
            return [key or entry["name"]]
        name = one_line(own)
        return [name] if name else []

    def _convert(self, document: Document, post: ImportedPost) -> None:
        liquid = self._liquid(document, post)
        if post.image:
            image = liquid.converted(post.image)
            post.image = f"/{image.lstrip('/')}" if is_local(image) else image
        if self.entry_id and not post.is_page:
            post.feed_id = liquid.converted(self.entry_id).strip()
            if not re.match(r"[a-z]+:\S+$", post.feed_id):
                post.feed_id = ""
        elif self.site.feeds and self.site.base_url and not post.is_page:
            post.feed_id = f"{self.site.base_url}{quote(self.ids[post.path][1:])}"
        body = self._with_more(document, document.body)
        body = liquid.converted(body)
        if document.path.endswith((".html", ".htm")):
            post.body = markdown.raw_html(body)
            post.title = post.title or PurePosixPath(post.path).stem.capitalize()
            return
        body, is_math = kramdown.converted(body, is_math=post.path in self.math)
        if is_math:
            self.math.add(post.path)
            self.site.extensions.add("dollarmath")
        body = markdown.with_links(body, lambda link: self._linked(link, post))
        body, heading = markdown.without_title(body, post.title)
        stem = PurePosixPath(post.path).stem
        post.title = post.title or heading or stem.replace("-", " ").capitalize()
        post.body = markdown.myst(body, self.site.extensions)

    def _with_more(self, document: Document, body: str) -> str:
        separator = document.take("excerpt_separator") or self.settings.get("excerpt_separator")
        separator = str(separator or "").strip()
        if separator and not re.fullmatch(r"<!-+\s*more\s*-+>", separator, re.IGNORECASE):
            body = body.replace(separator, "\n<!-- more -->\n", 1)
        return body

    def _liquid(self, document: Document, post: ImportedPost) -> Liquid:
        values = dict(_dotted("site", self.settings)) | dict(_dotted("page", document.values))
        url = str(self.settings.get("url") or "").rstrip("/")
        values |= {"site.baseurl": self.base, "site.url": url, "page.url": post.address}
        values |= {"post.url": post.address, "page.title": post.title}
        values |= {"post.id": self.ids.get(post.path, ""), "site.github.url": f"{url}{self.base}"}

        def unknown(name: str, place: int) -> None:
            line = document.first_line + document.body.count("\n", 0, place)
            self.reader.unknown(name, post.path, line)

        return Liquid(values, self._referred, unknown, self._included)

    def _included(self, name: str) -> str:
        """The text of a file in the folder of includes; empty if there is none."""
        folder = (self.reader.folder / self.root / "_includes").resolve()
        place = (folder / name).resolve()
        if not place.is_relative_to(folder) or not place.is_file():
            return ""
        return place.read_text(encoding="utf-8", errors="replace")

    def _referred(self, written: str) -> str | None:
        """The address of the post or file that a tag names."""
        name = written.strip("/")
        if name in self.by_source:
            return self.by_source[name]
        stem = name.rpartition("/")[2]
        stem = stem.rpartition(".")[0] if stem.endswith(MARKDOWN) else stem
        if stem in self.by_name:
            return self.by_name[stem]
        return f"/{name}" if name in self.site.files else None

    def _linked(self, link: str, post: ImportedPost) -> str:
        if not is_local(link):
            return link
        path, fragment = fragment_of(link)
        if path.endswith(MARKDOWN):  # jekyll-relative-links
            name = absolute(path, f"/{post.path.removeprefix(self.root).lstrip('/')}").lstrip("/")
            if name in self.by_source:
                return f"{self.by_source[name]}{fragment}"
        return absolute(link, post.address)

    def _feeds(self) -> None:
        plugins = listed(self.settings.get("plugins")) + listed(self.settings.get("gems"))
        gemfile = self.reader.folder / "Gemfile"
        named = gemfile.is_file() and re.search(
            r"^[^#\n]*[\"'](?:jekyll-feed|github-pages)[\"']",
            gemfile.read_text(encoding="utf-8", errors="replace"),
            re.MULTILINE,
        )
        feed = mapping(self.settings.get("feed"))
        if self.feed_forms:
            self.site.feeds = self.feed_forms
        elif "jekyll-feed" in plugins or named:
            path = f"/{str(feed.get('path') or 'feed.xml').lstrip('/')}"
            self.site.feeds[path] = "atom"
            self.site.feed_content = "excerpt" if feed.get("excerpt_only") is True else ""
            limit = feed.get("posts_limit", 10)
            self.site.feed_length = limit if isinstance(limit, int) and limit > 0 else 0

    def _terms(self) -> None:
        """The pages of jekyll-archives."""
        settings = mapping(self.settings.get("jekyll-archives"))
        enabled = settings.get("enabled") or []
        permalinks = mapping(settings.get("permalinks"))
        for name, (key, kind, default) in ARCHIVES.items():
            if enabled != "all" and name not in listed(enabled):
                continue
            pattern = str(permalinks.get(key) or default)
            for post in self.site.posts:
                if kind == "archive":
                    terms = [str(post.date.year)] if post.date and not post.is_page else []
                else:
                    terms = post.terms(kind)
                for term in terms:
                    place = _filled(pattern, {"name": slugified(term), "year": term})
                    self.site.term_addresses.setdefault((kind, term), place)


def is_template(text: str, tags: str) -> bool:
    """Return whether a text has tags of Liquid that compute, beyond the code that it shows."""
    shown = re.sub(r"\{%-?\s*(raw|highlight)\b.*?\{%-?\s*end\1\s*-?%\}", "", text, flags=re.DOTALL)
    found = False

    def look(part: str) -> str:
        nonlocal found
        found = found or bool(re.search(rf"\{{%-?\s*(?:{tags})\b", part))
        return part

    markdown.outside_code(shown, look)
    return found


def slugified(name: str, *, is_pretty: bool = False, is_cased: bool = False) -> str:
    """A name as Jekyll has it in an address."""
    kept = "._~!$&'()+,;=@" if is_pretty else ""
    slug = "".join(c if c.isalnum() or c in kept or category(c)[0] == "M" else "-" for c in name)
    slug = re.sub("-+", "-", slug).strip("-")
    return slug if is_cased else slug.lower()


def _expanded(pattern: str, post: ImportedPost, slug: str) -> str:
    """An address by a pattern of ``permalink``."""
    day = post.date or datetime.now().astimezone()
    hour = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    title = slugified(slug, is_pretty=True, is_cased=True)
    values = {
        "year": f"{day.year:04}",
        "short_year": f"{day.year % 100:02}",
        "month": f"{day.month:02}",
        "i_month": str(day.month),
        "day": f"{day.day:02}",
        "i_day": str(day.day),
        "y_day": f"{day.timetuple().tm_yday:03}",
        "short_month": f"{day:%b}",
        "long_month": f"{day:%B}",
        "short_day": f"{day:%a}",
        "long_day": f"{day:%A}",
        "week": f"{day.isocalendar()[1]:02}",
        "hour": f"{hour:%H}",
        "minute": f"{hour:%M}",
        "second": f"{hour:%S}",
        "title": title,
        "slug": slugified(slug),
        "name": slugified(slug),
        "categories": "/".join(dict.fromkeys(name.lower() for name in post.categories)),
        "slugified_categories": "/".join(dict.fromkeys(map(slugified, post.categories))),
        "collection": "posts",
        "output_ext": ".html",
    }
    return _filled(pattern, values)


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    names = sorted(values, key=len, reverse=True)
    filled = re.sub(f":({'|'.join(names)})", lambda match: values[match[1]], pattern)
    return re.sub("/{2,}", "/", f"/{filled}")


def _author(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of ``craftblog_authors`` for one of Jekyll's."""
    found = {
        "name": one_line(entry.get("name") or entry.get("display_name")),
        "url": one_line(
            entry.get("url") or entry.get("website") or entry.get("web") or entry.get("uri")
        ),
        "bio": one_line(entry.get("bio")),
        "email": one_line(entry.get("email")),
    }
    if not found["url"].startswith(("http://", "https://")):
        found["url"] = ""
    return {key: value for key, value in found.items() if value} if found["name"] else {}


def _dotted(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _dotted(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", value
