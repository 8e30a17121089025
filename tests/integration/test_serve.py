"""``craftblog serve``: what a browser is shown while a site is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import IncompleteRead
from itertools import count
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from sites import Site

from sphinx_craftblog.commands.serve import Preview
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
    path.write_bytes(path.read_bytes())
    assert not preview.build([path])  # it says the same
    assert not preview.build([blog.folder / "4913"])  # came and went
    path.unlink()
    assert preview.build([path])
    assert "Another title" not in page(preview, "index")
    assert {child.name for child in blog.folder.iterdir()} == {"conf.py", "index.md", "posts"}


def test_settings_and_templates_are_followed_and_mistakes_said_until_they_are_mended(
    blog: Site, preview: Preview
) -> None:
    conf = (blog.folder / "conf.py").read_text()
    path = blog.write("conf.py", conf + "raise RuntimeError('by mistake')\n")
    preview.build([path])
    assert preview.messages == [f"ERROR: {path}:4 cannot be read: RuntimeError: by mistake"]
    path = blog.write("conf.py", conf + 'templates_path = ["mine"]\nproject = "Renamed"\n')
    assert preview.build([path])
    assert preview.messages == []
    assert "Renamed" in page(preview, "index")
    preview.build([blog.post("first", tag="Rust")])
    assert "posts/first.md:3: WARNING: unknown front matter key 'tag'" in preview.messages[0]
    template = blog.write("mine/craftblog/post_top.html", "<p>Mine.</p>")
    assert preview.build([template])
    assert "<p>Mine.</p>" in page(preview, "posts/first")


def wait_for(address: str, text: str, edit: Callable[[int], object] | None = None) -> str:
    """A page, once it has a text. Until then, ``edit`` changes a file again and again."""
    end = time.monotonic() + 60
    found = ""
    for number in count():
        if edit is not None and number % 5 == 0:
            edit(number)
        with suppress(URLError, IncompleteRead), urlopen(address) as run_queries:
            found = run_queries.read().decode()
        if text in found:
            return found
        assert time.monotonic() < end, found
        time.sleep(0.1)
    raise AssertionError


def test_the_server_follows_an_edit_and_shows_warnings(blog: Site) -> None:
    for needed in ("sphinx_autobuild", "uvicorn"):
        pytest.importorskip(needed, reason="the extra 'serve' is not installed")
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
        assert "WebSocket" in wait_for(address, "Sketch")
        with pytest.raises(HTTPError) as caught:
            urlopen(f"{address}nowhere.html")
        assert caught.value.code == 404
        assert "WebSocket" in caught.value.read().decode()

        def edit(number: int) -> None:
            blog.post("first", f"Edited <b>words</b>, {number}.", tagz="[Rust]")

        wait_for(f"{address}posts/first.html", "Edited", edit)  # once the folder is watched
        shown = wait_for(address, 'role="alert"')
        assert "unknown front matter key &#x27;tagz&#x27;; did you mean &#x27;tags&#x27;?" in shown
    finally:
        server.terminate()
        server.wait()
