"""Code blocks of the bundled theme: the language in the bar, notes on lines."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site

from sphinx_craftblog.theme.code import language_name

BARS = ["python", "pycon", "console", "text", "none", "nothing"]
"""What directives of blocks say; the last says no language."""

BELOW = {
    "apart": "Text.\n\n1. One.",
    "bullets": "- One.",
    "another": "2. Two.",
    "alone": "",
}
"""What stands under a code block, and is no list of its notes."""


def captioned(language: str, code: str = "x") -> str:
    return f"```{{code-block}} {language}\n:caption: the/file\n{code}\n```"


NOTED = """
```{code-block} python
:caption: pool.py
:emphasize-lines: 1
async with deadline(1):  # (1)!
    s = "# (2)!"
    return await get()  # (2)!
```

1. The **deadline**.
2. The queue.
"""


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    site = shared_site
    site.configure("craftblog_social_cards = False")
    site.write("index.md", "# Home\n\n```{post-list}\n:limit: 1\n```\n")
    site.post("noted", NOTED, date="2026-02-01")
    site.post("twice", NOTED + NOTED.replace(":caption: pool.py\n", ""))
    site.post("numbered", NOTED.replace(":caption: pool.py", ":linenos:"))
    site.post("sql", "```sql\nSELECT 1; -- (1)!\n```\n\n1. Why.\n")
    for language in BARS:
        site.post(f"bar-{language}", captioned(language.replace("nothing", "")))
    for name, below in BELOW.items():
        site.post(f"below-{name}", f"```sql\nSELECT 1; -- (1)!\n```\n\n{below}")
    return site.build()


@pytest.mark.parametrize("language", BARS)
def test_the_bar_of_a_captioned_block_names_the_language(built: Built, language: str) -> None:
    bar = built.html(f"posts/bar-{language}").select_one("article .code-block-caption")
    assert bar.text == "the/file"
    assert bar.get("data-language") == (language_name(language) or None)


def test_the_words_of_the_buttons_are_on_the_page(built: Built) -> None:
    page = built.html("posts/noted")
    words = page.select_one("script[src*='craftblog-content.js']").attrs
    assert words["data-copy"] == "Copy"
    assert words["data-copied"] == "Copied"
    assert words["data-wrap"] == "Wrap lines"
    assert not page.select(".code-tools")


def test_a_comment_that_stands_for_an_item_of_the_list_below_links_to_it(built: Built) -> None:
    page = built.html("posts/twice")
    links = page.select("pre .craftblog-annotation a")
    assert [link.text for link in links] == ["(1)", "(2)"] * 2
    items = page.select("ol.craftblog-annotations > li")
    assert [f"#{item['id']}" for item in items] == [link["href"] for link in links]
    assert len({item["id"] for item in items}) == 4
    assert [item.text.strip() for item in items] == ["The deadline.", "The queue."] * 2
    code = page.select_one("pre").text
    assert code.splitlines()[:2] == ["async with deadline(1): (1)", '    s = "# (2)!"']


def test_notes_are_comments_of_the_language(built: Built) -> None:
    assert built.html("posts/sql").select_one("pre .craftblog-annotation a").text == "(1)"


@pytest.mark.parametrize("name", BELOW)
def test_a_comment_that_stands_for_nothing_is_a_comment(built: Built, name: str) -> None:
    page = built.html(f"posts/below-{name}")
    assert page.select_one("pre").text == "SELECT 1; -- (1)!\n"
    assert not page.select(".craftblog-annotations")


def test_lines_with_numbers_have_notes(built: Built) -> None:
    page = built.html("posts/numbered")
    assert len(page.select(".highlight .craftblog-annotation a")) == 2


def test_cards_leave_notes_out_and_feeds_keep_their_numbers(built: Built) -> None:
    panel = built.html("index").select_one(".craftblog-panel pre")
    assert panel.text.splitlines()[0] == "async with deadline(1):"
    link = built.html("posts/noted").select_one(".craftblog-annotation a")["href"]
    entry = json.loads(built.text("blog/feed.json"))["items"][0]["content_html"]
    links = BeautifulSoup(entry, "html5lib").select("pre a")
    assert links[0]["href"] == f"https://notes.example/posts/noted.html{link}"
    assert [link.text for link in links] == ["(1)", "(2)"]


def test_a_table_of_lines_with_numbers_has_notes(site: Site) -> None:
    site.configure('html_codeblock_linenos_style = "table"\ncraftblog_social_cards = False')
    site.post("one", NOTED.replace(":caption: pool.py", ":linenos:"))
    page = site.build().html("posts/one")
    assert len(page.select(".highlight .craftblog-annotation a")) == 2


def test_other_themes_and_builders_are_as_they_were(site: Site) -> None:
    site.configure("craftblog_social_cards = False")
    site.write("index.md", "# Home\n\n```{toctree}\nposts/one\n```\n")
    site.post("one", NOTED)
    assert "deadline(1):  # (1)!" in site.build("text").text("posts/one.txt")
    for builder in ("singlehtml", "epub"):
        pages = "".join(
            path.read_text(encoding="utf-8") for path in site.build(builder).out.rglob("*.*html")
        )
        assert "deadline" in pages
        assert "data-language" not in pages
    site.configure('html_theme = "alabaster"')
    other = site.build(into="_other")
    assert "data-language" not in other.text("posts/one.html")
    page = other.html("posts/one")
    assert "deadline(1):  # (1)!" in page.select_one("article pre, .body pre").text


def test_a_list_that_moves_away_leaves_what_a_clean_build_does(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("one", NOTED)
    site.build()
    site.post("one", NOTED.replace("1. The", "Text.\n\n1. The"))
    assert site.build(jobs=2).tree() == site.build_clean().tree()
