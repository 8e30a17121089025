"""Faults: of the disk, of sources and names, of size. The build after one is exact."""

from __future__ import annotations

import errno
import html
import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from sites import MEGABYTE, Built, Site, assert_time_grows_with_length, differences, write_blog
from sphinx.util.inventory import InventoryFile

from sphinx_craftblog.diagnostics import nearest, unknown_author
from sphinx_craftblog.incremental.write_errors import UnwritableError
from sphinx_craftblog.reading.annotations import with_marks


def edit(site: Site, number: int) -> None:
    for name in ("one", "two"):
        site.post(name, f"Words of edit {number}.", date="2026-01-02", tags=f"[Rust, New {number}]")


def outcome(site: Site, jobs: int = 1) -> tuple[int, str]:
    """Exit status of a build, and what it said."""
    app = site.app("html", jobs=jobs)
    try:
        app.build()
        return app.statuscode, app.warning.getvalue()
    except UnwritableError as error:
        return 2, str(error)
    finally:
        app.cleanup()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_cannot_be_written_is_written_next_time(site: Site, jobs: int) -> None:
    write_blog(site)
    for number in range(6):
        site.post(f"more-{number}", date="2026-01-05")
    built = site.build(jobs=jobs)
    places = [built.out / "posts/two.html", built.out / "blog/tag/rust.html"]
    before = [path.read_bytes() for path in places]
    for path in places:
        path.unlink()
        (path / "by-hand").mkdir(parents=True)
    edit(site, 1)
    status, said = outcome(site, jobs)
    assert status == 1
    assert all(str(path) in said for path in places)
    assert "2 files could not be written, as said above; the next build writes" in said
    for path, content in zip(places, before, strict=True):
        assert (path / "by-hand").is_dir()  # of whom, nobody knows
        (path / "by-hand").rmdir()
        path.rmdir()
        path.write_bytes(content)  # as it is where the file alone is read-only
    assert outcome(site, jobs) == (0, "")
    assert differences(built, site.build_clean()) == []


def test_a_folder_in_the_place_of_a_feed_is_said_in_a_sentence(site: Site) -> None:
    write_blog(site)
    built = site.build()
    feed = built.out / "blog/atom.xml"
    feed.unlink()
    feed.mkdir()
    edit(site, 1)
    status, said = outcome(site)
    assert status == 2
    reason = os.strerror(errno.EISDIR)
    assert said.startswith(f"the output cannot be written: {reason} ('{feed}'); see to it")
    feed.rmdir()
    assert outcome(site) == (0, "")
    assert differences(built, site.build_clean()) == []


def test_a_style_sheet_that_was_cut_within_a_character_is_written_again(site: Site) -> None:
    write_blog(site)
    site.configure("html_theme = 'craftblog'")
    built = site.build()
    sheet = built.out / "_static/craftblog.css"
    content = sheet.read_bytes()
    sheet.write_bytes(content[: content.index("→".encode()) + 1])
    assert outcome(site) == (0, "")
    assert differences(built, site.build_clean()) == []


@contextmanager
def full_disk(folder: Path, after: int, patch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """No file below a folder can be opened to write it, but for the first ones."""
    opened: list[str] = []
    real = io.open

    def opener(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if set(mode) & set("wax+") and str(file).startswith(str(folder)):
            opened.append(str(file))
            if len(opened) > after:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, mode, *args, **kwargs)

    with patch.context() as context:
        context.setattr(io, "open", opener)
        context.setattr("builtins.open", opener)
        yield opened


def test_after_a_disk_was_full_at_any_moment_a_build_is_exact(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_blog(site)
    site.build()
    for number, after in enumerate((0, 1, 2, 5, 9, 14, 25, 40), 1):
        edit(site, number)
        with full_disk(site.folder / "_build", after, monkeypatch) as opened:
            status, said = outcome(site)
        assert len(opened) <= after or status in {1, 2}, (after, said)
        assert status == 0 or "written" in said
        assert status != 2 or os.strerror(errno.ENOSPC) in said
        again = site.build()
        assert differences(again, site.build_clean()) == [], after


@pytest.mark.parametrize("part", ["html", "doctrees"])
def test_a_build_on_a_disk_that_is_really_full(site: Site, part: str) -> None:
    place = site.folder / "_build" / part
    place.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    try:
        is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        is_mounted = False
    if not is_mounted:
        pytest.skip("a small file system can only be mounted by root")
    try:
        write_blog(site)
        site.post("long", "word " * 40000)
        assert outcome(site)[0] in {1, 2}
        subprocess.run(["mount", "-o", "remount,size=90m", str(place)], check=True)
        assert differences(site.build(), site.build_clean()) == []
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_source_that_cannot_be_read_is_left_out_and_said(site: Site) -> None:
    write_blog(site)
    front = b"---\ndate: 2026-03-01\n---\n# Title\n\n"
    sources = {
        "two": front + b"text \xe9\n",
        "utf-16": "\ufeff# Title".encode("utf-16-le"),
        "bom": b"\xef\xbb\xbf" + front + b"text\n",
        "nul": front + b"te\0xt\n",
        "crlf": front.replace(b"\n", b"\r\n") + b"text\r\n",
        "cr": front.replace(b"\n", b"\r") + b"text\r",
        "empty": b"",
        "white": b" \n\t\n",
        "deep-quotes": front + b"> " * 1000 + b"deep\n",
        "deep-lists": front + b"".join(b"  " * n + b"- a\n" for n in range(1000)),
        "deep-front": b"---\ndate: 2026-03-01\nx-a: " + b"[" * 1000 + b"\n---\n# T\n\ntext\n",
    }
    site.build()
    for name, content in sources.items():
        (site.folder / f"posts/{name}.md").write_bytes(content)
    (site.folder / "posts/folder.md").mkdir()
    (site.folder / "posts/dangling.md").symlink_to("nowhere.md")
    (site.folder / "posts/loop.md").symlink_to("loop.md")
    (site.folder / "posts/link.md").symlink_to("one.md")
    has_pipes = hasattr(os, "mkfifo")
    if has_pipes:
        os.mkfifo(site.folder / "posts/pipe.md")
        (site.folder / "posts/three.md").unlink()
        os.mkfifo(site.folder / "posts/three.md")  # once a post
    built = site.build()
    found = {(w.file, w.line) for w in built.warnings if w.type == "craftblog.source"}
    pipes = {("pipe.md", None), ("three.md", None)} if has_pipes else set()
    assert found == {("two.md", 6), ("utf-16.md", 1)} | pipes
    pages = {name for name in built.files() if name.startswith("posts/")}
    names = ("one", "four", "bom", "nul", "crlf", "cr", "deep-quotes", "deep-lists", "link")
    assert {f"posts/{name}.html" for name in names} == pages - {"posts/three.html"}
    assert differences(built, site.build_clean()) == []
    (site.folder / "posts/two.md").write_bytes(front + "text é\n".encode())
    again = site.build()
    assert "posts/two.html" in again.files()
    assert differences(again, site.build_clean()) == []


NAMES = (
    *("with space", "hash#tag", "per%cent", "per%20cent", "quest?ion", "amp&er", "quo'te"),
    *('dq"uote', "less<than", "pl+us", "col:on", "semi;colon", "at@", "br[ack]et", "br(ack)et"),
    *("back`tick", "caf\u00e9", "emoji-🚀", "مرحبا", "-dash", "_under", ".hidden", "x" * 200),
    "fold er#1/in&side?",
)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_every_link_to_an_odd_name_leads_to_its_page(site: Site) -> None:
    site.configure("html_copy_source = True")
    lists = ("featured", "post-list", "archive", "tag-index")
    site.write("index.md", "# Home\n" + "".join(f"\n```{{{name}}}\n```\n" for name in lists))
    for number, name in enumerate(NAMES):
        tags = json.dumps([name, "é" * 300, "All"], ensure_ascii=False)
        front = {"tags": tags, "series": "S", "part": number + 1, "author": "Ada"}
        redirect = json.dumps(
            [f"old/{name}".replace("?", "%3F").replace("#", "%23")], ensure_ascii=False
        )
        if "%" not in name:
            front["redirect_from"] = redirect
        site.post(name, heading=f"Post {number}", date=f"2026-01-{number + 1:02}", **front)
    built = site.build()
    assert {w.type for w in built.warnings} <= {"craftblog.collision"}  # of tags
    assert len([name for name in built.files() if name.startswith("posts/")]) == len(NAMES)
    assert sorted(set(_dead_links(built))) == []
    site.post("another")
    assert differences(site.build(), site.build_clean()) == []


def _dead_links(built: Built) -> Iterator[tuple[str, str]]:
    """Where something leads to a file that is not there, and the address."""
    base = "https://notes.example/"
    files = built.tree()
    for name, content in files.items():
        text = content.decode(errors="replace")
        links: list[str] = []
        if name.endswith(".html"):
            soup = BeautifulSoup(text, "html5lib")
            links = [e["href"] for e in soup.select("[href]") if not e.find_parent("base")]
            links += [e["src"] for e in soup.select("[src]")]
            links += [e["content"] for e in soup.select('meta[property="og:url"]')]
            links += re.findall(r'"(https://notes\.example/[^"]*)"', text)
        elif name.endswith(".xml"):
            links = [html.unescape(url) for url in re.findall(rf"{base}[^<\"]*", text)]
        elif name.endswith("feed.json"):
            links = [item["url"] for item in json.loads(text)["items"]]
        elif name == "objects.inv":
            found = InventoryFile.load(io.BytesIO(content), base, lambda a, b: a + b)
            links = [
                item.uri if hasattr(item, "uri") else item[2]
                for kind, items in found.items()
                for target, item in items.items()
                if "modindex" not in target
            ]
        for link in links:
            address = urldefrag(link)[0].removeprefix(base)
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not address or name == "404.html":
                continue
            is_whole = link.startswith(base)
            folder = "" if is_whole else name.rpartition("/")[0]
            path = os.path.normpath(f"{folder}/{unquote(parts.path)}".lstrip("/"))
            path = "index.html" if path == "." else path
            if path not in files and f"{path}/index.html" not in files:
                yield name, link


def test_pages_that_differ_by_case_only_are_said(site: Site) -> None:
    site.post("Upper", tags="[Rust]", redirect_from="[Old/a, old/a]")
    site.write("blog/tag/Rust.md", "# About Rust\n")
    site.post("other", tags="[aux, CON, 'dot.', 'dot ']")
    (site.folder / "posts/uppeR.md").write_text("---\ndate: 2026-01-01\n---\n# Twin\n\nText.\n")
    if len(list((site.folder / "posts").glob("?pp*"))) == 1:
        pytest.skip("case does not count on this file system")
    found = [w for w in site.build().warnings if w.type == "craftblog.collision"]
    assert [(w.file, w.text.partition(" are ")[0]) for w in found[-2:]] == [
        ("Rust.md", "'blog/tag/Rust.html' and 'blog/tag/rust.html'"),
        ("uppeR.md", "'posts/uppeR.html' and 'posts/Upper.html'"),
    ]
    assert len(found) == 3
    assert "tag 'dot' and tag 'dot.' both" in found[0].text


def test_the_nearest_of_thousands_of_names_is_found_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = []

    def close_matches(word: str, names: list[str], **options: Any) -> list[str]:
        numbers.append(len(names))
        return get_close_matches(word, names, **options)

    monkeypatch.setattr("difflib.get_close_matches", close_matches)
    names = [f"posts/{n % 7}-{n * 7919 % 9973:04}-name" for n in range(5000)]
    for name in names[:30]:
        assert nearest(name.upper().replace("NAME", "nme"), (name for name in names)) == name
    assert max(numbers) <= 100
    assert unknown_author("Zoë", names).text.endswith("… (5000 in all)")


def test_a_wide_line_of_code_is_gone_through_once() -> None:
    def mark(length: int) -> None:
        space = '<span class="w"> </span>' * (length // 24)
        assert with_marks(f'x{space}<span class="c1"># (1)!</span>\n', {1: "!"}) == "x!\n"
        assert len(with_marks(f"x{space}{' ' * length}y\n", {1: "!"})) > 1.9 * length

    assert_time_grows_with_length(mark, MEGABYTE)


def test_times_of_the_future_and_of_1970_say_nothing(site: Site) -> None:
    write_blog(site)
    for name, moment in {"one": 4_100_000_000, "two": 0}.items():
        os.utime(site.folder / f"posts/{name}.md", (moment, moment))
    site.build()
    edit(site, 1)
    os.utime(site.folder / "posts/two.md", (4_100_000_000, 4_100_000_000))
    site.build()
    edit(site, 2)
    os.utime(site.folder / "posts/two.md", (1, 1))
    assert differences(site.build(), site.build_clean()) == []
