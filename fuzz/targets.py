"""What is fuzzed: one function each, which takes any bytes and raises where a promise is broken."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from html.parser import HTMLParser
from itertools import cycle
from xml.etree import ElementTree as ET

import html5lib
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from sphinx_craftblog import diagnostics
from sphinx_craftblog.features.feed_content import absolute, stand_alone, without_forbidden
from sphinx_craftblog.features.feed_formats import WRITERS, Enclosure, Feed, FeedAuthor, FeedEntry
from sphinx_craftblog.features.llms_txt import _as_text
from sphinx_craftblog.features.structured_data import script_json
from sphinx_craftblog.model.dates import (
    find_locale,
    machine_date,
    read_moment,
    show_date,
    text_direction,
)
from sphinx_craftblog.model.markup import fixed
from sphinx_craftblog.model.pictures import completed
from sphinx_craftblog.model.slugs import MAX_BYTES, fold, slugify, unique_slug
from sphinx_craftblog.reading import excerpt, reading_time, schema
from sphinx_craftblog.reading.collector import _metadata, _with_heading, _without_front_matter
from sphinx_craftblog.reading.front_matter import article_entries, read_front_matter, read_keys

UTC = timezone.utc


def front_matter(data: bytes) -> None:
    """Front matter, a folder's defaults and an ``article``: values that can be kept and shown."""
    text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    fenced = text if text.startswith("---") else f"---\n{text}\n---\n"
    front = read_front_matter(fenced)
    lines = fenced.count("\n") + 1
    assert 0 <= front.length <= lines
    assert _without_front_matter(fenced, front).count("\n") + 1 == lines
    assert all(line >= 1 for line, _ in front.problems)
    defaults = read_keys(text)
    for entries in (front.entries, defaults.entries, article_entries(text)):
        checked = schema.check(entries, docname="posts/a", zone=UTC)
        schema.check_defaults(entries, file="_defaults.yml", zone=UTC)
        pickle.dumps(checked.values)
        _writable(checked.values.values())
        _writable([diagnostic.text for diagnostic in checked.diagnostics])
        assert len(checked.diagnostics) <= 2 * len(entries) + 3
        assert all(len(diagnostic.text) < 2000 for diagnostic in checked.diagnostics)
        _writable(_metadata(entries).values())
        if isinstance(title := checked.values.get("title"), str):
            _with_heading(fenced, front, title)


def _writable(values: object) -> None:
    """Whether all text in the values can be written to a file."""
    if isinstance(values, str):
        values.encode()
    elif not isinstance(values, int | float | datetime | bool | None):
        for value in values:  # type: ignore[attr-defined]
            _writable(value)


def slugs(data: bytes) -> None:
    """Names: an address that is one name of a file, whatever the name is."""
    names = data.decode(errors="replace").split("\n")
    taken: dict[str, str] = {}
    for name in names:
        slug = slugify(name)
        assert len(slug.encode()) <= MAX_BYTES
        assert not re.search(r"[\s/\\.:?#%*\"<>|\x00-\x1f\x7f]", slug), slug
        assert bool(slug) or not name.strip("\x00").split(), name
        assert slugify(slug) == slug, (slug, slugify(slug))
        assert fold(fold(name)) == fold(name), name
        found = unique_slug(slug, taken)
        assert found not in taken
        taken[found] = name
        diagnostics.unknown_term("tag", name, names[:20])


def dates(data: bytes) -> None:
    """Dates and languages: a moment that all formats take, or a :class:`ValueError`."""
    text, _, rest = data.decode(errors="replace").partition("\n")
    language, _, _ = rest.partition("\n")
    for zone in (UTC, timezone.max):
        try:
            moment = read_moment(int(text) if text.isdecimal() else text, zone=zone)
        except ValueError:
            continue
        written = machine_date(moment)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d)?", written), (
            written
        )
        moment.astimezone(UTC)
        show_date(moment, form="long", language=language or "en")
    find_locale(language)
    assert text_direction(language) in {"ltr", "rtl"}


def excerpts(data: bytes) -> None:
    """The Markdown of a post: an excerpt without markup of the author's."""
    source = data.decode(errors="replace")
    doctree = publish_doctree(source, parser=Parser(), settings_overrides=_SETTINGS)
    blocks = excerpt.excerpt_blocks(doctree, 2)
    _only(excerpt.render_blocks(blocks), _EXCERPT)
    assert "\n" not in excerpt.plain_text(blocks)
    contents = reading_time.contents_of(doctree)
    assert reading_time.measure(contents, language="en").minutes >= 1
    _only(excerpt.paragraphs_of(source), {"p"})
    assert len(excerpt.shortened(source)) <= excerpt.DESCRIPTION_LENGTH
    html = "".join(node.astext() for node in doctree.findall(nodes.raw))
    fixed(html)
    assert completed(completed(html, lambda _: None), lambda _: None) == completed(
        html, lambda _: None
    )


_SETTINGS = {
    "report_level": 5,
    "halt_level": 6,
    "raw_enabled": True,
    "file_insertion_enabled": False,
    "myst_enable_extensions": {"dollarmath", "colon_fence", "deflist"},
}

_MATHML = frozenset(
    [
        "math",
        "semantics",
        "annotation",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "ms",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "merror",
        "mpadded",
        "mphantom",
        "menclose",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mtable",
        "mtr",
        "mtd",
        "mlabeledtr",
        "mprescripts",
        "none",
    ]
)
_EXCERPT = {"p", "ul", "ol", "li", "em", "strong", "code", "sub", "sup", "cite"} | _MATHML


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag


def _only(html: str, tags: set[str]) -> None:
    for tag, attributes in _Tags(html).found:
        assert tag in tags, (tag, html)
        assert not any(name.startswith("on") or name in {"href", "src"} for name in attributes)


def feeds(data: bytes) -> None:
    """Texts of a post and its HTML: feeds that parse, say the same, and run no script."""
    parts = data.decode(errors="replace").split("\x00")
    texts = cycle(map(without_forbidden, parts))
    html = stand_alone(without_forbidden(parts[0]), "https://notes.example/posts/a.html")
    for node in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        assert node.tag not in {"script", "style", "base", "meta"}, (node.tag, html)
        for name, value in node.attrib.items():
            assert not str(name).lower().startswith("on"), (name, html)
            if str(name).rpartition("}")[2] in {"href", "src", "action"}:
                address = re.sub(r"[\x00-\x20]", "", value).lower()
                assert not address.startswith(("javascript:", "vbscript:")), (value, html)
    entry = _entry(html, texts)
    feed = Feed(
        *("https://notes.example/atom.xml",) * 2,
        *("", "", "https://notes.example/"),
        *(next(texts), next(texts), "en", entry.updated),
    )
    for kind, writer in WRITERS.items():
        written = writer.feed(feed, [writer.entry(entry)])
        written.encode()
        if kind == "json":
            item = json.loads(written)["items"][0]
            assert item.get("title", "") == entry.title
        else:
            root = ET.fromstring(written.encode())
            titles = [node.text or "" for node in root.iter() if node.tag.endswith("title")]
            assert _unified(entry.title) in titles, (entry.title, titles)
    for text in parts:
        script = script_json({"headline": text})
        assert not re.search("[<>&]", script)
        assert json.loads(script) == {"headline": text}
        assert "\n" not in _as_text(text)
        if address := absolute(text, "https://notes.example/"):
            assert re.fullmatch(r"[!-~]*", address), address


def _unified(text: str) -> str:
    return re.sub("\r\n?", "\n", text)


def _entry(html: str, texts: Iterator[str]) -> FeedEntry:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return FeedEntry(
        id="tag:a",
        url="https://notes.example/a",
        external_url="",
        title=next(texts),
        published=moment,
        updated=moment,
        authors=(FeedAuthor(next(texts), "https://a.example"),),
        categories=(next(texts), next(texts)),
        summary=next(texts),
        content=html,
        is_full=len(html) % 2 == 0,
        blog=next(texts),
        image=Enclosure("https://a.example/a.png", "image/png", 1),
    )


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front_matter": front_matter,
    "slugs": slugs,
    "dates": dates,
    "excerpts": excerpts,
    "feeds": feeds,
}
"""By the names of the folders of ``corpus``."""
