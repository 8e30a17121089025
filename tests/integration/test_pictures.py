"""Pictures have their sizes, so that a page does not jump while it loads."""

from __future__ import annotations

import docutils
import pytest
import sphinx
from bs4 import BeautifulSoup
from sites import MEGABYTE, Built, Site, assert_time_grows_with_length, differences, picture

from sphinx_craftblog.model.pictures import Size, addresses, completed, svg_size

SIZE = Size(40, 20)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="3" height="2"/></svg>'


def sizes(built: Built, page: str) -> list[tuple[str | None, str | None]]:
    """Width and height of each picture on a page."""
    found = built.html(page).select("main img")
    return [(image.get("width"), image.get("height")) for image in found]


def test_every_picture_of_a_post_has_its_size(site: Site) -> None:
    for number, place in enumerate(("posts/a", "posts/sub/b", "_static/c", "extra/pics/d", "e"), 1):
        picture(site, f"{place}.png", 8 * number, 16)
    site.configure('html_static_path = ["_static"]\nhtml_extra_path = ["extra"]')
    site.post(
        "one",
        "![A](a.png) ![Ä](sub/b.png)\n\n"
        '<img src="../_static/c.png" alt="">\n\n'
        "Within a line: <img alt='' src='/pics/d.png?v=1'>\n\n"
        "```{figure} /e.png\nWords.\n```\n",
    )
    built = site.build()
    assert sizes(built, "posts/one") == [(str(8 * n), "16") for n in (1, 2, 3, 4, 5)]
    images = built.html("posts/one").select("main img")
    assert [image.get("loading") for image in images] == [None, *["lazy"] * 4]
    assert {image["decoding"] for image in images} == {"async"}
    assert sizes(site.build("dirhtml"), "posts/one/index") == sizes(built, "posts/one")


def test_pages_that_are_no_posts_have_them_too(site: Site) -> None:
    picture(site, "a.png", 8, 16)
    site.write("index.md", "# Home\n\n![A](a.png)\n")
    assert sizes(site.build(), "index") == [("8", "16")]


def test_in_another_theme_only_pages_with_our_styles_have_them(site: Site) -> None:
    picture(site, "a.png", 8, 16)
    site.configure('html_theme = "alabaster"')
    site.write("index.md", "# Home\n\n![A](a.png)\n")
    site.post("one", "![A](/a.png)")
    built = site.build()
    assert built.html("index").find("img").get("width") is None
    assert built.html("posts/one").find("img")["width"] == "8"
    assert ":where(img[width][height])" in built.text("_static/craftblog.css")


def test_a_picture_from_elsewhere_is_left_alone(site: Site) -> None:
    outside = "https://a.example/b.png"
    site.post("one", f"![A]({outside})\n\n<img src='//a.example/c.png'> <img src='data:,'> <img>")
    for image in site.build().html("posts/one").select("main img"):
        assert not {"width", "height", "loading", "decoding"} & image.attrs.keys()


def test_what_is_broken_or_not_there_has_no_size(site: Site) -> None:
    site.write("posts/a.png", "no picture")
    site.write("posts/a.svg", "<svg")
    site.write("_static/b.gif", "")
    site.configure('html_static_path = ["_static"]')
    tags = "".join(f"<img src='{src}'>" for src in ("../_static/b.gif", "../_static/c.gif", "%00"))
    site.post("one", f"![A](a.png) ![A](a.svg)\n\n{tags}\n")
    built = site.build()
    assert built.warnings == []
    assert sizes(built, "posts/one") == [(None, None)] * 5


@pytest.mark.parametrize(
    ("options", "expected", "earlier"),
    [
        (":width: 50", ("50", "25", None), ("40", "20", "width: 50px;")),
        (":height: 50", ("100", "50", None), (None, None, "height: 50px;")),
        (":width: 50%", ("40", "20", "width: 50%;"), None),
        (":height: 5em", (None, None, "height: 5em;"), None),
        (":scale: 50", ("20", "10", None), (None, None, "width: 20.0px; height: 10.0px;")),
        (":width: 3\n:height: 3", ("3", "3", None), (None, None, "width: 3px; height: 3px;")),
    ],
)
def test_the_size_that_an_author_gives_stays(
    site: Site,
    options: str,
    expected: tuple[str | None, ...],
    earlier: tuple[str | None, ...] | None,
) -> None:
    picture(site, "posts/a.png", 40, 20)
    site.post("one", f"```{{image}} a.png\n{options}\n```\n")
    image = site.build().html("posts/one").select_one("main img")
    if earlier and docutils.__version_info__ < (0, 22):  # which wrote sizes in ``style``
        expected = earlier
    assert tuple(image.get(name) for name in ("width", "height", "style")) == expected


@pytest.mark.parametrize(
    ("text", "expected", "others"),
    [
        ("<img src=a.png>", ("40", "20"), {"loading": "lazy", "decoding": "async"}),
        ("<IMG SRC='a.png' WIDTH=10>", ("10", "5"), {}),
        ('<img width="20px" src="a.png"/>', ("20px", "10"), {}),
        ("<img src=a.png width=50%>", ("50%", None), {}),
        ("<img src=a.png width=3 height=3>", ("3", "3"), {}),
        ("<img src=a.png loading=eager decoding=sync>", ("40", "20"), {"loading": "eager"}),
        ("<img alt='a > b' src='a.png' />", ("40", "20"), {"alt": "a > b"}),
        ("<img\nalt='\"' src='a.png'\n>", ("40", "20"), {"alt": '"'}),
        ("<img src=a.png style='max-height: 2em'>", ("40", "20"), {}),
        ("<p it's></p><img src=a.png>", ("40", "20"), {}),
        ("<img src=a.png srcset='b.png 2x'>", (None, None), {"decoding": "async"}),
        ("<a title='<img src=a.png>'></a><img src=b.png>", ("40", "20"), {"src": "b.png"}),
    ],
)
def test_an_element_is_read_as_a_browser_does(
    text: str, expected: tuple[str | None, ...], others: dict[str, str]
) -> None:
    whole = completed(f"<img src=first.png>{text}", {"a.png": SIZE, "b.png": SIZE}.get)
    image = BeautifulSoup(whole, "html5lib").find_all("img")[1]
    assert (image.get("width"), image.get("height")) == expected
    assert {name: image.get(name) for name in others} == others


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <img src=a.png> -->",
        "<script>x = \"<img src='a.png'>\"</script>",
        "<pre>&lt;img src=a.png&gt;</pre>",
        '<a title="<img src=a.png>">x</a>',
        "<img src=a.png",
        "<imgs src=a.png>",
        "a < b > c <img",
        "<script>'<img src=a.png>'",
        "<a title='<img src=a.png>",
    ],
)
def test_what_is_no_element_stays_as_it_is(text: str) -> None:
    assert completed(text, {"a.png": SIZE}.get) == text
    assert list(addresses(text)) == []


@pytest.mark.parametrize("part", ["<!-- ", "<script>", "<a b='", '<img a="', "<svg ", "<a ="])
def test_what_never_ends_is_gone_through_once(part: str) -> None:
    def read(length: int) -> None:
        text = part * (length // len(part))
        assert completed(text, {}.get) == text
        assert svg_size(text) is None

    assert_time_grows_with_length(read, MEGABYTE)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="1in" height="72pt"', (96, 96)),
        ("viewBox='0 0 24 12.4'", (24, 12)),
        ('width="100%" height="100%" viewBox="-5,-5,10,20"', (10, 20)),
        ('width="50" viewBox="0 0 10 20"', (50, 100)),
        ('height="50" viewBox="0 0 10 20"', (25, 50)),
        ('height="1e999" viewBox="0 0 0 20"', None),
        ('stroke-width="3"', None),
    ],
)
def test_a_drawing_has_its_own_size_or_that_of_its_box(
    attributes: str, expected: tuple[int, int] | None
) -> None:
    before = "<?xml version='1.0'?><!-- <svg width='1' height='1'> -->"
    assert svg_size(before + SVG.format(attributes)) == expected


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_picture_of_another_size_is_seen(site: Site, builder: str, jobs: int) -> None:
    site.configure("""
        html_static_path = ["_static"]
        templates_path = ["_templates"]
        craftblog_authors = {"ada": {"name": "Ada", "avatar": "_static/ada.png"}}
    """)
    site.write(
        "_templates/craftblog/author.html", '<img class="own" src="{{ author.avatar }}" alt="">'
    )
    names = ("posts/a.png", "_static/b.png", "_static/ada.png")
    site.write("_static/b.svg", SVG.format('width="1" height="1"'))
    for name in names:
        picture(site, name, 8, 8)
    up = "../" if builder == "html" else "../../"
    site.post("one", f"![A](a.png)\n\n<img src='{up}_static/b.png'> <img src='{up}_static/b.svg'>")
    for number in range(6):
        site.post(f"p{number}")
    page = "posts/one" if builder == "html" else "posts/one/index"
    of_ada = "blog/author/ada" if builder == "html" else "blog/author/ada/index"
    built = site.build(builder, jobs=jobs)
    assert sizes(built, page) == [("8", "8"), ("8", "8"), ("1", "1")]
    for name in names:
        picture(site, name, 16, 24)
        built = site.build(builder, jobs=jobs)
        assert differences(built, site.build_clean(builder)) == []
    site.remove("_static/b.svg")
    built = site.build(builder, jobs=jobs)
    assert sizes(built, page) == [("16", "24"), ("16", "24"), (None, None)]
    assert sizes(built, of_ada) == [("16", "24")]
    assert differences(built, site.build_clean(builder)) == []
    picture(site, "_static/b.svg", 8, 8)  # which is none
    site.write("_static/b.svg", SVG.format('width="5" height="7"'))
    built = site.build(builder, jobs=jobs)
    assert sizes(built, page)[2] == ("5", "7")
    assert differences(built, site.build_clean(builder)) == []


def test_a_static_picture_touches_the_pages_that_show_it_alone(site: Site) -> None:
    site.configure('html_static_path = ["_static"]')
    picture(site, "_static/b.png", 8, 8)
    site.post("one", "<img src='../_static/b.png'>", date="2026-01-01")
    site.post("two", date="2026-01-02")
    site.write("three.md", "---\norphan: true\n---\n# Three\n")
    built = site.build()
    times = {name: (built.out / name).stat().st_mtime_ns for name in built.files()}
    picture(site, "_static/b.png", 16, 8)
    built = site.build()
    written = {name for name, time in times.items() if (built.out / name).stat().st_mtime_ns > time}
    if sphinx.version_info < (9,):
        written.discard("index.html")  # which Sphinx 8 writes whenever it writes
    assert {name for name in written if name.endswith(".html")} & {
        "posts/one.html",
        "posts/two.html",
        "three.html",
        "index.html",
    } == {"posts/one.html"}


def test_a_static_folder_that_is_new_is_seen(site: Site) -> None:
    picture(site, "_static/b.png", 8, 8)
    site.post("one", "<img src='../_static/b.png'>")
    assert sizes(site.build(), "posts/one") == [(None, None)]
    site.configure('html_static_path = ["_static"]')
    built = site.build()
    assert sizes(built, "posts/one") == [("8", "8")]
    assert differences(built, site.build_clean()) == []
