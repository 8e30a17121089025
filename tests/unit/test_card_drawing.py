"""How a social card looks: every text stays on it, and runs as its language does."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sphinx_craftblog.features.card import HEIGHT, MARK, WIDTH, SocialCard
from sphinx_craftblog.features.card_drawing import MARGIN, Drawing
from sphinx_craftblog.features.card_fonts import Fonts

PAGE = (0xFC, 0xFB, 0xF9)

FONTS = Fonts()


def drawn(
    title: str,
    authors: tuple[str, ...] = ("Ada",),
    date: str = "1 May",
    language: str = "en",
    blog: str = "Notes",
) -> Image.Image:
    png = Drawing(FONTS, "#0b5cad", None).png(SocialCard(title, blog, authors, date, language))
    return Image.open(BytesIO(png)).convert("RGB")


def extent(image: Image.Image) -> tuple[int, int]:
    """Where what is not page begins and ends, without the bar."""
    part = image.crop((20, 0, 1180, 630))
    box = ImageChops.difference(part, Image.new("RGB", part.size, PAGE)).getbbox()
    assert box is not None, "the card is empty"
    return box[0] + 20, box[2] - 1 + 20


def test_a_card_is_a_picture_that_says_who_made_it() -> None:
    png = Drawing(FONTS, "#0b5cad", None).png(SocialCard("One", "Notes", ("Ada",), "1 May"))
    with Image.open(BytesIO(png)) as card:
        assert (card.format, card.size) == ("PNG", (WIDTH, HEIGHT))
    assert MARK.encode() in png


def test_a_card_has_the_same_bytes_again() -> None:
    card = SocialCard("One", "Notes", ("Ada",), "1 May")
    first, again = (Drawing(Fonts(), "#0b5cad", None).png(card) for _ in range(2))
    assert first == again


TITLES = (
    "Short",
    "On the many ways in which a build may leave files behind that nobody knows of",
    "如何在不停机的情况下迁移数据库：从双写到切换，以及我们在此过程中学到的教训。",
    "ダウンタイムなしで「データベース」を移行する方法、そして学んだこと。",
    "중단 없이 데이터베이스를 마이그레이션하는 방법",
    "ترحيل قواعد البيانات دون توقف: دليل (PostgreSQL) للمطورين",
    "מיגרציה ללא השבתה",
    "Shipping 🚀 with 👩‍💻 🇩🇪 1️⃣ 👍🏽",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "\u200f\u200d\ufe0f",
)


@pytest.mark.parametrize("title", TITLES)
def test_every_title_stays_within_the_margins(title: str) -> None:
    assert FONTS.missing(title.replace("\u200d💻", "").replace("\ufe0f", "")) in (
        [],
        ["🏽"],
        ["⃣"],
    )
    left, right = extent(drawn(title * 3))
    assert left >= MARGIN - 6
    assert right < 1200 - MARGIN + 6


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(st.characters(codec="utf-8", max_codepoint=0x2FFFF), max_size=300),
    author=st.text(max_size=120),
)
def test_no_text_breaks_a_card(title: str, author: str) -> None:
    left, right = extent(drawn(f"A{title}", authors=(author, "Ada Lovelace")))
    assert left >= MARGIN - 12
    assert right < 1200 - MARGIN + 12


def test_a_title_from_right_to_left_mirrors_the_card() -> None:
    left, right = extent(drawn("שלום עולם"))
    assert right > 1200 - MARGIN - 6
    assert left > 600
    assert drawn("שלום עולם").getpixel((1199, 300)) == (0x0B, 0x5C, 0xAD)


def test_han_has_the_forms_of_the_language() -> None:
    assert drawn("直接").tobytes() != drawn("直接", language="ja").tobytes()


def test_a_date_is_never_cut() -> None:
    many = tuple(f"Author {number}" for number in range(40))
    dated, undated = drawn("A", authors=many, date="1 May 2026"), drawn("A", authors=many, date="")
    assert dated.tobytes() != undated.tobytes()
    assert extent(dated)[1] < 1200 - MARGIN + 6


def test_the_blogs_name_and_the_date_are_left_out_where_no_font_has_them() -> None:
    thai, hindi = "สวัสดี", "१ मई २०२६"
    assert FONTS.missing(thai)
    assert FONTS.missing(hindi)
    with_neither = drawn("One", blog="", date="").tobytes()
    assert drawn("One", blog=thai, date=hindi).tobytes() == with_neither
    assert drawn("One").tobytes() != with_neither


def test_a_logo_and_an_accent_keep_their_colors(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (30, 30), "#ff8800").save(logo)
    png = Drawing(FONTS, "#aa0000", logo).png(SocialCard("One", "Notes", ("Ada",), ""))
    with Image.open(BytesIO(png)) as card:
        colors = {color for _, color in card.convert("RGB").getcolors() or []}
    assert {(0xAA, 0, 0), (0xFF, 0x88, 0)} <= colors


def test_a_logo_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("Text")
    drawing = Drawing(FONTS, "#0b5cad", logo)
    assert drawing.logo is None
    assert drawing.png(SocialCard("One", "Notes", (), ""))
