"""The search page, with each engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
    varied_example,
    violations,
    visit,
)
from playwright.sync_api import Browser, Page, expect
from sites import Built

from sphinx_craftblog.commands.search_index import NoIndexError, make_index


@pytest.fixture(scope="module")
def searched_by_pagefind(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site with its index of Pagefind."""
    built = varied_example(tmp_path_factory)
    try:
        make_index(built.out)
    except NoIndexError as reason:
        pytest.skip(f"no index of Pagefind can be made here: {reason}")
    return built.out


class WasmHandler(Handler):
    """The policy that Pagefind needs."""

    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


@pytest.fixture(scope="module", params=["sphinx", "pagefind"])
def search(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[str]:
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
    expect(page).to_have_url(f"{search}?q=postgresql")
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
    expect(page).to_have_url(search)
    page.context.close()


def test_results_can_be_narrowed(chromium: Browser, search: str) -> None:
    page = visit(chromium, f"{search}?q=queue").page
    wait_for_status(page, "for “queue”")
    everything = page.locator(RESULTS).count()
    tags = page.get_by_label("Tag")
    assert "Rust (2)" in tags.locator("option").all_inner_texts()
    tags.select_option("Rust")
    wait_for_status(page, "2 results")
    expect(page).to_have_url(f"{search}?q=queue&tag=Rust")
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
def test_a_search_is_accessible_and_nothing_moves(tab: Visit, search: str, width: int) -> None:
    tab.page.add_init_script(SHIFT)
    look(tab.page, width)
    for query in ("?q=queue", "?q=жжжж", "?q=queue&tag=Rust"):
        tab.page.goto(search + query)
        wait_for_status(tab.page, "for “")
        if "жжжж" not in query:
            tab.page.locator(RESULTS).first.wait_for()
        tab.page.evaluate(SETTLED)
        assert tab.page.evaluate("window.shifted()") == 0
        assert violations(tab.page) == []
        assert overflows(tab.page, width) == []


def test_pagefind_is_fetched_when_it_is_needed(
    chromium: Browser, searched_by_pagefind: Path
) -> None:
    with serve(WasmHandler, searched_by_pagefind) as address:
        opened = visit(chromium, address + "/posts/zero-downtime-migrations.html")
        opened.resolve_duplicate_labels()
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
        page = context.new_page()
        page.goto(f"{address}/search.html?q=queue")
        wait_for_status(page, "The search index has not been made: run craftblog search-index")
        context.close()


def test_sphinxs_index_is_read_from_the_disk(chromium: Browser, example: Built) -> None:
    page = visit(chromium, f"{(example.out / 'search.html').as_uri()}?q=postgresql").page
    wait_for_status(page, "4 results")
    assert page.locator("#search-results time").count() == 4
    page.context.close()
