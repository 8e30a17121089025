"""Code blocks of the bundled theme: the language in the bar, notes on lines."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from sites import Site


def captioned(language: str, code: str = "x", *options: str) -> str:
    return "\n".join([f"```{{code-block}} {language}", ":caption: the/file", *options, code, "```"])


LANGUAGES = [
    ("python", "Python"),
    ("pycon", "Python"),
    ("sql", "SQL"),
    ("yaml", "YAML"),
    ("console", "Shell"),
    ("cpp", "C++"),
    ("text", None),
    ("none", None),
    ("", None),
]
"""Languages of blocks, and their names for readers."""


def test_the_bar_of_a_captioned_block_names_the_language(site: Site) -> None:
    site.post("one", "\n\n".join(captioned(language) for language, _ in LANGUAGES))
    bars = site.build().html("posts/one").select("article .code-block-caption")
    assert [bar.text for bar in bars] == ["the/file"] * len(LANGUAGES)
    assert [bar.get("data-language") for bar in bars] == [name for _, name in LANGUAGES]


def test_other_themes_and_builders_are_as_they_were(site: Site) -> None:
    site.post("one", captioned("python"))
    for builder in ("singlehtml", "epub"):
        assert "data-language" not in "".join(
            path.read_text(encoding="utf-8") for path in site.build(builder).out.rglob("*.*html")
        )
    site.configure('html_theme = "alabaster"')
    assert "data-language" not in site.build(into="_other").text("posts/one.html")


def test_the_words_of_the_buttons_are_on_the_page(site: Site) -> None:
    site.post("one", captioned("python"))
    page = site.build().html("posts/one")
    words = page.select_one("script[src*='craftblog-content.js']").attrs
    assert words["data-copy"] == "Copy"
    assert words["data-copied"] == "Copied"
    assert words["data-wrap"] == "Wrap lines"
    assert not page.select(".code-tools")


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


def test_a_comment_that_stands_for_an_item_of_the_list_below_links_to_it(site: Site) -> None:
    site.post("one", NOTED + NOTED.replace(":caption: pool.py\n", ""))
    page = site.build().html("posts/one")
    links = page.select("pre .craftblog-annotation a")
    assert [link.text for link in links] == ["(1)", "(2)"] * 2
    items = page.select("ol.craftblog-annotations > li")
    assert [f"#{item['id']}" for item in items] == [link["href"] for link in links]
    assert len({item["id"] for item in items}) == 4
    assert [item.text.strip() for item in items] == ["The deadline.", "The queue."] * 2
    code = page.select_one("pre").text
    assert code.splitlines()[:2] == ["async with deadline(1): (1)", '    s = "# (2)!"']


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sql", "SELECT 1; -- (1)!"),
        ("rust", "let a = 1; // (1)!"),
        ("css", "a { color: red } /* (1)! */"),
        ("html", "<p>x</p> <!-- (1)! -->"),
        ("yaml", "on: push # (1)!"),
        ("ini", "; (1)!"),
        ("jinja", "{{ x }} {# (1)! #}"),
        ("console", "$ make  # (1)!"),
    ],
)
def test_notes_are_comments_of_the_language(site: Site, language: str, line: str) -> None:
    site.post("one", f"```{language}\n{line}\n```\n\n1. Why.\n")
    assert site.build().html("posts/one").select_one("pre .craftblog-annotation a").text == "(1)"


@pytest.mark.parametrize(
    "below",
    ["Text.\n\n1. One.", "- One.", "2. Two.", ""],
    ids=["not directly", "bullets", "another number", "nothing"],
)
def test_a_comment_that_stands_for_nothing_is_a_comment(site: Site, below: str) -> None:
    site.post("one", f"```sql\nSELECT 1; -- (1)!\n```\n\n{below}")
    page = site.build().html("posts/one")
    assert page.select_one("pre").text == "SELECT 1; -- (1)!\n"
    assert not page.select(".craftblog-annotations")


@pytest.mark.parametrize("style", ["inline", "table"])
def test_lines_with_numbers_have_notes(site: Site, style: str) -> None:
    site.configure(f'html_codeblock_linenos_style = "{style}"')
    site.post("one", NOTED.replace(":caption: pool.py", ":linenos:"))
    page = site.build().html("posts/one")
    assert len(page.select(".highlight .craftblog-annotation a")) == 2


def test_other_builders_and_themes_show_the_comment(site: Site) -> None:
    site.post("one", NOTED)
    assert "deadline(1):  # (1)!" in site.build("text").text("posts/one.txt")
    site.configure('html_theme = "alabaster"')
    page = site.build(into="_other").html("posts/one")
    assert "deadline(1):  # (1)!" in page.select_one("article pre, .body pre").text


def test_cards_leave_notes_out_and_feeds_keep_their_numbers(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("one", NOTED)
    built = site.build()
    panel = built.html("index").select_one(".craftblog-panel pre")
    assert panel.text.splitlines()[0] == "async with deadline(1):"
    link = built.html("posts/one").select_one(".craftblog-annotation a")["href"]
    entry = json.loads(built.text("blog/feed.json"))["items"][0]["content_html"]
    links = BeautifulSoup(entry, "html5lib").select("pre a")
    assert links[0]["href"] == f"https://notes.example/posts/one.html{link}"
    assert [link.text for link in links] == ["(1)", "(2)"]


def test_a_list_that_moves_away_leaves_what_a_clean_build_does(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("one", NOTED)
    site.build()
    site.post("one", NOTED.replace("1. The", "Text.\n\n1. The"))
    assert site.build(jobs=2).tree() == site.build_clean().tree()
