"""The three formats of a feed, read back as readers do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from sphinx_craftblog.features.feed_formats import WRITERS, Enclosure, Feed, FeedAuthor, FeedEntry

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

PUBLISHED = datetime(2026, 1, 1, 10, tzinfo=timezone(timedelta(hours=1)))
REVISED = datetime(2026, 2, 1, tzinfo=timezone.utc)
NASTY = """</title>]]> & <b>"quoted"</b> 'x' ü 字"""

ENTRY = FeedEntry(
    id="https://n.example/posts/a.html",
    url="https://n.example/posts/a.html",
    external_url="",
    title=NASTY,
    published=PUBLISHED,
    updated=REVISED,
    authors=(FeedAuthor("Ada", "https://ada.example/"), FeedAuthor("Bob")),
    categories=("News", "R&D"),
    summary="About <it>.",
    content="<p>Text &amp; more</p>",
    is_full=True,
    blog="Notes",
    language="de",
)
FEED = Feed(
    url="https://n.example/blog/FILE",
    newest="https://n.example/blog/FILE",
    before="",
    after="",
    home="https://n.example/blog.html",
    title=NASTY,
    subtitle="Of & about",
    language="en-GB",
    updated=REVISED,
)


def written(format: str, *entries: FeedEntry, feed: Feed = FEED) -> str:  # noqa: A002
    writer = WRITERS[format]
    return writer.feed(feed, map(writer.entry, entries))


def atom(*entries: FeedEntry, feed: Feed = FEED) -> ElementTree.Element:
    return ElementTree.fromstring(written("atom", *entries, feed=feed))


def rss(*entries: FeedEntry, feed: Feed = FEED) -> ElementTree.Element:
    channel = ElementTree.fromstring(written("rss", *entries, feed=feed)).find("channel")
    assert channel is not None
    return channel


def json_feed(*entries: FeedEntry, feed: Feed = FEED) -> dict[str, Any]:
    return dict(json.loads(written("json", *entries, feed=feed)))


def only(found: ElementTree.Element, path: str) -> ElementTree.Element:
    (element,) = found.findall(path)
    return element


def test_an_atom_entry_says_all_of_its_post() -> None:
    entry = only(atom(ENTRY), f"{ATOM}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert entry.findtext(f"{ATOM}id") == ENTRY.id
    assert entry.findtext(f"{ATOM}title") == NASTY
    assert entry.findtext(f"{ATOM}published") == "2026-01-01T10:00:00+01:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00+00:00"
    assert only(entry, f"{ATOM}link").attrib == {
        "rel": "alternate",
        "type": "text/html",
        "href": ENTRY.url,
    }
    authors = entry.findall(f"{ATOM}author")
    assert [(a.findtext(f"{ATOM}name"), a.findtext(f"{ATOM}uri")) for a in authors] == [
        ("Ada", "https://ada.example/"),
        ("Bob", None),
    ]
    assert [c.get("term") for c in entry.findall(f"{ATOM}category")] == ["News", "R&D"]
    assert only(entry, f"{ATOM}summary").text == "About <it>."
    content = only(entry, f"{ATOM}content")
    assert (content.get("type"), content.text) == ("html", "<p>Text &amp; more</p>")


def test_an_atom_entry_has_an_author_in_any_case() -> None:
    entry = only(atom(replace(ENTRY, authors=())), f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Notes"


def test_an_rss_item_says_all_of_its_post() -> None:
    item = only(rss(ENTRY), "item")
    assert item.findtext("title") == NASTY
    assert item.findtext("link") == item.findtext("guid") == ENTRY.url
    assert only(item, "guid").get("isPermaLink") == "true"
    assert parsedate_to_datetime(item.findtext("pubDate") or "") == PUBLISHED
    assert [creator.text for creator in item.findall(CREATOR)] == ["Ada", "Bob"]
    assert [category.text for category in item.findall("category")] == ["News", "R&D"]
    assert item.findtext("description") == "About &lt;it&gt;."
    assert item.findtext(CONTENT) == "<p>Text &amp; more</p>"


def test_a_json_item_says_all_of_its_post() -> None:
    (item,) = json_feed(ENTRY)["items"]
    assert item == {
        "id": ENTRY.id,
        "url": ENTRY.url,
        "title": NASTY,
        "summary": "About <it>.",
        "date_published": "2026-01-01T10:00:00+01:00",
        "date_modified": "2026-02-01T00:00:00+00:00",
        "authors": [{"name": "Ada", "url": "https://ada.example/"}, {"name": "Bob"}],
        "tags": ["News", "R&D"],
        "language": "de",
        "content_html": "<p>Text &amp; more</p>",
    }


@pytest.mark.parametrize("content", ["<p>Excerpt</p>", ""])
def test_an_excerpt_is_no_whole_text(content: str) -> None:
    entry = replace(ENTRY, is_full=False, content=content)
    shown = content or "About &lt;it&gt;."
    found = only(atom(entry), f"{ATOM}entry")
    assert found.find(f"{ATOM}content") is None
    assert only(found, f"{ATOM}summary").get("type") == "html"
    assert found.findtext(f"{ATOM}summary") == shown
    item = only(rss(entry), "item")
    assert (item.find(CONTENT), item.findtext("description")) == (None, shown)
    assert json_feed(entry)["items"][0]["content_html"] == shown


def test_a_text_that_lies_elsewhere_keeps_its_identity() -> None:
    elsewhere = "https://else.example/x"
    entry = replace(ENTRY, external_url=elsewhere, id="https://old.example/1")
    found = only(atom(entry), f"{ATOM}entry")
    assert only(found, f"{ATOM}link").get("href") == elsewhere
    assert found.findtext(f"{ATOM}id") == "https://old.example/1"
    item = only(rss(entry), "item")
    assert item.findtext("link") == elsewhere
    assert only(item, "guid").get("isPermaLink") == "false"
    found_json = json_feed(entry)["items"][0]
    assert (found_json["url"], found_json["external_url"]) == (ENTRY.url, elsewhere)


@pytest.mark.parametrize("length", [0, 70])
def test_a_picture_comes_with_its_entry(length: int) -> None:
    url = "https://n.example/_images/p.png"
    entry = replace(ENTRY, image=Enclosure(url, "image/png", length))
    link = only(atom(entry), f"{ATOM}entry/{ATOM}link[@rel='enclosure']")
    assert (link.get("href"), link.get("type")) == (url, "image/png")
    assert link.get("length") == ("70" if length else None)
    assert only(rss(entry), "item/enclosure").attrib == {
        "url": url,
        "type": "image/png",
        "length": str(length),
    }
    assert json_feed(entry)["items"][0]["image"] == url


def test_a_feed_says_what_it_is() -> None:
    found = atom()
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert found.findtext(f"{ATOM}id") == FEED.url
    assert found.findtext(f"{ATOM}title") == NASTY
    assert found.findtext(f"{ATOM}subtitle") == "Of & about"
    assert found.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {"self": FEED.url, "alternate": FEED.home}
    channel = rss()
    assert (channel.findtext("title"), channel.findtext("link")) == (NASTY, FEED.home)
    assert (channel.findtext("description"), channel.findtext("language")) == (
        "Of & about",
        "en-GB",
    )
    assert parsedate_to_datetime(channel.findtext("lastBuildDate") or "") == REVISED
    assert only(channel, f"{ATOM}link").get("href") == FEED.url
    assert rss(feed=replace(FEED, subtitle="")).findtext("description") == NASTY
    assert json_feed() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": NASTY,
        "home_page_url": FEED.home,
        "feed_url": FEED.url,
        "description": "Of & about",
        "language": "en-GB",
        "items": [],
    }


def test_an_archive_leads_to_those_beside_it() -> None:
    archive = replace(
        FEED, url="https://n.example/2", before="https://n.example/1", after="https://n.example/3"
    )
    for found in (atom(feed=archive), rss(feed=archive)):
        links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
        assert links["self"] == archive.url
        assert links["current"] == archive.newest
        assert links["prev-archive"] == archive.before
        assert links["next-archive"] == archive.after
        assert found.find(f"{HISTORY}archive") is not None
    assert atom(feed=archive).findtext(f"{ATOM}id") == archive.newest
    assert json_feed(feed=archive)["next_url"] == archive.before


def test_the_newest_document_of_an_archived_feed_is_no_archive() -> None:
    newest = replace(FEED, before="https://n.example/2")
    found = atom(feed=newest)
    assert found.find(f"{HISTORY}archive") is None
    assert only(found, f"{ATOM}link[@rel='prev-archive']").get("href") == "https://n.example/2"
    assert found.find(f"{ATOM}link[@rel='current']") is None
