"""Pages in Chromium: accessibility, light and dark, keyboard, widths, weight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.pages import (
    SETTLED,
    SHIFT,
    Handler,
    Visit,
    focused,
    look,
    overflows,
    serve,
    violations,
    visit,
    wait_for,
    wait_until,
)
from playwright.sync_api import Browser, Page, Route, expect
from sites import Site

from sphinx_craftblog.theme.fonts import FONTS

PAGES = {
    "landing": "/",
    "post": "/posts/zero-downtime-migrations.html",
    "post with math and a table": "/posts/small-releases-on-a-schedule.html",
    "tag": "/blog/tag/postgresql.html",
    "tags": "/blog/tag.html",
    "archive": "/blog/archive.html",
    "plain": "/about.html",
    "not found": "/no/such/page.html",
    "search": "/search.html?q=postgresql",
}


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


LIGHT, DARK = "rgb(252, 251, 249)", "rgb(19, 22, 25)"


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, tab: Visit, address: str) -> Visit:
    """One page after the other, for the tests that only look at it."""
    look(tab.page, 1440)
    tab.open(address + PAGES[request.param])
    if request.param == "search":
        tab.page.wait_for_selector("#search-results > li")
    return tab


@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_nothing(opened: Visit, width: int) -> None:
    look(opened.page, width)
    assert violations(opened.page) == []


@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_no_pale_text_in_the_dark(opened: Visit, width: int) -> None:
    look(opened.page, width, "dark")
    assert background(opened.page) == DARK
    assert violations(opened.page, colors_only=True) == []


def test_a_strict_policy_finds_nothing_and_no_other_host_is_asked(
    opened: Visit, address: str
) -> None:
    expected_404 = opened.page.url.endswith(PAGES["not found"])
    complaints = [c for c in opened.complaints if not (expected_404 and "404" in c)]
    assert complaints == []
    assert [url for url in opened.requests if not url.startswith(address)] == []


def test_no_page_scrolls_sideways(opened: Visit) -> None:
    assert overflows(opened.page, 320, 390, 768, 1024, 1440, 3840) == []


@pytest.fixture(scope="module")
def without_scripts(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("opened", [name for name in PAGES if name != "search"], indirect=True)
def test_every_page_says_the_same_without_a_script(opened: Visit, without_scripts: Page) -> None:
    look(opened.page, 1440)
    without_scripts.goto(opened.page.url)
    said = "document.querySelector('main').innerText.split(/\\s+/)"
    with_scripts, without = (set(page.evaluate(said)) for page in (opened.page, without_scripts))
    assert with_scripts - without <= {"min", "left", *map(str, range(100))}
    assert without <= with_scripts


@pytest.mark.parametrize("scripts", [True, False])
def test_the_system_decides_until_a_reader_does(
    chromium: Browser, address: str, scripts: bool
) -> None:
    for scheme, colour in (("light", LIGHT), ("dark", DARK)):
        page = visit(chromium, address, scheme=scheme, scripts=scripts).page
        assert background(page) == colour
        assert page.locator(".scheme-switch").is_visible() is scripts
        page.context.close()


def test_a_reader_can_choose_and_the_choice_stays(chromium: Browser, address: str) -> None:
    page = visit(chromium, address, scheme="light").page
    switch = page.get_by_role("button", name="Dark colors")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.press("Enter")
    assert background(page) == DARK
    assert switch.get_attribute("aria-pressed") == "true"
    page.goto(address + PAGES["post"], wait_until="commit")
    page.wait_for_selector("body")
    assert background(page) == DARK
    page.context.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_header(
    chromium: Browser, address: str
) -> None:
    page = visit(chromium, address + PAGES["post"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.context.close()


def test_every_stop_of_the_keyboard_is_visible(chromium: Browser, address: str) -> None:
    page = visit(chromium, address).page
    for _ in range(14):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.context.close()


def test_code_that_is_too_wide_scrolls_by_keyboard(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + PAGES["post"], width=320).page
    wide = page.evaluate(
        "[...document.querySelectorAll('.highlight')].filter(p => p.scrollWidth > p.clientWidth)"
        ".map(p => !!p.closest('[tabindex=\"0\"]'))"
    )
    assert wide
    assert all(wide)
    page.context.close()


def test_nothing_moves_while_a_page_loads(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    opened = Visit(context.new_page())
    opened.page.add_init_script(SHIFT)
    for name in ("landing", "post", "tag"):
        opened.open(address + PAGES[name])
        assert opened.page.evaluate("window.shifted()") == 0
    context.close()


def test_the_landing_page_is_light(chromium: Browser, address: str) -> None:
    opened = visit(chromium, address)
    sizes = opened.page.evaluate(
        "performance.getEntries().filter(e => 'transferSize' in e && !e.name.endsWith('.svg'))"
        ".map(e => e.transferSize)"
    )
    assert len(sizes) == 3
    assert sum(sizes) <= 12_000
    opened.page.context.close()


def test_the_404_page_looks_right_at_any_depth(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + "/a/b/c.html").page
    assert background(page) == LIGHT
    page.get_by_role("link", name="To the front page").click()
    expect(page).to_have_title("Craft Notes")
    page.context.close()


@pytest.mark.parametrize("name", ["search", "not found"])
def test_a_search_field_fits_whatever_its_letters_measure(
    chromium: Browser, address: str, name: str
) -> None:
    page = visit(chromium, address + PAGES[name], width=320).page
    page.locator("main input[type=search]").evaluate("field => field.size = 60")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_paper_gets_the_article_alone(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + PAGES["post"], scheme="dark").page
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"
    for part in (".site-header nav", ".site-footer", ".craftblog-neighbours"):
        assert not page.locator(part).is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    page.context.close()


def test_a_reader_may_enlarge_text_twofold(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + PAGES["post"], width=640).page
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.context.close()


MANY = """
html_theme_options = {
    "header_links": [
        {"title": name, "url": "https://elsewhere.example/" if name == "Elsewhere" else "index"}
        for name in ("Home", "Everything that we have written", "Talks", "Elsewhere", "About us")
    ],
    "social_links": {"github": "ada", "mastodon": "@ada@s.example", "rss": True},
    "social_in_header": True,
    "announcement": {"text": "A new part of the series is out, on queues.", "url": "posts/one"},
    "accent": "#7a1fa2",
    "footer_text": "Written on trains.",
}
"""


@pytest.fixture(scope="module")
def framed(shared_site: Site) -> Iterator[str]:
    shared_site.configure(MANY)
    shared_site.post("one", tags="[Rust]")
    with serve(Handler, shared_site.build().out) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_a_full_frame(
    tab: Visit, framed: str, width: int, scheme: str
) -> None:
    look(tab.page, width, scheme)
    tab.open(f"{framed}/posts/one.html")
    if width < 640:
        tab.page.get_by_text("Menu", exact=True).click()
    assert tab.page.get_by_role("link", name="Talks").is_visible()
    assert violations(tab.page, colors_only=scheme == "dark") == []
    assert tab.complaints == []


def test_a_full_frame_does_not_scroll_sideways(tab: Visit, framed: str) -> None:
    tab.open(f"{framed}/posts/one.html")
    assert overflows(tab.page, 320, 390, 1440) == []


def test_the_menu_goes_by_keyboard(chromium: Browser, framed: str) -> None:
    page = visit(chromium, f"{framed}/posts/one.html", width=390).page
    menu, talks = page.locator(".site-menu > summary"), page.get_by_role("link", name="Talks")
    menu.focus()
    assert not talks.is_visible()
    page.keyboard.press("Enter")
    assert talks.is_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Home"
    page.keyboard.press("Escape")
    assert not talks.is_visible()
    assert focused(page) == "Menu"
    page.keyboard.press("Enter")
    for _ in range(6):  # past its last link
        page.keyboard.press("Tab")
    assert not talks.is_visible()
    page.context.close()


def test_the_menu_opens_without_a_script(chromium: Browser, framed: str) -> None:
    page = visit(chromium, f"{framed}/posts/one.html", width=390, scripts=False).page
    talks = page.get_by_role("link", name="Talks")
    assert not talks.is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert talks.is_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    assert not page.get_by_text("Menu", exact=True).is_visible()
    assert talks.is_visible()
    assert page.get_by_text("A new part of the series").is_visible()
    assert not page.locator(".announcement-close").is_visible()
    page.context.close()


def test_a_dismissed_announcement_stays_away_until_it_says_something_else(
    site: Site, chromium: Browser
) -> None:
    site.configure(MANY)
    site.post("one")
    with serve(Handler, site.build().out) as address:
        page = visit(chromium, f"{address}/posts/one.html").page
        announcement = page.locator(".announcement")
        page.get_by_role("button", name="Dismiss").press("Enter")
        assert not announcement.is_visible()
        assert focused(page) == "Notes"
        page.goto(f"{address}/index.html")
        assert not announcement.is_visible()
        site.configure(MANY.replace("on queues", "on locks"))
        site.build()
        page.goto(f"{address}/posts/one.html")
        assert announcement.is_visible()
        page.context.close()


def test_shortcuts_go_until_the_reader_turns_them_off(chromium: Browser, address: str) -> None:
    page = visit(chromium, f"{address}/posts/backpressure.html").page
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    page.keyboard.press("d")
    assert page.get_by_role("button", name="Dark colors").get_attribute("aria-pressed") == "true"
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("d")  # a dialog is read with keys, too
    assert page.locator(".scheme-switch").get_attribute("aria-pressed") == "true"
    keys.get_by_role("checkbox").uncheck()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    page.keyboard.press("d")
    assert page.locator(".scheme-switch").get_attribute("aria-pressed") == "true"
    page.reload()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    assert violations(page, within="dialog[open]") == []
    keys.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    with page.expect_navigation(url="**/search.html"):
        page.keyboard.press("/")
    page.keyboard.type("/ndp?")  # into the field
    expect(page.get_by_role("searchbox")).to_have_value("/ndp?")
    page.go_back()
    following = page.locator("main a[rel=next]").get_attribute("href")
    with page.expect_navigation(url=f"**/{following}"):
        page.keyboard.press("n")
    with page.expect_navigation(url="**/posts/backpressure.html"):
        page.keyboard.press("p")
    page.context.close()


def test_pages_fade_into_each_other_unless_motion_is_to_be_reduced(
    chromium: Browser, address: str
) -> None:
    for motion, fades in (("no-preference", True), ("reduce", False)):
        page = visit(chromium, f"{address}/index.html").page
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        page.add_init_script(
            "addEventListener('pagereveal', event => (window.fades = !!event.viewTransition))"
        )
        with page.expect_navigation():
            page.get_by_role("link", name="Archive").first.click()
        wait_for(page, "window.fades !== undefined")  # until the page is shown
        assert page.evaluate("window.fades") is fades
        page.context.close()


def test_more_contrast_is_given_where_it_is_asked_for(chromium: Browser, address: str) -> None:
    page = visit(chromium, f"{address}/posts/backpressure.html").page
    page.emulate_media(contrast="more")
    colors = "[getComputedStyle(document.body), getComputedStyle(document.querySelector('time'))]"
    assert page.evaluate(f"{colors}.map(style => style.color)") == ["rgb(0, 0, 0)"] * 2
    page.context.close()


def test_a_font_of_the_theme_comes_without_a_move(site: Site, chromium: Browser) -> None:
    font = FONTS["source-serif"]
    site.configure('html_theme_options = {"text_font": "source-serif"}')
    site.post("one", ("Words *upright* and not. " * 14 + "\n\n") * 9)
    waiting: list[Route] = []
    with serve(Handler, site.build().out) as address:
        page = chromium.new_page()
        page.add_init_script(SHIFT)
        page.route("**/*.woff2", lambda route: waiting.append(route))
        page.goto(f"{address}/posts/one.html", wait_until="commit")
        # The text is there before its font, as on a slow line.
        wait_for(page, "performance.getEntriesByName('first-contentful-paint').length")
        wait_until(lambda: page.evaluate(SETTLED) and len(waiting) == 2)
        sources = ", ".join(f"local('{name}')" for name in font.stand_ins)
        if not page.evaluate(
            "from => new FontFace('one', from).load().then(() => true, () => false)", sources
        ):
            pytest.skip(f"no font is here that stands in for it: {' or '.join(font.stand_ins)}")
        for route in waiting:
            route.continue_()
        page.wait_for_load_state()
        wait_for(page, f"document.fonts.check('1em \"{font.family}\"')")
        page.evaluate(SETTLED)
        assert page.evaluate("window.shifted()") < 0.02
        page.close()
