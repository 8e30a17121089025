"""The fonts of social cards, and which characters each of them has.

They are part of the package, so that a card has the same bytes on every machine.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

from sphinx_craftblog.features.card_text import UNSEEN

_FOLDER = Path(__file__).parent / "fonts"


class Face(NamedTuple):
    """One font: its file, and its place in a file of several."""

    file: str
    number: int = 0

    @property
    def path(self) -> Path:
        return _FOLDER / self.file


BOLD, MEDIUM = Face("Inter-Bold.otf"), Face("Inter-Medium.otf")

_CHINESE, _JAPANESE = Face("NotoSansCJK-Bold.ttc"), Face("NotoSansCJK-Bold.ttc", 1)

_OTHERS = (
    Face("NotoSansHebrew-Bold.ttf"),
    Face("NotoSansArabic-Bold.ttf"),
    Face("NotoEmoji-Bold.ttf"),
    Face("DejaVuSans-Bold.ttf"),
    _CHINESE,
)


class Fonts:
    """The fonts of one build, read when a text needs them."""

    def __init__(self) -> None:
        self._characters: dict[Face, frozenset[str]] = {}

    def missing(self, text: str) -> list[str]:
        """The characters that no font has, in order."""
        left = set() if text.isascii() else set(UNSEEN.sub("", text))
        for face in (BOLD, *_OTHERS):
            if left:
                left -= self._characters_of(face)
        return sorted(left)

    def runs(
        self, text: str, face: Face, *, is_japanese: bool = False
    ) -> Iterator[tuple[Face, str]]:
        """A text in parts of one font: ``face`` where that has the characters.

        What no font has is left out.
        """
        text = UNSEEN.sub("", text)
        if text.isascii():
            yield face, text
            return
        han = _JAPANESE if is_japanese else _CHINESE
        for found, characters in groupby(text, lambda character: self._first(character, face)):
            if found is not None:
                yield han if found is _CHINESE else found, "".join(characters)

    def _first(self, character: str, face: Face) -> Face | None:
        faces = (face, *_OTHERS)
        return next((face for face in faces if character in self._characters_of(face)), None)

    def _characters_of(self, face: Face) -> frozenset[str]:
        if face not in self._characters:
            self._characters[face] = frozenset(map(chr, _codes(face)))
        return self._characters[face]


def _codes(face: Face) -> Iterator[int]:
    """The code points that a font has, by its table ``cmap``.

    It has one subtable, of format 12 (https://learn.microsoft.com/typography/opentype/spec/cmap).
    """
    data = face.path.read_bytes()
    start = struct.unpack_from(">L", data, 12 + 4 * face.number)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = struct.iter_unpack(">4s4xL4x", data[start + 12 : start + 12 + 16 * count])
    cmap = dict(tables)[b"cmap"]
    subtable = cmap + struct.unpack_from(">L", data, cmap + 8)[0]
    (groups,) = struct.unpack_from(">L", data, subtable + 12)
    ranges = struct.iter_unpack(">LL4x", data[subtable + 16 : subtable + 16 + 12 * groups])
    return chain.from_iterable(range(first, last + 1) for first, last in ranges)
