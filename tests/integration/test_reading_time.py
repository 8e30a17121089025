"""Reading time on a site: where it stands, and whose speed it is of.

What counts, and for how much, is in ``unit/test_reading_time.py``.
"""

from __future__ import annotations

import pytest
from sites import Built, Site, words


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    site = shared_site
    site.configure("craftblog_social_cards = False")
    site.post("long", body="word " * 300)
    site.post("given", body="word", read_time=7)
    site.post("german", body="wort " * 200, language="de")
    site.post("english", body="word " * 200, language="en")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    site.write("posts/a.svg", picture)
    site.post("pictures", body="![A](a.svg)\n\n" * 7)
    site.post("only", body="```{only} latex\n" + "word " * 500 + "\n```\n\nword")
    site.write(
        "index.md",
        "# Home\n\n```{read-time} posts/long\n```\n\n"
        "This: {read-time}`.`; that: {read-time}`posts/long`.\n\n"
        "```{read-time} posts/englsih\n```\n",
    )
    return site.build()


def time_of(built: Built, name: str) -> str:
    """What the header of a post says."""
    page = built.html(f"posts/{name}")
    return words(page.select_one(".craftblog-post-header .craftblog-read-time"))


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("long", 2), ("given", 7), ("german", 2), ("english", 1), ("pictures", 2), ("only", 1)],
)
def test_a_post_says_how_long_it_takes(built: Built, name: str, minutes: int) -> None:
    assert time_of(built, name) == f"{minutes} min read"


def test_directive_and_role_show_it_anywhere(built: Built) -> None:
    paragraphs = [words(p) for p in built.html("index").main.find_all("p")]
    assert paragraphs[:2] == ["2 min read", "This: 1 min read; that: 2 min read."]


def test_an_unknown_document_is_named_with_the_nearest(built: Built) -> None:
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("index.md", 8, "craftblog.reference")
    assert "did you mean 'posts/english'?" in warning.text


def test_a_speed_can_be_set(site: Site) -> None:
    site.configure("craftblog_reading_speed = 100\ncraftblog_social_cards = False")
    site.post("a", body="word " * 150)
    built = site.build()
    assert (time_of(built, "a"), built.warnings) == ("2 min read", [])
