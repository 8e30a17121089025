"""``hero``: the opening of a landing page, in HTML and on paper."""

from __future__ import annotations

import pytest
from sites import Site, differences, words

HERO = """
    ```{hero} Notes on the *craft*
    :eyebrow: technical writing

    What we have learned.

    - [Read](about.md)
    - [Elsewhere](https://example.org/)
    ```

    ```{post-list}
    ```

    ## More

    Of it.
"""


def open_with_hero(site: Site) -> None:
    tex = ("index", "notes.tex", "Notes", "Ada", "manual")
    site.configure(
        "craftblog_feeds = []\ncraftblog_social_cards = False\n"
        f'version = "1"\nlatex_documents = [{tex}]'
    )
    site.write("index.md", HERO)
    site.write("about.md", "---\norphan: true\n---\n# About\n\nSee {doc}`index`.\n")
    site.post("one")


@pytest.fixture(scope="module")
def opened(shared_site: Site) -> Site:
    """A site whose front page has a hero, to be built by each builder."""
    open_with_hero(shared_site)
    return shared_site


def test_a_hero_is_a_section_with_the_title_of_its_document(opened: Site) -> None:
    built = opened.build()
    assert built.warnings == []
    page = built.html("index")
    hero = page.main.select_one("section section.craftblog-hero")
    assert [child.name for child in hero.find_all(recursive=False)] == ["p", "h1", "p", "ul"]
    assert hero.p.text == "technical writing"
    assert words(hero.h1) == "Notes on the craft"
    assert hero.h1.em
    actions = [a["href"] for a in hero.select("ul.craftblog-actions a")]
    assert actions == ["about.html", "https://example.org/"]
    assert len(page.select("h1")) == 1
    assert [h.name for h in page.main.select("section > h2, article > h2")] == ["h2", "h2"]
    assert words(page.select_one("#more > h2")) == "More"
    assert words(built.html("about").select_one("main p a")) == "Notes on the craft"


def test_the_title_may_stand_above_it_or_in_an_option(site: Site) -> None:
    site.write("index.md", "# Notes\n\n```{hero}\nLead.\n```\n\nMore.\n")
    site.write(
        "old.rst",
        ":orphan:\n\n.. hero::\n   :title: Old\n   :eyebrow: Once\n\n   Lead.\n\nPart\n----\n",
    )
    built = site.build()
    assert built.warnings == []
    assert words(built.html("index").select_one(".craftblog-hero > h1")) == "Notes"
    old = built.html("old")
    assert words(old.select_one(".craftblog-hero")) == "Once Old Lead."
    assert words(old.select_one("#old > #part > h2")) == "Part"


def test_a_second_title_is_a_mistake(site: Site) -> None:
    site.write("index.md", "# Notes\n\n```{hero} Other\n:eyebro: x\n\nLead.\n```\n")
    built = site.build()
    assert [(one.line, one.text) for one in built.warnings] == [
        (4, "'hero' has no option 'eyebro'; did you mean 'eyebrow'?"),
        (
            3,
            "the document has a title already, so 'Other' is left out; take away one of them",
        ),
    ]
    assert words(built.html("index").select_one(".craftblog-hero")) == "Notes Lead."


@pytest.mark.parametrize(
    ("builder", "file"),
    [("text", "index.txt"), ("latex", "notes.tex"), ("epub", "index.xhtml"), ("xml", "index.xml")],
)
def test_every_builder_shows_it_in_order(opened: Site, builder: str, file: str) -> None:
    built = opened.build(builder)
    assert [one for one in built.warnings if "craftblog" in one.type] == []
    text = built.text(file)
    for part in ("technical writing", "What we have learned.", "Read", "More", "Of it."):
        assert part in text
    assert text.index("What we have learned.") < text.index("Of it.")


def test_catalogs_have_its_words(opened: Site) -> None:
    catalog = opened.build("gettext", into="_catalogs").text("index.pot")
    for part in ("technical writing", "Notes on the *craft*", "What we have learned."):
        assert f'msgid "{part}"' in catalog


def test_another_title_reaches_those_who_link_to_it(site: Site) -> None:
    open_with_hero(site)
    site.build()
    site.write("index.md", HERO.replace("Notes on", "More on"))
    after = site.build()
    assert words(after.html("about").select_one("main p a")) == "More on the craft"
    assert differences(after, site.build_clean(jobs=2)) == []
