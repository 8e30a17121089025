"""Names made into addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

SPELLED_OUT = {"+": "-plus", "#": "-sharp"}
"""Signs that tell names apart (C, C++, C#) and would otherwise be lost."""

MAX_BYTES = 120
"""Longest slug in UTF-8. File systems allow 255 bytes a name, and a suffix follows."""


LONGEST_NAME = 1000
"""Characters of a name that are looked at; to normalize accents takes their number squared."""

DEVICES = frozenset(
    {"aux", "con", "nul", "prn"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
"""Names that are no files on Windows, whatever suffix follows."""

RESERVED = DEVICES | {"index"}
"""Slugs that no term has; ``tag/index`` is the index itself under the ``dirhtml`` builder."""


@lru_cache(1 << 14)
def fold(name: str) -> str:
    """The form in which two spellings of one term are equal: case and spaces do not count."""
    if len(name) <= LONGEST_NAME:
        # Twice: a letter may fold to several, the last of which takes the accent.
        name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return " ".join(name.casefold().split())


def slugify(name: str) -> str:
    """The address of a name: letters and digits of any script, the rest a hyphen.

    >>> slugify("C++"), slugify("C#"), slugify("Zero  Downtime!"), slugify("Größe")
    ('c-plus-plus', 'c-sharp', 'zero-downtime', 'grösse')

    A name without letters or digits is spelled by the names of its characters,
    so that no name is without an address:

    >>> slugify("🚀"), slugify("..")
    ('rocket', 'full-stop-full-stop')
    """
    name = name[:LONGEST_NAME]
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    spelled = "".join(SPELLED_OUT.get(character, character) for character in folded)
    slug = _hyphenated(spelled)
    if not any(character.isalnum() for character in folded):
        slug = _hyphenated(
            " ".join(unicodedata.name(c, f"u{ord(c):x}") for c in folded if not c.isspace()).lower()
        )
    return _shortened(slug)


def unique_slug(wanted: str, taken: Container[str]) -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3``, … that is not taken."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _hyphenated(text: str) -> str:
    # Vowel signs and accents (category M) belong to the letters before them.
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in text)
    text = re.sub("-+", "-", "".join(kept)).strip("-")
    # A sign that is spelled out may leave a letter beside an accent that it had.
    return unicodedata.normalize("NFC", text)


def _shortened(slug: str) -> str:
    return slug.encode()[:MAX_BYTES].decode(errors="ignore").strip("-")
