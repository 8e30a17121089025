"""Pages of the example site look as they did.

Each is compared with a picture in ``screenshots/``, at a quarter of its size and without color,
so that another version of Chromium draws the same. To take the pictures anew, after looking at
what has changed:

    CRAFTBLOG_TAKE_SCREENSHOTS=1 pytest tests/test_screenshots.py
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.pages import Handler, serve, visit
from PIL import Image, ImageChops
from playwright.sync_api import Browser
from sites import EXAMPLE_SITE

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


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example site in a font that is the same everywhere, with no other in its pages."""
    out = tmp_path_factory.mktemp("pictured")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(EXAMPLE_SITE), str(out)]
    for option, value in (("text_font", "inter"), ("code_font", "Inter")):
        command += ["-D", f"html_theme_options.{option}={value}"]
    subprocess.run([*command, "-d", str(out.with_name("pictured-doctrees"))], check=True)
    with serve(Handler, out) as address:
        yield address


def picture(chromium: Browser, url: str, width: int, scheme: str, style: str = "") -> Image.Image:
    """A page from its top, without formulas, with a style sheet of the test's added."""
    context = chromium.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    # Letters of formulas come from a font of the machine's, whatever the text has.
    page.add_style_tag(content=f"math {{ display: none }} {style}")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    context.close()
    return taken.convert("L").reduce(SCALE)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of the cells that differ."""
    if one.size != other.size:
        return 1.0
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[STEP:]) / sum(counts)


@pytest.mark.parametrize("name", SHOTS)
def test_a_page_looks_as_it_did(
    chromium: Browser, pictured: str, name: str, tmp_path: Path
) -> None:
    path, width, scheme = SHOTS[name]
    taken = picture(chromium, pictured + path, width, scheme)
    if os.environ.get("CRAFTBLOG_TAKE_SCREENSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        taken.save(FOLDER / f"{name}.png", optimize=True)
    share = difference(taken, Image.open(FOLDER / f"{name}.png"))
    if share > SHARE:
        taken.save(tmp_path / f"{name}.png")
    assert share <= SHARE, f"see {tmp_path / name}.png beside {FOLDER / name}.png"


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("post", ".craftblog-post-header { padding-block-end: 8px }"),
        ("post-small", ":root { --gutter: 1.625rem }"),
        ("post-in-series-dark", "main section > section { margin-block-start: 2.5rem }"),
        ("landing", ".craftblog-featured { padding: 1.5rem !important }"),
        ("landing-small-dark", ".landing-body h1 { letter-spacing: 0 }"),
        ("tag", ".craftblog-list-cards > li { padding-block: 2rem }"),
        ("tags-dark", ".craftblog-terms-list > li { padding-block: .3rem }"),
        ("plain-dark", ":root { --measure: 37rem }"),
    ],
)
def test_a_broken_margin_is_seen(chromium: Browser, pictured: str, name: str, style: str) -> None:
    path, width, scheme = SHOTS[name]
    broken = picture(chromium, pictured + path, width, scheme, style)
    share = difference(broken, Image.open(FOLDER / f"{name}.png"))
    assert share > 2 * SHARE


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
