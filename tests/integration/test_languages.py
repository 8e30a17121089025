"""What a site says in languages other than English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sites import Built, Site, words

import sphinx_craftblog

PACKAGE = Path(sphinx_craftblog.__file__).parent
LOCALE = PACKAGE / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


@cache
def extracted() -> Catalog:
    """Every message of the package, as ``pybabel extract`` finds them."""
    catalog = Catalog()
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python"), ("**.html", "jinja2")],
        keywords={**DEFAULT_KEYWORDS, "translate": None},
    )
    for _, _, message, _, context in found:
        catalog.add(message, context=context)
    return catalog


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def keys(catalog: Catalog) -> set[tuple[object, object]]:
    return {(message.context, message.id) for message in messages(catalog)}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>", text))


def said(mo: bytes) -> dict[object, str]:
    """What a compiled catalog says; its header names the version of its maker."""
    catalog = GNUTranslations(BytesIO(mo))._catalog  # type: ignore[attr-defined]
    return {message: text for message, text in catalog.items() if message}


def test_the_template_has_every_message() -> None:
    assert keys(read(LOCALE / "craftblog.pot")) == keys(extracted())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_message(language: str) -> None:
    catalog = read(LOCALE / language / "LC_MESSAGES" / "craftblog.po")
    assert keys(catalog) == keys(extracted())
    for message in messages(catalog):
        assert not message.fuzzy, message.id
        if isinstance(message.id, str):
            assert message.string, message.id
            assert placeholders(message.string) == placeholders(message.id), message.id
            continue
        assert len(message.string) == catalog.num_plurals
        assert all(message.string), message.id
        # A form for one number only may say it in a word.
        assert all(placeholders(form) <= placeholders(message.id[1]) for form in message.string)
        assert placeholders(message.string[-1]) == placeholders(message.id[1])


ONE_OR_MORE = ((1,), (2, 3, 5, 11, 21, 101, 1000))
SLAVIC = ((1, 21, 101), (2, 3, 24, 102), (5, 11, 12, 14, 20, 25, 111, 1000))
ALL_ALIKE = ((1, 2, 5, 11, 21, 101, 1000),)
COUNTS = {
    "ar": ((1,), (2,), (3, 10, 103, 1010), (11, 25, 99, 111), (100, 101, 102, 1000)),
    "de": ONE_OR_MORE,
    "es": ONE_OR_MORE,
    "fa": ALL_ALIKE,
    "fr": ONE_OR_MORE,
    "he": ONE_OR_MORE,
    "hi": ONE_OR_MORE,
    "it": ONE_OR_MORE,
    "ja": ALL_ALIKE,
    "ko": ALL_ALIKE,
    "nl": ONE_OR_MORE,
    "pl": ((1,), (2, 3, 24, 102), (5, 11, 12, 14, 20, 21, 25, 101, 111, 1000)),
    "pt_BR": ONE_OR_MORE,
    "ru": SLAVIC,
    "tr": ALL_ALIKE,
    "uk": SLAVIC,
    "zh_CN": ALL_ALIKE,
    "zh_TW": ALL_ALIKE,
}
"""By language, the numbers of things that are said in one form; see ``CONTRIBUTING.md``."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_has_the_form_of_the_language(language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "craftblog.mo"
    with path.open("rb") as file:
        form_of = GNUTranslations(file).plural  # type: ignore[attr-defined]
    forms = [{form_of(number) for number in numbers} for numbers in COUNTS[language]]
    assert [len(form) for form in forms] == [1] * len(forms)
    assert len(set.union(*forms)) == len(forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_compiled_catalog_says_what_its_source_says(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    compiled = BytesIO()
    write_mo(compiled, read(folder / "craftblog.po"))
    assert said((folder / "craftblog.mo").read_bytes()) == said(compiled.getvalue())


def header(built: Built, page: str = "index") -> list[str]:
    return [words(link) for link in built.html(page).select(".site-header nav a")]


def test_pages_speak_the_language_of_the_site(site: Site) -> None:
    site.configure('language = "de"\ncraftblog_share = ["email"]')
    site.post("one", tags="[Rust]", authors="[Ada, Bob]", series="Ablage")
    built = site.build()
    assert header(built) == ["Archiv", "Schlagwörter", "Suche"]
    post = built.html("posts/one")
    assert words(post.select_one(".craftblog-meta")) == (
        "1. Januar 2026 von Ada, Bob 1 Min. Lesezeit"
    )
    assert words(post.select_one(".craftblog-series")) == "Serie · Ablage"
    assert words(post.select_one(".craftblog-share")) == "Teilen E-Mail"
    assert words(built.html("blog/series").h1) == "Serien"
    assert words(built.html("404").h1) == "Diese Seite gibt es nicht"
    assert built.html("blog/tag/rust").title.text.startswith("Beiträge mit dem Schlagwort Rust")


@pytest.mark.parametrize(
    ("language", "archive"),
    [
        ("de_AT", "Archiv"),
        ("pt", "Arquivo"),
        ("pt-BR", "Arquivo"),
        ("uk_UA", "Архів"),
        ("zh_HK", "彙整"),
    ],
)
def test_a_language_without_a_catalog_has_the_nearest(
    site: Site, language: str, archive: str
) -> None:
    site.configure(f"language = {language!r}")
    site.post("one")
    assert header(site.build())[0] == archive


def test_what_we_cannot_say_sphinx_may(site: Site) -> None:
    site.configure('language = "da"')
    site.post("one", tags="[Rust]")
    assert header(site.build()) == ["Archive", "Tags", "Søg"]


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("pl", ["1 wpis", "2 wpisy", "5 wpisów"]),
        ("ar", ["مقال واحد", "مقالان", "5 مقالات"]),
        ("ja", ["1件", "2件", "5件"]),
    ],
)
def test_counts_have_the_plural_of_the_language(
    site: Site, language: str, counts: list[str]
) -> None:
    site.configure(f"language = {language!r}")
    for number in range(5):
        tags = ["C", *("B" if number < 2 else ""), *("A" if number < 1 else "")]
        site.post(f"post-{number}", tags=f"[{', '.join(tags)}]")
    shown = site.build().html("blog/tag").select(".craftblog-terms .craftblog-count")
    assert [words(count) for count in shown] == counts


OWN_WORDS = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Archive"
msgstr "{archive}"
"""


def test_a_site_has_words_of_its_own(site: Site) -> None:
    site.configure('language = "de"')
    site.post("one", tags="[Rust]")
    site.build()
    catalog = "locales/de/LC_MESSAGES/craftblog"
    for archive in ("Alles", "Früheres"):
        site.write(f"{catalog}.po", OWN_WORDS.format(archive=archive))
        (site.folder / f"{catalog}.mo").unlink(missing_ok=True)
        built = site.build()
        assert header(built) == [archive, "Schlagwörter", "Suche"]
        assert built.tree() == site.build_clean(into=f"_{archive}").tree()


def test_another_language_leaves_what_a_clean_build_leaves(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("one", tags="[Rust]", authors="[Ada]")
    site.post("two", date="2026-02-02", tags="[Rust]")
    for language in ("en", "de"):
        site.configure(f"language = {language!r}")
        built = site.build(jobs=2)
        assert built.tree() == site.build_clean(into=f"_{language}").tree()


@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_pages_run_in_the_direction_of_the_language(site: Site, language: str) -> None:
    site.configure(f"language = {language!r}")
    site.post("one", tags="[Rust]")
    built = site.build()
    for page in ("index", "posts/one", "blog/tag/rust", "search", "404"):
        html = built.html(page).html
        assert (html["lang"], html["dir"]) == (language, "rtl")


def test_a_post_runs_in_the_direction_of_its_own_language(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{archive}\n```\n")
    site.post("one", language="ar", heading="مقال")
    site.post("two", date="2026-02-02")
    built = site.build()
    post = built.html("posts/one")
    assert post.html.get("dir") is None
    assert (post.html["lang"], post.article["dir"]) == ("ar", "rtl")
    for part in (".craftblog-post-header", ".craftblog-post-footer"):
        frame = post.select_one(part)
        assert (frame["lang"], frame["dir"]) == ("en", "ltr")
    assert post.select_one(".site-header")["lang"] == "en"
    home = built.html("index")
    assert [title.get("dir") for title in home.select(".craftblog-card-title")] == [None, "rtl"]
    rows = home.select(".craftblog-archive li a")
    assert [(row.get("lang"), row.get("dir")) for row in rows] == [(None, None), ("ar", "rtl")]
    other = built.html("posts/two")
    assert other.article.get("dir") is None
    assert other.select_one(".craftblog-neighbour-title")["dir"] == "rtl"


def test_languages_are_named_as_in_html(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("one", language="pt_BR")
    built = site.build()
    assert built.html("posts/one").html["lang"] == "pt-BR"
    assert built.html("index").select_one(".craftblog-card")["lang"] == "pt-BR"
