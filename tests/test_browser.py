"""Pages in Chromium: accessibility, light and dark, keyboard, widths, weight."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import EXAMPLE_SITE, Built, Site
from playwright.sync_api import Browser, Frame, Page, Request, Route, expect
from test_head import picture

from sphinx_craftblog.commands import main

pytestmark = pytest.mark.browser

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

    policy = "default-src 'self'"

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
        self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serve(handler: type[Handler], folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(example: Built) -> Iterator[str]:
    with serve(Handler, example.out) as address:
        yield address


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


SHIFT = """
    window.shift = 0;
    new PerformanceObserver(l => l.getEntries().forEach(e => window.shift += e.value))
      .observe({type: 'layout-shift', buffered: true})
"""
"""Adds up by how much what is on the screen moves."""

LIGHT, DARK = "rgb(252, 251, 249)", "rgb(19, 22, 25)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(chromium: Browser, address: str, name: str, scheme: str) -> None:
    page = visit(chromium, address + PAGES[name], scheme=scheme).page
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"][:3]]) for rule in found] == []
    page.context.close()


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


@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])
def test_every_page_says_the_same_without_a_script(
    chromium: Browser, address: str, name: str
) -> None:
    said = []
    for scripts in (True, False):
        page = visit(chromium, address + PAGES[name], scripts=scripts).page
        said.append(page.evaluate("document.querySelector('main').innerText.split(/\\s+/)"))
        page.context.close()
    with_scripts, without = map(set, said)
    assert with_scripts - without <= {"min", "left", *map(str, range(100))}
    assert without <= with_scripts


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


def test_lines_have_a_readable_length(chromium: Browser, address: str) -> None:
    page = visit(chromium, address + PAGES["post"]).page
    # The system's own font may be as wide as DejaVu Sans, which has 59 characters in a line.
    font = "document.documentElement.style.setProperty('--font-system', 'Liberation Sans, Arial')"
    page.evaluate(font)
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
    page.add_init_script(SHIFT)
    for name in ("landing", "post", "tag"):
        page.goto(address + PAGES[name], wait_until="networkidle")
        assert page.evaluate("window.shift") == 0
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


# Reading

WORDS = "Words that fill the lines of a paragraph, and say little. " * 12

READING = f"""
{WORDS}[^one]

{WORDS}[^two] More words.[^three]

## First part

{{.wide}}
| {" | ".join(f"column {n}" for n in range(12))} |
|{"---|" * 12}
| {" | ".join("a cell" for _ in range(12))} |

```{{figure}} big.png
:figclass: wide
:alt: A wide picture
```

```{{figure}} big.png
:figclass: full
:alt: A picture from edge to edge
```

```{{code-block}} python
:class: wide
:caption: long.py
wide = "{"x" * 110}"
```

{WORDS}

## Second part

```{{figure}} big.png
:alt: A large picture

Of a wall.
```

![A small picture](small.png)

```{{image}} small.png
:class: only-light
:alt: By day
```

```{{image}} small.png
:class: only-dark
:alt: By night
```

{WORDS * 4}

## Third part

Few words.[^four]

[^one]: The first note, of some words.
[^two]: The second note. {WORDS}
[^three]: The third note.
[^four]: The fourth note.
"""


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a post that has all of it, and one without contents list."""
    site = Site(tmp_path_factory.mktemp("reading"))
    site.configure('myst_enable_extensions = ["attrs_block"]')
    picture(site, "posts/big.png", 1600, 800)
    picture(site, "posts/small.png", 320, 160)
    site.post("one", READING)
    site.post("two", READING, toc="false", date="2026-01-02")
    built = site.build()
    assert built.warnings == []
    with serve(Handler, built.out) as address:
        yield address


def place(page: Page, selector: str) -> dict[str, float]:
    """Where an element stands in the window."""
    return page.locator(selector).first.evaluate(
        "e => { const {left, right, top, bottom, width} = e.getBoundingClientRect();"
        " return {left, right, top, bottom, width} }"
    )


@pytest.mark.parametrize("post", ["one", "two"])
def test_what_is_wide_breaks_out_of_the_column_and_never_of_the_page(
    chromium: Browser, reading: str, post: str
) -> None:
    page = visit(chromium, f"{reading}/posts/{post}.html", width=1440).page
    text, window = place(page, "article > section > p"), 1440
    for selector in ("table.wide", "figure.wide", "figure.full", ".literal-block-wrapper"):
        wide = place(page, selector)
        assert wide["width"] > text["width"]
        assert abs((wide["left"] + wide["right"]) - (text["left"] + text["right"])) < 2
    assert place(page, "figure.wide img")["width"] == 70 * 16
    assert place(page, "figure.full img")["width"] == window
    for width in (320, 390, 768, 1152, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert place(page, "figure.full img")["width"] == width
    page.context.close()


def test_a_picture_for_the_dark_follows_the_system_and_the_switch(
    chromium: Browser, reading: str
) -> None:
    for scheme, scripts in (("light", True), ("dark", True), ("light", False), ("dark", False)):
        page = visit(chromium, f"{reading}/posts/one.html", scheme=scheme, scripts=scripts).page
        other = {"light": "dark", "dark": "light"}[scheme]
        expect(page.locator(f"img.only-{scheme}")).to_be_visible()
        expect(page.locator(f"img.only-{other}")).to_be_hidden()
        if scripts:
            page.get_by_role("button", name="Dark colors").click()
            expect(page.locator(f"img.only-{other}")).to_be_visible()
            expect(page.locator(f"img.only-{scheme}")).to_be_hidden()
            page.emulate_media(media="print")
            expect(page.locator("img.only-light")).to_be_visible()
            expect(page.locator("img.only-dark")).to_be_hidden()
        page.context.close()


def test_the_contents_list_says_where_one_is_and_how_much_is_left(
    chromium: Browser, reading: str
) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", width=1440).page
    here, left = page.locator(".post-toc a[aria-current]"), page.locator(".post-toc-left")
    assert here.count() == 0
    minutes = int(left.inner_text().removesuffix(" min left"))
    assert minutes >= 2
    page.get_by_role("link", name="Second part", exact=True).click()
    expect(here).to_have_text("Second part")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(here).to_have_text("Third part")
    expect(left).to_be_hidden()
    assert page.locator(".post-toc [aria-live], .post-toc [role=status]").count() == 0
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_contents_list_is_at_hand_where_there_is_no_room_beside_the_text(
    chromium: Browser, reading: str, scripts: bool
) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", width=390, scripts=scripts).page
    contents = page.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link", name="Second part")
    page.evaluate("scrollTo({top: 1200, behavior: 'instant'})")
    assert not link.is_visible()
    contents.locator("summary").click()
    link.click()
    heading = page.get_by_role("heading", name="Second part")
    expect(heading).to_be_in_viewport()
    page.wait_for_timeout(700)  # for the smooth scroll to end
    bar = place(page, ".post-toc")
    assert bar["top"] == 0
    if scripts:
        expect(link).to_be_hidden()
        assert place(page, "#second-part > h2")["top"] >= bar["bottom"]
    page.set_viewport_size({"width": 1440, "height": 900})
    assert link.is_visible()
    assert not contents.locator("summary").is_visible()
    page.context.close()


def test_a_bar_grows_with_what_is_read_unless_motion_is_to_be_reduced(
    chromium: Browser, reading: str
) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", scripts=False).page

    bar = "getComputedStyle(document.querySelector('.post-body'), '::before')"
    grown = f"new DOMMatrix({bar}.transform).a"
    assert page.evaluate(grown) == 0
    page.evaluate("scrollTo({top: 20_000, behavior: 'instant'})")
    for _ in range(100):
        if page.evaluate(grown) == 1:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(grown) == 1
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(f"{bar}.content") == "none"
    page.context.close()


def test_footnotes_stand_beside_their_references_where_there_is_room(
    chromium: Browser, reading: str
) -> None:
    opened = visit(chromium, f"{reading}/posts/one.html", width=1600)
    page = opened.page
    text = place(page, "article > section > p")

    def notes() -> list[tuple[dict[str, float], dict[str, float]]]:
        ids = page.locator("aside.footnote").evaluate_all("all => all.map(one => one.id)")
        return [(place(page, f"#{name}"), place(page, f"a[href='#{name}']")) for name in ids]

    end = 0.0
    for note, mark in notes():  # never over another, and up where a table is in the way
        assert note["top"] > end
        assert abs(note["top"] - mark["top"]) < 450
        assert 0 <= note["left"] < note["right"] < text["left"]
        end = note["bottom"]
    assert abs(note["top"] - mark["top"]) < 20
    wide = place(page, "table.wide")
    assert all(n["bottom"] <= wide["top"] or n["top"] >= wide["bottom"] for n, _ in notes())
    assert page.locator(
        "article > section ~ .footnote-list, article > section .footnote-list"
    ).count()
    page.set_viewport_size({"width": 800, "height": 900})
    below = place(page, "article > section > section:last-of-type")["top"]
    for note, _ in notes():
        assert note["top"] > below
        assert note["left"] >= place(page, "article > section > p")["left"]
    page.set_viewport_size({"width": 1600, "height": 900})
    page.emulate_media(media="print")
    assert all(note["top"] > mark["bottom"] for note, mark in notes())
    assert opened.complaints == []
    page.context.close()
    page = visit(chromium, f"{reading}/posts/one.html", width=1600, scripts=False).page
    assert place(page, "aside.footnote")["left"] >= place(page, "article > section > p")["left"]
    page.context.close()


def test_a_large_picture_opens_by_keyboard_and_gives_the_focus_back(
    chromium: Browser, reading: str
) -> None:
    opened = visit(chromium, f"{reading}/posts/one.html", width=1000)
    page = opened.page
    picture = page.get_by_role("button", name="A large picture")
    assert page.get_by_role("button", name="A small picture").count() == 0
    dialog = page.get_by_role("dialog", name="Picture")
    picture.scroll_into_view_if_needed()
    picture.focus()
    for close in ("Escape", "Enter", "click"):
        expect(picture).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        assert dialog.locator("img").get_attribute("alt") == "A large picture"
        assert place(page, "dialog img")["width"] > place(page, "article > section > p")["width"]
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
        if close == "click":
            dialog.locator("img").click()
        else:
            page.keyboard.press(close)
        expect(dialog).to_be_hidden()
    expect(picture).to_be_focused()
    assert opened.complaints == []
    page.context.close()
    page = visit(chromium, f"{reading}/posts/one.html", scripts=False).page
    assert page.locator("img[role]").count() == 0
    page.context.close()


def test_axe_finds_nothing_in_a_post_with_all_of_it(chromium: Browser, reading: str) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", width=1600).page
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:90] for node in rule["nodes"][:3]]) for rule in found] == []
    page.context.close()


# The search page, with each engine


@pytest.fixture(scope="session")
def searched_by_pagefind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site as it is built and indexed for Pagefind."""
    out = tmp_path_factory.mktemp("pagefind")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-D",
        "craftblog_search=pagefind",
    ]
    command += ["-d", str(out.with_name("pagefind-doctrees")), str(EXAMPLE_SITE), str(out)]
    subprocess.run(command, check=True, capture_output=True)
    assert main(["search-index", str(out)]) == 0
    return out


class WasmHandler(Handler):
    """The policy that Pagefind needs."""

    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


@pytest.fixture(scope="session", params=["sphinx", "pagefind"])
def search(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a search page."""
    if request.param == "sphinx":
        yield request.getfixturevalue("address") + "/search.html"
        return
    folder = request.getfixturevalue("searched_by_pagefind")
    with serve(WasmHandler, folder) as address:
        yield f"{address}/search.html"


RESULTS = "#search-results > li"
STATUS = ".craftblog-search-status"


def wait_for_status(page: Page, text: str) -> None:
    page.locator(STATUS, has_text=text).wait_for()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.name"))


def test_results_follow_what_is_typed(chromium: Browser, search: str) -> None:
    page = visit(chromium, search).page
    assert focused(page) == "q"
    page.keyboard.type("postgresql", delay=20)
    wait_for_status(page, "4 results for “postgresql”")
    results = page.locator(RESULTS)
    assert results.count() == 4
    assert page.locator("#search-results article").count() == 4
    job = results.filter(has=page.get_by_role("link", name="A job queue in PostgreSQL, and when"))
    assert job.locator("time").get_attribute("datetime") == "2025-03-11"
    assert job.locator(".craftblog-categories").inner_text() == "Databases"
    assert job.locator(".craftblog-search-tags").inner_text() == "PostgreSQL, Architecture, Python"
    assert "PostgreSQL" in job.locator("mark").first.inner_text()
    assert page.url == f"{search}?q=postgresql"
    page.reload()
    wait_for_status(page, "4 results for “postgresql”")
    assert page.get_by_role("searchbox").input_value() == "postgresql"
    assert focused(page) != "q"
    page.get_by_role("searchbox").fill("migratio")  # of a word that is not at its end yet
    wait_for_status(page, "for “migratio”")
    page.locator(RESULTS).first.wait_for()
    page.context.close()


def test_a_search_goes_by_keyboard_alone(chromium: Browser, search: str) -> None:
    page = visit(chromium, search).page
    page.keyboard.type("queue")
    page.keyboard.press("Enter")
    page.locator(RESULTS).first.wait_for()
    wait_for_status(page, "for “queue”")
    first, second = page.locator("#search-results a").all_inner_texts()[:2]
    page.keyboard.press("ArrowDown")
    assert focused(page) == first
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowDown")
    assert focused(page) == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert focused(page) == "q"
    assert page.get_by_role("searchbox").input_value() == "queue"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/*.html*")
    page.go_back()
    wait_for_status(page, "for “queue”")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Escape")
    page.locator(RESULTS).first.wait_for(state="detached")
    assert page.locator(STATUS).inner_text() == ""
    assert page.url == search
    page.context.close()


def test_results_can_be_narrowed(chromium: Browser, search: str) -> None:
    page = visit(chromium, f"{search}?q=queue").page
    wait_for_status(page, "for “queue”")
    everything = page.locator(RESULTS).count()
    tags = page.get_by_label("Tag")
    assert "Rust (2)" in tags.locator("option").all_inner_texts()
    tags.select_option("Rust")
    wait_for_status(page, "2 results")
    assert page.url == f"{search}?q=queue&tag=Rust"
    assert all("Rust" in text for text in page.locator(".craftblog-search-tags").all_inner_texts())
    assert len(tags.locator("option").all()) > 2  # the others can still be chosen
    page.get_by_label("Author").select_option("Tomás Ferreira")
    wait_for_status(page, "1 result for")
    page.reload()
    wait_for_status(page, "1 result for")
    assert tags.input_value() == "Rust"
    tags.select_option("")
    page.get_by_label("Author").select_option("")
    wait_for_status(page, f"{everything} results")
    page.context.close()


def test_nothing_found_is_no_dead_end(chromium: Browser, search: str) -> None:
    page = visit(chromium, f"{search}?q=жжжж").page
    wait_for_status(page, "No results for “жжжж”")
    assert page.get_by_role("link", name="all tags").is_visible()
    assert not page.get_by_label("Tag").is_visible()
    page.context.close()


def test_what_is_searched_for_is_text(chromium: Browser, search: str) -> None:
    opened = visit(chromium, f"{search}?q=%3Cimg src=x onerror=alert(1)%3E $%26 queue")
    wait_for_status(opened.page, "“<img src=x onerror=alert(1)> $& queue”")
    assert opened.complaints == []
    opened.page.context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_search_is_accessible_and_nothing_moves(
    chromium: Browser, search: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script(SHIFT)
    for query in ("?q=queue", "?q=жжжж", "?q=queue&tag=Rust"):
        page.goto(search + query, wait_until="networkidle")
        wait_for_status(page, "for “")
        assert page.evaluate("window.shift") == 0
        found = Axe().run(page).response["violations"]
        assert [rule["id"] for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_pagefind_is_fetched_when_it_is_needed(
    chromium: Browser, searched_by_pagefind: Path
) -> None:
    with serve(WasmHandler, searched_by_pagefind) as address:
        opened = visit(chromium, address + PAGES["post"])
        assert not any("search" in url or "pagefind" in url for url in opened.requests)
        opened.page.goto(f"{address}/search.html?q=queue")
        wait_for_status(opened.page, "for “queue”")
        assert opened.complaints == []
        assert [url for url in opened.requests if not url.startswith(address)] == []
        opened.page.context.close()


def test_a_missing_index_is_told(chromium: Browser, searched_by_pagefind: Path) -> None:
    with serve(WasmHandler, searched_by_pagefind) as address:
        context = chromium.new_context()
        context.route("**/pagefind/**", lambda route: route.fulfill(status=404))
        page = Visit(context.new_page(), f"{address}/search.html?q=queue").page
        wait_for_status(page, "The search index has not been made: run craftblog search-index")
        context.close()


def test_sphinxs_index_is_read_from_the_disk(chromium: Browser, example: Built) -> None:
    page = visit(chromium, f"{(example.out / 'search.html').as_uri()}?q=postgresql").page
    wait_for_status(page, "4 results")
    assert page.locator("#search-results time").count() == 4
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


GISCUS = {"repo": "ada/notes", "repo_id": "R_1", "category": "Posts", "category_id": "DIC_1"}

GISCUS_SCRIPT = """
const frame = document.createElement("iframe");
frame.className = "giscus-frame";
frame.title = "Comments";
frame.src = "https://giscus.app/widget?" + new URLSearchParams(document.currentScript.dataset);
document.currentScript.after(frame);
"""

GISCUS_WIDGET = """<!doctype html><html lang="en"><title>Comments</title><h1>Comments</h1>
<script>
addEventListener("message", (event) => { window.told = event.data.giscus?.setConfig?.theme; });
parent.postMessage({giscus: {}}, "*");
</script>"""

GISCUS_POLICY = (
    "default-src 'self'; script-src 'self' https://giscus.app; frame-src https://giscus.app"
)

MASTODON_POLICY = "default-src 'self'; connect-src https://mastodon.example; img-src 'self' https:"


def answer_as_giscus(route: Route) -> None:
    if route.request.url.endswith("/client.js"):
        route.fulfill(body=GISCUS_SCRIPT, content_type="text/javascript")
    else:
        route.fulfill(body=GISCUS_WIDGET, content_type="text/html")


def status(number: str, content: str, to: str = "113", **more: str) -> dict[str, object]:
    account = {
        "display_name": "Grace <b>",
        "acct": "grace@social.example",
        "url": more.get("profile", "https://social.example/@grace"),
        "avatar_static": more.get("avatar", "https://files.example/grace.png"),
    }
    return {
        "id": number,
        "in_reply_to_id": to,
        "account": account,
        "url": f"https://social.example/@grace/{number}",
        "created_at": "2026-02-03T10:00:00.000Z",
        "content": content,
        "spoiler_text": more.get("warning", ""),
    }


def answer_as_mastodon(*statuses: dict[str, object]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        if route.request.url == "https://mastodon.example/api/v1/statuses/113/context":
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(json={"ancestors": [], "descendants": statuses}, headers=headers)
        else:
            route.abort()

    return answer


@contextmanager
def long_post(
    site: Site,
    chromium: Browser,
    provider: dict[str, str],
    answer: Callable[[Route], None],
    *,
    policy: str,
    width: int = 1024,
    scheme: str = "light",
    **front: str,
) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The page of a post whose comments are far below, what it asks of others, its complaints."""
    site.configure(
        f"craftblog_comments = {provider!r}\ncraftblog_share = ['mastodon', 'email']\n"
        "craftblog_newsletter = {'action': 'https://list.example/', 'text': 'One a month.'}\n"
    )
    site.post("one", "word " * 6000, **front)
    built = site.build()
    policed = type("Policed", (Handler,), {"policy": policy})
    viewport = {"width": width, "height": 700}
    context = chromium.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith("https:"):
            asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(re.compile("^https:"), answer)
    with serve(policed, built.out) as address:
        page.goto(f"{address}/posts/one.html", wait_until="networkidle")
        yield page, asked, complaints
        context.close()


def come_near(page: Page) -> None:
    page.locator(".craftblog-comments").scroll_into_view_if_needed()


def widget(page: Page) -> Frame:
    frame = page.wait_for_selector("iframe.giscus-frame").content_frame()
    assert frame is not None
    frame.wait_for_url(re.compile("https://giscus.app/.*"))
    frame.wait_for_function("window.told")
    return frame


def test_comments_are_loaded_when_the_reader_comes_near_and_not_before(
    site: Site, chromium: Browser
) -> None:
    giscus = {"provider": "giscus", **GISCUS}
    opened = long_post(site, chromium, giscus, answer_as_giscus, policy=GISCUS_POLICY)
    with opened as (page, asked, complaints):
        assert asked == []
        come_near(page)
        frame = widget(page)
        assert asked[0] == "https://giscus.app/client.js"
        assert "repoId=R_1" in asked[1]
        assert "theme=light" in asked[1]
        assert frame.evaluate("told") == "light"
        expect(page.locator(".craftblog-comments-state")).to_be_hidden()
        assert complaints == []


def test_comments_follow_light_and_dark(site: Site, chromium: Browser) -> None:
    giscus = {"provider": "giscus", **GISCUS}
    opened = long_post(site, chromium, giscus, answer_as_giscus, policy=GISCUS_POLICY)
    with opened as (page, _, _):
        come_near(page)
        frame = widget(page)
        page.emulate_media(color_scheme="dark")
        frame.wait_for_function("told === 'dark'")
        page.get_by_role("button", name="Dark colors").press("Enter")
        frame.wait_for_function("told === 'light'")
        for name in ("scheme", "theme"):
            page.evaluate(f"delete document.documentElement.dataset.{name}")
        frame.wait_for_function("told === 'dark'")
        page.evaluate("document.body.dataset.theme = 'light'")  # as Furo says it
        frame.wait_for_function("told === 'light'")


def test_a_provider_that_is_not_there_is_said(site: Site, chromium: Browser) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    giscus = {"provider": "giscus", **GISCUS}
    with long_post(site, chromium, giscus, refuse, policy=GISCUS_POLICY) as (page, _, _):
        come_near(page)
        expect(page.get_by_role("status")).to_have_text("The comments could not be loaded.")
        assert page.get_by_role("link", name="Reply on GitHub").is_visible()


MASTODON = {"provider": "mastodon", "host": "mastodon.example"}
THREAD = "https://mastodon.example/@ada/113"


def test_what_others_reply_is_text_and_nothing_that_acts(site: Site, chromium: Browser) -> None:
    hostile = (
        '<p onclick="hacked()" style="position:fixed">Well <b>said</b>'
        '<img src="https://evil.example/x.png" onerror="hacked()"><script>hacked()</script>'
        '<a href="javascript:hacked()" onmouseover="hacked()">here</a>'
        '<a href="https://example.org/?a=1&amp;b=2" target="_top">there</a>'
        '<iframe src="https://evil.example/"></iframe><svg onload="hacked()"><text>x</text></svg>'
        '<form action="https://evil.example/"><input name="q"><button>go</button></form></p>'
    )
    replies = answer_as_mastodon(
        status("1", hostile, profile="javascript:hacked()", avatar="data:image/png;base64,AAAA"),
        status("2", "<p>An answer.</p>", to="1"),
        status("3", "<p>The end.</p>", warning="About the end"),
    )
    opened = long_post(site, chromium, MASTODON, replies, policy=MASTODON_POLICY, comments=THREAD)
    with opened as (page, asked, _):
        assert asked == []
        come_near(page)
        page.wait_for_selector(".craftblog-reply")
        thread = page.locator(".craftblog-thread")
        assert page.locator(".craftblog-replies .craftblog-replies .craftblog-reply").count() == 1
        first = thread.locator(".craftblog-reply").first
        assert first.locator("strong, b").all_text_contents() == ["said"]
        assert "Grace <b>" in first.inner_text()
        assert thread.locator("script, iframe, svg, form, input, button").count() == 0
        attributes = thread.evaluate(
            "e => [...new Set([...e.querySelectorAll('*')].flatMap(c => c.getAttributeNames()))]"
        )
        allowed = {"class", "href", "rel", "datetime", "src", "alt", "width", "height"}
        assert set(attributes) <= allowed | {"loading", "referrerpolicy"}
        links = thread.locator("a").evaluate_all("all => all.map(a => [a.href, a.rel])")
        assert ["https://example.org/?a=1&b=2", "nofollow ugc noopener"] in links
        assert all(href.startswith("https://") for href, _ in links)
        assert thread.locator("img").count() == 2  # and not the data: URL
        assert not any("evil" in url for url in asked)
        assert thread.locator("time").first.get_attribute("datetime") == "2026-02-03T10:00:00.000Z"
        assert not page.get_by_text("The end.").is_visible()
        page.get_by_text("About the end").click()
        assert page.get_by_text("The end.").is_visible()


def test_bluesky_replies_are_a_tree(site: Site, chromium: Browser) -> None:
    def post(number: int, handle: str, *replies: object, **author: object) -> dict[str, object]:
        return {
            "post": {
                "uri": f"at://did:plc:x/app.bsky.feed.post/3k{number}",
                "author": {"handle": handle, "displayName": "", **author},
                "record": {"text": f"Text {number} <b>", "createdAt": "2026-02-03T10:00:00Z"},
                "indexedAt": f"2026-02-03T10:0{number}:00Z",
            },
            "replies": list(replies),
        }

    hidden = post(3, "eve.example", labels=[{"val": "!no-unauthenticated"}])
    gone = {"notFound": True}
    first = post(1, "bob.example", post(4, "ada.example"))
    tree = {"thread": post(0, "ada.example", post(2, "cy.example"), first, hidden, gone)}

    def answer(route: Route) -> None:
        route.fulfill(json=tree, headers={"Access-Control-Allow-Origin": "*"})

    opened = long_post(
        site,
        chromium,
        {"provider": "bluesky"},
        answer,
        policy="default-src 'self'; connect-src https://public.api.bsky.app",
        comments="https://bsky.app/profile/ada.example/post/3k0",
    )
    with opened as (page, asked, complaints):
        come_near(page)
        page.wait_for_selector(".craftblog-reply")
        texts = page.locator(".craftblog-reply-text").all_text_contents()
        assert texts == ["Text 1 <b>", "Text 4 <b>", "Text 2 <b>"]
        assert "uri=at%3A%2F%2Fada.example%2Fapp.bsky.feed.post%2F3k0" in asked[0]
        time = page.locator(".craftblog-reply a:has(time)").first
        assert time.get_attribute("href") == "https://bsky.app/profile/bob.example/post/3k1"
        assert complaints == []


def test_a_thread_without_replies_says_so(site: Site, chromium: Browser) -> None:
    opened = long_post(
        site, chromium, MASTODON, answer_as_mastodon(), policy=MASTODON_POLICY, comments=THREAD
    )
    with opened as (page, _, _):
        come_near(page)
        expect(page.get_by_role("status")).to_have_text("No replies yet.")
        link = page.get_by_role("link", name="Reply on Mastodon", exact=True)
        assert link.get_attribute("href") == THREAD


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_in_what_stands_under_a_post(
    site: Site, chromium: Browser, width: int, scheme: str
) -> None:
    replies = answer_as_mastodon(status("1", "<p>One.</p>"), status("2", "<p>Two.</p>", to="1"))
    opened = long_post(
        site,
        chromium,
        MASTODON,
        replies,
        policy=MASTODON_POLICY,
        width=width,
        scheme=scheme,
        comments=THREAD,
    )
    with opened as (page, _, _):
        come_near(page)
        page.wait_for_selector(".craftblog-reply")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("scrollTo(0, 0)")
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


BLOCKS = """
```{code-block} rust
:caption: src/log.rs
:linenos:
:emphasize-lines: 2

let offset = self.end; // (1)!
let wide = "WIDE";
```

1. Where it ends.

```{code-block} diff
:caption: conf.py
 a
-b
+c
```

```console
$ make \\
  html
Running
$ for f in *; do
> echo $f
> done

Makefile
> quoted
```

```pycon
>>> def f(x):
...     return x
...
>>> f(1)
1
```

```console
$ one

$ two
```

```
WIDE
```
""".replace("WIDE", "wide " * 60)
"""Every kind of block."""


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a post of blocks, in both styles of line numbers."""
    folders = [tmp_path_factory.mktemp("blocks") for _ in range(2)]
    for folder, style in zip(folders, ("inline", "table"), strict=True):
        site = Site(folder)
        site.configure(f'html_codeblock_linenos_style = "{style}"')
        site.write("index.md", "# Home\n\n```{post-list}\n```\n")
        site.post("one", BLOCKS)
        out = site.build().out
        if style == "table":
            out.rename(folders[0] / "_build" / "html" / "table")
    with serve(Handler, folders[0] / "_build" / "html") as address:
        yield address


def stop_clock(page: Page) -> None:
    """What a page shows for some seconds, it shows until the test goes on."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)


def copied(page: Page, number: int) -> str:
    """What the clipboard holds after the button of a block, by its number, is pressed."""
    page.get_by_role("button", name="Copy").nth(number).press("Enter")
    expect(page.locator("[data-done=Copied]")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("Copied")
    text = str(page.evaluate("navigator.clipboard.readText()"))
    page.clock.run_for(2000)
    expect(page.get_by_role("status")).to_have_text("")
    return text


@pytest.mark.parametrize("folder", ["", "/table"])
def test_code_is_copied_without_what_is_not_code(
    chromium: Browser, blocks: str, folder: str
) -> None:
    opened = visit(chromium, f"{blocks}{folder}/posts/one.html")
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stop_clock(opened.page)
    wide = f'let wide = "{"wide " * 60}";'
    assert copied(opened.page, 0) == f"let offset = self.end;\n{wide}"
    if not folder:
        assert copied(opened.page, 2) == "make \\\n  html\nfor f in *; do\necho $f\ndone"
        assert copied(opened.page, 3) == "def f(x):\n    return x\n\nf(1)"
        assert copied(opened.page, 4) == "one\n\ntwo"
    assert opened.complaints == []
    opened.page.context.close()


def test_code_is_copied_where_there_is_no_clipboard(chromium: Browser, blocks: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read"])
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{blocks}/posts/one.html")
    stop_clock(page)
    button = page.get_by_role("button", name="Copy").nth(1)
    button.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    expect(button).to_be_focused()
    context.close()


def test_long_lines_scroll_or_wrap_by_keyboard(chromium: Browser, blocks: str) -> None:
    for folder in ("", "/table"):
        page = visit(chromium, f"{blocks}{folder}/posts/one.html").page
        box = page.locator(".highlight, .code > div").and_(page.locator("[tabindex='0']")).first
        box.press("ArrowRight")
        page.wait_for_function("e => e.scrollLeft > 0", arg=box.element_handle())
        wraps = page.get_by_role("button", name="Wrap lines")
        assert wraps.count() == 2  # the other blocks are narrow
        button = wraps.first
        assert button.get_attribute("aria-pressed") == "false"
        button.press("Space")
        assert button.get_attribute("aria-pressed") == "true"
        expect(page.locator("[tabindex='0']")).to_have_count(1)
        button.press("Space")
        expect(page.locator("[tabindex='0']")).to_have_count(2)
        page.context.close()


def test_an_emphasized_line_is_as_wide_as_the_longest(chromium: Browser, blocks: str) -> None:
    page = visit(chromium, f"{blocks}/posts/one.html").page
    widths = page.evaluate(
        """
        ['.hll', '.gi', '.gd'].map(name => {
          const line = document.querySelector(name), box = line.closest('.highlight');
          return line.getBoundingClientRect().width - box.scrollWidth;
        })
        """
    )
    assert max(map(abs, widths)) < 1
    page.context.close()


def test_cards_have_no_buttons_and_a_copybutton_of_others_is_enough(
    site: Site, chromium: Browser, blocks: str
) -> None:
    page = visit(chromium, blocks).page
    assert page.locator(".craftblog-panel").count() == 1
    assert page.locator(".code-tools").count() == 0
    page.context.close()
    site.configure('html_js_files = ["copybutton.js"]')  # as sphinx-copybutton does
    site.post("one", BLOCKS)
    with serve(Handler, site.build().out) as address:
        page = visit(chromium, f"{address}/posts/one.html").page
        assert page.locator(".code-tools").count() > 0
        assert page.get_by_role("button", name="Copy").count() == 0
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_code(chromium: Browser, blocks: str, width: int, scheme: str) -> None:
    for folder in ("", "/table"):
        url = f"{blocks}{folder}/posts/one.html"
        page = visit(chromium, url, width=width, scheme=scheme).page
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
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


@pytest.fixture
def framed(site: Site) -> Iterator[str]:
    site.configure(MANY)
    site.post("one", tags="[Rust]")
    with serve(Handler, site.build().out) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_axe_finds_nothing_in_a_full_frame(
    chromium: Browser, framed: str, width: int, scheme: str
) -> None:
    opened = visit(chromium, f"{framed}/posts/one.html", width=width, scheme=scheme)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 640:
        page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name="Talks").is_visible()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:90] for node in rule["nodes"][:3]]) for rule in found] == []
    assert opened.complaints == []
    page.context.close()


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
    site: Site, chromium: Browser, framed: str
) -> None:
    page = visit(chromium, f"{framed}/posts/one.html").page
    announcement = page.locator(".announcement")
    page.get_by_role("button", name="Dismiss").press("Enter")
    assert not announcement.is_visible()
    assert focused(page) == "Notes"
    page.goto(f"{framed}/index.html")
    assert not announcement.is_visible()
    site.configure(MANY.replace("on queues", "on locks"))
    site.build()
    page.goto(f"{framed}/posts/one.html")
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
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
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
        page.wait_for_function("window.fades !== undefined")  # until the page is shown
        assert page.evaluate("window.fades") is fades
        page.context.close()


def test_more_contrast_is_given_where_it_is_asked_for(chromium: Browser, address: str) -> None:
    page = visit(chromium, f"{address}/posts/backpressure.html").page
    page.emulate_media(contrast="more")
    colors = "[getComputedStyle(document.body), getComputedStyle(document.querySelector('time'))]"
    assert page.evaluate(f"{colors}.map(style => style.color)") == ["rgb(0, 0, 0)"] * 2
    page.context.close()


def test_a_font_of_the_theme_comes_without_a_move(site: Site, chromium: Browser) -> None:
    site.configure('html_theme_options = {"text_font": "source-serif"}')
    site.post("one", "Words *upright* and not.\n\n" * 20)
    with serve(Handler, site.build().out) as address:
        page = chromium.new_page()
        page.add_init_script(SHIFT)
        page.route("**/*.woff2", lambda route: (page.wait_for_timeout(300), route.continue_()))
        page.goto(f"{address}/posts/one.html", wait_until="networkidle")
        assert page.evaluate("document.fonts.check('1em \"Source Serif 4\"')")
        assert page.evaluate("window.shift") < 0.02
        page.close()
