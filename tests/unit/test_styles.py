"""The style sheets of the theme: colors that can be read, and what lists need of them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from theme_colors import THEME, colours, contrast

from sphinx_craftblog.directives.nodes import hero_section, listing
from sphinx_craftblog.theme.styles import LISTS_PARTS, THEME_PARTS, is_list


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_color_is_readable_where_it_stands(scheme: str) -> None:
    table = colours()[scheme]
    pairs = [
        (name, ground)
        for name in ("text", "muted", "accent")
        for ground in ("page", "raised", "sunken")
    ]
    pairs += [(name, "raised") for name in ("note", "tip", "warning", "danger")]
    pairs += [
        (name, ground)
        for name in table
        if name.startswith("code-")
        for ground in ("page", "sunken", "mark", "added", "deleted")
    ]
    pairs += [("text", "mark"), ("page", "accent"), ("page", "text")]
    low = {pair: contrast(table[pair[0]], table[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    assert contrast(table["line-strong"], table["page"]) >= 3  # borders of inputs


def test_code_has_only_colors_that_are_readable_where_code_stands() -> None:
    css = (THEME / "styles" / "code-colours.css").read_text()
    assert len(re.findall(r"\.[a-z]\w*", css)) > 60
    used = set(re.findall(r"[ ;{]color: ([^;]+);", css))
    assert used <= {f"var(--{name})" for name in colours()["light"] if name.startswith("code-")}
    grounds = set(re.findall(r"background: ([^;]+);", css))
    assert grounds == {"var(--added)", "var(--deleted)"}  # with the page's own, all are tested


def test_every_color_of_the_styles_is_a_token() -> None:
    for path in (THEME / "styles").glob("*.css"):
        if path.stem not in {"tokens", "print"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", path.read_text()), path.name


def test_each_part_of_the_theme_is_a_file() -> None:
    assert set(LISTS_PARTS) < set(THEME_PARTS)
    assert [part for part in THEME_PARTS if not (THEME / "styles" / f"{part}.css").is_file()] == []


def page(*found: nodes.Node) -> nodes.document:
    """A document with a title and more."""
    document = new_document("")
    title = nodes.title("", "Home")
    document += nodes.section("", title, nodes.paragraph("", "Text."), *found)
    return document


@pytest.mark.parametrize(
    "made",
    [
        lambda: nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "One"))),
        lambda: nodes.image(uri="a.png"),
        lambda: addnodes.toctree(),
        lambda: listing(),
        lambda: hero_section("", nodes.paragraph("", "Lead.")),
    ],
)
def test_a_page_of_lists_needs_the_smaller_sheet_alone(made: Callable[[], nodes.Node]) -> None:
    assert is_list(page(made()))


@pytest.mark.parametrize(
    "made",
    [
        lambda: nodes.note("", nodes.paragraph("", "New.")),
        lambda: nodes.literal_block("", "x = 1"),
        lambda: nodes.table(),
        lambda: nodes.math_block("", "x"),
        lambda: nodes.image(uri="a.png", classes=["wide"]),
        lambda: nodes.image(uri="a.png", classes=["only-dark"]),
        lambda: nodes.bullet_list("", nodes.list_item("", nodes.note())),
    ],
)
def test_a_page_with_more_needs_all_of_it(made: Callable[[], nodes.Node]) -> None:
    assert not is_list(page(made()))
