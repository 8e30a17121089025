"""What an output folder shows of posts that are kept back, or hidden."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_craftblog.checks.leaks import HeldBack, Leak, Published, find_leaks, sentences

STRIPES = 'The "striped" animals don\'t cross *here*, they wait & <see>{w}`quite` patiently.'

ZEBRA = HeldBack("posts/zebra-crossing", "a draft", "Zebra crossing", (STRIPES,))
LATER = HeldBack("posts/2026-07-01-later-than-that", "not yet due", "Later than that", ())
QUIET = HeldBack(
    "posts/quiet-corner",
    "unlisted",
    "Quiet corner",
    ("Who has the address may read this.",),
    own=frozenset({"posts/quiet-corner.html"}),
    linking=frozenset({"start.html"}),
)
TOLD = "Quiet corner: who has the address may read this. posts/quiet-corner.html"
"""The title, a sentence and the address of a post."""


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def shown(folder: Path, *posts: HeldBack, published: Published | None = None) -> set[str]:
    """The files that show something, with what it is."""
    leaks = find_leaks(posts, folder, published or Published())
    return {f"{leak.file}: {leak.part}" for leak in leaks}


def test_a_title_is_found_whatever_markup_divides_it(tmp_path: Path) -> None:
    write(tmp_path, "a.html", "<p>See <em>Zebra</em>\ncrossing</p>")
    write(tmp_path, "b.html", "<p>See zebras crossing, and a zebra-crossing.</p>")
    assert find_leaks([ZEBRA], tmp_path, Published()) == [
        Leak("a.html", "posts/zebra-crossing", "a draft", "title", "Zebra crossing")
    ]


STRIPED = {
    "notes.txt": "(The “striped” animals don’t cross here,\nthey wait & quite patiently.)",
    "old.html": "<p>The &quot;striped&quot; animals don&#8217;t <b>cro</b>ss <i>here</i>, "
    "they wait &amp; quite patiently.</p>",
    "feed.xml": "<c>The “striped” animals don&amp;rsquo;t cross &lt;em&gt;here&lt;/em&gt;, "
    "they wait &amp;amp; quite patiently.</c>",
    "feed.json": '{"html": "<p>The \\"striped\\" animals\\ndon\\u2019t cross <em>here</em>, '
    'they wait quite patiently.</p>"}',
}


@pytest.mark.parametrize(("name", "text"), STRIPED.items())
def test_a_sentence_is_found_in_any_file(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, name, text)
    assert shown(tmp_path, ZEBRA) == {f"{name}: sentence"}
    write(tmp_path, name, text.replace("animals", "beasts"))
    assert shown(tmp_path, ZEBRA) == set()


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "feed.json", "llms.txt", "sitemap.xml"])
def test_a_draft_is_found_in_what_machines_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"blog/{name}", '<item title="Zebra crossing">')
    assert shown(tmp_path, ZEBRA) == {f"blog/{name}: title"}
    write(tmp_path, f"blog/{name}", '"https://notes.example/posts/zebra-crossing.html"')
    assert shown(tmp_path, ZEBRA) == {f"blog/{name}: address"}


@pytest.mark.parametrize(
    ("name", "text", "is_shown"),
    [
        ("map.xml", "<loc>https://notes.example/2026/later-than-that/</loc>", True),
        ("_redirects", "/old /posts/2026-07-01-later-than-that.html 301\n", True),
        ("a.html", '<a href="../later-than-that.html">', True),
        ("a.html", '<a href="../later%2Dthan%2Dthat.html">', True),
        ("atom.xml", "&lt;a href='../later&amp;#45;than-that.html'&gt;", True),
        ("later-than-that.png", "", True),
        ("later-than-that/a.png", "", True),
        ("words.txt", "They come sooner/later-than-that.", False),
        ("words.txt", "Later-than-that is too late.", False),
    ],
)
def test_an_address_is_found_where_it_is_one(
    tmp_path: Path, name: str, text: str, is_shown: bool
) -> None:
    write(tmp_path, name, text)
    assert shown(tmp_path, LATER) == ({f"{name}: address"} if is_shown else set())


def test_the_end_of_an_address_that_a_published_page_has_too_is_no_leak(tmp_path: Path) -> None:
    write(tmp_path, "a.html", '<a href="news/zebra-crossing.html">')
    published = Published(names=frozenset({"zebra-crossing"}))
    assert shown(tmp_path, ZEBRA) == {"a.html: address"}
    assert shown(tmp_path, ZEBRA, published=published) == set()
    write(tmp_path, "a.html", '<a href="posts/zebra-crossing.html">')
    assert shown(tmp_path, ZEBRA, published=published) == {"a.html: address"}


def test_an_unlisted_post_may_be_on_its_own_page(tmp_path: Path) -> None:
    for name in ("posts/quiet-corner.html", "posts/open.html", "blog/tag/rust.html"):
        write(tmp_path, name, TOLD)
    assert shown(tmp_path, QUIET) == {
        f"{name}: {part}"
        for name in ("posts/open.html", "blog/tag/rust.html")
        for part in ("title", "address", "sentence")
    }


def test_a_page_that_links_to_an_unlisted_post_shows_no_sentence_of_it(tmp_path: Path) -> None:
    write(tmp_path, "start.html", TOLD)
    assert shown(tmp_path, QUIET) == {"start.html: sentence"}


def test_an_unlisted_post_that_is_quoted_is_in_no_index(tmp_path: Path) -> None:
    quoted = replace(QUIET, is_quoted=True)
    for name in ("index.html", "blog/atom.xml", "sitemap.xml", "searchindex.js", "objects.inv"):
        write(tmp_path, name, b"\n" * 4 + zlib.compress(TOLD.encode()) if ".inv" in name else TOLD)
    sentence_alone = {f"{name}: sentence" for name in ("index.html", "blog/atom.xml")}
    assert shown(tmp_path, quoted) == sentence_alone | {
        f"{name}: {part}"
        for name in ("sitemap.xml", "searchindex.js", "objects.inv")
        for part in ("title", "address", "sentence")
    }


def test_what_is_published_elsewhere_is_no_leak(tmp_path: Path) -> None:
    again = HeldBack("posts/again", "a draft", "Twice told", ("We say it twice, and mean it.",))
    write(tmp_path, "a.html", "<h1>Twice told</h1><p>We say it twice, and mean it. No more.</p>")
    assert shown(tmp_path, again) == {"a.html: title", "a.html: sentence"}
    titles = Published(titles=frozenset({"twice told"}))
    assert shown(tmp_path, again, published=titles) == {"a.html: sentence"}
    texts = Published(texts=["# Twice told\n\nWe *say* it twice, and mean it. No more.\n"])
    assert shown(tmp_path, again, published=texts) == set()


def test_a_title_in_the_middle_of_a_published_sentence_is_still_a_leak(tmp_path: Path) -> None:
    write(tmp_path, "a.html", "<h1>Zebra crossing</h1>")
    texts = Published(texts=["At the zebra crossing we wait."])
    assert shown(tmp_path, ZEBRA, published=texts) == {"a.html: title"}
    unlisted = replace(ZEBRA, own=frozenset({"posts/zebra-crossing.html"}))
    assert shown(tmp_path, unlisted, published=texts) == set()


def test_what_is_too_short_to_be_its_own_is_not_looked_for(tmp_path: Path) -> None:
    write(tmp_path, "a.html", "<h1>Rust</h1><p>This is it.</p><script>x='/rust'</script>")
    assert shown(tmp_path, HeldBack("posts/rust", "a draft", "Rust", ("This is it.",))) == set()


def test_indexes_of_sphinx_are_read(tmp_path: Path) -> None:
    lines = b"# Sphinx inventory version 2\n# Project: x\n# Version:\n# zlib\n"
    entry = b"posts/zebra-crossing std:doc -1 posts/zebra-crossing.html Zebra crossing\n"
    write(tmp_path, "objects.inv", lines + zlib.compress(entry))
    names = ["posts/zebra-crossing"]
    index = {"docnames": names, "filenames": [], "titles": [], "alltitles": {}, "indexentries": {}}
    write(tmp_path, "searchindex.js", f"Search.setIndex({json.dumps(index)})")
    assert shown(tmp_path, ZEBRA) == {
        "objects.inv: address",
        "objects.inv: title",
        "searchindex.js: address",
    }


def test_the_stems_of_a_search_index_are_no_leak(tmp_path: Path) -> None:
    index = {
        "docnames": ["index"],
        "filenames": ["index.md"],
        "titles": ["Home"],
        "alltitles": {"Home": [[0, None]]},
        "indexentries": {},
        "terms": {"zebra": 0, "crossing": 0, "/zebra-crossing/": 0},
    }
    write(tmp_path, "searchindex.js", f"Search.setIndex({json.dumps(index)})")
    assert shown(tmp_path, ZEBRA) == set()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"\0Zebra crossing"),
        ("objects.inv", b"1\n2\n3\n4\nno zlib: Zebra crossing"),
        (".doctrees/index.doctree", b"Zebra crossing"),
        ("sub/.git/HEAD", b"Zebra crossing"),
    ],
)
def test_what_is_no_text_or_not_published_is_left_alone(
    tmp_path: Path, name: str, content: bytes
) -> None:
    write(tmp_path, name, content)
    assert shown(tmp_path, ZEBRA) == set()


def test_sentences_of_both_markups_are_told_from_their_markup() -> None:
    rest = (
        "Ancient ways\n============\n\n.. article::\n   :draft:\n\n"
        "- We *write* in :doc:`the old style </posts/open>`\n  with ``double`` ticks.\n"
    )
    markdown = (
        "# Ancient ways\n\n```{article}\n:draft:\n```\n\n"
        "- We *write* in [the old style](open.md)\n  with `double` ticks. And then some.\n"
    )
    expected = ("we", "write", "in", "the", "old", "style", "with", "double", "ticks")
    assert [words for _, words in sentences(rest)] == [expected]
    assert [words for _, words in sentences(markdown)] == [expected]
    assert [
        text for text, _ in sentences("Ja, das ist doch gut. 日本語で書かれた長い文です。 Hm.")
    ] == [
        "Ja, das ist doch gut.",
        "日本語で書かれた長い文です。",
    ]


def test_looking_for_many_posts_takes_one_pass(tmp_path: Path) -> None:
    reads = []
    posts = [
        HeldBack(
            f"posts/p{n}", "a draft", f"Title number {n}", (f"Sentence number {n} is this one.",)
        )
        for n in range(300)
    ]
    write(tmp_path, "a.txt", "title number 7, sentence number 299 is this one")

    def texts() -> Iterator[str]:
        reads.append(1)
        yield "Nothing of it."

    assert find_leaks(posts, tmp_path, Published(texts=texts())) == [
        Leak("a.txt", "posts/p299", "a draft", "sentence", "Sentence number 299 is this one."),
        Leak("a.txt", "posts/p7", "a draft", "title", "Title number 7"),
    ]
    assert reads == [1]
