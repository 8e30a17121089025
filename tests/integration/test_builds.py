"""Builds: incremental ones end where clean ones do; with any number of jobs."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sphinx
from docutils.utils.smartquotes import educate_tokens
from hypothesis import given
from hypothesis import strategies as st
from sites import Built, Site, differences, write_blog
from sphinx.application import Sphinx
from sphinx.transforms import SphinxSmartQuotes

from sphinx_craftblog.features import pages
from sphinx_craftblog.rendering.cards import ROOT
from sphinx_craftblog.speedups.traversal import QUOTABLE

EDITS: dict[str, Callable[[Site], object]] = {
    "body": lambda site: site.post("two", "Other words.", date="2026-01-02", tags="[Rust]"),
    "title": lambda site: site.post("two", heading="New", date="2026-01-02", tags="[Rust]"),
    "date": lambda site: site.post("two", date="2026-02-02", tags="[Rust]"),
    "new tag": lambda site: site.post("two", date="2026-01-02", tags="[Rust, New]"),
    "last use of a tag goes": lambda site: site.post("three", date="2026-01-03"),
    "author": lambda site: site.post("two", date="2026-01-02", tags="[Rust]", author="Ada"),
    "draft": lambda site: site.post("two", date="2026-01-02", tags="[Rust]", draft="true"),
    "featured": lambda site: site.post("one", date="2026-01-01", featured="true"),
    "longer": lambda site: site.post("two", "word " * 600, date="2026-01-02", tags="[Rust]"),
    "added": lambda site: site.post("five", date="2026-03-01", tags="[Rust]"),
    "deleted": lambda site: site.remove("posts/two.md"),
    "renamed": lambda site: (site.folder / "posts/two.md").rename(site.folder / "posts/deux.md"),
    "index": lambda site: site.write("index.md", "# Home\n\n```{post-list}\n:limit: 2\n```\n"),
    "date format": lambda site: site.configure('craftblog_date_format = "yyyy"'),
    "vocabulary": lambda site: site.configure(
        'craftblog_tags = {"rust": {"name": "Rust lang", "aliases": ["Rust"]}}'
    ),
    "path": lambda site: site.configure('craftblog_path = "notes"'),
    "author renamed": lambda site: site.configure('craftblog_authors = {"a": ("Ada",)}'),
    "template": lambda site: (
        site.configure('templates_path = ["t"]'),
        site.write("t/craftblog/state.html", "mine"),
    ),
    "no tags at all": lambda site: [
        site.post(name, date="2026-01-01") for name in ("one", "two", "three", "four")
    ],
}


def test_an_edit_ends_where_a_clean_build_does(site: Site) -> None:
    """Each edit is made to the blog as it was, on top of what the edit before has built."""
    found = {}
    for name, edit in EDITS.items():
        for post in site.folder.glob("posts/*.md"):
            post.unlink()
        write_blog(site)
        if not found:
            site.build()
        edit(site)
        again = site.build()
        found[name] = differences(again, site.build_clean(into=f"_clean/{len(found)}"))
    assert {name: files for name, files in found.items() if files} == {}
    assert len(found) == len(EDITS)


def test_a_site_without_search_has_no_trace_of_it(site: Site) -> None:
    write_blog(site)
    assert "searchindex.js" in site.build().files()
    site.configure('craftblog_search = "none"')
    built = site.build()
    assert not {"searchindex.js", "search.html"} & built.files()
    assert not built.html("index").select('a[href*="search"], link[rel=search]')
    assert differences(built, site.build_clean()) == []
    site.configure("")
    assert differences(site.build(), site.build_clean()) == []


def test_an_index_of_sphinx_comes_and_goes_with_its_entries(site: Site) -> None:
    site.build()
    site.write("index.md", "# Home\n\n```{py:module} notes\n```\n")
    again = site.build()
    assert "py-modindex.html" in again.files()
    assert differences(again, site.build_clean()) == []
    site.write("index.md", "# Home\n")
    assert "py-modindex.html" not in site.build().files()


def test_what_stands_for_the_way_to_the_root_is_no_text_of_a_card(site: Site) -> None:
    code = f"```{{code-block}} text\n:caption: a{ROOT}b\nc{ROOT}d\n```"
    site.post("one", f"Wo{ROOT}rds.\n\n{code}", heading=f"Ti{ROOT}tle", tags="[Rust]")
    (card,) = site.build().html("blog/tag/rust").select(".craftblog-card")
    text = card.get_text()
    assert "../" not in text
    assert all(word in text for word in ("Title", "Words.", "ab", "cd"))


def test_a_removed_tag_leaves_no_page_behind(site: Site) -> None:
    write_blog(site)
    assert "blog/tag/c-plus-plus.html" in site.build().files()
    site.post("three", date="2026-01-03")
    assert "blog/tag/c-plus-plus.html" not in site.build().files()


def test_a_build_that_changes_nothing_writes_nothing_of_ours(site: Site) -> None:
    write_blog(site)
    built = site.build()
    ours = [built.out / name for name in built.files() if name.startswith(("blog/", "posts/"))]
    ours += [
        built.out / name for name in ("index.html", ".craftblog.json", "_static/craftblog.css")
    ]
    before = {path: path.stat().st_mtime_ns for path in ours}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in ours} == before


def test_an_edit_writes_its_page_alone(site: Site) -> None:
    write_blog(site)
    built = site.build()
    before = {name: (built.out / name).stat().st_mtime_ns for name in built.files()}
    body = "Text of two.\n\nA further paragraph, below the excerpt.\n"
    site.post("two", body, date="2026-01-02", tags="[Rust]", code_panel="false")
    site.build()
    site.post("two", body + "More.\n", date="2026-01-02", tags="[Rust]", code_panel="false")
    before = {name: (built.out / name).stat().st_mtime_ns for name in built.files()}
    built = site.build()
    written = {
        name for name in built.files() if (built.out / name).stat().st_mtime_ns != before[name]
    }
    pages = {name for name in written if name.endswith(".html")}
    of_sphinx = {"genindex.html", "search.html"}
    if sphinx.version_info < (9,):
        of_sphinx.add("index.html")  # Sphinx 8 writes the front page in every build
    assert pages - of_sphinx == {"posts/two.html"}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_number_of_jobs_does_not_show(site: Site, builder: str) -> None:
    write_blog(site)
    one = site.build(builder, into="one")
    two = site.build(builder, into="two", jobs=2)
    assert one.tree() == two.tree()
    assert one.warnings == two.warnings == []


def test_machine_clock_and_place_do_not_show(site: Site, tmp_path_factory: Any) -> None:
    write_blog(site)
    here = site.build_apart(PYTHONHASHSEED="1").tree()
    elsewhere = Site(tmp_path_factory.mktemp("a") / "longer" / "path")
    for path in sorted(site.folder.rglob("*.*"), reverse=True):  # other order, other times
        if "_clean" not in path.parts and path.is_file():
            name = path.relative_to(site.folder).as_posix()
            copy = elsewhere.write(name, path.read_text(encoding="utf-8"))
            os.utime(copy, (1_500_000_000, 1_500_000_000))
    there = elsewhere.build_apart(
        PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C", SOURCE_DATE_EPOCH="2000000000"
    )
    assert there.tree() == here


def test_text_is_rewritten_when_its_posts_change(site: Site) -> None:
    write_blog(site)
    site.build("text")
    site.post("four", date="2026-01-04", heading="Quatre")
    assert "Quatre (January 4, 2026)" in site.build("text").text("index.txt")


@pytest.mark.parametrize(
    ("builder", "index", "listing"),
    [
        ("text", "index.txt", "post-list}\n:paginate: 1"),
        ("text", "index.txt", "archive}"),
        ("text", "index.txt", "tag-index}"),  # where posts stand beneath the terms
        ("epub", "index.xhtml", "post-list}\n:paginate: 1"),
        ("epub", "index.xhtml", "tag-index}"),
        ("json", "index.fjson", "post-list}\n:paginate: 1"),
    ],
)
def test_lists_that_no_further_page_continues_follow_their_last_post(
    site: Site, builder: str, index: str, listing: str
) -> None:
    write_blog(site)
    site.write("index.md", f"# Home\n\n```{{{listing}\n```\n")
    site.build(builder)
    site.post("one", date="2026-01-01", heading="Primero", tags="[Rust, SQL]")
    built = site.build(builder).text(index)
    assert "Primero" in built
    assert built == site.build_clean(builder).text(index)


def test_the_archive_is_made_of_what_it_shows(site: Site) -> None:
    write_blog(site)
    archive = site.build().out / "blog/archive.html"
    before = archive.stat().st_mtime_ns
    site.post("one", date="2026-01-01", tags="[Rust, Zig]")
    assert "Zig" not in site.build().text("blog/archive.html")
    assert archive.stat().st_mtime_ns == before
    site.configure("templates_path = ['_templates']")
    rows = "{% for card in cards %}{{ card.tags|map(attribute='name')|join }}{% endfor %}"
    site.write("_templates/craftblog/post-rows.html", rows)
    assert "Zig" in site.build().text("blog/archive.html")
    site.post("one", date="2026-01-01", tags="[Rust, Nim]")
    assert "Nim" in site.build().text("blog/archive.html")


def test_builders_of_one_environment_do_not_swallow_each_others_changes(site: Site) -> None:
    write_blog(site)
    site.build("html")
    site.build("text")
    site.post("four", date="2026-01-04", heading="Quatre")
    site.build("text")
    assert "Quatre" in site.build("html").text("index.html")


def test_two_blogs_in_one_process_do_not_mix(tmp_path_factory: pytest.TempPathFactory) -> None:
    left, right = (Site(tmp_path_factory.mktemp(name)) for name in ("left", "right"))
    write_blog(left)
    right.post("other", tags="[Other]")
    left.build()
    built = right.build()
    assert "blog/tag/rust.html" not in built.files()
    assert "blog/tag/other.html" in built.files()
    assert differences(left.build(), left.build_clean()) == []


def test_a_missing_fragment_is_made_again(site: Site) -> None:
    write_blog(site)
    site.build()
    (site.folder / "_build/doctrees/craftblog/fragments/posts/one.json").unlink()
    site.post("four", date="2026-01-04", heading="Quatre")
    again = site.build()
    assert again.warnings == []
    assert differences(again, site.build_clean()) == []


def test_never_a_file_that_a_build_of_ours_did_not_write_is_removed(site: Site) -> None:
    write_blog(site)
    built = site.build()
    (built.out / "blog/tag/by-hand.html").write_text("mine")
    site.remove("posts/three.md")
    assert "blog/tag/by-hand.html" in site.build().files()


def test_the_record_of_a_post_stays_small(site: Site) -> None:
    import pickle

    from sphinx_craftblog.environment.domain import blog_domain

    site.post("long", body="A paragraph of many words. " * 80, tags="[a, b, c]", author="Ada")
    site.build()
    with (site.folder / "_build/doctrees/environment.pickle").open("rb") as file:
        data = pickle.load(file).domaindata["blog"]
    assert blog_domain is not None
    assert len(pickle.dumps(data["posts"]["posts/long"])) < 1300


def written(built: Built, before: dict[str, int]) -> set[str]:
    """The files that have another time than they had."""
    return {name for name, moment in times(built).items() if before.get(name) != moment}


def times(built: Built) -> dict[str, int]:
    return {name: (built.out / name).stat().st_mtime_ns for name in built.files()}


def test_a_fresh_checkout_is_neither_read_nor_written(site: Site) -> None:
    write_blog(site)
    site.write("posts/pic.png", "one")
    site.post("two", "![A picture](pic.png)", date="2026-01-02", tags="[Rust]")
    built = site.build()
    before = times(built)
    for path in site.folder.glob("**/*.*"):
        if "_build" not in path.parts:
            path.touch()
    forgotten = []  # what is read again, or gone
    app = site.app("html")
    app.connect("env-purge-doc", lambda *purged: forgotten.append(purged[-1]))
    app.build()
    app.cleanup()
    assert forgotten == []
    found = {name for name in written(built, before) if name.startswith(("posts/", "blog/"))}
    assert found == set()
    site.write("posts/pic.png", "two")
    again = site.build()
    assert differences(again, site.build_clean()) == []


def test_a_theme_that_was_installed_again_rewrites_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx.jinja2glue import BuiltinTemplateLoader

    write_blog(site)
    built = site.build()
    before = times(built)
    monkeypatch.setattr(BuiltinTemplateLoader, "newest_template_mtime", lambda _: time.time())
    site.build()
    assert not [name for name in written(built, before) if name.startswith(("posts/", "blog/"))]


def test_a_source_with_an_older_time_and_another_content_is_read(site: Site) -> None:
    write_blog(site)
    site.build()
    path = site.post("two", "Other words.", date="2026-01-02", tags="[Rust]")
    os.utime(path, (1_500_000_000, 1_500_000_000))
    assert differences(site.build(), site.build_clean()) == []


def test_pictures_are_named_by_their_paths(site: Site) -> None:
    for name in ("b", "a", "c"):
        site.post(f"{name}/index", "![A picture](p.png)")
        site.write(f"posts/{name}/p.png", name)
    built = site.build(jobs=2)
    assert [built.text(f"_images/p{n}.png") for n in ("", "1", "2")] == ["a", "b", "c"]
    site.remove("posts/a/index.md")
    built = site.build()
    assert [built.text(f"_images/p{n}.png") for n in ("", "1")] == ["b", "c"]
    assert "p2.png" not in "".join(built.files())


def test_words_that_are_gone_are_not_searched(site: Site) -> None:
    site.post("one", "Some xylophone here.")
    assert "xylophon" in site.build().text("searchindex.js")
    site.post("one", "Some words here.")
    assert "xylophon" not in site.build().text("searchindex.js")


def test_a_link_shows_the_title_that_its_target_has_now(site: Site) -> None:
    site.post("one")
    site.post("two", "See {doc}`one` and [](one.md).", date="2026-01-02")
    site.build()
    site.post("one", heading="Renamed")
    links = site.build().html("posts/two").select("article a.reference.internal")
    assert [link.get_text() for link in links][:2] == ["Renamed", "Renamed"]


def test_files_of_another_theme_and_of_static_folders_go(site: Site) -> None:
    site.configure('html_theme = "furo"\nhtml_static_path = ["_static"]')
    site.write("_static/own.css", "a {}")
    built = site.build()
    assert {"_static/styles/furo.css", "_static/own.css"} <= built.files()
    (built.out / "_static/by-hand.txt").write_text("mine")
    (built.out / "CNAME.txt").write_text("mine")
    site.configure("")
    files = site.build().files()
    assert not {"_static/styles/furo.css", "_static/own.css"} & files
    assert {"_static/by-hand.txt", "CNAME.txt"} <= files


def build_killed(site: Site, event: str) -> None:
    """A build in a process of its own, which is killed at an event."""

    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        try:
            app = site.app("html")
            app.connect(event, kill, priority=450)
            app.build()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize(
    "event",
    [
        "source-read",
        "doctree-read",
        "env-check-consistency",
        "write-started",
        "doctree-resolved",
        "html-page-context",
        "html-collect-pages",
        "build-finished",
    ],
)
def test_a_build_after_one_that_was_killed_is_exact(site: Site, event: str) -> None:
    write_blog(site)
    site.build()
    path = site.post("two", "Other text.", date="2026-01-02", tags="[New]", heading="Other")
    site.remove("posts/three.md")
    build_killed(site, event)
    if event == "doctree-read":  # what was half done is undone, and older than that
        site.post("two", date="2026-01-02", tags="[Rust]")
        os.utime(path, (1_500_000_000, 1_500_000_000))
    assert differences(site.build(), site.build_clean()) == []


def test_what_a_process_has_imported_before_does_not_show(site: Site) -> None:
    # Here a domain of Sphinx's was imported before the language was known: its titles are lazy.
    write_blog(site)
    site.post("five", "See [its part](/about.md#more).", date="2026-01-05")
    assert differences(site.build(), site.build_apart()) == []


def test_a_builder_that_is_called_by_itself_sees_each_edit(site: Site) -> None:
    write_blog(site)
    app = site.app("html")
    app.builder.build_update()
    site.post("two", "Other words.", date="2026-01-02", tags="[Rust]")
    app.builder.build_update()  # with no end of a build between
    built = Built(Path(app.outdir), "")
    app.cleanup()
    assert "Other words." in built.text("posts/two.html")


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_process_builds_again_and_again(site: Site, jobs: int) -> None:
    write_blog(site)
    app = site.app("html", jobs=jobs)
    objects = []
    for number in range(7):
        site.post("two", f"Text {number}.", date="2026-01-02", heading=f"Title {number}")
        site.write("about.md", f"---\norphan: true\n---\n# About {number}\n")
        Sphinx.build(app)  # SphinxTestApp's would empty a cache first
        gc.collect()
        objects.append(len(gc.get_objects()))
    built = Built(Path(app.outdir), "")
    assert differences(built, site.build_apart()) == []
    app.cleanup()
    assert objects[6] - objects[3] < 600  # a post has thousands


def test_a_new_title_in_an_old_blog_writes_few_pages(site: Site) -> None:
    site.configure("craftblog_page_size = 2")
    for day in range(1, 29):
        site.post(f"p{day}", date=f"2026-01-{day:02}", tags="[Rust, SQL]", category="News")
    built = site.build()
    before = times(built)
    site.post("p10", date="2026-01-10", tags="[Rust, SQL]", category="News", heading="New")
    site.build()
    pages = {name for name in written(built, before) if name.startswith(("posts/", "blog/"))}
    assert {"posts/p10.html", "posts/p9.html", "posts/p11.html"} <= pages
    # itself, its neighbours; a page of two tags, category and year; the archive; two related to it;
    # in three formats, the feeds of the blog, two tags and the category, and an archive
    assert len(pages) == 3 + 4 + 1 + 2 + 3 * 5


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("line", ['strangers ["a.txt", "b', "file a/gr\xc3"])
def test_a_line_that_was_cut_is_not_continued(site: Site, line: str) -> None:
    write_blog(site)
    built = site.build()
    (built.out / ".craftblog.writing").write_bytes(line.encode("latin-1"))  # by a full disk
    site.post("two", "Other text.", date="2026-01-02", tags="[Rust]", heading="Other")
    build_killed(site, "build-finished")
    site.post("two", date="2026-01-02", tags="[Rust]")
    assert differences(site.build(), site.build_clean()) == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_page_of_a_killed_build_goes_when_nobody_wants_it(site: Site) -> None:
    write_blog(site)
    site.build()
    site.post("five", tags="[Once]", redirect_from="old/five.html")
    build_killed(site, "build-finished")
    site.remove("posts/five.md")
    assert differences(site.build(), site.build_clean()) == []


QUOTED = """
"Quoted" -- text
================

.. article::
   :date: 2026-01-06

It's "so" --- and *"so"*... and ``"code"``, and \\"this\\" is not.

.. rst-class:: language-de

   "Zitat", 'und'

.. rst-class:: language-xx

   No quotes of "such" a language, and

   - none
   - "here"

::

   "x" -- y

.. highlight:: python

::

   "x" -- y
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_speedups_do_not_show(site: Site, jobs: int) -> None:
    write_blog(site)
    site.write("posts/pic.png", "one")
    site.post("five", "![A picture](pic.png)\n\n```{index} apple\n```\n", authors="[Ada, Bob]")
    site.write("posts/six.rst", QUOTED)
    site.write("seven.md", "---\norphan: true\n---\n# *Seven* ![of](posts/pic.png) <b>them</b>\n")
    here = site.build(jobs=jobs)
    site.write("conf.py", (site.folder / "conf.py").read_text() + "\ncraftblog_speedups = []\n")
    clean = site.build_clean(jobs=jobs)
    assert differences(here, clean) == []
    assert here.warnings == clean.warnings, here.log
    [warned] = here.warnings
    assert (warned.file, warned.line) == ("six.rst", 15)


def test_two_files_of_one_document_are_told_of_as_sphinx_does(site: Site) -> None:
    site.post("one")
    site.write("posts/one.rst", "Again\n=====\n")
    here = site.build()
    site.configure("craftblog_speedups = []")
    clean = site.build_clean()
    assert differences(here, clean) == []
    assert here.warnings == clean.warnings
    assert len(here.warnings) == 1


def test_what_another_extension_has_replaced_stays(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(self: SphinxSmartQuotes, **kwargs: object) -> None:
        pass

    usual = SphinxSmartQuotes.apply
    site.post("one", "It's so.")
    monkeypatch.setattr(SphinxSmartQuotes, "apply", leave)
    assert "It's so." in site.build().html("posts/one").text
    assert SphinxSmartQuotes.apply is leave
    monkeypatch.undo()
    assert "It’s so." in site.build_clean().html("posts/one").text
    assert SphinxSmartQuotes.apply is usual


@given(
    st.text(st.sampled_from("ab .-–&;qo\"'`\\\0\n") | st.characters()),
    st.sets(st.sampled_from("qdDiew")).map("".join),
    st.sampled_from(["en", "de", "fr"]),
)
def test_only_texts_with_such_signs_are_educated(text: str, action: str, language: str) -> None:
    educated = educate_tokens([("plain", "a"), ("plain", text)], action, language)
    assert list(educated)[1] == text or QUOTABLE.search(text)


NOTING_WRITERS = """
import os

def note(app, pagename, *args):
    with open(os.path.join(app.confdir, "writers.txt"), "a") as file:
        file.write(f"{pagename} {os.getpid()}\\n")

def setup(app):
    app.connect("html-page-context", note)
"""


def test_generated_pages_are_written_in_parallel(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "WORTH_A_PROCESS", 1)
    write_blog(site)
    site.configure(NOTING_WRITERS)
    here = site.build(jobs=2)
    lines = (site.folder / "writers.txt").read_text().splitlines()
    writers = dict(line.split(" ") for line in lines)
    of_tags = {writers[name] for name in writers if name.startswith("blog/tag/")}
    assert of_tags
    assert str(os.getpid()) not in of_tags
    assert differences(here, site.build_clean()) == []


AMSMATH = """
\\begin{equation}
a = b
\\end{equation}

\\begin{align}
c &= d \\\\
e &= f
\\end{align}

```{math}
:label: mine

g = h
```

See {eq}`mine`.
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_equations_without_a_name_are_the_same_again(site: Site, jobs: int) -> None:
    site.configure('myst_enable_extensions = ["amsmath"]')
    for number in range(7):
        site.post(f"p{number}", AMSMATH.replace("mine", f"mine{number}"))
    here = site.build(jobs=jobs)
    assert here.warnings == []
    assert differences(here, site.build_clean()) == []
    page = here.html("posts/p3")
    targets = [link["href"][1:] for link in page.select(".eqno a")]
    assert len(targets) == 3
    assert all(page.find(id=target) for target in targets)


NOTING_SENT = """
import pathlib

def note(app, env, docnames, other):
    tables = (other.tocs, other.titles, other.metadata, other.dependencies, other.included)
    sent = {docname for table in tables for docname in table} | other.project.docnames
    sent |= {docname for docnames, _ in other.images.values() for docname in docnames}
    sent |= set(other.domaindata["index"]["entries"])
    with open(pathlib.Path(app.confdir, "sent.txt"), "a") as file:
        file.write(" ".join(sorted(sent - docnames)) + "\\n")

def setup(app):
    app.connect("env-merge-info", note)
"""


def test_a_reader_sends_back_what_it_has_read_and_no_more(site: Site) -> None:
    site.configure(NOTING_SENT)
    site.write("part.txt", "Included.")
    body = "![A picture](pic.png)\n\n```{index} apple\n```\n\n```{include} /part.txt\n```\n"
    site.write("posts/pic.png", "one")
    for number in range(8):
        site.post(f"p{number}", body)
    site.build(jobs=2)
    for number in range(8):
        site.post(f"p{number}", body + "More.")
    built = site.build(jobs=2)
    assert built.warnings == []
    lines = (site.folder / "sent.txt").read_text().splitlines()
    assert len(lines) > 2
    assert set(lines) == {""}
    assert differences(built, site.build_clean()) == []


NOTING_RESOLVED = """
import pathlib

RESOLVED = []

def setup(app):
    app.connect("doctree-resolved", lambda app, doctree, docname: RESOLVED.append(docname))
    app.connect("build-finished", save)

def save(app, error):
    pathlib.Path(app.confdir, "resolved.txt").write_text(" ".join(RESOLVED))
"""


def test_extensions_may_note_what_is_resolved(site: Site) -> None:
    write_blog(site)
    site.configure(NOTING_RESOLVED)
    site.build(jobs=2)
    noted = (site.folder / "resolved.txt").read_text().split()
    sources = site.folder.rglob("*.md")
    assert set(noted) == {str(path.relative_to(site.folder).with_suffix("")) for path in sources}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_an_index_that_is_turned_off_goes(site: Site, builder: str) -> None:
    write_blog(site)
    built = site.build(builder)
    assert any(name.startswith("genindex") for name in built.files())
    site.configure("html_use_index = False")
    built = site.build(builder)
    assert not any(name.startswith("genindex") for name in built.files())
