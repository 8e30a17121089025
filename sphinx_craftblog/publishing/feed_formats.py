"""One feed in the three formats that readers know: Atom, RSS 2.0 and JSON Feed 1.1.

An entry is written once, and put into every feed that has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from sphinx_craftblog import __version__
from sphinx_craftblog.model.feeds import FORMATS

GENERATOR = "sphinx-craftblog"


class FeedAuthor(NamedTuple):
    """Who wrote something; ``url`` may be empty."""

    name: str
    url: str = ""


class Enclosure(NamedTuple):
    """A picture that comes with an entry; ``length`` in bytes, 0 where it is not known."""

    url: str
    type: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One post in a feed.

    ``url`` is the post's own address and stays its identity; ``external_url`` is where the
    text lies, if elsewhere. ``summary`` is plain text. ``content`` is HTML, the whole text
    if ``is_full``, else an excerpt. ``blog`` is who publishes it.
    """

    url: str
    external_url: str
    title: str
    published: datetime
    updated: datetime
    authors: tuple[FeedAuthor, ...]
    categories: tuple[str, ...]
    summary: str
    content: str
    is_full: bool
    blog: str
    language: str = ""
    image: Enclosure | None = None

    @property
    def link(self) -> str:
        """Where the text is read."""
        return self.external_url or self.url


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``url`` is its own address, ``home`` that of the page with the same posts.

    ``newest`` is the address of the feed that readers follow: of an archive another one.
    ``before`` and ``after`` are archives of the posts beside; empty where there is none.
    ``updated`` is when an entry was last revised.
    """

    url: str
    newest: str
    before: str
    after: str
    home: str
    title: str
    subtitle: str
    language: str
    updated: datetime

    @property
    def links(self) -> dict[str, str]:
        """The documents of an archived feed, by their relation (RFC 5005, section 4)."""
        newest = self.newest if self.newest != self.url else ""
        links = {"current": newest, "prev-archive": self.before, "next-archive": self.after}
        return {relation: url for relation, url in links.items() if url}


def atom(feed: Feed, entries: Iterable[str]) -> str:
    """A feed by RFC 4287."""
    names = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language}
    root = Element("feed", names | _history(feed))
    _add(root, "id", feed.newest)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "link", rel="self", type=FORMATS["atom"].type, href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    _add_links(root, "link", feed)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "generator", GENERATOR, version=__version__)
    return _document(root, entries, end="</feed>")


def atom_entry(entry: Entry) -> str:
    """A post in such a feed."""
    added = Element("entry", {"xml:lang": entry.language} if entry.language else {})
    _add(added, "id", entry.url)
    _add(added, "title", entry.title)
    _add(added, "link", rel="alternate", type="text/html", href=entry.link)
    if entry.image is not None:
        _add(added, "link", rel="enclosure", **_enclosure(entry.image, address="href"))
    _add(added, "published", entry.published.isoformat())
    _add(added, "updated", entry.updated.isoformat())
    for author in entry.authors or (FeedAuthor(entry.blog),):
        person = _add(added, "author")
        _add(person, "name", author.name)
        if author.url:
            _add(person, "uri", author.url)
    for category in entry.categories:
        _add(added, "category", term=category)
    if not entry.is_full:
        _add(added, "summary", entry.content or escape(entry.summary), type="html")
        return _xml(added)
    if entry.summary:
        _add(added, "summary", entry.summary)
    _add(added, "content", entry.content, type="html")
    return _xml(added)


def rss(feed: Feed, entries: Iterable[str]) -> str:
    """A feed by RSS 2.0, with the elements for whole texts, several authors and its own address."""
    names = {
        "version": "2.0",
        "xmlns:atom": "http://www.w3.org/2005/Atom",
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    root = Element("rss", names | _history(feed))
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.subtitle or feed.title)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    _add(channel, "generator", f"{GENERATOR} {__version__}")
    _add(channel, "atom:link", rel="self", type=FORMATS["rss"].type, href=feed.url)
    _add_links(channel, "atom:link", feed)
    return _document(root, entries, end="</channel></rss>")


def rss_item(entry: Entry) -> str:
    """A post in such a feed."""
    item = Element("item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.link)
    _add(item, "guid", entry.url, isPermaLink="true")
    _add(item, "pubDate", format_datetime(entry.published))
    for author in entry.authors:
        _add(item, "dc:creator", author.name)
    for category in entry.categories:
        _add(item, "category", category)
    summary = escape(entry.summary, quote=False)
    _add(item, "description", summary if entry.is_full else entry.content or summary)
    if entry.is_full:
        _add(item, "content:encoded", entry.content)
    if entry.image is not None:
        # Unlike Atom's, an enclosure of RSS must have a length; 0 is one that is not known.
        _add(item, "enclosure", **{"length": "0", **_enclosure(entry.image, address="url")})
    return _xml(item)


def json_feed(feed: Feed, items: Iterable[str]) -> str:
    """A feed by JSON Feed 1.1."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "next_url": feed.before,
        "description": feed.subtitle,
        "language": feed.language,
    }
    text = json.dumps(_filled(data), ensure_ascii=False)
    return f'{text[:-1]}, "items": [{", ".join(items)}]}}\n'


def json_item(entry: Entry) -> str:
    """A post in such a feed."""
    content = entry.content or escape(entry.summary)
    authors = [_filled({"name": author.name, "url": author.url}) for author in entry.authors]
    item = _filled(
        {
            "id": entry.url,
            "url": entry.url,
            "external_url": entry.external_url,
            "title": entry.title,
            "summary": entry.summary,
            "image": entry.image.url if entry.image else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": authors,
            "tags": list(entry.categories),
            "language": entry.language,
        }
    )
    return json.dumps(item | {"content_html": content}, ensure_ascii=False)


class Writer(NamedTuple):
    """Who writes an entry in a format, and who puts entries into a feed."""

    entry: Callable[[Entry], str]
    feed: Callable[[Feed, Iterable[str]], str]


WRITERS = {
    "atom": Writer(atom_entry, atom),
    "rss": Writer(rss_item, rss),
    "json": Writer(json_item, json_feed),
}
"""By the names of :data:`FORMATS`."""


def _history(feed: Feed) -> dict[str, str]:
    """The namespace that marks archives, where there are any."""
    return {"xmlns:fh": "http://purl.org/syndication/history/1.0"} if feed.links else {}


def _add_links(parent: Element, name: str, feed: Feed) -> None:
    for relation, url in feed.links.items():
        _add(parent, name, rel=relation, href=url)
    if feed.url != feed.newest:
        _add(parent, "fh:archive")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    # Names carry their prefixes: ElementTree would keep those of namespaces for the process.
    element = SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _enclosure(image: Enclosure, *, address: str) -> dict[str, str]:
    values = {address: image.url, "type": image.type}
    return values | ({"length": str(image.length)} if image.length else {})


def _document(root: Element, entries: Iterable[str], *, end: str) -> str:
    """A feed with its entries, before the ``end`` of its XML."""
    text = _xml(root).removesuffix(end)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}{"".join(entries)}{end}\n'


def _xml(root: Element) -> str:
    return tostring(root, encoding="unicode")


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
