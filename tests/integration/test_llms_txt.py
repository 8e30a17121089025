"""What language models are told there is to read."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from sites import Built, Site, differences

MADE = "<!-- Made by sphinx-craftblog -->"


@pytest.fixture
def asked(site: Site) -> Site:
    site.configure("craftblog_llms_txt = True")
    return site


def links(built: Built) -> list[tuple[str, str]]:
    """Text and address of each link, as a reader of Markdown sees them."""
    lines = MarkdownIt("commonmark").parse(built.text("llms.txt"))
    found = []
    for line in lines:
        parts = line.children or []
        for start, part in enumerate(parts):
            if part.type == "link_open":
                end = next(n for n, p in enumerate(parts) if p.type == "link_close" and n > start)
                text = "".join(inner.content for inner in parts[start:end])
                found.append((text, str(part.attrs["href"])))
    return found


NOT_LISTED = {
    "unlisted": {"unlisted": "true"},
    "expired": {"expires": "2026-05-01"},
    "draft": {"draft": "true"},
    "scheduled": {"date": "2026-12-01"},
    "not-searched": {"nosearch": "true"},
    "not-indexed": {"myst": "{html_meta: {robots: noindex}}"},
}


def test_it_lists_posts_and_pages_for_readers(site: Site) -> None:
    site.configure('craftblog_llms_txt = True\ncraftblog_description = "Of builds."')
    site.post("one", date="2026-01-01", description="What it says.")
    site.post("zwei-größe", "Other text.", date="2026-02-01")
    site.post("three", "Words.", date="2025-03-01", external_url="https://a.example/b(c)")
    site.post("four", "Words.", date="2025-02-01", canonical_url="https://a.example/d")
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.write("404.md", "---\norphan: true\n---\n# Gone\n")
    for name, front in NOT_LISTED.items():
        site.post(name, **front)
    assert site.build().text("llms.txt") == (
        "# Notes\n\n> Of builds.\n\n<!-- Made by sphinx-craftblog -->\n\n## Posts\n\n"
        "- [Zwei größe](https://notes.example/posts/zwei-gr%C3%B6%C3%9Fe.html): Other text.\n"
        "- [One](https://notes.example/posts/one.html): What it says.\n"
        "- [Three](https://a.example/b%28c%29): Words.\n"
        "- [Four](https://notes.example/posts/four.html): Words.\n\n## Pages\n\n"
        "- [About](https://notes.example/about.html)\n"
        "- [Home](https://notes.example/index.html)\n"
    )
    assert ("One", "https://notes.example/posts/one/") in links(site.build("dirhtml"))
    site.configure("")
    assert "llms.txt" not in site.build().files()  # nobody gets one without asking


TITLES = (
    "a [b](c) ]",
    "`a` ] ` b",
    "*a* snake_case _b_ __c__",
    "<b> &amp; R&D \\",
    "1. - # a",
    "- a ##",
)


@pytest.mark.parametrize(("title", "description"), [TITLES[-2:], TITLES[:-3:-1]])
def test_what_authors_write_is_text(site: Site, title: str, description: str) -> None:
    """Posts have all texts; the first lines have those that a line's beginning or end changes."""
    site.configure(
        f"craftblog_llms_txt = True\ncraftblog_title = {title!r}\n"
        f"craftblog_description = {description + chr(10) + chr(0) + chr(127)!r}"
    )
    for number, text in enumerate(TITLES):
        quoted = text.replace("'", "''")
        site.post(
            f"p{number}",
            date=f"2026-01-{28 - number}",
            heading="x",
            title=f"'{quoted}'",
            description=f"'{quoted}'",
        )
    built = site.build()
    pages = [f"https://notes.example/posts/p{number}.html" for number in range(len(TITLES))]
    assert links(built)[: len(TITLES)] == list(zip(TITLES, pages, strict=True))
    tokens = MarkdownIt("commonmark").parse(built.text("llms.txt"))
    inline = [token for token in tokens if token.type == "inline"]
    shown = ["".join(part.content for part in token.children or ()) for token in inline]
    assert shown[:3] == [title, description, "Posts"]
    assert shown[3 : 3 + len(TITLES)] == [f"{text}: {text}" for text in TITLES]
    assert "\x7f" not in built.text("llms.txt")


@pytest.mark.parametrize("base", ["", "notes.example"])
def test_it_needs_the_address_of_the_site(asked: Site, base: str) -> None:
    asked.post("one")
    asked.build()
    asked.configure(f"craftblog_llms_txt = True\nhtml_baseurl = {base!r}\ncraftblog_feeds = []")
    built = asked.build()
    assert "llms.txt" not in built.files()
    (warned,) = built.warnings
    assert warned.type == "craftblog.llms_txt"
    assert "html_baseurl" in warned.text
    assert "craftblog_llms_txt = False" in warned.text


def test_the_authors_own_comes_first(asked: Site) -> None:
    asked.build()
    asked.write("extra/llms.txt", "mine")
    asked.configure('craftblog_llms_txt = True\nhtml_extra_path = ["extra"]')
    assert asked.build().text("llms.txt") == "mine"
    asked.configure("craftblog_llms_txt = True")
    built = asked.build()
    assert MADE in built.text("llms.txt")
    assert differences(built, asked.build_clean()) == []


def test_a_file_that_no_build_has_made_stays(asked: Site) -> None:
    asked.write("_build/html/llms.txt", "mine")
    assert asked.build().text("llms.txt") == "mine"


def test_it_is_written_only_when_it_says_something_new(asked: Site) -> None:
    asked.post("one", description="What it says.")
    path = asked.build().out / "llms.txt"
    time = path.stat().st_mtime_ns
    asked.post("one", "Other text.", description="What it says.")
    asked.build()
    assert path.stat().st_mtime_ns == time
    asked.post("one", "Other text.", description="What else it says.")
    built = asked.build(jobs=2)
    assert "What else" in built.text("llms.txt")
    assert differences(built, asked.build_clean()) == []
    asked.configure("")
    built = asked.build()
    assert "llms.txt" not in built.files()
    assert differences(built, asked.build_clean()) == []
