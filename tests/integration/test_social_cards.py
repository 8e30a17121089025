"""The pictures that apps show with a link to a post that has none of its own."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sites import ROOT, Built, Site, differences, json_ld, metas
from sphinx.errors import ConfigError

from sphinx_craftblog.publishing import social_cards
from sphinx_craftblog.publishing.card import Card
from sphinx_craftblog.publishing.card_drawing import MARGIN, Drawing
from sphinx_craftblog.publishing.card_fonts import Fonts

PAGE = (0xFC, 0xFB, 0xF9)

ONE = "_images/social/posts/one.png"


def cards(built: Built) -> set[str]:
    return {name for name in built.tree() if name.startswith("_images/social/")}


def drawn(
    title: str,
    authors: tuple[str, ...] = ("Ada",),
    date: str = "1 May",
    language: str = "en",
) -> Image.Image:
    png = Drawing(Fonts(), "#0b5cad", None).png(Card(title, "Notes", authors, date, language))
    return Image.open(BytesIO(png)).convert("RGB")


def extent(image: Image.Image, top: int = 0, bottom: int = 630) -> tuple[int, int]:
    """Where what is not page begins and ends between two heights, without the bar."""
    part = image.crop((20, top, 1180, bottom))
    empty = Image.new("RGB", part.size, PAGE)
    columns = [
        x
        for x in range(part.width)
        if part.crop((x, 0, x + 1, part.height)).tobytes()
        != empty.crop((x, 0, x + 1, part.height)).tobytes()
    ]
    return columns[0] + 20, columns[-1] + 20


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_post_has_a_card(site: Site, builder: str) -> None:
    site.post("one", heading="A title & <b>")
    built = site.build(builder)
    with Image.open(built.out / ONE) as card:
        assert (card.format, card.size) == ("PNG", (1200, 630))
    page = built.html("posts/one" if builder == "html" else "posts/one/index")
    assert metas(page, "og:image") == [f"https://notes.example/{ONE}"]
    assert metas(page, "og:image:width") == ["1200"]
    assert metas(page, "og:image:height") == ["630"]
    assert metas(page, "og:image:alt") == ["A title & <b>"]
    assert metas(page, "twitter:card") == ["summary_large_image"]
    assert json_ld(page)["BlogPosting"]["image"] == [f"https://notes.example/{ONE}"]
    assert built.warnings == []


def test_whoever_has_a_picture_or_is_no_post_has_none(site: Site) -> None:
    site.configure("craftblog_drafts = True")
    shutil.copy(ROOT / "docs/_static/landing-page.png", site.folder)
    site.post("pictured", image="/landing-page.png", image_alt="A page.")
    site.post("linked", image="https://a.example/b.png", image_alt="A page.")
    site.post("draft", draft="true")
    site.post("unlisted", unlisted="true")
    built = site.build()
    assert cards(built) == {"_images/social/posts/unlisted.png"}
    (image,) = metas(built.html("posts/pictured"), "og:image")
    assert image == "https://notes.example/_images/landing-page.png"
    assert metas(built.html("posts/draft"), "og:image") == []
    assert metas(built.html("index"), "og:image") == []


@pytest.mark.parametrize(
    "line", ["craftblog_social_cards = False", 'html_baseurl = ""\ncraftblog_feeds = []']
)
def test_they_can_be_left_out(site: Site, line: str) -> None:
    site.post("one")
    assert cards(site.build()) == {ONE}
    site.configure(line)
    built = site.build()
    assert cards(built) == set()
    assert metas(built.html("posts/one"), "og:image") == []
    assert built.warnings == []
    assert differences(built, site.build_clean()) == []
    site.configure("")
    assert differences(site.build(), site.build_clean(into="_clean2")) == []


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_they_are_for_the_web(site: Site, builder: str) -> None:
    site.configure("version = '1'")
    site.post("one")
    assert cards(site.build(builder)) == set()


def test_without_pillow_there_are_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    site.post("one")
    site.build()
    monkeypatch.setattr(social_cards, "version", missing)
    built = site.build()
    assert cards(built) == set()
    assert metas(built.html("posts/one"), "og:image") == []
    assert built.warnings == []
    assert differences(built, site.build_clean()) == []
    site.configure("craftblog_social_cards = {'accent': '#aa0000'}")
    (warning,) = site.build().warnings
    assert warning.type == "craftblog.social_cards"
    assert "sphinx-craftblog[social]" in warning.text


def test_what_no_font_has_is_said(site: Site) -> None:
    site.post("one", title="สวัสดี Rust")
    site.post("two", author="नमन")
    built = site.build()
    assert cards(built) == set()
    one, two = sorted(built.warnings, key=lambda warning: warning.file)
    assert (one.file, one.type) == ("one.md", "craftblog.social_cards")
    assert "'ด' (U+0E14)" in one.text
    assert "'image'" in one.text
    assert two.file == "two.md"
    assert [warning.text for warning in site.build().warnings] == [one.text, two.text]


def test_the_blogs_name_and_the_date_are_left_out_instead(site: Site) -> None:
    site.configure('craftblog_title = "สวัสดี"\nlanguage = "hi"')
    site.post("one", heading="Rust")
    built = site.build()
    assert cards(built) == {ONE}
    assert [w for w in built.warnings if w.type.startswith("craftblog")] == []


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("'blue'", "True, False or a mapping"),
        ("{'acent': '#aa0000'}", "did you mean 'accent'?"),
        ("{'accent': 'blue'}", "'#rrggbb'"),
        ("{'logo': 3}", "path of a PNG"),
    ],
)
def test_options_are_checked(site: Site, value: str, part: str) -> None:
    site.configure(f"craftblog_social_cards = {value}")
    with pytest.raises(ConfigError, match=r"conf\.py:6: craftblog_social_cards takes ") as caught:
        site.build()
    assert part in str(caught.value)


def test_accent_and_logo(site: Site) -> None:
    site.post("one")
    plain = site.build().tree()[ONE]
    Image.new("RGB", (30, 30), "#ff8800").save(site.folder / "logo.png")
    site.configure("craftblog_social_cards = {'accent': '#aa0000', 'logo': 'logo.png'}")
    built = site.build()
    assert built.tree()[ONE] != plain
    with Image.open(built.out / ONE) as card:
        colors = {color for _, color in card.convert("RGB").getcolors() or []}
    assert {(0xAA, 0, 0), (0xFF, 0x88, 0)} <= colors
    with_logo = built.tree()[ONE]
    Image.new("RGB", (30, 30), "#0088ff").save(site.folder / "logo.png")
    built = site.build()
    assert built.tree()[ONE] != with_logo
    assert differences(built, site.build_clean()) == []


def test_the_accent_of_the_theme_is_taken(site: Site) -> None:
    site.post("one")
    site.configure("html_theme_options = {'accent': '#7a1fa2'}")
    built = site.build()
    with Image.open(built.out / ONE) as card:
        colors = {color for _, color in card.convert("RGB").getcolors() or []}
    assert (0x7A, 0x1F, 0xA2) in colors
    site.configure("html_theme_options = {'accent': '#a2471f'}")
    assert differences(site.build(), site.build_clean()) == []


def test_a_logo_of_the_site_is_taken(site: Site) -> None:
    Image.new("RGB", (30, 30), "#ff8800").save(site.folder / "logo.png")
    site.configure("html_logo = 'logo.png'")
    site.post("one")
    with Image.open(site.build().out / ONE) as card:
        assert (0xFF, 0x88, 0) in {color for _, color in card.convert("RGB").getcolors() or []}


@pytest.mark.parametrize(
    ("logo", "part"),
    [
        ("lgo.png", "did you mean 'logo.png'?"),
        ("../logo.png", "outside the source folder"),
        ("logo.png", "no PNG or JPEG"),
    ],
)
def test_a_logo_that_is_none_is_said(site: Site, logo: str, part: str) -> None:
    site.write("logo.png", "Text")
    site.configure(f"craftblog_social_cards = {{'logo': {logo!r}}}")
    site.post("one")
    built = site.build()
    (warning,) = built.warnings
    assert warning.type == "craftblog.image"
    assert part in warning.text
    assert cards(built) == {ONE}


@pytest.mark.parametrize("jobs", [1, 2])
def test_they_follow_the_post(site: Site, jobs: int) -> None:
    for name in ("one", "two", *(f"p{number}" for number in range(6))):
        site.post(name)
    before = site.build(jobs=jobs).tree()
    times = {name: (site.folder / "_build/html" / name).stat().st_mtime_ns for name in before}
    site.post("one", heading="Another title")
    site.post("two", body="Another text.")
    built = site.build(jobs=jobs)
    after = built.tree()
    assert after[ONE] != before[ONE]
    for name in cards(built) - {ONE}:
        assert (built.out / name).stat().st_mtime_ns == times[name]
    assert differences(built, site.build_clean()) == []
    site.remove("posts/one.md")
    built = site.build(jobs=jobs)
    assert ONE not in cards(built)
    shutil.rmtree(site.folder / "_clean")
    assert differences(built, site.build_clean(jobs=jobs)) == []


def test_one_that_is_gone_or_may_be_old_is_drawn_again(site: Site) -> None:
    site.post("one")
    built = site.build()
    whole = (built.out / ONE).read_bytes()
    (built.out / ONE).unlink()
    assert site.build().tree()[ONE] == whole
    # As a build leaves it that is killed between the card and the manifest.
    (built.out / ONE).write_bytes(b"Another card: sphinx-craftblog")
    (built.out / f"{ONE}.tmp").write_bytes(whole[:99])
    journal = f"page posts/one\npage {ONE}\nfile {ONE}\nfile {ONE}.tmp\n"
    (built.out / ".craftblog.writing").write_text(journal)
    assert site.build().tree()[ONE] == whole
    assert differences(built, site.build_clean()) == []


def test_a_build_of_one_file_leaves_the_others_to_the_next(site: Site) -> None:
    site.post("one")
    site.post("two")
    site.build()
    for name in ("one", "two"):
        site.post(name, heading="Another title")
    app = site.app("html")
    app.build(filenames=[str(site.folder / "posts/two.md")])
    app.cleanup()
    assert differences(site.build(), site.build_clean()) == []


def test_a_file_that_no_build_has_made_stays(site: Site) -> None:
    path = site.write(f"_build/html/{ONE}", "mine")
    site.post("one")
    built = site.build()
    assert path.read_text() == "mine"
    assert metas(built.html("posts/one"), "og:image") == []
    (warning,) = built.warnings
    assert (warning.file, warning.type) == ("one.md", "craftblog.social_cards")
    path.unlink()
    assert differences(site.build(), site.build_clean()) == []


def test_ours_are_known_without_a_manifest(site: Site) -> None:
    site.post("one")
    built = site.build()
    (built.out / ".craftblog.json").unlink()
    site.post("one", heading="Another title")
    assert site.build().tree()[ONE] == site.build_clean().tree()[ONE]


def test_two_builders_share_what_is_read(site: Site) -> None:
    site.post("one")
    site.build("html")
    assert cards(site.build("dirhtml")) == {ONE}
    site.post("one", heading="Another title")
    site.build("html")
    assert differences(site.build("dirhtml"), site.build_clean("dirhtml")) == []


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
    assert Fonts().missing(title.replace("\u200d💻", "").replace("\ufe0f", "")) in (
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
