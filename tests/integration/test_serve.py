"""``craftblog serve``: what a browser is shown while a site is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import IncompleteRead
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from sites import Site

from sphinx_craftblog.commands.serve import Preview, is_watched
from sphinx_craftblog.commands.site import HELD_BACK


@pytest.fixture
def blog(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.folder / "cache"))
    site.folder = site.folder / "blog"
    site.write("conf.py", 'extensions = ["sphinx_craftblog"]\nhtml_theme = "craftblog"\n')
    site.write("conf.py", (site.folder / "conf.py").read_text() + "craftblog_feeds = []\n")
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("first", tags="[Rust]")
    site.post("sketch", draft="true")
    return site


@pytest.fixture
def preview(blog: Site) -> Iterator[Preview]:
    preview = Preview(blog.folder, "html", HELD_BACK)
    assert preview.build()
    yield preview
    preview.close()


def page(preview: Preview, name: str) -> str:
    return (preview.output / f"{name}.html").read_text(encoding="utf-8")


def test_an_edit_is_shown_and_drafts_are(blog: Site, preview: Preview) -> None:
    assert preview.messages == []
    assert "Sketch" in page(preview, "index")
    path = blog.post("first", "Other words.", heading="Another title")
    assert preview.build([path])
    assert "Other words." in page(preview, "posts/first")
    assert "Another title" in page(preview, "index")
    path.unlink()
    assert preview.build([path])
    assert "Another title" not in page(preview, "index")
    assert {child.name for child in blog.folder.iterdir()} == {"conf.py", "index.md", "posts"}


def test_what_says_the_same_is_not_built_again(blog: Site, preview: Preview) -> None:
    path = blog.post("first", "Other words.")
    assert preview.build([path])
    path.write_bytes(path.read_bytes())
    assert not preview.build([path])
    assert not preview.build([blog.folder / "4913"])  # came and went


def test_settings_and_templates_are_followed(blog: Site, preview: Preview) -> None:
    conf = (blog.folder / "conf.py").read_text()
    path = blog.write("conf.py", conf + 'templates_path = ["mine"]\nproject = "Renamed"\n')
    assert preview.build([path])
    assert "Renamed" in page(preview, "index")
    template = blog.write("mine/craftblog/post_top.html", "<p>Mine.</p>")
    assert preview.build([template])
    assert "<p>Mine.</p>" in page(preview, "posts/first")


def test_a_mistake_is_said_until_it_is_mended(blog: Site, preview: Preview) -> None:
    conf = (blog.folder / "conf.py").read_text()
    path = blog.write("conf.py", conf + "x = 1 / 0\n")
    preview.build([path])
    assert preview.messages == [
        f"ERROR: {path}:4 cannot be read: ZeroDivisionError: division by zero"
    ]
    preview.build([blog.write("conf.py", conf)])
    assert preview.messages == []
    preview.build([blog.post("first", tag="Rust")])
    assert "posts/first.md:3: WARNING: unknown front matter key 'tag'" in preview.messages[0]


@pytest.mark.parametrize(
    ("name", "watched"),
    [
        ("posts/a.md", True),
        ("conf.py", True),
        ("_static/a.css", True),
        ("_build/html/index.html", False),
        (".git/index", False),
        ("posts/.a.md.swp", False),
        ("posts/a.md~", False),
        ("_ext/__pycache__/a.pyc", False),
    ],
)
def test_editors_and_builds_do_not_count(name: str, watched: bool) -> None:
    source = Path("/home/me/_build/venv/.site")
    assert is_watched(source / name, source) == watched


def wait_for(address: str, text: str) -> str:
    """A page, once it has a text."""
    end = time.monotonic() + 60
    found = ""
    while time.monotonic() < end:
        with suppress(URLError, IncompleteRead), urlopen(address) as answer:
            found = answer.read().decode()
        if text in found:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_the_server_follows_an_edit_and_shows_warnings(blog: Site) -> None:
    command = [sys.executable, "-u", "-c", "from sphinx_craftblog.commands import main; main()"]
    command += ["serve", str(blog.folder), "--port", "0"]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    )
    try:
        assert server.stdout is not None
        said = iter(server.stdout)
        line = next(line for line in said if line.startswith("Serving"))
        address = re.findall(r"http://[^/]+/", line)[0]
        assert "websocket-reload" in wait_for(address, "Sketch")
        with pytest.raises(HTTPError) as caught:
            urlopen(f"{address}nowhere.html")
        assert caught.value.code == 404
        assert "websocket-reload" in caught.value.read().decode()
        time.sleep(1)  # until the folder is watched
        blog.post("first", "Edited <b>words</b>.", tagz="[Rust]")
        wait_for(f"{address}posts/first.html", "Edited")
        shown = wait_for(address, 'role="alert"')
        assert "unknown front matter key &#x27;tagz&#x27;; did you mean &#x27;tags&#x27;?" in shown
    finally:
        server.terminate()
        server.wait()
