"""What an author of a post cannot do; see ``docs/explanation/security.md``."""

from __future__ import annotations

import json
import re
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from sites import MEGABYTE, ROOT, Site, assert_time_grows_with_length
from sphinx.errors import ConfigError

from sphinx_craftblog.model.dates import find_zone, machine_date, read_moment
from sphinx_craftblog.model.markup import mended
from sphinx_craftblog.model.mistakes import nearest
from sphinx_craftblog.model.slugs import fold, slugify
from sphinx_craftblog.publishing.feed_content import absolute, stand_alone
from sphinx_craftblog.reading.front_matter import read_front_matter, read_keys, read_value
from sphinx_craftblog.showing.html import FRAME

BOUND = 10
"""Seconds of the processor that hostile input may take: a hundred times what it takes."""

FUZZ = ROOT / "fuzz"


@pytest.fixture
def bounded() -> Iterator[None]:
    begun = time.process_time()  # whatever else the machine does
    yield
    assert time.process_time() - begun < BOUND


# YAML


def laughs(first: str, opening: str, closing: str) -> str:
    """Nine aliases of nine aliases of nine aliases…"""
    lines = [f"a: &a {first}"]
    for name, before in zip("bcdefghij", "abcdefghi", strict=True):
        lines.append(f"{name}: &{name} {opening}{', '.join([f'*{before}'] * 9)}{closing}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "yaml",
    [
        laughs("[x, x]", "[", "]"),
        laughs("{x: 1}", "{<<: [", "]}"),
        f'a: &a "{"x" * 100_000}"\ntags: [{", ".join(["*a"] * 9000)}]',
        "a: &a {b: *a}",
        "a: " + "[" * MEGABYTE,
        f"# {']' * 100_000}\na: {'[' * 100_000}",  # had libyaml overflow its stack
        f"a: '{'}' * 100_000}'\nb: {'{a: ' * 50_000}",
        "? " * 500_000,
        "\n".join(" " * depth + "a:" for depth in range(1000)),
    ],
)
@pytest.mark.usefixtures("bounded")
def test_yaml_that_expands_or_nests_without_bounds_keeps_a_post_back(yaml: str) -> None:
    front = read_front_matter(f"---\n{yaml}\n---\n")
    assert front.is_broken
    assert "kept back" in front.problems[0][1].text
    assert read_keys(yaml).is_broken  # of a folder
    with pytest.raises(ValueError, match=r"too many|too deeply"):
        read_value(yaml)


@pytest.mark.parametrize(
    "yaml",
    [
        "a:\n" + "-  " * 49 + "x",  # was looked at in 2^49 ways
        f'title: "{"[" * 5000}"',
        "title: 0x" + "f" * 100_000,
        "tags: [0x" + "f" * 100_000 + "]",
        "title: 1" + ":59" * 100_000,
        "a: !!bool maybe\nb: !!int ''\nc: !!timestamp soon\nd: !!float ''\ne: [!!bool x]",
    ],
)
@pytest.mark.usefixtures("bounded")
def test_yaml_that_looks_dangerous_is_read(yaml: str) -> None:
    front = read_front_matter(f"---\n{yaml}\n---\n")
    assert not front.is_broken
    assert front.entries


def test_a_tag_that_does_not_fit_its_value_is_a_warning(site: Site) -> None:
    site.post("a", date="!!timestamp soon")
    site.post("b", pinned="!!bool maybe", read_time="!!int ''", tags="{2026-01-01: x}")
    site.post("c", title="0x" + "f" * 5000)
    site.write("posts/d/_defaults.yml", "x-own: {2026-01-01: !!bool x}\nfeatured: !!bool x\n")
    site.post("d/e")
    built = site.build()
    told = [(warning.file, warning.line) for warning in built.warnings]
    assert sorted(told) == [("_defaults.yml", 2), ("a.md", 2)] + [("b.md", n) for n in (3, 4, 5)]
    assert (built.out / "posts/b.html").is_file()
    assert not (built.out / "posts/a.html").is_file()  # nobody knows when


def test_a_value_that_is_none_leaves_the_keys_of_myst(site: Site) -> None:
    own = {"x-own": "!!timestamp soon", "myst": "{html_meta: {keywords: sea}}"}
    site.post("a", updated="2026-13-45", **own)
    built = site.build()
    told = [(warning.file, warning.line, warning.type) for warning in built.warnings]
    assert told == [("a.md", 3, "craftblog.date")]
    assert built.html("posts/a").select_one("meta[name=keywords]")["content"] == "sea"


def test_nothing_but_plain_values_is_made_of_yaml(tmp_path: Path) -> None:
    file = tmp_path / "made"
    front = read_front_matter(f"---\na: !!python/object/apply:os.mkdir ['{file}']\n---\n")
    assert front.is_broken
    assert not file.exists()


# Addresses

SCRIPTS = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "\x01javascript://%0aalert(1)"),
    *("\tjavascript:x", "java\nscript://x", "vbscript:x", "data:text/html,x"),
    *("data:;base64,x", "https:\x00//a", "https://["),
]


@pytest.mark.parametrize("address", [a for a in SCRIPTS if "\0" not in a])
def test_no_address_of_an_author_runs_a_script(site: Site, address: str) -> None:
    written = json.dumps(address)
    site.post("a", external_url=written, canonical_url=written, comments=written, feed_id=written)
    site.post("b", image=written, image_alt="x", redirect_from=f"[{written}]")
    built = site.build()
    assert {warning.line for warning in built.warnings if warning.file == "a.md"} >= {3, 4, 5}
    for path in built.out.rglob("*.html"):
        assert "alert(1)" not in path.read_text(encoding="utf-8")
    for path in built.out.rglob("*.xml"):
        ET.parse(path)
    assert "\x01" not in built.text("blog/feed.json")


@pytest.mark.parametrize("address", SCRIPTS)
@pytest.mark.parametrize(
    "setting",
    [
        "craftblog_authors = {{'ada': {{'name': 'Ada', 'url': {0!r}}}}}",
        "craftblog_authors = {{'ada': {{'name': 'Ada', 'avatar': {0!r}}}}}",
        "craftblog_authors = {{'ada': {{'name': 'Ada', 'links': {{'x': {0!r}}}}}}}",
        "html_theme_options = {{'social_links': [{0!r}]}}",
        "craftblog_newsletter = {{'action': {0!r}}}",
        "craftblog_comments = {{'provider': 'isso', 'url': {0!r}}}",
    ],
)
def test_no_address_of_a_setting_runs_a_script(site: Site, setting: str, address: str) -> None:
    site.configure(setting.format(address))
    with pytest.raises(ConfigError):
        site.app("html")


@pytest.mark.parametrize("address", SCRIPTS[:7])
@pytest.mark.parametrize("option", ["header_links", "announcement"])
def test_no_link_of_the_theme_runs_a_script(site: Site, option: str, address: str) -> None:
    link = {"title" if option == "header_links" else "text": "x", "url": address}
    options = {option: [link] if option == "header_links" else link}
    site.configure(f"html_theme_options = {options!r}")
    with pytest.raises(ConfigError):
        site.app("html")


# Feeds

HOSTILE = [
    '<svg><a xlink:href="javascript:x">a</a><set attributeName="href" to="javascript:x"/></svg>',
    '<form action="javascript:x">a</form>',
    "&#; &# <script>alert(1)</script>",
    "<![x <script>alert(1)</script>",
    '<xmp><p title="</xmp><script>alert(1)</script>">a</p></xmp>',
    "<scr\x01ipt>alert(1)</scr\x01ipt>",
    '<a href="java\tscript:alert(1)" ONCLICK=alert(1)>a</a>',
    '<a href="data:application/xhtml+xml,x">a</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<a b='><script>alert(1)</script>",
]


def test_feeds_have_no_script_in_them(site: Site) -> None:
    for number, html in enumerate(HOSTILE):
        site.post(f"p{number}", f"<div>\n{html}\n</div>\n\nLast.")
    built = site.build()
    items = json.loads(built.text("blog/feed.json"))["items"]
    assert len(items) == len(HOSTILE)
    for item in items:
        for node in html5lib.parseFragment(
            item["content_html"], namespaceHTMLElements=False
        ).iter():
            assert node.tag != "script"
            assert not any(str(name).lower().startswith("on") for name in node.attrib)
            for value in node.attrib.values():
                assert not re.match(r"[\0- ]*(?:javascript|data):", value, re.IGNORECASE)


def test_an_address_that_only_begins_like_a_script_stays() -> None:
    assert absolute("javascript-guide.html", "https://a.example/") == (
        "https://a.example/javascript-guide.html"
    )


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<!--craftblog-frame-->",
            "<!--",
            "<!",
            "<?",
            "</",
            "<a ",
            "<a b='",
            "&#",
            "<![",
            "<script>",
        ),
        *("<dl>\n<dd>", "<th ", "<th>", "<style scoped>", '<p class="collapsed admonition-title">'),
        *(
            '<input class="task-list-item-checkbox">',
            '<object data="" type="image/svg+xml" class=""',
        ),
    ],
)
def test_the_time_for_broken_html_grows_with_its_length(piece: str) -> None:
    def read(length: int) -> None:
        html = piece * (length // len(piece))
        FRAME.sub("", html)
        stand_alone(html, "https://a.example/")
        mended(f"<th></th><label aria-controls='x'>{html}")

    assert_time_grows_with_length(read, MEGABYTE)


@pytest.mark.parametrize("piece", ["<![", "\u0301", "\U0001f680", "a"])
@pytest.mark.usefixtures("bounded")
def test_long_names_are_cut(piece: str) -> None:
    assert len(slugify(piece * MEGABYTE).encode()) <= 120
    assert fold(piece * MEGABYTE)


@pytest.mark.usefixtures("bounded")
def test_long_words_are_not_compared() -> None:
    word = "".join(map(chr, range(0x4E00, 0x9000))) * 40
    assert nearest(word, [word[1:], word[:-1] + "x"]) is None


# Paths


def test_no_cover_leaves_the_source_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"secret")
    (tmp_path / "site").mkdir()
    inner = Site(tmp_path / "site")
    inner.post("a", image="../../outside.png", image_alt="x")
    inner.post("b", image="link.png", image_alt="x")
    inner.post("c", image="n" * 5000 + ".png", image_alt="x")
    inner.post("d", image='"a\\0/../../outside.png"', image_alt="x")
    if sys.platform != "win32":
        (inner.folder / "posts/link.png").symlink_to(outside)
    built = inner.build()
    assert {(warning.file, warning.type) for warning in built.warnings} == {
        (f"{name}.md", "craftblog.image") for name in "abcd"
    }
    assert not any(b"secret" in content for content in built.tree().values())


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "com1", "LPT9", "COM¹"])
def test_no_term_is_at_the_name_of_a_device(site: Site, name: str) -> None:
    site.post("a", tags=f"[{name}]", redirect_from=f"[/{name}.html]")
    built = site.build()
    files = {Path(file).name.partition(".")[0] for file in built.files()}
    assert slugify(name) not in files
    assert f"{slugify(name)}-2" in files


# Dates


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"])
def test_dates_of_before_time_zones_have_offsets_of_minutes(zone: str) -> None:
    moment = read_moment("1800-01-01 12:00", zone=find_zone(zone))
    assert re.fullmatch(r"1800-01-01T[\d:]{8}[+-]\d\d:\d\d", machine_date(moment))


# Network


def test_a_build_asks_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **more: Any) -> None:
        raise AssertionError("a socket was opened")

    site.post("a", "Text.", tags="[x]", external_url="https://a.example/")
    site.post("b", "![x](https://a.example/x.png)", image="https://a.example/y.png", image_alt="y")
    app = site.app("html")
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    try:
        app.build()
    finally:
        app.cleanup()
    assert "WARNING" not in app.warning.getvalue()


# What the fuzzers know


@pytest.mark.parametrize(
    "path", sorted(FUZZ.glob("corpus/*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_what_was_fuzzed_keeps_its_promises(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FUZZ)
    from targets import TARGETS

    TARGETS[path.parent.name](path.read_bytes())
