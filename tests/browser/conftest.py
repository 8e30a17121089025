"""A browser, and the example site in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from browser.pages import Handler, Visit, serve
from playwright.sync_api import Browser, sync_playwright
from sites import Built


@pytest.fixture(scope="session")
def address(example: Built) -> Iterator[str]:
    """Where the example site is served."""
    with serve(Handler, example.out) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # The first draws the same pages in half the time: it has no window around them.
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "chrome",
    )
    path = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        message = "no Chromium found: install it, or name one in CHROME_PATH"
        if os.environ.get("CRAFTBLOG_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--renderer-process-limit=1",  # to start one for each page takes as long as a page
                "--font-render-hinting=none",  # letters are as wide as in the whole browser
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Visit]:
    """For tests that look at pages without a choice that stays: a page each in turn."""
    context = chromium.new_context()
    yield Visit(context.new_page())
    context.close()
