"""Pictures have their sizes, so that a page does not jump while it loads."""

from __future__ import annotations

import docutils
import pytest
import sphinx
from sites import Built, Site, differences, picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="3" height="2"/></svg>'


def sizes(built: Built, page: str) -> list[tuple[str | None, str | None]]:
    """Width and height of each picture on a page."""
    found = built.html(page).select("main img")
    return [(image.get("width"), image.get("height")) for image in found]


GIVEN: dict[str, tuple[str, tuple[str | None, ...], tuple[str | None, ...] | None]] = {
    # options, what a page says, and what it says with a docutils that wrote sizes in ``style``
    "width": (":width: 50", ("50", "25", None), ("40", "20", "width: 50px;")),
    "height": (":height: 50", ("100", "50", None), (None, None, "height: 50px;")),
    "percent": (":width: 50%", ("40", "20", "width: 50%;"), None),
    "em": (":height: 5em", (None, None, "height: 5em;"), None),
    "scale": (":scale: 50", ("20", "10", None), None),
    "both": (":width: 3\n:height: 3", ("3", "3", None), None),
}


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site with pictures from every place, of every kind."""
    for number, place in enumerate(("posts/a", "posts/sub/b", "_static/c", "extra/pics/d", "e"), 1):
        picture(shared_site, f"{place}.png", 8 * number, 16)
    picture(shared_site, "posts/given.png", 40, 20)
    shared_site.write("posts/broken.png", "no picture")
    shared_site.write("posts/broken.svg", "<svg")
    shared_site.write("_static/empty.gif", "")
    shared_site.configure('html_static_path = ["_static"]\nhtml_extra_path = ["extra"]')
    shared_site.write("index.md", "# Home\n\n![A](e.png)\n")
    shared_site.post(
        "every",
        "![A](a.png) ![Ä](sub/b.png)\n\n"
        '<img src="../_static/c.png" alt="">\n\n'
        "Within a line: <img alt='' src='/pics/d.png?v=1'>\n\n"
        "```{figure} /e.png\nWords.\n```\n",
    )
    outside = "![A](https://a.example/b.png)\n\n<img src='//a.example/c.png'>"
    shared_site.post("elsewhere", f"{outside} <img src='data:,'> <img>")
    sources = ("../_static/empty.gif", "../_static/gone.gif", "%00")
    tags = "".join(f"<img src='{src}'>" for src in sources)
    shared_site.post("broken", f"![A](broken.png) ![A](broken.svg)\n\n{tags}\n")
    for name, (options, _, _) in GIVEN.items():
        shared_site.post(name, f"```{{image}} given.png\n{options}\n```\n")
    return shared_site.build()


def test_every_picture_of_a_post_has_its_size(shared_site: Site, built: Built) -> None:
    assert sizes(built, "posts/every") == [(str(8 * n), "16") for n in (1, 2, 3, 4, 5)]
    images = built.html("posts/every").select("main img")
    assert [image.get("loading") for image in images] == [None, *["lazy"] * 4]
    assert {image["decoding"] for image in images} == {"async"}
    in_folders = shared_site.build("dirhtml")
    assert sizes(in_folders, "posts/every/index") == sizes(built, "posts/every")


def test_pages_that_are_no_posts_have_them_too(built: Built) -> None:
    assert sizes(built, "index") == [("40", "16")]


def test_a_picture_from_elsewhere_is_left_alone(built: Built) -> None:
    for image in built.html("posts/elsewhere").select("main img"):
        assert not {"width", "height", "loading", "decoding"} & image.attrs.keys()


def test_what_is_broken_or_not_there_has_no_size(built: Built) -> None:
    assert built.warnings == []
    assert sizes(built, "posts/broken") == [(None, None)] * 5


@pytest.mark.parametrize("name", GIVEN)
def test_the_size_that_an_author_gives_stays(built: Built, name: str) -> None:
    _, expected, earlier = GIVEN[name]
    if earlier and docutils.__version_info__ < (0, 22):
        expected = earlier
    image = built.html(f"posts/{name}").select_one("main img")
    assert tuple(image.get(name) for name in ("width", "height", "style")) == expected


def test_in_another_theme_only_pages_with_our_styles_have_them(site: Site) -> None:
    picture(site, "a.png", 8, 16)
    site.configure('html_theme = "alabaster"')
    site.write("index.md", "# Home\n\n![A](a.png)\n")
    site.post("one", "![A](/a.png)")
    built = site.build()
    assert built.html("index").find("img").get("width") is None
    assert built.html("posts/one").find("img")["width"] == "8"
    assert ":where(img[width][height])" in built.text("_static/craftblog.css")


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
