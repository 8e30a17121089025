"""A post while it is read: pictures, footnotes, contents list, what is wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.pages import Handler, overflows, place, serve, violations, visit, wait_for, wait_until
from playwright.sync_api import Browser, expect
from sites import Site, picture

WORDS = "Words that fill the lines of a paragraph, and say little. " * 12

READING = f"""
{WORDS}[^one]

{WORDS}[^two] More words.[^three]

## First part

{{.wide}}
| {" | ".join(f"column {n}" for n in range(12))} |
|{"---|" * 12}
| {" | ".join("a cell" for _ in range(12))} |

```{{figure}} big.png
:figclass: wide
:alt: A wide picture
```

```{{figure}} big.png
:figclass: full
:alt: A picture from edge to edge
```

```{{code-block}} python
:class: wide
:caption: long.py
wide = "{"x" * 110}"
```

{WORDS}

## Second part

```{{figure}} big.png
:alt: A large picture

Of a wall.
```

![A small picture](small.png)

```{{image}} small.png
:class: only-light
:alt: By day
```

```{{image}} small.png
:class: only-dark
:alt: By night
```

{WORDS * 4}

## Third part

Few words.[^four]

[^one]: The first note, of some words.
[^two]: The second note. {WORDS}
[^three]: The third note.
[^four]: The fourth note.
"""


@pytest.fixture(scope="module")
def reading(chromium: Browser, shared_site: Site) -> Iterator[str]:
    """The address of a site with a post that has all of it, and one without contents list."""
    site = shared_site
    site.configure('myst_enable_extensions = ["attrs_block"]')
    picture(site, "posts/big.png", 1600, 800)
    picture(site, "posts/small.png", 320, 160)
    site.post("one", READING)
    site.post("two", READING, toc="false", date="2026-01-02")
    built = site.build()
    assert built.warnings == []
    with serve(Handler, built.out) as address:
        yield address


@pytest.mark.parametrize("post", ["one", "two"])
def test_what_is_wide_breaks_out_of_the_column_and_never_of_the_page(
    chromium: Browser, reading: str, post: str
) -> None:
    page = visit(chromium, f"{reading}/posts/{post}.html", width=1440).page
    text, window = place(page, "article > section > p"), 1440
    for selector in ("table.wide", "figure.wide", "figure.full", ".literal-block-wrapper"):
        wide = place(page, selector)
        assert wide["width"] > text["width"]
        assert abs((wide["left"] + wide["right"]) - (text["left"] + text["right"])) < 2
    assert place(page, "figure.wide img")["width"] == 70 * 16
    assert place(page, "figure.full img")["width"] == window
    for width in (320, 390, 768, 1152, 1280, 1920):
        assert overflows(page, width) == []
        assert place(page, "figure.full img")["width"] == width
    page.context.close()


def test_a_picture_for_the_dark_follows_the_system_and_the_switch(
    chromium: Browser, reading: str
) -> None:
    for scheme, scripts in (("light", True), ("dark", True), ("light", False), ("dark", False)):
        page = visit(chromium, f"{reading}/posts/one.html", scheme=scheme, scripts=scripts).page
        other = {"light": "dark", "dark": "light"}[scheme]
        expect(page.locator(f"img.only-{scheme}")).to_be_visible()
        expect(page.locator(f"img.only-{other}")).to_be_hidden()
        if scripts:
            page.get_by_role("button", name="Dark colors").click()
            expect(page.locator(f"img.only-{other}")).to_be_visible()
            expect(page.locator(f"img.only-{scheme}")).to_be_hidden()
            page.emulate_media(media="print")
            expect(page.locator("img.only-light")).to_be_visible()
            expect(page.locator("img.only-dark")).to_be_hidden()
        page.context.close()


def test_the_contents_list_says_where_one_is_and_how_much_is_left(
    chromium: Browser, reading: str
) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", width=1440).page
    here, left = page.locator(".post-toc a[aria-current]"), page.locator(".post-toc-left")
    assert here.count() == 0
    minutes = int(left.inner_text().removesuffix(" min left"))
    assert minutes >= 2
    page.get_by_role("link", name="Second part", exact=True).click()
    expect(here).to_have_text("Second part")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(here).to_have_text("Third part")
    expect(left).to_be_hidden()
    assert page.locator(".post-toc [aria-live], .post-toc [role=status]").count() == 0
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_contents_list_is_at_hand_where_there_is_no_room_beside_the_text(
    chromium: Browser, reading: str, scripts: bool
) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", width=390, scripts=scripts).page
    contents = page.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link", name="Second part")
    page.evaluate("scrollTo({top: 1200, behavior: 'instant'})")
    assert not link.is_visible()
    contents.locator("summary").click()
    page.evaluate("addEventListener('scrollend', () => { window.hasEnded = true })")
    link.click()
    heading = page.get_by_role("heading", name="Second part")
    expect(heading).to_be_in_viewport()
    wait_until(lambda: place(page, ".post-toc")["top"] == 0)
    if scripts:
        wait_for(page, "window.hasEnded")  # it scrolls smoothly
        expect(link).to_be_hidden()
        bar = place(page, ".post-toc")
        assert bar["top"] == 0
        assert place(page, "#second-part > h2")["top"] >= bar["bottom"]
    page.set_viewport_size({"width": 1440, "height": 900})
    assert link.is_visible()
    assert not contents.locator("summary").is_visible()
    page.context.close()


def test_a_bar_grows_with_what_is_read_unless_motion_is_to_be_reduced(
    chromium: Browser, reading: str
) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", scripts=False).page

    bar = "getComputedStyle(document.querySelector('.post-body'), '::before')"
    grown = f"new DOMMatrix({bar}.transform).a"
    assert page.evaluate(grown) == 0
    page.evaluate("scrollTo({top: 20_000, behavior: 'instant'})")
    wait_for(page, f"{grown} === 1")
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(f"{bar}.content") == "none"
    page.context.close()


def test_footnotes_stand_beside_their_references_where_there_is_room(
    chromium: Browser, reading: str
) -> None:
    opened = visit(chromium, f"{reading}/posts/one.html", width=1600)
    page = opened.page
    text = place(page, "article > section > p")

    def notes() -> list[tuple[dict[str, float], dict[str, float]]]:
        ids = page.locator("aside.footnote").evaluate_all("all => all.map(one => one.id)")
        return [(place(page, f"#{name}"), place(page, f"a[href='#{name}']")) for name in ids]

    end = 0.0
    for note, mark in notes():  # never over another, and up where a table is in the way
        assert note["top"] > end
        assert abs(note["top"] - mark["top"]) < 450
        assert 0 <= note["left"] < note["right"] < text["left"]
        end = note["bottom"]
    assert abs(note["top"] - mark["top"]) < 20
    wide = place(page, "table.wide")
    assert all(n["bottom"] <= wide["top"] or n["top"] >= wide["bottom"] for n, _ in notes())
    assert page.locator(
        "article > section ~ .footnote-list, article > section .footnote-list"
    ).count()
    page.set_viewport_size({"width": 800, "height": 900})
    below = place(page, "article > section > section:last-of-type")["top"]
    for note, _ in notes():
        assert note["top"] > below
        assert note["left"] >= place(page, "article > section > p")["left"]
    page.set_viewport_size({"width": 1600, "height": 900})
    page.emulate_media(media="print")
    assert all(note["top"] > mark["bottom"] for note, mark in notes())
    assert opened.complaints == []
    page.context.close()
    page = visit(chromium, f"{reading}/posts/one.html", width=1600, scripts=False).page
    assert place(page, "aside.footnote")["left"] >= place(page, "article > section > p")["left"]
    page.context.close()


def test_a_large_picture_opens_by_keyboard_and_gives_the_focus_back(
    chromium: Browser, reading: str
) -> None:
    opened = visit(chromium, f"{reading}/posts/one.html", width=1000)
    page = opened.page
    article = page.get_by_role("article")
    dialog = page.get_by_role("dialog", name="Picture")
    for alt in ("A small picture", "A large picture"):  # each comes when it is near
        picture = article.get_by_alt_text(alt)
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")
    expect(article.get_by_alt_text("A small picture")).to_have_role("img")
    expect(picture).to_have_role("button")
    picture.focus()
    for close in ("Escape", "Enter", "click"):
        expect(picture).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        assert dialog.locator("img").get_attribute("alt") == "A large picture"
        assert place(page, "dialog img")["width"] > place(page, "article > section > p")["width"]
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
        if close == "click":
            dialog.locator("img").click()
        else:
            page.keyboard.press(close)
        expect(dialog).to_be_hidden()
    expect(picture).to_be_focused()
    assert opened.complaints == []
    page.context.close()
    page = visit(chromium, f"{reading}/posts/one.html", scripts=False).page
    assert page.locator("img[role]").count() == 0
    page.context.close()


def test_axe_finds_nothing_in_a_post_with_all_of_it(chromium: Browser, reading: str) -> None:
    page = visit(chromium, f"{reading}/posts/one.html", width=1600).page
    assert violations(page) == []
    page.context.close()
