"""The bundled theme's options: wrong ones are told, right ones are on every page."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from sites import ROOT, Built, Site, Warned, words
from sphinx.errors import ConfigError
from theme_colors import THEME, colours, contrast

from sphinx_craftblog.model.social_links import ICONS, SERVICES
from sphinx_craftblog.showing.theme_options import THEME_OPTIONS


@pytest.fixture
def blog(site: Site) -> Site:
    site.write("about.md", "---\norphan: true\n---\n\n# About\n\nWe.\n\n## Contact\n\nHere.\n")
    site.post("one", tags="[Rust]")
    return site


def configure(site: Site, options: str, more: str = "") -> None:
    site.configure(f"html_theme_options = {options}\n{more}\n")


def theme_warnings(built: Built) -> list[Warned]:
    assert {warning.type for warning in built.warnings} <= {"craftblog.theme_option"}
    return built.warnings


def test_sphinx_knows_the_same_names() -> None:
    known = tomllib.loads((THEME / "theme.toml").read_text())["options"]
    assert list(known) == [option.name for option in THEME_OPTIONS]


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ("{'header_links': 'about'}", ["a list of links", "not 'about'"]),
        ("{'header_links': [{'title': 'A'}]}", ["a 'url' for 'A'"]),
        ("{'header_links': [{'title': 'A', 'ulr': 'a'}]}", ["did you mean 'url'?"]),
        ("{'header_links': [{'title': '', 'url': 'a'}]}", ["a 'title' for the link to 'a'"]),
        ("{'header_links': [{'title': 'A', 'url': 'javascript:x()'}]}", ["'https://'"]),
        ("{'social_links': 'ada'}", ["{'github': 'ada'}", "not 'ada'"]),
        ("{'social_links': {'githbu': 'ada'}}", ["did you mean 'github'?"]),
        ("{'social_links': {'mastodon': 'ada'}}", ["'@ada@mastodon.social', not 'ada'"]),
        ("{'social_links': {'bluesky': 'ada'}}", ["'ada.example', not 'ada'"]),
        ("{'social_links': {'orcid': '0000'}}", ["'0000-0002-1825-0097'"]),
        ("{'social_links': ['ada.example']}", ["'https://'"]),
        ("{'social_links': ['https://[']}", ["'https://'"]),
        ("{'social_links': [{'url': 'https://a.example'}]}", ["a 'name'"]),
        (
            "{'social_links': [{'name': 'A', 'url': 'https://a.example', 'icon': 'lnik'}]}",
            ["did you mean 'link'?"],
        ),
        ("{'social_in_header': 'perhaps'}", ["True or False"]),
        ("{'announcement': 3}", ["a string, or {'text'", "not 3"]),
        ("{'announcement': {'text': 'New'}}", ["a 'url' for 'New'"]),
        ("{'accent': 'blue'}", ["'#rrggbb'", "not 'blue'"]),
        ("{'accent': {'dark': '#ffffff'}}", ["{'light': "]),
        (
            "{'scheme': 'drak'}",
            ["takes 'auto', 'light' or 'dark', not 'drak'; did you mean 'dark'?"],
        ),
        ("{'list_style': 'card'}", ["did you mean 'cards'?"]),
        ("{'text_font': 'Arial; } body { display: none'}", ["names of fonts"]),
        ("{'text_font': 'a</style>'}", ["names of fonts"]),
        ("{'code_font': 'url(https://x.example)'}", ["names of fonts"]),
        ("{'measure': 80}", ["from 30 to 50", "not 80"]),
        ("{'measure': 'nan'}", ["from 30 to 50"]),
        ("{'footer_text': 3}", ["a string, not 3"]),
    ],
)
def test_a_wrong_value_is_refused(site: Site, options: str, parts: list[str]) -> None:
    configure(site, options)
    with pytest.raises(ConfigError) as caught:
        site.build()
    message = str(caught.value)
    assert re.match(r".*conf\.py:6: html_theme_options\['\w+'\] takes ", message)
    for part in parts:
        assert part in message


def test_each_wrong_value_is_told_at_its_line(site: Site) -> None:
    configure(site, '{\n  "scheme": "night",\n  "footer_text": "",\n  "measure": 3,\n}')
    with pytest.raises(ConfigError) as caught:
        site.build()
    assert re.findall(r"conf\.py:(\d+)", str(caught.value)) == ["7", "9"]


def test_a_misspelt_option_is_one_warning_with_the_nearest(site: Site) -> None:
    configure(site, '{\n  "acent": "#0b5cad",\n}')
    (warning,) = site.build().warnings
    assert (warning.file, warning.line, warning.type) == ("conf.py", 7, "craftblog.theme_option")
    assert "no option 'acent'; did you mean 'accent'?" in warning.text


def test_options_of_another_theme_are_its_own(site: Site) -> None:
    site.configure('html_theme = "basic"\nhtml_theme_options = {"body_max_width": "50em"}')
    assert site.build().warnings == []


def test_the_command_line_sets_options(blog: Site) -> None:
    app = blog.app("html")
    app.cleanup()
    settings = {"html_theme_options.scheme_switch": "false", "html_theme_options.measure": "42"}
    app = type(app)("html", srcdir=blog.folder, confoverrides=settings)
    app.build()
    built = Built(Path(app.outdir), app.warning.getvalue())
    app.cleanup()
    assert built.warnings == []
    assert not built.html("index").select(".scheme-switch")
    assert "--measure:42rem" in built.text("_static/craftblog.css")


def links(built: Built, page: str, within: str = ".site-nav") -> list[tuple[str, str]]:
    return [(words(a), a["href"]) for a in built.html(page).select(f"{within} a")]


def test_the_header_leads_where_it_is_told(blog: Site) -> None:
    configure(
        blog,
        """{"header_links": [
            {"title": "<About>", "url": "about"},
            {"title": "Contact", "url": "about#contact"},
            {"title": "Rust", "url": "blog/tag/rust"},
            {"title": "CV", "url": "/files/cv.pdf"},
        ]}""",
    )
    built = blog.build()
    assert theme_warnings(built) == []
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


def test_more_than_four_links_are_in_a_menu_once(blog: Site) -> None:
    one = '{"title": "About", "url": "about"}, {"title": "Web", "url": "https://a.example/"}, '
    configure(blog, f'{{"header_links": [{one * 2} {one}]}}')
    page = blog.build().html("about")
    assert words(page.select_one(".site-nav details > summary")) == "Menu"
    assert len(page.select(".site-header nav a")) == 6


def test_a_link_that_leads_nowhere_is_a_warning_and_left_out(blog: Site) -> None:
    configure(blog, '{\n"header_links": [{"title": "About", "url": "abuot"}],\n}')
    built = blog.build()
    (warning,) = theme_warnings(built)
    assert (warning.file, warning.line) == ("conf.py", 7)
    assert "no document or page 'abuot'; did you mean 'about'?" in warning.text
    assert not built.html("index").select(".site-nav")


def test_a_draft_is_not_led_to(blog: Site) -> None:
    blog.post("two", draft="true")
    configure(blog, '{"header_links": [{"title": "Two", "url": "posts/two"}]}')
    built = blog.build()
    assert "no document or page 'posts/two'" in theme_warnings(built)[0].text
    assert "posts/two" not in built.text("index.html")


def test_without_links_of_its_own_the_header_leads_to_what_there_is(blog: Site) -> None:
    assert [name for name, _ in links(blog.build(), "index")] == ["Archive", "Tags", "Search"]
    configure(blog, "{}", 'craftblog_search = "none"')
    blog.remove("posts/one.md")
    assert links(blog.build(), "index") == []


def test_handles_are_links_with_icons(blog: Site) -> None:
    handles = {name: service.example for name, service in SERVICES.items()}
    configure(blog, repr({"social_links": {**handles, "rss": True}}))
    built = blog.build()
    assert theme_warnings(built) == []
    found = {a["title"]: a for a in built.html("posts/one").select(".site-footer .social-links a")}
    assert {name: a["href"] for name, a in found.items()} == {
        "GitHub": "https://github.com/ada",
        "GitLab": "https://gitlab.com/ada",
        "Codeberg": "https://codeberg.org/ada",
        "Mastodon": "https://mastodon.social/@ada",
        "Bluesky": "https://bsky.app/profile/ada.example",
        "LinkedIn": "https://www.linkedin.com/in/ada",
        "X": "https://x.com/ada",
        "YouTube": "https://www.youtube.com/@ada",
        "ORCID": "https://orcid.org/0000-0002-1825-0097",
        "E-mail": "mailto:ada@example.org",
        "Feeds": "../blog/feeds.html",
    }
    assert [a["title"] for a in found.values() if a.get("rel") != ["me"]] == ["Feeds"]
    drawings = [str(a.svg) for a in found.values()]
    assert all("<path" in drawing and 'aria-hidden="true"' in drawing for drawing in drawings)
    assert len(set(drawings)) == len(ICONS) - 1


def test_the_handle_of_a_forge_may_be_a_repository(blog: Site) -> None:
    configure(blog, '{"social_links": {"github": "ada/craft.notes", "gitlab": "a/b/c"}}')
    built = blog.build()
    assert theme_warnings(built) == []
    found = built.html("posts/one").select(".site-footer .social-links a")
    assert [a["href"] for a in found] == [
        "https://github.com/ada/craft.notes",
        "https://gitlab.com/a/b/c",
    ]


def test_a_list_of_social_links_holds_addresses_and_names(blog: Site) -> None:
    configure(
        blog,
        """{"social_in_header": True, "social_links": [
            "https://www.github.com/ada", {"x": "https://x.com/ada"},
            {"name": "My \\"shop\\"", "url": "https://shop.example/?a=1&b=2"},
        ]}""",
    )
    page = blog.build().html("index")
    for part in (".site-header", ".site-footer"):
        found = [(a["aria-label"], a["href"]) for a in page.select(f"{part} .social-links a")]
        assert found == [
            ("github.com", "https://www.github.com/ada"),
            ("X", "https://x.com/ada"),
            ('My "shop"', "https://shop.example/?a=1&b=2"),
        ]


def test_feeds_that_are_not_made_are_not_led_to(blog: Site) -> None:
    configure(blog, '{"social_links": {"rss": True}}', "craftblog_feeds = []")
    built = blog.build()
    assert "no feeds" in theme_warnings(built)[0].text
    assert not built.html("index").select(".social-links")


def test_an_announcement_is_text_above_the_header(blog: Site) -> None:
    configure(blog, '{"announcement": "New: <b> & more"}')
    page = blog.build().html("posts/one")
    bar = page.select_one("section.announcement[aria-label]")
    assert words(bar) == "New: <b> & more"
    assert page.header in bar.find_next_siblings()
    assert bar.button.has_attr("hidden")  # it works by the script
    mark = page.html["data-announcement"]
    configure(blog, '{"announcement": {"text": "Other", "url": "about"}}')
    page = blog.build().html("posts/one")
    assert page.select_one(".announcement a")["href"] == "../about.html"
    assert page.html["data-announcement"] != mark


def test_an_announcement_whose_link_leads_nowhere_is_told_all_the_same(blog: Site) -> None:
    configure(blog, '{"announcement": {"text": "News", "url": "abuot"}}')
    built = blog.build()
    assert "did you mean 'about'?" in theme_warnings(built)[0].text
    assert words(built.html("index").select_one(".announcement")) == "News"


def accents(built: Built) -> tuple[str, str]:
    found = re.findall(
        r"--accent:light-dark\((#\w{6}),(#\w{6})\)", built.text("_static/craftblog.css")
    )
    return found[-1]


def least_contrasts(accent: tuple[str, str]) -> list[float]:
    grounds = ("page", "raised", "sunken")
    return [
        min(contrast(color, colours()[scheme][ground]) for ground in grounds)
        for scheme, color in zip(("light", "dark"), accent, strict=True)
    ]


@pytest.mark.parametrize("given", ["#0b5cad", "#7a1fa2", "#000000"])
def test_a_readable_accent_is_used_and_one_derived_for_dark(site: Site, given: str) -> None:
    configure(site, f'{{"accent": "{given}"}}')
    built = site.build()
    assert theme_warnings(built) == []
    assert accents(built)[0] == given
    assert min(least_contrasts(accents(built))) >= 4.5


@pytest.mark.parametrize("given", ["#ffcc00", "#84bcff", "#ffffff", "#e4572e", "#00ff00"])
def test_an_accent_too_weak_to_read_is_the_nearest_that_is_not(site: Site, given: str) -> None:
    configure(site, f'{{\n"accent": "{given}",\n}}')
    built = site.build()
    (warning,) = theme_warnings(built)
    light, dark = accents(built)
    assert (warning.file, warning.line) == ("conf.py", 7)
    assert f"'{given}' is hard to read in the light scheme" in warning.text
    assert f"'{light}', the nearest" in warning.text
    assert min(least_contrasts((light, dark))) >= 4.5
    assert least_contrasts((light, dark))[0] < 4.7  # no darker than it must be


def test_each_scheme_may_have_its_own_accent(site: Site) -> None:
    configure(site, '{"accent": {"light": "#7A1FA2", "dark": "#333366"}}')
    built = site.build()
    (warning,) = theme_warnings(built)
    assert "'#333366' is hard to read in the dark scheme" in warning.text
    assert accents(built)[0] == "#7a1fa2"
    assert min(least_contrasts(accents(built))) >= 4.5


def test_type_and_width_are_tokens(site: Site) -> None:
    configure(site, '{"text_font": "\\"Source Serif 4\\", Georgia, serif", "measure": 34.5}')
    css = site.build().text("_static/craftblog.css")
    assert '--font-text:"Source Serif 4",Georgia,serif;' in css
    assert "--measure:34.5rem" in css
    configure(site, '{"text_font": "serif", "code_font": "system"}')
    css = site.build().text("_static/craftblog.css").strip()
    assert css.endswith("@layer tokens{:root{--font-text:var(--font-serif)}}")


def test_a_scheme_may_be_given_and_the_switch_taken_away(site: Site) -> None:
    configure(site, '{"scheme": "dark"}')
    page = site.build().html("index")
    assert page.html["data-scheme"] == "dark"
    assert page.select(".scheme-switch")
    configure(site, '{"scheme": "dark", "scheme_switch": False}')
    page = site.build().html("index")
    assert page.find("meta", {"name": "color-scheme"})["content"] == "dark"
    assert not page.select(".scheme-switch")


def test_pages_of_terms_list_posts_as_the_theme_is_told(blog: Site) -> None:
    configure(blog, '{"list_style": "titles"}')
    page = blog.build().html("blog/tag/rust")
    assert page.select(".craftblog-list-titles")


def test_a_logo_for_the_dark_scheme_stands_beside_the_other(blog: Site) -> None:
    for name in ("light.svg", "dark.svg"):
        blog.write(f"images/{name}", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    more = 'html_logo = "images/light.svg"'
    configure(blog, '{"logo_dark": "images/dark.svg"}', more)
    built = blog.build()
    sources = [img["src"] for img in built.html("posts/one").select(".brand img")]
    assert sources == ["../_static/light.svg", "../_static/dark.svg"]
    assert "_static/dark.svg" in built.files()
    configure(blog, "{}", more)
    assert "_static/dark.svg" not in blog.build().files()
    configure(blog, '{"logo_dark": "images/drak.svg"}', more)
    (warning,) = theme_warnings(blog.build())
    assert "did you mean 'images/dark.svg'?" in warning.text


def test_the_footer_has_a_line_of_the_sites_own(blog: Site) -> None:
    configure(blog, '{"footer_text": "Text & <i>more</i>"}')
    assert "Text & <i>more</i>" in words(blog.build().html("posts/one").select_one(".site-footer"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_changed_options_end_where_a_clean_build_does(blog: Site, jobs: int) -> None:
    blog.write("dark.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for day in range(2, 8):  # Sphinx writes in parallel when there is enough
        blog.post(f"post-{day}", date=f"2026-01-0{day}", tags="[Rust]")
    about = '{"title": "About", "url": "about"}'
    rust = '{"title": "Rust", "url": "blog/tag/rust"}'
    steps = [
        "{}",
        f'{{"header_links": [{about}, {rust}], "logo_dark": "dark.svg"}}',
        f'{{"header_links": [{rust}, {about}], "logo_dark": "dark.svg"}}',  # the order alone
        '{"social_links": {"github": "ada", "x": "ada"}}',
        '{"social_links": {"x": "ada", "github": "ada"}}',
        '{"accent": "#7a1fa2", "measure": 42, "list_style": "titles"}',
        '{"scheme": "dark", "announcement": "News", "footer_text": "Text"}',
        f'{{"header_links": [{about}, {rust}]}}',
    ]
    for number, options in enumerate(steps):
        configure(blog, options)
        built = blog.build(jobs=jobs)
        assert built.tree() == blog.build_clean(into=f"_clean{number}").tree(), options
    blog.remove("about.md")
    assert blog.build(jobs=jobs).tree() == blog.build_clean(into="_last").tree()
    assert links(built, "index") == [("Rust", "blog/tag/rust.html")]


def test_every_token_is_in_the_reference() -> None:
    names = set(re.findall(r"^ +(--[\w-]+):", (THEME / "styles" / "tokens.css").read_text(), re.M))
    reference = ROOT / "docs" / "reference" / "theme.md"
    assert names == set(re.findall(r"`(--[\w-]+)`", reference.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "family", "files"),
    [("inter", "Inter", "inter"), ("source-serif", "Source Serif 4", "source-serif-4")],
)
def test_a_site_carries_the_font_that_it_names(
    site: Site, name: str, family: str, files: str
) -> None:
    site.post("one")
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
    assert built.tree() == site.build_apart().tree()
    configure(site, "{}")
    assert not list((site.build().out / "_static").glob("fonts/*"))


def test_a_page_asks_first_for_the_letters_of_its_language(site: Site) -> None:
    site.post("one")
    configure(site, '{"text_font": "inter"}', 'language = "ru"')
    (preload,) = site.build().html("index").select("link[rel=preload]")
    assert preload["href"] == "_static/fonts/inter-cyrillic-wght-normal.woff2"


def test_a_misspelt_font_is_told_and_a_font_of_ones_own_is_not(site: Site) -> None:
    configure(site, '{"text_font": "sorce-serif"}')
    with pytest.raises(ConfigError, match="did you mean 'source-serif'"):
        site.build()
    configure(site, '{"text_font": "Inter"}')
    assert "@font-face" not in site.build().text("_static/craftblog.css")
