"""Links within an output folder that lead to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_craftblog.checks.links import find_broken_links, page_of

NOTES = "https://notes.example"

PAGES = {
    "html": ("index.html", "posts/target.html", "posts/good.html", "blog/2026.html"),
    "dirhtml": (
        *("index.html", "posts/target/index.html", "posts/good/index.html"),
        "blog/2026/index.html",
    ),
}
"""The pages of a small site, by the builder."""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site of pages that are files, one of which has a part."""
    return site(tmp_path / "output", "html")


def site(folder: Path, builder: str) -> Path:
    for page in PAGES[builder]:
        write(folder, page, '<h2 id="a-part">A part</h2><a name="old">Old</a>')
    write(folder, "files/a b.txt", "Text.")
    return folder


def said(
    output: Path, base: str = NOTES, sources: Mapping[str, Path] | None = None
) -> list[tuple[str, str]]:
    """Where a link is broken, and what is said of it."""
    found = list(find_broken_links(output, base, sources or {}))
    assert {(finding.check, finding.level) for finding in found} <= {("link", "problem")}
    return [(finding.location, finding.message) for finding in found]


GOOD_LINKS = {
    "html": (
        *("target.html", "target.html#a-part", "./target.html?q=1#top", "#good", "", "#"),
        *(f"{NOTES}/posts/target.html#a-part", "//notes.example/posts/target.html"),
        *("../files/a%20b.txt#any", "../blog/2026.html", "/", "/posts/target", "../"),
        *("target.html#%61-part", "target.html#:~:text=Text", "mailto:a@b.example", "data:,x"),
        *("https://elsewhere.example/no", "http://[", "javascript:void(0)", "target.html#old"),
    ),
    "dirhtml": (
        *("../target/", "../target/#a-part", "../target", "../target/index.html#a-part", "#good"),
        *("../../files/a%20b.txt", "../../", f"{NOTES}/posts/target/"),
    ),
}


@pytest.mark.parametrize(
    ("builder", "link"), [(name, link) for name, links in GOOD_LINKS.items() for link in links]
)
def test_a_link_that_leads_somewhere_is_left_alone(tmp_path: Path, builder: str, link: str) -> None:
    output = site(tmp_path, builder)
    write(output, PAGES[builder][2], f'<p id="good"><a href="{link}">x</a><img src="{link}"></p>')
    assert said(output) == []


@pytest.mark.parametrize(
    "text",
    [
        '<!-- <a href="no.html"> -->',
        """<a title="not href='no.html' or" data-src="no.html">x</a>""",
        """<script>x = '<a href="no.html">'</script>""",
        '<template><a href="no.html"></template>',
        "<a href=#good id=good>x</a>",
    ],
)
def test_what_only_looks_like_a_link_is_none(output: Path, text: str) -> None:
    write(output, "posts/good.html", text)
    assert said(output) == []


@pytest.mark.parametrize("folder", ["_static", "_sources", "_downloads", ".doctrees"])
def test_html_that_is_no_page_is_not_read(output: Path, folder: str) -> None:
    write(output, f"{folder}/a.html", '<a href="no.html">')
    assert said(output) == []


def test_a_broken_link_is_found_at_its_line_with_the_nearest_page(
    output: Path, tmp_path: Path
) -> None:
    source = write(tmp_path, "posts/bad.md", f'# Bad\n\n<a href="{NOTES}/posts/tarqet.html">\n')
    write(output, "posts/bad.html", f'<a href="{NOTES}/posts/tarqet.html"><img src=hills.png>')
    picture, link = said(output, sources={"posts/bad.html": source})
    # The source does not have the picture.
    assert picture == (str(source), "a link leads to 'posts/hills.png', and no file is there")
    assert link[0] == f"{source}:3"
    assert link[1] == (
        "a link leads to 'posts/tarqet.html', and no file is there; the nearest page "
        "is 'posts/target.html'"
    )


def test_a_link_on_a_page_without_a_source_is_found_on_the_page(output: Path) -> None:
    write(output, "blog/2026.html", '<a href="/abuot">About</a>')
    assert said(output) == [("blog/2026.html", "a link leads to 'abuot', and no file is there")]


def test_a_part_that_a_page_has_not_is_named_with_the_nearest(output: Path) -> None:
    write(output, "posts/bad.html", "<a href='target.html#a-pat'>1</a> <a href=#nowhere>2</a>")
    message = "a link leads to the part {!r} of {!r}, which has none of that name"
    assert said(output) == [
        ("posts/bad.html", message.format("nowhere", "posts/bad.html")),
        (
            "posts/bad.html",
            message.format("a-pat", "posts/target.html") + "; did you mean 'a-part'?",
        ),
    ]


def test_without_an_address_of_its_own_a_site_begins_at_the_root(output: Path) -> None:
    write(output, "posts/bad.html", '<a href="/posts/target.html">1</a> <a href="/nowhere/">2</a>')
    ((_, message),) = said(output, base="")
    assert "'nowhere/'" in message


def test_a_site_below_a_folder_answers_for_that_folder_alone(output: Path) -> None:
    links = '<a href="/other/">1</a> <a href="/me/">2</a> <a href="/me/no/">3</a>'
    write(output, "posts/bad.html", links)
    ((_, message),) = said(output, base=f"{NOTES}/me/")
    assert "'no/'" in message


def test_a_page_may_say_where_its_links_start(output: Path) -> None:
    write(output, "posts/bad.html", '<base href="/blog/"><a href="2026.html">1</a>')
    assert said(output) == []


def test_a_page_has_each_link_once_and_the_names_of_its_parts() -> None:
    page = page_of('<A HREF=" a.html ">1</A><img src=a.html id="é&amp;"><p name="no"><a name=b>')
    assert page == (["a.html"], {"é&", "b"}, "")
