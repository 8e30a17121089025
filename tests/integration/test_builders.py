"""Builders: each shows of a blog what it can, nothing that is kept back, and no dead link."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sites import Built, Site

from sphinx_craftblog.features.xhtml import as_xhtml

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "json", "pickle", "htmlhelp", "qthelp", "devhelp"),
    *("latex", "texinfo", "man", "text", "xml", "pseudoxml", "gettext"),
    *("changes", "doctest", "dummy"),
)

INDEX = {
    "latex": "notes.tex",
    "man": "notes.1",
    "pseudoxml": "index.pseudoxml",
    "singlehtml": "index.html",
    "texinfo": "notes.texi",
    "text": "index.txt",
    "xml": "index.xml",
}
"""The file that has the root document, of builders that write text."""

HELD = re.compile("zebra", re.IGNORECASE)


def blog(site: Site) -> Site:
    """Two posts in a toctree, two that are not, and some that are kept back or in no list."""
    site.configure(
        """
        copyright = "2026, Ada L."
        extensions = ["sphinx_craftblog", "sphinx.ext.doctest"]
        craftblog_authors = {"ada": {"name": "Ada L.", "bio": "Engines."}}
        man_pages = [("index", "notes", "", [], 1)]
        myst_enable_extensions = ["dollarmath"]
        myst_heading_anchors = 2
        nitpicky = True
        version = "1"
        """
    )
    site.write(
        "index.md",
        """
        # Home

        ```{toctree}
        :hidden:
        posts/two
        posts/one
        ```

        ```{featured}
        ```

        ```{post-list}
        ```

        ```{tag-index}
        ```

        ```{archive}
        ```

        {doc}`posts/four`, {doc}`posts/one`, {ref}`part`, {ref}`genindex`, {blog:tag}`Rust`.
        """,
    )
    links = "See [](three.md), [its part](three.md#a-part), [](two.md), [home](../index.md)."
    site.post("one", links, tags="[Rust]", author="ada", series="Engines")
    formula = "(part)=\n## Part\n\nWords of two. $\\operatorname{lim} a < b$\n\n[the part](#part)"
    site.post(
        "two",
        formula,
        date="2026-01-02",
        series="Engines",
        changes="[{date: 2026-02-01, note: More}]",
    )
    site.post("three", "## A part\n\nWords of three.", date="2026-01-03", tags="[Rust, SQL]")
    site.post("four", "Words of four, and [](unlisted.md).", date="2026-01-04", author="ada")
    site.post("five", date="2026-01-05", external_url="https://elsewhere.example/five")
    site.post("unlisted", "Of gnus.", heading="Gnu", unlisted="true")
    site.post("expired", "Of gnus.", heading="Gnu too", expires="2026-02-01")
    site.post(
        "zebra", "A zebra.\n\n```{versionadded} 1\nZebras.\n```", draft="true", tags="[Zebra]"
    )
    site.post("later", "A zebra.", date="2027-01-01", heading="Zebra II", tags="[Zebra]")
    site.write("about.md", "---\norphan: true\n---\n# About\n\nSee {doc}`posts/one`.\n")
    return site


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that is read once for most builders, and not changed."""
    return blog(Site(tmp_path_factory.mktemp("builders")))


def build(site: Site, builder: str) -> Built:
    # Message catalogs do not share the doctrees of other builders.
    into = "_catalogs" if builder == "gettext" else "_build"
    return site.build(builder, jobs=2, into=into)


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_builds_and_tells_nothing_of_drafts(shared: Site, builder: str) -> None:
    built = build(shared, builder)
    assert built.warnings == []
    for name, content in built.tree().items():
        assert not HELD.search(name)
        assert not HELD.search(content.decode("utf-8", errors="ignore")), name
    for book in built.out.glob("*.epub"):
        with zipfile.ZipFile(book) as files:
            assert not [n for n in files.namelist() if HELD.search(n + str(files.read(n)))]


@pytest.mark.parametrize("builder", INDEX)
def test_lists_are_the_same_in_every_builder(site: Site, builder: str) -> None:
    blog(site)
    site.configure('version = "1"\nman_pages = [("index", "notes", "", [], 1)]')
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    built = site.build(builder)
    text = built.text(INDEX[builder])
    places = [text.rindex(name) for name in ("Five", "Four", "Three", "Two", "One")]
    assert places == sorted(places)
    assert "Gnu" not in text


def test_a_book_has_the_posts_of_its_toctree_in_that_order(shared: Site) -> None:
    text = build(shared, "latex").text("notes.tex")
    assert 0 < text.index("Words of two.") < text.index(r"\chapter{One}")
    assert "Words of three." not in text
    assert "January 2, 2026 · Ada L. · 1 min read" in text


@pytest.mark.skipif(not shutil.which("latexmk"), reason="no TeX (latexmk) is installed")
def test_the_book_is_typeset(shared: Site) -> None:
    out = build(shared, "latex").out
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "notes.tex"]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


# ---- one page


def internal_links(page: BeautifulSoup) -> Iterator[str]:
    for element in page.find_all(True):
        for name in ("href", "src"):
            if name in element.attrs and not re.match("[a-z]+:|//", element[name]):
                yield element[name]


@pytest.mark.parametrize("search", ["sphinx", "pagefind"])
def test_every_link_of_the_single_page_leads_somewhere(shared: Site, search: str) -> None:
    conf = shared.folder / "conf.py"
    before = conf.read_text(encoding="utf-8")
    if search == "pagefind":
        conf.write_text(f"{before}craftblog_search = 'pagefind'\n", encoding="utf-8")
    try:
        built = build(shared, "singlehtml")
    finally:
        conf.write_text(before, encoding="utf-8")
    page = built.html("index")
    parts = [element["id"] for element in page.find_all(id=True)]
    assert len(parts) == len(set(parts))
    for link in internal_links(page):
        path, _, anchor = unquote(link).partition("#")
        assert not path or (built.out / path.partition("?")[0]).is_file(), link
        assert not anchor or anchor in parts, link
    outside = {a["href"] for a in page.select("[href*=':']")}
    assert outside == {"https://elsewhere.example/five", "https://www.sphinx-doc.org/"}


def test_what_is_not_on_the_single_page_is_named_without_a_link(shared: Site) -> None:
    page = build(shared, "singlehtml").html("index")
    titles = page.select(".craftblog-card-title")
    linked = {title.get_text(): title.a and title.a["href"] for title in titles}
    assert linked == {
        "Five": "https://elsewhere.example/five",
        "Four": None,
        "Three": None,
        "Two": "#document-posts/two",
        "One": "#document-posts/one",
    }
    assert [a.get_text() for a in page.select(".craftblog-tags a, .craftblog-terms a")] == []
    neighbours = page.select(".craftblog-neighbours a")
    assert [a["href"] for a in neighbours] == ["#document-posts/one", "#document-posts/two"]
    links = {a.get_text(): a["href"] for a in page.select("main p a.reference")}
    assert links.items() >= {"home": "#", "the part": "#part", "Two": "#document-posts/two"}.items()
    assert "its part" not in links


# ---- requests


class Requests(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def host() -> Iterator[tuple[str, list[str]]]:
    """A host that has every page, and what it was asked for."""
    handler = type("Handler", (Requests,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler.asked
    finally:
        server.shutdown()
        server.server_close()


def test_linkcheck_asks_for_what_authors_wrote_and_nothing_of_ours(site: Site) -> None:
    blog(site)
    with host() as (address, asked):
        text = (site.folder / "conf.py").read_text(encoding="utf-8")
        site.write("conf.py", f"{text}\nhtml_baseurl = {address!r}\nlinkcheck_timeout = 5\n")
        site.post("five", date="2026-01-05", external_url=f"{address}/external", tags="[Rust]")
        site.post("one", f"[There]({address}/written)", canonical_url=f"{address}/canonical")
        site.post("zebra", f"[Zebra]({address}/zebra)", draft="true")
        built = site.build("linkcheck")
    assert built.warnings == []
    assert set(asked) == {"/external", "/written"}
    found = [json.loads(line) for line in built.text("output.json").splitlines()]
    assert {entry["uri"].removeprefix(address) for entry in found} >= set(asked)


# ---- EPUB

OPF = "{http://www.idpf.org/2007/opf}"


def test_an_epub_is_complete_and_without_dead_links(shared: Site) -> None:
    (path,) = build(shared, "epub").out.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        files = {name: book.read(name) for name in book.namelist()}
    package = ElementTree.fromstring(files["content.opf"])
    items = package.findall(f".//{OPF}manifest/{OPF}item")
    listed = [unquote(item.attrib["href"]) for item in items]
    special = {"mimetype", "content.opf", "META-INF/container.xml"}
    assert sorted(listed) == sorted(files.keys() - special)

    names = {item.attrib["id"]: unquote(item.attrib["href"]) for item in items}
    spine = package.findall(f".//{OPF}spine/{OPF}itemref")
    order = [names[entry.attrib["idref"]] for entry in spine if "linear" not in entry.attrib]
    posts = [f"posts/{name}" for name in ("two", "one", "three", "four", "five")]
    assert order == [f"{name}.xhtml" for name in ("index", *posts, "about", "genindex")]
    assert {names[entry.attrib["idref"]] for entry in spine} - set(order) == {
        "posts/unlisted.xhtml"  # a link leads there; none leads to the expired post
    }
    assert "posts/expired.xhtml" not in files

    pages = {name: content for name, content in files.items() if name.endswith(".xhtml")}
    for name, content in pages.items():
        page = ElementTree.fromstring(content)
        assert not [e for e in page.iter() if e.tag.endswith("}script") or "src" in e.attrib]
        for link in (e.attrib["href"] for e in page.iter() if "href" in e.attrib):
            if link.startswith("https://elsewhere.example/"):
                continue
            to, _, anchor = unquote(link).partition("#")
            target = (path.parent / name).parent.joinpath(to) if to else path.parent / name
            found = target.resolve().relative_to(path.parent.resolve()).as_posix()
            assert found in files, (name, link)
            assert not anchor or f'id="{anchor}"'.encode() in files[found], (name, link)


ANY_HTML = """
- [x] A task

<p>One<br>two&nbsp;&copy; &nosuch; &#x; <b>bold <i>both</b> <!-- a -- comment -->
<INPUT type=checkbox disabled data-a="<&" data-a="again"></p></section>

<svg viewBox="0 0 1 1"><linearGradient id="shade"/><path d="M0 0"></svg>

<style scoped>a > b { color: red }</style>
<script>if (1 < 2 && 3) {}</script>
<![CDATA[x]]> <div/>inside
"""


MARKUP = r"""
< > </ /> & &# &#x; &#1; &nbsp; &lt; ; <!-- --> -- <![CDATA[ ]]> <!DOCTYPE <? ?> <br> <p> </p> <p/>
<svg </svg> <script> </script> <style <math> <a:b <B iD='y' c:d=e viewBox='' xmlns='u' xmlns:q=''
q:r=1 xlink:href=#a xml:lang xml: " ' = é 1a - :
"""
PIECES = st.sampled_from([*MARKUP.split(), " ", "\n", "\0", "\ud800", "\uffff"])


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_html_is_made_xml(text: str) -> None:
    ElementTree.fromstring(f'<div xmlns:epub="http://www.idpf.org/2007/ops">{as_xhtml(text)}</div>')


def test_chapters_of_an_epub_are_xml_whatever_html_a_post_has(site: Site) -> None:
    site.configure('myst_enable_extensions = ["tasklist"]')
    site.post("a", ANY_HTML)
    site.post("b", "Icon: <svg width='1'></svg>")
    (path,) = site.build("epub").out.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        chapter, other = (ElementTree.fromstring(book.read(f"posts/{name}.xhtml")) for name in "ab")
        package = ElementTree.fromstring(book.read("content.opf"))
    html, svg = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
    text = "".join(chapter.itertext())
    assert "two\N{NO-BREAK SPACE}©" in text
    assert "A task" in text
    assert chapter.find(f".//{html}br") is not None
    assert chapter.find(f".//{html}input[@data-a='<&']").get("disabled") == ""
    assert chapter.find(f".//{svg}svg[@viewBox]/{svg}linearGradient[@id='shade']") is not None
    assert other.find(f".//{svg}svg[@width='1']") is not None
    declared = package.findall(f".//{OPF}item[@properties='svg']")
    assert [item.attrib["href"] for item in declared] == ["posts/a.xhtml", "posts/b.xhtml"]


def test_an_epub_can_be_built_again_by_the_same_application(site: Site) -> None:
    blog(site)
    app = site.app("epub")
    try:
        app.build()
        site.remove("posts/three.md")
        site.post("one")
        site.post("expired")
        app.build()
        spine = (app.outdir / "content.opf").read_text(encoding="utf-8")
    finally:
        app.cleanup()
    assert "posts/expired.xhtml" in spine
    assert 'idref="None"' not in spine


# ---- data


def test_serialized_pages_are_plain_data(shared: Site) -> None:
    told = json.loads(build(shared, "json").text("posts/one.fjson"))["craftblog"]
    pickled = (build(shared, "pickle").out / "posts/one.fpickle").read_bytes()
    same = pickle.loads(pickled)["craftblog"]
    assert (told["kind"], told["minutes"], told["feeds_page"]) == ("post", 1, "")
    assert json.loads(json.dumps(same)) == told
    for builder, index in (("json", "index.fjson"), ("pickle", "index.fpickle")):
        assert index in build(shared, builder).files()
        assert not {name for name in build(shared, builder).files() if "blog/" in name}


def test_catalogs_hold_the_words_of_posts_and_none_of_ours(shared: Site) -> None:
    built = build(shared, "gettext")
    messages = set()
    for path in built.out.glob("*.pot"):
        with path.open("rb") as file:
            messages |= {message.id for message in read_po(file) if message.id}
    assert {"Home", "One", "Part", "A part", "Words of three.", "Of gnus."} <= messages
    ours = {"Read article", "Tags", "Featured", "1 min read", "Nothing here yet.", "Rust"}
    assert not ours & messages


def test_examples_in_posts_are_tested_and_those_of_drafts_are_not(site: Site) -> None:
    site.configure('extensions = ["sphinx_craftblog", "sphinx.ext.doctest"]')
    site.post("right", "```{doctest}\n>>> 1 + 1\n2\n```")
    site.post("draft", "```{doctest}\n>>> 1 + 1\n4\n```", draft="true")
    built = site.build("doctest")
    assert built.warnings == []
    assert re.search(r"\b1 tests?\b.*\n.*\b0 failures", built.text("output.txt"))
    site.post("wrong", "```{doctest}\n>>> 1 + 1\n3\n```")
    assert "posts/wrong" in site.build("doctest").text("output.txt")


def test_changes_in_posts_are_listed_and_those_in_drafts_are_not(site: Site) -> None:
    site.configure('version = "2.0"')
    site.post("one", "```{versionadded} 2.0\nA new engine.\n```")
    site.post("draft", "```{versionadded} 2.0\nA zebra.\n```", draft="true")
    built = site.build("changes")
    assert built.warnings == []
    assert "A new engine." in built.text("changes.html")
    assert not [name for name, content in built.tree().items() if b"zebra" in content]


# ---- reStructuredText alone


@pytest.mark.rest
@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "latex", "text", "gettext"])
def test_a_site_may_be_restructuredtext_alone(site: Site, builder: str) -> None:
    site.configure('copyright = "2026, A"\nversion = "1"\nsource_suffix = ".rst"\nnitpicky = True')
    site.remove("index.md")
    site.write(
        "index.rst",
        """
        Home
        ====

        .. post-list::

        .. tag-index::

        .. toctree::
           :hidden:

           posts/one

        :blog:post:`posts/one`, :blog:tag:`Rust`, :read-time:`posts/one`
        """,
    )
    article = ".. article::\n   :date: 2026-01-01\n   :tags: Rust\n"
    site.write("posts/one.rst", f"One\n===\n\n{article}\nWords of one.\n\n.. read-time::\n")
    unpublished = article.replace("Rust", "Zebra").rstrip()
    site.write(
        "posts/held.rst", f"Zebra\n=====\n\n{unpublished}\n   :draft: true\n\nWords of a zebra.\n"
    )
    built = site.build(builder)
    assert built.warnings == []
    assert b"Words of one." in b"".join(built.tree().values())
    assert not [name for name, text in built.tree().items() if HELD.search(name + str(text))]


@pytest.mark.rest
def test_an_edit_of_restructuredtext_ends_where_a_clean_build_does(site: Site) -> None:
    site.configure('source_suffix = ".rst"')
    site.remove("index.md")
    site.write("index.rst", "Home\n====\n\n.. post-list::\n\n.. tag-index::\n")
    article = ".. article::\n   :date: 2026-01-0{}\n   :tags: {}\n"
    for day, name in enumerate(("one", "two"), 1):
        site.write(f"posts/{name}.rst", f"{name}\n=====\n\n{article.format(day, name)}\nWords.\n")
    assert "blog/tag/two.html" in site.build().files()
    site.write("posts/two.rst", f"Deux\n=====\n\n{article.format(3, 'New')}\nWords.\n")
    built = site.build()
    assert built.warnings == []
    assert [card.text for card in built.html("index").select(".craftblog-card-title")] == [
        "Deux",
        "one",
    ]
    assert built.tree() == site.build_clean().tree()
