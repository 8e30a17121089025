"""The pictures that apps show with a link to a post that has none of its own."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError

import pytest
from PIL import Image
from sites import ROOT, Built, Site, Warned, differences, json_ld, metas

from sphinx_craftblog.features import social_cards

ONE = "_images/social/posts/one.png"

PLAIN = "craftblog_feeds = []\ncraftblog_search = 'none'\n"


def cards(built: Built) -> set[str]:
    return {name for name in built.tree() if name.startswith("_images/social/")}


def colors(built: Built) -> set[object]:
    """The colors of a card."""
    with Image.open(built.out / ONE) as card:
        return {color for _, color in card.convert("RGB").getcolors() or []}


def warnings_of(built: Built, file: str) -> list[Warned]:
    return [warning for warning in built.warnings if warning.file == file]


@pytest.fixture(scope="module")
def drawn_site(shared_site: Site) -> Site:
    """Posts with and without a card, on a site with an accent and a logo."""
    shared_site.configure(
        "craftblog_drafts = True\n"
        "html_theme_options = {'accent': '#7a1fa2'}\n"
        "html_logo = 'logo.png'\n"
    )
    Image.new("RGB", (30, 30), "#ff8800").save(shared_site.folder / "logo.png")
    shutil.copy(ROOT / "docs/_static/landing-page.png", shared_site.folder)
    shared_site.post("one", heading="A title & <b>")
    shared_site.post("pictured", image="/landing-page.png", image_alt="A page.")
    shared_site.post("linked", image="https://a.example/b.png", image_alt="A page.")
    shared_site.post("draft", draft="true")
    shared_site.post("unlisted", unlisted="true")
    shared_site.post("thai", title="สวัสดี Rust")
    shared_site.post("hindi", author="नमन")
    return shared_site


@pytest.fixture(scope="module")
def drawn(drawn_site: Site) -> Built:
    return drawn_site.build()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_post_has_a_card(drawn_site: Site, drawn: Built, builder: str) -> None:
    built = drawn if builder == "html" else drawn_site.build(builder)
    with Image.open(built.out / ONE) as card:
        assert (card.format, card.size) == ("PNG", (1200, 630))
    page = built.html("posts/one" if builder == "html" else "posts/one/index")
    assert metas(page, "og:image") == [f"https://notes.example/{ONE}"]
    assert metas(page, "og:image:width") == ["1200"]
    assert metas(page, "og:image:height") == ["630"]
    assert metas(page, "og:image:alt") == ["A title & <b>"]
    assert metas(page, "twitter:card") == ["summary_large_image"]
    assert json_ld(page)["BlogPosting"]["image"] == [f"https://notes.example/{ONE}"]
    assert warnings_of(built, "one.md") == []


def test_whoever_has_a_picture_or_is_no_post_has_none(drawn: Built) -> None:
    assert cards(drawn) == {ONE, "_images/social/posts/unlisted.png"}
    (image,) = metas(drawn.html("posts/pictured"), "og:image")
    assert image == "https://notes.example/_images/landing-page.png"
    assert metas(drawn.html("posts/draft"), "og:image") == []
    assert metas(drawn.html("index"), "og:image") == []


def test_the_accent_of_the_theme_and_the_logo_of_the_site_are_taken(drawn: Built) -> None:
    assert {(0x7A, 0x1F, 0xA2), (0xFF, 0x88, 0)} <= colors(drawn)


def test_what_no_font_has_is_said(drawn_site: Site, drawn: Built) -> None:
    said = [warning for name in ("thai.md", "hindi.md") for warning in warnings_of(drawn, name)]
    thai, hindi = said
    assert thai.type == hindi.type == "craftblog.social_cards"
    assert "'ด' (U+0E14)" in thai.text
    assert "'image'" in thai.text
    again = drawn_site.build()  # which reads nothing
    assert sorted(one.text for one in again.warnings) == sorted(one.text for one in said)


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_they_are_for_the_web(drawn_site: Site, builder: str) -> None:
    assert cards(drawn_site.build(builder)) == set()


def test_the_blogs_name_and_the_date_are_left_out_instead(site: Site) -> None:
    site.configure(f'{PLAIN}craftblog_title = "สวัสดี"\nlanguage = "hi"')
    site.post("one", heading="Rust")
    built = site.build()
    assert cards(built) == {ONE}
    assert [w for w in built.warnings if w.type.startswith("craftblog")] == []


def test_other_settings_end_where_a_clean_build_does(site: Site) -> None:
    site.post("one")
    built = site.build()
    clean: dict[str, Built] = {}

    def rebuild(settings: str, *, is_drawn: bool = True) -> Built:
        site.configure(settings)
        before = built.tree().get(ONE)
        again = site.build()
        if settings not in clean:
            clean[settings] = site.build_clean(into=f"_clean{len(clean)}")
        assert differences(again, clean[settings]) == []
        assert again.warnings == []
        assert cards(again) == ({ONE} if is_drawn else set())
        assert bool(metas(again.html("posts/one"), "og:image")) == is_drawn
        assert again.tree().get(ONE) != before
        return again

    rebuild("craftblog_social_cards = False", is_drawn=False)
    rebuild("")
    rebuild('html_baseurl = ""\ncraftblog_feeds = []', is_drawn=False)
    rebuild("")
    rebuild("html_theme_options = {'accent': '#7a1fa2'}")
    rebuild("html_theme_options = {'accent': '#a2471f'}")
    Image.new("RGB", (30, 30), "#ff8800").save(site.folder / "logo.png")
    own = "craftblog_social_cards = {'accent': '#aa0000', 'logo': 'logo.png'}"
    assert {(0xAA, 0, 0), (0xFF, 0x88, 0)} <= colors(rebuild(own))
    Image.new("RGB", (30, 30), "#0088ff").save(site.folder / "logo.png")
    assert (0, 0x88, 0xFF) in colors(rebuild(f"{own}\n"))


def test_without_pillow_there_are_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    site.configure(PLAIN)
    site.post("one")
    site.build()
    monkeypatch.setattr(social_cards, "version", missing)
    built = site.build()
    assert cards(built) == set()
    assert metas(built.html("posts/one"), "og:image") == []
    assert built.warnings == []
    assert differences(built, site.build_clean()) == []
    site.configure(f"{PLAIN}craftblog_social_cards = {{'accent': '#aa0000'}}")
    (warning,) = site.build().warnings
    assert warning.type == "craftblog.social_cards"
    assert "sphinx-craftblog[social]" in warning.text


def test_a_logo_that_is_none_is_said(site: Site) -> None:
    site.write("logo.png", "Text")
    site.post("one")
    for logo, part in {
        "lgo.png": "did you mean 'logo.png'?",
        "../logo.png": "outside the source folder",
        "logo.png": "no PNG or JPEG",
    }.items():
        site.configure(f"{PLAIN}craftblog_social_cards = {{'logo': {logo!r}}}")
        built = site.build()
        (warning,) = built.warnings
        assert warning.type == "craftblog.image"
        assert part in warning.text
        assert cards(built) == {ONE}


def test_they_follow_the_post(site: Site) -> None:
    site.configure(PLAIN)
    for name in ("one", "two", *(f"p{number}" for number in range(6))):
        site.post(name)
    before = site.build(jobs=2).tree()
    times = {name: (site.folder / "_build/html" / name).stat().st_mtime_ns for name in before}
    site.post("one", heading="Another title")
    site.post("two", body="Another text.")
    built = site.build(jobs=2)
    assert built.tree()[ONE] != before[ONE]
    for name in cards(built) - {ONE}:
        assert (built.out / name).stat().st_mtime_ns == times[name]
    assert differences(built, site.build_clean()) == []
    site.remove("posts/one.md")
    built = site.build(jobs=2)
    assert ONE not in cards(built)
    assert differences(built, site.build_clean(into="_clean2")) == []


def test_one_that_is_gone_or_may_be_old_is_drawn_again(site: Site) -> None:
    site.configure(PLAIN)
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
    # Ours are known without a manifest.
    (built.out / ".craftblog.json").unlink()
    site.post("one", heading="Another title")
    assert site.build().tree()[ONE] == site.build_clean(into="_clean2").tree()[ONE] != whole


def test_a_build_of_one_file_leaves_the_others_to_the_next(site: Site) -> None:
    site.configure(PLAIN)
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
    site.configure(PLAIN)
    path = site.write(f"_build/html/{ONE}", "mine")
    site.post("one")
    built = site.build()
    assert path.read_text() == "mine"
    assert metas(built.html("posts/one"), "og:image") == []
    (warning,) = built.warnings
    assert (warning.file, warning.type) == ("one.md", "craftblog.social_cards")
    path.unlink()
    assert differences(site.build(), site.build_clean()) == []


def test_two_builders_share_what_is_read(site: Site) -> None:
    site.configure(PLAIN)
    site.post("one")
    site.build("html")
    assert cards(site.build("dirhtml")) == {ONE}
    site.post("one", heading="Another title")
    site.build("html")
    assert differences(site.build("dirhtml"), site.build_clean("dirhtml")) == []
