"""Pictures in HTML: the ``<img>`` elements of a text, and what one needs so that nothing jumps."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple


class Size(NamedTuple):
    """Width and height in CSS pixels."""

    width: int
    height: int


_COMMENT = r"<!--.*?(?:-->|\Z)"

_ATTRIBUTES = r"""(?:[^>=]++|=\s*(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))?)*"""
"""They stand in a look-ahead, which gives nothing back: before Python 3.11.5, a possessive
repetition of a group does (CPython issue 106052).
"""

_PIECE = re.compile(
    rf"""{_COMMENT}
    |<(?P<text>script|style|template|textarea|title)(?=[\s/>]).*?(?:</(?P=text)\s*>|\Z)
    |<img(?=[\s/>])(?=(?P<picture>{_ATTRIBUTES}))(?P=picture)>
    |<[a-z](?=(?P<others>{_ATTRIBUTES}))(?P=others)(?:>|\Z)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""What a browser reads as a whole: ``<img`` in a script, a comment or a quoted value is none.

What has no end lasts until that of the text, so that nothing is gone through twice.
"""

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=]+))?""")

_SIZED_BY_STYLE = re.compile(r"(?:^|[;\s])(?:height|block-size|aspect-ratio)\s*:", re.IGNORECASE)

_PIXELS = re.compile(r"\s*\+?(\d{1,6})(?:px)?\s*", re.IGNORECASE)


def completed(text: str, size_of: Callable[[str], Size | None]) -> str:
    """HTML whose pictures of this site have what they lack.

    That is their size if ``size_of`` their address is known, ``decoding`` and, but for
    the first picture, ``loading``. What an element says itself stays.
    """
    seen = 0

    def piece(match: re.Match[str]) -> str:
        nonlocal seen
        if match["picture"] is None:
            return match[0]
        seen += 1
        given = _attributes(match["picture"])
        address = given.get("src", "")
        if not is_of_site(address):
            return match[0]
        added: dict[str, object] = {} if seen == 1 else {"loading": "lazy"}
        added |= {"decoding": "async"} | _missing_size(given, size_of(address))
        shown = "".join(f' {key}="{value}"' for key, value in added.items() if key not in given)
        return f"<img{shown}{match['picture']}>"

    return _PIECE.sub(piece, text)


def picture_addresses(text: str) -> Iterator[str]:
    """The addresses of this site's pictures in HTML."""
    found = (_attributes(match["picture"] or "") for match in _PIECE.finditer(text))
    yield from filter(is_of_site, (given.get("src", "") for given in found))


def is_of_site(address: str) -> bool:
    """Return whether an address has no host and is no data."""
    return bool(address) and not re.match(r"\s*(?://|[a-z][a-z0-9+.-]*:)", address, re.IGNORECASE)


def svg_size(text: str) -> Size | None:
    """The size of an SVG image: its own, else that of its ``viewBox``; none if it has neither."""
    root = _SVG.search(_SVG_COMMENT.sub("", text))
    if root is None:
        return None
    given = _attributes(root[1])
    width, height = (_length(given.get(name, "")) for name in ("width", "height"))
    box = [_number(part) for part in re.split(r"[\s,]+", given.get("viewbox", "").strip())]
    box_width, box_height = box[2:] if len(box) == 4 else (0.0, 0.0)
    if box_width and box_height:
        if not width and not height:
            width = box_width
        width = width or height * box_width / box_height
        height = height or width * box_height / box_width
    return Size(max(1, round(width)), max(1, round(height))) if width and height else None


_SVG = re.compile(rf"<svg\b({_ATTRIBUTES})")

_SVG_COMMENT = re.compile(_COMMENT, re.DOTALL)

_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""CSS pixels in a unit (CSS Values 4, section 6.2)."""


def _length(value: str) -> float:
    """A length in pixels, 0 if it depends on something else."""
    match = re.fullmatch(r"\s*([.\de+]+?)([a-z]*)\s*", value, re.IGNORECASE)
    return _number(match[1]) * _UNITS.get(match[2].lower(), 0) if match else 0.0


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0 < number < 1e6 else 0.0


def _attributes(element: str) -> dict[str, str]:
    """Attributes by name, as a browser reads them: of two with one name, the first."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(element):
        text = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(text))
    return found


def _missing_size(given: Mapping[str, str], size: Size | None) -> dict[str, object]:
    """``width`` and ``height`` in the picture's ratio, unless the author has decided on both."""
    if size is None or "srcset" in given or _SIZED_BY_STYLE.search(given.get("style", "")):
        return {}
    if "width" not in given and "height" not in given:
        return size._asdict()
    if "height" not in given and (pixels := _PIXELS.fullmatch(given["width"])):
        return {"height": max(1, round(int(pixels[1]) * size.height / size.width))}
    if "width" not in given and (pixels := _PIXELS.fullmatch(given["height"])):
        return {"width": max(1, round(int(pixels[1]) * size.width / size.height))}
    return {}
