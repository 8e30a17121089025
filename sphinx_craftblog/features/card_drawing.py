"""How a social card looks: from its texts to the bytes of a PNG.

Every measure is in pixels. Letters are put one after the other by the basic layout of
Pillow, which does not depend on what else is installed; the palette is small, so that a
card is drawn and packed in a few milliseconds.
"""

from __future__ import annotations

import zlib
from functools import cached_property
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from sphinx_craftblog.features import card_text
from sphinx_craftblog.features.card import HEIGHT, MARK, WIDTH, SocialCard
from sphinx_craftblog.features.card_fonts import BOLD, MEDIUM, Face, Fonts
from sphinx_craftblog.features.card_text import Flow, card_line

MARGIN = 88

INNER = WIDTH - 2 * MARGIN

_BAR = 20
"""Width of the bar at the edge where lines begin."""

_SIZES = ((88, 2), (76, 3), (66, 4), (58, 4), (50, 5), (44, 5))
"""Sizes of a title, and its most lines; the first that it fits is taken."""

_SMALL = 32
"""Size of the other texts."""

_LEADING = 1.2
_CAPITAL = 0.73
"""From the size, the distance of lines, and the height of a capital letter."""

_TOP, _BOTTOM = MARGIN + round(_SMALL * _CAPITAL), HEIGHT - MARGIN
"""The first and the last baseline."""

_LOGO_WIDTH, _LOGO_HEIGHT, _LOGO_GAP = 320, 64, 24

_PAGE, _TEXT, _MUTED = "#fcfbf9", "#1f2328", "#595f69"

_SHADES = 7
"""Colors of a text from faint to full; with them, 16 colors are enough for four bits a pixel."""

_INK_TEXT, _INK_MUTED, _INK_ACCENT, _INK_LOGO = 0, _SHADES, 2 * _SHADES + 1, 2 * _SHADES + 2
"""Where their colors stand in the palette; the page's is the first."""

_LOGO_COLORS = 112


class Drawing:
    """The cards of one build: what they have in common, and how each is drawn."""

    def __init__(self, fonts: Fonts, accent: str, logo: Path | None) -> None:
        self.fonts = fonts
        self._accent = accent
        self._logo_path = logo
        self._loaded: dict[tuple[Face, int], ImageFont.FreeTypeFont] = {}

    def png(self, card: SocialCard) -> bytes:
        """The card as a picture; mirrored if its title runs from right to left."""
        flow = Flow.of(card)
        dark, muted = (Image.new("L", (WIDTH, HEIGHT)) for _ in range(2))
        self._draw_title(dark, card_line(card.title), flow)
        indent = self.logo.width + _LOGO_GAP if self.logo else 0
        blog = self._cut(self._if_drawable(card.blog), BOLD, INNER - indent)
        self._draw_line(dark, blog, BOLD, _SMALL, _TOP, flow, indent)
        self._draw_line(muted, self._foot(card), MEDIUM, _SMALL, _BOTTOM, flow)
        return self._packed(self._colored(dark, muted, is_mirrored=flow.base == "R"))

    @cached_property
    def logo(self) -> Image.Image | None:
        """The logo in a palette of its own; nothing if it cannot be read."""
        if self._logo_path is None:
            return None
        try:
            with Image.open(self._logo_path, formats=("PNG", "JPEG")) as file:
                picture = file.convert("RGBA")
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return None
        scale = min(_LOGO_HEIGHT / picture.height, _LOGO_WIDTH / picture.width)
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        scaled = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        flat = Image.alpha_composite(Image.new("RGBA", size, _PAGE), scaled).convert("RGB")
        return flat.quantize(_LOGO_COLORS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)

    def _draw_title(self, mask: Image.Image, title: str, flow: Flow) -> None:
        lines, size = self._lines(title)
        leading, capital = round(size * _LEADING), round(size * _CAPITAL)
        height = (len(lines) - 1) * leading + capital
        baseline = (_TOP + _BOTTOM - _SMALL - height) // 2 + capital
        for line in lines:
            self._draw_line(mask, line, BOLD, size, baseline, flow)
            baseline += leading

    def _lines(self, title: str) -> tuple[list[str], int]:
        """The lines of a title and their size; words are divided only where nothing else helps."""
        for widest in (0, INNER):
            for size, most in _SIZES:
                units = card_text.units(title, self._measure(BOLD, size), widest)
                lines = card_text.balanced(units, INNER)
                if len(lines) <= most and all(unit.width <= INNER for unit in units):
                    return [card_text.text_of(line) for line in lines], size
        lines = card_text.filled(units, INNER)
        rest = card_text.text_of(unit for line in lines[most - 1 :] for unit in line)
        texts = [card_text.text_of(line) for line in lines[: most - 1]]
        return [*texts, card_text.cut(rest, self._measure(BOLD, size), INNER)], size

    def _foot(self, card: SocialCard) -> str:
        """Authors and date on one line, of which the date is never cut."""
        date = self._if_drawable(card.date)
        authors = ", ".join(map(card_line, card.authors))
        if not (date and authors):
            return self._cut(date or authors, MEDIUM, INNER)
        rest = INNER - self._measure(MEDIUM, _SMALL)(f" · {date}")
        return f"{self._cut(authors, MEDIUM, rest)} · {date}"

    def _if_drawable(self, text: str) -> str:
        text = card_line(text)
        return "" if self.fonts.missing(text) else text

    def _cut(self, text: str, face: Face, width: float) -> str:
        return card_text.cut(text, self._measure(face, _SMALL), width)

    def _measure(self, face: Face, size: int) -> card_text.Measure:
        def measure(text: str) -> float:
            runs = self.fonts.runs(card_text.joined(text), face)
            return sum(self._font(found, size).getlength(run) for found, run in runs)

        return measure

    def _draw_line(
        self,
        mask: Image.Image,
        text: str,
        face: Face,
        size: int,
        baseline: int,
        flow: Flow,
        indent: int = 0,
    ) -> None:
        draw = ImageDraw.Draw(mask)
        text = card_text.ordered(text, flow.base)
        runs = [*self.fonts.runs(text, face, is_japanese=flow.is_japanese)]
        fonts = [self._font(found, size) for found, _ in runs]
        widths = [font.getlength(run) for font, (_, run) in zip(fonts, runs, strict=True)]
        x = WIDTH - MARGIN - indent - sum(widths) if flow.base == "R" else MARGIN + indent
        for font, (_, run), width in zip(fonts, runs, widths, strict=True):
            draw.text((round(x), baseline), run, 255, font, anchor="ls")
            x += width

    def _font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        if (face, size) not in self._loaded:
            basic = ImageFont.Layout.BASIC
            # Pillow 10.0 takes no path.
            font = ImageFont.truetype(str(face.path), size, face.number, layout_engine=basic)
            self._loaded[face, size] = font
        return self._loaded[face, size]

    def _colored(self, dark: Image.Image, muted: Image.Image, *, is_mirrored: bool) -> Image.Image:
        """The picture as places in the palette."""
        image = dark.point(_inked(_INK_TEXT))
        foot = 0, _BOTTOM - _SMALL, WIDTH, _BOTTOM + _SMALL
        image.paste(muted.crop(foot).point(_inked(_INK_MUTED)), foot)
        left = WIDTH - _BAR if is_mirrored else 0
        image.paste(_INK_ACCENT, (left, 0, left + _BAR, HEIGHT))
        if self.logo:
            colors = Image.frombytes("L", self.logo.size, self.logo.tobytes())
            x = WIDTH - MARGIN - self.logo.width if is_mirrored else MARGIN
            y = _TOP - round(_SMALL * _CAPITAL / 2) - self.logo.height // 2
            image.paste(colors.point([min(255, i + _INK_LOGO) for i in range(256)]), (x, y))
        return image

    def _packed(self, image: Image.Image) -> bytes:
        image.putpalette(self._palette)
        info = PngInfo()
        info.add_text("Software", MARK)
        file = BytesIO()
        bits = 8 if self.logo else 4
        # Letters are runs of a color: as small as what takes three times as long finds them.
        image.save(file, "PNG", bits=bits, compress_type=zlib.Z_RLE, pnginfo=info)
        return file.getvalue()

    @cached_property
    def _palette(self) -> list[int]:
        colors = [_rgb(_PAGE), *_ramp(_TEXT), *_ramp(_MUTED), _rgb(self._accent)]
        palette = [part for color in colors for part in color]
        return palette + (self.logo.getpalette() or [] if self.logo else [])


def _inked(ink: int) -> list[int]:
    """For each shade of a mask, its place in the palette."""
    shades = (round(value * _SHADES / 255) for value in range(256))
    return [ink + shade if shade else 0 for shade in shades]


def _ramp(color: str) -> list[list[int]]:
    """The shades of a color on the page, the faintest first."""
    pairs = [*zip(_rgb(_PAGE), _rgb(color), strict=True)]
    return [
        [page + round((full - page) * shade / _SHADES) for page, full in pairs]
        for shade in range(1, _SHADES + 1)
    ]


def _rgb(color: str) -> list[int]:
    return [*ImageColor.getrgb(color)[:3]]
