"""One feed in the three formats that readers know: Atom, RSS 2.0 and JSON Feed 1.1.

An entry is written once, and put into every feed that has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any, NamedTuple

from sphinx_craftblog.model.feeds import FORMATS
from sphinx_craftblog.version import __version__

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
class FeedEntry:
    """One post in a feed.

    ``url`` is the post's own address, and ``id`` its identity, which stays; ``external_url`` is
    where the text lies, if elsewhere. ``summary`` is plain text. ``content`` is HTML, the whole
    text if ``is_full``, else an excerpt. ``blog`` is who publishes it.
    """

    id: str
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
    return _document(
        "feed",
        names | _history(feed),
        _element("id", feed.newest),
        _element("title", feed.title),
        _element("subtitle", feed.subtitle) if feed.subtitle else "",
        _empty("link", rel="self", type=FORMATS["atom"].type, href=feed.url),
        _empty("link", rel="alternate", type="text/html", href=feed.home),
        *_links("link", feed),
        _element("updated", feed.updated.isoformat()),
        _element("generator", GENERATOR, version=__version__),
        *entries,
    )


def atom_entry(entry: FeedEntry) -> str:
    """A post in such a feed."""
    return _around(
        "entry",
        {"xml:lang": entry.language} if entry.language else {},
        _element("id", entry.id),
        _element("title", entry.title),
        _empty("link", rel="alternate", type="text/html", href=entry.link),
        _empty("link", rel="enclosure", **_enclosure(entry.image, "href")) if entry.image else "",
        _element("published", entry.published.isoformat()),
        _element("updated", entry.updated.isoformat()),
        *map(_atom_author, entry.authors or (FeedAuthor(entry.blog),)),
        *(_empty("category", term=category) for category in entry.categories),
        *_atom_texts(entry),
    )


def _atom_author(author: FeedAuthor) -> str:
    uri = _element("uri", author.url) if author.url else ""
    return _around("author", {}, _element("name", author.name), uri)


def _atom_texts(entry: FeedEntry) -> Iterator[str]:
    if not entry.is_full:
        yield _element("summary", entry.content or escape(entry.summary), type="html")
        return
    if entry.summary:
        yield _element("summary", entry.summary)
    yield _element("content", entry.content, type="html")


def rss(feed: Feed, entries: Iterable[str]) -> str:
    """A feed by RSS 2.0, with the elements for whole texts, several authors and its own address."""
    names = {
        "version": "2.0",
        "xmlns:atom": "http://www.w3.org/2005/Atom",
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    channel = _around(
        "channel",
        {},
        _element("title", feed.title),
        _element("link", feed.home),
        _element("description", feed.subtitle or feed.title),
        _element("language", feed.language),
        _element("lastBuildDate", format_datetime(feed.updated)),
        _element("generator", f"{GENERATOR} {__version__}"),
        _empty("atom:link", rel="self", type=FORMATS["rss"].type, href=feed.url),
        *_links("atom:link", feed),
        *entries,
    )
    return _document("rss", names | _history(feed), channel)


def rss_item(entry: FeedEntry) -> str:
    """A post in such a feed."""
    summary = escape(entry.summary, quote=False)
    return _around(
        "item",
        {},
        _element("title", entry.title),
        _element("link", entry.link),
        _element("guid", entry.id, isPermaLink=str(entry.id == entry.url).lower()),
        _element("pubDate", format_datetime(entry.published)),
        *(_element("dc:creator", author.name) for author in entry.authors),
        *(_element("category", category) for category in entry.categories),
        _element("description", summary if entry.is_full else entry.content or summary),
        _element("content:encoded", entry.content) if entry.is_full else "",
        # Unlike Atom's, an enclosure of RSS must have a length; 0 is one that is not known.
        _empty("enclosure", **{"length": "0", **_enclosure(entry.image, "url")})
        if entry.image
        else "",
    )


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


def json_item(entry: FeedEntry) -> str:
    """A post in such a feed."""
    content = entry.content or escape(entry.summary)
    authors = [_filled({"name": author.name, "url": author.url}) for author in entry.authors]
    item = _filled(
        {
            "id": entry.id,
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

    entry: Callable[[FeedEntry], str]
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


def _links(name: str, feed: Feed) -> Iterator[str]:
    for relation, url in feed.links.items():
        yield _empty(name, rel=relation, href=url)
    if feed.url != feed.newest:
        yield _empty("fh:archive")


def _enclosure(image: Enclosure, address: str) -> dict[str, str]:
    values = {address: image.url, "type": image.type}
    return values | ({"length": str(image.length)} if image.length else {})


# An entry is XML as text: a tree of it would be made, written and thrown away for each.


def _document(name: str, attributes: Mapping[str, str], *content: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_around(name, attributes, *content)}\n'


def _around(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """An element around others."""
    return f"<{name}{_written(attributes)}>{''.join(content)}</{name}>"


def _element(name: str, text: str, **attributes: str) -> str:
    return f"<{name}{_written(attributes)}>{escape(text, quote=False)}</{name}>"


def _empty(name: str, **attributes: str) -> str:
    return f"<{name}{_written(attributes)} />"


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
