"""Pages in a browser, for the tests that look at them."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page


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


SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until what watches the sizes of elements was called for the first time."""


class Visit:
    """A page that was opened, with what it asked for and complained of."""

    def __init__(self, page: Page, url: str, *, scripts: bool = True) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(url)
        if scripts:
            page.evaluate(SETTLED)


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
    return Visit(context.new_page(), url, scripts=scripts)


SHIFT = """
    window.shift = 0;
    new PerformanceObserver(l => l.getEntries().forEach(e => window.shift += e.value))
      .observe({type: 'layout-shift', buffered: true})
"""
"""Adds up by how much what is on the screen moves."""


def place(page: Page, selector: str) -> dict[str, float]:
    """Where an element stands in the window."""
    return page.locator(selector).first.evaluate(
        "e => { const {left, right, top, bottom, width} = e.getBoundingClientRect();"
        " return {left, right, top, bottom, width} }"
    )


def focused(page: Page) -> str:
    """The text of the element that has the focus, or its name."""
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.name"))


def violations(
    page: Page, *, contrast: bool = True, all_else: bool = True
) -> list[tuple[str, list[str]]]:
    """Each rule of axe that a page breaks, with the elements that do.

    Contrast takes three quarters of the time. Colors depend on the scheme and not on the width of
    the window, all else on the width and not on the scheme.
    """
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if not all_else:
        options["runOnly"] = ["color-contrast"]
    elif not contrast:
        options["rules"] = {"color-contrast": {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]
