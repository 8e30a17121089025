"""Front matter: what it means, and what is said of mistakes in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from sites import Built, Site, words

from sphinx_craftblog.reading.front_matter import (
    DECISIVE,
    front_matter_length,
    read_front_matter,
)
from sphinx_craftblog.reading.schema import KEYS


def test_a_dated_markdown_file_in_posts_is_a_post(site: Site) -> None:
    site.post("hello", tags="[Rust]")
    built = site.build()
    page = built.html("posts/hello")
    assert page.time["datetime"] == "2026-01-01"
    assert words(page.select_one(".craftblog-tags")) == "Rust"
    assert built.warnings == []


def test_values_keep_their_yaml_types(site: Site) -> None:
    site.write(
        "posts/a.md",
        """
        ---
        date: 2026-01-02 03:04:05+02:00
        authors: [Conan O'Brien, "Ada"]
        tags: [1.10, C++]
        ---

        # A

        Text.
        """,
    )
    page = site.build().html("posts/a")
    assert page.time["datetime"] == "2026-01-02T03:04:05+02:00"
    assert words(page.select_one(".craftblog-authors")) == "by Conan O'Brien, Ada"
    assert [tag.text for tag in page.select(".craftblog-post-header .craftblog-tags a")] == [
        "1.1",
        "C++",
    ]


MISTAKES = [
    ("tgas: [a]", 3, "unknown_key", ["'tgas'", "did you mean 'tags'"]),
    ("updated: yesterday", 3, "date", ["'updated'", "'yesterday'", "2026-03-01"]),
    ("updated: 2026-2-30", 3, "date", ["'updated'", "'2026-2-30'"]),
    ("updated: 2026-3-4", 3, "date", ["did you mean 2026-03-04?"]),
    ("updated: 20260304", 3, "date", ["did you mean 2026-03-04?"]),
    ("updated: 2025-01-01", 3, "date", ["2025-01-01", "2026-01-01"]),
    ("pinned: ture", 3, "value", ["'pinned'", "'ture'", "did you mean true?"]),
    ("tags: ['', a]", 3, "term", ["'tags'", "empty"]),
    ("tags:\n  a: b", 3, "value", ["'tags'", "a list"]),
    ("image: none.png\nimage_alt: x", 3, "image", ["'none.png'", "posts/none.png"]),
    ("image: ../../up.png\nimage_alt: x", 3, "image", ["outside the source folder"]),
    ("image: https://a.example/b.png", 3, "image", ["image_alt"]),
    ("part: zero", 3, "value", ["'part'", "a whole number"]),
    ("canonical_url: javascript:alert(1)", 3, "value", ["'canonical_url'", "https://"]),
    ("code_panel: nosuch.py", 3, "code_panel", ["'nosuch.py'", "'real.py'"]),
    ("redirect_from: ../x", 3, "redirect", ["'redirect_from'", "'../x'"]),
    ("read_time: 2 min", 3, "value", ["'read_time'", "'2 min'", "whole minutes"]),
    ("tags: a\ntags: b", 4, "front_matter", ["'tags' is given twice", "line 3"]),
    ("changes: [{date: 2026-02-01}]", 3, "date", ["'changes'", "'note'"]),
]
"""Front matter, and the message about it: its line, its subtype and parts of its words."""

UNCLEAR = [
    ("draft: maybe", 3, "value", "'maybe'"),
    ("date: 2026-13-45", 3, "date", "'2026-13-45'"),
    ("date: tomorrow", 3, "date", "'tomorrow'"),
    ("unlisted: perhaps", 3, "value", "'perhaps'"),
    ("expires: 2026-02-31", 3, "date", "'2026-02-31'"),
    ("title: [unclosed", 3, "front_matter", "not valid YAML"),
    ("- a\n- b", 2, "front_matter", "holds a list"),
    ("just words", 2, "front_matter", "holds a text"),
    ("a: &a [*a]", 2, "front_matter", "too many values"),
    ("? [a, b]\n: c", 2, "front_matter", "a key is not text"),
    ("date: 9999-12-31 23:59:59-12:00", 3, "date", "not 9999-12-31 23:59:59-12:00"),
]
"""The same, where nobody knows whether the post is published."""


@pytest.fixture(scope="module")
def mistaken(shared_site: Site) -> Built:
    """A post for each case."""
    for number, (front, *_) in enumerate(MISTAKES):
        shared_site.write(
            f"posts/mistake-{number}.md",
            f"---\ndate: 2026-01-01\n{front}\n---\n\n# A\n\nText.\n\n"
            "```{code-block} python\n:caption: real.py\nprint()\n```\n",
        )
    for number, (front, line, *_) in enumerate(UNCLEAR):
        title = "title: A\n" if line > 2 else ""
        shared_site.write(f"posts/unclear-{number}.md", f"---\n{title}{front}\n---\n\nText.\n")
    return shared_site.build()


@pytest.mark.parametrize("number", range(len(MISTAKES)))
def test_a_mistake_is_one_warning_at_its_line(mistaken: Built, number: int) -> None:
    _, line, subtype, parts = MISTAKES[number]
    (warning,) = (w for w in mistaken.warnings if w.file == f"mistake-{number}.md")
    assert (warning.line, warning.type) == (line, f"craftblog.{subtype}")
    for part in parts:
        assert part in warning.text
    assert f"posts/mistake-{number}.html" in mistaken.files()


@pytest.mark.parametrize("number", range(len(UNCLEAR)))
def test_what_leaves_publication_unclear_keeps_the_post_back(mistaken: Built, number: int) -> None:
    _, line, subtype, part = UNCLEAR[number]
    (warning,) = (w for w in mistaken.warnings if w.file == f"unclear-{number}.md")
    assert (warning.line, warning.type) == (line, f"craftblog.{subtype}")
    assert part in warning.text
    assert "kept back" in warning.text
    assert not any(f"unclear-{number}." in name for name in mistaken.files())


def test_front_matter_that_is_never_closed_keeps_the_post_back(site: Site) -> None:
    site.write("posts/a.md", "---\ndate: 2026-01-01\n\n# A\n\nText.\n")
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("a.md", 1, "craftblog.front_matter")
    assert "never closed" in warning.text
    assert "posts/a.html" not in built.files()


def test_a_wall_of_aliases_is_refused_in_time(site: Site) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    site.write("posts/a.md", "\n".join(["---", *lines, "---", "", "# A", "", "Text.", ""]))
    assert "too many values" in site.build().warnings[0].text


def test_deep_nesting_is_refused(site: Site) -> None:
    site.write("posts/a.md", "---\ntags: " + "[" * 90_000 + "\n---\n\n# A\n\nText.\n")
    assert "nested too deeply" in site.build().warnings[0].text


def test_every_problem_of_a_build_is_named_in_one_run(site: Site) -> None:
    site.post("a", tgas="x", pinned="ture")
    site.post("b", updated="never")
    types = sorted(warning.type for warning in site.build().warnings)
    assert types == ["craftblog.date", "craftblog.unknown_key", "craftblog.value"]


def test_a_warning_can_be_suppressed(site: Site) -> None:
    site.configure('suppress_warnings = ["craftblog.unknown_key"]')
    site.post("a", tgas="x")
    assert site.build().warnings == []


def test_keys_of_others_pass(site: Site) -> None:
    site.post(
        "a",
        **{
            "orphan": "true",
            "x-own": "1",
            "ogp_image": "x",
            "myst": "{html_meta: {keywords: a}}",
        },
    )
    assert site.build().warnings == []


def test_a_date_in_the_file_name_counts(site: Site) -> None:
    site.post("2026-02-03-hello", date=None, tags="a")
    built = site.build()
    assert built.html("posts/2026-02-03-hello").time["datetime"] == "2026-02-03"
    assert built.warnings == []


def test_a_post_without_a_date_is_a_draft_and_says_so(site: Site) -> None:
    site.post("hello", date=None)
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("hello.md", 1, "craftblog.date")
    assert "posts/hello.html" not in built.files()


def test_the_title_of_front_matter_becomes_the_heading(site: Site) -> None:
    site.write(
        "posts/a.md",
        "---\ndate: 2026-01-01\ntitle: 'A *plain* & <b>title</b>'\n---\n\n"
        "Text.\n\n## Part\n\nMore.\n",
    )
    built = site.build()
    page = built.html("posts/a")
    assert [h1.text for h1 in page.find_all("h1")] == ["A *plain* & <b>title</b>"]
    assert [h2.text for h2 in page.main.find_all("h2")] == ["Part"]
    assert built.warnings == []


def test_a_heading_in_code_is_no_heading(site: Site) -> None:
    site.write(
        "posts/a.md",
        "---\ndate: 2026-01-01\ntitle: A\n---\n\n```bash\n# comment\n```\n",
    )
    assert [h1.text for h1 in site.build().html("posts/a").find_all("h1")] == ["A"]


def test_a_title_beside_a_heading_is_for_listings(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("a", heading="The whole long heading", title="Short")
    built = site.build()
    assert [h1.text for h1 in built.html("posts/a").find_all("h1")] == ["The whole long heading"]
    assert built.html("index").select_one(".craftblog-card-title").text == "Short"


def test_a_post_without_a_title_is_listed_under_its_name(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.write("posts/2026-01-01-quiet-night.md", "Only text.\n")
    built = site.build()
    assert [w.type for w in built.warnings] == ["craftblog.title"]
    assert built.html("index").select_one(".craftblog-card-title").text == "Quiet night"


def test_a_post_without_a_body_says_so(site: Site) -> None:
    site.post("a", body="")
    (warning,) = site.build().warnings
    assert (warning.file, warning.type) == ("a.md", "craftblog.body")


def test_ablog_names_are_understood(site: Site) -> None:
    site.write("about.md", "---\nblogpost: true\ndate: 2026-01-01\n---\n\n# About\n\nText.\n")
    site.post("not-one", blogpost="false", date=None, orphan="true")
    site.post("quiet", exclude="true")
    built = site.build()
    assert built.warnings == []
    assert built.html("about").body["class"] == ["post"]
    assert built.html("posts/not-one").body["class"] == ["page"]
    assert built.html("posts/quiet").find("meta", {"name": "robots"})["content"] == "noindex"


def test_an_index_in_the_folder_of_posts_is_not_a_post(site: Site) -> None:
    site.write("posts/index.md", "---\norphan: true\n---\n# All posts\n")
    site.post("trip/index", heading="Trip")
    built = site.build()
    assert built.html("posts/index").body["class"] == ["page"]
    assert built.html("posts/trip/index").body["class"] == ["post"]


def test_broken_yaml_keeps_the_lines_of_the_rest(site: Site) -> None:
    site.configure("craftblog_drafts = True")
    site.write("posts/a.md", "---\ntitle: [x\n---\n\n# A\n\n{nosuchrole}`x`\n")
    lines = {warning.type: warning.line for warning in site.build().warnings}
    assert lines["craftblog.front_matter"] in {2, 3}
    assert 7 in lines.values()


fences = st.sampled_from(
    ["---", "----", "--- ", " ---", "    ---", "...", "... ", "--", "a: b", "", "- x", "---x"]
)


@given(st.lists(fences, max_size=7))
def test_front_matter_ends_where_myst_says(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, "text"])
    parser = MarkdownIt("commonmark").use(front_matter_plugin)
    tokens = [token for token in parser.parse(text) if token.type == "front_matter"]
    expected = tokens[0].map[1] if tokens and tokens[0].map else 0
    assert front_matter_length(text) == expected


def test_no_two_values_of_what_publishes_will_do() -> None:
    assert {key.name for key in KEYS if key.publishes} == DECISIVE


@given(st.text(max_size=200))
def test_no_front_matter_raises(text: str) -> None:
    front = read_front_matter(f"---\n{text}\n---\n")
    assert front.is_broken or isinstance(front.entries, dict)


def test_the_options_of_an_article_may_stand_between_dashes(site: Site) -> None:
    text = "# A\n\n```{article}\n---\ndate: 2026-01-05\ntags: [one]\n---\n```\n\nText.\n"
    site.write("posts/a.md", text)
    built = site.build()
    assert built.warnings == []
    assert "blog/tag/one.html" in built.files()
