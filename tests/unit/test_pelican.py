"""Sites as Pelican takes them: the texts that come of them, and what is said."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from imported import Moved, Source

from sphinx_craftblog.importers import NoSiteError

CONF = """
AUTHOR = "Ada"
SITENAME = "Notes"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Rome"
DEFAULT_LANG = "en"
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
DEFAULT_PAGINATION = 1
FEED_ALL_ATOM = None
"""

PUBLISH = """
from pelicanconf import *
SITEURL = "https://old.example"
FEED_ALL_ATOM = "feeds/all.atom.xml"
"""


@pytest.fixture
def old(tmp_path: Path) -> Source:
    source = Source(tmp_path / "old")
    source.write("pelicanconf.py", CONF)
    source.write("publishconf.py", PUBLISH)
    return source


def moved(old: Source) -> Moved:
    return Moved("pelican", old.folder)


def test_addresses_by_the_patterns_of_the_settings(old: Source) -> None:
    more = """
    ARTICLE_URL = "{category}/{date:%Y}/{slug}/"
    ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
    YEAR_ARCHIVE_SAVE_AS = "posts/{date:%Y}/index.html"
    SLUGIFY_SOURCE = "basename"
    FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)"
    CATEGORY_SAVE_AS = "in/{slug}.html"
    TAG_SAVE_AS = ""
    """
    old.write("pelicanconf.py", CONF + dedent(more))
    old.write("content/Big News/2024-05-01-first.md", "Title: A\nTags: x\n\nText.\n")
    old.write("content/b.md", "Title: B\nDate: 2024-05-02\nCategory: Else\nSave_as: b.html\n\nT.\n")
    found = moved(old)
    assert found.left == []
    assert {"big-news/2024/first.md", "b.md"} <= found.files
    assert '"posts/2024' in found.text("conf.py")
    assert '"in/big-news' in found.text("conf.py")


def test_what_was_no_page_is_kept_back(old: Source) -> None:
    old.write("content/a.md", "Title: A\nDate: 2024-05-01\n\nPublic.\n")
    old.write("content/b.md", "Title: B\nDate: 2024-05-01\nStatus: draft\n\nSecret.\n")
    old.write("content/pages/c.md", "Title: C\nStatus: draft\n\nSecret.\n")
    old.write("content/d.md", "Title: D\n\nSecret.\n")
    old.write("content/e.md", "Title: E\nDate: 2024-05-01\nStatus: hidden\n\nHidden.\n")
    found = moved(old)
    assert found.says("content/d.md:1: it has no date")
    assert "unlisted: true\n" in found.text("e.md")
    assert "draft" not in found.text("a.md")
    drafts = [found.text(name) for name in found.files if name.endswith(("b.md", "c.md"))]
    assert ["draft: true\n" in text for text in drafts] == [True, True]
    assert "d.md" not in found.files


def test_attached_files_go_with_the_post(old: Source) -> None:
    old.write("pelicanconf.py", CONF + 'ARTICLE_SAVE_AS = "p/{slug}/index.html"\n')
    old.write("content/a/a.md", "Title: A\nDate: 2024-05-01\n\n[x]({attach}data/x.csv)\n")
    old.write("content/a/data/x.csv", "1,2\n")
    (place,) = (name for name in moved(old).files if name.endswith(".csv"))
    assert place.removeprefix("public/") == "p/a/data/x.csv"


def test_what_nobody_moves_is_named(old: Source) -> None:
    old.write(
        "content/a.md",
        "Title: A\nDate: 2024-05-01\nMood: good\n\n{% notebook x.ipynb %}\n\n[b]({filename}b.md)\n",
    )
    old.write("content/c.rst", "C\n=\n\n:date: 2024-05-01\n\n.. nothing:: x\n\nText.\n")
    old.write("pelicanconf.py", CONF + "import os\nARTICLE_SAVE_AS = os.getcwd()\n")
    found = moved(old)
    for said in (
        "content/a.md:1: 'mood' has no counterpart",
        "content/a.md:5: {% notebook %}",
        "'{filename}b.md'",
        "content/c.rst:6: '.. nothing::'",
        "ARTICLE_SAVE_AS is computed",
    ):
        assert found.says(said)


def test_metadata_in_yaml_and_html(old: Source) -> None:
    old.write("content/a.md", "---\ntitle: 'A: b'\ndate: 2024-05-01\ntags: [x, y]\n---\n\nText.\n")
    old.write(
        "content/b.html",
        '<html><head><title>B</title><meta name="date" content="2024-05-02">'
        '<meta name="tags" content="x, z"></head><body><p>In <b>HTML</b></p></body></html>',
    )
    found = moved(old)
    assert "tags: [x, y]\n" in found.text("a-b.md")
    assert found.text("b.md").endswith("In **HTML**\n")


def test_what_is_no_blog_is_refused(old: Source, tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", old.folder):  # the second has no posts
        with pytest.raises(NoSiteError):
            Moved("pelican", folder)
    old.write("pelicanconf.py", "PATH = [\n")
    with pytest.raises(NoSiteError, match=r"pelicanconf\.py"):
        moved(old)
