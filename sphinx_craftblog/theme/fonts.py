"""The theme's own fonts, for sites that ask for one: its rules, and the files it needs.

They come from the site itself. Until they are there, a font of the reader's machine stands
in their place, stretched so that no line breaks elsewhere when they come.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx_craftblog.theme.bundled import FOLDER

FONTS_FOLDER = FOLDER / "fonts"


class BundledFont(NamedTuple):
    """A font of the theme, with one of the reader's that is made to match it.

    ``size_adjust`` is the ratio of their mean widths in English text, in percent; ``ascent``
    and ``descent`` are those of the font in percent of the size so adjusted. All three are
    computed from the tables ``hmtx``, ``head`` and ``hhea`` of the upright Latin file and of
    Liberation, whose widths are those of Arial and Times New Roman.
    """

    family: str
    file: str
    stand_ins: tuple[str, ...]
    size_adjust: float
    ascent: float
    descent: float
    stack: str


FONTS = {
    "inter": BundledFont(
        "Inter",
        "inter",
        ("Arial", "Liberation Sans"),
        107.24,
        90.33,
        22.49,
        "var(--font-system)",
    ),
    "source-serif": BundledFont(
        "Source Serif 4",
        "source-serif-4",
        ("Times New Roman", "Liberation Serif"),
        119.09,
        86.99,
        28.13,
        "var(--font-serif)",
    ),
}
"""The fonts, under their names in the option ``text_font``."""

SCRIPTS = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, "
    "U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "latin-ext": "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, "
    "U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, "
    "U+2113, U+2C60-2C7F, U+A720-A7FF",
    "cyrillic": "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116",
    "greek": "U+0370-0377, U+037A-037F, U+0384-038A, U+038C, U+038E-03A1, U+03A3-03FF",
    "vietnamese": "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, "
    "U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB",
}
"""The characters of each file, as the packages of the fonts have them."""

_SCRIPT_OF = {"el": "greek", "vi": "vietnamese"} | dict.fromkeys(
    ("be", "bg", "mk", "ru", "sr", "uk"), "cyrillic"
)


def family_of(font: BundledFont) -> str:
    """The value of ``font-family``: the font, what stands in for it, and the reader's own."""
    return f'"{font.family}", "{font.family} stand-in", {font.stack}'


def rules_of(font: BundledFont) -> str:
    """The ``@font-face`` rules; files are named as from the style sheet."""
    rules = [
        f'@font-face {{ font-family: "{font.family}"; font-style: {style}; font-weight: 200 900; '
        f'font-display: swap; src: url(fonts/{_file(font, script, style)}) format("woff2"); '
        f"unicode-range: {characters}; }}"
        for script, characters in SCRIPTS.items()
        for style in ("normal", "italic")
    ]
    local = ", ".join(f'local("{name}")' for name in font.stand_ins)
    rules.append(
        f'@font-face {{ font-family: "{font.family} stand-in"; src: {local}; '
        f"size-adjust: {font.size_adjust}%; ascent-override: {font.ascent}%; "
        f"descent-override: {font.descent}%; line-gap-override: 0%; }}"
    )
    return "\n".join(rules) + "\n"


def files_of(font: BundledFont) -> Iterator[Path]:
    """The files that its rules name."""
    for script in SCRIPTS:
        for style in ("normal", "italic"):
            yield FONTS_FOLDER / _file(font, script, style)


def first_file(font: BundledFont, language: str) -> str:
    """The name of the file that a page in this language needs before others."""
    return _file(font, _SCRIPT_OF.get(language.partition("_")[0], "latin"), "normal")


def _file(font: BundledFont, script: str, style: str) -> str:
    return f"{font.file}-{script}-wght-{style}.woff2"
