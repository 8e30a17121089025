"""All that Sphinx and the extensions of many sites put on a page: the docs' kitchen sink."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from runpy import run_path

import pytest
from browser.pages import Handler, serve, violations, visit
from playwright.sync_api import Browser, expect
from sites import ROOT, Built
from sphinx.testing.util import SphinxTestApp

DOCS = ROOT / "docs"
SINK = DOCS / "kitchen-sink"

PAGES = [
    *sorted(
        f"kitchen-sink/{path.stem}"
        for path in SINK.glob("*.*")
        if path.suffix in {".md", ".rst", ".ipynb"}
    ),
    *("genindex", "search", "py-modindex"),
]

WIDTHS = (320, 390, 768, 1440)

KINDS = {
    "text": "strong, em, code, s, abbr, sub, sup, kbd, .menuselection, .guilabel, mark, h1, h2, h3,"
    " h4, h5, h6, ul ul ul ol, .task-list-item-checkbox, dl dd + dd,"
    " blockquote.epigraph .attribution, blockquote.pull-quote, iframe, video, details,"
    " aside.footnote, hr",
    "boxes": ".admonition.note, .seealso, .tip, .hint, .important, .attention, .caution, .warning,"
    " .danger, .error, .admonition-todo, .admonition .admonition, .versionadded, .versionchanged,"
    " .deprecated, .versionremoved, .sidebar-subtitle, .topic, .contents, .rubric, .centered,"
    " .hlist",
    "markup": ".field-list, .option-list, .classifier, .line-block .line-block, .attribution,"
    " .doctest, .loweralpha, .lowerroman, .upperalpha, .upperroman, .literal-block, .compound,"
    " .container, [id=grammar-token-digit]",
    "pictures": "figcaption .legend, figure.align-left, figure.align-right, p > a > img,"
    " img.align-center, .only-light, .only-dark, figure.wide",
    "tables": "td.text-right, td.text-center, caption, th.stub, table.align-center,"
    " table.align-right, td[colspan], td[rowspan], table.wide",
    "code": ".hll, span.linenos, .code-block-caption, .craftblog-annotation, .gp, .gt, .gi, .gd",
    "api": "dl.py.function, dl.py.class dl.py.method, dl.py.property, dl.py.exception, dl.c,"
    " dl.cpp, dl.js, dl.std.option, dl.std.envvar, dl.std.confval, dl.rst,"
    " [id='sphinx_craftblog.model.pagination.parts']",
    "math": "p math, .math math[display=block], .eqno, mtable",
    "references": ".footnote .backrefs, .citation, [role=listitem] .backrefs, dl.glossary,"
    " .footnote[id^=footcite], .admonition-todo",
    "design": ".sd-tab-set, .sd-card-header, .sd-card-footer, .sd-card-img-top, .sd-stretched-link,"
    " .sd-row, .sd-cards-carousel, details.sd-dropdown, .sd-badge, a.sd-btn, svg.sd-octicon",
    "diagrams": "pre.mermaid",
    "notebook": ".cell_input, .output.stream, .output.stderr, .output.traceback, .dataframe,"
    " .cell_output img[src$='.svg'], details.hide, .tag_scroll-output, .cell_output math",
}
"""What stands on each page; a group of selectors, each of which has to find something."""


class InlineHandler(Handler):
    """Extensions write scripts and styles into pages; other hosts stay closed."""

    policy = "default-src 'self' 'unsafe-inline' data:"


@pytest.fixture(scope="session")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("docs"))


def build(folder: Path, **settings: object) -> Built:
    """The documentation, with other settings."""
    app = SphinxTestApp("html", srcdir=DOCS, builddir=folder, confoverrides=settings)
    try:
        app.build()
        return Built(Path(app.outdir), app.warning.getvalue())
    finally:
        app.cleanup()


@pytest.fixture(scope="session")
def address(sink: Built) -> Iterator[str]:
    with serve(InlineHandler, sink.out) as address:
        yield address


def test_the_documentation_builds_without_a_warning(sink: Built) -> None:
    assert sink.warnings == []


@pytest.mark.parametrize("name", KINDS)
def test_the_kitchen_sink_has_all_of_it(sink: Built, name: str) -> None:
    main = sink.html(f"kitchen-sink/{name}").main
    assert main is not None
    missing = [one for one in re.split(r",\s*", KINDS[name]) if not main.select(one)]
    assert missing == []


def test_diagrams_are_drawn_where_dot_is(sink: Built) -> None:
    drawn = sink.html("kitchen-sink/diagrams").select(".graphviz img, .graphviz object")
    assert len(drawn) == (2 if shutil.which("dot") else 0)


def test_the_index_the_search_and_the_glossary_have_the_entries(sink: Built) -> None:
    index = sink.html("genindex").get_text()
    for entry in ("send() (in module notes)", "copy_memory (C function)", "SPHINXOPTS", "Docname"):
        assert entry in index
    terms = sink.html("kitchen-sink/references").select("dl.glossary dt")
    assert [term.get_text() for term in terms] == ["Front matter", "Docname", "Document name"]
    assert "kitchen-sink/notebook" in sink.text("searchindex.js")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_stays_within_the_window(
    chromium: Browser, address: str, name: str
) -> None:
    opened = visit(chromium, f"{address}/{name}.html", scheme="light")
    page = opened.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 768:  # of a kind with 390
            assert violations(page, contrast=width == 1440) == []
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith((address, "data:"))] == []
    page.context.close()
    page = visit(chromium, f"{address}/{name}.html", scheme="dark", width=390).page
    assert violations(page, all_else=False) == []
    page.context.close()


def test_what_is_too_wide_is_reached_by_keyboard(chromium: Browser, address: str) -> None:
    for name in ("tables", "code", "api", "math", "design", "notebook", "markup"):
        page = visit(chromium, f"{address}/kitchen-sink/{name}.html", width=320).page
        unreachable = page.evaluate(
            """
            [...document.querySelectorAll('main *')].filter(box =>
              ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
              && box.scrollWidth > box.clientWidth + 1
              && !box.closest('[tabindex="0"]')).map(box => box.outerHTML.slice(0, 120))
            """
        )
        assert unreachable == []
        page.context.close()


def test_tabs_and_dropdowns_go_by_keyboard(chromium: Browser, address: str) -> None:
    page = visit(chromium, f"{address}/kitchen-sink/design.html").page
    page.locator(".sd-tab-set input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("brew install chromium")).to_be_visible()
    expect(page.get_by_text("apt install chromium")).to_be_hidden()
    page.locator("details.sd-dropdown summary").first.press("Enter")
    expect(page.get_by_text("Opens.", exact=True)).to_be_visible()
    page.context.close()


def test_a_diagram_follows_the_switch(chromium: Browser, address: str) -> None:
    page = visit(chromium, f"{address}/kitchen-sink/diagrams.html", scheme="light").page
    expect(page.locator("svg#mdefault")).to_be_visible()
    page.get_by_role("button", name="Dark colors").click()
    expect(page.locator("svg#mdark")).to_be_visible()
    page.context.close()


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The documentation with MathJax, numbered figures, and buttons of sphinx-copybutton."""
    extensions = run_path(str(DOCS / "conf.py"), {"tags": set()})["extensions"]
    built = build(
        tmp_path_factory.mktemp("other"),
        extensions=[*extensions, "sphinx_copybutton"],
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["math", "code", "pictures", "diagrams"])
def test_other_settings_look_right_too(
    chromium: Browser, other: str, name: str, scheme: str
) -> None:
    opened = visit(chromium, f"{other}/kitchen-sink/{name}.html", width=390, scheme=scheme)
    assert violations(opened.page, all_else=scheme == "light") == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith((other, "data:"))] == []
    opened.page.context.close()


def test_one_button_copies(chromium: Browser, other: str) -> None:
    page = visit(chromium, f"{other}/kitchen-sink/code.html").page
    page.wait_for_selector(".copybtn", state="attached")
    assert page.locator("main .code-tools button[title=Copy]").count() == 0
    assert page.locator("main .highlight").count() == page.locator(".copybtn").count()
    page.context.close()
