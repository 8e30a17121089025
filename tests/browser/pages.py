"""Pages in a browser, for the tests that look at them."""

from __future__ import annotations

import gzip
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, Request
from sites import EXAMPLE_SITE, Built, Site, once


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
    loop = partial(server.serve_forever, poll_interval=0.01)  # as long does its end take
    threading.Thread(target=loop, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


SETTLED = (
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
)
"""Until what watches the sizes of elements was called for the first time."""


class Visit:
    """A tab, with what its page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._unanswered: set[Request] = set()
        page.on("request", self._note)
        page.on("requestfinished", lambda request: self._unanswered.discard(request))
        page.on("requestfailed", lambda request: self._unanswered.discard(request))
        page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)
        if request.resource_type not in {"eventsource", "media", "websocket"}:  # no end of these
            self._unanswered.add(request)

    def open(self, url: str) -> None:
        """Go to a page, until all that it asks for was answered."""
        for noted in (self.requests, self.complaints, self._unanswered):
            noted.clear()
        self.page.goto(url)
        self.resolve_duplicate_labels()

    def resolve_duplicate_labels(self) -> None:
        """Wait until nothing is asked for any more, and what watches sizes was called.

        Not where there are workers: Playwright does not tell when these have their answers.
        """
        self.page.evaluate(SETTLED)
        wait_until(lambda: not self._unanswered and self.page.evaluate(SETTLED))


def wait_until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Until a condition holds that asks the page, as that waits for an answer each time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it has not come about"


def wait_for(page: Page | Frame, expression: str) -> None:
    """Until an expression is true in a page.

    ``wait_for_function`` of Playwright needs scripts, and a policy that lets them evaluate text.
    """
    wait_until(lambda: page.evaluate(expression))


def visit(
    chromium: Browser,
    url: str,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: str = "light",
    scripts: bool = True,
) -> Visit:
    """Open a page as a new reader does, who has made no choices."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    visit = Visit(context.new_page())
    visit.page.goto(url)
    if scripts:
        visit.page.evaluate(SETTLED)
    return visit


def look(page: Page, width: int, scheme: str = "light") -> None:
    """See a page that is open in a window of another width, and in light or dark."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(SETTLED)
    page.evaluate(
        "document.getAnimations().forEach(one => one instanceof CSSTransition && one.finish())"
    )


def overflows(page: Page, *widths: int) -> list[int]:
    """The widths of the window in which a page scrolls sideways."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


def varied_example(factory: pytest.TempPathFactory) -> Built:
    """The example site for Pagefind, and in a font that is the same everywhere."""
    settings = {
        "craftblog_search": "pagefind",
        "html_theme_options.text_font": "inter",
        "html_theme_options.code_font": "Inter",
    }
    site = Site.at(EXAMPLE_SITE)
    return once(factory, "varied", lambda folder: site.build(into=str(folder), **settings))


SHIFT = """
    window.shift = 0;
    const add = list => list.forEach(entry => window.shift += entry.value);
    const observer = new PerformanceObserver(list => add(list.getEntries()));
    observer.observe({type: 'layout-shift', buffered: true});
    window.shifted = () => (add(observer.takeRecords()), window.shift)
"""
"""Adds up by how much what is on the screen moves, for ``shifted()``."""


def place(page: Page, selector: str) -> dict[str, float]:
    """Where an element stands in the window."""
    return page.locator(selector).first.evaluate(
        "e => { const {left, right, top, bottom, width} = e.getBoundingClientRect();"
        " return {left, right, top, bottom, width} }"
    )


def focused(page: Page) -> str:
    """The text of the element that has the focus, or its name."""
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.name"))


AXE = Axe().axe_script

KINDS = """
    axe.configure({rules: [
        {id: 'color-contrast', selector: '[data-kind]'},
        {id: 'link-in-text-block', selector: 'a[href][data-kind]'},
    ]});
    window.markKinds = () => {
        document.querySelectorAll('[data-kind]').forEach(e => e.removeAttribute('data-kind'));
        const behind = new Map([[null, '']]), seen = new Set();
        const layers = element => {  // all that is drawn behind its text
            if (!behind.has(element)) {
                const style = getComputedStyle(element);
                const here = [
                    style.backgroundColor, style.backgroundImage, style.filter, style.opacity,
                    ['static', 'relative'].includes(style.position) ? '' : style.position,
                ].join();
                const nothing = here === 'rgba(0, 0, 0, 0),none,none,1,';
                const above = layers(element.parentElement);
                behind.set(element, nothing ? above : above + ' / ' + here);
            }
            return behind.get(element);
        };
        const mark = element => {
            if (seen.has(element) || !element.checkVisibility({visibilityProperty: true})) return;
            seen.add(element);
            const {color, fontSize, fontWeight, textShadow} = getComputedStyle(element);
            const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
            const parts = [layers(element), color, large, textShadow];
            if (element.localName === 'a') {
                const {color, fontWeight} = getComputedStyle(element.parentElement);
                const {textDecorationLine, borderBottomStyle} = getComputedStyle(element);
                parts.push('link', color, fontWeight, textDecorationLine, borderBottomStyle);
            }
            const kind = parts.join(' | ');
            if (!seen.has(kind)) element.setAttribute('data-kind', '');
            seen.add(kind);
        };
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode()); ) if (text.data.trim()) mark(text.parentElement);
        document.querySelectorAll('a[href], input, select, textarea').forEach(mark);
    }
"""
"""Lets axe look at one text of each kind: all that have the same color, size for a reader, and
what is behind them. A page has hundreds of texts, and looking at all takes most of the time."""

OF_COLORS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that a color can break."""


def violations(
    page: Page, *, within: str = "html", colors_only: bool = False
) -> list[tuple[str, list[str]]]:
    """Each rule of axe that a page breaks, or a part of it, with the elements that do.

    ``colors_only`` is for the other scheme of a page, in which nothing else is another.
    """
    if not page.evaluate("'markKinds' in window"):
        page.evaluate(AXE)
        page.evaluate(KINDS)
    options: dict[str, object] = {"resultTypes": ["violations"], "iframes": False}
    if colors_only:
        options["runOnly"] = OF_COLORS
    found = page.evaluate(
        "([part, options]) => { markKinds(); return axe.run(part, options).then(run =>"
        " run.violations.map(rule => [rule.id, rule.nodes.map(n => n.html.slice(0, 120))])) }",
        [within, options],
    )
    return [tuple(rule) for rule in found]
