"""The documentation in Chromium: its kitchen sink has all that a page of Sphinx can have."""

from __future__ import annotations

from collections.abc import Iterator
from runpy import run_path

import pytest
from browser.pages import Handler, Visit, look, overflows, serve, violations, visit
from playwright.sync_api import Browser, expect
from sites import DOCS, Site, documentation

PAGES = [
    *sorted(
        f"kitchen-sink/{path.stem}"
        for path in (DOCS / "kitchen-sink").glob("*.*")
        if path.suffix in {".md", ".rst", ".ipynb"}
    ),
    *("genindex", "search", "py-modindex"),
]


class InlineHandler(Handler):
    """Extensions write scripts and styles into pages; other hosts stay closed."""

    policy = "default-src 'self' 'unsafe-inline' data:"


@pytest.fixture(scope="module")
def address(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(InlineHandler, documentation(tmp_path_factory).out) as address:
        yield address


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, tab: Visit, address: str) -> Visit:
    """One page after the other, for the tests that only look at it."""
    look(tab.page, 1440)
    tab.open(f"{address}/{request.param}.html")
    return tab


@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_nothing(opened: Visit, width: int) -> None:
    look(opened.page, width)
    assert violations(opened.page) == []


@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_no_pale_text_in_the_dark(opened: Visit, width: int) -> None:
    look(opened.page, width, "dark")
    assert violations(opened.page, colors_only=True) == []


def test_no_page_scrolls_sideways(opened: Visit) -> None:
    assert overflows(opened.page, 320, 390, 768, 1440) == []


def test_a_page_complains_of_nothing_and_asks_no_other_host(opened: Visit, address: str) -> None:
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith((address, "data:"))] == []


def test_what_is_too_wide_is_reached_by_keyboard(opened: Visit) -> None:
    look(opened.page, 320)
    unreachable = opened.page.evaluate(
        """
        [...document.querySelectorAll('main *')].filter(box =>
          ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
          && box.scrollWidth > box.clientWidth + 1
          && !box.closest('[tabindex="0"]')).map(box => box.outerHTML.slice(0, 120))
        """
    )
    assert unreachable == []


def test_tabs_and_dropdowns_go_by_keyboard(chromium: Browser, address: str) -> None:
    page = visit(chromium, f"{address}/kitchen-sink/design.html").page
    page.locator(".sd-tab-set input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("brew install chromium")).to_be_visible()
    expect(page.get_by_text("apt install chromium")).to_be_hidden()
    page.locator("details.sd-dropdown summary").first.press("Enter")
    expect(page.get_by_text("Opens.", exact=True)).to_be_visible()
    page.context.close()


def test_a_diagram_follows_the_system_and_the_switch(chromium: Browser, address: str) -> None:
    for scheme, other in (("light", "dark"), ("dark", "light")):
        drawn = {"light": "svg#mdefault", "dark": "svg#mdark"}
        page = visit(chromium, f"{address}/kitchen-sink/diagrams.html", scheme=scheme).page
        expect(page.locator(drawn[scheme])).to_be_visible()
        page.get_by_role("button", name="Dark colors").click()
        expect(page.locator(drawn[other])).to_be_visible()
        page.context.close()


@pytest.fixture(scope="module")
def other(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The kitchen sink with MathJax, numbered figures, and buttons of sphinx-copybutton."""
    usual = run_path(str(DOCS / "conf.py"), {"tags": set()})
    built = Site.at(DOCS).build(
        into=str(tmp_path_factory.mktemp("other")),
        root_doc="kitchen-sink/index",
        include_patterns=["kitchen-sink/**"],
        craftblog_posts=[],
        html_theme_options={},
        suppress_warnings=[
            *usual["suppress_warnings"],
            "ref.doc",
        ],  # it links to pages that are left out
        extensions=[*usual["extensions"], "sphinx_copybutton"],
        html_math_renderer="mathjax",
        mathjax_path="mathjax.js",
        numfig=True,
        graphviz_output_format="png",
    )
    (built.out / "_static" / "mathjax.js").write_text("", encoding="utf-8")
    assert built.warnings == []
    assert "Fig. 1" in built.text("kitchen-sink/pictures.html")
    with serve(InlineHandler, built.out) as address:
        yield address


@pytest.fixture(scope="module", params=["math", "code", "pictures", "diagrams"])
def opened_other(request: pytest.FixtureRequest, tab: Visit, other: str) -> Visit:
    look(tab.page, 390)
    tab.open(f"{other}/kitchen-sink/{request.param}.html")
    return tab


def test_other_settings_look_right_too(opened_other: Visit, other: str) -> None:
    look(opened_other.page, 390)
    assert violations(opened_other.page) == []
    assert overflows(opened_other.page, 390) == []
    assert opened_other.complaints == []
    assert [url for url in opened_other.requests if not url.startswith((other, "data:"))] == []


def test_other_settings_look_right_in_the_dark(opened_other: Visit) -> None:
    look(opened_other.page, 390, "dark")
    assert violations(opened_other.page, colors_only=True) == []


def test_one_button_copies(chromium: Browser, other: str) -> None:
    page = visit(chromium, f"{other}/kitchen-sink/code.html").page
    page.wait_for_selector(".copybtn", state="attached")
    assert page.locator("main .code-tools button[title=Copy]").count() == 0
    assert page.locator("main .highlight").count() == page.locator(".copybtn").count()
    page.context.close()
