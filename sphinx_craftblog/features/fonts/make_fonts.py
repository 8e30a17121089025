"""Make the fonts of the social cards: ``python make_fonts.py NOTO_EMOJI``.

What it reads, and why, stands in ``README.md``.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import cmap_format_12
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

SYSTEM = Path("/usr/share/fonts")
TARGET = Path(__file__).parent

SINGLE = range(0xA1, 0xFF)
"""Second bytes, and most first ones, of the two-byte character sets of East Asia."""

BIG5 = range(0xA1, 0xC7)
"""The rows of Big5 with signs, and with the characters of its first level."""

WIDE = {*range(0x3000, 0x3030), *range(0xFF00, 0xFFF0)}
"""Punctuation, and letters as wide as these characters."""

LATIN_GREEK_CYRILLIC = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),
    *range(0x2B0, 0x370),
    *range(0x370, 0x400),
    *range(0x400, 0x530),
    *range(0x1E00, 0x2000),
    *range(0x2000, 0x2070),
    *range(0x2070, 0x2300),
    *range(0x25A0, 0x2700),
}
SYMBOLS = {
    *range(0x250, 0x2B0),  # the phonetic alphabet
    *range(0x530, 0x590),  # Armenian
    *range(0x10D0, 0x1100),  # Georgian
    *range(0x2000, 0x2C00),
    0xFFFD,
}
ARABIC_FORMS = {*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)}
SHAPED = {unicodedata.normalize("NFKC", chr(code)) for code in ARABIC_FORMS}
ARABIC = ARABIC_FORMS | {
    code
    for code in range(0x600, 0x700)
    # Of other letters, the basic layout could not draw the forms in which they are joined.
    if unicodedata.category(chr(code)) != "Lo" or chr(code) in SHAPED
}
HEBREW = {*range(0x590, 0x600), *range(0xFB1D, 0xFB50)}
KERNED = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2030), *range(0x410, 0x450)}


def main(emoji: str) -> None:
    for weight in ("Bold", "Medium"):
        font = TTFont(SYSTEM / f"opentype/inter/Inter-{weight}.otf")
        pairs = kerning(font, KERNED)
        subset(font, LATIN_GREEK_CYRILLIC)
        add_kerning(font, pairs)
        save(font, f"Inter-{weight}.otf")
    for source, characters in {
        "noto/NotoSansArabic-Bold.ttf": ARABIC,
        "noto/NotoSansHebrew-Bold.ttf": HEBREW,
        "dejavu/DejaVuSans-Bold.ttf": SYMBOLS,
    }.items():
        font = TTFont(SYSTEM / "truetype" / source)
        subset(font, characters)
        save(font, Path(source).name)
    font = TTFont(emoji)
    subset(font, {code for code in font.getBestCmap() if code > 0x7F})
    save(font, "NotoEmoji-Bold.ttf")
    collection = TTCollection(SYSTEM / "opentype/noto/NotoSansCJK-Bold.ttc")
    collection.fonts = [collection.fonts[2], collection.fonts[0]]  # as in China, as in Japan
    chinese, japanese = (font.getBestCmap() for font in collection.fonts)
    others = {*decoded("gb2312"), *decoded("big5", BIG5), *decoded("euc_kr"), *WIDE}
    kanji = {*decoded("euc_jp"), *range(0x3000, 0x3100)}
    # What only one of them writes has the form of that one in both.
    cmaps = [japanese | {c: chinese[c] for c in others if c in chinese}]
    cmaps.append(cmaps[0] | {c: japanese[c] for c in kanji if c in japanese})
    characters = {code for code in others | kanji if code in chinese}
    glyphs = {cmap[code] for cmap in cmaps for code in characters}
    for font, cmap in zip(collection.fonts, cmaps, strict=True):
        subset(font, [], glyphs)
        plain_cmap(font, {code: cmap[code] for code in sorted(characters)})
    collection.save(TARGET / "NotoSansCJK-Bold.ttc", shareTables=True)


def decoded(codec: str, rows: Iterable[int] = SINGLE) -> Iterator[int]:
    """Code points of a character set with two bytes a character."""
    for row in rows:
        for column in (*range(0x40, 0x7F), *SINGLE):
            yield from map(ord, bytes([row, column]).decode(codec, errors="ignore"))


def subset(font: TTFont, characters: Iterable[int], glyphs: Iterable[str] = ()) -> None:
    """Keep these characters, and nothing that the basic layout does not look at."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "DSIG"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters, glyphs=glyphs)
    subsetter.subset(font)
    font.recalcTimestamp = False


def plain_cmap(font: TTFont, cmap: dict[int, str]) -> None:
    """Leave one table of characters, in the form that ``card_fonts.py`` reads."""
    table = cmap_format_12(12)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.format, table.reserved, table.length, table.nGroups = 12, 0, 0, 0
    table.cmap = cmap
    font["cmap"].tables = [table]


def kerning(font: TTFont, characters: set[int]) -> dict[tuple[str, str], int]:
    """Return how pairs of glyphs are kerned, of the table that the basic layout does not read."""
    cmap = font.getBestCmap()
    glyphs = {cmap[code] for code in characters & cmap.keys()}
    gpos = font["GPOS"].table
    features = [f.Feature for f in gpos.FeatureList.FeatureRecord if f.FeatureTag == "kern"]
    lookups = sorted({index for feature in features for index in feature.LookupListIndex})
    pairs: dict[tuple[str, str], int] = {}
    for index in lookups:
        found: dict[tuple[str, str], int] = {}
        for table in gpos.LookupList.Lookup[index].SubTable:
            for pair, value in pairs_of(getattr(table, "ExtSubTable", table), glyphs):
                found.setdefault(pair, value)
        for pair, value in found.items():
            pairs.setdefault(pair, value)
    return {
        pair: value for pair, value in pairs.items() if abs(value) >= font["head"].unitsPerEm / 100
    }


def pairs_of(table: object, glyphs: set[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Every pair that a subtable decides on, with zero where it keeps others from deciding."""
    lefts = [glyph for glyph in table.Coverage.glyphs if glyph in glyphs]
    if table.Format == 1:
        for left in lefts:
            for record in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord:
                if record.SecondGlyph in glyphs:
                    yield (left, record.SecondGlyph), advance(record.Value1)
        return
    first, second = table.ClassDef1.classDefs, table.ClassDef2.classDefs
    for left in lefts:
        row = table.Class1Record[first.get(left, 0)].Class2Record
        for right in glyphs:
            yield (left, right), advance(row[second.get(right, 0)].Value1)


def advance(value: object) -> int:
    return getattr(value, "XAdvance", 0) if value is not None else 0


def add_kerning(font: TTFont, pairs: dict[tuple[str, str], int]) -> None:
    """The most kerned pairs, as many as the old table can hold."""
    most = sorted(pairs, key=lambda pair: (-abs(pairs[pair]), pair))[:4_000]
    table = KernTable_format_0()
    table.coverage, table.tupleIndex, table.format, table.version, table.apple = (
        1,
        None,
        0,
        0,
        False,
    )
    table.kernTable = {pair: pairs[pair] for pair in most}
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [table]


def save(font: TTFont, name: str) -> None:
    plain_cmap(font, font.getBestCmap())
    font.flavor = None
    font.save(TARGET / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
