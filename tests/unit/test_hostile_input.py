"""Hostile input: functions of several modules take it in time, and make nothing of it.

What an author of a post cannot do is in ``docs/explanation/security.md``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import MEGABYTE, assert_time_grows_with_length

from sphinx_craftblog.config import SETTINGS, InvalidValue
from sphinx_craftblog.diagnostics import nearest
from sphinx_craftblog.features.feed_content import absolute, stand_alone
from sphinx_craftblog.model.markup import fixed
from sphinx_craftblog.model.slugs import MAX_BYTES, fold, slugify
from sphinx_craftblog.reading.front_matter import read_front_matter, read_keys, read_value
from sphinx_craftblog.rendering.html import without_frames
from sphinx_craftblog.theme.options import THEME_OPTIONS

BOUND = 10
"""Seconds of the processor that hostile input may take: a hundred times what it takes."""


@pytest.fixture
def bounded() -> Iterator[None]:
    begun = time.process_time()  # whatever else the machine does
    yield
    assert time.process_time() - begun < BOUND


# YAML


def laughs(first: str, opening: str, closing: str) -> str:
    """Nine aliases of nine aliases of nine aliases…"""
    lines = [f"a: &a {first}"]
    for name, before in zip("bcdefghij", "abcdefghi", strict=True):
        lines.append(f"{name}: &{name} {opening}{', '.join([f'*{before}'] * 9)}{closing}")
    return "\n".join(lines)


def nested(depth: int) -> list[str]:
    """YAML that nests to about a depth in each way that there is."""
    return [
        "a: " + "[" * depth,
        f"# {']' * depth}\na: {'[' * depth}",  # had libyaml overflow its stack
        f"a: '{'}' * depth}'\nb: {'{a: ' * (depth // 2)}",
        "? " * depth,
        "\n".join(" " * column + "a:" for column in range(min(depth, 1000))),
    ]


BOUNDLESS = [
    laughs("[x, x]", "[", "]"),
    laughs("{x: 1}", "{<<: [", "]}"),
    f'a: &a "{"x" * 100_000}"\ntags: [{", ".join(["*a"] * 9000)}]',
    "a: &a {b: *a}",
]


@pytest.mark.parametrize("yaml", [*BOUNDLESS, *nested(100_000)])
@pytest.mark.usefixtures("bounded")
def test_yaml_that_expands_or_nests_without_bounds_keeps_a_post_back(yaml: str) -> None:
    front = read_front_matter(f"---\n{yaml}\n---\n")
    assert front.is_broken
    assert "kept back" in front.problems[0][1].text


@pytest.mark.parametrize("yaml", [*BOUNDLESS, *nested(200)])
@pytest.mark.usefixtures("bounded")
def test_the_keys_of_a_folder_and_a_value_are_bounded_too(yaml: str) -> None:
    assert read_keys(yaml).is_broken
    with pytest.raises(ValueError, match=r"too many|too deeply"):
        read_value(yaml)


@pytest.mark.parametrize(
    "yaml",
    [
        "a:\n" + "-  " * 49 + "x",  # was looked at in 2^49 ways
        f'title: "{"[" * 5000}"',
        "title: 0x" + "f" * 100_000,
        "tags: [0x" + "f" * 100_000 + "]",
        "title: 1" + ":59" * 100_000,
        "a: !!bool maybe\nb: !!int ''\nc: !!timestamp soon\nd: !!float ''\ne: [!!bool x]",
    ],
)
@pytest.mark.usefixtures("bounded")
def test_yaml_that_looks_dangerous_is_read(yaml: str) -> None:
    front = read_front_matter(f"---\n{yaml}\n---\n")
    assert not front.is_broken
    assert front.entries


def test_nothing_but_plain_values_is_made_of_yaml(tmp_path: Path) -> None:
    file = tmp_path / "made"
    front = read_front_matter(f"---\na: !!python/object/apply:os.mkdir ['{file}']\n---\n")
    assert front.is_broken
    assert not file.exists()


# Addresses

SCRIPTS = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "\x01javascript://%0aalert(1)"),
    *("\tjavascript:x", "java\nscript://x", "vbscript:x", "data:text/html,x"),
    *("data:;base64,x", "https:\x00//a", "https://["),
]


REFUSED = [
    ("authors", lambda url: {"ada": {"name": "Ada", "url": url}}),
    ("authors", lambda url: {"ada": {"name": "Ada", "avatar": url}}),
    ("authors", lambda url: {"ada": {"name": "Ada", "links": {"x": url}}}),
    ("newsletter", lambda url: {"action": url}),
    ("comments", lambda url: {"provider": "isso", "url": url}),
    ("social_links", lambda url: [url]),
    ("header_links", lambda url: [{"title": "x", "url": url}]),
    ("announcement", lambda url: {"text": "x", "url": url}),
]
"""Settings and options of the theme that take an address, with their values for one."""

CHECKS = {setting.name: setting.check for setting in (*SETTINGS, *THEME_OPTIONS)}

OF_THE_SITE = ("https:\x00//a", "https://[")
"""Addresses that a link of the theme may take for a path of the site, where they run nothing."""


@pytest.mark.parametrize(
    ("name", "value", "address"),
    [
        (name, value, address)
        for name, value in REFUSED
        for address in SCRIPTS
        if name not in {"header_links", "announcement"} or address not in OF_THE_SITE
    ],
)
def test_no_address_of_a_setting_runs_a_script(
    name: str, value: Callable[[str], object], address: str
) -> None:
    with pytest.raises(InvalidValue):
        CHECKS[name](value(address))


def test_an_address_that_only_begins_like_a_script_stays() -> None:
    assert absolute("javascript-guide.html", "https://a.example/") == (
        "https://a.example/javascript-guide.html"
    )


# Time


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<!--craftblog-frame-->",
            "<!--",
            "<!",
            "<?",
            "</",
            "<a ",
            "<a b='",
            "&#",
            "<![",
            "<script>",
        ),
        *("<dl>\n<dd>", "<th ", "<th>", "<style scoped>", '<p class="collapsed admonition-title">'),
        *(
            '<input class="task-list-item-checkbox">',
            '<object data="" type="image/svg+xml" class=""',
        ),
    ],
)
def test_the_time_for_broken_html_grows_with_its_length(piece: str) -> None:
    def read(length: int) -> None:
        html = piece * (length // len(piece))
        without_frames(html)
        stand_alone(html, "https://a.example/")
        fixed(f"<th></th><label aria-controls='x'>{html}")

    assert_time_grows_with_length(read, MEGABYTE // 4, seconds=0.5)


@pytest.mark.parametrize("piece", ["<![", "\u0301", "\U0001f680", "a"])
@pytest.mark.usefixtures("bounded")
def test_long_names_are_cut(piece: str) -> None:
    assert len(slugify(piece * MEGABYTE).encode()) <= MAX_BYTES
    assert fold(piece * MEGABYTE)


@pytest.mark.parametrize("name", [slugify, fold])
def test_the_time_for_accents_does_not_grow_with_their_square(name: Callable[[str], str]) -> None:
    # Unicode sorts the marks of a letter.
    assert_time_grows_with_length(
        lambda length: name("\u0301\u0323" * (length // 2)), MEGABYTE // 4, seconds=0.5
    )


@pytest.mark.usefixtures("bounded")
def test_long_words_are_not_compared() -> None:
    word = "".join(map(chr, range(0x4E00, 0x9000))) * 40
    assert nearest(word, [word[1:], word[:-1] + "x"]) is None
