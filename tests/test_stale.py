"""What Sphinx leaves on pages and in folders when something else than their source changes."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterable

import pytest
from conftest import Site
from test_builds import differing

Step = dict[str, str | bytes | None]
"""Texts of files (of ``conf.py``, what follows the usual settings); none of what goes."""

POST = "---\ndate: 2026-01-01\ntags: [Rust]\n---\n# Post\n\nText.\n"

ABOUT = "---\norphan: true\n---\n# About\n"

PICTURE = "![A picture](p.png)\n"

ALL_CONTENTS = "html_sidebars = {'**': ['globaltoc.html']}"

FIGURE = "```{{figure}} p.png\n:name: {0}\n:alt: A picture\n\nFigure {0}\n```\n\n"


def toctree(*lines: str) -> str:
    return "\n".join(["# Home", "", "```{toctree}", *lines, "```", ""])


def inventory(page: str) -> bytes:
    head = "# Sphinx inventory version 2\n# Project: o\n# Version: 1\n# zlib\n"
    return head.encode() + zlib.compress(f"send py:function 1 {page}.html#$ -\n".encode())


def catalog(text: str, translation: str) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    return f'{head}\nmsgid "{text}"\nmsgstr "{translation}"\n'


CASES: dict[str, tuple[list[Step], tuple[str, ...]]] = {
    "a version that all pages show": (
        [
            {"posts/one.md": POST, "conf.py": f"html_theme = 'basic'\nhtml_title = 'T'\n{more}"}
            for more in ("release = '1'", "release = '2'")
        ],
        ("html",),
    ),
    "another front page": (
        [
            {"posts/one.md": POST, "start.md": toctree("index")},
            {"conf.py": "root_doc = 'start'"},
        ],
        ("html",),
    ),
    "pages that a theme leads to": (
        [
            {"posts/one.md": POST, "conf.py": "html_theme = 'basic'"},
            {"about.md": ABOUT, "copyright.md": ABOUT},
        ],
        ("html",),
    ),
    "what a theme shows of all contents": (
        [
            {
                "posts/one.md": POST,
                "conf.py": f"html_theme = 'basic'\n{ALL_CONTENTS}",
                "guide.md": "# Guide\n",
            },
            {"index.md": toctree(":caption: One", "guide")},
            {"index.md": toctree(":caption: Two", "A guide <guide>", "X <https://x.example/>")},
        ],
        ("html",),
    ),
    "numbers that go": (
        [
            {"guide.md": "# Guide\n\n## Part\n", "index.md": toctree(":numbered:", "guide")},
            {"index.md": toctree("guide")},
        ],
        ("html",),
    ),
    "a figure that another document refers to": (
        [
            {
                "conf.py": "numfig = True",
                "p.png": b"1",
                "a.md": "# A\n\n" + FIGURE.format("none"),
                "b.md": "# B\n\n" + FIGURE.format("last"),
                "index.md": toctree("a", "b"),
                "posts/one.md": f"{POST}\nSee {{numref}}`last`.\n",
            },
            {"b.md": "# B\n\n" + FIGURE.format("first") + FIGURE.format("last")},
        ],
        ("html",),
    ),
    "files copied over pages": (
        [
            {
                "posts/one.md": POST,
                "about.md": ABOUT + PICTURE,
                "p.png": b"1",
                "conf.py": "html_extra_path = ['own']\nhtml_copy_source = True",
                "own/about.html": "mine",
                "own/404.html": "mine",
                "own/blog/tag.html": "mine",
                "own/_images/p.png": b"2",
                "own/_sources/about.md.txt": "mine",
            },
            {},
        ],
        ("html",),
    ),
    "files that are copied over others no more": (
        [
            {
                "about.md": ABOUT + PICTURE,
                "p.png": b"1",
                "own/genindex.html": "mine",
                "conf.py": "html_extra_path = ['own']\nhtml_copy_source = True",
                "own/_images/p.png": b"2",
                "own/_sources/about.md.txt": "mine",
            },
            {
                "own/_images/p.png": None,
                "own/_sources/about.md.txt": None,
                "own/genindex.html": None,
                "own/x.txt": "mine",
            },
            {"conf.py": "html_use_index = False"},
        ],
        ("html",),
    ),
    "a style sheet of ours that a site replaces no more": (
        [
            {"static/craftblog-lists.css": "a {}", "conf.py": "html_static_path = ['static']"},
            {"static/craftblog-lists.css": None, "static/x.css": ""},
            {"conf.py": "html_static_path = ['static']\nhtml_theme = 'basic'"},
        ],
        ("html",),
    ),
    "names in another site": (
        [
            {
                "conf.py": "extensions += ['sphinx.ext.intersphinx']\n"
                "intersphinx_mapping = {'o': ('https://o.example/', 'o.inv')}",
                "o.inv": inventory("a"),
                "posts/one.md": f"{POST}\nSee {{py:func}}`send`.\n",
            },
            {"o.inv": inventory("b")},
        ],
        ("html",),
    ),
    "translations": (
        [
            {
                "conf.py": "language = 'de'\nlocale_dirs = ['de']\ngettext_compact = False",
                "posts/one.md": POST,
                "posts/two.md": POST.replace("Post", "Other"),
                "de/de/LC_MESSAGES/posts/one.po": catalog("Post", "Eins"),
            },
            {"de/de/LC_MESSAGES/posts/two.po": catalog("Other", "Zwei")},
        ],
        ("html", "text"),
    ),
    "sources of another kind, in builders by turns": (
        [
            {"about.md": ABOUT, "conf.py": "html_copy_source = True"},
            {"about.md": None, "about.rst": ":orphan:\n\nAbout\n=====\n"},
        ],
        ("html", "dirhtml"),
    ),
    "names of pictures, in builders by turns": (
        [
            {
                "a.md": ABOUT + PICTURE,
                "b.md": ABOUT + PICTURE.replace("p.", "q/p."),
                "p.png": b"1",
                "q/p.png": b"2",
            },
            {"p.png": None, "a.md": ABOUT},
        ],
        ("html", "dirhtml"),
    ),
    "settings of one builder, with others by turns": (
        [{}, {"conf.py": "text_newlines = 'windows'\nxml_pretty = False\ntags.add('new')"}],
        ("html", "text", "xml"),
    ),
}


def take(site: Site, step: Step) -> None:
    for name, content in step.items():
        if name == "conf.py":
            assert isinstance(content, str)
            site.configure(content)
        elif content is None:
            site.remove(name)
        elif isinstance(content, bytes):
            site.write(name, "").write_bytes(content)
        else:
            site.write(name, content)


def built_by_turns(site: Site, steps: Iterable[Step], builders: Iterable[str]) -> None:
    """Take each step with all builders, on one environment, and compare with clean builds."""
    for step in steps:
        take(site, step)
        built = {builder: site.build(builder) for builder in builders}
    for builder, here in built.items():
        clean = site.build_clean(builder, into=f"_clean-{builder}")
        assert {builder: differing(here, clean)} == {builder: []}


@pytest.mark.parametrize("case", CASES)
def test_what_is_changed_elsewhere_arrives(site: Site, case: str) -> None:
    steps, builders = CASES[case]
    site.write("index.md", "# Home\n\n```{only} new\nNew.\n```\n")
    built_by_turns(site, steps, builders)


def test_another_suffix_is_another_source(site: Site) -> None:
    text = "About\n=====\n\n`here <https://a.example>`_\n"
    path = site.write("about.md", text)
    site.configure("html_copy_source = True")
    site.build()
    path.rename(site.folder / "about.rst")  # with the time that it has
    here = site.build()
    assert here.html("about").select_one("main a[href='https://a.example']") is not None
    os.utime(site.folder / "about.rst")
    (site.folder / "about.rst").rename(path)
    assert differing(site.build(), site.build_clean()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no time of change")
def test_files_of_one_time_that_change_places_are_read(site: Site) -> None:
    paths = [site.post(name, heading=name) for name in ("one", "two")]
    for path in paths:
        os.utime(path, (1_600_000_000, 1_600_000_000))
    site.build()
    apart = paths[0].rename(site.folder / "apart")
    apart.rename(paths[1].rename(paths[0]).with_name("two.md"))
    here = site.build()
    assert here.html("posts/one").h1.get_text() == "two"
    assert differing(here, site.build_clean()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no time of change")
def test_a_draft_is_published_by_a_file_of_the_same_time(site: Site) -> None:
    for front in ({"draft": "true"}, {}):
        os.utime(site.post("one", **front), (1_600_000_000, 1_600_000_000))
        here = site.build()
    assert "posts/one.html" in here.files()
    assert differing(here, site.build_clean()) == []


@pytest.mark.parametrize("builder", ["html", "text", "xml"])
def test_a_fresh_checkout_writes_no_page(site: Site, builder: str) -> None:
    site.write("index.md", toctree(":numbered:", "guide"))
    site.write("guide.md", f"# Guide\n\n{FIGURE.format('one')}\n{{numref}}`one`\n")
    site.write("p.png", "1")
    site.configure("numfig = True")
    site.post("one", "See {numref}`one`.")
    out = site.build(builder).out
    times = {path: path.stat().st_mtime_ns for path in out.glob("posts/*")}
    times |= {path: path.stat().st_mtime_ns for path in out.glob("guide.*")}
    assert len(times) == 2
    for path in site.folder.rglob("*.md"):
        os.utime(path)
    site.build(builder)
    assert {path: path.stat().st_mtime_ns for path in times} == times
