"""What an author of a post cannot do on a site; see ``docs/explanation/security.md``.

What functions make of hostile input is in ``unit/test_hostile_input.py``.
"""

from __future__ import annotations

import json
import re
import socket
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from sites import Built, Site
from sphinx.errors import ConfigError

# Addresses

SCRIPTS = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "\x01javascript://%0aalert(1)"),
    *("\tjavascript:x", "java\nscript://x", "vbscript:x", "data:text/html,x"),
    *("data:;base64,x", "https://["),
]

DEVICES = {"con": "con-2", "AUX": "aux-2", "LPT9": "lpt9-2"}
"""Names of devices on Windows, and the addresses that their terms have."""

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


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    site = shared_site
    site.configure("craftblog_social_cards = False\ncraftblog_feed_length = 100")
    for number, address in enumerate(SCRIPTS):
        keys = ("external_url", "canonical_url", "comments", "feed_id")
        site.post(f"a{number}", **dict.fromkeys(keys, json.dumps(address)))
        image = {"image": json.dumps(address), "image_alt": "x"}
        site.post(f"b{number}", redirect_from=json.dumps([address]), **image)
    for number, html in enumerate(HOSTILE):
        site.post(f"p{number}", f"<div>\n{html}\n</div>\n\nLast.", heading="Hostile")
    for name in DEVICES:
        site.post(f"device-{name}", tags=f"[{name}]", redirect_from=f"[/{name}.html]")
    return site.build()


def test_no_address_of_an_author_runs_a_script(built: Built) -> None:
    for number in range(len(SCRIPTS)):
        told = {warning.line for warning in built.warnings if warning.file == f"a{number}.md"}
        assert told >= {3, 4, 5}
        page = built.text(f"posts/a{number}.html") + built.text(f"posts/b{number}.html")
        assert "alert(1)" not in page
    others = [path for path in built.out.rglob("*.html") if path.parent.name != "posts"]
    assert others
    for path in others:
        assert "alert(1)" not in path.read_text(encoding="utf-8")
    for path in built.out.rglob("*.xml"):
        ET.parse(path)
    assert "\x01" not in built.text("blog/feed.json")


def test_no_address_of_a_setting_runs_a_script(site: Site) -> None:
    script = "javascript:alert(1)"
    site.configure(
        f"craftblog_newsletter = {{'action': {script!r}}}\n"
        f"craftblog_authors = {{'ada': {{'name': 'Ada', 'url': {script!r}}}}}"
    )
    with pytest.raises(ConfigError, match=r"(?s)craftblog_authors.*craftblog_newsletter"):
        site.app("html")
    site.configure(f"html_theme_options = {{'social_links': [{script!r}]}}")
    with pytest.raises(ConfigError, match="social_links"):
        site.app("html")


# Feeds


def test_feeds_have_no_script_in_them(built: Built) -> None:
    items = json.loads(built.text("blog/feed.json"))["items"]
    hostile = [item for item in items if item["title"] == "Hostile"]
    assert len(hostile) == len(HOSTILE)
    for item in hostile:
        for node in html5lib.parseFragment(
            item["content_html"], namespaceHTMLElements=False
        ).iter():
            assert node.tag != "script"
            assert not any(str(name).lower().startswith("on") for name in node.attrib)
            for value in node.attrib.values():
                assert not re.match(r"[\0- ]*(?:javascript|data):", value, re.IGNORECASE)


# Paths


def test_no_cover_leaves_the_source_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"secret")
    (tmp_path / "site").mkdir()
    inner = Site(tmp_path / "site")
    inner.configure("craftblog_social_cards = False")
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


@pytest.mark.parametrize("name", DEVICES)
def test_no_term_is_at_the_name_of_a_device(built: Built, name: str) -> None:
    files = {Path(file).name.partition(".")[0] for file in built.files()}
    assert name.lower() not in files
    assert DEVICES[name] in files


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
