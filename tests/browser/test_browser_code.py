"""Code as it is read, copied and wrapped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.pages import Handler, Visit, look, overflows, serve, violations, visit, wait_until
from playwright.sync_api import Browser, Page, expect
from sites import Site

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


@pytest.fixture(scope="module")
def blocks(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
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
        wait_until(lambda box=box: box.evaluate("e => e.scrollLeft > 0"))
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


@pytest.fixture(scope="module", params=["inline", "table"])
def opened(request: pytest.FixtureRequest, tab: Visit, blocks: str) -> Visit:
    """The post of blocks, with its line numbers in each style."""
    folder = {"inline": "", "table": "/table"}[request.param]
    look(tab.page, 1440)
    tab.open(f"{blocks}{folder}/posts/one.html")
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_code(opened: Visit, width: int, scheme: str) -> None:
    look(opened.page, width, scheme)
    assert violations(opened.page, colors_only=scheme == "dark") == []


def test_code_does_not_make_a_page_scroll_sideways(opened: Visit) -> None:
    assert overflows(opened.page, 1440, 390) == []
