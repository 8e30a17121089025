"""Blogs of WordPress, told from its export file."""

from __future__ import annotations

import contextlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from sphinx_craftblog.importers.common import wording
from sphinx_craftblog.importers.common.addresses import split_url
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, NoSiteError
from sphinx_craftblog.importers.common.wordpress_text import Media, Shortcodes
from sphinx_craftblog.importers.wordpress.wxr import BadExportError, Export, Item, read_export
from sphinx_craftblog.model.slugs import slugify

if TYPE_CHECKING:
    from sphinx_craftblog.importers.common.html import Converter

OURS = frozenset({"post", "page"})

INTERNAL = frozenset(
    {
        *("attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset"),
        *("oembed_cache", "user_request", "wp_block", "wp_template", "wp_template_part"),
        *("wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"),
    }
)
"""Types of items that are no texts for readers."""

GONE = frozenset({"trash", "auto-draft", "inherit"})


UPLOADS = "wp-content/uploads/"


def read(source: Path, media: Path | None = None) -> ImportedSite:
    """The blog in an export file, or in all those of a folder.

    ``media`` is a copy of the folder of uploaded files, if there is one.

    :raises NoSiteError: if it is none.
    """
    try:
        from sphinx_craftblog.importers.common.html import Converter
    except ImportError:
        raise NoSiteError(wording.no_markdownify()) from None
    files = sorted(source.glob("*.xml")) if source.is_dir() else [source]
    if not files:
        raise NoSiteError(wording.no_site("WordPress", source, "export file (*.xml)"))
    if media is not None and not media.is_dir():
        raise NoSiteError(wording.no_media(media))
    export = Export()
    site = ImportedSite("WordPress")
    for file in files:
        try:
            read_export(file, export)
        except OSError as error:
            raise NoSiteError(wording.no_export(file, error.strerror or error)) from None
        except BadExportError as error:
            if not export.items:
                raise NoSiteError(wording.no_export(file, error)) from None
            site.note(file.name, error.line, wording.broken_export(error))
    if not any(item.get("wp:post_type") in OURS for item in export.items):
        raise NoSiteError(wording.no_export(source, wording.no_items()))
    return _Blog(site, export, files[0].name, media, Converter).read()


class _Blog:
    """Makes the items of an export posts and pages."""

    def __init__(
        self,
        site: ImportedSite,
        export: Export,
        name: str,
        media: Path | None,
        converter: type[Converter],
    ) -> None:
        self.site = site
        self.export = export
        self.name = name
        self.media = media
        self.converter = converter
        self.by_id = {item.get("wp:post_id"): item for item in export.items}
        self.counts: Counter[tuple[str, str]] = Counter()
        self.lines: dict[tuple[str, str], int] = {}
        self._line = 1
        self._base = ""

    def read(self) -> ImportedSite:
        """The whole site."""
        fields, site = self.export.fields, self.site
        site.title, site.description = (
            _plain(fields.get("title", "")),
            _plain(fields.get("description", "")),
        )
        base = fields.get("wp:base_blog_url") or fields.get("link") or ""
        site.base_url = f"{base.rstrip('/')}/" if base.startswith("http") else ""
        site.language = re.sub(r"[^A-Za-z0-9-]", "", fields.get("language", ""))
        if site.language.lower() in {"en-us", "en-gb"}:
            site.language = "en"
        kinds = Counter(item.get("wp:post_type") for item in self.export.items)
        for kind in sorted(set(kinds) - OURS - INTERNAL):
            site.note(self.name, 1, wording.other_items(kind, kinds[kind]))
        for item in self.export.items:
            if item.get("wp:post_type") in OURS and item.get("wp:status") not in GONE:
                site.posts.append(self._post(item))
        self._add_files()
        self._add_terms()
        self._add_menu()
        if site.base_url:
            site.feeds = {"/feed/": "rss", "/feed/atom/": "atom"}
            site.note(self.name, 1, wording.feed_in_folder("/feed/"), is_left=False)
        self._tell()
        return site

    # Posts

    def _post(self, item: Item) -> ImportedPost:
        self._line = item.line
        is_page = item.get("wp:post_type") == "page"
        address = self._address(item)
        if split_url(item.get("link")).query and (item.get("wp:status") or "publish") == "publish":
            self._count("number", "")
        post = ImportedPost(self.name, address, _plain(item.get("title")) or wording.UNTITLED)
        post.line = item.line
        date = post.date = _moment(item, "post_date") or _published(item)
        modified = _moment(item, "post_modified")
        if modified and date and modified - date > timedelta(days=1):
            post.updated = modified
        post.is_page = is_page
        post.authors = [name] if (name := item.get("dc:creator")) else []
        for term in item.terms:
            names = {"category": post.categories, "post_tag": post.tags}.get(term.kind)
            if names is not None and term.name:
                names.append(_plain(term.name))
            elif names is None:
                self._count("taxonomy", term.kind)
        post.feed_id = _feed_id(item.get("guid"))
        post.description = _plain(item.meta.get("_yoast_wpseo_metadesc", ""))
        canonical = item.meta.get("_yoast_wpseo_canonical", "")
        post.canonical_url = canonical if canonical.startswith("http") else ""
        if excerpt := _plain(item.get("excerpt:encoded")):
            post.front_matter["excerpt"] = excerpt
        if item.get("wp:is_sticky") == "1" and not is_page:
            post.front_matter["pinned"] = True
        if old := slugify(unquote(item.meta.get("_wp_old_slug", ""))):
            post.aliases.append(re.sub(r"[^/]+/?$", f"{old}/", address))
        self._set_cover(post, item)
        self._hold_back(post, item)
        for key in item.meta:
            if not key.startswith("_") and key != "footnotes":
                self._count("key", key)
        if item.comments:
            self.counts["comments", ""] += item.comments
            self.lines.setdefault(("comments", ""), item.line)
        post.body = self._body(item, address)
        return post

    def _address(self, item: Item) -> str:
        """The path of a post's address; made up for one that is known by its number alone."""
        link = item.get("link")
        parts = split_url(link)
        if parts.query or not self._is_own(link):
            slug = unquote(item.get("wp:post_name")) or slugify(_plain(item.get("title")))
            return f"/{slug or item.get('wp:post_id')}/"
        return self._local(parts.path)

    def _hold_back(self, post: ImportedPost, item: Item) -> None:
        status = item.get("wp:status") or "publish"
        if item.get("wp:post_password"):
            status = "password"
        if status != "publish":
            post.is_draft = True
            self._count("status", status)

    def _set_cover(self, post: ImportedPost, item: Item) -> None:
        file = self.by_id.get(item.meta.get("_thumbnail_id", ""))
        if file is None or not (url := _url_of(file)):
            return
        post.image = self._media(url)
        post.image_alt = _plain(file.meta.get("_wp_attachment_image_alt", ""))

    def _body(self, item: Item, address: str) -> str:
        source = item.fields.get("content:encoded", "")
        has_blocks = "<!-- wp:" in source
        shortcodes = Shortcodes(lambda ids: list(self._gallery(item, ids)))
        text = shortcodes.expanded(source)
        self._base = urljoin(self.site.base_url or "https://site.invalid/", address.lstrip("/"))
        converter = self.converter(self._target)
        notes = _footnotes(item)
        text = re.sub(
            r'<sup[^>]*data-fn="([^"]+)"[^>]*>.*?</sup>',
            lambda match: (
                f'<craftblog-raw data-text="[^{list(notes).index(match[1]) + 1}]"></craftblog-raw>'
                if match[1] in notes
                else ""
            ),
            text,
            flags=re.DOTALL,
        )
        try:
            body = converter.convert(text, by_blank_lines=not has_blocks)
        except RecursionError:
            self.site.note(self.name, item.line, wording.too_deep())
            return _plain(source)
        for number, note in enumerate(notes.values(), 1):
            body += f"\n\n[^{number}]: {converter.inline(note)}"
        for name, count in shortcodes.unknown.items():
            self._count("shortcode", name, count)
        for name, count in shortcodes.computed.items():
            self._count("block", name, count)
        for (kind, name), count in converter.seen.items():
            self._count(kind, name, count)
        self.site.extensions |= converter.extensions
        return body

    def _gallery(self, item: Item, ids: list[str]) -> Iterator[Media]:
        """The pictures of a gallery: those that it names, or all that were uploaded to the post."""
        found = [self.by_id[number] for number in ids if number in self.by_id]
        if not ids:
            number = item.get("wp:post_id")
            found = [
                one
                for one in self.export.items
                if one.get("wp:post_parent") == number
                and one.get("wp:post_type") == "attachment"
                and re.search(r"\.(jpe?g|png|gif|webp|avif|svg)$", _url_of(one), re.IGNORECASE)
            ]
        for one in found:
            alt = _plain(one.meta.get("_wp_attachment_image_alt", ""))
            yield Media(_url_of(one), alt or _plain(one.get("title")), one.get("excerpt:encoded"))

    # Addresses

    @cached_property
    def _hosts(self) -> frozenset[str]:
        host = split_url(self.site.base_url).netloc.lower().removeprefix("www.")
        return frozenset({host, f"www.{host}"}) if host else frozenset()

    @cached_property
    def _folder(self) -> str:
        """The path of the site's own address, which ends with a slash."""
        return split_url(self.site.base_url).path or "/"

    def _is_own(self, url: str) -> bool:
        parts = split_url(url)
        is_there = parts.netloc.lower() in self._hosts or not self._hosts
        return is_there and f"{parts.path}/".startswith(self._folder)

    def _local(self, path: str) -> str:
        return "/" + unquote(re.sub(r"/{2,}", "/", path)).removeprefix(self._folder).lstrip("/")

    def _target(self, link: str) -> str:
        """Return where a link of the post at hand leads, as an address of the site or a URL."""
        try:
            url = urljoin(self._base, html.unescape(link))
            parts = urlsplit(url)
        except ValueError:
            return link
        if parts.scheme not in {"http", "https"}:
            return link
        if (found := self._media(url)) != url:
            return found
        if not self._is_own(url) or ("site.invalid" in url and not self._hosts and "://" in link):
            return link if "://" in link else url.replace("https://site.invalid", "")
        if item := self._files_by_page.get(self._local(parts.path)):
            return self._media(_url_of(item))
        query = parse_qs(parts.query)
        for name in ("p", "page_id"):
            if item := self.by_id.get(query.get(name, [""])[0]):
                return self._address(item)
        if "/wp-content/" in parts.path or "/wp-includes/" in parts.path or query:
            self.site.remote.add(url)
            return url
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{self._local(parts.path)}{fragment}"

    def _media(self, url: str) -> str:
        """Return where an uploaded file is: in the new site if we have it, else where it was."""
        place = re.search(r"/(?:uploads|files)/(.+)$", split_url(url).path)
        host = split_url(url).netloc
        if place is None and re.search(r"\.files\.wordpress\.com$", host):
            place = re.search(r"/(.+)$", split_url(url).path)
        if place is None or not (self._is_own(url) or host in self._media_hosts):
            return url
        name = unquote(place[1])
        if found := self._uploaded(name):
            self.site.files[f"{UPLOADS}{found[0]}"] = found[1]
            return f"/{UPLOADS}{found[0]}"
        self._count("media", "")
        self.site.remote.add(url)
        return url

    @cached_property
    def _media_hosts(self) -> frozenset[str]:
        return frozenset(split_url(_url_of(item)).netloc for item in self.export.items) - {""}

    @cached_property
    def _files_by_page(self) -> dict[str, Item]:
        """Uploaded files by the addresses of the pages that each had."""
        files = (item for item in self.export.items if _url_of(item))
        return {self._local(split_url(item.get("link")).path): item for item in files}

    def _uploaded(self, name: str) -> tuple[str, Path] | None:
        """A file in the folder of media, or the one of which a name is a smaller copy."""
        if self.media is None or ".." in Path(name).parts:
            return None
        whole = re.sub(r"-(?:\d+x\d+|scaled)(?=\.\w+$)", "", name)
        for one in dict.fromkeys((name, whole)):
            for folder in ("", "uploads", UPLOADS):
                path = self.media / folder / one
                if path.is_file():
                    return one, path
        return None

    # What is around posts

    def _add_files(self) -> None:
        """Uploaded files that are there, and the pages that each had."""
        addresses = {
            item.get("wp:post_id"): self._address(item)
            for item in self.export.items
            if item.get("wp:post_type") in OURS and item.get("wp:status") == "publish"
        }
        for item in self.export.items:
            if item.get("wp:post_type") != "attachment":
                continue
            place = re.search(r"/(?:uploads|files)/(.+)$", split_url(_url_of(item)).path)
            if place and (found := self._uploaded(unquote(place[1]))):
                self.site.files[f"{UPLOADS}{found[0]}"] = found[1]
            link = item.get("link")
            parent = addresses.get(item.get("wp:post_parent"))
            if parent and self._is_own(link) and not split_url(link).query:
                self.site.redirects[self._local(split_url(link).path)] = parent

    def _add_terms(self) -> None:
        used = {name for post in self.site.posts for name in post.authors}
        parents = {term.slug: term.parent for term in self.export.terms if term.kind == "category"}
        for term in self.export.terms:
            slug = unquote(term.slug)
            if term.kind == "author" and term.slug in used:
                self.site.authors[term.slug] = {"name": _plain(term.name)}
                place = f"/author/{slugify(slug)}/"
                self.site.term_addresses["author", term.slug] = place
            elif term.kind == "post_tag" and slug:
                self.site.term_addresses["tag", _plain(term.name)] = f"/tag/{slug}/"
            elif term.kind == "category" and slug:
                path, parent = [slug], term.parent
                while parent and parent in parents and len(path) < 10:
                    path.insert(0, unquote(parent))
                    parent = parents[parent]
                place = f"/category/{'/'.join(path)}/"
                self.site.term_addresses["category", _plain(term.name)] = place
        for post in self.site.posts:
            if post.date and not post.is_page:
                year = f"{post.date.year:04}"
                self.site.term_addresses["archive", year] = f"/{year}/"

    def _add_menu(self) -> None:
        entries = [
            item for item in self.export.items if item.get("wp:post_type") == "nav_menu_item"
        ]
        for entry in sorted(entries, key=lambda one: int(one.get("wp:menu_order") or 0)):
            target = self.by_id.get(entry.meta.get("_menu_item_object_id", ""))
            if target is not None and target.get("wp:post_type") == "page":
                self.site.order.append(self._address(target))

    # Notes

    def _count(self, kind: str, name: str, more: int = 1) -> None:
        self.counts[kind, name] += more
        self.lines.setdefault((kind, name), self._line)

    def _tell(self) -> None:
        """Say each thing once, at the line where it is first."""
        for (kind, name), count in sorted(self.counts.items()):
            said = wording.of_wordpress(kind, name, count)
            if said is not None:
                text, is_left = said
                self.site.note(self.name, self.lines[kind, name], text, is_left=is_left)


def _plain(text: str) -> str:
    """Text without markup, on one line."""
    text = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>|<!--.*?-->", "", text, flags=re.DOTALL))
    return " ".join(text.split())


def _url_of(item: Item) -> str:
    """Return where an uploaded file is."""
    if item.get("wp:post_type") != "attachment":
        return ""
    return item.get("wp:attachment_url") or item.get("guid")


def _feed_id(guid: str) -> str:
    return guid if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+", guid) else ""


def _moment(item: Item, name: str) -> datetime | None:
    """A moment in the zone that the site had then."""
    local, utc = _clock(item.get(f"wp:{name}")), _clock(item.get(f"wp:{name}_gmt"))
    if local is None:
        return utc.replace(tzinfo=timezone.utc) if utc else None
    offset = local - utc if utc else timedelta()
    if abs(offset) >= timedelta(hours=24):
        offset = timedelta()
    return local.replace(tzinfo=timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def _published(item: Item) -> datetime | None:
    with contextlib.suppress(ValueError):
        return parsedate_to_datetime(item.get("pubDate")).astimezone(timezone.utc)
    return None


def _clock(text: str) -> datetime | None:
    with contextlib.suppress(ValueError):
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    return None


def _footnotes(item: Item) -> dict[str, str]:
    """The footnotes of the block editor, by their ids."""
    with contextlib.suppress(ValueError, TypeError, KeyError):
        return {
            str(note["id"]): str(note["content"]) for note in json.loads(item.meta["footnotes"])
        }
    return {}
