"""What a site says in languages other than English.

The catalogs themselves are in ``unit/test_catalogs.py``.
"""

from __future__ import annotations

from datetime import date
from gettext import translation
from pathlib import Path

import pytest
import sphinx.locale
from babel.dates import format_date
from sites import Built, Site, words

SPHINX = Path(sphinx.locale.__file__).parent


def search_in(language: str) -> str:
    """What Sphinx calls the search, which is the last link of the header."""
    return translation("sphinx", SPHINX, [language]).gettext("Search")


def header(built: Built, page: str = "index") -> list[str]:
    return [words(link) for link in built.html(page).select(".site-header nav a")]


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """An English site with posts in other languages."""
    site = shared_site
    site.configure("craftblog_social_cards = False")
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{archive}\n```\n")
    site.post("one", language="ar", heading="مقال")
    site.post("two", date="2026-02-02")
    site.post("three", date="2026-03-03", language="pt_BR")
    return site.build()


def test_a_post_runs_in_the_direction_of_its_own_language(built: Built) -> None:
    post = built.html("posts/one")
    assert post.html.get("dir") is None
    assert (post.html["lang"], post.article["dir"]) == ("ar", "rtl")
    for part in (".craftblog-post-header", ".craftblog-post-footer"):
        frame = post.select_one(part)
        assert (frame["lang"], frame["dir"]) == ("en", "ltr")
    assert post.select_one(".site-header")["lang"] == "en"
    home = built.html("index")
    titles = [title.get("dir") for title in home.select(".craftblog-card-title")]
    assert titles == [None, None, "rtl"]
    rows = home.select(".craftblog-archive li a")
    assert [(row.get("lang"), row.get("dir")) for row in rows] == [
        ("pt-BR", None),
        (None, None),
        ("ar", "rtl"),
    ]
    other = built.html("posts/two")
    assert other.article.get("dir") is None
    assert other.select_one(".craftblog-neighbour-title[dir]")["dir"] == "rtl"


def test_languages_are_named_as_in_html(built: Built) -> None:
    assert built.html("posts/three").html["lang"] == "pt-BR"
    assert built.html("index").select_one(".craftblog-card")["lang"] == "pt-BR"


def test_pages_speak_the_language_of_the_site(site: Site) -> None:
    site.configure('language = "de"\ncraftblog_share = ["email"]')
    site.post("one", tags="[Rust]", authors="[Ada, Bob]", series="Ablage")
    built = site.build()
    assert header(built) == ["Archiv", "Schlagwörter", search_in("de")]
    post = built.html("posts/one")
    day = format_date(date(2026, 1, 1), "long", "de")
    assert words(post.select_one(".craftblog-meta")) == f"{day} von Ada, Bob 1 Min. Lesezeit"
    assert words(post.select_one(".craftblog-series")) == "Serie · Ablage"
    assert words(post.select_one(".craftblog-share")) == "Teilen E-Mail"
    assert words(built.html("blog/series").h1) == "Serien"
    assert words(built.html("404").h1) == "Diese Seite gibt es nicht"
    assert built.html("blog/tag/rust").title.text.startswith("Beiträge mit dem Schlagwort Rust")


def test_a_language_without_a_catalog_has_the_nearest_with_its_plurals(site: Site) -> None:
    site.configure('language = "uk_UA"\ncraftblog_social_cards = False')
    for number in range(5):
        tags = ["C", *("B" if number < 2 else ""), *("A" if number < 1 else "")]
        site.post(f"post-{number}", tags=f"[{', '.join(tags)}]")
    built = site.build()
    assert header(built)[0] == "Архів"
    shown = built.html("blog/tag").select(".craftblog-terms .craftblog-count")
    assert [words(count) for count in shown] == ["1 запис", "2 записи", "5 записів"]


def test_what_we_cannot_say_sphinx_may(site: Site) -> None:
    site.configure('language = "da"\ncraftblog_social_cards = False')
    site.post("one", tags="[Rust]")
    built = site.build()
    assert header(built) == ["Archive", "Tags", search_in("da")]
    assert built.html("search").title.text.startswith(search_in("da"))


def test_pages_run_in_the_direction_of_the_language(site: Site) -> None:
    site.configure('language = "he"\ncraftblog_social_cards = False')
    site.post("one", tags="[Rust]")
    built = site.build()
    for page in ("index", "posts/one", "blog/tag/rust", "search", "404"):
        html = built.html(page).html
        assert (html["lang"], html["dir"]) == ("he", "rtl")


OWN_WORDS = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Archive"
msgstr "{archive}"
"""


def test_other_words_leave_what_a_clean_build_leaves(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("one", tags="[Rust]", authors="[Ada]")
    site.post("two", date="2026-02-02", tags="[Rust]")
    site.build()
    site.configure('language = "de"')
    built = site.build(jobs=2)
    assert header(built)[:2] == ["Archiv", "Schlagwörter"]
    assert built.tree() == site.build_clean(into="_german").tree()
    catalog = "locales/de/LC_MESSAGES/craftblog"
    for archive in ("Alles", "Früheres"):  # a catalog comes, and changes
        site.write(f"{catalog}.po", OWN_WORDS.format(archive=archive))
        (site.folder / f"{catalog}.mo").unlink(missing_ok=True)
        built = site.build()
        assert header(built)[:2] == [archive, "Schlagwörter"]
        assert built.tree() == site.build_clean(into=f"_{archive}").tree()
