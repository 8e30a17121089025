"""What a page's head says to search engines, other sites and apps."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site, differences, json_ld, metas, picture

HOSTILE = """A & B <b>"quoted"</b> ]]> </script><!-- 'x' עברית"""


def canonical(page: BeautifulSoup) -> str:
    (link,) = page.select("link[rel=canonical]")
    return link["href"]


AUTHORS = """
craftblog_authors = {"ada": {
    "name": "Ada Lovelace",
    "url": "https://ada.example/",
    "bio": "Engines.",
    "avatar": "_static/ada.png",
    "links": {"Fediverse": "https://social.example/@ada", "Mail": "mailto:ada@ada.example"},
}}
"""


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site whose pages say little of themselves, and a post that says all."""
    write_posts(shared_site)
    write_pages(shared_site)
    return shared_site.build(jobs=2)


def write_posts(site: Site) -> None:
    site.post("one", tags="[Rust]")
    site.post("control", title=r'"A\x07b\x85c\u2028d"')
    site.post("long", title="word " * 40)
    site.post("elsewhere", canonical_url="https://elsewhere.example/one")
    site.post("marked", tags="[Shown]", category="Notes", author="Ada", heading=r"A \<b>")
    site.post("second", tags="[Shown]", date="2025-12-01")
    site.write(
        "posts/own.md",
        """
        ---
        date: 2026-01-01
        myst:
          html_meta:
            description: Its own.
            "property=og:title": Another
            "property=og:image": https://a.example/b.png
        image: https://c.example/d.png
        image_alt: A picture.
        ---
        # One

        Text.
        """,
    )
    for number in range(6):
        picture(site, f"posts/p{number}/c.png", 16, 8 + number)
        site.post(f"p{number}/index", image="c.png", image_alt="A cover.")
    picture(site, "posts/kept-back.png", 16, 8)
    site.post("draft", image="kept-back.png", image_alt="A cover.", draft="true")


def write_pages(site: Site) -> None:
    site.write("blog/tag/rust.md", "# On Rust\n")
    site.write("about.md", "---\norphan: true\n---\n# About <us>\n")
    lists = [f"```{{post-list}}\n:style: {style}\n:tags: Shown\n```\n" for style in STYLES]
    site.write("index.md", "# Home\n\n" + "\n".join(lists))
    site.write("all.md", f"---\norphan: true\n---\n# All\n\n{lists[0]}")


STYLES = ("cards", "compact", "titles")


def test_a_document_introduces_a_listing(built: Built) -> None:
    page = built.html("blog/tag/rust")
    assert metas(page, "description") == ["On Rust, on Notes."]
    assert json_ld(page)["CollectionPage"]["name"] == "On Rust"


def test_another_page_is_no_article(built: Built) -> None:
    page = built.html("about")
    assert metas(page, "og:title") == ["About <us>"]
    assert metas(page, "og:type") == ["website"]
    assert not page.select('script[type="application/ld+json"]')
    assert not metas(built.html("search"), "og:title")
    assert not metas(built.html("404"), "og:title")
    assert not built.html("404").select("link[rel=canonical]")


def test_what_a_document_says_itself_stays(built: Built) -> None:
    page = built.html("posts/own")
    assert metas(page, "description") == ["Its own."]
    assert metas(page, "og:title") == ["Another"]
    assert metas(page, "og:image") == ["https://a.example/b.png"]
    assert metas(page, "og:image:alt") == []


def test_control_characters_go_and_long_headlines_end(built: Built) -> None:
    assert metas(built.html("posts/control"), "og:title") == ["Abc d"]
    assert len(json_ld(built.html("posts/long"))["BlogPosting"]["headline"]) <= 110
    head = built.text("posts/control.html").partition("<title>")[0]
    assert re.search("[\x00-\x08\x7f-\x9f]", head) is None


def test_a_post_without_an_author_has_none(built: Built) -> None:
    page = built.html("posts/one")
    assert metas(page, "article:author") == []
    assert "author" not in json_ld(page)["BlogPosting"]


def test_a_post_published_first_elsewhere_says_so(built: Built) -> None:
    page = built.html("posts/elsewhere")
    assert canonical(page) == metas(page, "og:url")[0] == "https://elsewhere.example/one"


def test_a_cover_is_in_the_output(shared_site: Site, built: Built) -> None:
    for number in range(6):
        page = built.html(f"posts/p{number}/index")
        (url,) = metas(page, "og:image")
        name = url.removeprefix("https://notes.example/")
        original = shared_site.folder / f"posts/p{number}/c.png"
        assert (built.out / name).read_bytes() == original.read_bytes()
        assert metas(page, "og:image:width") == ["16"]
        assert metas(page, "og:image:height") == [str(8 + number)]
        assert metas(page, "og:image:alt") == ["A cover."]
        assert metas(page, "twitter:card") == ["summary_large_image"]
        assert json_ld(page)["BlogPosting"]["image"] == [url]


def test_a_post_that_is_kept_back_leaves_no_cover(built: Built) -> None:
    assert "_images/kept-back.png" not in built.files()


def tokens(built: Built) -> tuple[str, str]:
    found = re.search(
        r"--page:\s*light-dark\((#\w+),\s*(#\w+)\)", built.text("_static/craftblog.css")
    )
    assert found is not None
    return found[1], found[2]


def test_the_browsers_frame_has_the_pages_color(built: Built) -> None:
    assert tuple(metas(built.html("index"), "theme-color")) == tokens(built)


def test_microformats_say_what_a_post_is(built: Built) -> None:
    page = built.html("posts/marked")
    (entry,) = page.select("article.h-entry")
    assert entry.select_one("data.p-name")["value"] == "A <b>"
    assert entry.select_one("data.u-url")["value"] == "https://notes.example/posts/marked.html"
    assert entry.select_one(".dt-published")["datetime"] == "2026-01-01"
    assert [tag.text for tag in entry.select(".p-category")] == ["Notes", "Shown"]
    assert entry.select_one(".p-author.h-card").text == "Ada"
    content = entry.select_one(".e-content")
    assert "Text of the post." in content.text
    assert not content.select("footer")


def test_microformats_say_what_lists_show(built: Built) -> None:
    (feed,) = built.html("index").select(".h-feed")
    assert feed.select_one("data.p-name")["value"] == "Notes"
    entries = feed.select(".h-entry")
    shown = ["posts/marked.html", "posts/second.html"]
    assert [e.select_one(".p-name.u-url")["href"] for e in entries] == shown * len(STYLES)
    assert all(e.select_one("time.dt-published") for e in entries)


def test_a_document_with_a_list_has_a_description(built: Built) -> None:
    assert metas(built.html("all"), "description") == ["All, on Notes."]


def test_a_post_is_an_article_and_its_author_has_a_profile(site: Site) -> None:
    site.configure(AUTHORS + 'language = "de"\ncraftblog_social_cards = False\n')
    site.post(
        "one",
        date="2026-01-02 10:30",
        updated="2026-03-04",
        tags="[Rust, C++]",
        category="Notes",
        description="About it.",
    )
    built = site.build()
    page = built.html("posts/one")
    assert metas(page, "description") == metas(page, "og:description") == ["About it."]
    assert metas(page, "og:type") == ["article"]
    assert metas(page, "og:title") == ["One"]
    assert metas(page, "og:url") == ["https://notes.example/posts/one.html"] == [canonical(page)]
    assert metas(page, "og:site_name") == ["Notes"]
    assert metas(page, "og:locale") == ["de_DE"]
    assert metas(page, "article:published_time") == ["2026-01-02T10:30:00+00:00"]
    assert metas(page, "article:modified_time") == ["2026-03-04T00:00:00+00:00"]
    assert metas(page, "article:author") == ["https://ada.example/"]
    assert metas(page, "article:section") == ["Notes"]
    assert metas(page, "article:tag") == ["Rust", "C++"]
    assert metas(page, "twitter:card") == ["summary"]
    assert metas(page, "fediverse:creator") == ["@ada@social.example"]
    post = json_ld(page)["BlogPosting"]
    assert post["url"] == post["mainEntityOfPage"] == canonical(page)
    assert post["headline"] == "One"
    assert post["datePublished"] == "2026-01-02T10:30:00+00:00"
    assert post["dateModified"] == "2026-03-04T00:00:00+00:00"
    assert post["author"] == [
        {"@type": "Person", "name": "Ada Lovelace", "url": "https://ada.example/"}
    ]
    assert post["keywords"] == ["Rust", "C++"]
    assert post["articleSection"] == ["Notes"]
    assert post["wordCount"] == 5
    assert post["timeRequired"] == "PT1M"
    assert post["inLanguage"] == "de"
    assert post["isPartOf"] == {"@id": json_ld(page)["Blog"]["@id"]}
    assert "image" not in post
    profile = json_ld(built.html("blog/author/ada"))["ProfilePage"]
    assert profile["mainEntity"] == {
        "@type": "Person",
        "name": "Ada Lovelace",
        "url": "https://ada.example/",
        "description": "Engines.",
        "image": "https://notes.example/_static/ada.png",
        "sameAs": ["https://social.example/@ada"],
    }


def test_the_front_page_is_the_blog(site: Site) -> None:
    site.configure('craftblog_title = "Craft"\ncraftblog_description = "Of craft."\n')
    page = site.build("dirhtml").html("index")
    found = json_ld(page)
    assert set(found) == {"WebSite", "Blog"}
    assert found["Blog"]["name"] == metas(page, "og:title")[0] == "Craft"
    assert found["Blog"]["url"] == canonical(page) == "https://notes.example/"
    assert metas(page, "og:type") == ["website"]
    assert metas(page, "description") == ["Of craft."]


@pytest.mark.parametrize(("builder", "end"), [("html", ".html"), ("dirhtml", "/")])
def test_a_listing_is_a_collection(site: Site, builder: str, end: str) -> None:
    site.post("one", tags="[Grün]")
    built = site.build(builder)
    page = built.html("blog/tag/grün" + ("/index" if builder == "dirhtml" else ""))
    url = f"https://notes.example/blog/tag/gr%C3%BCn{end}"
    assert metas(page, "og:url") == [url] == [canonical(page)]
    assert json_ld(page)["CollectionPage"]["url"] == url
    assert metas(page, "description") == ["Posts tagged Grün, on Notes."]
    steps = json_ld(page)["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Notes"),
        (2, "Tags"),
        (3, "Posts tagged Grün"),
    ]
    assert steps[1]["item"] == f"https://notes.example/blog/tag{end}"


@pytest.mark.parametrize("theme", ["craftblog", "furo", "alabaster", "sphinx_rtd_theme", "shibuya"])
def test_every_theme_says_it_once(site: Site, theme: str) -> None:
    site.configure(f'html_theme = "{theme}"')
    site.post("one", description="About it.")
    site.post("two")
    built = site.build()
    for name in ("one", "two"):
        page = built.html(f"posts/{name}")
        for key in ("description", "og:title", "og:type", "og:description", "twitter:card"):
            assert len(metas(page, key)) == 1, key
        assert json_ld(page)["BlogPosting"]["headline"] == name.title()
        assert canonical(page) == metas(page, "og:url")[0]


def test_what_a_sites_own_template_says_stays(site: Site) -> None:
    site.configure('templates_path = ["t"]')
    site.write(
        "t/layout.html",
        '{% extends "!layout.html" %}{% block extrahead %}'
        '<meta property="og:type" content="blog">{% endblock %}',
    )
    site.post("one")
    assert metas(site.build().html("posts/one"), "og:type") == ["blog"]


def test_another_extension_for_it_is_left_alone(site: Site) -> None:
    site.write("sphinxext/opengraph.py", OPEN_GRAPH)
    site.configure(
        f"import sys\nsys.path.insert(0, {str(site.folder)!r})\n"
        'extensions.insert(0, "sphinxext.opengraph")\n'
        'exclude_patterns = ["sphinxext"]\n'
    )
    site.post("one", tags="[Rust]")
    page = site.build_apart().html("posts/one")
    assert metas(page, "og:title") == ["Theirs"]
    assert metas(page, "description") == ["Theirs"]
    assert not metas(page, "og:type")
    assert metas(page, "article:tag") == ["Rust"]


OPEN_GRAPH = """
def write(app, pagename, templatename, context, doctree):
    context["metatags"] = context.get("metatags", "") + (
        '<meta property="og:title" content="Theirs" /><meta name="description" content="Theirs" />'
    )


def setup(app):
    app.connect("html-page-context", write)
"""


def test_text_stays_text(site: Site) -> None:
    site.post("one", title=json.dumps(HOSTILE), tags=json.dumps([HOSTILE]), heading=None)
    site.configure(f"craftblog_title = {HOSTILE!r}\nauthor = {HOSTILE!r}")
    page = site.build().html("posts/one")
    text = " ".join(HOSTILE.split())
    assert metas(page, "og:title") == metas(page, "article:tag") == [text]
    post = json_ld(page)["BlogPosting"]
    assert post["headline"] == post["author"][0]["name"] == post["keywords"][0] == text
    assert json_ld(page)["Blog"]["name"] == text


@pytest.mark.parametrize("base", ["https://example.org/notes", "https://example.org/notes/"])
def test_a_base_may_have_a_path_and_no_slash(site: Site, base: str) -> None:
    site.configure(f'html_baseurl = "{base}"')
    site.post("one")
    page = site.build("dirhtml").html("posts/one/index")
    assert canonical(page) == "https://example.org/notes/posts/one/"
    assert metas(page, "og:url") == ["https://example.org/notes/posts/one/"]
    assert json_ld(page)["Blog"]["url"] == "https://example.org/notes/"


def test_without_a_base_nothing_needs_an_address(site: Site) -> None:
    site.configure('html_baseurl = ""')
    picture(site, "posts/c.png", 16, 8)
    site.post("one", image="c.png", image_alt="A cover.")
    page = site.build().html("posts/one")
    assert metas(page, "og:title") == ["One"]
    assert metas(page, "og:url") == metas(page, "og:image") == []
    assert not page.select("link[rel=canonical]")
    assert "url" not in json_ld(page)["BlogPosting"]
    assert "BreadcrumbList" not in json_ld(page)


def test_a_cover_follows_its_file(site: Site) -> None:
    picture(site, "posts/c.png", 16, 8)
    site.post("one", image="c.png", image_alt="A cover.")
    site.build()
    picture(site, "posts/c.png", 24, 8)
    built = site.build()
    assert metas(built.html("posts/one"), "og:image:width") == ["24"]
    assert differences(built, site.build_clean()) == []
    site.post("one")
    built = site.build()
    assert "_images/c.png" not in built.files()


CHANGES = {
    "an author's address": (
        '{"ada": ("Ada", "https://a.example/")}',
        '{"ada": ("Ada", "https://b.example/")}',
    ),
    "an author's profile": (
        '{"ada": {"name": "Ada", "links": {"F": "https://a.example/@ada"}}}',
        '{"ada": {"name": "Ada", "links": {"F": "https://b.example/@ada"}}}',
    ),
    "an author's picture": (
        '{"ada": {"name": "Ada", "avatar": "a.png"}}',
        '{"ada": {"name": "Ada", "avatar": "b.png"}}',
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_heads_follow_the_settings(site: Site, what: str) -> None:
    before, after = CHANGES[what]
    site.post("one")
    site.post("two", unlisted="true")
    site.configure(f"craftblog_authors = {before}")
    site.build()
    site.configure(f"craftblog_authors = {after}")
    assert differences(site.build(), site.build_clean()) == []
