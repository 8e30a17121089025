"""What Sphinx leaves on pages and in folders when something else than their source changes."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from sites import Built, Site, differences
from sphinx.application import Sphinx

Step = dict[str, str | bytes | None]
"""Texts of files (of ``conf.py``, what follows the usual settings); none of what goes."""

POST = "---\ndate: 2026-01-01\ntags: [Rust]\n---\n# Post\n\nText.\n"

ABOUT = "---\norphan: true\n---\n# About\n"

PICTURE = "![A picture](p.png)\n"

ALL_CONTENTS = "html_sidebars = {'**': ['globaltoc.html']}"

FIGURE = "```{{figure}} p.png\n:name: {0}\n:alt: A picture\n\nFigure {0}\n```\n\n"


FOOTER = "{{% extends '!layout.html' %}}{{% block footer %}}{0}{{{{ super() }}}}{{% endblock %}}"


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
    "lists of what is to be done": (
        [
            {
                "conf.py": "extensions += ['sphinx.ext.todo']\ntodo_include_todos = True",
                "about.md": f"{ABOUT}\n```{{todolist}}\n```\n",
                "posts/one.md": f"{POST}\n```{{todo}}\nSecret zebra.\n```\n",
                "posts/two.md": POST,
            },
            {"posts/one.md": f"{POST}\nMore.\n\n```{{todo}}\nSecret gnu.\n```\n"},
            {"posts/one.md": POST.replace("tags", "draft: true\ntags")},
        ],
        ("html",),
    ),
    "another author of a citation": (
        [
            {
                "conf.py": "extensions += ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['a.bib']",
                "index.md": "# Home\n\n```{bibliography}\n```\n",
                "posts/one.md": f"{POST}\nSee {{cite:t}}`kn`.\n",
                "a.bib": "@book{kn, author={Knuth, D}, title={T}, year={1990}, publisher={P}}",
            },
            {"a.bib": "@book{kn, author={Dijkstra, E}, title={T}, year={1990}, publisher={P}}"},
        ],
        ("html",),
    ),
    "a bibliography of what is cited no more": (
        [
            {
                "conf.py": "extensions += ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['a.bib']",
                "index.md": "# Home\n\n```{bibliography}\n```\n",
                "posts/one.md": f"{POST}\nSee {{cite:t}}`kn`.\n",
                "posts/two.md": POST,
                "a.bib": "@book{kn, author={Knuth, D}, title={T}, year={1990}, publisher={P}}",
            },
            {"posts/one.md": None},
        ],
        ("html",),
    ),
    "the markup of a title": (
        [
            {
                "conf.py": "html_theme = 'craftblog'",
                "index.md": toctree("guide"),
                "guide.md": "# The *guide*\n\n```{toctree}\nend\n```\n",
                "end.md": "# End\n",
            },
            {"guide.md": "# The `guide`\n\n```{toctree}\nend\n```\n"},
        ],
        ("html",),
    ),
    "an equation in a section of another number": (
        [
            {
                "conf.py": "numfig = True",
                "index.md": toctree(":numbered:", "a", "b"),
                "a.md": "# A\n",
                "b.md": "# B\n\n```{math}\n:label: energy\n\nE\n```\n",
                "posts/one.md": f"{POST}\nSee {{eq}}`energy`.\n",
            },
            {"index.md": toctree(":numbered:", "b", "a")},
        ],
        ("html",),
    ),
    "the depth of a document's contents": (
        [
            {
                "index.md": toctree("a"),
                "a.md": "# A\n\n```{toctree}\nb\n```\n",
                "b.md": "---\ntocdepth: 3\n---\n# B\n\n## Part\n",
            },
            {"b.md": "---\ntocdepth: 1\n---\n# B\n\n## Part\n"},
        ],
        ("html",),
    ),
    "what a link says of a module": (
        [
            {
                "a.rst": ":orphan:\n\nA\n=\n\n.. py:module:: tool\n   :synopsis: Old\n",
                "posts/one.md": f"{POST}\nSee {{py:mod}}`tool`.\n",
            },
            {"a.rst": ":orphan:\n\nA\n=\n\n.. py:module:: tool\n   :synopsis: New\n"},
        ],
        ("html",),
    ),
    "contents that a template of the site shows": (
        [
            {
                "conf.py": "html_theme = 'craftblog'\ntemplates_path = ['own']",
                "own/layout.html": FOOTER.format("{{ toctree() }}"),
                "index.md": toctree("a"),
                "a.md": "# Old\n",
                "posts/one.md": POST,
            },
            {"a.md": "# New\n"},
        ],
        ("html",),
    ),
    "a page that a template of the site asks for": (
        [
            {
                "conf.py": "html_theme = 'craftblog'\ntemplates_path = ['own']",
                "own/layout.html": FOOTER.format("{% if hasdoc('news') %}News{% endif %}"),
                "posts/one.md": POST,
            },
            {"news.md": ABOUT},
        ],
        ("html",),
    ),
    "a part of a template, of any name": (
        [
            {
                "conf.py": "html_theme = 'craftblog'\ntemplates_path = ['own']",
                "own/layout.html": FOOTER.format("{% include 'foot.jinja' %}"),
                "own/foot.jinja": "One",
                "posts/one.md": POST,
            },
            {"own/foot.jinja": "Two"},
        ],
        ("html",),
    ),
    "an option of a theme of the site's": (
        [
            {
                "conf.py": "html_theme = 'mine'\nhtml_theme_path = ['themes']",
                "themes/mine/layout.html": FOOTER.format("{{ theme_k }}").replace("!", "basic/"),
                "themes/mine/theme.toml": "[theme]\ninherit = 'basic'\n[options]\nk = '1'\n",
                "posts/one.md": POST,
            },
            {"themes/mine/theme.toml": "[theme]\ninherit = 'basic'\n[options]\nk = '2'\n"},
        ],
        ("html",),
    ),
    "own pages where those of the blog were": (
        [
            {
                "conf.py": "html_theme = 'craftblog'\ntemplates_path = ['own']",
                "own/own.html": "{% extends '!page.html' %}",
                "posts/one.md": POST.replace("tags", "redirect_from: old/a\ntags"),
            },
            {
                "conf.py": "html_theme = 'basic'\ntemplates_path = ['own']\n"
                "craftblog_path = 'notes'\n"
                "craftblog_search = 'none'\nhtml_additional_pages = dict.fromkeys("
                "['404', 'search', 'blog/archive', 'old/a'], 'own.html')",
                "posts/one.md": POST,
            },
        ],
        ("html",),
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
        assert {builder: differences(here, clean)} == {builder: []}


@pytest.mark.parametrize("case", CASES)
def test_what_is_changed_elsewhere_arrives(site: Site, case: str) -> None:
    steps, builders = CASES[case]
    site.write("index.md", "# Home\n\n```{only} new\nNew.\n```\n")
    built_by_turns(site, steps, builders)


def test_a_document_in_the_place_of_sphinxs_search_page_goes(site: Site) -> None:
    site.configure('craftblog_search = "none"')
    built = site.build()
    page = site.write("search.md", "---\norphan: true\n---\n# My own\n")
    site.build()
    site.write("search.md", "---\norphan: true\n---\n# My own again\n")
    assert differences(site.build(), site.build_clean()) == []
    page.unlink()
    assert differences(site.build(), site.build_clean(into="_gone")) == []
    assert built.text("index.html") == site.build().text("index.html")


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
    assert differences(site.build(), site.build_clean()) == []


def test_a_theme_that_shows_the_title_of_the_front_page(site: Site) -> None:
    site.configure(
        "html_theme = 'sphinx_book_theme'\nhtml_theme_options = {'home_page_in_toc': True}"
    )
    site.write("posts/one.md", POST)
    site.build_apart(into="_build")  # apart, since the theme changes settings of the process
    site.write("index.md", "# Other\n")
    assert differences(site.build_apart(into="_build"), site.build_apart()) == []


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
    assert differences(here, site.build_clean()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no time of change")
def test_a_draft_is_published_by_a_file_of_the_same_time(site: Site) -> None:
    for front in ({"draft": "true"}, {}):
        os.utime(site.post("one", **front), (1_600_000_000, 1_600_000_000))
        here = site.build()
    assert "posts/one.html" in here.files()
    assert differences(here, site.build_clean()) == []


@pytest.mark.parametrize("front", [{}, {"draft": "true"}, None])
def test_pictures_of_a_post_go_in_a_further_build_of_one_process(
    site: Site, front: dict[str, str] | None
) -> None:
    site.post("one", PICTURE, image="q.png", image_alt="Another")
    for name in ("p.png", "q.png"):
        site.write(f"posts/{name}", "").write_bytes(name.encode())
    app = site.app("html")
    Sphinx.build(app)
    if front is None:
        site.remove("posts/one.md")
    else:
        site.post("one", **front)
    Sphinx.build(app)
    here = Built(Path(app.outdir), "")
    app.cleanup()
    assert not {"_images/p.png", "_images/q.png"} & here.files()
    assert differences(here, site.build_clean()) == []


def test_words_are_in_the_same_order_after_an_edit(site: Site) -> None:
    site.post("one", "Apple, pear.")
    site.post("two", "Cherry, pear, socket.")
    site.build("json")
    site.post("one", "Plum, apple, zebra.")
    here, clean = site.build("json"), site.build_clean("json")
    assert here.text("searchindex.json") == clean.text("searchindex.json")


def test_a_picture_of_the_future_is_the_same_picture(site: Site) -> None:
    site.post("one", PICTURE)
    picture = site.write("posts/p.png", "1")
    site.build()
    os.utime(picture, (4_100_000_000, 4_100_000_000))
    here = site.build()
    assert differences(here, site.build_clean()) == []


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
