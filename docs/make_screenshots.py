"""Take the pictures of the documentation anew: the front page of the example site.

Needs what the tests need, Chromium included; ``CHROME_PATH`` names one that is not found by itself.
"""

from __future__ import annotations

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from sphinx.cmd.build import main as build

ROOT = Path(__file__).parent.parent
PICTURES = {
    "light": ROOT / "docs" / "_static" / "landing-page.png",
    "dark": ROOT / "docs" / "_static" / "landing-page-dark.png",
}
SIZE = {"width": 1280, "height": 1390}


def main() -> int:
    """Build the example site and take its pictures; returns the exit code."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    chromium = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        code = build(["-W", "-q", "-b", "html", str(ROOT / "example_site"), folder])
        if code:
            return code
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, picture in PICTURES.items():
            take(browser, Path(folder, "index.html"), scheme, picture)
        browser.close()
    return 0


def take(browser: Browser, page: Path, scheme: str, picture: Path) -> None:
    """A picture of a page in one scheme."""
    context = browser.new_context(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="networkidle")
    shot = tab.screenshot(animations="disabled")
    # 256 colors are enough for a page without photographs, and half the size.
    Image.open(BytesIO(shot)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        picture, optimize=True
    )
    context.close()


if __name__ == "__main__":
    sys.exit(main())
