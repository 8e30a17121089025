"""Blogs of Hugo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import category
from urllib.parse import quote

from sphinx_craftblog.importers.common import markdown, shortcodes, wording
from sphinx_craftblog.importers.common.addresses import absolute, base_url, fragment_of, is_local
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, Moment, NoSiteError
from sphinx_craftblog.importers.common.sources import Document, TextReader, as_moment
from sphinx_craftblog.importers.common.values import count, listed, mapping, one_line
from sphinx_craftblog.model.dates import read_moment
from sphinx_craftblog.model.slugs import slugify

CONFIGURATIONS = tuple(
    f"{name}.{form}" for name in ("hugo", "config") for form in ("toml", "yaml", "yml", "json")
)

TEXTS = (".md", ".markdown", ".html", ".htm")

OTHER_TEXTS = (".adoc", ".asciidoc", ".ad", ".org", ".rst", ".pandoc", ".pdc")
"""Texts that Hugo reads and we do not."""

KINDS = {"tags": "tag", "categories": "category", "series": "series", "authors": "author"}
"""Our kinds of terms, by Hugo's taxonomies."""

LISTS = ("archives", "archive")
"""Layouts of pages that list all posts."""

OWN_KEYS = ("type", "weight", "linktitle", "iscjklanguage", "sitemap", "outputs", "resources")
"""Keys that say nothing of what readers see, or of what has another place with us."""


SAFE = "/%~@+,;=:&$!'*"
"""Signs of an address that stand for themselves."""

_INDEX = re.compile(r"index(?:\.[a-z]{2,3}(?:-\w+)?)?\.(?:md|markdown|html?)$")
"""The text of a page bundle."""


def read(source: Path) -> ImportedSite:
    """The blog in a folder.

    :raises NoSiteError: if there is none of Hugo's.
    """
    site = ImportedSite("Hugo")
    reader = TextReader(site, source)
    settings = _configuration(reader)
    if not settings:
        wanted = f"{CONFIGURATIONS[0]} or other configuration of Hugo's"
        raise NoSiteError(wording.no_site("Hugo", source, wanted))
    _Blog(site, reader, settings).read()
    site.require_posts(source)
    reader.note_left()
    return site


class _Blog:
    """Goes through the content twice: links need the addresses of all."""

    def __init__(self, site: ImportedSite, reader: TextReader, settings: dict[str, Any]) -> None:
        self.site = site
        self.reader = reader
        self.settings = settings
        self.language = str(settings.get("defaultcontentlanguage") or "en")
        self.languages = mapping(settings.get("languages"))
        own = mapping(self.languages.get(self.language))
        self.params = mapping(settings.get("params")) | mapping(own.get("params"))
        base = str(own.get("baseurl") or settings.get("baseurl") or "")
        site.base_url = base_url(base)
        site.title = str(own.get("title") or settings.get("title") or "")
        code = own.get("languagecode") or settings.get("languagecode") or self.language
        site.language = _language(str(code))
        site.description = one_line(self.params.get("description"))
        site.timezone = str(settings.get("timezone") or "")
        size = mapping(settings.get("pagination")).get("pagersize", settings.get("paginate"))
        site.page_size = count(size)
        if author := _author(self.params.get("author") or settings.get("author")):
            site.authors[author] = {"name": author}
        names = own.get("taxonomies") or settings.get("taxonomies")
        names = mapping(names) or {"tag": "tags", "category": "categories"}
        self.taxonomies = [str(name).lower() for name in names.values()]
        main = self.params.get("mainsections") or settings.get("mainsections") or []
        self.main = [str(name).lower() for name in (main if isinstance(main, list) else [main])]
        self.dates_in_names = ":filename" in str(mapping(settings.get("frontmatter")).get("date"))
        self.by_source: dict[str, str] = {}
        self.documents: list[tuple[Document, ImportedPost]] = []
        self.bundles: dict[str, str] = {}
        self.ordered: list[tuple[float, str]] = []
        self.sections: dict[str, str] = {}

    def read(self) -> None:
        """Read the content, and then convert its texts."""
        resources: list[tuple[str, str]] = []
        for folder, language in self._contents():
            paths = list(self.reader.files(folder))
            bundles = (path.removeprefix(f"{folder}/").rpartition("/") for path in paths)
            self.bundles |= {one: "" for one, _, file in bundles if one and _INDEX.match(file)}
            for path in paths:
                name = path.removeprefix(f"{folder}/")
                if path.endswith(OTHER_TEXTS):
                    self.site.note(path, 1, wording.unknown_format(PurePosixPath(path).suffix))
                elif path.endswith(TEXTS):
                    self._read_document(path, name, language)
                else:
                    resources.append((path, name))
        for path, name in resources:
            self._read_resource(path, name)
        self._order()
        for document, post in self.documents:
            self._convert(document, post)
        self._lists()
        for folder in self._static_folders():
            for path in self.reader.files(folder):
                self.site.files[path.removeprefix(f"{folder}/")] = self.reader.folder / path
        self._feeds()
        self._terms()
        for document, _ in self.documents:
            self.reader.finish(document)

    def _contents(self) -> Iterator[tuple[str, str]]:
        own = {
            str(folder).strip("/"): name
            for name, entry in self.languages.items()
            if (folder := mapping(entry).get("contentdir"))
        }
        for folder, name in own.items():
            yield folder, "" if name == self.language else name
        if not own:
            yield str(self.settings.get("contentdir") or "content").strip("/"), ""

    def _static_folders(self) -> list[str]:
        folders = self.settings.get("staticdir") or "static"
        names = folders if isinstance(folders, list) else [folders]
        return [str(name).strip("/") for name in names if (self.reader.folder / str(name)).is_dir()]

    def _read_document(self, path: str, name: str, language: str) -> None:
        folder, _, file = name.rpartition("/")
        if any(one in self.bundles for one in _parents(name) if one != folder):
            return  # a text within a bundle is no page
        stem, _, _ = file.rpartition(".")
        if "." in stem and stem.rpartition(".")[2] in self.languages:
            stem, _, suffix = stem.rpartition(".")
            language = "" if suffix == self.language else suffix
        if folder in self.bundles and stem != "index":
            return
        document = self.reader.document(path)
        if document is None:
            return
        if isinstance(document.values.get("params"), dict):
            document.values = document.values.pop("params") | document.values
        build = mapping(document.take("build", "_build"))
        if document.take("headless") is True or build.get("render") in ("never", False):
            return
        post = ImportedPost(path, "", document.text("title"))
        self._fill(document, post)
        if build.get("list") in ("never", False) or document.take("hidden", "unlisted") is True:
            post.front_matter["unlisted"] = True
        is_section = stem == "_index"
        parts = folder.split("/") if folder else []
        if stem == "index" and folder:
            *parts, stem = parts
        if self.dates_in_names and (found := re.match(r"(\d{4}-\d\d-\d\d)[-_]?(.*)", stem)):
            post.date = post.date or as_moment(found[1])
            stem = found[2] or stem
        post.address = self._address(document, post, parts, stem, language)
        post.language = _language(language)
        if folder in self.bundles:
            self.bundles[folder] = post.address
        slug = parts[0].lower() if parts else ""
        is_listed = slug in self.main if self.main else bool(slug and post.date)
        post.is_page = is_section or not is_listed or str(document.take("type")) == "page"
        layout = document.text("layout").lower()
        self.by_source[name.lower()] = post.address
        if is_section and not document.body.strip():
            if folder:
                self.sections[post.address] = post.title
            self.reader.finish(document)
            return
        if layout == "search" and not document.body.strip():
            self.site.note(path, 1, wording.page_of_sphinx("search"), is_left=False)
            return
        if post.is_page and layout in LISTS and not document.body.strip():
            self.site.redirects[post.address] = "blog:archive"
            return
        if language == "" and not folder and is_section:
            post.title = post.title or self.site.title
        post.title = post.title or stem.replace("-", " ").strip("_").capitalize()
        self.documents.append((document, post))
        self.site.posts.append(post)

    def _fill(self, document: Document, post: ImportedPost) -> None:
        """What the front matter says, but for the address."""
        moment = self.reader.moment
        post.date = moment(document, "date") or moment(document, "published", "pubdate")
        due = moment(document, "publishdate")
        post.date = post.date or due
        if due and post.date and _is_later(due, post.date) and _is_later(due, _now()):
            post.date = due
        post.updated = moment(document, "lastmod", "modified", "updated")
        if post.updated and (not post.date or not _is_later(post.updated, post.date)):
            post.updated = None
        post.expires = moment(document, "expirydate", "unpublishdate")
        post.is_draft = document.take("draft") is True
        post.tags = document.names("tags", "tag") if "tags" in self.taxonomies else []
        post.categories = document.names("categories", "category")
        post.series = next(iter(document.names("series")), "")
        part = document.take("series_order", "seriesorder", "series_weight", "part")
        post.part = part if isinstance(part, int) and part > 0 else 0
        post.authors = [
            name for value in listed(document.take("authors", "author")) if (name := _author(value))
        ] or list(self.site.authors)
        post.description = document.text("description")
        if summary := document.text("summary"):
            if post.description:
                post.front_matter["excerpt"] = summary
            post.description = post.description or summary
        post.canonical_url = document.text("canonicalurl")
        post.aliases = [str(alias) for alias in listed(document.take("aliases", "alias"))]
        for key in ("comments", "toc"):
            if document.take(key, f"show{key}") is False:
                post.front_matter[key] = False
        if document.take("pinned", "pin", "sticky") is True:
            post.front_matter["pinned"] = True
        if document.take("math", "katex", "mathjax", "usemath") is True:
            self.site.extensions.add("dollarmath")
        self._cover(document, post)
        menu = document.take("menu", "menus")
        weight = document.take("weight")
        if menu:
            self.ordered.append((weight if isinstance(weight, int | float) else 0, post.path))
        document.take(*OWN_KEYS)

    def _cover(self, document: Document, post: ImportedPost) -> None:
        cover = document.take("cover")
        if isinstance(cover, dict):
            post.image = str(cover.get("image") or "")
            post.image_alt = one_line(cover.get("alt"))
        elif isinstance(cover, str):
            post.image = cover
        names = ("image", "featuredimage", "featured_image", "featureimage", "thumbnail", "banner")
        found = listed(document.take(*names)) or listed(document.take("images"))
        if not post.image and found and isinstance(found[0], str):
            post.image = found[0]
        if alt := document.text("image_alt", "imagealt", "featuredimagealt"):
            post.image_alt = alt

    def _address(
        self, document: Document, post: ImportedPost, parts: list[str], stem: str, language: str
    ) -> str:
        """The path of a document's URL, by Hugo's rules."""
        at_root = not self.settings.get("defaultcontentlanguageinsubdir")
        code = language or ("" if at_root else self.language)
        prefix = f"/{code}" if code and (code != self.language or not at_root) else ""
        own = document.text("url")
        slug = document.text("slug")
        if own:
            return f"{'' if own.startswith(prefix or '/') else prefix}/{own.lstrip('/')}"
        folders = [sanitized(part) for part in parts]
        if stem == "_index" or (stem == "index" and not parts):
            return f"{prefix}/{''.join(f'{folder}/' for folder in folders)}"
        pattern = self._permalink(folders[0] if folders else "")
        if pattern:
            path = _expanded(pattern, post, folders, stem, slug)
        else:
            path = "/".join([*folders, sanitized(slug or stem)])
        path = re.sub(r"/{2,}", "/", path.strip("/"))
        if self.settings.get("uglyurls") is True:
            return f"{prefix}/{path}" if path.endswith(".html") else f"{prefix}/{path}.html"
        return f"{prefix}/{path}" if path.endswith(".html") else f"{prefix}/{path}/"

    def _permalink(self, section: str) -> str:
        patterns = mapping(self.settings.get("permalinks"))
        patterns = mapping(patterns.get("page")) | {
            key: value for key, value in patterns.items() if isinstance(value, str)
        }
        return str(patterns.get(section) or patterns.get("/" if not section else "") or "")

    def _read_resource(self, path: str, name: str) -> None:
        for folder in _parents(name):
            if self.bundles.get(folder):
                place = self.bundles[folder].strip("/")
                place = place.removesuffix(".html")
                rest = name.removeprefix(f"{folder}/")
                self.site.files[f"{place}/{rest}".lstrip("/")] = self.reader.folder / path
                return
        folder, _, file = name.rpartition("/")
        place = "/".join([*(sanitized(part) for part in folder.split("/") if part), file])
        self.site.files[place] = self.reader.folder / path

    def _order(self) -> None:
        """The order of the menu."""
        by_path = {post.path: post.address for post in self.site.posts}
        entries = [(weight, by_path[path]) for weight, path in self.ordered if path in by_path]
        own = mapping(self.languages.get(self.language)).get("menu")
        menus = mapping(own or self.settings.get("menu") or self.settings.get("menus"))
        for menu in menus.values():
            for entry in map(mapping, listed(menu)):
                link = str(entry.get("pageref") or entry.get("url") or "")
                weight = entry.get("weight")
                if is_local(link):
                    number = weight if isinstance(weight, int | float) else 0
                    entries.append((number, f"/{link.strip('/')}/"))
        self.site.order = [address for _, address in sorted(entries, key=lambda entry: entry[0])]

    def _convert(self, document: Document, post: ImportedPost) -> None:
        beside = post.address.rstrip("/")
        post.aliases = [absolute(alias, beside) for alias in post.aliases]
        if post.image and is_local(post.image):
            post.image = self._image(post)
        if document.path.endswith((".html", ".htm")):
            post.body = markdown.raw_html(document.body)
            return

        def line_of(place: int) -> int:
            return document.first_line + document.body.count("\n", 0, place)

        def unknown(name: str, place: int) -> None:
            self.reader.unknown(f"shortcode {name!r}", post.path, line_of(place))

        def special(call: shortcodes.Call) -> str | None:
            return self._shortcode(call, document, post, line_of(call.start))

        text = shortcodes.converted(document.body, special, unknown)
        text = markdown.with_links(text, lambda link: self._linked(link, post))
        text, heading = markdown.without_title(text, post.title)
        post.title = heading or post.title
        post.body = markdown.myst(text, self.site.extensions)
        post.feed_id = self._feed_id(post)

    def _image(self, post: ImportedPost) -> str:
        """The address of a cover: a file of the bundle, or of the site."""
        beside = absolute(post.image, post.address)
        if beside.lstrip("/") in self.site.files or post.image.startswith("/"):
            return beside
        return f"/{post.image}"

    def _feed_id(self, post: ImportedPost) -> str:
        base = self.site.base_url
        return f"{base}{quote(post.address[1:], safe=SAFE)}" if base and not post.is_page else ""

    def _linked(self, link: str, post: ImportedPost) -> str:
        """The address that a link of a post leads to."""
        if not is_local(link):
            return link
        path, fragment = fragment_of(link)
        if path.endswith(TEXTS[:2]) and (found := self._referred(path, post)):
            return f"{found}{fragment}"
        return absolute(link, post.address)

    def _referred(self, path: str, post: ImportedPost) -> str | None:
        """The address of the document that a path in the content means."""
        content = next((one for one, _ in self._contents() if post.path.startswith(f"{one}/")), "")
        name = post.path.removeprefix(f"{content}/")
        wanted = path.lower().strip("/")
        places = [wanted]
        if not path.startswith("/"):
            places.insert(0, absolute(path, f"/{name}").lstrip("/").lower())
        for place in places:
            for one in (place, f"{place}.md", f"{place}/index.md", f"{place}/_index.md"):
                if one in self.by_source:
                    return self.by_source[one]
        stem = wanted.rpartition("/")[2].removesuffix(".md")
        found = [
            address
            for source, address in self.by_source.items()
            if source.endswith((f"/{stem}.md", f"/{stem}/index.md"))
        ]
        return found[0] if len(found) == 1 else None

    def _shortcode(
        self, call: shortcodes.Call, document: Document, post: ImportedPost, line: int
    ) -> str | None:
        name = call.name.lower()
        if name in {"ref", "relref"}:
            path, _, fragment = call.get("path", at=0).partition("#")
            fragment = f"#{fragment}" if fragment else ""
            found = self._referred(path, post) if path else ""
            if found is None:
                self.site.note(post.path, line, wording.lost_reference(path))
                return f"{absolute(path, post.address)}{fragment}"
            return f"{quote(found, safe=SAFE)}{fragment}"
        if name in {"param", "site-param"}:
            key = call.get("name", at=0).lower()
            values = {str(k).lower(): v for k, v in document.values.items()}
            value = values.get(key, self.params.get(key))
            return one_line(value) if value is not None else None
        return None

    def _lists(self) -> None:
        """Pages of sections: that of the only one with posts lists them, others forward."""
        sections = Counter(
            post.address.split("/")[1]
            for post in self.site.posts
            if not post.is_page and not post.language and post.address.count("/") > 2
        )
        folders = {name.split("/")[0] for name in self.by_source if "/" in name}
        tops = [f"/{name}/" for name in sections if name in folders]
        addresses = {post.address for post in self.site.posts}
        others = [
            f"/{post.language}/{post.address.split('/')[2]}/"
            for post in self.site.posts
            if not post.is_page and post.language and post.address.count("/") > 3
        ]
        for address in dict.fromkeys([*tops, *self.sections, *others]):
            self.site.feeds[f"{address}index.xml"] = "rss"
            if [address] == tops and address not in addresses:
                title = self.sections.get(address) or address.strip("/").capitalize()
                body = "```{post-list}\n:paginate:\n```\n"
                page = ImportedPost(f"content{address}", address, title, is_page=True, body=body)
                self.site.posts.append(page)
            elif not address.startswith(tuple(f"/{name}/" for name in self.taxonomies)):
                self.site.redirects[address] = "blog:archive"

    def _feeds(self) -> None:
        outputs = listed(mapping(self.settings.get("outputs")).get("home")) or ["RSS"]
        if "rss" not in {str(name).lower() for name in outputs}:
            self.site.feeds.clear()
            return
        form = mapping(mapping(self.settings.get("outputformats")).get("rss"))
        name = f"{form.get('basename') or 'index'}.xml"
        self.site.feeds = {
            old.replace("index.xml", name): kind for old, kind in self.site.feeds.items()
        }
        self.site.feeds[f"/{name}"] = "rss"
        for language in {post.language for post in self.site.posts if post.language}:
            self.site.feeds[f"/{language}/{name}"] = "rss"
            self.site.redirects.setdefault(f"/{language}/", "blog:archive")
        self.site.term_feeds[name] = "rss"
        limit = mapping(mapping(self.settings.get("services")).get("rss")).get(
            "limit", self.settings.get("rsslimit")
        )
        self.site.feed_length = limit if isinstance(limit, int) and limit > 0 else 0

    def _terms(self) -> None:
        """The pages of terms: those in other languages, and of taxonomies that we have not."""
        for document, post in self.documents:
            prefix = f"/{post.language}" if post.language else ""
            for taxonomy in self.taxonomies:
                kind = KINDS.get(taxonomy, "")
                names = post.terms(kind) if kind else document.names(taxonomy)
                for name in ("", *names) if names else ():
                    place = f"{prefix}/{taxonomy}/{f'{sanitized(name)}/' if name else ''}"
                    self._term(kind, name, place, post.language)

    def _term(self, kind: str, name: str, place: str, language: str) -> None:
        if kind and not language:
            self.site.term_addresses.setdefault((kind, name), place)
            return
        if kind:
            new = f"blog:{kind}/{slugify(name)}" if name else f"blog:{kind}"
        else:
            new = f"blog:{name}" if re.fullmatch(r"[12]\d{3}", name) else "blog:archive"
        self.site.redirects.setdefault(place, new)
        if self.site.feeds:
            for feed, form in self.site.term_feeds.items():
                self.site.feeds.setdefault(f"{place}{feed}", form)


def sanitized(name: str) -> str:
    """A name as Hugo has it in an address: small letters, hyphens for spaces, few signs."""
    kept = "".join(
        c for c in name.strip() if c.isalnum() or c in "._#+-~@ \t" or category(c)[0] == "M"
    )
    return re.sub(r"(-?)\s+(-?)", "-", kept).lower()


def _expanded(pattern: str, post: ImportedPost, folders: list[str], stem: str, slug: str) -> str:
    """An address by a pattern of ``permalinks``."""
    day = post.date or datetime(1, 1, 1, tzinfo=timezone.utc)
    title = sanitized(post.title)
    values = {
        "year": f"{day.year:04}",
        "month": f"{day.month:02}",
        "day": f"{day.day:02}",
        "monthname": f"{day:%B}".lower(),
        "weekday": str((day.weekday() + 1) % 7),
        "weekdayname": f"{day:%A}".lower(),
        "yearday": str(day.timetuple().tm_yday),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "title": title,
        "slug": sanitized(slug) or title,
        "filename": sanitized(stem),
        "contentbasename": sanitized(stem),
        "slugorfilename": sanitized(slug or stem),
        "slugorcontentbasename": sanitized(slug or stem),
    }

    def value(match: re.Match[str]) -> str:
        name, start, end, last = match[1].lower(), match[2], match[3], match[4]
        if last:
            return "/".join(folders[-1:])
        if start is not None:
            first = int(start or 0)
            return "/".join(folders[first : int(end) if end else None])
        return values.get(name, "")

    return re.sub(r":([a-zA-Z]+)(?:\[(?:(\d*):(\d*)|(last))\])?", value, pattern)


def _configuration(reader: TextReader) -> dict[str, Any]:
    """All settings, with small letters in their names as Hugo reads them."""
    found: dict[str, Any] = {}
    folder = reader.folder / "config" / "_default"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.suffix.lstrip(".") not in {"toml", "yaml", "yml", "json"}:
            continue
        values = _lowered(reader.configuration(path.relative_to(reader.folder).as_posix()))
        name, _, language = path.stem.lower().partition(".")
        if name in {"hugo", "config"}:
            found |= {**found, **values}
        elif language:
            languages = found.setdefault("languages", {})
            languages.setdefault(language, {})[name] = values
        else:
            found[name] = mapping(found.get(name)) | values
    for name in CONFIGURATIONS:
        if (reader.folder / name).is_file():
            values = _lowered(reader.configuration(name))
            return {**values, **found}
    return found


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _lowered(entry) for key, entry in value.items()}
    return [_lowered(entry) for entry in value] if isinstance(value, list) else value


def _author(value: object) -> str:
    if isinstance(value, list):
        return _author(value[0]) if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return one_line(value)


def _language(code: str) -> str:
    """A language as Sphinx names it: the region where that makes another one."""
    language, _, region = code.replace("_", "-").partition("-")
    is_other = region and language.lower() in {"pt", "zh"}
    return f"{language.lower()}_{region.upper()}" if is_other else language.lower()


def _parents(name: str) -> list[str]:
    return [str(one) for one in PurePosixPath(name).parents if str(one) != "."]


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _is_later(one: Moment, other: Moment) -> bool:
    return read_moment(one, zone=timezone.utc) > read_moment(other, zone=timezone.utc)
