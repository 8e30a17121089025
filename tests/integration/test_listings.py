"""Directives: which posts they show, in which order, and what they say of mistakes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from sites import Built, Site, Warned, words
from sphinx.errors import SphinxError


def titles(page: BeautifulSoup) -> list[str]:
    return [a.text for a in page.main.select(".craftblog-card-title a, .craftblog-list-titles a")]


def home(site: Site, *directives: str) -> None:
    site.write("index.md", "# Home\n\n" + "\n\n".join(directives) + "\n")


def write_posts(site: Site) -> None:
    site.post("one", date="2026-01-01", tags="[Rust, SQL]", category="Systems", author="Ada")
    site.post("two", date="2026-02-01", tags="[Rust]", author="Bob", updated="2026-05-01")
    site.post("three", date="2026-03-01", tags="[SQL]", featured="true", series="Tour")
    site.post("four", date="2025-04-01", language="de", heading="A fourth")


@pytest.fixture
def blog(site: Site) -> Site:
    write_posts(site)
    return site


LISTS: list[tuple[list[str], list[str]]] = [
    ([], ["Three", "Two", "One", "A fourth"]),
    ([":limit: 2"], ["Three", "Two"]),
    ([":limit: 1", ":offset: 1"], ["Two"]),
    ([":sort: oldest"], ["A fourth", "One", "Two", "Three"]),
    ([":sort: updated"], ["Two", "Three", "One", "A fourth"]),
    ([":sort: title"], ["A fourth", "One", "Three", "Two"]),
    ([":tags: rust"], ["Two", "One"]),
    ([":tags: rust, sql"], ["Three", "Two", "One"]),
    ([":tags: rust, sql", ":match: all"], ["One"]),
    ([":category: Systems"], ["One"]),
    ([":author: bob"], ["Two"]),
    ([":series: Tour"], ["Three"]),
    ([":year: 2025"], ["A fourth"]),
    ([":language: de"], ["A fourth"]),
    ([":style: titles"], ["Three", "Two", "One", "A fourth"]),
    ([":style: compact", ":limit: 1"], ["Three"]),
]
"""Options of a list, and the titles that it shows."""

INDEXES: list[tuple[list[str], list[str]]] = [
    ([], ["Rust 2 posts", "SQL 2 posts"]),
    ([":taxonomy: categories"], ["Systems 1 post"]),
    ([":taxonomy: authors"], ["Ada 1 post", "Bob 1 post"]),
    ([":taxonomy: series"], ["Tour 1 post"]),
    ([":taxonomy: years"], ["2026 3 posts", "2025 1 post"]),
    ([":taxonomy: years", ":sort: count", ":min-posts: 2"], ["2026 3 posts"]),
    ([":style: cloud"], ["Rust 2 posts", "SQL 2 posts"]),
]
"""Options of an index of terms, and what it shows."""

MISTAKES = [
    ("```{featured} posts/thre\n```", "reference", 3, "did you mean 'posts/three'?"),
    ("```{featured} posts/secret\n```", "reference", 3, "draft"),
    ("```{post-list}\n:tags: Rsut\n```", "term", 4, "did you mean 'Rust'?"),
    ("```{post-list}\n:tags:\n```", "term", 4, "names nothing"),
    ("```{post-list}\n:limit: many\n```", "option", 4, "a whole number, 1 or more"),
    ("```{post-list}\n:limit: 0\n```", "option", 4, "'0'"),
    ("```{post-list}\n:offset: -1\n```", "option", 4, "'-1'"),
    ("```{post-list}\n:sort: newst\n```", "option", 4, "did you mean 'newest'?"),
    ("```{post-list}\n:tgas: Rust\n```", "option", 4, "did you mean 'tags'?"),
    ("```{tag-index}\n:style: grd\n```", "option", 4, "did you mean 'grid'?"),
    ("```{tag-index}\n:taxonomy: tag\n```", "option", 4, "did you mean 'tags'?"),
]
"""A directive, and the message about it: its subtype, its line and a part of its words."""

PAGES = {
    **{
        f"list-{n}": "\n".join(["```{post-list}", *options, "```"])
        for n, (options, _) in enumerate(LISTS)
    },
    **{
        f"index-{n}": "\n".join(["```{tag-index}", *options, "```"])
        for n, (options, _) in enumerate(INDEXES)
    },
    **{f"mistake-{n}": directive for n, (directive, *_) in enumerate(MISTAKES)},
    "spotlight": "```{featured}\n```\n\n```{post-list}\n:limit: 2\n```",
    "repeated": "```{featured}\n```\n\n```{post-list}\n:limit: 2\n:repeat:\n```",
    "named": "```{featured} posts/one\n```",
    "empty": "```{post-list}\n:tags: Go\n:empty: Not yet.\n```",
    "notes/all": "## Here\n\n```{post-list}\n```",
}
"""Pages of one site, each with a directive, by name."""

ABOVE = "---\norphan: true\n---\n"


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site with a page for each case."""
    write_posts(shared_site)
    shared_site.post("secret", draft="true")
    for name, directive in PAGES.items():
        shared_site.write(f"{name}.md", f"{ABOVE}# Page\n\n{directive}\n")
    shared_site.write(
        "rest.rst",
        """
        :orphan:

        Home
        ====

        .. featured::

        .. post-list::
           :tags: Rust
           :limit: 1

        It takes :read-time:`posts/one`.
        """,
    )
    return shared_site.build()


def warnings_of(built: Built, page: str) -> list[Warned]:
    return [warning for warning in built.warnings if warning.file == page]


@pytest.mark.parametrize("number", range(len(LISTS)))
def test_a_post_list_shows(built: Built, number: int) -> None:
    assert titles(built.html(f"list-{number}")) == LISTS[number][1]
    assert warnings_of(built, f"list-{number}.md") == []


def test_the_same_in_restructuredtext(built: Built) -> None:
    assert titles(built.html("rest")) == ["Three", "Two"]
    assert "It takes 1 min read." in words(built.html("rest").main)
    assert warnings_of(built, "rest.rst") == []


def test_the_spotlight_is_not_repeated_below(built: Built) -> None:
    assert titles(built.html("spotlight")) == ["Three", "Two", "One"]
    assert titles(built.html("repeated")) == ["Three", "Three", "Two"]


def test_the_spotlight_falls_to_the_post_named_or_the_newest(built: Built, blog: Site) -> None:
    assert titles(built.html("named")) == ["One"]
    blog.post("three", date="2026-03-01")
    home(blog, "```{featured}\n```")
    assert titles(blog.build().html("index")) == ["Three"]


def test_two_featured_posts_are_a_warning_at_the_older(blog: Site) -> None:
    blog.post("two", date="2026-02-01", featured="true")
    home(blog, "```{featured}\n```")
    blog.write("also.md", "---\norphan: true\n---\n# Also\n\n```{featured}\n```\n")
    built = blog.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("two.md", 3, "craftblog.featured")
    assert "'posts/three'" in warning.text
    assert titles(built.html("index")) == ["Three"]
    home(blog, "```{featured}\n:limit: 2\n```")
    blog.remove("also.md")
    built = blog.build()
    assert built.warnings == []
    assert titles(built.html("index")) == ["Three", "Two"]


@pytest.mark.parametrize("number", range(len(MISTAKES)))
def test_a_mistake_in_a_directive(built: Built, number: int) -> None:
    _, subtype, line, part = MISTAKES[number]
    (warning,) = warnings_of(built, f"mistake-{number}.md")
    assert warning.line == line + ABOVE.count("\n")
    assert warning.type == f"craftblog.{subtype}"
    assert part in warning.text


def test_an_unknown_term_lists_nothing(built: Built) -> None:
    assert words(built.html("empty").select_one(".craftblog-empty")) == "Not yet."


def test_a_card_shows_its_post(blog: Site) -> None:
    body = "First *with* `code`, [a link](two.md) and $x^2$.\n\nSecond.\n\n"
    body += "```{code-block} sql\n:caption: a.sql\nSELECT 1;\n```\n"
    blog.configure('myst_enable_extensions = ["dollarmath"]')
    blog.post("five", body=body, date="2026-05-01", tags="[C++, Rust]")
    home(blog, "```{post-list}\n:limit: 1\n```")
    card = blog.build().html("index").article
    assert card.time["datetime"] == "2026-05-01"
    assert card.time.text == "May 1, 2026"
    assert card.h2.a["href"] == "posts/five.html"
    excerpt = card.select_one(".craftblog-excerpt")
    assert excerpt.em.text == "with"
    assert excerpt.code.text == "code"
    assert excerpt.a is None
    assert excerpt.math is not None
    assert "Second" not in excerpt.text
    assert card.figure.figcaption.text == "a.sql"
    assert card.select_one(".highlight-sql .k").text == "SELECT"
    assert [a["href"] for a in card.select(".craftblog-tags a")] == [
        "blog/tag/c-plus-plus.html",
        "blog/tag/rust.html",
    ]
    assert card.select_one(".craftblog-more").text == "Read article"


EXCERPTS: list[tuple[dict[str, object], str, list[str]]] = [
    ({}, "One.\n\nTwo.", ["One."]),
    ({"excerpt": 2}, "One.\n\n## Part\n\nTwo.\n\nThree.", ["One.", "Two."]),
    ({"excerpt": 0}, "One.", []),
    ({"excerpt": '"<b>Own</b> & words"'}, "One.", ["<b>Own</b> & words"]),
    ({}, "One.\n\nTwo.\n\n<!-- more -->\n\nThree.", ["One.", "Two."]),
    ({}, ":::{note}\nNo.\n:::\n\nOne.", ["One."]),
]
"""Front matter and text of a post, and its excerpt."""

TWO_PANELS = "Text.\n\n" + "".join(
    f"```{{code-block}} python\n:caption: {name}\nx\n```\n\n" for name in ("a.py", "b.py")
)
PANELS = {"b.py": ["b.py"], "false": [], "true": ["a.py"]}
"""The values of ``code_panel``, and the captions that a card shows."""

LONG_PANEL = "\n".join(f"x = {n}" for n in range(40))


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a post for each case, whose name is its tag, and a page that lists them."""
    site = Site(tmp_path_factory.mktemp("cards"))
    site.configure('myst_enable_extensions = ["colon_fence"]')
    for number, (front, body, _) in enumerate(EXCERPTS):
        site.post(f"excerpt-{number}", body, **front)
    for value in PANELS:
        site.post(f"panel-{value.partition('.')[0]}", TWO_PANELS, code_panel=value)
    site.post("long", f"Text.\n\n```{{code-block}} python\n:caption: a.py\n{LONG_PANEL}\n```\n")
    site.post("two")
    site.post("linking", "See [](two.md) and [that](long.md).")
    site.post("external", external_url="https://else.example/x")
    home(site, "```{post-list}\n```")
    return site.build()


def card(built: Built, name: str) -> Tag:
    title = name.replace("-", " ").capitalize()
    found = [card for card in built.html("index").select("article") if card.h2.text == title]
    return found[0]


@pytest.mark.parametrize("number", range(len(EXCERPTS)))
def test_the_excerpt(cards: Built, number: int) -> None:
    shown = card(cards, f"excerpt-{number}").select(".craftblog-excerpt p")
    assert [words(paragraph) for paragraph in shown] == EXCERPTS[number][2]


@pytest.mark.parametrize("value", PANELS)
def test_a_code_panel_can_be_chosen_or_refused(cards: Built, value: str) -> None:
    captions = card(cards, f"panel-{value.partition('.')[0]}").select("figcaption")
    assert [caption.text for caption in captions] == PANELS[value]


def test_a_long_panel_shows_its_beginning(cards: Built) -> None:
    panel = card(cards, "long").select_one(".craftblog-panel")
    assert panel.pre.text.rstrip().endswith("x = 13")
    assert panel.p.text == "26 more lines"


def test_an_external_post_links_out(cards: Built) -> None:
    link = card(cards, "external").select_one(".craftblog-card-title a")
    assert (link["href"], link["rel"]) == ("https://else.example/x", ["external"])


def test_no_link_vanishes_from_an_excerpt(cards: Built) -> None:
    excerpt = card(cards, "linking").select_one(".craftblog-excerpt")
    assert words(excerpt) == "See two and that."


def test_titles_are_text_everywhere(blog: Site) -> None:
    nasty = '</title><script>alert("1")</script> & "x" ]]>'
    quoted = f"'{nasty}'"
    blog.post("five", date="2026-05-01", title=quoted, tags=f"[{quoted}]", author=quoted)
    home(blog, "```{post-list}\n```", "```{tag-index}\n```", "```{featured} posts/five\n```")
    built = blog.build()
    assert titles(built.html("index"))[0] == nasty
    for page in built.files():
        if page.endswith(".html") and not page.startswith("_"):
            html = built.html(page.removesuffix(".html"))
            assert not [script for script in html.find_all("script") if "alert" in script.text]


@pytest.mark.parametrize("number", range(len(INDEXES)))
def test_a_tag_index(built: Built, number: int) -> None:
    page = built.html(f"index-{number}")
    assert [words(item) for item in page.select(".craftblog-terms li")] == INDEXES[number][1]
    assert {link["href"] for link in page.select(".craftblog-terms a")} <= built.files()


def test_article_makes_a_document_a_post(blog: Site) -> None:
    blog.write(
        "notes.rst",
        """
        Notes
        =====

        .. article::
           :date: 2026-05-02
           :tags: Rust, reST
           :featured:
           :tgas: x

        Text.
        """,
    )
    article = "```{article}\n:date: 2026-05-01\n:tags: [a, b]\n```\n\nText."
    blog.post("five", date=None, body=article)
    home(blog, "```{post-list}\n:limit: 2\n```")
    built = blog.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == (
        "notes.rst",
        8,
        "craftblog.unknown_key",
    )
    assert titles(built.html("index")) == ["Notes", "Five"]
    assert [a.text for a in built.html("posts/five").select(".craftblog-post-header li")] == [
        "a",
        "b",
    ]


def test_templates_can_be_overridden_and_extended(blog: Site) -> None:
    blog.configure('templates_path = ["mine"]')
    blog.write("mine/craftblog/state.html", "STATE {{ card.reading.words }}")
    blog.write("mine/craftblog/tags.html", '{% include "!craftblog/tags.html" %}<hr class="mine">')
    home(blog, "```{post-list}\n:limit: 1\n```")
    page = blog.build().html("index")
    assert "STATE" in page.article.text
    assert page.article.select_one(".craftblog-tags + hr.mine")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("ok\n{{ 1/0 }}", 2, "division by zero"),
        ("ok\n\n{% if %}", 3, "Expected an expression"),
        ('{% include "nosuch.html" %}', 1, "there is no template nosuch.html"),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    blog: Site, text: str, line: int, reason: str
) -> None:
    blog.configure('templates_path = ["mine"]')
    blog.write("mine/craftblog/card-meta.html", text)
    home(blog, "```{post-list}\n```")
    with pytest.raises(SphinxError) as caught:
        blog.build()
    assert f"mine/craftblog/card-meta.html:{line}: {reason}" in str(caught.value)


def test_listings_may_stand_on_any_page(built: Built) -> None:
    page = built.html("notes/all")
    assert page.select_one("h3.craftblog-card-title a")["href"] == "../posts/three.html"
    assert page.select_one(".craftblog-tags a")["href"] == "../blog/tag/sql.html"


def test_a_spotlight_that_shows_all_needs_no_empty_list_below(site: Site) -> None:
    site.post("only")
    home(site, "```{featured}\n```", "```{post-list}\n```")
    page = site.build().html("index")
    assert titles(page) == ["Only"]
    assert not page.select(".craftblog-empty")


CLOSED = """
craftblog_vocabulary = "closed"
craftblog_tags = {"postgresql": {"name": "PostgreSQL", "aliases": ["pg"]}}
"""


def test_a_closed_vocabulary_has_no_other_terms(site: Site) -> None:
    site.configure(CLOSED)
    site.post("a", category="Anything", tags="[PG, postgresql, Postgre, xyz]")
    site.post("quiet", unlisted="true", tags="[xyz]")
    warnings = site.build().warnings
    assert [(w.file, w.line, w.type) for w in warnings] == [
        ("a.md", 4, "craftblog.term"),
        ("a.md", 4, "craftblog.term"),
        ("quiet.md", 4, "craftblog.term"),
    ]
    assert "tag 'Postgre' is not declared in craftblog_tags" in warnings[0].text
    assert "did you mean 'PostgreSQL'?" in warnings[0].text


def test_a_closed_vocabulary_of_categories_names_its_setting(site: Site) -> None:
    site.configure(CLOSED.replace("_tags", "_categories"))
    site.post("a", category="pgs", tags="[xyz]")
    (warning,) = site.build().warnings
    assert (warning.line, "craftblog_categories" in warning.text) == (3, True)


def test_a_vocabulary_is_open_unless_closed(site: Site) -> None:
    site.configure(CLOSED.replace("closed", "open"))
    site.post("a", tags="[xyz]")
    assert site.build().warnings == []
