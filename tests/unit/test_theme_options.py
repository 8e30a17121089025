"""The options of the bundled theme: what each takes, and what the style sheet gets of them."""

from __future__ import annotations

import re
import tomllib

import pytest
from sites import ROOT
from theme_colors import THEME

from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.theme.accent import Accent
from sphinx_craftblog.theme.fonts import FONTS
from sphinx_craftblog.theme.options import (
    THEME_OPTIONS,
    SiteLink,
    ThemeOptions,
    bundled_font,
    tokens,
)


def checked(name: str, value: object) -> object:
    (option,) = (option for option in THEME_OPTIONS if option.name == name)
    return option.check(value)


def options(**given: object) -> ThemeOptions:
    values = {option.name: option.default for option in THEME_OPTIONS} | given
    return ThemeOptions(**{name: checked(name, value) for name, value in values.items()})


def test_sphinx_knows_the_same_names() -> None:
    known = tomllib.loads((THEME / "theme.toml").read_text())["options"]
    assert list(known) == [option.name for option in THEME_OPTIONS]


@pytest.mark.parametrize(
    ("name", "value", "parts"),
    [
        ("header_links", "about", ["a list of links"]),
        ("header_links", ["about"], ["a list of links"]),
        ("header_links", [{"title": "A"}], ["a 'url' for 'A'"]),
        ("header_links", [{"title": "A", "url": " "}], ["a 'url' for 'A'"]),
        ("header_links", [{"title": "A", "ulr": "a"}], ["did you mean 'url'?"]),
        ("header_links", [{"title": "", "url": "a"}], ["a 'title' for the link to 'a'"]),
        ("header_links", [{"title": "A", "url": "javascript:x()"}], ["'https://'"]),
        ("header_links", [{"title": "A", "url": "java\nscript:x()"}], ["'https://'"]),
        ("social_links", "ada", ["{'github': 'ada'}"]),
        ("social_links", {"githbu": "ada"}, ["did you mean 'github'?"]),
        ("social_in_header", "perhaps", ["True or False"]),
        ("scheme_switch", 1, ["True or False"]),
        ("announcement", 3, ["a string, or {'text'"]),
        ("announcement", {"text": "New"}, ["a 'url' for 'New'"]),
        ("accent", "blue", ["'#rrggbb'"]),
        ("accent", {"dark": "#ffffff"}, ["{'light': "]),
        ("accent", {"light": "#ffffff", "dim": "#ffffff"}, ["{'light': "]),
        ("accent", {"light": "#fff"}, ["{'light': "]),
        ("scheme", "drak", ["'auto', 'light' or 'dark'", "did you mean 'dark'?"]),
        ("list_style", "card", ["did you mean 'cards'?"]),
        ("text_font", "Arial; } body { display: none", ["names of fonts"]),
        ("text_font", "a</style>", ["names of fonts"]),
        ("text_font", "sorce-serif", ["did you mean 'source-serif'"]),
        ("code_font", "url(https://x.example)", ["names of fonts"]),
        ("measure", 80, ["from 30 to 50"]),
        ("measure", True, ["from 30 to 50"]),
        ("measure", "nan", ["from 30 to 50"]),
        ("measure", "wide", ["from 30 to 50"]),
        ("footer_text", 3, ["a string"]),
    ],
)
def test_a_wrong_value_is_refused(name: str, value: object, parts: list[str]) -> None:
    with pytest.raises(InvalidValue) as caught:
        checked(name, value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("header_links", None, None),
        ("header_links", [], ()),
        (
            "header_links",
            [{"title": " CV ", "url": "/cv.pdf"}, {"title": "Mail", "url": "mailto:ada@a.example"}],
            (SiteLink("CV", "/cv.pdf"), SiteLink("Mail", "mailto:ada@a.example")),
        ),
        ("announcement", " News ", SiteLink("News", "")),
        ("announcement", {"text": "News", "url": "about"}, SiteLink("News", "about")),
        ("accent", "", None),
        ("accent", "#0B5CAD", Accent("#0b5cad", "")),
        ("accent", {"light": "#7A1FA2", "dark": "#333366"}, Accent("#7a1fa2", "#333366")),
        # As the command line hands them over.
        ("scheme_switch", "false", False),
        ("shortcuts", "1", True),
        ("measure", "42", 42),
        ("text_font", "sans-serif", "sans-serif"),
        ("text_font", '"Charter", Georgia, serif', '"Charter", Georgia, serif'),
        ("text_font", "Kozuka Gothic", "Kozuka Gothic"),
    ],
)
def test_a_value_is_read(name: str, value: object, read: object) -> None:
    assert checked(name, value) == read


def test_the_style_sheet_keeps_its_own_tokens_unless_told() -> None:
    assert tokens(options()) == {}
    assert tokens(options(text_font="system", code_font="system", measure=39)) == {}


def test_type_and_width_are_tokens() -> None:
    assert tokens(options(text_font='"Source Serif 4", Georgia, serif', measure=34.5)) == {
        "font-text": '"Source Serif 4", Georgia, serif',
        "measure": "34.5rem",
    }
    assert tokens(options(text_font="serif", code_font="Hack, monospace")) == {
        "font-text": "var(--font-serif)",
        "font-code": "Hack, monospace",
    }


def test_an_accent_is_a_token_for_both_schemes() -> None:
    accent = {"light": "#0b5cad", "dark": "#84bcff"}
    assert tokens(options(accent=accent)) == {"accent": "light-dark(#0b5cad, #84bcff)"}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_of_the_theme_has_a_stand_in(name: str) -> None:
    asked = options(text_font=name)
    font = bundled_font(asked)
    assert font == FONTS[name]
    assert tokens(asked)["font-text"].startswith(f'"{font.family}", "{font.family} stand-in"')


@pytest.mark.parametrize("name", ["system", "serif", "Inter"])
def test_a_font_of_the_readers_is_not_carried(name: str) -> None:
    assert bundled_font(options(text_font=name)) is None


def test_every_token_is_in_the_reference() -> None:
    names = set(re.findall(r"^ +(--[\w-]+):", (THEME / "styles" / "tokens.css").read_text(), re.M))
    reference = ROOT / "docs" / "reference" / "theme.md"
    assert names == set(re.findall(r"`(--[\w-]+)`", reference.read_text(encoding="utf-8")))
