"""The bundled theme's options: wrong ones are told, right ones are on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import Built, Site, Warned, differences, words
from sphinx.errors import ConfigError

from sphinx_craftblog.model.social_links import ICONS, SERVICES

PLAIN = "craftblog_feeds = []\ncraftblog_social_cards = False\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def write_pages(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n\n# About\n\nWe.\n\n## Contact\n\nHere.\n")
    site.post("one", tags="[Rust]")
    for name in ("light.svg", "dark.svg"):
        site.write(f"images/{name}", LOGO)


@pytest.fixture
def blog(site: Site) -> Site:
    write_pages(site)
    return site


def configure(site: Site, options: str, more: str = PLAIN) -> None:
    site.configure(f"html_theme_options = {options}\n{more}\n")


HANDLES = {name: service.example for name, service in SERVICES.items()}


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site that sets every option."""
    write_pages(shared_site)
    options = {
        "header_links": [
            {"title": "<About>", "url": "about"},
            {"title": "Contact", "url": "about#contact"},
            {"title": "Rust", "url": "blog/tag/rust"},
            {"title": "CV", "url": "/files/cv.pdf"},
        ],
        "social_links": {**HANDLES, "rss": True},
        "announcement": {"text": "Other", "url": "about"},
        "accent": "#7a1fa2",
        "scheme": "dark",
        "text_font": '"Source Serif 4", Georgia, serif',
        "measure": 34.5,
        "list_style": "titles",
        "logo_dark": "images/dark.svg",
        "footer_text": "Text & <i>more</i>",
    }
    more = 'html_logo = "images/light.svg"\ncraftblog_social_cards = False'
    configure(shared_site, repr(options), more)
    return shared_site.build()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site that sets them to something else."""
    site = Site(tmp_path_factory.mktemp("other"))
    write_pages(site)
    about = {"title": "About", "url": "about"}
    elsewhere = {"title": "Web", "url": "https://a.example/"}
    options = {
        "header_links": [about, elsewhere] * 3,
        "social_in_header": True,
        "social_links": [
            "https://www.github.com/ada",
            {"x": "https://x.com/ada"},
            {"name": 'My "shop"', "url": "https://shop.example/?a=1&b=2"},
        ],
        "announcement": "New: <b> & more",
        "scheme": "dark",
        "scheme_switch": False,
        "text_font": "serif",
        "code_font": "system",
    }
    configure(site, repr(options))
    return site.build()


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose options can be read, and lead nowhere."""
    site = Site(tmp_path_factory.mktemp("mistaken"))
    write_pages(site)
    site.post("two", draft="true")
    options = """{
        "header_links": [{"title": "About", "url": "abuot"}, {"title": "T", "url": "posts/two"}],
        "acent": "#0b5cad",
        "announcement": {"text": "News", "url": "abuot"},
        "accent": {"light": "#ffcc00", "dark": "#333366"},
        "logo_dark": "images/drak.svg",
        "social_links": {"rss": True},
    }"""
    configure(site, options, f'{PLAIN}html_logo = "images/light.svg"')
    return site.build()


def told(mistaken: Built, line: int) -> list[str]:
    """What a site is told of a line of its configuration."""
    warnings: list[Warned] = mistaken.warnings
    assert {(one.file, one.type) for one in warnings} == {("conf.py", "craftblog.theme_option")}
    return [one.text for one in warnings if one.line == line]


def test_each_wrong_value_is_refused_at_its_line(site: Site) -> None:
    configure(site, '{\n  "scheme": "night",\n  "footer_text": "",\n  "measure": 3,\n}')
    with pytest.raises(ConfigError) as caught:
        site.build()
    first, second = str(caught.value).splitlines()
    assert re.match(r".*conf\.py:7: html_theme_options\['scheme'\] takes .* not 'night'", first)
    assert re.match(r".*conf\.py:9: html_theme_options\['measure'\] takes .* not 3$", second)


def test_a_misspelt_option_is_one_warning_with_the_nearest(mistaken: Built) -> None:
    (text,) = told(mistaken, 8)
    assert "no option 'acent'; did you mean 'accent'?" in text


def test_options_of_another_theme_are_its_own(site: Site) -> None:
    site.configure('html_theme = "basic"\nhtml_theme_options = {"body_max_width": "50em"}')
    assert site.build().warnings == []


def test_the_command_line_sets_options(blog: Site) -> None:
    settings = {"html_theme_options.scheme_switch": "false", "html_theme_options.measure": "42"}
    built = blog.build(**settings)
    assert built.warnings == []
    assert not built.html("index").select(".scheme-switch")
    assert "--measure:42rem" in built.text("_static/craftblog.css")


def links(built: Built, page: str, within: str = ".site-nav") -> list[tuple[str, str]]:
    return [(words(a), a["href"]) for a in built.html(page).select(f"{within} a")]


def test_right_options_are_no_warnings(built: Built, other: Built) -> None:
    assert built.warnings == other.warnings == []


def test_the_header_leads_where_it_is_told(built: Built) -> None:
    assert links(built, "posts/one") == [
        ("<About>", "../about.html"),
        ("Contact", "../about.html#contact"),
        ("Rust", "../blog/tag/rust.html"),
        ("CV", "../files/cv.pdf"),
    ]
    assert links(built, "about")[1] == ("Contact", "#contact")
    current = built.html("about").select(".site-nav [aria-current=page]")
    assert [words(a) for a in current] == ["<About>"]
    assert not built.html("about").select(".site-menu")


def test_more_than_four_links_are_in_a_menu_once(other: Built) -> None:
    page = other.html("about")
    assert words(page.select_one(".site-nav details > summary")) == "Menu"
    assert len(page.select(".site-header nav a:not(.social-links a)")) == 6


def test_a_link_that_leads_nowhere_is_a_warning_and_left_out(mistaken: Built) -> None:
    (nowhere, _) = told(mistaken, 7)
    assert "no document or page 'abuot'; did you mean 'about'?" in nowhere
    assert not mistaken.html("index").select(".site-nav")


def test_a_draft_is_not_led_to(mistaken: Built) -> None:
    (_, draft) = told(mistaken, 7)
    assert "no document or page 'posts/two'" in draft
    assert "posts/two" not in mistaken.text("index.html")


def test_without_links_of_its_own_the_header_leads_to_what_there_is(blog: Site) -> None:
    blog.configure(PLAIN)
    assert [name for name, _ in links(blog.build(), "index")] == ["Archive", "Tags", "Search"]
    blog.configure(f'{PLAIN}craftblog_search = "none"')
    blog.remove("posts/one.md")
    assert links(blog.build(), "index") == []


def test_handles_are_links_with_icons(built: Built) -> None:
    found = {a["title"]: a for a in built.html("posts/one").select(".site-footer .social-links a")}
    assert list(found) == [*(service.name for service in SERVICES.values()), "Feeds"]
    assert found["GitHub"]["href"] == "https://github.com/ada"
    assert found["E-mail"]["href"] == "mailto:ada@example.org"
    assert found["Feeds"]["href"] == "../blog/feeds.html"
    assert [a["title"] for a in found.values() if a.get("rel") != ["me"]] == ["Feeds"]
    drawings = [str(a.svg) for a in found.values()]
    assert all("<path" in drawing and 'aria-hidden="true"' in drawing for drawing in drawings)
    assert len(set(drawings)) == len(ICONS) - 1


def test_social_links_may_be_in_the_header_too(built: Built, other: Built) -> None:
    for part in (".site-header", ".site-footer"):
        links = other.html("index").select(f"{part} .social-links a")
        assert [(a["aria-label"], a["href"]) for a in links] == [
            ("github.com", "https://www.github.com/ada"),
            ("X", "https://x.com/ada"),
            ('My "shop"', "https://shop.example/?a=1&b=2"),
        ]
    assert not built.html("index").select(".site-header .social-links")


def test_feeds_that_are_not_made_are_not_led_to(mistaken: Built) -> None:
    (text,) = told(mistaken, 12)
    assert "no feeds" in text
    assert not mistaken.html("index").select(".social-links")


def test_an_announcement_is_text_above_the_header(built: Built, other: Built) -> None:
    page = other.html("posts/one")
    bar = page.select_one("section.announcement[aria-label]")
    assert words(bar) == "New: <b> & more"
    assert page.header in bar.find_next_siblings()
    assert bar.button.has_attr("hidden")  # it works by the script
    mark = page.html["data-announcement"]
    page = built.html("posts/one")
    assert page.select_one(".announcement a")["href"] == "../about.html"
    assert page.html["data-announcement"] != mark


def test_an_announcement_whose_link_leads_nowhere_is_told_all_the_same(mistaken: Built) -> None:
    (text,) = told(mistaken, 9)
    assert "did you mean 'about'?" in text
    assert words(mistaken.html("index").select_one(".announcement")) == "News"


def accents(built: Built) -> tuple[str, str]:
    found = re.findall(
        r"--accent:light-dark\((#\w{6}),(#\w{6})\)", built.text("_static/craftblog.css")
    )
    return found[-1]


def test_an_accent_is_in_the_style_sheet(built: Built) -> None:
    light, dark = accents(built)
    assert light == "#7a1fa2"
    assert dark != light


def test_an_accent_too_weak_to_read_is_told_with_the_nearest_that_is_not(mistaken: Built) -> None:
    weak = told(mistaken, 10)
    given = zip(weak, ("#ffcc00", "#333366"), ("light", "dark"), accents(mistaken), strict=True)
    for text, color, scheme, shown in given:
        assert f"'{color}' is hard to read in the {scheme} scheme" in text
        assert f"'{shown}', the nearest" in text


def test_type_and_width_are_in_the_style_sheet(built: Built, other: Built) -> None:
    css = built.text("_static/craftblog.css")
    assert '--font-text:"Source Serif 4",Georgia,serif;' in css
    assert "--measure:34.5rem" in css
    css = other.text("_static/craftblog.css").strip()
    assert css.endswith("@layer tokens{:root{--font-text:var(--font-serif)}}")


def test_a_scheme_may_be_given_and_the_switch_taken_away(built: Built, other: Built) -> None:
    page = built.html("index")
    assert page.html["data-scheme"] == "dark"
    assert page.select(".scheme-switch")
    page = other.html("index")
    assert page.find("meta", {"name": "color-scheme"})["content"] == "dark"
    assert not page.select(".scheme-switch")


def test_pages_of_terms_list_posts_as_the_theme_is_told(built: Built, other: Built) -> None:
    assert built.html("blog/tag/rust").select(".craftblog-list-titles")
    assert not other.html("blog/tag/rust").select(".craftblog-list-titles")


def test_a_logo_for_the_dark_scheme_stands_beside_the_other(built: Built, mistaken: Built) -> None:
    sources = [img["src"] for img in built.html("posts/one").select(".brand img")]
    assert sources == ["../_static/light.svg", "../_static/dark.svg"]
    assert "_static/dark.svg" in built.files()
    (text,) = told(mistaken, 11)
    assert "did you mean 'images/dark.svg'?" in text
    assert "_static/dark.svg" not in mistaken.files()


def test_the_footer_has_a_line_of_the_sites_own(built: Built) -> None:
    assert "Text & <i>more</i>" in words(built.html("posts/one").select_one(".site-footer"))


def test_changed_options_end_where_a_clean_build_does(blog: Site) -> None:
    for day in range(2, 8):  # Sphinx writes in parallel when there is enough
        blog.post(f"post-{day}", date=f"2026-01-0{day}", tags="[Rust]")
    about = '{"title": "About", "url": "about"}'
    rust = '{"title": "Rust", "url": "blog/tag/rust"}'
    steps = [
        "{}",
        f'{{"header_links": [{about}, {rust}], "logo_dark": "images/dark.svg"}}',
        # The order alone:
        f'{{"header_links": [{rust}, {about}], "logo_dark": "images/dark.svg"}}',
        '{"social_links": {"github": "ada", "x": "ada"}}',
        '{"social_links": {"x": "ada", "github": "ada"}}',
        '{"accent": "#7a1fa2", "measure": 42, "list_style": "titles"}',
        '{"scheme": "dark", "announcement": "News", "footer_text": "Text"}',
        f'{{"header_links": [{about}, {rust}]}}',
    ]
    for number, options in enumerate(steps):
        configure(blog, options)
        built = blog.build(jobs=1 + number % 2)
        assert differences(built, blog.build_clean(into=f"_clean{number}")) == [], options
        assert ("_static/dark.svg" in built.files()) == ("logo_dark" in options)
    blog.remove("about.md")
    built = blog.build()
    assert differences(built, blog.build_clean(into="_last")) == []
    assert links(built, "index") == [("Rust", "blog/tag/rust.html")]


FONTS = {"inter": ("Inter", "inter"), "source-serif": ("Source Serif 4", "source-serif-4")}


def test_a_site_carries_the_font_that_it_names(site: Site) -> None:
    site.post("one")
    for name, (family, files) in FONTS.items():
        configure(site, f'{{"text_font": "{name}"}}')
        built = site.build()
        css = built.text("_static/craftblog.css")
        for url in re.findall(r"url\(([^)]*)\)", css):
            assert (built.out / "_static" / url).read_bytes()[:4] == b"wOF2"
            assert Path(url).name.startswith(files)
        assert css.count("@font-face") == 11  # and what stands in until it has come
        assert f'--font-text:"{family}","{family} stand-in"' in css
        preload = built.html("posts/one").select_one("link[rel=preload]")
        assert preload["href"] == f"../_static/fonts/{files}-latin-wght-normal.woff2"
        assert differences(built, site.build_clean(into=f"_clean-{name}")) == []
    configure(site, '{"text_font": "Inter"}')  # one of the reader's
    built = site.build()
    assert not list((built.out / "_static").glob("fonts/*"))
    assert "@font-face" not in built.text("_static/craftblog.css")


def test_a_page_asks_first_for_the_letters_of_its_language(site: Site) -> None:
    site.post("one")
    configure(site, '{"text_font": "inter"}', f'{PLAIN}language = "ru"')
    (preload,) = site.build().html("index").select("link[rel=preload]")
    assert preload["href"] == "_static/fonts/inter-cyrillic-wght-normal.woff2"
