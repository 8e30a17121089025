"""The catalogs of our words: whole, compiled, and found for every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.config import Config

import sphinx_craftblog
from sphinx_craftblog.rendering.catalogs import catalog_files

PACKAGE = Path(sphinx_craftblog.__file__).parent
LOCALE = PACKAGE / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


@cache
def extracted() -> Catalog:
    """Every message of the package, as ``pybabel extract`` finds them."""
    catalog = Catalog()
    keywords = {**DEFAULT_KEYWORDS, "translate": None}
    calls = re.compile(rf"\b(?:{'|'.join(keywords)})\(")
    for path in PACKAGE.rglob("*.*"):
        method = {".py": "python", ".html": "jinja2"}.get(path.suffix)
        # To look through all of Python takes a second.
        if method == "jinja2" or (method and calls.search(path.read_text(encoding="utf-8"))):
            for _, message, _, context in extract_from_file(method, path, keywords=keywords):
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


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("de", ["1 Beitrag", "2 Beiträge", "5 Beiträge"]),
        ("pl", ["1 wpis", "2 wpisy", "5 wpisów"]),
        ("ar", ["مقال واحد", "مقالان", "5 مقالات"]),
        ("ja", ["1件", "2件", "5件"]),
    ],
)
def test_counts_have_the_plural_of_the_language(language: str, counts: list[str]) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "craftblog.mo").open("rb") as file:
        words = GNUTranslations(file)
    said = [
        words.ngettext("%(count)s post", "%(count)s posts", n) % {"count": n} for n in (1, 2, 5)
    ]
    assert said == counts


def found_for(language: str | None, folder: Path, *locale_dirs: str) -> list[str]:
    """The catalogs for a language, by the names of their folders."""
    config = SimpleNamespace(language=language, locale_dirs=list(locale_dirs))
    return [
        file.relative_to(LOCALE if file.is_relative_to(LOCALE) else folder).parts[-3]
        for file in catalog_files(folder, cast("Config", config))
    ]


@pytest.mark.parametrize(
    ("language", "catalogs"),
    [
        ("de", ["de"]),
        ("de_AT", ["de"]),
        ("pt", ["pt_BR"]),
        ("pt-BR", ["pt_BR"]),
        ("pt_PT", ["pt_BR"]),
        ("uk_UA", ["uk"]),
        ("zh", ["zh_CN"]),
        ("zh_HK", ["zh_TW"]),
        ("zh_TW", ["zh_TW"]),
        ("zh-Hans", ["zh_CN"]),
        ("en", []),
        ("da", []),
        (None, []),
    ],
)
def test_a_language_without_a_catalog_has_the_nearest(
    tmp_path: Path, language: str | None, catalogs: list[str]
) -> None:
    assert found_for(language, tmp_path) == catalogs


def test_the_catalogs_of_a_site_come_first(tmp_path: Path) -> None:
    own = tmp_path / "locales/de_AT/LC_MESSAGES/craftblog.mo"
    own.parent.mkdir(parents=True)
    own.touch()
    assert found_for("de-AT", tmp_path, "locales", "gone") == ["de_AT", "de"]
    assert found_for("de", tmp_path, "locales") == ["de"]
