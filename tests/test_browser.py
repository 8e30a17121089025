"""Pages in Chromium: accessibility, light and dark, keyboard, widths, weight."""

from __future__ import annotations

import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Built
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = {
    "landing": "/",
    "post": "/posts/zero-downtime-migrations.html",
    "post with math and a table": "/posts/small-releases-on-a-schedule.html",
    "tag": "/blog/tag/postgresql.html",
    "tags": "/blog/tag.html",
    "archive": "/blog/archive.html",
    "search": "/search.html?q=postgresql",
    "plain": "/about.html",
    "not found": "/no/such/page.html",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves as hosts do: compressed, with 404.html, and a strict policy."""

    def do_GET(self) -> None:
        path = self.translate_path(self.path)
        if os.path.isdir(path):  # noqa: PTH112
            path = os.path.join(path, "index.html")  # noqa: PTH118
        status = 200 if os.path.exists(path) else 404  # noqa: PTH110
        if status == 404:
            path = os.path.join(self.directory, "404.html")  # noqa: PTH118
        with open(path, "rb") as file:  # noqa: PTH123
            body = gzip.compress(file.read())
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def address(example: Built) -> Iterator[str]:
    handler = partial(Handler, directory=str(example.out))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    path = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        message = "no Chromium found: install it, or name one in CHROME_PATH"
        if os.environ.get("CRAFTBLOG_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Visit:
    """A page that was opened, with what it asked for and complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(url, wait_until="networkidle")


def visit(
    chromium: Browser,
    url: str,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: str = "light",
    scripts: bool = True,
) -> Visit:
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    return Visit(context.new_page(), url)


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


LIGHT, DARK = "rgb(252, 251, 249)", "rgb(19, 22, 25)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    chromium: Browser, address: str, name: str, width: int, scheme: str
) -> None:
    opened = visit(chromium, address + PAGES[name], width=width, scheme=scheme)
    found = Axe().run(opened.page).response["violations"]
    assert [(rule["id"], [node["html"][:90] for node in rule["nodes"][:3]]) for rule in found] == []
    opened.page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_strict_policy_finds_nothing_and_no_other_host_is_asked(
    chromium: Browser, address: str, name: str
) -> None:
    opened = visit(chromium, address + PAGES[name])
    expected_404 = name == "not found"
    complaints = [c for c in opened.complaints if not (expected_404 and "404" in c)]
    assert complaints == []
    assert [url for url in opened.requests if not url.startswith(address)] == []
    opened.page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(chromium: Browser, address: str, name: str) -> None:
    page = visit(chromium, address + PAGES[name]).page
    for width in (320, 390, 768, 1024, 1440, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_system_decides_without_a_script(chromium: Browser, address: str) -> None:
    for scheme, colour in (("light", LIGHT), ("dark", DARK)):
        page = visit(chromium, address, scheme=scheme, scripts=False).page
        assert background(page) == colour
        assert not page.locator(".scheme-switch").is_visible()
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
        "[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth)"
        ".map(p => !!p.closest('[tabindex=\"0\"]'))"
    )
    assert wide
    assert all(wide)
    page.context.close()


def test_lines_have_a_readable_length(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + PAGES["post"]).page
    lengths = page.evaluate(
        """
        [...document.querySelectorAll('article > section > section > p')].flatMap(p => {
          const style = getComputedStyle(p), lines = p.offsetHeight / parseFloat(style.lineHeight);
          return lines > 4 ? [p.textContent.length / lines] : [];
        })
        """
    )
    assert len(lengths) > 3
    assert 60 <= sum(lengths) / len(lengths) <= 75
    page.context.close()


def test_nothing_moves_while_a_page_loads(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach("
        "e => window.shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    for name in ("landing", "post", "tag"):
        page.goto(address + PAGES[name], wait_until="networkidle")
        assert page.evaluate("window.shift") == 0
    context.close()


def test_the_landing_page_is_light(chromium: Browser, address: str) -> None:
    opened = visit(chromium, address)
    sizes = opened.page.evaluate(
        "performance.getEntries().filter(e => 'transferSize' in e).map(e => e.transferSize)"
    )
    assert len(opened.requests) <= 5
    assert sum(sizes) <= 25_000
    opened.page.context.close()


def test_search_finds_by_keyboard_alone(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + "/search.html").page
    page.get_by_role("searchbox").focus()
    page.keyboard.type("bisect")
    page.keyboard.press("Enter")
    result = page.locator("#search-results a").first
    result.wait_for()
    result.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/*.html*")
    page.context.close()


def test_the_404_page_looks_right_at_any_depth(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + "/a/b/c.html").page
    assert background(page) == LIGHT
    page.get_by_role("link", name="To the front page").click()
    assert page.title() == "Craft Notes"
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
