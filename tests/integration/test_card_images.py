"""The covers of posts on their cards."""

from __future__ import annotations

import pytest
from sites import Site, differences, picture


@pytest.fixture
def blog(site: Site) -> Site:
    site.write("index.md", "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n")
    picture(site, "posts/a b.png", 1600, 800)
    for number, name in enumerate(("one", "two", "three"), 1):
        site.post(
            name, date=f"2026-01-0{number}", tags="[Rust]", image="a b.png", image_alt=f"Of {name}"
        )
    return site


@pytest.mark.parametrize("theme", ["craftblog", "alabaster"])
def test_a_card_shows_the_cover_of_its_post(blog: Site, theme: str) -> None:
    blog.configure(f'html_theme = "{theme}"')
    blog.post("two", date="2026-01-02", image="a b.png", image_alt="Two")
    built = blog.build()
    assert built.warnings == []
    images = built.html("index").select("article img.craftblog-card-image")
    assert [image["alt"] for image in images] == ["Of three", "", "Of one"]
    assert [image.get("loading") for image in images] == [None, "lazy", "lazy"]
    assert {(image["width"], image["height"]) for image in images} == {("1600", "800")}
    assert {image["src"] for image in images} == {"_images/a%20b.png"}
    of_tag = built.html("blog/tag/rust").select_one("article img")
    assert of_tag["src"] == "../../_images/a%20b.png"
    assert (built.out / "_images/a b.png").is_file()
    assert "aspect-ratio:16 / 9" in built.text("_static/craftblog.css")


def test_the_text_in_feeds_has_no_cover(blog: Site) -> None:
    blog.configure('craftblog_feed_content = "excerpt"')
    assert "&lt;img" not in blog.build().text("blog/atom.xml")


def test_covers_can_be_left_out_and_those_elsewhere_are(blog: Site) -> None:
    blog.post("three", date="2026-01-03", image="https://a.example/b.png", image_alt="B")
    built = blog.build()
    assert len(built.html("index").select("article img")) == 2
    blog.configure("craftblog_card_images = False")
    built = blog.build()
    assert built.html("index").select("article img") == []
    assert differences(built, blog.build_clean()) == []


def test_an_svg_without_a_size_has_none(blog: Site) -> None:
    blog.write("posts/c.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    blog.post("three", date="2026-01-03", image="c.svg", image_alt="C")
    image = blog.build().html("index").select_one("article img")
    assert (image["src"], image.get("width")) == ("_images/c.svg", None)


def test_what_changes_in_a_cover_reaches_every_list(blog: Site) -> None:
    blog.build()
    picture(blog, "posts/a b.png", 80, 40)
    built = blog.build(jobs=2)
    assert built.html("index").select_one("article img")["width"] == "80"
    assert differences(built, blog.build_clean()) == []
    picture(blog, "aa/a b.png", 800, 40)  # takes the name of the other one
    blog.post("two", date="2026-01-02", tags="[Rust]", image="/aa/a b.png", image_alt="Two")
    built = blog.build()
    assert differences(built, blog.build_clean(jobs=2, into="_clean2")) == []
    blog.post("three", date="2026-01-03", tags="[Rust]", image="a b.png", image_alt="Dusk")
    built = blog.build()
    assert built.html("blog/tag/rust").select_one("article img")["alt"] == "Dusk"
    assert differences(built, blog.build_clean(into="_clean3")) == []
