"""Code blocks of the bundled theme: the language in the bar."""

from __future__ import annotations

import pytest
from conftest import Built, Site


def captioned(language: str, code: str = "x", *options: str) -> str:
    return "\n".join([f"```{{code-block}} {language}", ":caption: the/file", *options, code, "```"])


def bar_of(built: Built) -> object:
    return built.html("posts/one").select_one("article .code-block-caption")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("python", "Python"),
        ("pycon", "Python"),
        ("sql", "SQL"),
        ("yaml", "YAML"),
        ("console", "Shell"),
        ("cpp", "C++"),
        ("text", None),
        ("none", None),
        ("", None),
    ],
)
def test_the_bar_of_a_captioned_block_names_the_language(
    site: Site, language: str, name: str | None
) -> None:
    site.post("one", captioned(language))
    bar = bar_of(site.build())
    assert bar.text == "the/file"  # type: ignore[attr-defined]
    assert bar.get("data-language") == name  # type: ignore[attr-defined]


def test_other_themes_and_builders_are_as_they_were(site: Site) -> None:
    site.post("one", captioned("python"))
    for builder in ("singlehtml", "epub"):
        assert "data-language" not in "".join(
            path.read_text(encoding="utf-8") for path in site.build(builder).out.rglob("*.*html")
        )
    site.configure('html_theme = "alabaster"')
    assert "data-language" not in site.build(into="_other").text("posts/one.html")


def test_the_words_of_the_buttons_are_on_the_page(site: Site) -> None:
    page = site.build().html("index")
    words = page.select_one("script[src*='craftblog.js']").attrs
    assert words["data-copy"] == "Copy"
    assert words["data-copied"] == "Copied"
    assert words["data-wrap"] == "Wrap lines"
    assert not page.select("button:not(.scheme-switch)")
