"""Pages of the example site look as they did.

Each is compared with a picture in ``screenshots/``, at a quarter of its size and without color,
so that another version of Chromium draws the same. To take the pictures anew, after looking at
what has changed:

    CRAFTBLOG_TAKE_SCREENSHOTS=1 pytest tests/browser/test_screenshots.py
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.pages import Handler, Visit, serve, varied_example, visit
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

SHOTS = {
    "landing": ("/", 1440, "light"),
    "landing-small-dark": ("/", 390, "dark"),
    "post": ("/posts/zero-downtime-migrations.html", 1440, "light"),
    "post-small": ("/posts/small-releases-on-a-schedule.html", 390, "light"),
    "post-in-series-dark": ("/posts/an-append-only-log-in-rust.html", 1440, "dark"),
    "tag": ("/blog/tag/postgresql.html", 1440, "light"),
    "tags-dark": ("/blog/tag.html", 1440, "dark"),
    "archive-small": ("/blog/archive.html", 390, "light"),
    "author": ("/blog/author/mara.html", 1440, "light"),
    "feeds": ("/blog/feeds.html", 1440, "light"),
    "plain-dark": ("/about.html", 1440, "dark"),
    "not-found-small": ("/404.html", 390, "light"),
}
"""Name, path, width and scheme."""

FOLDER = Path(__file__).parent / "screenshots"

SCALE = 4
"""A cell of the pictures that are compared is as many pixels wide and high."""

STEP = 24
"""As much lighter or darker (of 255) is a cell that differs: more than smoothed edges of
letters, less than a letter that has moved away."""

SHARE = 0.006
"""So many of the cells may differ. A margin of eight pixels that is lost under the title of a
post makes it ten times as many."""

HEIGHT = 2400


@pytest.fixture(scope="module")
def pictured(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(Handler, varied_example(tmp_path_factory).out) as address:
        yield address


@pytest.fixture(scope="module")
def camera(chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(reduced_motion="reduce", bypass_csp=True)
    yield Visit(context.new_page())
    context.close()


@pytest.fixture(scope="module", params=SHOTS)
def shown(request: pytest.FixtureRequest, camera: Visit, pictured: str) -> tuple[str, Page]:
    """The name of a picture, and its page from its top, without formulas."""
    path, width, scheme = SHOTS[request.param]
    page = camera.page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    camera.open(pictured + path)
    page.evaluate("document.fonts.ready.then(() => true)")
    # Letters of formulas come from a font of the machine's, whatever the text has.
    page.add_style_tag(content="math { display: none }")
    return request.param, page


def picture(page: Page) -> Image.Image:
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    return taken.convert("L").reduce(SCALE)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of the cells that differ."""
    if one.size != other.size:
        return 1.0
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[STEP:]) / sum(counts)


def test_a_page_looks_as_it_did(shown: tuple[str, Page], tmp_path: Path) -> None:
    name, page = shown
    taken = picture(page)
    if os.environ.get("CRAFTBLOG_TAKE_SCREENSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        taken.save(FOLDER / f"{name}.png", optimize=True)
    share = difference(taken, Image.open(FOLDER / f"{name}.png"))
    if share > SHARE:
        taken.save(tmp_path / f"{name}.png")
    assert share <= SHARE, f"see {tmp_path / name}.png beside {FOLDER / name}.png"


BROKEN = {
    "post": ".craftblog-post-header { padding-block-end: 8px }",
    "post-small": ":root { --gutter: 1.625rem }",
    "post-in-series-dark": "main section > section { margin-block-start: 2.5rem }",
    "landing": ".craftblog-featured { padding: 1.5rem !important }",
    "landing-small-dark": ".landing-body h1 { letter-spacing: 0 }",
    "tag": ".craftblog-list-cards > li { padding-block: 2rem }",
    "tags-dark": ".craftblog-terms-list > li { padding-block: .3rem }",
    "plain-dark": ":root { --measure: 37rem }",
}
"""Styles that move a little on a page."""


@pytest.mark.parametrize("shown", BROKEN, indirect=True)
def test_a_broken_margin_is_seen(shown: tuple[str, Page]) -> None:
    name, page = shown
    style = page.add_style_tag(content=BROKEN[name])
    broken = picture(page)
    style.evaluate("style => style.remove()")
    assert difference(broken, Image.open(FOLDER / f"{name}.png")) > 2 * SHARE


def test_lines_have_a_readable_length(chromium: Browser, pictured: str) -> None:
    page = visit(chromium, pictured + SHOTS["post"][0]).page
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
